"""The reservations and declarations that bear on a duty: what the instrument allows, what the State has lodged, and
what a verdict rests on. A limit that any State may set without lodging anything (``free``) is not among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.model.position import Exercise, settle
from gapcheck.model.treaty import Allowed, FullDuty, Narrowing, Waiver
from gapcheck.wording.citation import article_label
from gapcheck.wording.dates import long_date

Permission = Allowed[Narrowing] | Allowed[Waiver]
"""What an instrument lets a State lodge: a limit to a duty, or leaving it out."""


@dataclass(frozen=True)
class LodgedAndAllowed:
    """What may be lodged on a duty, and what the State had lodged by the day, in a few words each."""

    allowed: tuple[str, ...]
    lodged: tuple[str, ...]


def lodged_and_allowed(assessment: InstrumentResult) -> Mapping[str, LodgedAndAllowed]:
    """For each duty (``16(2)``) of an assessment."""
    reservations = DutyReservations(assessment)
    return {result.full.duty.id: reservations.in_short(result.full) for result in assessment.duties}


def lodgeable(full: FullDuty) -> tuple[Permission, ...]:
    """The narrowings and waivers of a duty that have to be lodged, those of its article and instrument among them."""
    every: list[Permission] = [*full.allows, *full.waives]
    return tuple(p for p in every if p.value.how != "free")


def named(permission: Permission) -> str:
    """``Reservation under art 40``."""
    kind = permission.value.how.capitalize()
    return f"{kind} under {article_label(permission.value.under)}" if permission.value.under else kind


@dataclass(frozen=True)
class DutyReservations:
    """The reservations and declarations of one assessment, as they stood on its day."""

    assessment: InstrumentResult

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """What the State had lodged by the day."""
        return self.assessment.catalogue.exercised_by(self.assessment.as_at)

    @cached_property
    def exercises_by_key(self) -> Mapping[str, tuple[Exercise, ...]]:
        """The same by narrowing or waiver (``budapest:2#security``), the oldest first."""
        by_key: dict[str, list[Exercise]] = {}
        for exercise in sorted(self.exercises, key=lambda x: (x.date, x.text)):
            by_key.setdefault(exercise.narrowing, []).append(exercise)
        return {key: tuple(exercises) for key, exercises in by_key.items()}

    def in_short(self, full: FullDuty) -> LodgedAndAllowed:
        """What may be and was lodged on a duty."""
        allowed = {permission.key: permission for permission in lodgeable(full)}
        lodged = [x for x in self.exercises if x.narrowing in allowed]
        return LodgedAndAllowed(
            allowed=tuple(dict.fromkeys(named(p) for p in allowed.values())),
            lodged=tuple(dict.fromkeys(self._lodged(allowed[x.narrowing], x) for x in lodged)),
        )

    def _lodged(self, permission: Permission, exercise: Exercise) -> str:
        return f"{named(permission)}, {long_date(exercise.date)}{' (not certain)' if exercise.arguably else ''}"

    def used_by_duty(self, result: DutyResult) -> list[Permission]:
        """Those that the verdict on a duty rests on."""
        return [permission for cell in result.cells for permission in self.used_by(result, cell)]

    def used_by(self, result: DutyResult, cell: CellResult) -> list[Permission]:
        """Those that the result of a cell rests on."""
        if cell.waiver is not None:
            return [cell.waiver] if cell.waiver.value.how != "free" else []
        excused = {s.excused for s in cell.best.excused} if cell.best else set()
        return [p for p in result.full.allows if p.key in excused and p.value.how != "free"]

    def in_words(self, permission: Permission) -> str:
        """``Reservation under art 40, 1 January 2015``: with the day on which it was last lodged, if it was."""
        exercises = self.exercises_by_key.get(permission.key, ())
        return f"{named(permission)}, {long_date(exercises[-1].date)}" if exercises else named(permission)

    def unsettled(self, key: str) -> bool:
        """Whether it is arguable that a narrowing or waiver was lodged at all, and the reading does not say."""
        exercises = self.exercises_by_key.get(key, ())
        arguable = bool(exercises) and all(x.arguably for x in exercises)
        return arguable and settle(key, self.assessment.reading) is None
