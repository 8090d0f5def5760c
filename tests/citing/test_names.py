"""What a text names: Acts and treaties in full, by short forms, and as ``that Act``."""

from __future__ import annotations

import pytest
from support.cited import MADE, act, instrument

from gapcheck.citing.names import Known, Mention, Names, short_names, title_key, without_year
from gapcheck.model.law import PRACTICE

CRIMES = "Crimes Act 1961"
SEARCH = "Search and Surveillance Act 2012"
SECURITY = "Social Security Act 2018"


def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions of the names of the small catalogue."""
    return Names.of(MADE.acts.values(), MADE.instruments.values(), MADE.reforms.values()).find(text)


def find(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each mention as the text has it, its form, and what it may be."""
    return [(text[m.start : m.end], m.form, m.names) for m in mentions(text)]


def one(text: str) -> Mention:
    (mention,) = mentions(text)
    return mention


class TestInFull:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Crimes Act 1961", CRIMES),
            ("Crimes Act, 1961", CRIMES),
            ("New Zealand Crimes Act 1961", CRIMES),
            ("NZ Crimes Act 1961", CRIMES),
            ("1961 No. 43", CRIMES),
            ("Films Videos & Publications Classification Act 1993",
             "Films, Videos, and Publications Classification Act 1993"),
            ("Children, Young Persons and Their Families Act 1989", "Oranga Tamariki Act 1989"),
            ("Cybercrime Amendment Act 2026", "Cybercrime Amendment Act 2026"),
            # Not in the catalogue, but as certain.
            ("Crimes Act 1962", "Crimes Act 1962"),
            ("2010 No 7", "2010 No 7"),
            ("High Court Rules 2016", "High Court Rules 2016"),
            ("Crimes Bill", "Crimes Bill"),
            ("Crimes Act 1961 Amendment Bill", "Crimes Act 1961 Amendment Bill"),
        ],
    )  # fmt: skip
    def test_one_title(self, text: str, title: str) -> None:
        assert find(f"under the {text} there") == [(text, "full", (title,))]
        assert one(text).near is None

    @pytest.mark.parametrize(
        ("text", "titles"),
        [
            ("Great Crimes Act 1961", ("Great Crimes Act 1961", CRIMES)),
            ("Criminal Law and Evidence Act 2006", ("Criminal Law and Evidence Act 2006", "Evidence Act 2006")),
            ("Crimes Act 1961 Sentencing Reform Order 2001", ("Crimes Act 1961 Sentencing Reform Order 2001", CRIMES)),
            ("Bail Act 2000 Sentencing Reform Order 2001",
             ("Bail Act 2000", "Bail Act 2000 Sentencing Reform Order 2001")),
            ("Great Crimes Act 1961 Sentencing Order 2001",
             ("Great Crimes Act 1961", "Great Crimes Act 1961 Sentencing Order 2001", CRIMES)),
        ],
    )  # fmt: skip
    def test_a_title_that_may_be_longer_or_shorter_is_two(self, text: str, titles: tuple[str, ...]) -> None:
        assert find(text) == [(text, "full", titles)]

    @pytest.mark.parametrize("country", ["NSW", "Cth", "New South Wales", "Kenya"])
    def test_an_act_of_another_country(self, country: str) -> None:
        text = f"Crimes Act 1961 ({country})"
        assert find(f"{text}, s 5") == [(text, "full", (text,))]

    @pytest.mark.parametrize(
        "remark",
        [
            "the Act",
            "Part 10",
            "Repealed",
            "New Zealand",
            "CRA",
            "Crimes Act",
            "Crimes Act Reprint",
            "old Convention",
            "UNCC",
        ],
    )
    def test_another_bracket_is_no_country(self, remark: str) -> None:
        assert find(f"Crimes Act 1961 ({remark})")[0] == ("Crimes Act 1961", "full", (CRIMES,))

    @pytest.mark.parametrize("text", ["1961 No 43(1)", "1961 No 4.3", "Practice 2000", "under an Act", "TS 1"])
    def test_what_names_nothing(self, text: str) -> None:
        assert find(text) == []


