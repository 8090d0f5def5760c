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
from support.builders import DAY, article, assessed, at_least, at_most, catalogue, duty, held, limit_to, rule, statute
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
    return [line(edit) for edit in found.edits]


def line(edit: Edit) -> str:
    return f"{edit.sort} {edit.target} {edit.facet} {edit.concept or edit.quantity or edit.duty}".strip()


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

    def test_of_two_that_take_in_each_other_the_one_with_fewer_cells_gives_way(self) -> None:
        for more, fewer in (("1", "2"), ("2", "1")):
            duties = [duty(more, conduct=["access", "remote-access"]), duty(fewer, conduct="access")]
            assert made(plan(duties)) == [f"enact t:{more}"]

    def test_of_two_with_as_many_cells_the_first_gives_way(self) -> None:
        assert made(plan([duty("2", conduct="access"), duty("10", conduct="access")])) == ["enact t:10"]

    def test_what_gave_way_to_a_provision_that_gives_way_itself(self) -> None:
        acts = ["access", "delete", "alter"]
        found = plan([duty(str(n), conduct=acts[:n]) for n in (1, 2, 3)])
        assert made(found) == ["enact t:3"]
        assert found.serves(found.edits[0]) == ("t:1", "t:2", "t:3")

    def test_what_gave_way_is_not_counted_and_what_did_not_still_is(self) -> None:
        first = [duty("1", conduct="access"), duty("2", conduct=["access", "delete"])]
        assert made(plan(first)) == ["enact t:2"]
        second = [duty("1", conduct="access"), duty("2", conduct="remote-access", object=["server", "vehicle"])]
        assert made(plan(second)) == ["enact t:1"]

    def test_a_duty_is_said_to_need_no_more_than_takes_it_in(self) -> None:
        duties = [
            duty("1", conduct=["access", "delete"]),
            duty("2", conduct=["delete", "alter"]),
            duty("3", conduct=["access", "delete", "remote-access"]),
        ]
        found = plan(duties)
        assert made(found) == ["enact t:2", "enact t:3"]
        assert [found.serves(e) for e in found.edits] == [("t:2",), ("t:1", "t:3")]

    def test_edits_are_told_in_order(self) -> None:
        acts, things = ("access", "delete", "alter"), ("server", "vehicle", "machine")
        single = [duty(str(n), conduct=a, object=t) for n, (a, t) in enumerate(product(acts, things), start=1)]
        found = plan([duty("0", conduct=acts, object=things, fault="intention"), *single])
        assert made(found) == [f"enact t:{n}" for n in range(1, 10)]
        assert found.chosen["t:0"].edits == found.edits

    def test_an_edit_that_two_duties_need_goes_where_both_can_do_without(self) -> None:
        assert made(plan([*self.SHARING, self.PROVIDED], self.TWO)) == ["provide act:1  t:3"]

    def test_and_stays_with_both_where_a_third_cannot(self) -> None:
        wider = duty("4", conduct="access", secrecy="confidential")
        found = plan([*self.SHARING, wider, self.PROVIDED], self.TWO)
        assert made(found) == ["provide act:1  t:3", "give act:2 secrecy confidential"]
        assert [found.serves(e) for e in found.edits] == [("t:3",), ("t:1", "t:2", "t:4")]

    def test_nothing_is_widened_for_a_duty_that_shares_one_edit_and_can_do_without_both(self) -> None:
        duties = [
            duty("1", conduct="access", object="thing", secrecy="confidential"),
            duty("3", conduct=["alter", "interfere", "delete", "access"], object="thing", secrecy="confidential"),
            duty("4", conduct="access", object="server", fault="recklessness", secrecy="confidential"),
        ]
        law = [rule("1", conduct=("alter", "interfere"), purpose="fraud"), rule("2", conduct="access", object="server")]
        assert made(plan(duties, law)) == ["provide act:1  t:3"]

    SHARING = tuple(duty(n, conduct="access", object="server", secrecy="confidential") for n in "12")
    PROVIDED = duty("3", conduct=["alter", "interfere", "delete", "access"], object="server", secrecy="confidential")
    TWO = (rule("1", conduct=("alter", "interfere"), purpose="fraud"), rule("2", conduct="access"))

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

    def test_an_edit_serves_the_duties_whose_own_edit_it_does_as_much_as(self) -> None:
        widened = [("t:1", "thing"), ("t:2", "vehicle"), ("t:3", "server")]
        edits = {key: Edit("act:1", "widen", "object", concept) for key, concept in widened}
        chosen = {key: Repair(key, (edit,), "met") for key, edit in edits.items()}
        found = PlanResult(assessed(duty(conduct="access")), {}, chosen, {}, (), exact=True)
        assert found.edits == (edits["t:1"], edits["t:2"])
        assert [found.serves(e) for e in found.edits] == [("t:1", "t:3"), ("t:2",)]

    def test_what_no_repair_was_found_for_is_left(self) -> None:
        file = statute(rule("1", conduct="access", object="server"))
        closed = file.model_copy(update={"act": file.act.model_copy(update={"amendable": False})})
        found = plan([duty("1", conduct="access", object="thing")], (closed,))
        assert (found.left, found.edits, dict(found.closed)) == (("t:1",), (), {})
        assert repr(found) == "<Plan Treaty on the law of 2020-01-01: 0 changes close 0 duties, 1 left>"

    def test_in_one_line(self) -> None:
        found = plan([duty("1", conduct="access"), duty("2", conduct="delete")])
        assert repr(found) == "<Plan Treaty on the law of 2020-01-01: 2 changes close 2 duties>"

    def test_progress_is_told_before_each_duty(self) -> None:
        told: list[tuple[int, int, str]] = []
        found = assessed([duty("1", conduct="access"), duty("2", conduct="delete")])
        plan_repairs(found, progress=lambda *so_far: told.append(so_far))
        assert told == [(0, 2, "t:1"), (1, 2, "t:2")]

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


