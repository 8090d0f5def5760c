"""Rows about reservations and declarations: what the instrument allows, and what the State has lodged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.ids import Point
from gapcheck.model.position import Exercise
from gapcheck.model.treaty import FullDuty
from gapcheck.repair.instructions import Drafter
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.duty_reservations import DutyReservations, Permission, lodgeable
from gapcheck.wording.citation import division_label
from gapcheck.wording.words import capital


@dataclass(frozen=True)
class ReservationRow:
    """One reservation or declaration that the instrument allows on a duty.

    ``made`` is the day on which New Zealand lodged it, on or before the day of the law; ``arguably`` says that it is
    not certain that it did. ``lodged`` tells what was lodged, ``effect`` names the duties whose verdict rests on it.
    """

    article: str
    duty: str
    kind: str
    under: str
    allows: str
    made: date | None = None
    arguably: bool = False
    lodged: str = ""
    effect: tuple[str, ...] = ()


def reservation_rows(assessment: InstrumentResult, duties: tuple[DutyRow, ...]) -> tuple[ReservationRow, ...]:
    """What the instrument allows, in its order, with a row for each lodging of what was lodged several times."""
    return tuple(_rows(assessment, duties))


def _rows(assessment: InstrumentResult, duties: tuple[DutyRow, ...]) -> Iterator[ReservationRow]:
    drafter, reservations = Drafter(assessment), DutyReservations(assessment)
    for result in assessment.duties:
        for permission in _own(result.full):
            allowed = _allowed(drafter, result.full, permission)
            effect = tuple(row.duty for row in duties if permission.key in row.reservations.used)
            exercises = reservations.exercises_by_key.get(permission.key, ())
            yield from (_lodged(allowed, exercise, effect) for exercise in exercises)
            if not exercises:
                yield allowed


def _own(full: FullDuty) -> tuple[Permission, ...]:
    """What stands on the duty itself: what another duty lends it has its row there."""
    return tuple(p for p in lodgeable(full) if Point.parse(p.key).owner == full.key)


def _allowed(drafter: Drafter, full: FullDuty, permission: Permission) -> ReservationRow:
    value, instrument = permission.value, drafter.assessment.instrument
    return ReservationRow(
        article=full.article,
        duty=full.duty.id,
        kind=value.how.capitalize(),
        under=division_label(instrument, value.under) if value.under else "",
        allows=capital(drafter.permitted(value)) or "Leave out the whole duty",
    )


def _lodged(allowed: ReservationRow, exercise: Exercise, effect: tuple[str, ...]) -> ReservationRow:
    return replace(allowed, made=exercise.date, arguably=exercise.arguably, lodged=exercise.text, effect=effect)
