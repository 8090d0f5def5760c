"""The sheets that hold the instrument beside others: the crosswalk, and the trace of the mandate."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.report.workbook.sheet import Items, Sheet, SheetColumn, cells_of
from gapcheck.wording.dates import long_date

CROSSWALK = (
    SheetColumn("Article", 9, "text", attrgetter("article")),
    SheetColumn("Heading", 40, "text", attrgetter("heading")),
    SheetColumn("Verdict", 16, "status", attrgetter("verdict")),
    SheetColumn("Other instrument", 30, "text", attrgetter("other")),
    SheetColumn("Its article", 9, "text", attrgetter("other_article")),
    SheetColumn("Its heading", 44, "text", attrgetter("other_heading")),
    SheetColumn("Its verdict", 16, "status", attrgetter("other_verdict")),
    SheetColumn("Difference", 96, "text", attrgetter("difference")),
)

MANDATE = (
    SheetColumn("Instrument", 26, "text", attrgetter("instrument")),
    SheetColumn("Item", 10, "text", attrgetter("item")),
    SheetColumn("Heading", 34, "text", attrgetter("heading")),
    SheetColumn("What was asked for (in our own words)", 70, "text", attrgetter("text")),
    SheetColumn("Verdict", 16, "status", attrgetter("verdict")),
    SheetColumn("Articles that answer it", 44, "text", lambda row: ", ".join(row.answered_by)),
    SheetColumn("Reason", 110, "text", lambda row: Items(row.reasons)),
    SheetColumn("Withheld under", 14, "text", attrgetter("withheld")),
)


def write_crosswalk(sheet: Sheet) -> None:
    """One row for each pair of articles."""
    assessment = sheet.report.assessment
    day = long_date(assessment.as_at)
    title = assessment.instrument.short_title
    line = f"Articles of other instruments on the same subject as one of the {title}. Law as at {day}."
    header = sheet.start("Crosswalk", [line], CROSSWALK, frozen=2, printed=0)
    rows = [cells_of(CROSSWALK, row) for row in sheet.report.crosswalk]
    sheet.table(header, "Crosswalk", CROSSWALK, rows, "No corresponding article of another instrument is on record")


def write_mandate(sheet: Sheet) -> None:
    """One row for each thing that was asked for."""
    trace = sheet.report.mandates
    lines = [
        "What negotiators were asked to secure, held against the adopted text. An item may be asked for in "
        "several parts."
    ]
    header = sheet.start("Mandate trace", [*lines, *trace.counts], MANDATE, frozen=2)
    sheet.table(header, "Mandate", MANDATE, [cells_of(MANDATE, row) for row in trace.rows], "None")
