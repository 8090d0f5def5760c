"""What excuses a shortfall: the narrowings of a duty that are in play, and those that would be if exercised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.engine.ends import LOST, Decision
from gapcheck.engine.findings import Outcome, Shortfall
from gapcheck.engine.opinion import Positions
from gapcheck.model.position import Exercise
from gapcheck.model.treaty import Allowed, FullDuty, Narrowing
from gapcheck.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Issue:
    """A shortfall with what it costs at each end: nothing at an end at which its arguable point is ``won``.

    Where the point is lost and the rule is then ``disjoint`` from the cell, no narrowing excuses that. ``points`` are
    all those of which one has to be won.
    """

    shortfall: Shortfall
    won: Decision = LOST
    disjoint: bool = False
    points: tuple[str, ...] = ()


class Excuses:
    """Looks for the narrowing that excuses a shortfall, by what the State has lodged."""

    vocabulary: Vocabulary
    positions: Positions

    def excuses(self, duty: FullDuty, issue: Issue) -> list[Allowed[Narrowing] | None]:
        """The narrowing that excuses a shortfall at each end; most often the same was exercised at all of them."""
        mine = (a for a in duty.allows if a.value.facet == issue.shortfall.facet)
        allows = sorted(mine, key=lambda a: (a.value.how != "free", a.key))
        told: list[Allowed[Narrowing] | None] = []
        before = None
        for exercised in self.positions.ends:
            lodged = [exercised.get(allowed.key, ()) for allowed in allows]
            told.append(told[-1] if lodged == before else self._excuse(allows, lodged, issue.shortfall))
            before = lodged
        return told

    def _excuse(
        self, allows: Sequence[Allowed[Narrowing]], lodged: Sequence[tuple[Exercise, ...]], shortfall: Shortfall
    ) -> Allowed[Narrowing] | None:
        """The narrowing in play that excuses the shortfall; a free one before one that rests on a position.

        A free narrowing needs no exercise, so its own limit stands whatever was lodged.
        """
        for allowed, exercises in zip(allows, lodged, strict=True):
            narrowing = allowed.value
            if narrowing.how == "free":
                if self._permits(narrowing, shortfall, None):
                    return allowed
            elif any(self._permits(narrowing, shortfall, exercise) for exercise in exercises):
                return allowed
        return None

    def curing(self, duty: FullDuty, shortfall: Shortfall) -> Allowed[Narrowing] | None:
        """The narrowing that would excuse the shortfall, were it in play."""
        found = (a for a in duty.allows if a.key not in self.positions.certain)
        return next((a for a in found if self._permits(a.value, shortfall, None)), None)

    def _permits(self, narrowing: Narrowing, shortfall: Shortfall, exercise: Exercise | None) -> bool:
        if shortfall.facet != narrowing.facet:
            return False
        if shortfall.exception is not None:
            excluded = narrowing.exclude
            return excluded is not None and all(self.vocabulary.within_any(c, excluded) for c in shortfall.found)
        if narrowing.limit_to is None or not self.vocabulary.is_scope(narrowing.facet):
            return False
        limit = narrowing.limit_to if exercise is None or exercise.limit_to is None else exercise.limit_to
        return not limit or any(self.vocabulary.within_any(p, shortfall.found) for p in limit)


def weigh(excuse: Allowed[Narrowing] | None) -> Outcome:
    """What a shortfall leaves of a rule, given the narrowing that excuses it."""
    if excuse is None:
        return Outcome.NARROW
    return Outcome.COVERS if excuse.value.how == "free" else Outcome.COVERS_BY_POSITION