class TestSlips:
    @pytest.mark.parametrize(
        ("text", "near"),
        [
            ("Crime Act 1961", CRIMES),
            ("Evidenced Act 2006", "Evidence Act 2006"),
            ("Search Surveillance Act 2012", SEARCH),
            ("Crime Act 1961 Sentencing Reform Order 2001", CRIMES),
        ],
    )
    def test_a_few_letters_are_told(self, text: str, near: str) -> None:
        assert one(text).near == near
        assert near not in one(text).names

    @pytest.mark.parametrize(
        "text",
        [
            "Crimes Act 1962",
            "Crimes Amendment Act 1961",
            "Search and Surveillance Order 2012",
            "Evident Things Act 2006",
            "Crime Bill",
            "Crimes Rules 1961",
        ],
    )
    def test_another_year_other_words_or_another_noun_are_no_slip(self, text: str) -> None:
        assert one(text).near is None

    def test_a_title_with_two_words_more_is_another_act(self) -> None:
        names = Names.of([act("a", "Search and Surveillance of Persons Act 2012").act], [])
        (near,) = names.find("Search and Surveillance Persons Act 2012")
        (other,) = names.find("Search and Surveillances of Persons in It Act 2012")
        assert (near.near, other.near) == ("Search and Surveillance of Persons Act 2012", None)


class TestShortForms:
    @pytest.mark.parametrize("text", ["Crimes Act", "Bail Act", "Oranga Tamariki Act"])
    def test_a_title_without_its_year(self, text: str) -> None:
        assert find(f"of the {text}.") == [(text, "short", ())]
        assert one(text).said == text

    def test_the_words_before_it_are_put_aside_if_the_rest_is_known(self) -> None:
        assert find("New Crimes Act") == [("Crimes Act", "short", ())]
        assert find("New Bail Act") == [("New Bail Act", "short", ())]

    def test_one_that_the_data_define(self) -> None:
        made = act("a", "Search and Surveillance Act 2012", abbreviations=("S&S Act",)).act
        names = Names.of([made], [])
        assert [m.names for m in names.find("the S&S Act and the Old S&S Act")] == [(SEARCH,), (SEARCH,)]
        assert find("MACMA, SSA and X/MACMA or SSA-like") == [
            ("MACMA", "short", ("Mutual Assistance in Criminal Matters Act 1992",)),
            ("SSA", "short", (SEARCH,)),
        ]

    def test_one_that_the_text_defines(self) -> None:
        assert find(f"The {SECURITY} (SSA). SSA")[1:] == [("SSA", "short", (SECURITY,))] * 2
        assert find("The Bail Act 2000 (ZZZ). ZZZ")[1:] == [("ZZZ", "short", ("Bail Act 2000",))] * 2

    def test_one_that_the_text_defines_twice(self) -> None:
        found = find(f"The {SECURITY} (SSA) and the Bail Act 2000 (SSA). SSA")
        assert found[-1] == ("SSA", "short", (SECURITY, "Bail Act 2000"))

    def test_one_that_may_stand_for_another_act_of_the_text(self) -> None:
        assert find(f"The {SECURITY}. SSA")[1] == ("SSA", "short", (SEARCH, SECURITY))
        assert find("The Social (Security) Act 2018. SSA")[-1][2] == (SEARCH, "Social (Security) Act 2018")
        assert find("The Services of State Act 1988. SSA")[-1][2] == (SEARCH, "Services of State Act 1988")
        assert find(f"The {SEARCH}. SSA")[1] == ("SSA", "short", (SEARCH,))

    def test_only_a_title_in_full_defines_one(self) -> None:
        assert [name for name, _, _ in find("The Crimes Act 1961 is. The Act (ZZZ) is")] == [CRIMES, "Act"]

    def test_a_slip_defines_none(self) -> None:
        assert [name for name, _, _ in find("The Crime Act 1961 (ZZZ). ZZZ")] == ["Crime Act 1961"]

    def test_the_act_is_no_short_form(self) -> None:
        assert find("The Bail Act 2000 (the Act) and Act") == [
            ("Bail Act 2000", "full", ("Bail Act 2000",)),
            ("Act", "the", ()),
        ]

    @pytest.mark.parametrize(
        ("bracket", "names"),
        [
            ("(the Act)", ("Act",)),
            ("('the Act')", ("Act",)),
            ("(hereafter referred to as the principal Act)", ("principal Act",)),
            ("(CRA)", ("CRA",)),
            ("(CrA)", ("CrA",)),
            ("(NSW)", ()),
            ("(CRA or the Act)", ("CRA", "Act")),
            ("(the Crimes  Act)", ("Crimes Act",)),
            ("(the Bill of Rights)", ("Bill of Rights",)),
            ("(the Convention)", ()),
            ("(Cth)", ()),
            ("(Kenya)", ()),
            ("(Ab or Cd)", ()),
            (", the Act", ()),
        ],
    )
    def test_what_a_bracket_defines(self, bracket: str, names: tuple[str, ...]) -> None:
        text = f"Crimes Act 1961 {bracket}"
        assert short_names(text, Mention(0, 15, "act", "full", (CRIMES,))) == names

    def test_what_it_defines_of_a_treaty(self) -> None:
        treaty = Mention(0, 19, "treaty", "full", ("budapest",))
        assert short_names("Budapest Convention (the Convention or the Treaty)", treaty) == ("Convention", "Treaty")
        assert short_names("Budapest Convention (the Act)", treaty) == ()


