"""The four ends of a verdict."""

from __future__ import annotations

import pytest

from gapcheck.engine.ends import FAILS, HOLDS, LOST, OPEN, WON, Decision, Ends, either


@pytest.mark.parametrize("decision", [WON, LOST, HOLDS, FAILS, OPEN])
def test_a_point_that_is_won_at_an_end_is_won_at_each_better_one(decision: Decision) -> None:
    assert list(decision) == sorted(decision)


@pytest.mark.parametrize(
    ("decision", "won_from"), [(WON, "low"), (HOLDS, "view_low"), (OPEN, "view_high"), (FAILS, "high"), (LOST, None)]
)
def test_a_decision_is_named_for_the_worst_end_at_which_the_point_is_won(
    decision: Decision, won_from: str | None
) -> None:
    assert next((end for end in Ends._fields if getattr(decision, end)), None) == won_from


def test_the_view_alone_tells_a_question_that_holds_from_one_that_fails() -> None:
    assert (HOLDS.low, HOLDS.high) == (FAILS.low, FAILS.high)
    assert HOLDS.viewed
    assert FAILS.viewed
    assert not OPEN.viewed


def test_one_of_several_points_is_enough() -> None:
    assert either([FAILS, OPEN]) == OPEN
    assert either([LOST, HOLDS]) == HOLDS
    assert either([]) == LOST


def test_values_are_combined_end_by_end() -> None:
    assert Ends.combined([Ends(0, 1, 2, 3), Ends(3, 2, 1, 0)], max) == Ends(3, 2, 2, 3)
    assert Ends.all(1).settled
    assert not Ends(0, 1, 1, 1).settled
