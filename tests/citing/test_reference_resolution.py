"""Which Act or treaty a place is of: the one beside it, or that of the list in which it stands."""

from __future__ import annotations

import pytest
from support.cited import CITATIONS, at, found, of, only, told

CRIMES = "Crimes Act 1961"
WHICH_ACT = "the text does not say of which Act"
WHICH_TREATY = "the text does not say of which treaty"
BEFORE = "the text does not say whether it is of the Act before it"
LIST = "the text does not say whether it belongs to the list that follows"


class TestWhatIsNoCitation:
    @pytest.mark.parametrize(
        "text", ["clause 5 applies", "Part 2 and rule 3", "section 10.5 of this paper", "section 4.2 and section 4.3"]
    )
    def test_what_other_texts_have_as_well(self, text: str) -> None:
        assert told(text) == []

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("clause 5 of the report", "'the report' is not an Act or treaty that is known"),
            ("clause 5 of the Bill", "'Bill' could be any of several that are named before it, or none is"),
            ("ss 249-52 apply", "the range 249-52 ends before it begins"),
            ("s 22, IPPs 11-3", "the range 11-3 ends before it begins"),
            ("section 10.5 of the Evidence Act 2006", "10.5 is no number of a section here"),
        ],
    )
    def test_what_leads_to_something_is_told(self, text: str, why: str) -> None:
        assert told(text) == [("", why)]

    def test_a_rule_after_one_whose_rules_are_named(self) -> None:
        text = "High Court Rules 2016, r 5. Ibid, r 6"
        assert of(text, "6") == ("High Court Rules 2016, r 6", "back-reference")


class TestAPlaceWithoutAWordOfItsOwn:
    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("section 8 of the Bail Act 2000 and 252 of the Crimes Act 1961", "s 252"),
            ("section 8 in the Bail Act 2000 or 252 of the Crimes Act 1961", "s 252"),
            ("section 8 Bail Act 2000 and 252 of the Crimes Act 1961", "s 252"),
            ("section 8 of the Bail Act 2000, and 249 and 252 of the Crimes Act 1961 apply", "ss 249 and 252"),
            ("sections 8 and 9 of the Bail Act 2000, 252 of the Crimes Act 1961", "s 252"),
            # It has one already: nothing is read twice.
            ("section 8 of the Bail Act 2000 and s 252 of the Crimes Act 1961", "s 252"),
        ],
    )
    def test_it_takes_the_word_before(self, text: str, places: str) -> None:
        assert told(text)[1:] == [(f"{CRIMES}, {places}", "named")]

    @pytest.mark.parametrize(
        "text",
        [
            "section 8 of the Bail Act 2000 and 252 days",
            "section 8 of the Bail Act 2000 and 252 of the offences",
            "section 8 of the Bail Act 2000 and 5-year terms",
            "section 8 of the Bail Act 2000 and 252, an Act",
        ],
    )
    def test_a_number_that_no_act_follows_is_none(self, text: str) -> None:
        assert told(text) == [("Bail Act 2000, s 8", "named")]

    def test_what_follows_goes_on_from_it(self) -> None:
        text = "section 8 of the Bail Act 2000 and 252 of the Crimes Act 1961. Ibid, s 249"
        assert told(text)[-1] == (f"{CRIMES}, s 249", "back-reference")

    @pytest.mark.parametrize("before", ["", "the list of the ", "a section of the "])
    def test_without_a_place_before_it_there_is_none(self, before: str) -> None:
        text = f"{before}Bail Act 2000 and 252 of the Crimes Act 1961"
        assert told(text) == [("Bail Act 2000", "named"), (CRIMES, "named")]