def planned_by_hand(duties: Any, rules: Any, **edits: tuple[Edit, ...]) -> tuple[Repairer, PlanResult]:
    """A plan whose edits are chosen by hand, for the duties ``t1``, ``t2``, ..."""
    repairer = Repairer(assessed(duties, rules))
    chosen = {f"t:{name[1:]}": Repair(f"t:{name[1:]}", own, "met") for name, own in edits.items()}
    return repairer, PlanResult(repairer.assessment, {}, chosen, {}, (), exact=True)


class TestWhatOpens:
    """Of the words that open something together, the one that serves fewest duties goes."""

    DELETE, VEHICLE = Edit("act:1", "widen", "conduct", "delete"), Edit("act:1", "widen", "object", "vehicle")
    DUTIES = (
        duty("1", conduct="delete", object="server"),
        duty("2", conduct="access", object="vehicle"),
        duty("3", conduct="alter", object="computer-system"),
        duty("4", conduct="access", object="server", secrecy="confidential"),
    )
    LAW = (rule("0", conduct="alter", object="server"), rule("1", conduct="access", object="server"))
    BESIDE = (Edit("act:0", "widen", "object", "computer-system"), Edit("act:1", "give", "secrecy", "confidential"))

    @pytest.mark.parametrize(
        ("second", "third", "goes"), [(VEHICLE, DELETE, VEHICLE), (VEHICLE, VEHICLE, DELETE), (VEHICLE, None, DELETE)]
    )
    def test_of_equals_the_first(self, second: Edit, third: Edit | None, goes: Edit) -> None:
        more = () if third is None else (third,)
        repairer, found = planned_by_hand(
            self.DUTIES, self.LAW, t1=(self.DELETE,), t2=(second,), t3=more, t4=self.BESIDE
        )
        assert plan_module._openers(repairer, found) == {goes}


