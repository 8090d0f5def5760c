"""How arguable points are decided at each end: by a reading, then by the views on questions; and what was lodged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gapcheck.engine.ends import FAILS, HOLDS, LOST, OPEN, WON, Decision, Ends
from gapcheck.model.position import Exercise, Reading, settle
from gapcheck.model.question import Question

_DECISIONS: Mapping[str, Decision] = {"holds": HOLDS, "fails": FAILS, "open": OPEN}


@dataclass(frozen=True)
class Opinion:
    """A reading and the views on questions: what they say of every arguable point."""

    reading: Reading | None = None
    views: Mapping[str, Decision] = field(default_factory=dict)
    """The decision of every point that is in a question."""

    @classmethod
    def of(cls, questions: Iterable[Question], reading: Reading | None) -> Opinion:
        """The opinion that the views of some questions make, under a reading."""
        return cls(reading, {point: _DECISIONS[q.view] for q in questions for point in q.points})

    def decide(self, point: str) -> Decision:
        """At which ends a point is won. A reading settles it first of all; a point in no question stays open."""
        settled = settle(point, self.reading)
        if settled is None:
            return self.views.get(point, OPEN)
        return WON if settled else LOST


Exercised = Mapping[str, tuple[Exercise, ...]]


_NOTHING: Ends[Exercised] = Ends({}, {}, {}, {})


@dataclass(frozen=True)
class Positions:
    """The narrowings and waivers exercised on or before the day, by their id, at each end.

    An exercise that is only arguably made is a point of its own: it counts at the ends at which that point is won.
    """

    ends: Ends[Exercised] = _NOTHING

    @classmethod
    def settle(cls, exercises: Iterable[Exercise], opinion: Opinion) -> Positions:
        """Sort exercises into the ends at which they count."""
        made: Ends[dict[str, tuple[Exercise, ...]]] = Ends({}, {}, {}, {})
        for exercise in exercises:
            key = exercise.narrowing
            won = opinion.decide(key) if exercise.arguably else WON
            for end, counts in zip(made, won, strict=True):
                if counts:
                    end[key] = (*end.get(key, ()), exercise)
        return cls(Ends(*made))

    @property
    def certain(self) -> Exercised:
        """What counts even with every point lost."""
        return self.ends.low
