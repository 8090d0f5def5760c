"""What may be and was lodged on a duty, in a few words, and what its verdict rests on."""

from __future__ import annotations

from typing import Any

import pytest
from support.builders import assessed, duty, exercise, limit_to, reading, rule, waiver

from gapcheck.report.rows.duty_reservations import DutyReservations, LodgedAndAllowed, lodged_and_allowed

LIMITS = (limit_to("object", "server"), limit_to("fault", "intention", how="free", id="free"))
ASKED = duty(conduct="access", object="thing", allows=LIMITS)
NARROW = rule(conduct="access", object="server")


def in_short(**more: Any) -> LodgedAndAllowed:
    return lodged_and_allowed(assessed(ASKED, NARROW, **more))["1"]


class TestInShort:
    def test_a_free_limit_need_not_be_lodged(self) -> None:
        assert in_short() == LodgedAndAllowed(("Reservation under art 40",), ())

    def test_what_was_lodged_by_the_day(self) -> None:
        assert in_short(exercised=(exercise("1#limit"),)).lodged == ("Reservation under art 40, 1 January 2010",)

    def test_what_is_not_certain_and_what_came_later(self) -> None:
        exercised = (exercise("1#limit", arguably=True), exercise("1#limit", on="2021-01-01"))
        assert in_short(exercised=exercised).lodged == ("Reservation under art 40, 1 January 2010 (not certain)",)


class TestUsed:
    def used(self, *exercised: Any, asked: Any = ASKED) -> list[str]:
        assessment = assessed(asked, NARROW, exercised=exercised)
        return [p.key for p in DutyReservations(assessment).used_by_duty(assessment.duties[0])]

    def test_only_what_the_verdict_rests_on(self) -> None:
        assert self.used() == []
        assert self.used(exercise("1#limit")) == ["t:1#limit"]

    def test_a_free_limit_is_no_reservation(self) -> None:
        free = duty(conduct="access", object="thing", allows=(limit_to("object", "server", how="free"),))
        assert self.used(asked=free) == []

    def test_a_waiver(self) -> None:
        asked = duty(conduct=["access", "delete"], object="server", waives=(waiver(conduct="delete"),))
        assert self.used(exercise("1#waiver"), asked=asked) == ["t:1#waiver"]


class TestUnsettled:
    @pytest.mark.parametrize(
        ("exercised", "read", "unsettled"),
        [
            ((), None, False),
            ((exercise("1#limit"),), None, False),
            ((exercise("1#limit", arguably=True),), None, True),
            ((exercise("1#limit", arguably=True), exercise("1#limit", "2015-01-01")), None, False),
            ((exercise("1#limit", arguably=True),), reading(accepts=("t:1#limit",)), False),
        ],
    )
    def test_only_while_no_lodging_is_certain_and_no_reading_says(
        self, exercised: Any, read: Any, unsettled: bool
    ) -> None:
        assessment = assessed(ASKED, NARROW, exercised=exercised, read=read)
        assert DutyReservations(assessment).unsettled("t:1#limit") is unsettled
