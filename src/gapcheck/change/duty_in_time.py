"""A duty judged on one day after another, while rules begin and end.

A cell is judged anew where a rule turns that could decide it; and of such a rule it is looked first whether it does
anything that the best rule, which stays, does not do already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from operator import or_

from gapcheck.engine.assessment import Judge
from gapcheck.engine.best_rules import could_decide, levels_of, preference
from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.rule_masks import Level, Mask, RuleMasks, numbers
from gapcheck.engine.rules_of_cell import doing_more
from gapcheck.model.treaty import FullDuty


class DutyInTime:
    """A duty that is judged by its own cells, as it stands on the day on which it was last asked for."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cells: Iterable[Cell]) -> None:
        self.full, self.kind = full, full.duty.kind
        self.watched: Mask = 0
        """The rules of its kind of which one has to begin or end before the duty can stand otherwise."""
        self._cells = tuple(_CellInTime(masks.of(self.kind), full, cell) for cell in cells)
        self._result: DutyResult | None = None

    def judged(self, judge: Judge) -> DutyResult:
        """The duty as a judge of the day finds it."""
        return self._with(judge, tuple(cell.judged(judge) for cell in self._cells))

    def turned(self, judge: Judge, turned: Mask) -> DutyResult:
        """The duty on a day on which some rules of its kind begin or end; that of before if that alters nothing."""
        old = self._result
        cells = tuple(cell.turned(judge, turned) for cell in self._cells)
        if old is not None and all(new is was for new, was in zip(cells, old.cells, strict=True)):
            return old
        return self._with(judge, cells)

    def _with(self, judge: Judge, cells: tuple[CellResult, ...]) -> DutyResult:
        self.watched = reduce(or_, (cell.watched for cell in self._cells), 0)
        self._result = judge.verdict(self.full, cells)
        return self._result


class _CellInTime:
    """One cell, as it stands on the day on which it was last asked for."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cell: Cell) -> None:
        self._masks, self._full, self._cell = masks, full, cell
        self.watched: Mask = 0
        self._levels: tuple[Level, ...] | None = None
        self._result: CellResult | None = None

    def judged(self, judge: Judge) -> CellResult:
        self._levels = None
        return self._keep(judge.cell(self._full, self._cell))

    def turned(self, judge: Judge, turned: Mask) -> CellResult:
        old, mine = self._result, turned & self.watched
        # What a limit excuses may turn on a view, whatever the rule says.
        if old is None or (mine and self._full.allows):
            return self.judged(judge)
        in_force = judge.coverage.mine(self._full.duty.kind)
        if any(self._telling(judge, old, mine & ~in_force)):
            return self.judged(judge)
        new = list(self._telling(judge, old, mine & in_force))
        return self._keep(judge.joined(self._full, old, new)) if new else old

    def _telling(self, judge: Judge, old: CellResult, which: Mask) -> Iterator[Finding]:
        """What those rules do for which the cell may stand otherwise, or turn on other questions."""
        for number in numbers(which):
            finding = judge.coverage.test_reaching(self._full, self._cell, self._masks.rules[number])
            if finding is not None and (old.best is None or _tells(finding, old.best)):
                yield finding

    def _keep(self, result: CellResult) -> CellResult:
        """The result, with the rules noted that have to turn before the cell can stand otherwise."""
        self._result, best = result, result.best
        if best is None:
            self._levels, self.watched = None, self._masks.reaching(self._full.duty.kind, self._cell)
            return result
        known: Iterable[Level] | None = self._levels
        if known is None or best.low is Outcome.DISJOINT:
            known = levels_of(self._masks, self._full, self._cell)
        # The better the best rule, the fewer can take its place: no other level has to be looked at again.
        self._levels = tuple(could_decide(known, best))
        self.watched = reduce(or_, (level.rules for level in self._levels), 0)
        return result


def _tells(finding: Finding, best: Finding) -> bool:
    """Whether a rule does anything that the best does not, or rests on a point that can be viewed otherwise."""
    if finding.points or any(more > most for more, most in zip(finding.ends, best.ends, strict=True)):
        return True
    # The best rule comes first of itself: the cell stands otherwise where it ends.
    return preference(finding) <= preference(best)


def stand_alike(old: DutyResult, new: DutyResult) -> bool:
    """Whether a duty stands as it did, and rests on the same rules."""
    if old is new:
        return True
    before, after = ([cell for part in result.parts for cell in part.cells] for result in (old, new))
    return old.verdict == new.verdict and all(map(_cells_alike, before, after))


def _cells_alike(old: CellResult, new: CellResult) -> bool:
    return old is new or (_bare(old) == _bare(new) and doing_more(old) == doing_more(new))


def _bare(cell: CellResult) -> CellResult:
    return replace(cell, others=())