class TestSpoilt:
    LAW = (rule("1", conduct="access", gives={"period": Quantity(amount=20, unit="day")}),)
    NINETY = Edit("act:1", "set", "period", quantity="90 day")

    def spoilt(self, duties: Any, **edits: tuple[Edit, ...]) -> list[str]:
        return [d.id for d in plan_module._spoilt(*planned_by_hand(duties, self.LAW, **edits))]

    def test_is_what_was_to_be_closed_and_is_not_or_is_worse_off(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_most(30, "day")),
            duty("3", conduct="access", period=at_least(100, "day")),
            duty("4", conduct="delete"),
            duty("5", conduct="access", force="may"),
        ]
        assert self.spoilt(duties, t1=(self.NINETY,), t3=()) == ["t:2", "t:3"]
        assert self.spoilt(duties, t1=(self.NINETY,)) == ["t:2"]
        assert self.spoilt(duties) == []


class TestSuspects:
    """Quantities that are set in a rule that a spoilt duty rests on; its own only if there are no others."""

    LAW = tuple(rule(n, conduct="access", gives={"period": Quantity(amount=20, unit="day")}) for n in "12")
    ONE, TWO, OTHER = (
        Edit(f"act:{n}", "set", facet, quantity=f"{days} day")
        for n, facet, days in ((1, "period", 90), (1, "period", 10), (1, "secrecy", 90))
    )
    AWAY = Edit("act:3", "set", "period", quantity="90 day")
    DUTIES = (duty("1", conduct=["access", "delete"], period=at_most(30, "day")), duty("2", conduct="access"))

    def suspects(self, spoilt: str, **edits: tuple[Edit, ...]) -> set[Edit]:
        _, found = planned_by_hand(self.DUTIES, self.LAW, **edits)
        return plan_module._suspects(found, [found.assessment.duty(spoilt)])

    def test_those_of_the_rules_and_facets_that_the_duty_rests_on(self) -> None:
        assert self.suspects("t:1", t2=(self.ONE, self.OTHER, self.AWAY)) == {self.ONE}
        assert self.suspects("t:2", t2=(self.ONE, self.OTHER, self.AWAY)) == set()

    def test_its_own_are_kept_as_long_as_another_may_be_the_cause(self) -> None:
        assert self.suspects("t:1", t1=(self.ONE,), t2=(self.TWO,)) == {self.TWO}
        assert self.suspects("t:1", t1=(self.ONE,)) == {self.ONE}

    def test_what_is_barred_goes_unless_nothing_else_is_left(self) -> None:
        ways = {
            "t:1": tuple(Repair("t:1", (edit,), "met") for edit in (self.ONE, self.TWO)),
            "t:2": (Repair("t:2", (self.ONE, self.AWAY), "met"),),
        }
        assert plan_module._without(ways, {self.ONE}) == {"t:1": ways["t:1"][1:], "t:2": ways["t:2"]}
        assert plan_module._without(ways, set()) == ways


