"""Which Act or treaty a place is of that has none beside it, and what leaves it open."""

from __future__ import annotations

import pytest
from support.cited import CITATIONS, found, of, told

from gapcheck.citing.names import Mention
from gapcheck.citing.places import find_places
from gapcheck.citing.surroundings import last_before

CRIMES = "Crimes Act 1961"
BAIL = "Bail Act 2000"
MACMA = "Mutual Assistance in Criminal Matters Act 1992"
WHICH_ACT = "the text does not say of which Act"
WHICH_TREATY = "the text does not say of which treaty"
OTHER_TREATY = "the sentence speaks of another treaty, or of a text on one"
AMENDED = "what is amended may be of another Act, and the text does not say here which"
THEREOF = "the sentence does not name one only beside 'thereof'"


def filler(length: int) -> str:
    """So many characters that cite nothing."""
    return f" {('word ' * length)[: length - 2]} "


def told_at(text: str, place: int) -> list[tuple[str, str]]:
    """What is told of the citation at an offset."""
    return [(c.cited, c.basis or c.message) for c in CITATIONS.find(text) if c.start <= place < c.end]


class TestIbid:
    @pytest.mark.parametrize("word", ["Ibid, ", "ibid at ", "Id, ", "Ibid., at ", "See ibid "])
    def test_it_is_the_act_of_the_last_citation(self, word: str) -> None:
        text = f"Evidence Act 2006, s 5. Crimes Act 1961, s 249. {word}s 252"
        assert of(text, "252") == (f"{CRIMES}, s 252", "back-reference")

    def test_also_of_one_that_was_found_by_what_stands_around_it(self) -> None:
        assert of("# Crimes Act 1961\n\nSection 249 is. Ibid, clause 5", "5") == (f"{CRIMES}, cl 5", "back-reference")

    @pytest.mark.parametrize(
        "text",
        [
            "The Crimes Act 1961 is old. Ibid, s 252",
            "s 249 of the report. Ibid, s 252",
            "Crimes Act 1961, s 249. Ibid is a word, s 252",
            "Budapest Convention, art 16. Ibid, s 252",
        ],
    )
    def test_what_it_is_not(self, text: str) -> None:
        assert of(text, "252") == ("", WHICH_ACT)


class TestTheNextNote:
    @pytest.mark.parametrize(
        "text",
        [
            "1 Crimes Act 1961, s 249. 2 Section 252.",
            "1 Crimes Act 1961, s 249 (access). 2 Section 252.",
            "1 Section 249 of the Crimes Act 1961. 2 Section 252.",
            "1 Crimes Act 1961, s 249. 2 See Section 252.",
        ],
    )
    def test_it_goes_on_with_the_act_of_the_note_before(self, text: str) -> None:
        assert of(text, "252") == (f"{CRIMES}, s 252", "back-reference")

    @pytest.mark.parametrize(
        "text",
        [
            "1 Crimes Act 1961, s 249. 2 section 252.",
            "1 Crimes Act 1961, s 249 is wide. 2 Section 252.",
            "1 Crimes Act 1961, s 249. Section 252.",
            "1 Crimes Act 1961, s 249. 2 Evidence Act 2006, s 10 is not. Section 252.",
        ],
    )
    def test_it_does_not(self, text: str) -> None:
        assert of(text, "252") == ("", WHICH_ACT)


class TestThereof:
    @pytest.mark.parametrize(
        ("text", "number", "cited"),
        [
            ("The Crimes Act 1961 is old, and section 252 thereof too", "252", f"{CRIMES}, s 252"),
            ("The Crimes Act 1961 is old, and section 252, thereunder, too", "252", f"{CRIMES}, s 252"),
            (
                "The Budapest Convention and the Crimes Act 1961, and article 16 thereof",
                "16",
                "Budapest Convention, art 16",
            ),
        ],
    )
    def test_it_is_the_only_one_of_the_sentence(self, text: str, number: str, cited: str) -> None:
        assert of(text, number) == (cited, "back-reference")

    @pytest.mark.parametrize(
        "text",
        [
            "section 252 thereof",
            "The Crimes Act 1961 is old. Section 252 thereof",
            "The Crimes Act 1961 and the Bail Act 2000 are old, section 252 thereof too",
        ],
    )
    def test_none_or_two(self, text: str) -> None:
        assert of(text, "252") == ("", THEREOF)