class TestPronouns:
    @pytest.mark.parametrize(
        ("text", "form", "said"),
        [
            ("the Act", "the", "Act"),
            ("This Act", "this", "Act"),
            ("that Act", "that", "Act"),
            ("such Act", "that", "Act"),
            ("the same Act", "that", "same Act"),
            ("the said Act", "that", "said Act"),
            ("this Bill", "this", "Bill"),
            ("the principal Act", "the", "principal Act"),
            ("the 1961 Act", "the", "1961 Act"),
            ("the Convention", "the", "Convention"),
            ("This Convention", "this", "Convention"),
            ("that Protocol", "that", "Protocol"),
        ],
    )
    def test_each(self, text: str, form: str, said: str) -> None:
        mention = one(text)
        assert (mention.form, mention.said, mention.names) == (form, said, ())
        assert text[mention.start : mention.end] == said

    @pytest.mark.parametrize(
        "text", ["the Convention on Genocide", "the Convention against X", "the Convention Committee"]
    )
    def test_a_noun_that_goes_on_is_a_name(self, text: str) -> None:
        assert find(text) == []


class TestTreaties:
    @pytest.mark.parametrize("text", ["Budapest Convention", "Convention on Cybercrime", "Convention  on Cybercrime"])
    def test_in_full(self, text: str) -> None:
        assert find(f"the {text}, art 5") == [(text, "full", ("budapest",))]
        assert find(f"the {text}: art 5") == [(text, "full", ("budapest",))]
        assert one(text).kind == "treaty"

    @pytest.mark.parametrize("text", ["budapest", "Budapest", "BUDAPEST"])
    def test_by_its_id(self, text: str) -> None:
        assert find(f"in {text}.") == [(text, "short", ("budapest",))]
        assert find(f"the id {text}:16(2) or the address a.nz/{text} or {text}-like") == []

    @pytest.mark.parametrize("text", ["ETS 224", "CETS 224", "ETS No 224", "CETS No. 224"])
    def test_by_its_number_in_the_series(self, text: str) -> None:
        assert find(text) == [(text, "full", ("second-protocol",))]

    def test_by_another_name(self) -> None:
        text = "Second Additional Protocol"
        assert find(text) == [(text, "full", ("second-protocol",))]

    def test_by_another_citation_that_begins_with_a_word(self) -> None:
        treaties = [
            instrument("pact", "Treaty on Things", "Pact", "A/RES/79/243"),
            instrument("deal", "Treaty on Others", "Deal", "2 X 5"),
        ]
        names = Names.of([], treaties)
        assert [m.names for m in names.find("A/RES/79/243 and 2 X 5")] == [("pact",)]

    def test_of_two_names_the_longer(self) -> None:
        names = Names.of([], [instrument("pact", "UN Pact on Things", "UN Pact")])
        (mention,) = names.find("the UN Pact on Things")
        assert mention.said == "UN Pact on Things"

    def test_a_name_of_two_treaties_names_neither(self) -> None:
        assert find("TS 1") == []

    @pytest.mark.parametrize("gap", [" to the ", "  to the "])
    def test_a_protocol_to_a_convention_is_one_name(self, gap: str) -> None:
        text = f"Second Protocol{gap}Budapest Convention"
        assert find(f"{text}, art 7") == [(text, "full", ("second-protocol",))]
        assert one(text).said == "Second Protocol"

    @pytest.mark.parametrize("text", ["Second Protocol and the Budapest Convention", "UN to the Budapest Convention"])
    def test_two_names(self, text: str) -> None:
        assert len(find(text)) == 2

    @pytest.mark.parametrize("before", ["Draft ", "draft ", "Additional Protocol to the "])
    def test_the_end_of_a_longer_name(self, before: str) -> None:
        assert find(f"A long way before it: {before}Budapest Convention") == []

    def test_a_catalogue_without_treaties(self) -> None:
        assert Names.of([], []).find("( the Budapest Convention ( )") == ()


