"""Rows about reservations and declarations: what the instrument allows, and what New Zealand has lodged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.position import Exercise
from gapcheck.model.treaty import Allowed, FullDuty, Narrowing, Waiver
from gapcheck.repair.instructions import Drafter
from gapcheck.report.rows.duties import DutyRow
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
    made: date | None
    arguably: bool
    lodged: str
    effect: tuple[str, ...]


def reservation_rows(assessment: InstrumentResult, duties: tuple[DutyRow, ...]) -> tuple[ReservationRow, ...]:
    """What the instrument allows, in its order; a limit that anybody may set without lodging anything is not among
    them.
    """
    drafter = Drafter(assessment)
    return tuple(
        _row(assessment, drafter, full, allowed, exercise, duties)
        for full, allowed in _allowed(assessment)
        for exercise in _exercises(assessment, allowed.key) or (None,)
    )


def _allowed(assessment: InstrumentResult) -> Iterator[tuple[FullDuty, Allowed[Narrowing] | Allowed[Waiver]]]:
    """Each narrowing and waiver that has to be lodged, with the duty that it stands on."""
    for result in assessment.duties:
        full = result.full
        every: list[Allowed[Narrowing] | Allowed[Waiver]] = [*full.allows, *full.waives]
        own = [a for a in every if a.key.partition("#")[0] == full.key]
        yield from ((full, allowed) for allowed in own if allowed.value.how != "free")


def _exercises(assessment: InstrumentResult, key: str) -> tuple[Exercise, ...]:
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    made = position.exercised if position else ()
    return tuple(
        sorted((x for x in made if x.narrowing == key and x.date <= assessment.as_at), key=lambda x: (x.date, x.text))
    )


def _row(
    assessment: InstrumentResult,
    drafter: Drafter,
    full: FullDuty,
    allowed: Allowed[Narrowing] | Allowed[Waiver],
    exercise: Exercise | None,
    duties: tuple[DutyRow, ...],
) -> ReservationRow:
    value, instrument = allowed.value, assessment.instrument
    return ReservationRow(
        article=full.article,
        duty=full.duty.id,
        kind=value.how.capitalize(),
        under=division_label(instrument, value.under) if value.under else "",
        allows=capital(drafter.permitted(value)) or "Leave out the whole duty",
        made=exercise.date if exercise else None,
        arguably=exercise.arguably if exercise else False,
        lodged=exercise.text if exercise else "",
        effect=tuple(row.duty for row in duties if exercise and allowed.key in row.reservation_used),
    )