class TestPrinciples:
    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("s 22, IPP 11", "Privacy Act 2020, s 22, IPP 11"),
            ("s 6, IPP 11", "Privacy Act 1993, s 6, IPP 11"),
            ("IPP 3A", "Privacy Act 2020, s 22, IPP 3A"),
            ("IPPs 3A and 13", "Privacy Act 2020, s 22, IPPs 3A and 13"),
            ("information privacy principle 3A", "Privacy Act 2020, s 22, IPP 3A"),
            ("The Privacy Act 2020 has IPP 11", "Privacy Act 2020, s 22, IPP 11"),
            ("The Privacy Act 1993 and the Crimes Act 1961 have IPP 11", "Privacy Act 1993, s 6, IPP 11"),
        ],
    )
    def test_which_privacy_act(self, text: str, cited: str) -> None:
        assert told(text)[-1] == (cited, "defined")

    @pytest.mark.parametrize(
        "text",
        [
            "IPP 11",
            "s 22",
            "sch 22, cl 2",
            "s 7, IPP 11",
            "s 7, IPP 3A",
            "ss 22 and 23, IPP 11",
            "principle 3A",
            "IPPs 3A to 13",
            "IPPs 3A and 11",
            "The Privacy Act 2020 replaced the Privacy Act 1993. IPP 11",
            "The Privacy Act 2020 has principle 11",
            # Not of what the text calls the Act.
            "The Crimes Act 1961 (the Act) is old. IPP 11",
        ],
    )
    def test_neither_is_certain(self, text: str) -> None:
        assert told(text)[-1] == ("", WHICH_ACT)

    def test_the_given_one(self) -> None:
        assert told("IPP 11", act="privacy") == [("Privacy Act 2020, s 22, IPP 11", "defined")]
        assert told("principle 11", act="privacy") == [("Privacy Act 2020, s 22, IPP 11", "given")]
        text = "The Privacy Act 2020 has gone.\n\nIPP 11"
        assert told(text, act="privacy")[-1] == ("Privacy Act 2020, s 22, IPP 11", "defined")
        # The text names the other one.
        text = "The Privacy Act 1993 has gone.\n\nIPP 11"
        assert told(text, act="privacy")[-1] == ("Privacy Act 1993, s 6, IPP 11", "defined")

    def test_an_act_without_any_has_none(self) -> None:
        assert told("IPP 11", act="crimes") == [("", WHICH_ACT)]


class TestArticles:
    @pytest.mark.parametrize(
        "text",
        [
            "article 16",
            "See article 16",
            "It is short. See article 16",
            "The Rome Statute is old. Article 16 is short.",
            "Article 16 is short. The Rome Statute is old.",
            "Preservation (article 16)",
            "The first heading.\n\nPreservation, article 16",
            "The Budapest Convention says more, also article 16",
            "The Crimes Act 1961 and article 16",
        ],
    )
    def test_of_the_given_treaty(self, text: str) -> None:
        assert of(text, "16", instrument="budapest") == ("Budapest Convention, art 16", "given")

    @pytest.mark.parametrize(
        "text",
        [
            "The Rome Statute has article 16",
            "Under article 16 of it the Rome Statute",
            "GDPR article 16",
            "The Budapest Convention and the Rome Statute have article 16",
            "It follows Mauritius (article 16)",
            "The Treaty of Waitangi Act 1975 tells of article 16",
            "It follows Mauritius (the island), article 16",
        ],
    )
    def test_of_another_treaty_perhaps(self, text: str) -> None:
        assert of(text, "16", instrument="budapest") == ("", OTHER_TREATY)

    def test_two_that_are_known_are_no_other_one(self) -> None:
        text = "The Budapest Convention and the UN Convention against Cybercrime say more, also article 16"
        assert of(text, "16", instrument="budapest") == ("", WHICH_TREATY)

    def test_sections_have_no_treaty(self) -> None:
        assert of("The Rome Statute and s 252", "252", act="crimes") == (f"{CRIMES}, s 252", "given")

    @pytest.mark.parametrize(("length", "cited"), [(400, ""), (401, "Budapest Convention, art 16")])
    def test_far_off_in_a_long_sentence_it_is_another_matter(self, length: int, cited: str) -> None:
        before = f"Covenant{filler(length - 8)}article 16"
        after = f"article 16{filler(length - 8)}Covenant"
        assert of(f"The {before}", "16", instrument="budapest")[0] == cited
        assert of(after, "16", instrument="budapest")[0] == cited


