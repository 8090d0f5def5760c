"""Whether meeting one treaty text reaches a cell of another: coverage by the least that the first makes a State do.

the State's positions do not count here. What the first text lets a State limit or leave out (its narrowings and
waivers, free or lodged) is an arguable shortfall wherever a State that did so would no longer reach the cell: that
meeting the first text suffices is never claimed where a State may have reserved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.ends import OPEN
from gapcheck.engine.excuses import Issue
from gapcheck.engine.findings import Shortfall
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Exercise
from gapcheck.model.treaty import Allowed, FullDuty, Narrowing, Waiver


@dataclass
class TextCoverage(Coverage):
    """The duties of one text, acting as rules, tested against the cells of another. ``duties`` holds them by their full
    id.
    """

    duties: Mapping[str, FullDuty] = field(default_factory=dict)

    def _scope(self, cell: Cell, entry: RuleEntry) -> list[Issue] | None:
        issues = super()._scope(cell, entry)
        if issues is None:
            return None
        return [*issues, *(Issue(option, OPEN) for option in self._options(cell, entry))]

    def _permits(self, narrowing: Narrowing, shortfall: Shortfall, exercise: Exercise | None) -> bool:
        # A State that limited itself to something unrelated does not reach the cell at all, which no permitted limit
        # excuses.
        if shortfall.point is not None and shortfall.exception is None and not self._still_touches(shortfall):
            return False
        return super()._permits(narrowing, shortfall, exercise)

    def _still_touches(self, limit: Shortfall) -> bool:
        """Whether a State that used a limit is sure to reach a part of the cell; any limit at all may be unrelated to
        it.
        """
        if limit.facet is None or not limit.wanted or self.vocabulary.overlapping(limit.facet):
            return True
        return any(self.vocabulary.touch(p, t) for p in limit.found for t in limit.wanted)

    # What the first text lets a State leave out -----------------------------------------------------------------

    def _options(self, cell: Cell, entry: RuleEntry) -> Iterator[Shortfall]:
        full = self.duties[entry.key]
        for allowed in full.allows:
            # A guarantee that the cell does not ask for may be cut down at will.
            if self.vocabulary.is_scope(allowed.value.facet) or any(
                e.facet == allowed.value.facet for e in cell.elements
            ):
                yield from self._limited(cell, entry, allowed)
                yield from self._left_out(cell, entry, allowed)
        for waiver in full.waives:
            if self._waived(cell, full, waiver.value):
                yield Shortfall("arguable", entry.key, point=waiver.key, exception=waiver.key)

    def _limited(self, cell: Cell, entry: RuleEntry, allowed: Allowed[Narrowing]) -> Iterator[Shortfall]:
        """The limits that a State may choose and that would leave out something of the cell.

        A State may limit itself to any one of the permitted concepts, so each is weighed alone; an empty list permits
        any limit.
        """
        narrowing = allowed.value
        if narrowing.limit_to is None:
            return
        wanted = cell.scope.get(narrowing.facet, ())
        if not narrowing.limit_to:
            yield Shortfall("arguable", entry.key, narrowing.facet, wanted, (), allowed.key)
        for permitted in sorted(set(narrowing.limit_to)):
            if not any(self.vocabulary.within(t, permitted) for t in wanted):
                yield Shortfall("arguable", entry.key, narrowing.facet, wanted, (permitted,), allowed.key)

    def _left_out(self, cell: Cell, entry: RuleEntry, allowed: Allowed[Narrowing]) -> Iterator[Shortfall]:
        """What a State may leave out and the cell describes; where the cell says nothing in the facet, it describes
        everything.
        """
        narrowing = allowed.value
        wanted = cell.scope.get(narrowing.facet, ())
        excluded = sorted(set(narrowing.exclude or ()))
        touched = tuple(x for x in excluded if not wanted or any(self.vocabulary.touch(x, t) for t in wanted))
        if touched:
            yield Shortfall("arguable", entry.key, narrowing.facet, wanted, touched, allowed.key, allowed.key)

    def _waived(self, cell: Cell, full: FullDuty, waiver: Waiver) -> bool:
        """Whether a State that used a waiver may no longer reach the cell.

        It hits a part of the first duty if that is inside it in each facet it names; it matters if some such part
        touches the cell.
        """
        words = self.vocabulary
        for facet, listed in waiver.cells.items():
            waivable = [c for e in full.elements if e.facet == facet for c in e.concepts if words.within_any(c, listed)]
            wanted = cell.scope.get(facet)
            if not waivable or (wanted and not any(words.touch(c, t) for c in waivable for t in wanted)):
                return False
        return True
