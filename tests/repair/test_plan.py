"""Plans: the cheapest choice of repairs for a whole instrument, exact or greedy, and what it must not spoil."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import product
from math import prod
from random import Random
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import DAY, article, assessed, at_least, at_most, catalogue, duty, held, limit_to, rule
from support.laws import law
from support.strategies import World, shuffled, worlds

from gapcheck import load
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.engine.results import RANK
from gapcheck.errors import UsageError
from gapcheck.model.quantity import Quantity
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.repair import plan as plan_module
from gapcheck.repair.edits import Edit, clash, does_as_much, total
from gapcheck.repair.plan import Plan, plan_repairs
from gapcheck.repair.repairs import Repairer

DONE = ("met", "met_with_reservation")


def plan(duties: Any, rules: Any = (), **more: Any) -> Plan:
    return plan_repairs(assessed(duties, rules, **more))


def made(found: Plan) -> list[str]:
    """The edits of a plan as lines."""
    return [f"{e.sort} {e.target} {e.facet} {e.concept or e.quantity}".strip() for e in found.edits]


@contextmanager
def without_scipy() -> Iterator[None]:
    """As on a computer on which SciPy is not installed."""
    real: Callable[..., Any] = builtins.__import__

    def refuse(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "scipy":
            raise ImportError(name)
        return real(name, *args, **more)

    builtins.__import__ = refuse
    try:
        yield
    finally:
        builtins.__import__ = real


class TestChoice:
    def test_each_duty_gets_its_cheapest_repair_where_nothing_is_shared(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="access", object="vehicle")]
        found = plan(duties, rule(conduct="access", object=("server", "smart-machine")))
        # The rule says nothing on vehicles.
        assert made(found) == ["widen act:1 object thing", "enact t:2"]

    def test_one_edit_that_serves_two_duties_is_made_once(self) -> None:
        duties = [
            duty("1", conduct="access", purpose="fraud"),
            duty("2", conduct="access", purpose="obtaining-data"),
            duty("3", conduct="access"),
        ]
        found = plan(duties, rule(conduct="access", purpose="obtaining-data"))
        assert made(found) == ["drop act:1 purpose"]
        assert found.serves(found.edits[0]) == ("t:1", "t:3")
        assert (found.cost, found.exact, found.left) == (2, True, ())
        assert dict(found.closed) == {"t:1": "met", "t:3": "met"}

    def test_a_condition_left_out_for_one_duty_is_not_widened_for_another(self) -> None:
        duties = [duty("1", conduct="access"), duty("2", conduct="access", object="computer-system")]
        found = plan(duties, rule(conduct="access", object="server"))
        assert made(found) == ["drop act:1 object"]
        assert found.serves(found.edits[0]) == ("t:1", "t:2")
        assert set(found.closed.values()) == {"met"}

    def test_a_wider_word_stands_for_a_narrower_one(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="access", object="computer-system")]
        assert made(plan(duties, rule(conduct="access", object="server"))) == ["widen act:1 object thing"]

    def test_a_narrower_guarantee_stands_for_a_wider_one(self) -> None:
        duties = [
            duty(n, conduct="access", secrecy=s) for n, s in (("1", "confidential"), ("2", "confidential-for-life"))
        ]
        assert made(plan(duties, rule(conduct="access"))) == ["give act:1 secrecy confidential-for-life"]

    def test_exact_finds_what_greedy_misses(self) -> None:
        """Each duty is cheapest mended alone, for 1; all three together by one edit of another rule, for 2."""
        objects = (("1", "server"), ("2", "vehicle"), ("3", "machine"))
        duties = [duty(n, conduct="access", object=o, fault="recklessness") for n, o in objects]
        laws = [rule(n, conduct="access", object=o, fault="knowledge") for n, o in objects]
        laws.append(rule("9", conduct="access", purpose="fraud"))
        assert made(plan(duties, laws)) == ["drop act:9 purpose"]
        with without_scipy():
            greedy = plan(duties, laws)
        assert made(greedy) == [f"widen act:{n} fault recklessness" for n in "123"]
        assert set(greedy.closed.values()) == {"met"}

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
        for context in (nullcontext, without_scipy):
            with context():
                found = plan(duties, self.LAW)
            assert found.cost == 7
            assert set(found.closed.values()) == {"met"}

    def test_leave_no_duty_worse_off(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_most(30, "day")),
        ]
        found = plan(duties, self.LAW)
        assert made(found) == ["enact t:1"]
        assert not found.exact
        after = Repairer(found.assessment).applied(found.edits)
        assert {after.duty(d.full).low for d in found.assessment.duties} == {"met"}

    def test_leave_no_gap_that_another_repair_was_to_close(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", secrecy="confidential", period=at_most(30, "day")),
        ]
        found = plan(duties, self.LAW)
        assert made(found) == ["give act:1 secrecy confidential", "enact t:1"]
        assert set(found.closed.values()) == {"met"}


class TestGreedy:
    DUTIES = (
        duty("1", conduct="access"),
        duty("2", conduct="access", object="computer-system"),
        duty("3", conduct="alter"),
    )
    LAW = (rule(conduct="access", object="server"),)

    def test_without_scipy(self) -> None:
        with without_scipy():
            found = plan(self.DUTIES, self.LAW)
        assert not found.exact
        assert set(found.closed.values()) == {"met"}
        assert made(found) == made(plan(self.DUTIES, self.LAW))

    def test_beyond_the_sizes_for_the_solver(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(plan_module, "EXACT_UP_TO", 3)
        found = plan(self.DUTIES, self.LAW)
        assert not found.exact
        assert set(found.closed.values()) == {"met"}

    def test_is_exact_where_there_is_no_choice(self) -> None:
        with without_scipy():
            assert plan([duty("1", conduct="alter"), duty("2", conduct="delete")]).exact


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


def test_of_the_budapest_convention_before_the_acts_of_2025() -> None:
    found = load().repair("budapest", "2023-12-20")
    assert found.exact
    assert found.left == ()
    assert set(found.closed) == set(found.repairs)
    assert set(found.closed.values()) <= set(DONE)
    assert len(found.closed) > 50
    after = Repairer(found.assessment).applied(found.edits)
    judged = [(d, after.duty(d.full)) for d in found.assessment.duties if d.low != "no_duty"]
    assert not [d.id for d, now in judged if RANK[now.low] < RANK[d.low]]
    assert not clash(found.edits)


# The laws ---------------------------------------------------------------------------------------------------------


def planned(world: World) -> Plan:
    return plan_repairs(world.assess())


def assert_valid(world: World, found: Plan) -> None:
    """Laid over the law as a reform, the plan makes each of its duties met and leaves no other worse off."""
    repairer = Repairer(found.assessment)
    assert set(found.repairs) == {d.id for d in repairer.gaps()}
    assert set(found.closed) == set(found.repairs)
    assert found.left == ()
    file = found.reform()
    with_plan = Catalogue(Contents(**{**world.contents.__dict__, "reforms": (file,)}))
    after = assess(with_plan, "t", world.as_at, world.reading, file.reform.id)
    for before in found.assessment.duties:
        now = after.duty(before.id)
        if before.low == "no_duty":
            continue
        if before.id in found.closed:
            assert now.low == found.closed[before.id]
            assert now.low in DONE
        else:
            assert RANK[now.low] >= RANK[before.low]
    for edit in found.edits:
        assert found.serves(edit)


@law(60)
@given(worlds())
def test_the_reform_of_a_plan_makes_each_of_its_duties_met(world: World) -> None:
    assert_valid(world, planned(world))


@law(60)
@given(worlds())
def test_exact_never_costs_more_than_greedy_which_is_valid_too(world: World) -> None:
    exact = planned(world)
    with without_scipy():
        greedy = planned(world)
    assert_valid(world, greedy)
    if exact.exact:
        assert exact.cost <= greedy.cost
    event(f"saved {greedy.cost - exact.cost}")


def cost(words: Vocabulary, edits: Iterable[Edit]) -> int:
    """What a set of edits costs without those that another makes idle."""
    found = set(edits)
    return total(e for e in found if not any(o != e and does_as_much(words, o, e) for o in found))


@law(60)
@given(worlds())
def test_no_choice_among_the_repairs_found_is_cheaper_than_an_exact_plan(world: World) -> None:
    found = planned(world)
    assume(found.exact and 1 < prod(len(r) for r in found.repairs.values()) <= 5000)
    words = found.assessment.catalogue.vocabulary
    choices = [{e for r in chosen for e in r.edits} for chosen in product(*found.repairs.values())]
    assert found.cost == cost(words, found.edits)
    assert found.cost <= min(cost(words, edits) for edits in choices if not clash(edits))


@law(60)
@given(worlds())
def test_each_duty_has_a_repair_among_those_found_or_one_that_sets_another_amount(world: World) -> None:
    found = planned(world)
    for key, chosen in found.chosen.items():
        assert chosen in found.repairs[key] or any(e.sort == "set" for e in chosen.edits)


@law(60)
@given(worlds(), st.integers(0, 2**32))
def test_shuffling_changes_no_plan(world: World, seed: int) -> None:
    one, other = planned(world), planned(shuffled(world, Random(seed)))
    assert (one.edits, one.chosen, one.closed, one.exact) == (other.edits, other.chosen, other.closed, other.exact)