class TestWhatStandsOver:
    def test_a_heading(self) -> None:
        assert of("# Crimes Act 1961\n\nSection 252 applies.", "252") == (f"{CRIMES}, s 252", "heading")
        text = "# Crimes Act 1961\n\nThe Crimes Act 1961 and section 252 apply."
        assert of(text, "252") == (f"{CRIMES}, s 252", "heading")

    def test_not_where_the_paragraph_names_another(self) -> None:
        text = "# Crimes Act 1961\n\nThe Bail Act 2000 and section 252 apply."
        assert of(text, "252") == ("", WHICH_ACT)

    @pytest.mark.parametrize("text", ["s 252 of the report", "clause 252 of the report", "s 252 of the Privacy Act"])
    def test_it_does_not_reach_what_is_of_something_else(self, text: str) -> None:
        assert of(f"# Crimes Act 1961\n\n{text}", "252")[0] == ""

    def test_what_other_texts_have_too_needs_its_name(self) -> None:
        assert told("# Crimes Act 1961\n\nClause 5 applies, and clause 6.") == [(CRIMES, "named")]

    def test_a_list_that_begins_with_two_acts(self) -> None:
        why = "the list begins with the Crimes Act 1961, and does not say whether that is meant"
        assert of("See the Bail Act 2000 and the Crimes Act 1961:\n\n(a) section 252", "252") == ("", why)


class TestTheGivenAct:
    @pytest.mark.parametrize(
        "text",
        [
            "Section 252 applies",
            "The MACMA. Section 252 applies",
            "Section 252 of the MACMA.\n\nSection 252 applies",
            "Section 249 of the Crimes Act 1961.\n\nSection 252 applies",
            "Section 252 of the report.\n\nSection 252 applies",
            "Article 252 of the Budapest Convention.\n\nSection 252 applies",
            f"Section 252 of the Crimes Act 1961{filler(1465)}.\n\nThe next section 252",
        ],
    )
    def test_it_counts(self, text: str) -> None:
        assert of(text, "252", act="macma") == (f"{MACMA}, s 252", "given")

    @pytest.mark.parametrize(
        "text",
        [
            "The Bail Act 2000. Section 252 applies",
            "The MACMA and the Bail Act 2000. Section 252 applies",
            "Section 252 of the Crimes Act 1961.\n\nSection 252 applies",
            "Section 252 of the Crimes Act 1961.\n\nSections 249 and 252 apply",
            f"Section 252 of the Crimes Act 1961{filler(1464)}.\n\nThe next section 252",
        ],
    )
    def test_it_may_be_another(self, text: str) -> None:
        assert of(text, "252", act="macma") == ("", WHICH_ACT)

    def test_of_articles_the_treaty(self) -> None:
        text = "Art 16 of the UN Convention against Cybercrime.\n\nArticle 16 is short"
        assert of(text, "16", instrument="budapest") == ("", WHICH_TREATY)

    @pytest.mark.parametrize(
        "text",
        [
            "Section 252 is amended by this",
            "Sections 249 and 252 are hereby repealed",
            "insert section 252",
            "it substitutes a new section 252",
            "Clause 5 amends section 252",
            "Clauses 5(1) and 6 replace the old section 252",
        ],
    )
    def test_what_is_amended_may_be_of_another(self, text: str) -> None:
        assert of(text, "252", act="macma") == ("", AMENDED)

    def test_what_was_inserted_long_before_is_not(self) -> None:
        assert of("insert that. Section 252 applies", "252", act="macma")[1] == "given"


