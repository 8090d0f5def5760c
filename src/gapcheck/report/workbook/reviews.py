"""The sheet of reviews: what was computed and what each reviewer says, side by side, and whether it still stands."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.reviews import SaidRow
from gapcheck.report.workbook.sheet import CellValue, Sheet, SheetColumn, cells_of

REVIEWS = (
    SheetColumn("Where", 34, "text", attrgetter("place")),
    SheetColumn("What was computed", 28, "text", attrgetter("computed")),
    SheetColumn("On answers taken from reviews", 28, "text", attrgetter("reviewed")),
    SheetColumn("Agency", 26, "text", attrgetter("agency")),
    SheetColumn("Role", 20, "text", attrgetter("role")),
    SheetColumn("Date", 13, "day", attrgetter("day")),
    SheetColumn("Says", 16, "text", attrgetter("says")),
    SheetColumn("Reason", 60, "text", lambda row: str(row.reason)),
    SheetColumn("Change proposed", 44, "text", lambda row: str(row.change or "")),
    SheetColumn("Stands", 22, "text", attrgetter("stands")),
)


def write_reviews(sheet: Sheet) -> None:
    """One row for what each role of each agency said of a duty or question."""
    report = sheet.report
    header = sheet.start("Reviews", list(report.review_sentences), REVIEWS, frozen=1)
    sheet.table(header, "Reviews", REVIEWS, _rows(report), "Nobody has reviewed a verdict yet")


def _rows(report: ReportRows) -> list[list[CellValue]]:
    rows: tuple[SaidRow, ...] = report.reviewed
    return [cells_of(REVIEWS, row) for row in rows]
