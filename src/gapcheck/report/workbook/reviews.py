"""The sheets of reviews: what was computed and what each reviewer says, side by side; and who has still to sign."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.model.ids import DutyId
from gapcheck.model.review import QUESTION
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.reviews import SaidRow
from gapcheck.report.workbook.places import to_duty, to_question_of
from gapcheck.report.workbook.sheet import CellValue, Jump, Sheet, SheetColumn, cells_of
from gapcheck.wording.words import capital

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


SIGNATURES = (
    SheetColumn("Agency", 34, "text", lambda row: row.agency or "Nobody named"),
    SheetColumn("Where", 34, "text", attrgetter("where")),
    SheetColumn("Role that has to sign", 26, "text", lambda row: row.role or "Any"),
    SheetColumn("State", 16, "text", lambda row: capital(row.state)),
    SheetColumn("Signed or said by", 34, "text", attrgetter("by")),
    SheetColumn("Date", 13, "day", attrgetter("day")),
)


def write_signatures(sheet: Sheet) -> None:
    """One row for each signature that a duty or question needs, those of each agency together."""
    header = sheet.start(
        "Sign-off of verdicts", list(sheet.report.review_sentences[-1:]), SIGNATURES, frozen=1, printed=0
    )
    rows = [cells_of(SIGNATURES, row) for row in sheet.report.signatures]
    sheet.table(header, "Signatures", SIGNATURES, rows, "Nobody has to sign anything")


def write_reviews(sheet: Sheet) -> None:
    """One row for what each role of each agency said of a duty or question."""
    report = sheet.report
    header = sheet.start("Reviews", list(report.review_sentences), REVIEWS, frozen=1)
    sheet.table(header, "Reviews", REVIEWS, _rows(report), "Nobody has reviewed a verdict yet")


def _rows(report: ReportRows) -> list[list[CellValue]]:
    rows: tuple[SaidRow, ...] = report.reviewed
    return [[_where(report, row), *cells_of(REVIEWS[1:], row)] for row in rows]


def _where(report: ReportRows, row: SaidRow) -> CellValue:
    """Where a review stands, leading to the duty in the matrix, or to the question."""
    if row.about.startswith(QUESTION):
        return to_question_of(report, row.about.removeprefix(QUESTION), row.place)
    found = to_duty(report, DutyId.parse(row.about).duty)
    return Jump(row.place, found.sheet, found.row) if isinstance(found, Jump) else row.place
