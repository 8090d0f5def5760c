"""Intervals of rules held against the Acts that brought them into force."""

from __future__ import annotations

import pytest
from support.builders import catalogue, rule
from support.linting import found, only

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.intervals import lint_intervals
from gapcheck.model.base import Interval
from gapcheck.model.law import Act, Rule, Section, StatuteFile

AMENDED = "Privacy Amendment Act 2025, s 4"


def privacy(*rules: Rule, title: str = "Privacy Act 2020") -> Catalogue:
    act = Act(id="act", title=title)
    return catalogue((), (StatuteFile(act=act, sections=(Section(section="1", heading="One", rules=rules),)),))


def since(start: str, by: str | None = None, enacted: str | None = None, end: str | None = None) -> Rule:
    return rule().model_copy(update={"in_force": Interval(start=start, end=end, by=by, enacted=enacted)})


@pytest.mark.parametrize(
    ("start", "by", "enacted"),
    [
        ("2020-12-01", "Privacy Act 2020, s 2", None),
        ("2025-05-01", AMENDED, None),
        ("2026-05-01", AMENDED, "2025-12-24"),
        ("2025-05-01", "Privacy Amendment Act (No 2) 2025, s 4", "2025-05-01"),
        ("2022-05-01", "Sentencing Act Commencement Order 2022", "2021-12-01"),
        (
            "2022-05-01",
            "Privacy Amendment Act 2021, s 2 and Privacy Amendment Act Commencement Order 2022",
            "2021-12-01",
        ),
        ("2025-05-01", "Executive practice of 2030", None),
        ("2025-05-01", None, "2025-01-01"),
    ],
)
def test_nothing_is_found_when_the_dates_fit(start: str, by: str | None, enacted: str | None) -> None:
    assert found(lint_intervals, privacy(since(start, by, enacted))) == []


@pytest.mark.parametrize(
    ("start", "by"),
    [
        ("2024-12-31", AMENDED),
        ("2024-12-31", "Privacy Amendment Act (No 2) 2025, s 4"),
        ("2021-05-01", "Privacy (Cross-border) Amendment Act 2022, ss 4 and 5"),
        ("2021-05-01", "Privacy Act Commencement Order 2022"),
        (
            "2021-05-01",
            "Privacy Amendment Act 2021, s 2, and Privacy Amendment Act Commencement Order (No 2) 2022, cl 2",
        ),
    ],
)
def test_a_rule_that_begins_before_the_act_that_brought_it(start: str, by: str) -> None:
    finding = only(lint_intervals, privacy(since(start, by)))
    assert finding.code == "act-after-commencement"
    assert finding.message == f"the rule begins on {start}, but is said to be brought into force by {by!r}"


def test_an_assent_in_another_year() -> None:
    finding = only(lint_intervals, privacy(since("2025-05-01", AMENDED, "2024-12-24")))
    assert (finding.code, finding.key) == ("enacted-year", "act:1")
    assert finding.sentence == f"enacted on 2024-12-24, but by {AMENDED!r}; expected a date in 2025"


def test_a_rule_that_begins_before_its_own_act() -> None:
    finding = only(lint_intervals, privacy(since("2015-01-01")))
    assert finding.code == "rule-before-its-act"
    assert found(lint_intervals, privacy(since("2020-01-01"))) == []


@pytest.mark.parametrize("title", ["Measures outside statute", "Privacy Act 2020 (draft)"])
def test_a_title_without_a_year_says_nothing(title: str) -> None:
    assert found(lint_intervals, privacy(since("2015-01-01"), title=title)) == []


class TestGaps:
    def test_between_two_intervals_of_a_rule(self) -> None:
        finding = only(lint_intervals, privacy(since("2021-01-01", end="2022-01-01"), since("2022-01-02")))
        assert (finding.code, finding.message) == (
            "interval-gap",
            "the rule does not hold from 2022-01-01 to 2022-01-02",
        )

    def test_none_when_they_meet(self) -> None:
        rules = (since("2021-01-01", end="2022-01-01"), since("2022-01-01", end="2023-01-01"), since("2023-01-01"))
        assert found(lint_intervals, privacy(*rules)) == []

    def test_in_any_order_of_the_file(self) -> None:
        assert (
            only(lint_intervals, privacy(since("2023-01-01"), since("2021-01-01", end="2022-01-01"))).code
            == "interval-gap"
        )

    def test_none_between_two_rules(self) -> None:
        other = since("2023-01-01").model_copy(update={"id": "2"})
        assert found(lint_intervals, privacy(since("2021-01-01", end="2022-01-01"), other)) == []
