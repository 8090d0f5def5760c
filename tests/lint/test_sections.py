"""Sections that share a number or a PCO id."""

from __future__ import annotations

from support.builders import catalogue, rule
from support.linting import found, only

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.sections import lint_sections
from gapcheck.model.law import Act, Rule, Section, StatuteFile


def section(number: str, pco_id: str | None, *rules: Rule) -> Section:
    return Section(section=number, heading="Heading", pco_id=pco_id, rules=rules or (rule(f"{number}(1)"),))


def act(*sections: Section, id: str = "act") -> StatuteFile:
    return StatuteFile(act=Act(id=id, title="Made Up Act 2000"), sections=sections)


def law(*sections: Section) -> Catalogue:
    return catalogue((), (act(*sections),))


OLD = rule("9(1)", start="2000-01-01", end="2010-01-01")
NEW = rule("9(2)", start="2010-01-01")


def test_nothing_is_found_when_every_section_is_listed_once() -> None:
    assert (
        found(lint_sections, law(section("9", "DLM1"), section("10", "DLM2"), section("9A", None), section("9B", None)))
        == []
    )


def test_one_number_in_two_acts_is_no_clash() -> None:
    assert found(lint_sections, catalogue((), (act(section("9", "DLM1")), act(section("9", "DLM2"), id="b")))) == []


def test_a_number_that_two_sections_have_at_once() -> None:
    finding = only(lint_sections, law(section("9", "DLM1", rule("9(1)")), section("9", "LMS2", NEW)))
    assert (finding.code, finding.key) == ("section-clash", "act:s 9")
    assert finding.message == "the number is given to two sections: DLM1 (live) and LMS2 (live)"


def test_a_number_used_again_after_a_repeal() -> None:
    finding = only(lint_sections, law(section("9", "DLM1", OLD), section("9", "LMS2", NEW)))
    assert (finding.code, finding.level) == ("section-replaced", "note")
    assert finding.message == "the number is given to two sections: DLM1 (repealed on 2010-01-01) and LMS2 (live)"


def test_a_repealed_section_whose_last_day_is_counted_twice_clashes() -> None:
    late = rule("9(1)", start="2000-01-01", end="2010-01-02")
    assert only(lint_sections, law(section("9", "DLM1", late), section("9", "LMS2", NEW))).code == "section-clash"


def test_a_section_listed_twice_that_no_id_tells_apart() -> None:
    for first, second in ((None, None), ("DLM1", None), (None, "DLM1"), ("DLM1", "DLM1")):
        finding = only(lint_sections, law(section("9", first, OLD), section("9", second, NEW)))
        assert (finding.code, finding.key) == ("section-listed-twice", "act:s 9")
        assert "(repealed on 2010-01-01) and " in finding.message
        assert finding.message.endswith("(live)")


def test_an_id_that_two_sections_share() -> None:
    finding = only(lint_sections, law(section("9", "DLM1"), section("10", "DLM1")))
    assert (finding.code, finding.key) == ("pco-id-shared", "act:s 10")
    assert finding.message == "the section has the PCO id DLM1 (live), as has act:s 9 (live)"


def test_even_if_they_stand_in_two_acts() -> None:
    made = catalogue((), (act(section("9", "DLM1")), act(section("9", "DLM1"), id="b")))
    assert found(lint_sections, made) == [("pco-id-shared", "b:s 9")]


def test_a_section_without_rules_counts_as_live_but_meets_none() -> None:
    empty = Section(section="9", heading="Heading", pco_id="DLM1", rules=())
    assert only(lint_sections, law(empty, section("9", "LMS2", NEW))).code == "section-replaced"
