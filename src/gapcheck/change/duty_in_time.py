"""A duty judged on one day after another, while rules begin and end: how it stands, and not yet by which rules.

How a cell stands can be told from sets of rules, but for the rules of which something is arguable: of all others it is
known beforehand whether they cover it or leave it narrow. As long as one that covers a cell stays, nothing else tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import NamedTuple

from gapcheck.change.standing import DutyStanding
from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import Cell
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.rule_masks import Mask, RuleMasks, numbers
from gapcheck.engine.rules_of_cell import doing_more
from gapcheck.model.treaty import FullDuty

Tested = dict[tuple["_CellInTime", int], Ends[Outcome]]
"""How far rules of which something is arguable reach a cell, by the cell and the number of the rule.

It holds as long as neither what rules give to others nor what was exercised changes; whoever knows that keeps it.
"""

_NOTHING, _NARROW, _COVERS = map(Ends.all, (Outcome.DISJOINT, Outcome.NARROW, Outcome.COVERS))


class DutyInTime:
    """A duty that is judged by its own cells, as it stands on the day on which it was last asked for."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cells: Iterable[Cell]) -> None:
        self.full, self.kind = full, full.duty.kind
        self._cells = tuple(_CellInTime(masks.of(self.kind), full, cell) for cell in cells)
        self.near: Mask = reduce(or_, (cell.near for cell in self._cells), 0)
        """The rules of its kind that are not disjoint from all its cells."""
        self.watched: Mask = self.near
        """Those of them of which one has to begin or end before the duty can stand otherwise."""
        self._stand: tuple[_CellStanding, ...] = ()

    def judged(self, judge: Judge, tested: Tested) -> DutyStanding:
        """How the duty stands on the day of a judge; another value than before, whatever it says."""
        self._keep(tuple(cell.stands(judge, tested) for cell in self._cells))
        return self._told(judge)

    def turned(self, judge: Judge, tested: Tested, turned: Mask) -> DutyStanding | None:
        """How it stands on a day on which some rules of its kind begin or end, once it was judged; ``None`` if that is
        as before, and turns on nothing else.
        """
        before = self._stand
        cells = tuple(
            cell.stands(judge, tested) if old.watched & turned else old
            for cell, old in zip(self._cells, before, strict=True)
        )
        self._keep(cells)
        return None if all(map(_CellStanding.rests_as, cells, before)) else self._told(judge)

    def cells(self, judge: Judge, which: Mask | None) -> tuple[CellResult, ...]:
        """Its cells as a judge finds them, with what they rest on; of these, those that some rules of its kind reach,
        if any are named.
        """
        return tuple(judge.cell(self.full, one.cell) for one in self._cells if which is None or one.near & which)

    def _keep(self, cells: tuple[_CellStanding, ...]) -> None:
        self._stand = cells
        self.watched = reduce(or_, (stand.watched for stand in cells), 0)

    def _told(self, judge: Judge) -> DutyStanding:
        return DutyStanding(self.full, judge.verdict(self.full, (stand.ends for stand in self._stand)), judge)


class _CellStanding(NamedTuple):
    """How a cell stands on a day; ``weighed`` are the rules in force of which something is arguable that may tell.

    ``watched`` are the rules of which one has to begin or end before it can stand otherwise.
    """

    ends: Ends[Outcome]
    weighed: Mask
    watched: Mask

    def rests_as(self, other: _CellStanding) -> bool:
        """Whether it stands as on another day, and turns on the same points."""
        return self.ends == other.ends and self.weighed == other.weighed


class _CellInTime:
    """One cell, with the rules of any day that reach it, by what is known of them beforehand."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cell: Cell) -> None:
        self._masks, self._full, self.cell = masks, full, cell
        limited = frozenset(allowed.value.facet for allowed in full.allows)
        self.near = masks.reaching(full.duty.kind, cell)
        self._fitting = masks.fitting(self.near, cell, limited)
        self._sure = masks.surely(cell, limited)

    def stands(self, judge: Judge, tested: Tested) -> _CellStanding:
        """How the cell stands on the day of a judge."""
        in_force = self.near & judge.coverage.mine(self._full.duty.kind)
        sure, unsure = in_force & self._sure, in_force & ~self._sure
        covering, narrow = sure & self._fitting, sure & ~self._fitting
        if covering:
            # As long as one stays that covers it, nothing else can tell.
            return _CellStanding(judge.ends(self._full, self.cell, _COVERS), 0, _one_of(covering))
        weighed = unsure & self._fitting
        ends = [_NARROW if narrow else _NOTHING, *(self._test(judge, number, tested) for number in numbers(weighed))]
        if min(map(max, zip(*ends, strict=True))) < Outcome.NARROW:
            # Those that are sure to fall short leave it narrow at most.
            weighed = unsure
            ends += (self._test(judge, number, tested) for number in numbers(unsure & ~self._fitting))
        reached = ends[0] if len(ends) == 1 else Ends.combined(ends, max)
        watched = self._fitting | _one_of(narrow) if narrow else self.near
        return _CellStanding(judge.ends(self._full, self.cell, reached), weighed, watched)

    def _test(self, judge: Judge, number: int, tested: Tested) -> Ends[Outcome]:
        key = self, number
        if key not in tested:
            finding = judge.coverage.test_reaching(self._full, self.cell, self._masks.rules[number])
            tested[key] = _NOTHING if finding is None else finding.ends
        return tested[key]


def _one_of(rules: Mask) -> Mask:
    """The first of some rules, alone."""
    return rules & -rules


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