class TestCitedElsewhere:
    @pytest.mark.parametrize(
        "text",
        [
            "Section 252 of the Crimes Act 1961 is clear.\n\nThe Judge turned to s 252.",
            "The Judge turned to s 252.\n\nSection 252 of the Crimes Act 1961 is clear.",
            "Section 252 of the Crimes Act 1961 is clear. The Judge turned to s 252.",
            "Section 252 of the Crimes Act 1961 is clear.\n\nThe Bail Act 2000 is not.\n\nThe Judge turned to s 252.",
            "Section 252 of the Crimes Act 1961 is.\n\nUnder the Crimes Act 1961 The Judge turned to s 252.",
            "Section 252 of the Crimes Act 1961 is.\n\nThe Bail Act 2000 is.\n\nThe Judge turned to s 252. "
            "Still, the Crimes Act 1961 is old.",
            "The Judge turned to s 252.\n\nUnder the Bail Act 2000, section 252 of the Crimes Act 1961 is clear.",
            "The Bail Act 2000 is old. The Crimes Act 1961 (the Act), s 252, is not.\n\nThe Judge turned to s 252.",
        ],
    )
    def test_the_same_section_with_its_act(self, text: str) -> None:
        at_the_judge = text[text.index("The Judge") :].index("252") + text.index("The Judge")
        assert told_at(text, at_the_judge) == [(f"{CRIMES}, s 252", "cited-elsewhere")]

    @pytest.mark.parametrize("first", ["Sections 249 and 252", "Section 249"])
    def test_of_several_sections_each(self, first: str) -> None:
        text = f"{first} of the Crimes Act 1961 is clear.\n\nThe Judge turned to ss 249 and 252."
        known = first == "Sections 249 and 252"
        assert of(text, "252") == ((f"{CRIMES}, ss 249 and 252", "cited-elsewhere") if known else ("", WHICH_ACT))

    @pytest.mark.parametrize(
        "text",
        [
            "Section 252 of the Crimes Act 1961 and section 252 of the Bail Act 2000.\n\nThe Judge turned to s 252.",
            "Section 252 of the Crimes Act 1961 is.\n\nThe Bail Act 2000 is not, said the Judge of s 252.",
            "Section 252 of the Crimes Act 1961 is.\n\nThe Bail Act 2000 is not. The Judge turned to s 252.",
            "Section 252 of the Crimes Act 1961 is.\n\nThe Judge turned to s 252 beside the Bail Act 2000.",
            "Section 252 of the Crimes Act 1961 is.\n\n# Bail Act 2000\n\nThe Evidence Act 2006 is.\n\nThen s 252.",
            "Section 252 of the Crimes Act 1961 is.\n\nSection 252 is amended.",
            # The text calls another one the Act.
            "The Crimes Act 1961 (the Act) is.\n\nSection 252 of the Bail Act 2000 is.\n\nThe Judge turned to s 252.",
            "Section 252 of the Privacy Act.\n\nSection 252",
            # A Schedule is no section.
            "Schedule 252 of the Crimes Act 1961 is.\n\nThe Judge turned to s 252.",
            # The Bill does not amend it, and another Act was named since.
            "The Bill amends the Evidence Act 2006. The Crimes Act 1961 (the Act), s 252, is. The Bail Act 2000 is."
            "\n\nThe Judge turned to s 252.",
        ],
    )
    def test_it_may_be_another(self, text: str) -> None:
        assert of(text, "252") == ("", WHICH_ACT)

    @pytest.mark.parametrize(("length", "basis"), [(5935, "cited-elsewhere"), (5936, WHICH_ACT)])
    def test_a_number_keeps_its_meaning_for_some_pages(self, length: int, basis: str) -> None:
        between = f"{filler(length)}\n\nBail Act 2000 is.\n\n"
        text = f"Section 252 of the Crimes Act 1961.{between}The Judge turned to s 252."
        assert of(text, "252")[1] == basis

    def test_each_number_keeps_its_own(self) -> None:
        text = (
            f"Section 249 of the Crimes Act 1961.{filler(6000)}Section 252 of the Crimes Act 1961 is.\n\n"
            "Bail Act 2000 is.\n\nThe Judge turned to ss 249 and 252."
        )
        assert of(text, "252") == ("", WHICH_ACT)

    def test_after_another_act_a_number_does_not_look_forward(self) -> None:
        text = "The Bail Act 2000 is.\n\nThe Judge turned to s 252.\n\nSection 252 of the Crimes Act 1961 is."
        assert told_at(text, text.index("252")) == [("", WHICH_ACT)]

    def test_of_articles_too(self) -> None:
        text = "Article 16 of the Budapest Convention is.\n\nArticle 16"
        assert of(text, "16") == ("Budapest Convention, art 16", "cited-elsewhere")
        text = "Section 16 of the Crimes Act 1961 is.\n\nArticle 16"
        assert of(text, "16") == ("", WHICH_TREATY)


