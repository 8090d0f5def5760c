"""Cells as the judge of repairs sees them: in the order that they had, and told of some rules without the others."""

from __future__ import annotations

import pytest
from hypothesis import assume, event
from hypothesis import given as with_random
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import DAY, assessed, catalogue, duty, exercise, given, limit_to, rule, waiver
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.strategies import World

from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.findings import Finding, FindingsWhenAsked
from gapcheck.engine.results import CellResult
from gapcheck.engine.rules_of_cell import findings_of
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import FullDuty
from gapcheck.repair.repairs import Repairer


def cells(found: Repairer) -> list[CellResult]:
    return [cell for d in found.assessment.duties for cell in found.judged(d).cells]


@law(200)
@with_random(asked_worlds(), st.booleans())
def test_some_findings_are_those_of_all_of_them(world: World, beyond_doubt: bool) -> None:
    found = world.assess()
    assume(found.catalogue.acts)
    # Judged twice: what is asked of some rules must not rest on all having been worked out.
    for one, other in zip(cells(Repairer(found, beyond_doubt)), cells(Repairer(found, beyond_doubt)), strict=True):
        event("lazy" if isinstance(one.others, FindingsWhenAsked) else "at hand")
        for part in (slice(0, None, 2), slice(1, None, 2), slice(0, 0)):
            entries = [finding.entry for finding in other.findings[part]]
            assert findings_of(one, entries) == other.findings[part]


def test_what_arguably_suffices_comes_first() -> None:
    sure = rule("1", conduct="access", purpose="fraud", fault="intention")
    maybe = rule("2", conduct=given("delete", arguably="access"), fault="intention")
    made = catalogue(duty(conduct="access", fault="intention"), [sure, maybe])
    found = assess(asked(made, question("q", "act:2#conduct", view="fails")), "t", DAY)
    (before,), (after,) = found.duties[0].cells, cells(Repairer(found))
    assert [f.entry.rule.id for f in before.findings] == ["1", "2"]
    assert [f.entry.rule.id for f in after.findings] == ["2", "1"]


def test_and_so_does_what_arguably_suffices_with_a_reservation() -> None:
    one = duty(conduct="access", fault="intention", allows=(limit_to("purpose", "fraud"),))
    sure = rule("1", conduct="access", purpose="obtaining-data", fault="negligence")
    maybe = rule("2", conduct=given("delete", arguably="access"), purpose="fraud")
    made = asked(
        catalogue(one, [sure, maybe], exercised=(exercise("1#limit"),)), question("q", "act:2#conduct", view="fails")
    )
    found = assess(made, "t", DAY)
    (before,), (after,) = found.duties[0].cells, cells(Repairer(found))
    assert before.ends.high.name == "COVERS_BY_POSITION"
    assert [f.entry.rule.id for f in before.findings] == ["1", "2"]
    assert [f.entry.rule.id for f in after.findings] == ["2", "1"]


@pytest.mark.parametrize(("view", "low"), [("holds", "COVERS"), ("fails", "DISJOINT"), ("open", "DISJOINT")])
def test_a_point_of_the_best_rule_counts_as_it_is_viewed(view: str, low: str) -> None:
    made = catalogue(duty(conduct="access"), rule("1", conduct=given("delete", arguably="access")))
    found = assess(asked(made, question("q", "act:1#conduct", view=view)), "t", DAY)
    (before,), (after,) = found.duties[0].cells, cells(Repairer(found))
    assert before.best is not None
    assert after.best is not None
    assert (before.low.name, before.best.low.name) == ("DISJOINT", "DISJOINT")
    assert (after.low.name, after.best.low.name) == (low, low)


@pytest.mark.parametrize(("view", "low"), [("holds", "COVERS_BY_POSITION"), ("fails", "NARROW")])
def test_and_so_does_a_reservation_that_was_arguably_made(view: str, low: str) -> None:
    one = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
    made = catalogue(one, rule("1", conduct="access", purpose="fraud"), (exercise("1#limit", arguably=True),))
    found = assess(asked(made, question("q", "t:1#limit", view=view)), "t", DAY)
    (after,) = cells(Repairer(found))
    assert after.best is not None
    assert (after.low.name, after.best.low.name) == (low, low)


def test_of_some_rules_no_other_is_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule(n, conduct="access", purpose="fraud", fault="negligence") for n in "12345"]
    tested: list[str] = []
    test = Coverage.test_reaching

    def noted(self: Coverage, full: FullDuty, cell: Cell, entry: RuleEntry) -> Finding | None:
        tested.append(entry.rule.id)
        return test(self, full, cell, entry)

    monkeypatch.setattr(Coverage, "test_reaching", noted)
    found = Repairer(assessed(duty(conduct="access", fault="intention"), rules))
    (cell,) = cells(found)
    tested.clear()
    of_a_section = [entry for entry in found.assessment.rules if entry.rule.id == "3"]
    assert [f.entry.rule.id for f in findings_of(cell, of_a_section)] == ["3"]
    assert set(tested) == {"3"}
    assert [f.entry.rule.id for f in cell.findings] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("view", "low"), [("holds", "covers_by_position"), ("fails", "disjoint")])
def test_a_waiver_that_was_arguably_exercised_counts_as_it_is_viewed_where_no_rule_reaches(view: str, low: str) -> None:
    made = catalogue(
        duty(conduct="access", waives=(waiver(conduct="access"),)),
        [],
        exercised=(exercise("1#waiver", arguably=True),),
    )
    found = Repairer(assess(asked(made, question("q", "t:1#waiver", view=view)), "t", DAY))
    assert found.assessment.duties[0].cells[0].best is None
    assert [cell.low.name.lower() for cell in cells(found)] == [low]
