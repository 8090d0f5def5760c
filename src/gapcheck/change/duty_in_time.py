"""A duty judged on one day after another, while rules begin and end: how it stands, and not yet by which rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import or_

from gapcheck.change.standing import DutyStanding
from gapcheck.engine.assessment import Judge
from gapcheck.engine.cell_reach import NOTHING, CellReach, Reached
from gapcheck.engine.cells import Cell
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.rule_masks import Mask, RuleMasks
from gapcheck.engine.rules_of_cell import doing_more
from gapcheck.model.treaty import FullDuty

Tested = dict[tuple[CellReach, int], Ends[Outcome]]
"""How far rules of which something is arguable reach a cell, by the cell and the number of the rule.

It holds as long as neither what rules give to others nor what was exercised changes; whoever knows that keeps it.
"""


class DutyInTime:
    """A duty that is judged by its own cells, as it stands on the day on which it was last asked for."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cells: Iterable[Cell]) -> None:
        self.full, self.kind = full, full.duty.kind
        self._masks = masks.of(self.kind)
        self._cells = tuple(CellReach(self._masks, full, cell) for cell in cells)
        self._reached: tuple[Reached, ...] = ()
        self.watched: Mask = 0
        """The rules of its kind of which one has to begin or end before the duty can stand otherwise."""

    def judged(self, judge: Judge, tested: Tested) -> DutyStanding:
        """How the duty stands on the day of a judge; another value than before, whatever it says."""
        self._keep(tuple(self._by(cell, judge, tested) for cell in self._cells))
        return self._told(judge)

    def turned(self, judge: Judge, tested: Tested, turned: Mask) -> DutyStanding | None:
        """How it stands on a day on which some rules of its kind begin or end, once it was judged; ``None`` if that is
        as before, and turns on nothing else.
        """
        before = self._reached
        pairs = zip(self._cells, before, strict=True)
        self._keep(tuple(self._by(cell, judge, tested) if old.watched & turned else old for cell, old in pairs))
        return None if all(map(Reached.tells_as, self._reached, before)) else self._told(judge)

    def cells(self, judge: Judge, which: Mask | None) -> tuple[CellResult, ...]:
        """Its cells as a judge finds them, with what they rest on; of these, those that some rules of its kind reach,
        if any are named.
        """
        return tuple(judge.cell(self.full, one.cell) for one in self._cells if which is None or one.near & which)

    def _by(self, cell: CellReach, judge: Judge, tested: Tested) -> Reached:
        """How far the rules of the day of a judge reach a cell."""

        def test(number: int) -> Ends[Outcome]:
            key = cell, number
            if key not in tested:
                finding = judge.coverage.test_reaching(self.full, cell.cell, self._masks.rules[number])
                tested[key] = NOTHING if finding is None else finding.ends
            return tested[key]

        return cell.by(judge.coverage.mine(self.kind), test)

    def _keep(self, reached: tuple[Reached, ...]) -> None:
        self._reached = reached
        self.watched = reduce(or_, (one.watched for one in reached), 0)

    def _told(self, judge: Judge) -> DutyStanding:
        pairs = zip(self._cells, self._reached, strict=True)
        ends = (judge.ends(self.full, cell.cell, reached.ends) for cell, reached in pairs)
        return DutyStanding(self.full, judge.verdict(self.full, ends), judge)


def stand_alike(old: DutyResult, new: DutyResult) -> bool:
    """Whether a duty stands as it did, and rests on the same rules."""
    if old.verdict != new.verdict:
        return False
    before, after = ([cell for part in result.parts for cell in part.cells] for result in (old, new))
    return all(map(_cells_alike, before, after))


def _cells_alike(old: CellResult, new: CellResult) -> bool:
    return _bare(old) == _bare(new) and doing_more(old) == doing_more(new)


def _bare(cell: CellResult) -> CellResult:
    return replace(cell, others=())