class TestWhatTheTextCallsTheAct:
    @pytest.mark.parametrize(
        "text",
        [
            "The Crimes Act 1961 (the Act) is old.\n\nThe Judge turned to s 252.",
            "The Crimes Act 1961 (the Act) is old. The Judge turned to s 252.",
            "Part 1 amends the Crimes Act 1961 (the Act). It is old.\n\nThe Judge turned to s 252.",
            "The Bail Act 2000 is. The Crimes Act 1961 (the Act) is old. The Judge turned to s 252.",
            "The Crimes Act 1961 (the Act) is old. The Budapest Convention too.\n\nThe Judge turned to s 252.",
        ],
    )
    def test_a_bare_section_is_of_it(self, text: str) -> None:
        assert of(text, "252") == (f"{CRIMES}, s 252", "defined")

    @pytest.mark.parametrize(
        "text",
        [
            "The Crimes Act 1961 (the Act) is old.\n\nThe Bail Act 2000 is.\n\nThe Judge turned to s 252.",
            "The Crimes Act 1961 (the Act) and the Bail Act 2000 (the Act) are.\n\nThe Judge turned to s 252.",
            "The Crimes Act 1961 (the Act) is old.\n\nThe Judge turned to Schedule 252.",
            "The Judge turned to s 252. The Crimes Act 1961 (the Act) is old.",
            "Part 1 amends the Crimes Act 1961 (the Act). Part 2 amends the Bail Act 2000.\n\nSection 252 is",
            "Part 2 amends the Bail Act 2000. Part 1 amends the Crimes Act 1961 (the Act).\n\nSection 252 is",
            "The Crimes Act 1961 (the Act) and the Bail Act 2000 (the Act) are. The Bail Act 2000 is.\n\nSee s 252.",
            "The Crimes Act 1961 (the Act) and the Bail Act 2000 (the Act) are. The Crimes Act 1961 is.\n\nSee s 252.",
            "The Crimes Act 1961 (the Act) is old.\n\nThe Judge turned to s 252 beside the Bail Act 2000.",
        ],
    )
    def test_or_of_another(self, text: str) -> None:
        at_the_judge = text.index("252")
        assert told_at(text, at_the_judge) == [("", WHICH_ACT)]

    def test_the_convention_and_the_protocol(self) -> None:
        text = "The Budapest Convention (the Convention) is.\n\nIn article 16"
        assert of(text, "16") == ("Budapest Convention, art 16", "defined")
        text = "The Second Protocol (the Protocol) is.\n\nIn article 16"
        assert of(text, "16") == ("Second Protocol, art 16", "defined")
        assert of("The Crimes Act 1961 (the Act) is.\n\nIn article 16", "16") == ("", WHICH_TREATY)