class TestTheOneThatFollows:
    @pytest.mark.parametrize(
        "text",
        [
            "s 249 of New Zealand's Crimes Act 1961",
            "s 249 of NZ's Crimes Act 1961",
            "s 249 of the New Zealand Crimes Act 1961",
            "s 249, Crimes Act 1961",
            "s 249 (access to a computer), Crimes Act 1961",
            "s 249 (the main one) of the Crimes Act 1961",
            "s 249 of Part 10 of the Crimes Act 1961",
            "s 249 (inclusive), both of the Crimes Act 1961",
        ],
    )
    def test_the_whole_is_one_citation(self, text: str) -> None:
        citation = only(text)
        assert (citation.cited, citation.text, citation.basis) == (f"{CRIMES}, s 249", text, "named")

    def test_new_zealands_act_that_is_defined(self) -> None:
        text = "The Crimes Act 1961 (CRA) is old. Section 249 of New Zealand's CRA"
        assert of(text, "249") == (f"{CRIMES}, s 249", "defined")

    @pytest.mark.parametrize("text", ["s 249, the Crimes Act 1961", "s 249; Crimes Act 1961", "s 249. Crimes Act 1961"])
    def test_more_than_a_comma_parts_them(self, text: str) -> None:
        assert told(text) == [("", WHICH_ACT), (CRIMES, "named")]

    def test_the_act_after_no_of_is_another_clause(self) -> None:
        assert told("The Crimes Act 1961 is old. Section 249 that Act has")[1] == ("", WHICH_ACT)

    @pytest.mark.parametrize("text", ["s 10, Crimes Act 1961, s 249", "s 10 Crimes Act 1961 at s 249"])
    def test_an_act_with_a_place_after_it_belongs_to_that(self, text: str) -> None:
        assert told(text) == [("", WHICH_ACT), (f"{CRIMES}, s 249", "named")]

    @pytest.mark.parametrize(
        ("text", "number", "why"),
        [
            ("art 16 of the Crimes Act 1961", "16", "the Crimes Act 1961 is no treaty"),
            ("s 16 of the Budapest Convention", "16", "the Budapest Convention is no Act"),
            ("clause 16 of the Budapest Convention", "16", "the Budapest Convention is no Act"),
            ("The Crimes Act 1961 is old. Article 16 of that Act", "16", "'Act' is no treaty"),
        ],
    )
    def test_a_treaty_has_articles_and_an_act_sections(self, text: str, number: str, why: str) -> None:
        assert of(f"{text} there", number) == ("", why)
        # Whatever the text is on.
        assert of(f"{text} there", number, act="crimes", instrument="budapest") == ("", why)

    @pytest.mark.parametrize(
        ("text", "why"), [("art 16, Crimes Act 1961", WHICH_TREATY), ("s 16, Budapest Convention", WHICH_ACT)]
    )
    def test_after_a_comma_the_other_kind_is_another_clause(self, text: str, why: str) -> None:
        assert told(text)[0] == ("", why)

    @pytest.mark.parametrize(
        "what", ["the report", "our Model Law", "Regulation X", "those Guidelines", "the a/b Note"]
    )
    def test_something_else_is_told(self, what: str) -> None:
        assert told(f"s 249 of {what}") == [("", f"{what!r} is not an Act or treaty that is known")]

    def test_a_heading_in_brackets_names_no_place(self) -> None:
        text = "s 249 (see s 252 of the Crimes Act 1961) of the Crimes Act 1961"
        assert told(text) == [("", WHICH_ACT), (f"{CRIMES}, s 252", "named"), (CRIMES, "named")]
        text = "s 249 (as in the Bail Act 2000) of the Crimes Act 1961"
        assert told(text) == [("", WHICH_ACT), ("Bail Act 2000", "named"), (CRIMES, "named")]


