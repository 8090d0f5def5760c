"""Which repair of each duty is chosen: the best by trial of all, by the solver, and greedily."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import event, given
from support.builders import catalogue, duty, rule
from support.laws import law
from support.questions import asked_worlds
from support.solver import without_scipy, without_solver
from support.strategies import World

from gapcheck.repair import choice
from gapcheck.repair.edits import Edit, Sort, weight, without_idle
from gapcheck.repair.plan import plan_repairs
from gapcheck.repair.repairs import Repair

WORDS = catalogue([duty(conduct="access")], [rule(conduct="access")]).vocabulary


def edit(rule: str, concept: str = "access", sort: Sort = "widen") -> Edit:
    return Edit(f"act:{rule}", sort, "conduct", concept)


def amount(days: int) -> Edit:
    return Edit("act:1", "set", "period", quantity=f"{days} day")


def options(*of_duties: tuple[tuple[Edit, ...], ...]) -> dict[str, tuple[Repair, ...]]:
    """The repairs of the duties 1, 2, ... by their edits."""
    return {
        f"t:{number}": tuple(Repair(f"t:{number}", edits, "met") for edits in every)
        for number, every in enumerate(of_duties, start=1)
    }


def chosen(*of_duties: tuple[tuple[Edit, ...], ...]) -> list[tuple[Edit, ...]] | None:
    with without_scipy():
        found = choice.exact(WORDS, options(*of_duties))
    return None if found is None else [repair.edits for repair in found.values()]


A, B, C, D = (edit(number) for number in "1234")


class TestTried:
    def test_each_duty_gets_the_least_of_its_own(self) -> None:
        assert chosen(((A, B), (C,)), ((D,),)) == [(C,), (D,)]

    def test_an_edit_that_serves_two_duties_counts_once(self) -> None:
        assert chosen(((A, B), (C, D)), ((C, D), (A, edit("5")))) == [(C, D), (C, D)]
        assert chosen(((A,), (C,)), ((B,), (C,))) == [(C,), (C,)]

    def test_duties_are_chosen_for_together_where_another_shares_with_both(self) -> None:
        """The first and the last share nothing; the second shares with either."""
        assert chosen(((A,), (C,)), ((B,),), ((D,), (B,)), ((C,),), ((A, D), (B, C))) == [
            (C,),
            (B,),
            (B,),
            (C,),
            (B, C),
        ]

    @pytest.mark.parametrize("sort", ["provide", "enact", "lodge"])
    def test_duties_for_each_of_which_something_of_its_own_is_made_are_chosen_for_apart(self, sort: Sort) -> None:
        """Beside the same rule it may be: of four choices for both, no more than two are tried."""
        one, other = (Edit("act:1", sort, duty=f"t:{n}") for n in "12")
        with patch.object(choice, "TRIED_UP_TO", 2):
            found = chosen(((one, A), (B,)), ((other, C), (D,)))
        assert found == (None if sort == "lodge" else [(B,), (D,)])

    def test_an_edit_that_does_as_much_as_another_takes_its_place(self) -> None:
        wide, narrow = edit("1"), edit("1", "remote-access")
        assert chosen(((narrow,), (B,)), ((wide,),)) == [(narrow,), (wide,)]

    def test_of_as_many_edits_those_that_are_preferred(self) -> None:
        assert chosen(((edit("1", sort="give"),), (B,))) == [(B,)]

    def test_of_equals_the_first(self) -> None:
        assert chosen(((A,), (B,))) == [(A,)]
        assert chosen(((A,), (B,)), ((B,), (A,))) == [(A,), (A,)]

    def test_no_quantity_is_set_at_two_amounts(self) -> None:
        ten, twenty = amount(10), amount(20)
        assert chosen(((ten,), (A, B)), ((twenty,),)) == [(A, B), (twenty,)]
        assert chosen(((ten,),), ((twenty,),)) is None
        assert chosen(((A,),), ((ten,),), ((twenty,),)) is None

    def test_of_no_duties_nothing(self) -> None:
        assert chosen() == []

    def test_in_the_order_of_the_duties(self) -> None:
        with patch.object(choice, "TRIED_UP_TO", 1):
            found = choice.exact(WORDS, options(((A,), (B,)), ((C,),), ((D,), (B,))))
        assert found is not None
        assert [(key, repair.edits) for key, repair in found.items()] == [("t:1", (B,)), ("t:2", (C,)), ("t:3", (B,))]


def solved(*of_duties: tuple[tuple[Edit, ...], ...]) -> list[tuple[Edit, ...]] | None:
    """The same, by the solver."""
    pytest.importorskip("scipy")
    with patch.object(choice, "TRIED_UP_TO", 0):
        found = choice.exact(WORDS, options(*of_duties))
    return None if found is None else [repair.edits for repair in found.values()]


class TestSolver:
    def test_of_equals_the_first(self) -> None:
        assert solved(((A,), (B,))) == [(A,)]
        assert solved(((B,), (A,))) == [(B,)]
        assert solved(((C,), (B,), (A,))) == [(C,)]

    def test_few_edits_go_before_those_that_are_preferred(self) -> None:
        lodged = tuple(Edit(f"t:1#{name}", "lodge") for name in "ab")
        assert solved((lodged, (Edit("t:1", "enact"),))) == [(Edit("t:1", "enact"),)]

    def test_of_as_many_edits_those_that_are_preferred(self) -> None:
        assert solved(((edit("1", sort="give"),), (B,))) == [(B,)]

    def test_an_edit_takes_the_place_of_others_only_where_a_repair_that_is_chosen_holds_it(self) -> None:
        wide, narrow, other = (edit("1", concept) for concept in ("interfere", "delete", "alter"))
        assert solved(((narrow,), (A,)), ((other,), (A,)), ((wide, B, D), (C,))) == [(A,), (A,), (C,)]
        assert solved(((narrow,), (B, C)), ((other,), (B, C)), ((wide,),)) == [(narrow,), (other,), (wide,)]

    @pytest.mark.parametrize(("one", "other"), [(10, 20), (20, 10)])
    def test_a_quantity_is_set_at_one_of_two_amounts(self, one: int, other: int) -> None:
        found = solved(((amount(one),), (A, B)), ((amount(other),), (C,)))
        assert found == [(amount(one),), (C,)]

    def test_two_words_in_one_place_do_not_clash(self) -> None:
        assert solved(((edit("1"),),), ((edit("1", "delete"),),)) == [(edit("1"),), (edit("1", "delete"),)]

    def test_it_is_asked_for_the_best_of_edits_in_their_order(self) -> None:
        optimize = pytest.importorskip("scipy.optimize")
        every = [edit(str(n)) for n in range(8)]
        with (
            patch.object(optimize, "milp", wraps=optimize.milp) as milp,
            patch.object(choice, "_constraints", wraps=choice._constraints) as constraints,
        ):
            solved(tuple((one,) for one in every[::-1]))
        assert milp.call_args.kwargs["options"]["mip_rel_gap"] == 0
        assert constraints.call_args.args[-1] == every


class TestGreedy:
    def greedy(self, *of_duties: tuple[tuple[Edit, ...], ...]) -> list[tuple[Edit, ...]]:
        return [repair.edits for repair in choice.greedy(WORDS, options(*of_duties)).values()]

    def test_those_with_the_fewest_choices_come_first(self) -> None:
        assert self.greedy(((A,), (B,)), ((B,),)) == [(B,), (B,)]

    def test_of_as_many_choices_the_order_of_the_duties_makes_no_difference(self) -> None:
        found = options(((A, C), (B, D)), ((B, edit("5")), (C, D)))
        assert choice.greedy(WORDS, found) == choice.greedy(WORDS, dict(reversed(found.items())))
        assert self.greedy(((A, C), (B, D)), ((B, edit("5")), (C, D))) == [(A, C), (C, D)]

    def test_what_is_made_already_adds_nothing(self) -> None:
        assert self.greedy(((C,),), ((A, B), (C, D))) == [(C,), (C, D)]
        wide, narrow = edit("1"), edit("1", "remote-access")
        assert self.greedy(((wide,),), ((B,), (narrow,))) == [(wide,), (narrow,)]
        assert self.greedy(((narrow,),), ((B,), (wide,))) == [(narrow,), (wide,)]

    def test_of_what_adds_as_much_the_least_by_itself(self) -> None:
        assert self.greedy(((C,),), ((A, C), (B,))) == [(C,), (B,)]
        assert self.greedy(((B,), (A,))) == [(A,)]

    def test_no_quantity_is_set_at_two_amounts(self) -> None:
        ten, twenty = amount(10), amount(20)
        assert self.greedy(((ten,),), ((twenty,), (A, B))) == [(ten,), (A, B)]
        assert self.greedy(((ten,),), ((C, twenty), (A, B, D))) == [(ten,), (A, B, D)]
        assert self.greedy(((ten,),), ((ten,), (A,))) == [(ten,), (ten,)]
        assert self.greedy(((ten,), (A, B))) == [(ten,)]
        # Unless there is no other choice; what comes after keeps to one of the two.
        assert self.greedy(((ten,),), ((twenty,),), ((twenty,), (A, B))) == [(ten,), (twenty,), (A, B)]

    def test_two_words_in_one_place_do_not_clash(self) -> None:
        assert self.greedy(((edit("1"),),), ((edit("1", "delete"),), (A, B, C))) == [
            (edit("1"),),
            (edit("1", "delete"),),
        ]


class TestBounds:
    def test_so_many_choices_are_tried_and_no_more(self) -> None:
        both = (((A,), (B,)), ((A,), (C,)))
        with patch.object(choice, "TRIED_UP_TO", 4):
            assert chosen(*both) == [(A,), (A,)]
        with patch.object(choice, "TRIED_UP_TO", 3):
            assert chosen(*both) is None

    def test_so_many_edits_and_repairs_and_no_more(self) -> None:
        both = (((A,), (B,)), ((A,), (C,)))
        with patch.object(choice, "EXACT_UP_TO", 7):
            assert chosen(*both) == [(A,), (A,)]
        with patch.object(choice, "EXACT_UP_TO", 6):
            assert chosen(*both) is None

    def test_what_cannot_be_met_cannot_be_solved(self) -> None:
        pytest.importorskip("scipy")
        with patch.object(choice, "TRIED_UP_TO", 0):
            assert choice.exact(WORDS, options(((amount(10),),), ((amount(20),),))) is None


@law(60)
@given(asked_worlds())
def test_the_solver_finds_nothing_that_changes_less_than_the_best_of_all_choices(world: World) -> None:
    found = plan_repairs(world.assess())
    words = found.assessment.catalogue.vocabulary
    with without_scipy():
        tried = choice.exact(words, found.repairs)
    with patch.object(choice, "TRIED_UP_TO", 0):
        solved = choice.exact(words, found.repairs)
    assert (tried is None) == (solved is None)
    if tried is not None and solved is not None:
        one, other = ({e for r in made.values() for e in r.edits} for made in (tried, solved))
        assert weight(without_idle(words, one)) == weight(without_idle(words, other))
        event("the same" if tried == solved else "another that is as good")


def test_without_the_solver_many_choices_cannot_be_told() -> None:
    with without_solver():
        assert choice.exact(WORDS, options(((A,), (B,)))) is None
