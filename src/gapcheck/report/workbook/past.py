"""The sheets of the gap matrix that tell how each article moved over time, and what moved it."""

from __future__ import annotations

from gapcheck.citation import long_date
from gapcheck.report.rows_timeline import MoveRow, TimelineRow, move_rows, timeline_rows
from gapcheck.report.workbook.sheet import Cell, Column, Sheet, bullets, listed
from gapcheck.timeline import Timeline

HEADER = 2

STANDINGS = (Column("Article", 10), Column("Heading", 46))
DAY_WIDTH = 15

MOVES = (
    Column("From", 13, "day"),
    Column("Article", 10),
    Column("Before", 15, "status"),
    Column("After", 15, "status"),
    Column("Before, with its range", 26),
    Column("After, with its range", 27),
    Column("What moved it", 66),
    Column("Provisions that came or went", 60),
)


def write_timeline(sheet: Sheet, found: Timeline) -> None:
    """Articles down and days across, with the status in words."""
    columns = (*STANDINGS, *(Column(long_date(step.day), DAY_WIDTH, "status") for step in found.moved))
    _start(
        sheet, "Timeline", columns, found, "A column for the first day and for each day from which an article stands differently."
    )
    sheet.table(HEADER, "Timeline", columns, [_standing(r) for r in timeline_rows(found)], "No articles")


def write_moves(sheet: Sheet, found: Timeline) -> None:
    """One row for each article and each day from which it stands differently."""
    _start(sheet, "What moved the articles", MOVES, found, "The Act, reservation, measure or survey from which an article moved.")
    sheet.table(HEADER, "Moves", MOVES, [_move(r) for r in move_rows(found)], "None moved")


def _start(sheet: Sheet, title: str, columns: tuple[Column, ...], found: Timeline, told: str) -> None:
    sheet.set_up([c.width for c in columns], HEADER, frozen=2)
    sheet.text(0, 0, title, sheet.formats.title)
    sheet.height(0, 26)
    span = f"{found.instrument.short_title}, from {long_date(found.start)} to {long_date(found.end)}"
    sheet.text(1, 0, f"{span}. {told}", sheet.formats.line)


def _standing(row: TimelineRow) -> list[Cell]:
    return [row.article, row.heading, *row.statuses]


def _move(row: MoveRow) -> list[Cell]:
    def fitted(items: tuple[str, ...], column: Column) -> str:
        return listed(bullets(items), column.width, lambda n: f"… and {n} more")

    words = (row.before_in_words, row.after_in_words)
    *_, moved, provisions = MOVES
    return [row.day, row.article, row.before, row.after, *words, fitted(row.by, moved), fitted(row.provisions, provisions)]