class TestTheOneBefore:
    @pytest.mark.parametrize(
        "text",
        [
            "Crimes Act 1961, see s 249",
            "Crimes Act 1961, especially s 249",
            "Crimes Act 1961 (in force since the start) s 249",
            "Crimes Act 1961 - s 249",
            "Crimes Act 1961's s 249",
        ],
    )
    def test_little_may_stand_between(self, text: str) -> None:
        citation = only(text)
        assert (citation.cited, citation.text, citation.basis) == (f"{CRIMES}, s 249", text, "named")

    def test_a_place_that_is_of_something_else(self) -> None:
        text = "Crimes Act 1961, s 249 of the report"
        assert told(text) == [(CRIMES, "named"), ("", "'the report' is not an Act or treaty that is known")]

    def test_an_article_is_not_of_the_act_before_it(self) -> None:
        assert told("Crimes Act 1961, art 16") == [(CRIMES, "named"), ("", WHICH_TREATY)]

    def test_one_that_has_a_place_already(self) -> None:
        why = "the Evidence Act 2006 before it has another place already"
        assert told("s 10 of the Evidence Act 2006, s 249") == [("Evidence Act 2006, s 10", "named"), ("", why)]
        # Not even where the caller gave an Act, or the text cites the section with one.
        assert told("s 10 of the Evidence Act 2006, s 249", act="crimes")[1] == ("", why)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("s 10 of the Evidence Act 2006, clause 5", "the Evidence Act 2006 before it has another place already"),
            ("After a look at the Evidence Act 2006, rule 5 applies", BEFORE),
        ],
    )
    def test_what_is_in_other_texts_too_is_told_beside_an_act(self, text: str, why: str) -> None:
        assert told(text)[1] == ("", why)

    def test_a_principle_stands_in_the_section_before_it(self) -> None:
        assert found("s 22 of the Privacy Act 2020 (IPP 11)") == [
            ("Privacy Act 2020, s 22", "resolved"),
            ("Privacy Act 2020, s 22, IPP 11", "resolved"),
        ]

    @pytest.mark.parametrize(
        "lead", ["Under the ", "The ", "In terms of the ", "By its ", "Nothing. Under the ", "3.1 Within the ", ""]
    )
    def test_where_a_sentence_begins_with_the_act_its_section_follows(self, lead: str) -> None:
        assert told(f"{lead}Crimes Act 1961, s 249 applies") == [(f"{CRIMES}, s 249", "named")]

    @pytest.mark.parametrize("verb", ["applies", "is", "punishes", "requires", "may", "prohibits"])
    def test_after_a_comma_a_new_clause_may_begin(self, verb: str) -> None:
        assert told(f"After a look at the Crimes Act 1961, s 249 {verb}") == [(CRIMES, "named"), ("", BEFORE)]
        assert told(f"After a look at the Crimes Act 1961, s 249 {verb}", act="crimes")[1] == ("", BEFORE)

    @pytest.mark.parametrize("sign", [":", " (", ", (", " -", ""])
    def test_another_sign_than_a_comma_begins_none(self, sign: str) -> None:
        assert told(f"After a look at the Crimes Act 1961{sign} s 249 applies") == [(f"{CRIMES}, s 249", "named")]

    def test_no_verb_no_clause(self) -> None:
        assert told("After a look at the Crimes Act 1961, s 249 of which") == [(f"{CRIMES}, s 249", "named")]

    @pytest.mark.parametrize("sign", [", ", " (", ": "])
    def test_that_act_and_a_sign_before_the_place(self, sign: str) -> None:
        text = f"The Crimes Act 1961 is old. That Act{sign}s 249"
        assert told(text)[1:] == [(f"{CRIMES}, s 249", "back-reference")]
        assert at(text, "249").text == f"Act{sign}s 249"

    @pytest.mark.parametrize("word", ["that Act", "the Act"])
    def test_under_that_act_section_249_is_two_clauses(self, word: str) -> None:
        assert told(f"The Crimes Act 1961 is old. Under {word} section 249 is wide")[1:] == [("", WHICH_ACT)]


class TestAListThatEndsWithItsAct:
    @pytest.mark.parametrize(
        "text",
        [
            "s 249 and s 252 of the Crimes Act 1961",
            "s 249 or s 252 of the Crimes Act 1961",
            "s 249, read with s 252 of the Crimes Act 1961",
            "s 249 (a remark on access) and s 252 of the Crimes Act 1961",
            "s 249 (and s 252) of the Crimes Act 1961",
        ],
    )
    def test_two(self, text: str) -> None:
        assert told(text) == [(f"{CRIMES}, s 249", "named"), (f"{CRIMES}, s 252", "named")]

    @pytest.mark.parametrize("comma", [",", ""])
    def test_three_with_commas(self, comma: str) -> None:
        assert told(f"See s 249, s 250{comma} and s 252 of the Crimes Act 1961") == [
            (f"{CRIMES}, s 249", "named"),
            (f"{CRIMES}, s 250", "named"),
            (f"{CRIMES}, s 252", "named"),
        ]

    def test_four_with_commas(self) -> None:
        text = "See s 10, s 249, s 250 and s 252 of the Crimes Act 1961"
        assert [cited for cited, _ in told(text)] == [f"{CRIMES}, s {number}" for number in (10, 249, 250, 252)]

    @pytest.mark.parametrize(
        "text",
        [
            "s 249, s 252 of the Crimes Act 1961",
            "For s 249, s 250 and s 252 of the Crimes Act 1961",
            "section 249, s 250 and s 252 of the Crimes Act 1961",
            "conferred by section 249, sections 66 and 72 of the Crimes Act 1961 apply",
            "Nothing. Despite s 249, s 250 and s 252 of the Crimes Act 1961",
        ],
    )
    def test_a_comma_may_end_a_clause(self, text: str) -> None:
        assert of(text, "249") == ("", LIST)

    def test_an_earlier_list_says_nothing_of_a_later_one(self) -> None:
        text = (
            "See s 10, s 249, s 250 of the Crimes Act 1961. Then s 71 and s 74 of the Search and Surveillance Act 2012"
        )
        assert of(text, "249") == ("", LIST)

    def test_an_article_is_no_part_of_a_list_of_sections(self) -> None:
        assert told("art 16 and s 249 of the Crimes Act 1961") == [("", WHICH_TREATY), (f"{CRIMES}, s 249", "named")]

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("clause 5 and section 249 of the Crimes Act 1961", []),
            ("section 249 and clause 5 of the Crimes Amendment Bill", [("", WHICH_ACT)]),
        ],
    )
    def test_a_clause_is_of_a_bill_and_a_section_of_an_act(self, text: str, first: list[tuple[str, str]]) -> None:
        assert told(text)[:-1] == first

    def test_a_long_way_is_no_list(self) -> None:
        text = f"s 249 ({'a' * 120}), ({'b' * 120}) and s 252 of the Crimes Act 1961"
        assert of(text, "249") == ("", WHICH_ACT)

    def test_the_list_does_not_reach_behind_another_act(self) -> None:
        text = "s 249 of the Crimes Act 1961 and s 10 of the Evidence Act 2006"
        assert told(text) == [(f"{CRIMES}, s 249", "named"), ("Evidence Act 2006, s 10", "named")]

    @pytest.mark.parametrize("last", ["s 16 of the Budapest Convention", "s 22 of the Privacy Act"])
    def test_what_is_not_known_is_not_handed_on(self, last: str) -> None:
        assert told(f"s 249 and {last}")[0] == ("", WHICH_ACT)

    def test_a_place_that_its_list_leaves_open_is_not_of_the_act_before(self) -> None:
        assert of("Crimes Act 1961, s 249, s 252, s 10 of the Evidence Act 2006", "252") == ("", LIST)


