"""A duty judged on one day after another, while rules begin and end.

A cell is judged anew where a rule turns that could decide it; and of such a rule it is looked first whether it does
anything that the best rule, which stays, does not do already.
"""

from __future__ import annotations

from dataclasses import replace

from gapcheck.engine.assessment import Judge
from gapcheck.engine.best_rules import could_decide, preference
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.rule_masks import Mask, RuleMasks, numbers
from gapcheck.engine.rules_of_cell import doing_more
from gapcheck.model.treaty import FullDuty


class DutyInTime:
    """A duty that is judged by its own cells, as it stands on the day on which it was last asked for."""

    def __init__(self, masks: RuleMasks, full: FullDuty) -> None:
        self.full = full
        self.watched: Mask = 0
        """The rules of which one has to begin or end before the duty can stand otherwise."""
        self._cells = tuple(_CellInTime(masks, full, cell) for cell in cells_of(full))
        self._result: DutyResult | None = None

    def judged(self, judge: Judge) -> DutyResult:
        """The duty as a judge of the day finds it."""
        return self._with(judge, tuple(cell.judged(judge) for cell in self._cells))

    def turned(self, judge: Judge, turned: Mask) -> DutyResult:
        """The duty on a day on which some rules begin or end; the very result of before if that alters nothing."""
        old = self._result
        cells = tuple(cell.turned(judge, turned) for cell in self._cells)
        if old is not None and all(new is was for new, was in zip(cells, old.cells, strict=True)):
            return old
        return self._with(judge, cells)

    def _with(self, judge: Judge, cells: tuple[CellResult, ...]) -> DutyResult:
        self.watched = 0
        for cell in self._cells:
            self.watched |= cell.watched
        self._result = judge.verdict(self.full, cells)
        return self._result


class _CellInTime:
    """One cell, as it stands on the day on which it was last asked for."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cell: Cell) -> None:
        self._masks, self._full, self._cell = masks, full, cell
        self.watched: Mask = 0
        self._result: CellResult | None = None

    def judged(self, judge: Judge) -> CellResult:
        self._result = judge.cell(self._full, self._cell)
        self.watched = could_decide(self._masks, self._full, self._cell, self._result.best)
        return self._result

    def turned(self, judge: Judge, turned: Mask) -> CellResult:
        old = self._result
        if old is None or any(self._tells(judge, old, number) for number in numbers(turned & self.watched)):
            return self.judged(judge)
        return old

    def _tells(self, judge: Judge, old: CellResult, number: int) -> bool:
        """Whether the cell may stand otherwise for a rule that begins or ends, or turn on other questions."""
        # What a limit excuses may be open, and so is what rests on an arguable point: neither is the same in all views.
        if old.best is None or self._full.allows:
            return True
        finding = judge.coverage.test_reaching(self._full, self._cell, self._masks.rules[number])
        if finding is None:
            return False
        if finding.points or any(more > most for more, most in zip(finding.ends, old.best.ends, strict=True)):
            return True
        # The best rule comes first of itself: it stands no longer where it ends.
        return preference(finding) <= preference(old.best)


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
