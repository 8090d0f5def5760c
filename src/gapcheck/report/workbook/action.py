"""The sheets on what there is to do: gaps and measures in the form Act, change, article; reservations and declarations."""

from __future__ import annotations

from collections.abc import Mapping

from gapcheck.repair.measures import Measure
from gapcheck.report.report import Report
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.workbook.sheet import Cell, Column, Items, Sheet
from gapcheck.review.duty_reviews import ReviewRow, review_rows
from gapcheck.wording.citation import PRACTICE, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, status_in_words

MEASURES = (
    Column("Act", 34),
    Column("Change", 92),
    Column("Article", 34),
    Column("What it does", 37),
    Column("Vehicle", 24),
    Column("Owner", 30),
    Column("Met once all the measures are law", 16),
)
CLOSES, BEYOND_DOUBT = "Closes a gap", "Puts an arguable point beyond doubt"

RESERVATIONS = (
    Column("Article", 9),
    Column("Duty", 12),
    Column("Kind", 14),
    Column("Allowed under", 14),
    Column("What it allows", 66),
    Column("Made on", 13, "day"),
    Column("Certain", 13),
    Column("What was lodged", 66),
    Column("Duties whose verdict rests on it", 30),
)


def write_measures(sheet: Sheet) -> None:
    """One row for each change, by Act."""
    report = sheet.report
    header = sheet.start("Gaps and measures", _measures_lines(report), MEASURES, frozen=1)
    people = review_rows(report.assessment, report.context)
    rows = [_measure(report, m, people) for m in report.measures]
    sheet.table(header, "Measures", MEASURES, rows, "No change of law or practice is needed, or none can be computed")


def _measures_lines(report: Report) -> list[str]:
    assessment = report.assessment
    if assessment.instrument.answered_by is not None:
        return [
            f"{assessment.law[:1].upper()}{assessment.law[1:]} answers this instrument, so there is no law to change."
        ]
    binding = [row for row in report.duties if row.binding]
    unknown = [division_label(assessment.instrument, row.duty) for row in binding if row.status == "not_assessed"]
    gaps, doubts = (sum(m.certain is wanted for m in report.measures) for wanted in (True, False))
    told = f"Measures that close a gap: {gaps}. Measures that only put an arguable point beyond doubt: {doubts}."
    lines = [f"Law as at {long_date(assessment.as_at)}. {told} Each is the least change; other ways may do as well."]
    if unknown:
        lines.append(f"No measure is given for duties whose law nobody has searched: {join(unknown)}.")
    return lines


def _measure(report: Report, measure: Measure, people: Mapping[str, ReviewRow]) -> list[Cell]:
    status = {row.duty: row.status for row in report.duties}
    instrument = report.assessment.instrument
    serves = (f"{division_label(instrument, d)} ({status_in_words(status[d])})" for d in measure.serves)
    return [
        measure.act,
        measure.change,
        Items(tuple(serves)),
        CLOSES if measure.certain else BEYOND_DOUBT,
        measure.vehicle,
        Items(_owners(report, measure, people)),
        "Yes" if measure.proven else "No",
    ]


def _owners(report: Report, measure: Measure, people: Mapping[str, ReviewRow]) -> tuple[str, ...]:
    """Whoever answers for the Act, in the context or else as the agency that administers it; else for the duties
    served.
    """
    catalogue = report.assessment.catalogue
    act = next((a for a in catalogue.acts.values() if a.title == measure.act), None)
    if act is not None:
        named = tuple(str(o.agency) for o in report.context.owners if o.about == act.id)
        if found := named or ((act.agency,) if act.agency and act.id != PRACTICE else ()):
            return found
    return tuple(dict.fromkeys(owner for duty in measure.serves for owner in people[duty].owners))


def write_reservations(sheet: Sheet) -> None:
    """One row for each reservation and declaration that the instrument allows; one for each lodging where there are
    several.
    """
    report = sheet.report
    made = sum(row.made is not None for row in report.reservations)
    day = long_date(report.assessment.as_at)
    title = report.assessment.instrument.short_title
    line = f"What the {title} allows a State to lodge, and what New Zealand had lodged by {day} (entries: {made or 'none'})."
    header = sheet.start("Reservations and declarations", [line], RESERVATIONS, frozen=2)
    rows = [_reservation(report, row) for row in report.reservations]
    sheet.table(
        header, "Reservations", RESERVATIONS, rows, "The instrument allows no reservation or declaration on a duty"
    )


def _reservation(report: Report, row: ReservationRow) -> list[Cell]:
    instrument = report.assessment.instrument
    certain = "" if row.made is None else "Not certain" if row.arguably else "Certain"
    effect = join(division_label(instrument, duty) for duty in row.effect)
    return [row.article, row.duty, row.kind, row.under, row.allows, row.made, certain, row.lodged, effect]
