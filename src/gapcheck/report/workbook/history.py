"""The sheets that tell how each article moved over time, what moved it, and the history of the document."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.change_log import log_note, log_rows
from gapcheck.report.rows.timeline import TimelineRow, move_rows, timeline_rows
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn, cells_of
from gapcheck.wording.dates import long_date

STANDINGS = (SheetColumn("Article", 10), SheetColumn("Heading", 46))
DAY_WIDTH = 17

MOVES = (
    SheetColumn("From", 13, "day", attrgetter("day")),
    SheetColumn("Article", 10, "text", attrgetter("article")),
    SheetColumn("Before", 18, "status", attrgetter("before")),
    SheetColumn("After", 18, "status", attrgetter("after")),
    SheetColumn("What moved it", 76, "text", lambda row: Items(row.by)),
    SheetColumn("Provisions that came or went", 60, "text", lambda row: Items(row.provisions)),
)

LOG = (
    SheetColumn("Date", 14, "day", attrgetter("day")),
    SheetColumn("Entry", 38, "text", attrgetter("entry")),
    SheetColumn("Detail", 70, "text", attrgetter("detail")),
    SheetColumn("By", 80, "text", lambda row: Items(row.by)),
)


def write_timeline(sheet: Sheet) -> None:
    """Articles down and days across, with the status in words."""
    past = sheet.report.timeline
    columns = (*STANDINGS, *(SheetColumn(long_date(step.day), DAY_WIDTH, "status") for step in past.moved))
    scope = "A column for the first day and for each day from which an article stands differently."
    header = sheet.start("Timeline", [f"{_span(sheet.report)} {scope}"], columns, frozen=2)
    sheet.table(header, "Timeline", columns, [_standing(r) for r in timeline_rows(past)], "No articles")


def write_moves(sheet: Sheet) -> None:
    """One row for each article and each day from which it stands differently."""
    scope = "The Act, reservation, measure or survey from which an article moved."
    header = sheet.start("What moved the articles", [f"{_span(sheet.report)} {scope}"], MOVES, frozen=2)
    sheet.table(header, "Moves", MOVES, [cells_of(MOVES, r) for r in move_rows(sheet.report.timeline)], "None moved")


def _span(report: ReportRows) -> str:
    past = report.timeline
    return f"{past.instrument.short_title}, from {long_date(past.start)} to {long_date(past.end)}."


def _standing(row: TimelineRow) -> list[CellValue]:
    return [row.article, row.heading, *row.verdicts]


def write_log(sheet: Sheet) -> None:
    """The history of the document as its data tell it."""
    report = sheet.report
    line = f"The history of this document, from its data alone. {log_note(report.baseline)}"
    header = sheet.start("Change log", [line], LOG, frozen=1)
    rows = log_rows(report.assessment, report.context, report.timeline, report.baseline)
    sheet.table(header, "ChangeLog", LOG, [cells_of(LOG, row) for row in rows], "No entries")