class TestOrder:
    def test_mentions_are_apart_and_in_order(self) -> None:
        text = "the Convention, the Budapest Convention, MACMA, 1961 No 43, the Crimes Act 1961 (CRA) and the Act"
        found = mentions(text)
        assert [text[m.start : m.end] for m in found] == [
            "Convention", "Budapest Convention", "MACMA", "1961 No 43", "Crimes Act 1961", "CRA", "Act"
        ]  # fmt: skip

    def test_of_two_that_overlap_the_first_counts(self) -> None:
        names = Names.of([act("a", "MACMA Act 1992", abbreviations=("MACMA",)).act], [instrument("m", "MACMA", "M")])
        assert [(m.start, m.end, m.form) for m in names.find("MACMA Act 1992 MACMA")] == [
            (0, 14, "full"),
            (15, 20, "short"),
        ]


def test_a_register_of_practice_has_no_name() -> None:
    practice = act(PRACTICE, "Practice 2000").act
    assert Names.of([practice], []).acts == {}


def test_a_reform_is_known_by_its_title_and_takes_that_of_no_act() -> None:
    bill = next(iter(MADE.reforms.values()))
    assert Names.of([], [], [bill]).acts == {bill.title: Known(bill.title, bill.id)}
    other = bill.model_copy(update={"title": CRIMES})
    assert Names.of(MADE.acts.values(), [], [other]).acts[CRIMES].id == "crimes"


def test_a_title_without_its_year_may_be_that_of_an_act_before() -> None:
    names = Names.of(MADE.acts.values(), [])
    assert names.without_years["Privacy Act"] == ("Privacy Act 2020", "Privacy Act 1993")
    assert names.without_years["Children Young Persons and Their Families Act"] == ("Oranga Tamariki Act 1989",)


def test_titles_are_compared_without_signs() -> None:
    assert title_key("Films,  Videos,& Publications (No.2) Act") == "Films Videos and Publications (No 2) Act"
    assert title_key("Victims’ Rights") == "Victims' Rights"
    assert without_year("Crimes Act 1961") == "Crimes Act"
    assert without_year("1961 Act") == "1961 Act"
