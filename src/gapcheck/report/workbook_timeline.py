"""The sheet of the gap matrix that tells how each article moved over time, and what moved it."""

from __future__ import annotations

from gapcheck.citation import long_date
from gapcheck.report.rows_timeline import MoveRow, TimelineRow, move_rows, timeline_rows
from gapcheck.report.workbook_sheet import Cell, Column, Sheet, listed
from gapcheck.timeline import Timeline

HEADER = 2
ARTICLE = Column("Article", 10)
HEADING = Column("Heading", 60)
DAY_WIDTH = 15
MOVES = (
    ARTICLE,
    Column("What moved it", HEADING.width),
    Column("From", DAY_WIDTH, "day"),
    Column("Before", DAY_WIDTH, "status"),
    Column("After", DAY_WIDTH, "status"),
)


def write_timeline(sheet: Sheet, found: Timeline) -> None:
    """Articles down and days across, with the status in words; below, one row for each move and what brought it."""
    columns = (ARTICLE, HEADING, *(Column(long_date(step.day), DAY_WIDTH, "status") for step in found.moved))
    widths = [c.width for c in columns] + [float(DAY_WIDTH)] * max(0, len(MOVES) - len(columns))
    sheet.set_up(widths, HEADER, frozen=2)
    sheet.text(0, 0, "Timeline", sheet.formats.title)
    sheet.height(0, 26)
    span = f"{found.instrument.short_title}, from {long_date(found.start)} to {long_date(found.end)}"
    days = "A column for the first day and for each day from which an article stands differently."
    sheet.text(1, 0, f"{span}. {days}", sheet.formats.line)
    after = sheet.table(HEADER, "Timeline", columns, [_standing(r) for r in timeline_rows(found)], "No articles")
    nothing: list[Cell] = ["", "No article moved in this time", "", "", ""]
    sheet.table(after + 1, "Moves", MOVES, [_move(r) for r in move_rows(found)] or [nothing], "")


def _standing(row: TimelineRow) -> list[Cell]:
    return [row.article, row.heading, *row.statuses]


def _move(row: MoveRow) -> list[Cell]:
    told = [*row.by, *([f"Provisions: {'; '.join(row.provisions)}"] if row.provisions else [])]
    return [row.article, listed(told, HEADING.width, lambda n: f"… and {n} more"), row.day, row.before, row.after]
