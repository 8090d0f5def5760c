"""One treaty text against the cells of another: what the first lets a State leave out, cell by cell."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import catalogue, duty, either, exclude, limit_to, waiver

from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import cells_of
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


def test_a_text_that_reaches_something_else_says_nothing():
    first, second = duty("1", conduct="access"), duty("2", conduct="delete")
    made = catalogue([first, second])
    rules = tuple(e for e in treaty_rules(made, "t", least=True) if e.rule.id == "1")
    coverage = TextCoverage(made.vocabulary, rules, Positions(), duties=made.duties)
    full = made.duties["t:2"]
    (only,) = cells_of(full)
    assert coverage.test(full, only, rules[0]) is None


@pytest.mark.parametrize(
    ("limits", "asked", "freely", "result"),
    [
        (("delete",), {"conduct": "interfere"}, ("delete",), "covers"),
        (("delete",), {"conduct": "interfere"}, ("alter",), "arguable"),
        ((), {"conduct": "interfere"}, (), "arguable"),  # any limit at all may be unrelated to the cell
    ],
)
def test_a_limit_that_touches_is_excused_by_one_that_is_free_and_no_tighter(limits, asked, freely, result):
    first = duty("1", conduct="interfere", allows=(limit_to("conduct", *limits),))
    (only,) = cells(first, duty("2", **asked, allows=(limit_to("conduct", *freely, how="free"),)))
    assert only.result == result


def test_any_limit_may_be_chosen_where_the_list_is_empty():
    first = duty("1", conduct="access", fault="intention", allows=(limit_to("fault"),))
    assert points(first, conduct="access", fault="intention") == [("t:1#limit", ())]


def test_a_limit_in_an_overlapping_facet_always_leaves_a_part():
    first = duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),))
    asked = {"conduct": "access", "purpose": "obtaining-data"}
    assert points(first, **asked) == [("t:1#limit", ("fraud",))]
    (only,) = cells(first, duty("2", **asked, allows=(limit_to("purpose", how="free"),)))
    assert only.result == "covers"


def test_limits_are_weighed_one_by_one_and_each_once():
    first = duty("1", conduct="access", allows=(limit_to("object", "vehicle", "server", "server"),))
    assert points(first, conduct="access", object="thing") == [("t:1#limit", ("server",)), ("t:1#limit", ("vehicle",))]


def test_a_limit_to_all_that_the_cell_describes_leaves_nothing_out():
    first = duty("1", conduct="access", allows=(limit_to("object", "thing"),))
    assert points(first, conduct="access", object="server") == []


def test_where_the_cell_is_silent_any_limit_leaves_a_part():
    first = duty("1", conduct="access", allows=(limit_to("object", "server"),))
    (only,) = cells(first, duty("2", conduct="access", allows=(limit_to("object", how="free"),)))
    assert only.result == "covers"


def test_what_may_be_left_out_is_told_by_name_and_of_a_choice_as_well():
    concepts = ("vehicle", "thing", "server", "machine", "smart-machine", "computer-system")
    first = duty("1", conduct="access", allows=(exclude("object", *concepts),))
    assert points(first, conduct="access") == [("t:1#exclude", tuple(sorted(concepts)))]
    one = duty("1", conduct="access", allows=(exclude("object", "server"),))
    assert points(one, conduct="access", object=either("server", "vehicle")) == [("t:1#exclude", ("server",))]


class TestWaivers:
    """A waiver matters where what it lets a State leave out touches the cell."""

    @pytest.mark.parametrize(
        ("waived", "asked", "matters"),
        [
            ({"object": "server"}, {"object": "computer-system"}, True),
            ({"object": "server"}, {"object": "machine"}, False),
            ({"object": "server"}, {}, True),
            ({"object": "vehicle"}, {}, False),
            ({"object": ["server", "machine"]}, {"object": "server"}, True),
            ({"object": "vehicle"}, {"object": "server"}, False),
            ({"object": "server", "conduct": "delete"}, {"object": "server"}, False),
            ({"object": "server", "conduct": "access"}, {"object": "server"}, True),
        ],
    )
    def test_it_has_to_be_about_a_part_of_the_cell_in_every_facet(self, waived, asked, matters):
        first = duty("1", conduct="access", object=["server", "machine"], waives=(waiver(**waived),))
        (only,) = cells(first, duty("2", conduct="access", **asked))
        found = [s.point for s in only.best.shortfalls if s.point == "t:1#waiver"]
        assert bool(found) is matters
