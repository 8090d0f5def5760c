"""The four ends of a verdict: every point lost, the view with what is open lost and won, and every point won."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Ends(NamedTuple, Generic[T]):
    """One value for each end, from the worst for the State to the best.

    ``low``: every arguable point lost; ``view_low``: every point as its question is viewed, and those that stay open
    lost; ``view_high``: the same with those won; ``high``: every arguable point won.
    """

    low: T
    view_low: T
    view_high: T
    high: T

    @classmethod
    def all(cls, value: T) -> Ends[T]:
        """The same value at each end."""
        return cls(value, value, value, value)

    @classmethod
    def combined(cls, values: Iterable[Ends[U]], combine: Callable[[Iterable[U]], T]) -> Ends[T]:
        """Several values combined, end by end."""
        by_end = tuple(zip(*values, strict=True)) or ((),) * 4
        return cls(*map(combine, by_end))

    @property
    def settled(self) -> bool:
        """Whether nothing turns on an arguable point."""
        return self.low == self.high

    @property
    def viewed(self) -> bool:
        """Whether the view of the questions decides."""
        return self.view_low == self.view_high


Decision = Ends[bool]
"""At which ends a point is won."""

WON: Decision = Ends(True, True, True, True)
LOST: Decision = Ends(False, False, False, False)
HOLDS: Decision = Ends(False, True, True, True)
FAILS: Decision = Ends(False, False, False, True)
OPEN: Decision = Ends(False, False, True, True)


def either(decisions: Iterable[Decision]) -> Decision:
    """Won at each end at which one of several points is."""
    return Ends.combined(decisions, any)
