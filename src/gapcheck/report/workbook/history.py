"""The sheets that tell how each article moved over time, what moved it, and the history of the document."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.article_changes import change_rows
from gapcheck.report.rows.change_log import log_note, log_rows
from gapcheck.report.rows.timeline import TimelineRow, move_rows, timeline_rows
from gapcheck.report.statuses import CERTAINTY
from gapcheck.report.workbook.places import baseline_in_words, to_article
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn, cells_of
from gapcheck.wording.citation import merge_citations
from gapcheck.wording.dates import long_date

STANDINGS = (SheetColumn("Article", 10), SheetColumn("Heading", 46))
DAY_WIDTH = 17

MOVES = (
    SheetColumn("From", 13, "day", attrgetter("day")),
    SheetColumn("Article", 10, "text", attrgetter("article")),
    SheetColumn("Before", 18, "status", attrgetter("before")),
    SheetColumn("After", 18, "status", attrgetter("after")),
    SheetColumn("What moved it", 76, "text", lambda row: Items(row.by)),
    SheetColumn("Provisions that came or went", 90, "text", lambda row: "; ".join(merge_citations(row.provisions))),
)

LOG = (
    SheetColumn("Date", 14, "day", attrgetter("day")),
    SheetColumn("Entry", 38, "text", attrgetter("entry")),
    SheetColumn("Detail", 70, "text", attrgetter("detail")),
    SheetColumn("By", 80, "text", lambda row: Items(row.by)),
)


CHANGES = (
    SheetColumn("Article", 9, "text", attrgetter("article")),
    SheetColumn("Heading", 34, "text", attrgetter("heading")),
    SheetColumn("Before", 18, "status", attrgetter("before")),
    SheetColumn("After", 18, "status", attrgetter("after")),
    SheetColumn("Direction", 11, "text", attrgetter("direction")),
    SheetColumn("What moved it", 64, "text", lambda row: Items(row.by)),
    SheetColumn("Why", 130, "text", lambda row: Items(row.why)),
    SheetColumn("How sure before", 15, "text", lambda row: CERTAINTY.get(row.before_certainty, "")),
    SheetColumn("How sure after", 15, "text", lambda row: CERTAINTY.get(row.after_certainty, "")),
    SheetColumn("Change", 15, "text", attrgetter("kind")),
    SheetColumn("Duties that moved", 11, "number", attrgetter("duties")),
    SheetColumn("Provisions that came", 11, "number", lambda row: len(row.began)),
    SheetColumn("Provisions that went", 11, "number", lambda row: len(row.ended)),
)
CHANGES_PRINTED = 7
"""The columns of the changes that are printed, across a page."""


def write_changes(sheet: Sheet) -> None:
    """One row for each article that stands differently than on the baseline."""
    report = sheet.report
    title = sheet.named(f"Articles that moved since {baseline_in_words(report)}")
    lines = [f"Held against the law of {long_date(report.assessment.as_at)}."]
    header = sheet.start(title, lines, CHANGES, frozen=1, printed=CHANGES_PRINTED)
    rows = [[to_article(report, row.article), *cells_of(CHANGES[1:], row)] for row in change_rows(report.change)]
    after = sheet.table(header, "Changes", CHANGES, rows, "None moved")
    sheet.print_columns(after - 1, CHANGES_PRINTED)


def write_timeline(sheet: Sheet) -> None:
    """Articles down and days across, with the status in words."""
    past = sheet.report.timeline
    columns = (*STANDINGS, *(SheetColumn(long_date(step.day), DAY_WIDTH, "status") for step in past.moved))
    scope = "A column for the first day and for each day from which an article stands differently."
    header = sheet.start("Timeline", [f"{_span(sheet.report)} {scope}"], columns, frozen=2, one_page=True)
    sheet.table(header, "Timeline", columns, [_standing(sheet.report, r) for r in timeline_rows(past)], "No articles")


def write_moves(sheet: Sheet) -> None:
    """One row for each article and each day from which it stands differently."""
    scope = "The Act, reservation, measure or survey from which an article moved."
    header = sheet.start("What moved the articles", [f"{_span(sheet.report)} {scope}"], MOVES, frozen=2, printed=0)
    sheet.table(header, "Moves", MOVES, [cells_of(MOVES, r) for r in move_rows(sheet.report.timeline)], "None moved")


def _span(report: ReportRows) -> str:
    past = report.timeline
    return f"{past.instrument.short_title}, from {long_date(past.start)} to {long_date(past.end)}."


def _standing(report: ReportRows, row: TimelineRow) -> list[CellValue]:
    return [to_article(report, row.article), row.heading, *row.verdicts]


def write_log(sheet: Sheet) -> None:
    """The history of the document as its data tell it."""
    report = sheet.report
    line = f"The history of this document, from its data alone. {log_note(report.baseline)}"
    header = sheet.start("Change log", [line], LOG, frozen=1)
    rows = log_rows(report.assessment, report.context, report.timeline, report.baseline)
    sheet.table(header, "ChangeLog", LOG, [cells_of(LOG, row) for row in rows], "No entries")
