"""The versions of the law behind a matrix, and the stages in which Acts came into force."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import assessed, duty, held, rule

from gapcheck.model.base import Interval
from gapcheck.report.rows.versions import StageRow, VersionRow, stage_rows, stages_in_words, standing, version_rows

ACCESS = duty(conduct="access")


def dated(id: str, start: str, *, end: str | None = None, enacted: str | None = None, by: str | None = None, **facets):
    made = rule(id, **facets)
    return made.model_copy(update={"in_force": Interval(start=start, end=end, enacted=enacted, by=by)})


def staged(on: str) -> tuple[VersionRow, ...]:
    """An Act passed on 1 May 2015 of which one rule is in force from 2 May and two from 1 October."""
    more = {"enacted": "2015-05-01", "conduct": "access"}
    rules = [
        dated("1", "2000-01-01", conduct="access", end="2015-10-01"),
        dated("2", "2015-05-02", by="Amendment Act 2015, s 3", **more),
        dated("3", "2015-10-01", by="Amendment Act 2015, s 4", **more),
        dated("4", "2015-10-01", by="Amendment Act 2015, ss 5-6", **more),
    ]
    return version_rows(assessed(ACCESS, rules, on=on))


class TestStanding:
    @pytest.mark.parametrize(
        ("day", "told"),
        [
            ("2015-04-30", "Not yet passed"),
            ("2015-05-01", "Passed, not yet in force"),
            ("2015-09-30", "Passed, not yet in force"),
            ("2015-10-01", "In force"),
            ("2019-12-31", "In force"),
            ("2020-01-01", "No longer in force"),
        ],
    )
    def test_of_a_rule_with_a_date_of_assent(self, day: str, told: str) -> None:
        interval = Interval(start="2015-10-01", end="2020-01-01", enacted="2015-05-01")
        assert standing(interval, date.fromisoformat(day)) == told

    def test_without_one_nothing_is_said_of_its_passing(self) -> None:
        assert standing(Interval(start="2015-10-01"), date(2015, 9, 30)) == "Not yet in force"


class TestRows:
    def test_what_a_verdict_rests_on_and_what_would_bear_on_it(self) -> None:
        rows = {r.section: r for r in staged("2015-07-01")}
        assert [(r.stands, r.rests, r.bears) for r in rows.values()] == [
            ("In force", ("art 1",), ()),
            ("Passed, not yet in force", (), ("art 1",)),
            ("Passed, not yet in force", (), ("art 1",)),
        ]
        assert rows["3"].enacted == date(2015, 5, 1)
        assert "2" not in rows  # in force, but the verdict does not rest on it

    def test_a_rule_that_ended(self) -> None:
        (ended,) = [r for r in staged("2016-01-01") if r.stands == "No longer in force"]
        assert (ended.start, ended.end, ended.bears) == (date(2000, 1, 1), date(2015, 10, 1), ("art 1",))

    def test_a_rule_that_reaches_nothing_is_not_listed(self) -> None:
        assert version_rows(assessed(ACCESS, dated("1", "2030-01-01", conduct="interfere"))) == ()

    def test_a_duty_that_asks_for_nothing_rests_on_nothing(self) -> None:
        assert (
            version_rows(assessed(duty(force="may", conduct="access"), dated("1", "2030-01-01", conduct="access")))
            == ()
        )

    def test_none_where_a_treaty_text_answers(self) -> None:
        assert version_rows(held(ACCESS, ACCESS)) == ()


class TestStages:
    def test_an_act_in_two_stages(self) -> None:
        passed, day = date(2015, 5, 1), date(2015, 7, 1)
        rows = [*staged("2015-07-01"), *[r for r in staged("2015-05-01") if r.section == "2"]]
        assert stage_rows(rows, day) == (
            StageRow("Amendment Act 2015", passed, date(2015, 5, 2), 1, "Passed, not yet in force"),
            StageRow("Amendment Act 2015", passed, date(2015, 10, 1), 2, "Passed, not yet in force"),
        )

    def test_in_words(self) -> None:
        stages = stage_rows(staged("2015-07-01"), date(2015, 7, 1))
        assert stages_in_words(stages) == (
            "Amendment Act 2015 (enacted 1 May 2015): 2 rules from 1 October 2015 (passed, not yet in force).",
        )

    def test_an_act_that_came_at_once_and_is_in_force_is_not_told(self) -> None:
        assert stage_rows(staged("2016-01-01"), date(2016, 1, 1)) == ()