class TestAListThatBeginsWithItsAct:
    @pytest.mark.parametrize("link", [" and ", "; ", ", ", " as well as ", " or (", ", and also "])
    def test_it_goes_on(self, link: str) -> None:
        text = f"Crimes Act 1961, s 249{link}s 252"
        assert told(text) == [(f"{CRIMES}, s 249", "named"), (f"{CRIMES}, s 252", "named")]

    def test_to_its_end(self) -> None:
        assert told("MACMA, s 43; s 44; s 45")[2] == (
            "Mutual Assistance in Criminal Matters Act 1992, s 45",
            "defined",
        )

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("Crimes Act 1961, s 249, s 252 and s 10 of the Evidence Act 2006",
             "Crimes Act 1961 or the Evidence Act 2006"),
            ("Budapest Convention, art 16, art 252 and art 34 of the UN Convention against Cybercrime",
             "Budapest Convention or the UN Convention against Cybercrime"),
        ],
    )  # fmt: skip
    def test_one_between_two_may_be_of_either(self, text: str, why: str) -> None:
        assert of(text, "252") == ("", f"it may be of the {why}")

    def test_one_between_two_mentions_of_one_act(self) -> None:
        text = "Crimes Act 1961, s 249, s 252 and s 10 of the Crimes Act 1961"
        assert of(text, "252") == (f"{CRIMES}, s 252", "named")

    def test_not_over_a_clause(self) -> None:
        assert told("Crimes Act 1961, s 249 applies; s 252")[1] == ("", WHICH_ACT)

    def test_not_from_a_section_to_an_article(self) -> None:
        assert told("Crimes Act 1961, s 249 and art 16")[1] == ("", WHICH_TREATY)

    def test_one_with_an_act_of_its_own_is_of_that(self) -> None:
        assert told("Crimes Act 1961, s 249 and s 10 of the Evidence Act 2006") == [
            (f"{CRIMES}, s 249", "named"),
            ("Evidence Act 2006, s 10", "named"),
        ]

    def test_after_of_and_its_act_a_bare_section_may_be_of_another(self) -> None:
        text = "s 249 of the Crimes Act 1961 and s 252"
        assert told(text)[1] == ("", WHICH_ACT)

    def test_of_a_treaty_the_title_is_told(self) -> None:
        text = "art 16 of the Budapest Convention and art 17"
        assert told(text)[1] == ("", WHICH_TREATY)

    def test_what_the_surroundings_say_is_said_of_each(self) -> None:
        assert told("# Crimes Act 1961\n\nSection 249 and section 252")[1:] == [
            (f"{CRIMES}, s 249", "heading"),
            (f"{CRIMES}, s 252", "heading"),
        ]


def test_what_is_in_the_catalogue_has_its_id() -> None:
    ids = [
        c.of for c in CITATIONS.find("Crimes Act 1961, s 249. Art 16 of the Budapest Convention. Bail Act 2000, s 8")
    ]
    assert ids == ["crimes", "budapest", None]
