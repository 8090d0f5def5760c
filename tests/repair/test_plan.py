"""Plans: the cheapest choice of repairs for a whole instrument, exact or greedy, and what it must not spoil."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import product
from math import prod
from random import Random
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import DAY, article, assessed, at_least, at_most, catalogue, duty, held, limit_to, rule
from support.builders import given as given_
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.solver import without_solver
from support.strategies import World, shuffled

from gapcheck import load
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.change.reform import apply_reform
from gapcheck.engine.assessment import Judge
from gapcheck.engine.results import RANK
from gapcheck.errors import UsageError
from gapcheck.faces import Assessment
from gapcheck.model.quantity import Quantity
from gapcheck.repair import choice
from gapcheck.repair import plan as plan_module
from gapcheck.repair.edits import PREFERENCE, Edit, clash, home, weight, without_idle
from gapcheck.repair.plan import PlanResult, plan_repairs
from gapcheck.repair.reach import Described
from gapcheck.repair.repairs import Repair, Repairer

DONE = ("met", "met_with_reservation")


def plan(duties: Any, rules: Any = (), **more: Any) -> PlanResult:
    return plan_repairs(assessed(duties, rules, **more))


def made(found: PlanResult) -> list[str]:
    """The edits of a plan as lines."""
    return [f"{e.sort} {e.target} {e.facet} {e.concept or e.quantity or e.duty}".strip() for e in found.edits]


class TestChoice:
    def test_each_duty_gets_its_smallest_repair_where_nothing_is_shared(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="access", object="vehicle")]
        found = plan(duties, rule(conduct="access", object=("server", "smart-machine")))
        # The rule says nothing on vehicles.
        assert made(found) == ["widen act:1 object thing", "enact t:2"]

    def test_one_edit_that_serves_two_duties_is_made_once(self) -> None:
        duties = [
            duty("1", conduct="access", secrecy="confidential", object="server"),
            duty("2", conduct="access", secrecy="confidential"),
        ]
        found = plan(duties, rule(conduct="access"))
        assert made(found) == ["give act:1 secrecy confidential"]
        assert found.serves(found.edits[0]) == ("t:1", "t:2")
        assert (found.cost, found.exact, found.left) == (102, True, ())
        assert dict(found.closed) == {"t:1": "met", "t:2": "met"}

    def test_a_duty_that_the_provision_for_another_takes_in_has_none_of_its_own(self) -> None:
        duties = [duty("1", conduct=["access", "delete"]), duty("2", conduct="access")]
        found = plan(duties, rule(conduct="access", purpose="fraud"))
        assert made(found) == ["provide act:1  t:1"]
        assert found.serves(found.edits[0]) == ("t:1", "t:2")

    def test_a_wider_word_stands_for_a_narrower_one(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="access", object="computer-system")]
        assert made(plan(duties, rule(conduct="access", object="server"))) == ["widen act:1 object thing"]

    def test_a_narrower_guarantee_stands_for_a_wider_one(self) -> None:
        duties = [
            duty(n, conduct="access", secrecy=s) for n, s in (("1", "confidential"), ("2", "confidential-for-life"))
        ]
        assert made(plan(duties, rule(conduct="access"))) == ["give act:1 secrecy confidential-for-life"]

    def test_words_that_open_something_together_are_not_both_added(self) -> None:
        duties = [duty("1", conduct="delete", object="server"), duty("2", conduct="access", object="vehicle")]
        law = [
            rule("1", conduct="access", object="server"),
            rule("2", conduct="alter", object="server"),
        ]
        repairer = Repairer(assessed(duties, law))
        both = {
            d.id: (Repair(d.id, (Edit("act:1", "widen", f, c),), "met"), Repair(d.id, (Edit(d.id, "enact"),), "met"))
            for d, (f, c) in zip(
                repairer.assessment.duties, [("conduct", "delete"), ("object", "vehicle")], strict=True
            )
        }
        found = plan_module._planned(repairer, both, both, choice.greedy)
        assert found is not None
        assert sorted(e.sort for e in found.edits) == ["enact", "widen"]
        assert not repairer.opens(found.edits)

    def test_nothing_to_repair(self) -> None:
        found = plan(duty(conduct="access"), rule(conduct="access"))
        assert (found.edits, found.cost, found.left, dict(found.repairs)) == ((), 0, (), {})
        assert found.exact
        assert found.reform().changes == ()

    def test_of_some_duties(self) -> None:
        found = assessed([duty("1", conduct="access"), duty("2", conduct="delete")])
        assert made(plan_repairs(found, ["t:2"])) == ["enact t:2"]
        assert plan_repairs(found, []).edits == ()

    def test_lodging(self) -> None:
        one = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
        found = plan(one, rule(conduct="access", purpose="fraud"))
        assert made(found) == ["lodge t:1#limit"]
        assert dict(found.closed) == {"t:1": "met_with_reservation"}


class TestQuantities:
    LAW = (rule(conduct="access", gives={"period": Quantity(amount=20, unit="day")}),)

    def test_are_set_once_where_one_amount_does_for_all(self) -> None:
        """As texts, 100 days come before 90."""
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_least(100, "day")),
        ]
        found = plan(duties, self.LAW)
        assert made(found) == ["set act:1 period 100 day"]
        assert set(found.closed.values()) == {"met"}

    def test_are_never_set_at_two_amounts(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_most(10, "day")),
        ]
        for context in (nullcontext, without_solver):
            with context():
                found = plan(duties, self.LAW)
            assert len(found.edits) == 2
            assert set(found.closed.values()) == {"met"}

    def test_leave_no_duty_worse_off(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_most(30, "day")),
        ]
        found = plan(duties, self.LAW)
        assert made(found) == ["provide act:1  t:1"]
        assert not found.exact


class TestSolver:
    DUTIES = (
        duty("1", conduct="access"),
        duty("2", conduct="access", object="computer-system"),
        duty("3", conduct="alter"),
    )
    LAW = (rule(conduct="access", object="server"),)

    def test_a_tie_does_not_tell_whether_it_is_installed(self) -> None:
        with without_solver():
            found = plan(self.DUTIES, self.LAW)
        assert not found.exact
        assert set(found.closed.values()) == {"met"}
        assert made(found) == made(plan(self.DUTIES, self.LAW))

    def test_beyond_its_size_the_choice_is_greedy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(choice, "EXACT_UP_TO", 3)
        found = plan(self.DUTIES, self.LAW)
        assert not found.exact
        assert set(found.closed.values()) == {"met"}

    def test_it_is_not_needed_where_there_is_no_choice(self) -> None:
        with without_solver():
            assert plan([duty("1", conduct="alter"), duty("2", conduct="delete")]).exact


class TestBeyondDoubt:
    """What is contested, or met by our view alone, is told apart, and only when it is asked for."""

    MADE = catalogue(
        [duty("1", conduct="access", object="server"), duty("2", conduct="alter", object="server")],
        [
            rule("1", conduct="access", object=given_("vehicle", arguably="server")),
            rule("2", conduct="alter", object="vehicle"),
        ],
    )

    @pytest.mark.parametrize("view", ["holds", "open"])
    def test_is_a_plan_of_its_own(self, view: str) -> None:
        found = assess(asked(self.MADE, question("q", "act:1#object", view=view)), "t", DAY)
        plain, both = plan_repairs(found), plan_repairs(found, beyond_doubt=True)
        assert plain.beyond_doubt is None
        assert both.edits == plain.edits
        assert both.beyond_doubt is not None
        assert made(both.beyond_doubt) == ["widen act:1 object server"]
        assert dict(both.beyond_doubt.closed) == {"t:1": "met"}

    def test_what_is_contested_gets_the_question_and_no_edit(self) -> None:
        found = plan_repairs(assess(asked(self.MADE, question("q", "act:1#object", view="open")), "t", DAY))
        assert {key: [q.id for q in questions] for key, questions in found.contested.items()} == {"t:1": ["q"]}
        assert "t:1" not in found.repairs

    def test_a_point_that_counts_against_new_zealand_is_a_gap(self) -> None:
        found = assess(asked(self.MADE, question("q", "act:1#object", view="fails")), "t", DAY)
        both = plan_repairs(found, beyond_doubt=True)
        assert "widen act:1 object server" in made(both)
        assert both.beyond_doubt is not None
        assert both.beyond_doubt.edits == ()


class TestReform:
    def test_gives_the_promised_statuses_as_a_reform_of_the_catalogue(self) -> None:
        made_up = catalogue(
            [article(duty("1", conduct="access", object="thing")), article(duty("2", conduct="delete"), number="2")],
            [rule(conduct="access", object="server"), rule("2", conduct="access", start="2021-01-01")],
        )
        found = plan_repairs(assess(made_up, "t", DAY))
        file = found.reform()
        assert (file.reform.id, file.reform.title) == (
            "repair-t-2020-01-01",
            "Repairs for the Treaty on the law of 2020-01-01",
        )
        assert found.reform("mine").reform.id == "mine"
        with_plan = Catalogue(Contents(**{**made_up.contents.__dict__, "reforms": (file,)}))
        after = assess(with_plan, "t", DAY, reform=file.reform.id)
        assert {key: after.duty(key).low for key in found.closed} == dict(found.closed)
        assert after.counts["met"] == 2

    def test_of_what_a_treaty_answers(self) -> None:
        with pytest.raises(UsageError, match="treaty text"):
            plan_repairs(held(duty(conduct="access"), duty(conduct="access")))


# The shipped catalogue ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2023-12-20", "2026-11-21"])
def test_every_plan_for_the_shipped_instruments_could_be_signed(day: str) -> None:
    book = load()
    for instrument in book.instruments.values():
        if instrument.answered_by is None:
            assert_signable(book.assess(instrument.id, day))


def assert_signable(assessment: Assessment) -> None:
    """Each gap closed from scratch with the plan as law; no limit taken out, nothing opened, no closed Act touched."""
    found = plan_repairs(assessment)
    catalogue, day = assessment.catalogue, assessment.as_at
    assert found.left == ()
    # A duty that follows others is closed with these.
    gaps = {d.id for d in assessment.duties if d.binding and d.status in ("partial", "unmet") and not d.followed}
    assert set(found.closed) == gaps
    assert {e.sort for e in found.edits} <= PREFERENCE.keys()
    in_force = {e.key: e for e in catalogue.rules_in_force(day)}
    for edit in found.edits:
        if edit.sort == "enact":
            assert catalogue.acts[str(home(catalogue, catalogue.duty(edit.target)))].amendable
        elif edit.sort != "lodge":
            assert in_force[edit.target].act.amendable
            assert in_force[edit.target].section.amendable
    file = found.reform()
    assert not any(change.amend and change.amend.drop for change in file.changes)
    law = apply_reform(catalogue, file)
    after = {d.id: Judge.on(law, day, assessment.reading).duty(d.full) for d in assessment.duties}
    assert {key: after[key].view_low for key in found.closed} == dict(found.closed)
    assert set(found.closed.values()) <= set(DONE)
    assert not [d.id for d in assessment.duties if d.low != "no_duty" and RANK[after[d.id].view_low] < RANK[d.view_low]]
    described = Described(catalogue.vocabulary, tuple(d.full for d in assessment.duties))
    for entry in law.rules_in_force(day):
        old = in_force.get(entry.key)
        if old is None:
            assert described.confined(entry.rule)
        elif entry.rule.conditions != old.rule.conditions:
            assert not described.opened(old.rule, entry.rule)


def test_the_same_plan_for_budapest_with_and_without_the_solver() -> None:
    assessment = load().assess("budapest", "2026-11-21")
    with without_solver():
        greedy = plan_repairs(assessment)
    assert plan_repairs(assessment).edits == greedy.edits


# The laws ---------------------------------------------------------------------------------------------------------


def planned(world: World) -> PlanResult:
    return plan_repairs(world.assess())


def assert_valid(world: World, found: PlanResult) -> None:
    """Laid over the law as a reform, the plan makes each of its duties met and leaves no other worse off."""
    repairer = Repairer(found.assessment)
    assert set(found.repairs) == {d.id for d in repairer.gaps()}
    assert set(found.closed) == set(found.repairs)
    assert found.left == ()
    assert not repairer.opens(found.edits)
    file = found.reform()
    with_plan = Catalogue(Contents(**{**world.contents.__dict__, "reforms": (file,)}))
    after = assess(with_plan, "t", world.as_at, world.reading, file.reform.id)
    for before in found.assessment.duties:
        now = after.duty(before.id)
        if before.low == "no_duty":
            continue
        if before.id in found.closed:
            assert now.view_low == found.closed[before.id]
            assert now.view_low in DONE
        else:
            assert RANK[now.view_low] >= RANK[before.view_low]
    for edit in found.edits:
        assert found.serves(edit)


@law(60)
@given(asked_worlds())
def test_the_reform_of_a_plan_makes_each_of_its_duties_met(world: World) -> None:
    assert_valid(world, planned(world))


@law(60)
@given(asked_worlds())
def test_exact_never_changes_more_than_greedy_which_is_valid_too(world: World) -> None:
    exact = planned(world)
    with without_solver():
        greedy = planned(world)
    assert_valid(world, greedy)
    assert weight(exact.edits) <= weight(greedy.edits)
    if weight(exact.edits) == weight(greedy.edits):
        assert exact.edits == greedy.edits
    event(f"saved {len(greedy.edits) - len(exact.edits)}")


@law(60)
@given(asked_worlds())
def test_no_choice_among_the_repairs_found_is_smaller_than_an_exact_plan(world: World) -> None:
    found = planned(world)
    assume(found.exact and 1 < prod(len(r) for r in found.repairs.values()) <= 5000)
    words = found.assessment.catalogue.vocabulary
    choices = [{e for r in chosen for e in r.edits} for chosen in product(*found.repairs.values())]
    least = min(weight(without_idle(words, edits)) for edits in choices if not clash(edits))
    assert weight(found.edits) <= least


@law(60)
@given(asked_worlds())
def test_what_would_put_a_duty_beyond_doubt_does(world: World) -> None:
    found = plan_repairs(world.assess(), beyond_doubt=True).beyond_doubt
    assert found is not None
    event(f"{len(found.edits)} edits")
    file = found.reform()
    with_plan = Catalogue(Contents(**{**world.contents.__dict__, "reforms": (file,)}))
    after = assess(with_plan, "t", world.as_at, world.reading, file.reform.id)
    assert all(after.duty(key).low in DONE for key in found.closed)
    assert not any(found.assessment.duty(key).status in ("partial", "unmet") for key in found.closed)


@law(60)
@given(asked_worlds(), st.integers(0, 2**32))
def test_shuffling_changes_no_plan(world: World, seed: int) -> None:
    one, other = planned(world), planned(shuffled(world, Random(seed)))
    assert (one.edits, one.chosen, one.closed, one.exact) == (other.edits, other.chosen, other.closed, other.exact)