class TestBills:
    @pytest.mark.parametrize("what", ["new section 252", "New section 252", "proposed section 252"])
    def test_what_is_new_is_of_the_only_act_that_is_amended(self, what: str) -> None:
        text = f"The Bill amends the Crimes Act 1961. The Bail Act 2000 stays.\n\n{what} is."
        assert of(text, "252") == (f"{CRIMES}, s 252", "defined")

    def test_a_schedule_too(self) -> None:
        text = "The Bill amends the Crimes Act 1961. It inserts new Schedule 2"
        assert found(text)[-1] == ("Crimes Act 1961, sch 2", "not-in-catalogue")

    def test_also_beside_one_that_is_cited(self) -> None:
        text = "The Bill amends the Crimes Act 1961. Section 249 of that Act is.\n\nNew sections 249 and 252 are."
        assert of(text, "252") == (f"{CRIMES}, ss 249 and 252", "defined")

    def test_a_section_of_the_act_that_is_amended(self) -> None:
        text = "The Bill amends the Crimes Act 1961. Section 252 of that Act is.\n\nSection 252 is amended."
        assert of(text, "252") == (f"{CRIMES}, s 252", "cited-elsewhere")

    @pytest.mark.parametrize(
        "text",
        [
            "The Bill amends the Crimes Act 1961. It inserts section 252",
            "The Bill amends the Crimes Act 1961. Section 252 is amended",
            "The Bill amends the Crimes Act 1961. The Bail Act 2000 stays.\n\nSection 252 is.",
            "The Bill amends the Crimes Act 1961. Section 252 of the Bail Act 2000 stays.\n\nNew section 252 is.",
            "The Bill amends the Crimes Act 1961. Section 252 of the Bail Act 2000 stays.\n\nSection 252 is.",
            "Section 252 of the Crimes Act 1961 and section 252 of the Bail Act 2000.\n\nNew section 252 is.",
        ],
    )
    def test_what_is_not_new_may_be_of_another(self, text: str) -> None:
        assert of(text, "252") == ("", WHICH_ACT)


def test_the_last_mention_before_a_place_may_end_where_it_begins() -> None:
    first, second = (Mention(start, start + 5, "act", "full", ("A",)) for start in (0, 10))
    places = find_places("(aaaa)§ 5 (bbb)§ 6 s 7")
    assert [place.start for place in places] == [6, 15, 19]
    assert last_before([first, second], places) == [first, second, second]
    assert last_before([second], places) == [None, second, second]


class TestOtherActsThatAreCompared:
    """The notes of an Act name the sections of older Acts; its own have the same numbers and no name."""

    @pytest.mark.parametrize(
        ("note", "number"),
        [
            ("Compare: 1985 No 120 s 72", "72"),
            ("Compare: 1961 No 43 s 249", "249"),
            ("Compare: 1966 No 19 ss 84, 110; 1986 No 44 s 11", "84"),
            ("1954 No 37 s 12(1); 1985 No 120 s 72(2)", "72"),
        ],
    )
    def test_a_bare_number_is_not_of_them(self, note: str, number: str) -> None:
        text = f"{note}\n\nAn officer may apply under section {number} for an order."
        assert told_at(text, text.index("section")) == [("", WHICH_ACT)]

    def test_an_act_that_is_named_elsewhere_too_is_cited_there(self) -> None:
        text = "Compare: 1961 No 43 s 252\n\nSection 249 of the Crimes Act 1961 is old. Section 249 again."
        assert told_at(text, text.rindex("Section")) == [(f"{CRIMES}, s 249", "cited-elsewhere")]

    @pytest.mark.parametrize(
        ("own", "expected"),
        [
            ("", (f"{CRIMES}, s 249", "cited-elsewhere")),
            ("Sections 10 and 11 apply. So does section 12. ", (f"{CRIMES}, s 249", "cited-elsewhere")),
            ("As the Judge said, this Act binds the Crown. ", (f"{CRIMES}, s 249", "cited-elsewhere")),
            ("This Act binds the Crown. Sections 10 and 11 apply. So does section 12. ", ("", WHICH_ACT)),
        ],
    )
    def test_a_text_that_is_an_act_itself_has_sections_of_its_own(self, own: str, expected: tuple[str, str]) -> None:
        text = f"{own}It applies section 249 of the Crimes Act 1961.\n\nWhoever does so under section 249 is liable."
        assert told_at(text, text.rindex("section")) == [expected]
