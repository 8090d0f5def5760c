"""How far rules reach a cell, without the rules that do it: told from sets of rules, with few of them tested.

Of a rule of which nothing is arguable it is known beforehand whether it covers the cell or leaves it narrow. One of
which something is has to be tested, but only where it could do more than others surely do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gapcheck.engine.cells import Cell
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Outcome
from gapcheck.engine.rule_masks import Mask, RuleMasks, numbers
from gapcheck.model.treaty import FullDuty

Test = Callable[[int], Ends[Outcome]]
"""How far the rule with a number reaches the cell."""

NOTHING, NARROW, COVERS = map(Ends.all, (Outcome.DISJOINT, Outcome.NARROW, Outcome.COVERS))


class Reached(NamedTuple):
    """How far some rules reach a cell; ``weighed`` are those that were tested and may tell.

    ``watched`` are the rules, among these or not, of which one has to come or go before others tell.
    """

    ends: Ends[Outcome]
    weighed: Mask
    watched: Mask

    def tells_as(self, other: Reached) -> bool:
        """Whether it says the same, and turns on the same points."""
        return self.ends == other.ends and self.weighed == other.weighed


class CellReach:
    """One cell, with the rules of its kind that are not disjoint from it, by what is known of them beforehand."""

    def __init__(self, masks: RuleMasks, full: FullDuty, cell: Cell) -> None:
        """``masks`` are those in which the rules of the kind have their numbers."""
        limited = frozenset(allowed.value.facet for allowed in full.allows)
        self.cell = cell
        self.near = masks.reaching(full.duty.kind, cell)
        self.fitting = masks.fitting(self.near, cell, limited)
        """Those that are sure of no shortfall: no other covers the cell, or covers it by position, at any end."""
        self.sure = masks.surely(cell, limited) & self.near
        """Those that do what they do whatever anybody's opinion."""

    def by(self, rules: Mask, test: Test) -> Reached:
        """How far some rules reach the cell together."""
        sure = rules & self.sure
        if covering := sure & self.fitting:
            # As long as one stays that covers it, nothing else can tell.
            return Reached(COVERS, 0, _one_of(covering))
        # Of those that are sure, each leaves it narrow from here on.
        narrow, weighed = sure, rules & self.fitting
        ends = [NARROW if narrow else NOTHING, *map(test, numbers(weighed))]
        if min(map(max, zip(*ends, strict=True))) < Outcome.NARROW:
            # Those that are sure to fall short leave it narrow at most.
            weighed = rules & self.near
            ends += map(test, numbers(weighed & ~self.fitting))
        reached = ends[0] if len(ends) == 1 else Ends.combined(ends, max)
        return Reached(reached, weighed, self.fitting | _one_of(narrow) if narrow else self.near)


def _one_of(rules: Mask) -> Mask:
    """The first of some rules, alone."""
    return rules & -rules
