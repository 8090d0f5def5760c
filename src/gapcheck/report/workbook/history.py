"""The sheets that tell how each article moved over time, what moved it, and the history of the document."""

from __future__ import annotations

from gapcheck.report.report import Report
from gapcheck.report.rows.log import LogRow, log_note, log_rows
from gapcheck.report.rows.timeline import MoveRow, TimelineRow, move_rows, timeline_rows
from gapcheck.report.workbook.sheet import Cell, Column, Items, Sheet
from gapcheck.wording.dates import long_date

STANDINGS = (Column("Article", 10), Column("Heading", 46))
DAY_WIDTH = 15

MOVES = (
    Column("From", 13, "day"),
    Column("Article", 10),
    Column("Before", 15, "status"),
    Column("After", 15, "status"),
    Column("Before, with its range", 26),
    Column("After, with its range", 27),
    Column("What moved it", 76),
    Column("Provisions that came or went", 60),
)

LOG = (Column("Date", 14, "day"), Column("Entry", 38), Column("Detail", 70), Column("By", 80))


def write_timeline(sheet: Sheet) -> None:
    """Articles down and days across, with the status in words."""
    past = sheet.report.timeline
    columns = (*STANDINGS, *(Column(long_date(step.day), DAY_WIDTH, "status") for step in past.moved))
    told = "A column for the first day and for each day from which an article stands differently."
    header = sheet.start("Timeline", [f"{_span(sheet.report)} {told}"], columns, frozen=2)
    sheet.table(header, "Timeline", columns, [_standing(r) for r in timeline_rows(past)], "No articles")


def write_moves(sheet: Sheet) -> None:
    """One row for each article and each day from which it stands differently."""
    told = "The Act, reservation, measure or survey from which an article moved."
    header = sheet.start("What moved the articles", [f"{_span(sheet.report)} {told}"], MOVES, frozen=2)
    sheet.table(header, "Moves", MOVES, [_move(r) for r in move_rows(sheet.report.timeline)], "None moved")


def _span(report: Report) -> str:
    past = report.timeline
    return f"{past.instrument.short_title}, from {long_date(past.start)} to {long_date(past.end)}."


def _standing(row: TimelineRow) -> list[Cell]:
    return [row.article, row.heading, *row.statuses]


def _move(row: MoveRow) -> list[Cell]:
    words = (row.before_in_words, row.after_in_words)
    return [row.day, row.article, row.before, row.after, *words, Items(row.by), Items(row.provisions)]


def write_log(sheet: Sheet) -> None:
    """The history of the document as its data tell it."""
    report = sheet.report
    line = f"The history of this document, from its data alone. {log_note(report.baseline)}"
    header = sheet.start("Change log", [line], LOG, frozen=1)
    rows = log_rows(report.assessment, report.context, report.timeline, report.baseline)
    sheet.table(header, "ChangeLog", LOG, [_entry(row) for row in rows], "No entries")


def _entry(row: LogRow) -> list[Cell]:
    return [row.day, row.entry, row.detail, Items(row.by)]
