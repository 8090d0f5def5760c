"""What bodies outside the State found, below the statements of officials on the same sheet."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.report.rows.assessors import findings_in_words
from gapcheck.report.rows.official_statements import RESULT_WORDS
from gapcheck.report.workbook.sheet import Sheet, SheetColumn, cells_of

# As wide as the columns of the table above, whose sheet this is.
ASSESSORS = (
    SheetColumn("About", 26, "text", attrgetter("label")),
    SheetColumn("Who found it", 26, "text", attrgetter("assessor")),
    SheetColumn("Date", 13, "day", attrgetter("date")),
    SheetColumn("Rating", 18, "text", attrgetter("rating")),
    SheetColumn("What was found (in our own words)", 90, "text", attrgetter("text")),
    SheetColumn("Held against the verdict", 20, "text", lambda row: RESULT_WORDS[row.result]),
    SheetColumn("Verdict then", 22, "text", attrgetter("then")),
    SheetColumn("Verdict on this date", 22, "text", attrgetter("now")),
    SheetColumn("Standard", 50, "text", attrgetter("standard")),
    SheetColumn("Source", 80, "text", attrgetter("source")),
)


def write_assessors(sheet: Sheet, first: int) -> None:
    """One row for each finding and article, from the row ``first`` on; nothing where there is none."""
    rows = sheet.report.assessors
    if not rows:
        return
    sheet.text(first, 0, f"What bodies outside {sheet.report.assessment.state.name} found", sheet.formats.subtitle)
    told = f"Held against the verdict on the day of the finding. Of {len(rows)}, {findings_in_words(rows)}."
    sheet.text(first + 1, 0, told, sheet.formats.line)
    sheet.table(first + 2, "Assessors", ASSESSORS, [cells_of(ASSESSORS, row) for row in rows], "")
