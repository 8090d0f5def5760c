"""Citations parse, compare and print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gapcheck import GapcheckError
from gapcheck.model.base import Interval, Source
from gapcheck.model.law import Act, Rule, RuleEntry, Section
from gapcheck.model.treaty import Division, Instrument
from gapcheck.wording.citation import (
    CitationError,
    Pinpoint,
    StatuteCitation,
    TreatyPinpoint,
    act_url,
    cite_rule,
    cite_treaty,
    cited_act,
    division_label,
    merge_citations,
    rule_url,
)
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

OFFICIAL = "https://www.legislation.govt.nz/act/public/1961/43/en/latest/"


def entry(
    section: str, rule: str, act: str = "crimes-act-1961", url: str | None = None, pco_id: str | None = None
) -> RuleEntry:
    """A rule of the Crimes Act with that section label and id."""
    made = Rule(
        id=rule,
        kind="offence",
        text="A rule.",
        in_force=Interval(start=date(2000, 1, 1)),
        source=(Source(ref="Act", pinpoint="p", checked="unverified"),),
    )
    place = Section(section=section, heading="A heading", pco_id=pco_id, rules=(made,))
    return RuleEntry(Act(id=act, title="Crimes Act 1961", url=url), place, made)


def instrument_of(division: Division) -> Instrument:
    """A mandate with that division."""
    return Instrument(
        id="m", title="A Mandate", short_title="Mandate", citation="CAB 1", text_status="mandate", division=division
    )


class TestPinpoint:
    @pytest.mark.parametrize(
        "text", ["6", "6(1)(a)(i)", "249(1)(a)", "216B(1)", "88ZE", "79A", "3(2A)(ab)(iv)", "2(1)(A)"]
    )
    def test_prints_what_it_parsed(self, text: str) -> None:
        assert str(Pinpoint.parse(text)) == text

    @pytest.mark.parametrize(
        ("text", "part"),
        [("", "number"), ("(1)", "number"), ("6(1", "part '(1'"), ("6-warrant", "part '-warrant'"), ("6 ", "part ' '")],
    )
    def test_an_error_names_the_part(self, text: str, part: str) -> None:
        with pytest.raises(CitationError, match="is not a citation") as error:
            Pinpoint.parse(text)
        assert error.value.part == part

    @pytest.mark.parametrize("form", [StatuteCitation, TreatyPinpoint])
    def test_a_page_of_text_is_none_and_is_told_in_short(self, form: type[StatuteCitation | TreatyPinpoint]) -> None:
        with pytest.raises(CitationError, match=r"text of 1,000,000 characters; expected at most 2,000") as error:
            form.parse("section " + " " * 999_992)
        assert len(str(error.value)) < 300

    def test_an_error_is_a_value_error_and_a_gapcheck_error(self) -> None:
        assert issubclass(CitationError, ValueError)
        assert issubclass(CitationError, GapcheckError)

    def test_parent(self) -> None:
        assert Pinpoint.parse("6(1)(a)").parent() == Pinpoint.parse("6(1)")
        assert Pinpoint.parse("6").parent() is None

    @pytest.mark.parametrize(
        ("inner", "outer", "expected"),
        [("249(1)(a)", "249", True), ("249(1)", "249(1)", True), ("249A", "249", False), ("249", "249(1)", False)],
    )
    def test_startswith(self, inner: str, outer: str, expected: bool) -> None:
        assert Pinpoint.parse(inner).startswith(Pinpoint.parse(outer)) is expected

    def test_order_is_that_of_the_printed_act(self) -> None:
        printed = [
            "2",
            "6(1)(a)(iv)",
            "6(1)(a)(v)",
            "6(1)(a)(ix)",
            "6(1)(a)(x)",
            "6(1)(h)",
            "6(1)(i)",
            "6(2)",
            "10",
            "88Z",
            "88ZE",
        ]
        assert [str(p) for p in sorted(Pinpoint.parse(t) for t in reversed(printed))] == printed

    def test_is_hashable(self) -> None:
        assert len({Pinpoint.parse("6(1)"), Pinpoint.parse("6(1)")}) == 1


class TestStatuteCitation:
    @pytest.mark.parametrize(
        ("short", "in_text"),
        [
            ("Crimes Act 1961", "the Crimes Act 1961"),
            ("Crimes Act 1961, s 249(1)(a)", "section 249(1)(a) of the Crimes Act 1961"),
            ("Crimes Act 1961, ss 79E and 79G", "sections 79E and 79G of the Crimes Act 1961"),
            ("Crimes Act 1961, ss 2, 3(1) and 79A–79Y", "sections 2, 3(1) and 79A to 79Y of the Crimes Act 1961"),
            ("Crimes Act 1961, sch 1", "Schedule 1 of the Crimes Act 1961"),
            ("Crimes Act 1961, sch 1AA, cls 2–4", "clauses 2 to 4 of Schedule 1AA of the Crimes Act 1961"),
            (
                "Films, Videos, and Publications Classification Act 1993, s 3",
                "section 3 of the Films, Videos, and Publications Classification Act 1993",
            ),
        ],
    )
    def test_both_forms_parse_and_print(self, short: str, in_text: str) -> None:
        citation = StatuteCitation.parse(short)
        assert str(citation) == short
        assert citation.in_text() == in_text
        assert StatuteCitation.parse(in_text) == citation

    def test_a_hyphen_is_read_as_a_range(self) -> None:
        assert str(StatuteCitation.parse("Crimes Act 1961, ss 79A-79Y")) == "Crimes Act 1961, ss 79A–79Y"

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("Crimes Act, s 2", "title of the Act"),
            ("Crimes Act 1961 s 2", "place in the Act"),
            ("Crimes Act 1961, s two", "section 'two'"),
            ("Crimes Act 1961, ss 2 and (3)", "section '(3)'"),
            ("Crimes Act 1961, ss 9-2", "range '9-2'"),
            ("Crimes Act 1961, cl 6", "schedule"),
            ("Crimes Act 1961, sch 1, s 6", "schedule"),
        ],
    )
    def test_an_error_names_the_part(self, text: str, part: str) -> None:
        with pytest.raises(CitationError) as error:
            StatuteCitation.parse(text)
        assert error.value.part == part


class TestTreatyPinpoint:
    @pytest.mark.parametrize("text", ["art 6(1)(a)(i)", "arts 14 and 15", "arts 23–35", "budapest:6(1)(a)"])
    def test_prints_what_it_parsed(self, text: str) -> None:
        assert str(TreatyPinpoint.parse(text)) == text

    def test_an_instrument_is_kept_apart(self) -> None:
        pinpoint = TreatyPinpoint.parse("budapest:6(1)(a)")
        assert (pinpoint.instrument, pinpoint.label) == ("budapest", "art 6(1)(a)")

    def test_the_long_word_is_read(self) -> None:
        assert str(TreatyPinpoint.parse("articles 14 and 15")) == "arts 14 and 15"

    @pytest.mark.parametrize(
        ("text", "part"),
        [("6(1)", "word before the number"), ("art x", "article 'x'"), ("budapest:14 and 15", "article")],
    )
    def test_an_error_names_the_part(self, text: str, part: str) -> None:
        with pytest.raises(CitationError) as error:
            TreatyPinpoint.parse(text)
        assert error.value.part == part


class TestCiteTreaty:
    BUDAPEST = Instrument(
        id="budapest",
        title="Convention on Cybercrime",
        short_title="Budapest Convention",
        citation="ETS 185",
        text_status="adopted",
        opened=date(2001, 11, 23),
        in_force=date(2004, 7, 1),
    )

    def test_gives_the_dates_and_the_article(self) -> None:
        assert cite_treaty(self.BUDAPEST, "16(1)") == (
            "Convention on Cybercrime ETS 185 (opened for signature 23 November 2001, entered into force "
            "1 July 2004), art 16(1)"
        )

    def test_says_that_a_draft_is_one(self) -> None:
        draft = self.BUDAPEST.model_copy(update={"opened": None, "in_force": None, "text_status": "draft"})
        assert cite_treaty(draft) == "Convention on Cybercrime ETS 185 (draft)"


class TestCiteRule:
    @pytest.mark.parametrize(
        ("section", "rule", "cited"),
        [
            ("252", "252(1)", "Crimes Act 1961, s 252(1)"),
            ("250", "250(2)(a)", "Crimes Act 1961, s 250(2)(a)"),
            ("6", "6-warrant", "Crimes Act 1961, s 6"),
            ("45", "45(2)+46", "Crimes Act 1961, s 45(2)"),
            ("249", "249(1)dishonest", "Crimes Act 1961, s 249(1)"),
            ("6", "6A(1)", "Crimes Act 1961, s 6"),
            ("6", "warrant", "Crimes Act 1961, s 6"),
            ("79A-79Y", "79A-79Y", "Crimes Act 1961, ss 79A–79Y"),
            ("Schedule-1", "Schedule-1", "Crimes Act 1961, Schedule-1"),
            # As in the Criminal Code of Australia.
            ("268.7", "268.7(1)(a)", "Crimes Act 1961, s 268.7(1)(a)"),
            ("268.7", "268.7", "Crimes Act 1961, s 268.7"),
            ("268.7", "268.8(1)", "Crimes Act 1961, s 268.7"),
        ],
    )
    def test_cites_the_section_and_what_the_id_adds(self, section: str, rule: str, cited: str) -> None:
        assert cite_rule(entry(section, rule)) == cited

    def test_practice_is_cited_by_its_heading(self) -> None:
        assert cite_rule(entry("contact-point", "contact-point", act="practice")) == "A heading"


def test_citations_of_one_act_are_told_together() -> None:
    cited = ["Crimes Act 1961, s 10", "A contact point", "Crimes Act 1961, s 2(1)", "Evidence Act 2006, s 5"]
    assert merge_citations(cited) == ("Crimes Act 1961, ss 2(1) and 10", "Evidence Act 2006, s 5", "A contact point")


class TestLinks:
    def test_the_official_site_is_linked_at_the_section(self) -> None:
        assert rule_url(entry("252", "252(1)", url=OFFICIAL, pco_id="DLM330430")) == f"{OFFICIAL}#DLM330430"

    def test_without_an_id_the_act_is_linked(self) -> None:
        assert rule_url(entry("252", "252(1)", url=OFFICIAL)) == OFFICIAL

    @pytest.mark.parametrize("url", ["https://example.org/act", "https://legislation.govt.nz.example.org/act"])
    def test_another_site_is_linked_without_an_anchor(self, url: str) -> None:
        assert rule_url(entry("252", "252(1)", url=url, pco_id="DLM330430")) == url

    @pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/hosts"])
    def test_what_a_browser_should_not_follow_is_no_link(self, url: str | None) -> None:
        made = entry("252", "252(1)", url=url, pco_id="DLM330430")
        assert act_url(made.act) is None
        assert rule_url(made) is None


def test_dates_and_lists_are_written_out() -> None:
    assert long_date(date(2025, 10, 1)) == "1 October 2025"
    assert [join("a"), join("ab"), join("abc", "or"), join([])] == ["a", "a and b", "a, b or c", ""]


class TestDivisions:
    @pytest.mark.parametrize(
        ("division", "place", "label"),
        [
            ("article", "16(2)", "art 16(2)"),
            ("article", "9-preparation", "art 9"),
            ("item", "6.4", "item 6.4"),
            ("paragraph", "31", "para 31"),
            ("topic", "data", "topic data"),
        ],
    )
    def test_a_place_by_the_name_of_the_divisions(self, division: Division, place: str, label: str) -> None:
        assert division_label(instrument_of(division), place) == label

    def test_a_mandate_is_cited_with_its_item_and_as_a_mandate(self) -> None:
        assert cite_treaty(instrument_of("item"), "6.4") == "A Mandate CAB 1 (mandate), item 6.4"

    @pytest.mark.parametrize(
        ("division", "rule", "cited"),
        [
            ("article", "16(2)", "Mandate, art 16(2)"),
            ("article", "16(2)-secrecy", "Mandate, art 16(2)"),
            ("item", "6.4", "Mandate, item 6.4"),
        ],
    )
    def test_a_duty_that_acts_as_a_rule_is_cited_by_its_treaty(self, division: Division, rule: str, cited: str) -> None:
        assert cite_rule(replace(entry("16", rule), treaty=instrument_of(division))) == cited

    def test_citations_of_treaties_stay_as_they_are_when_merged(self) -> None:
        cited = ["Adopted Text, art 2", "Adopted Text, art 3"]
        assert merge_citations(cited) == tuple(cited)


class TestCitedAct:
    @pytest.mark.parametrize(
        ("text", "act"),
        [
            ("Crimes Act 1961, s 249(1)(a)", "Crimes Act 1961"),
            ("Crimes Act 1961, sch 1, cl 6", "Crimes Act 1961"),
            ("Crimes Act 1961", "Crimes Act 1961"),
            ("Bail Amendment Act 2011, s 15 and the Schedule", "Bail Amendment Act 2011"),
            ("Statutes Amendment Act 2016 (No 2) 2017, s 3", "Statutes Amendment Act 2016 (No 2) 2017"),
            ("Budapest Convention, art 6", "Budapest Convention, art 6"),
            ("Point of contact, staffed at all hours", "Point of contact, staffed at all hours"),
        ],
    )
    def test_what_stands_before_the_place(self, text: str, act: str) -> None:
        assert cited_act(text) == act
