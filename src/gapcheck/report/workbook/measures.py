"""The sheets on what there is to do: gaps and measures in the form Act, change, article; reservations and
declarations.
"""

from __future__ import annotations

from gapcheck.model.review import MeasureProgress
from gapcheck.repair.measures import Measure
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.measure_progress import PROGRESS
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.workbook.agencies import agencies_of_act
from gapcheck.report.workbook.places import to_article, to_duty
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small

MEASURES = (
    SheetColumn("Act", 34),
    SheetColumn("Change", 92),
    SheetColumn("Article", 34),
    SheetColumn("When it is needed", 37),
    SheetColumn("Vehicle", 24),
    SheetColumn("Owner", 30),
    SheetColumn("Met once all the measures are law", 16),
)
TO_MATRIX = SheetColumn("To the first, in Matrix", 13)
PROGRESS_COLUMNS = (
    SheetColumn("Progress", 16),
    SheetColumn("Target date", 14, "day"),
    SheetColumn("Note on the target or progress", 44),
)
"""Only where a folder of reviews says who does a measure by when."""
ON_ANY_VIEW, ON_OUR_VIEW = "Needed on any view of the law", "Needed on our working view"

RESERVATIONS = (
    SheetColumn("Article", 9),
    SheetColumn("Duty", 12),
    SheetColumn("Kind", 14),
    SheetColumn("Allowed under", 14),
    SheetColumn("What it allows", 66),
    SheetColumn("Made on", 13, "day"),
    SheetColumn("Certain", 13),
    SheetColumn("What was lodged", 66),
    SheetColumn("Duties whose verdict rests on it", 30),
)


def write_measures(sheet: Sheet) -> None:
    """One row for each change, by Act."""
    report = sheet.report
    columns = measure_columns(report)
    header = sheet.start("Gaps and measures", _measures_lines(report), columns, frozen=1)
    rows = [_measure(report, measure)[: len(columns)] for measure in report.measures]
    sheet.table(header, "Measures", columns, rows, "No change of law or practice is needed, or none can be computed")


def measure_columns(report: ReportRows) -> tuple[SheetColumn, ...]:
    """The columns, those of progress only where some is on record."""
    progress = PROGRESS_COLUMNS if report.progress_lines(report.measures) else ()
    return (*MEASURES, TO_MATRIX, *progress)


def _measures_lines(report: ReportRows) -> list[str]:
    assessment = report.assessment
    if assessment.instrument.answered_by is not None:
        return [f"{capital(assessment.law)} answers this instrument, so there is no law to change."]
    binding = [row for row in report.duties if row.binding]
    unknown = [division_label(assessment.instrument, row.duty) for row in binding if row.status == "not_assessed"]
    always, viewed = (sum(m.certain is wanted for m in report.measures) for wanted in (True, False))
    counted = f"Measures needed on any view of the law: {always}. Measures needed on our working view: {viewed}."
    lines = [
        f"Law as at {long_date(assessment.as_at)}. {counted} Each is the least change; other ways may do as well.",
        "What is only in doubt gets no change: the sheet Questions says what would settle it.",
    ]
    if unknown:
        lines.append(f"No measure is given for duties whose law nobody has searched: {join(unknown)}.")
    return lines


def _measure(report: ReportRows, measure: Measure) -> list[CellValue]:
    verdict = {row.duty: row.verdict for row in report.duties}
    instrument = report.assessment.instrument
    serves = (f"{division_label(instrument, d)} ({small(verdict[d])})" for d in measure.serves)
    own = report.progress_of(measure)
    owners = (own.owner,) if own else agencies_of_act(report, measure.act, measure.serves)
    return [
        measure.act,
        measure.change,
        Items(tuple(serves)),
        ON_ANY_VIEW if measure.certain else ON_OUR_VIEW,
        own.vehicle if own and own.vehicle else measure.vehicle,
        Items(owners),
        "Yes" if measure.proven else "No",
        to_duty(report, measure.serves[0]),
        *_progress(own),
    ]


def _progress(own: MeasureProgress | None) -> list[CellValue]:
    """How far a measure is; what nobody has told stays empty."""
    if own is None:
        return ["", None, ""]
    notes = (own.target_note or "", str(own.note or ""), own.url or "")
    return [PROGRESS[own.progress], own.target, "\n".join(note for note in notes if note)]


def write_reservations(sheet: Sheet) -> None:
    """One row for each reservation and declaration that the instrument allows; one for each lodging where there are
    several.
    """
    report = sheet.report
    made = sum(row.made is not None for row in report.reservations)
    day = long_date(report.assessment.as_at)
    title = report.assessment.instrument.short_title
    line = f"What the {title} allows a State to lodge, and what {report.assessment.state.name} had lodged by {day}"
    line += f" (entries: {made or 'none'})."
    header = sheet.start("Reservations and declarations", [line], RESERVATIONS, frozen=2)
    rows = [_reservation(report, row) for row in report.reservations]
    sheet.table(
        header, "Reservations", RESERVATIONS, rows, "The instrument allows no reservation or declaration on a duty"
    )


def _reservation(report: ReportRows, row: ReservationRow) -> list[CellValue]:
    instrument = report.assessment.instrument
    certain = "Not certain" if row.arguably else "Certain"
    effect = join(division_label(instrument, duty) for duty in row.effect)
    return [
        to_article(report, row.article),
        to_duty(report, row.duty),
        row.kind,
        row.under,
        row.allows,
        row.made,
        certain if row.made else "",
        row.lodged,
        effect,
    ]
