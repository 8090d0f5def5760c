"""How far rules reach a cell: what testing each of them finds, with few of them tested."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.builders import catalogue, duty, exception, limit_to, rule
from support.builders import given as given_
from support.laws import law
from support.questions import asked_worlds
from support.strategies import World, worlds

from gapcheck.engine.assessment import Judge
from gapcheck.engine.cell_reach import COVERS, NARROW, NOTHING, CellReach, Reached, Test
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Outcome
from gapcheck.engine.rule_masks import numbers
from gapcheck.model.law import Rule
from gapcheck.model.treaty import FullDuty

DAY = date(2020, 1, 1)


class _Noting:
    """Tests the rules of a kind against a cell and remembers which."""

    def __init__(self, judge: Judge, full: FullDuty, cell: Cell) -> None:
        self.judge, self.full, self.cell = judge, full, cell
        self.masks = judge.coverage.masks.of(full.duty.kind)
        self.tested: list[int] = []

    def __call__(self, number: int) -> Ends[Outcome]:
        self.tested.append(number)
        finding = self.judge.coverage.test(self.full, self.cell, self.masks.rules[number])
        return NOTHING if finding is None else finding.ends


def _together(test: Test, rules: int) -> Ends[Outcome]:
    return Ends.combined([NOTHING, *map(test, numbers(rules))], max)


@law(300)
@given(st.one_of(worlds(), asked_worlds()), st.integers(0, 2**32))
def test_some_rules_reach_a_cell_as_far_as_the_best_of_them_at_each_end(world: World, seed: int) -> None:
    dice, result = Random(seed), world.assess()
    judge = Judge.of(result.catalogue, result.instrument, result.as_at, result.reading)
    for full in result.catalogue.duties_of("t"):
        for cell in cells_of(full):
            test = _Noting(judge, full, cell)
            reach = CellReach(test.masks, full, cell)
            for _ in range(3):
                some, others = (dice.getrandbits(len(test.masks.rules)) if test.masks.rules else 0 for _ in range(2))
                test.tested.clear()
                found = reach.by(some, test)
                event(f"{len(test.tested)} of {some.bit_count()} tested")
                assert sum(1 << number for number in test.tested) == found.weighed
                assert found.weighed & ~some == 0
                assert found.ends == _together(test, some)
                # Whatever else comes or goes, nothing changes.
                elsewhere = others & ~found.watched | some & found.watched
                assert reach.by(elsewhere, test).tells_as(found)


ONE = duty(conduct="access", fault="intention", object="thing")
FULL = rule("a", conduct="access")
ALSO = rule("b", conduct="access")
NARROWER = rule("c", conduct="access", object="server")
FURTHER = rule("d", conduct="access", object="server", purpose="fraud")
MAYBE = rule("e", conduct=given_("delete", arguably="access"))
EXCEPT = rule("f", conduct="access", object="server", exceptions=(exception("arguable"),))
ELSE = rule("g", conduct="delete")
RULES = (FULL, ALSO, NARROWER, FURTHER, MAYBE, EXCEPT, ELSE)


def made(*rules: Rule, one=ONE) -> tuple[CellReach, _Noting]:
    book = catalogue(one, rules)
    (full,), judge = book.duties_of("t"), Judge.on(book, DAY, None)
    (cell,) = cells_of(full)
    test = _Noting(judge, full, cell)
    return CellReach(test.masks, full, cell), test


def test_what_is_known_beforehand() -> None:
    reach, test = made(*RULES)
    assert (reach.near, reach.fitting, reach.sure) == (0b0111111, 0b0010011, 0b0001111)
    assert reach.cell is test.cell


def test_what_a_limit_may_excuse_is_not_known_beforehand() -> None:
    reach, _ = made(FULL, NARROWER, FURTHER, one=duty(conduct="access", object="thing", allows=(limit_to("object"),)))
    assert (reach.fitting, reach.sure) == (0b011, 0b001)


OPEN = Ends(Outcome.DISJOINT, Outcome.DISJOINT, Outcome.COVERS, Outcome.COVERS)
RAISED = Ends(Outcome.NARROW, Outcome.NARROW, Outcome.COVERS, Outcome.COVERS)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        # Nothing reaches it: whatever does may tell.
        (0b0000000, Reached(NOTHING, 0, 0b0111111)),
        (0b1000000, Reached(NOTHING, 0, 0b0111111)),
        # One that covers it is enough, and the first is as good as any.
        (0b0000001, Reached(COVERS, 0, 0b0000001)),
        (0b1111111, Reached(COVERS, 0, 0b0000001)),
        (0b1111110, Reached(COVERS, 0, 0b0000010)),
        # One that leaves it narrow is enough, unless another might cover it.
        (0b0000100, Reached(NARROW, 0, 0b0010111)),
        (0b1101100, Reached(NARROW, 0, 0b0010111)),
        (0b1101000, Reached(NARROW, 0, 0b0011011)),
        (0b0110100, Reached(RAISED, 0b0010000, 0b0010111)),
        # Where nothing is sure, all that reach it are tested.
        (0b0010000, Reached(OPEN, 0b0010000, 0b0111111)),
        (0b0100000, Reached(NARROW, 0b0100000, 0b0111111)),
        (0b1110000, Reached(RAISED, 0b0110000, 0b0111111)),
    ],
)
def test_rules_that_reach_it_together(rules: int, found: Reached) -> None:
    reach, test = made(*RULES)
    assert reach.by(rules, test) == found
    assert test.tested == list(numbers(found.weighed))


def test_one_that_is_sure_to_fall_short_is_not_tested_where_another_reaches_every_end() -> None:
    reach, test = made(EXCEPT, rule("sure", conduct="access", exceptions=(exception("narrows"),)))
    assert reach.by(0b11, test) == Reached(NARROW, 0b10, 0b11)
    assert test.tested == [1]


def test_it_tells_the_same_where_it_turns_on_the_same_points() -> None:
    one = Reached(NARROW, 0b1, 0b11)
    assert one.tells_as(Reached(NARROW, 0b1, 0b111))
    assert not one.tells_as(Reached(NARROW, 0b10, 0b11))
    assert not one.tells_as(Reached(COVERS, 0b1, 0b11))
