"""One treaty text against the cells of another: what the first lets a State leave out, cell by cell."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import catalogue, duty, either, exclude, limit_to, waiver

from gapcheck.engine.assessment import Judge
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import CellResult
from gapcheck.engine.text_coverage import TextCoverage
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.model.treaty import Duty


def cells(first: Duty, second: Duty) -> tuple[CellResult, ...]:
    """The cells of ``second``, held against ``first`` alone."""
    made = catalogue([first, second])
    rules = tuple(e for e in treaty_rules(made, "t", least=True) if e.rule.id == first.id)
    coverage = TextCoverage(made.vocabulary, rules, Positions(), duties=made.duties)
    return Judge(coverage, date.max).duty(made.duties[f"t:{second.id}"]).cells


def points(first: Duty, **second) -> list[tuple[str | None, tuple[str, ...]]]:
    """The options that stand in the way of the only cell of a duty."""
    (only,) = cells(first, duty("2", **second))
    assert only.best is not None
    return [(s.point, s.found) for s in only.best.shortfalls]


def test_each_option_is_a_point_of_its_own():
    options = {
        "allows": (limit_to("object", "server"), exclude("fault", "negligence")),
        "waives": (waiver(conduct="access"),),
    }
    assert points(duty("1", conduct="access", **options), conduct="access") == [
        ("t:1#waiver", ()),
        ("t:1#exclude", ("negligence",)),
        ("t:1#limit", ("server",)),
    ]


def test_each_cell_is_weighed_alone():
    found = cells(
        duty("1", conduct=["access", "delete"], waives=(waiver(conduct="delete"),)),
        duty("2", conduct=["access", "delete"]),
    )
    assert [c.result for c in found] == ["covers", "arguable"]


def test_only_what_touches_the_cell_is_left_out():
    first = duty("1", conduct="access", allows=(exclude("object", "server", "vehicle"),))
    assert points(first, conduct="access", object="computer-system") == [("t:1#exclude", ("server",))]
    assert points(first, conduct="access", object="machine") == []


def test_a_guarantee_that_is_not_asked_for_may_be_left_out():
    first = duty(
        "1", kind="power", power="search", secrecy="confidential", allows=(exclude("secrecy", "confidential"),)
    )
    assert points(first, kind="power", power="search") == []
    assert points(first, kind="power", power="search", secrecy="confidential") == [("t:1#exclude", ("confidential",))]


@pytest.mark.parametrize(("asked", "result"), [("delete", "covers"), ("alter", "arguable")])
def test_a_limit_to_something_unrelated_is_not_excused_by_a_limit_that_is_free(asked, result):
    """The first may reach deletion alone; that the second may be limited does not make deletion alteration."""
    first = duty("1", conduct="interfere", allows=(limit_to("conduct", "delete"),))
    (only,) = cells(first, duty("2", conduct=asked, allows=(limit_to("conduct", how="free"),)))
    assert only.result == result


def test_silence_describes_everything():
    first = duty("1", conduct="access", object=either("server", "vehicle"))
    (only,) = cells(first, duty("2", conduct="access"))
    assert [s.type for s in only.best.shortfalls] == ["extra_condition"]
