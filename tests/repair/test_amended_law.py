"""The law with edits made: each duty comes to what it comes to when the edits are laid over the law as a reform."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st
from support.builders import assessed, at_least, at_most, duty, limit_to, rule
from support.laws import law
from support.questions import asked_worlds
from support.strategies import World

from gapcheck.change.reform import apply_reform, law_of
from gapcheck.engine.assessment import Judge
from gapcheck.model.law import Supports
from gapcheck.model.quantity import Quantity
from gapcheck.repair.edits import Edit, clash
from gapcheck.repair.repairs import Repairer


def lows(repairer: Repairer, *edits: Edit) -> list[str]:
    made = repairer.applied(edits)
    return [made.low(repairer.judged(d)) for d in repairer.assessment.duties]


class TestWorkedByHand:
    def test_a_rule_that_is_widened_reaches_more_duties_than_one(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="access", object="computer-system")]
        found = Repairer(assessed(duties, rule(conduct="access", object="server")))
        assert lows(found) == ["partial", "partial"]
        assert lows(found, Edit("act:1", "widen", "object", "thing")) == ["met", "met"]

    def test_a_quantity_that_is_set_may_leave_a_duty_worse_off(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_most(30, "day")),
        ]
        law = rule(conduct="access", gives={"period": Quantity(amount=20, unit="day")})
        found = Repairer(assessed(duties, law))
        assert lows(found) == ["partial", "met"]
        assert lows(found, Edit("act:1", "set", "period", quantity="90 day")) == ["met", "partial"]

    def test_and_not_where_another_rule_answers_it(self) -> None:
        duties = duty("1", conduct="access", period=at_most(30, "day"))
        law = [rule(n, conduct="access", gives={"period": Quantity(amount=20, unit="day")}) for n in ("1", "2")]
        found = Repairer(assessed(duties, law))
        assert lows(found, Edit("act:1", "set", "period", quantity="90 day")) == ["met"]

    def test_a_guarantee_reaches_those_that_a_rule_supports(self) -> None:
        duties = [duty("1", conduct="access", secrecy="confidential"), duty("2", kind="power", power="search")]
        giver = rule("2", kind="power", gives={"power": "search"}, supports=Supports(kinds=("offence",)))
        found = Repairer(assessed(duties, [rule(conduct="access"), giver]))
        assert lows(found) == ["partial", "met"]
        assert lows(found, Edit("act:2", "give", "secrecy", "confidential")) == ["met", "met"]

    def test_what_is_lodged_tells_for_the_duties_that_allow_it_alone(self) -> None:
        limit = limit_to("purpose", "fraud")
        duties = [duty("1", conduct="access", allows=(limit,)), duty("2", conduct="access")]
        found = Repairer(assessed(duties, rule(conduct="access", purpose="fraud")))
        assert lows(found, Edit("t:1#limit", "lodge")) == ["met_with_reservation", "partial"]

    def test_the_same_edits_are_made_law_once(self) -> None:
        found = Repairer(assessed(duty(conduct="access")))
        assert found.applied([Edit("t:1", "enact")]) is found.applied((Edit("t:1", "enact"),))
        assert found.applied([]) is not found.applied([Edit("t:1", "enact")])

    def test_those_that_cover_are_told_of_those_that_are_asked_for(self) -> None:
        duties = [duty("1", conduct="access"), duty("2", conduct=["access", "delete"])]
        found = Repairer(assessed(duties))
        law = found.applied(Edit(d.id, "enact") for d in found.assessment.duties)
        full = found.assessment.duty("2").full
        told = [
            [e.rule.id for e in law.covering(full, c.cell, lambda _: True)] for c in found.assessment.duty("2").cells
        ]
        assert told == [["new-t-1", "new-t-2"], ["new-t-2"]]
        cell = found.assessment.duty("2").cells[0].cell
        assert [e.key for e in law.covering(full, cell, lambda key: key.endswith("2"))] == ["act:new-t-2"]


@law(120)
@given(asked_worlds(), st.integers(0, 2**32))
def test_every_duty_comes_to_what_it_comes_to_from_scratch(world: World, seed: int) -> None:
    """Under some of the edits of all repairs together, whether they mend anything or not."""
    repairer, dice = Repairer(world.assess()), Random(seed)
    every = sorted({e for d in repairer.gaps() for r in repairer.repairs(d) for e in r.edits})
    edits = [e for e in every if dice.random() < 0.5]
    if clash(edits):
        return
    event(f"{', '.join(sorted({e.sort for e in edits})) or 'none'}")
    base = law_of(repairer.catalogue, world.as_at)
    after = apply_reform(base, repairer.reform(edits, "x", "X"))
    judge = Judge.on(after, world.as_at, repairer.assessment.reading)
    scratch = [judge.duty(d.full).view_low for d in repairer.assessment.duties]
    assert lows(repairer, *edits) == scratch


@law(60)
@given(asked_worlds(), st.booleans())
def test_a_duty_is_judged_as_it_is_from_scratch_and_its_best_rule_stays_the_best(world: World, beyond: bool) -> None:
    repairer = Repairer(world.assess(), beyond)
    for duty_ in repairer.assessment.duties:
        again = repairer.judged(duty_)
        if duty_.full.duty.force not in ("shall", "consider", "endeavour"):
            assert again is duty_
            continue
        scratch = repairer.law.judge.duty(duty_.full)
        assert (again.low, again.high) == (scratch.low, scratch.high)
        for old, new, own in zip(duty_.cells, again.cells, scratch.cells, strict=True):
            assert (new.low, new.high, new.curable_waiver) == (own.low, own.high, own.curable_waiver)
            # A rule that another gives what it may give itself relies on it, or need not: it does the same.
            assert {replace(f, relies_on=()) for f in new.findings} == {replace(f, relies_on=()) for f in own.findings}
            # What counts against the State in a rule that arguably suffices is the point alone: those come first.
            order = [f.entry for f in sorted(old.findings, key=lambda f: f.high < 2)]
            assert [f.entry for f in new.findings] == [e for e in order if e in {f.entry for f in own.findings}]
