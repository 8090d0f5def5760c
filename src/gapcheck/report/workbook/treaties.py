"""The sheets that hold the instrument beside others: the crosswalk, and the trace of the mandate."""

from __future__ import annotations

from gapcheck.report.report import Report
from gapcheck.report.rows.crosswalk import CrosswalkRow, crosswalk_rows
from gapcheck.report.rows.mandate import MandateRow, adopted, mandate_trace, traced
from gapcheck.report.workbook.sheet import Cell, Column, Items, Sheet
from gapcheck.wording.dates import long_date

CROSSWALK = (
    Column("Article", 9),
    Column("Heading", 40),
    Column("Status", 15, "status"),
    Column("Other instrument", 30),
    Column("Its article", 9),
    Column("Its heading", 44),
    Column("Its status", 15, "status"),
    Column("Difference", 96),
)

MANDATE = (
    Column("Instrument", 26),
    Column("Item", 10),
    Column("Heading", 34),
    Column("What was asked for (in our own words)", 52),
    Column("Status", 14, "status"),
    Column("Low end", 14, "status"),
    Column("High end", 14, "status"),
    Column("Articles that answer it", 44),
    Column("Reason", 66),
    Column("Withheld under", 14),
)


def write_crosswalk(sheet: Sheet) -> None:
    """One row for each pair of articles."""
    assessment = sheet.report.assessment
    day = long_date(assessment.as_at)
    line = f"Articles of other instruments on the same subject as one of the {assessment.instrument.short_title}. Law as at {day}."
    header = sheet.start("Crosswalk", [line], CROSSWALK, frozen=2)
    rows = [_pair(row) for row in crosswalk_rows(assessment)]
    sheet.table(header, "Crosswalk", CROSSWALK, rows, "No corresponding article of another instrument is on record")


def _pair(row: CrosswalkRow) -> list[Cell]:
    ours: list[Cell] = [row.article, row.heading, row.status]
    return [*ours, row.other, row.other_article, row.other_heading, row.other_status, row.difference]


def write_mandate(sheet: Sheet) -> None:
    """One row for each thing that was asked for."""
    trace = mandate_trace(sheet.report.assessment)
    lines = [
        "What negotiators were asked to secure, held against the adopted text. An item may be asked for in several parts."
    ]
    header = sheet.start("Mandate trace", [*lines, *trace.counts], MANDATE, frozen=2)
    sheet.table(header, "Mandate", MANDATE, [_item(sheet.report, row) for row in trace.rows], _untraced(sheet.report))


def _untraced(report: Report) -> str:
    instrument = report.assessment.instrument
    if instrument.answered_by is not None:
        return f"This is itself a {instrument.noun}: the sheet Matrix holds it against {report.assessment.law}"
    if traced(report.assessment) and not adopted(report.assessment):
        return "The text had not been adopted on this date, so it answers no mandate yet"
    return "No mandate is on record that this instrument answers"


def _item(report: Report, row: MandateRow) -> list[Cell]:
    prefix = f"{report.assessment.instrument.short_title}, "
    articles = tuple(citation.removeprefix(prefix) for citation in row.answered_by)
    return [
        row.instrument,
        row.item,
        row.heading,
        row.text,
        row.status,
        row.low,
        row.high,
        ", ".join(articles),
        Items(row.reasons),
        row.withheld,
    ]
