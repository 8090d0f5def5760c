"""The best rule for a cell, without a comparison of every rule that touches it.

Rules are tested from those that are sure to fall short in nothing on, until no rule that is left could be better, or
reach the cell at an end at which it is not reached. What the others do is worked out when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, FindingsWhenAsked, Outcome
from gapcheck.engine.rule_masks import Level, Mask, RuleMasks, numbers
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import FullDuty

# Of two rules that fall short, the one that only makes an exception comes nearest, and one with a condition of its own
# or without a guarantee is furthest off.
_GRAVITY: Mapping[str, int] = {"exception": 0, "arguable": 0, "narrower": 1}
_HEAVY = 2

_COVERS = Ends.all(Outcome.COVERS)
_NARROW = Ends.all(Outcome.NARROW)


def preference(finding: Finding) -> tuple[object, ...]:
    """The best finding first: as the questions are viewed, then with every point lost, then with every point won.

    One that covers if what is open goes the State's way tells more than one that falls short for sure. Ties go to the
    one with the fewest and lightest shortfalls, then by id.
    """
    return *_rank(finding), finding.entry.order


def _rank(finding: Finding) -> tuple[object, ...]:
    """What is compared of two findings before their ids."""
    gravity = sorted((_GRAVITY.get(s.type, _HEAVY) for s in finding.shortfalls), reverse=True)
    return *_standing_of(finding.ends), len(gravity), gravity


def _standing_of(ends: Ends[Outcome]) -> tuple[object, ...]:
    low, view_low, view_high, high = ends
    return view_high < Outcome.COVERS_BY_POSITION, -view_low, -view_high, -low, -high


class OtherFindings(FindingsWhenAsked):
    """What the rules beside the best do for a cell, the best first; worked out when first looked at.

    ``tested`` are those that are at hand, in order; no rule that is ``left`` does more than leave the cell narrow.
    """

    def __init__(
        self, tested: Iterable[Finding], masks: RuleMasks, left: Mask, test: Callable[[RuleEntry], Finding | None]
    ) -> None:
        self.tested = tuple(tested)
        self._masks, self._left, self._test = masks, left, test

    def _find(self) -> tuple[Finding, ...]:
        return self._with(self.tested, self._left)

    def of(self, entries: Collection[RuleEntry]) -> tuple[Finding, ...]:
        """What some rules do, in order; no other is tested."""
        wanted = {e.identity for e in entries}
        known = (f for f in self.tested if f.entry.identity in wanted)
        return self._with(known, self._left & self._masks.set_of(entries))

    def but(self, known: Container[tuple[str, date]]) -> tuple[Finding, ...]:
        """What the rules do whose identity is not known, in no order; no other is tested."""
        left = (self._masks.rules[number] for number in numbers(self._left))
        rest = (self._test(entry) for entry in left if entry.identity not in known)
        return tuple(f for f in (*self.tested, *rest) if f is not None and f.entry.identity not in known)

    def _with(self, tested: Iterable[Finding], left: Mask) -> tuple[Finding, ...]:
        rest = (self._test(self._masks.rules[number]) for number in numbers(left))
        return tuple(sorted((*tested, *(f for f in rest if f is not None)), key=preference))


def best_findings(coverage: Coverage, duty: FullDuty, cell: Cell) -> tuple[list[Finding], Sequence[Finding]]:
    """The findings that decide a cell, the best first, and all but the best in order."""
    kind, limited = duty.duty.kind, _limited(duty)
    masks = coverage.masks.of(kind)
    left = masks.reaching(kind, cell) & coverage.mine(kind)
    surely = masks.surely(cell, limited)
    tested: list[Finding] = []
    for level in masks.by_least_shortfalls(left, cell, limited):
        if tested and _decided(tested, level):
            break
        for number in numbers(_told_apart(level.rules, surely)):
            left ^= 1 << number
            entry = masks.rules[number]
            covers = not level.shortfalls and surely >> number & 1
            finding = Finding(entry, _COVERS) if covers else coverage.test_reaching(duty, cell, entry)
            if finding is not None:
                tested.append(finding)
                if finding.low is Outcome.COVERS:
                    break
        # To ask for the next level would sort all rules that are left.
        if tested and tested[-1].low is Outcome.COVERS:
            break
    tested.sort(key=preference)
    if not left:
        return tested, tuple(tested[1:])
    return tested, _others(coverage, duty, cell, tested, left)


def _others(coverage: Coverage, duty: FullDuty, cell: Cell, tested: Sequence[Finding], left: Mask) -> OtherFindings:
    masks = coverage.masks.of(duty.duty.kind)
    return OtherFindings(tested[1:], masks, left, partial(coverage.test_reaching, duty, cell))


def _told_apart(level: Mask, surely: Mask) -> Mask:
    """Those rules of a level that have to be tested: of the ones whose shortfalls are sure, the first is the best."""
    alike = level & surely
    return level ^ alike ^ (alike & -alike)


def _limited(duty: FullDuty) -> frozenset[str]:
    return frozenset(allowed.value.facet for allowed in duty.allows)


def _decided(tested: Iterable[Finding], level: Level) -> bool:
    """Whether no rule of a level, or of one after it, can be best or add anything at an end."""
    found = list(tested)
    if any(max(f.ends[end] for f in found) < Outcome.NARROW for end in range(4)):
        return False
    return min(map(_rank, found)) < _rank_of(level)


def _rank_of(level: Level) -> tuple[object, ...]:
    """The rank of a rule that falls short in no more than what its level counts."""
    gravity = [_HEAVY] * level.heavy + [_GRAVITY["narrower"]] * (level.shortfalls - level.heavy)
    return *_standing_of(_NARROW), level.shortfalls, gravity