def test_a_quantity_may_be_set_as_the_repair_of_another_duty_sets_it() -> None:
    """Where that does for the duty too: at least 10 days are given by 20, and at most 8 are not."""
    duties = [
        duty("1", conduct="access", object="thing", secrecy="confidential", period=at_least(10, "day")),
        *(duty(n, conduct="access", object="server", period=at_least(int(f"{n}0"), "day")) for n in "23456"),
        duty("7", conduct="access", object="server", period=at_most(8, "day")),
        duty("8", conduct="access", object="server", secrecy="confidential-for-life"),
    ]
    law = rule("1", conduct="access", object="server", gives={"period": Quantity(amount=9, unit="day")})
    repairer = Repairer(assessed(duties, law))
    days = {"t:1": "10", "t:2": "20", "t:3": "30", "t:4": "40", "t:5": "50", "t:6": "60", "t:7": "8"}
    first, last = Edit("act:1", "give", "secrecy", "confidential"), Edit("act:1", "widen", "object", "thing")

    def way(key: str, amount: str) -> tuple[Edit, ...]:
        set_at = Edit("act:1", "set", "period", quantity=f"{amount} day")
        return (first, set_at, last) if key == "t:1" else (set_at,)

    ways = {key: (Repair(key, way(key, amount), "met"),) for key, amount in days.items()}
    # A guarantee that would do as well is no quantity.
    ways["t:8"] = (Repair("t:8", (Edit("act:1", "give", "secrecy", "confidential-for-life"),), "met"),)
    shared = plan_module._shared(repairer, repairer.gaps(), ways)
    enough = {"t:1": "10 20 30 40 50 60", "t:2": "20 30 40 50 60", "t:3": "30 40 50 60", "t:4": "40 50 60"}
    enough |= {"t:5": "50 60", "t:6": "60", "t:7": "8"}
    assert shared.pop("t:8") == ways["t:8"]
    assert {key: [repair.edits for repair in own] for key, own in shared.items()} == {
        key: [way(key, amount) for amount in amounts.split()] for key, amounts in enough.items()
    }
    assert {repair.status for own in shared.values() for repair in own} == {"met"}


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

    ONE, OTHER = Edit("t:1#one", "lodge"), Edit("t:1#other", "lodge")
    PROVIDE = Edit("act:1", "provide", duty="t:1")

    @pytest.mark.parametrize(
        ("greedily", "exactly", "taken"),
        [
            # What weighs as much is no reason to leave the greedy choice ...
            (ONE, OTHER, ONE),
            (OTHER, ONE, OTHER),
            # ... and what weighs less is.
            (PROVIDE, ONE, ONE),
        ],
    )
    def test_what_changes_less_than_the_greedy_choice_is_taken(
        self, monkeypatch: pytest.MonkeyPatch, greedily: Edit, exactly: Edit, taken: Edit
    ) -> None:
        for name, edit in (("greedy", greedily), ("exact", exactly)):
            repairs = {"t:1": Repair("t:1", (edit,), "met_with_reservation")}
            monkeypatch.setattr(plan_module, name, lambda *_, chosen=repairs: chosen)
        limits = tuple(limit_to("purpose", "fraud", id=name) for name in ("one", "other"))
        found = plan(duty(conduct="access", allows=limits), rule(conduct="access", purpose="fraud"))
        assert (found.edits, found.exact) == ((taken,), True)

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

    def test_of_a_contested_duty_the_open_questions_are_told_in_order(self) -> None:
        described = {"object": "server", "fault": "recklessness", "data": "content-data", "purpose": "obtaining-data"}
        law = rule(
            "1",
            conduct="access",
            object=given_("vehicle", arguably="server"),
            fault=given_("negligence", arguably="recklessness"),
            data=given_("traffic-data", arguably="content-data"),
            purpose=given_("fraud", arguably="obtaining-data"),
        )
        questions = [
            question("z", "act:1#data", view="open"),
            question("b", "act:1#object", view="open"),
            question("c", "act:1#purpose", view="holds"),
        ]
        duties = [
            duty("1", conduct="access", **described),
            duty("2", conduct="access", force="consider", **described),
            duty("3", follows=("1",)),
        ]
        found = plan_repairs(assess(asked(catalogue(duties, law), *questions), "t", DAY))
        assert {d.id: d.status for d in found.assessment.duties} == dict.fromkeys(("t:1", "t:2", "t:3"), "unclear")
        # Of one that binds nobody, and of one that stands as another does, nothing is told.
        assert {key: [q.id for q in told] for key, told in found.contested.items()} == {"t:1": ["b", "z"]}

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


def test_who_has_an_edit_is_known_after_some_gave_way_in_the_order_of_the_duties() -> None:
    one, two, three = (Edit("act:1", "widen", "conduct", concept) for concept in ("a", "b", "c"))
    keys = ("t:9", "t:10", "t:2")
    having = plan_module._Having({key: Repair(key, (one, two), "met") for key in keys})
    assert having.keys(one) == having.keys(two) == list(keys)
    having.add({"t:10": Repair("t:10", (two, three), "met"), "t:9": Repair("t:9", (three,), "met")})
    assert (having.keys(one), having.keys(two), having.keys(three)) == (["t:2"], ["t:10", "t:2"], ["t:9", "t:10"])
    having.add({"t:2": Repair("t:2", (one,), "met")})
    assert (having.keys(one), having.keys(two)) == (["t:2"], ["t:10"])
