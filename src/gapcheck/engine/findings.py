"""What a test of one rule against one cell finds: an outcome at each end, and the shortfalls."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Literal, overload

from gapcheck.engine.ends import Ends
from gapcheck.model.law import Exception_, RuleEntry

ShortfallType = Literal["narrower", "extra_condition", "missing", "exception", "no_rule", "arguable"]
Result = Literal["covers", "covers_by_position", "arguable", "narrow", "disjoint"]


class Outcome(IntEnum):
    """How far a cell is reached once every arguable point is settled one way."""

    DISJOINT = 0
    NARROW = 1
    COVERS_BY_POSITION = 2
    COVERS = 3


def name_result(low: Outcome, high: Outcome) -> Result:
    """The word for a pair of outcomes: with every arguable point lost, and with every one won."""
    if low < Outcome.COVERS_BY_POSITION <= high:
        return "arguable"
    if high is Outcome.NARROW:
        return "narrow"  # perhaps it touches the cell only if its points are won
    names: Mapping[Outcome, Result] = {
        Outcome.DISJOINT: "disjoint",
        Outcome.NARROW: "narrow",
        Outcome.COVERS_BY_POSITION: "covers_by_position",
        Outcome.COVERS: "covers",
    }
    return names[low]


@dataclass(frozen=True)
class Shortfall:
    """One way in which a rule fails a cell.

    ``wanted`` and ``found`` are concept ids (or a quantity in words); ``point`` names the arguable point, if it is one;
    ``excused`` is the narrowing in play that excuses it; ``curable_under`` the treaty article that would allow it.
    """

    type: ShortfallType
    rule: str | None
    facet: str | None = None
    wanted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    point: str | None = None
    exception: str | None = None
    excused: str | None = None
    curable_under: str | None = None


@dataclass(frozen=True)
class Finding:
    """The result of one rule for one cell, at each end.

    ``shortfalls`` are those of the low end that no narrowing excuses; ``excused`` those that one does; ``relies_on``
    holds the other rules that give a guarantee (surely or arguably) that this rule does not give itself; ``points`` the
    arguable points that bear on the outcome at some end.
    """

    entry: RuleEntry
    ends: Ends[Outcome]
    shortfalls: tuple[Shortfall, ...] = ()
    excused: tuple[Shortfall, ...] = ()
    relies_on: tuple[RuleEntry, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def low(self) -> Outcome:
        """The outcome with every arguable point lost."""
        return self.ends.low

    @property
    def high(self) -> Outcome:
        """The outcome with every arguable point won."""
        return self.ends.high

    @property
    def result(self) -> Result:
        """The result in the word of the method."""
        return name_result(self.low, self.high)


def exception_shortfall(entry: RuleEntry, exception: Exception_, point: str | None, lost_only: bool) -> Shortfall:
    """The shortfall that an exception of a rule is; ``lost_only`` when it counts only if its arguable point is lost."""
    kind: ShortfallType = "arguable" if lost_only else "exception"
    left_out = tuple(sorted(exception.concepts))
    return Shortfall(kind, entry.key, exception.facet, (), left_out, point, exception.section)


def excused(shortfall: Shortfall, by: str) -> Shortfall:
    """The shortfall, marked as excused by a narrowing in play."""
    return replace(shortfall, excused=by)


def curable(shortfall: Shortfall, under: str) -> Shortfall:
    """The shortfall, marked with the treaty article that would allow it."""
    return replace(shortfall, curable_under=under)


def in_order(shortfalls: list[Shortfall]) -> tuple[Shortfall, ...]:
    """Shortfalls in an order that depends on nothing but themselves."""
    return tuple(sorted(shortfalls, key=_order))


def _order(shortfall: Shortfall) -> tuple[str, ...]:
    s = shortfall
    return s.type, s.facet or "", s.exception or "", s.point or "", *s.found, "", *s.wanted


class FindingsWhenAsked(Sequence[Finding]):
    """Findings that are worked out when somebody first looks at them; they compare and pickle as the tuple of them."""

    @abstractmethod
    def _find(self) -> Iterable[Finding]:
        """Work them out, in order."""

    @cached_property
    def _all(self) -> tuple[Finding, ...]:
        return tuple(self._find())

    def of(self, entries: Collection[RuleEntry]) -> tuple[Finding, ...]:
        """What some rules do, in order."""
        wanted = {entry.identity for entry in entries}
        return tuple(f for f in self._all if f.entry.identity in wanted)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, FindingsWhenAsked)) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)

    def __reduce__(self) -> tuple[type[tuple[Finding, ...]], tuple[tuple[Finding, ...]]]:
        return tuple, (self._all,)
