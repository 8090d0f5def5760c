"""What work sheets that go out to be filled in have in common: their cells, head and heights, and how they print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Any, NamedTuple

LINE_HEIGHT, MOST_HEIGHT = 13.5, 409.0


class CellFormats(NamedTuple):
    """The looks of cells: what is computed is locked; what is to be filled in, as text or as a day, is open."""

    locked: Any
    filled: Any
    day: Any


def begin_sheet(book: Any, sheet: Any, columns: Iterable[tuple[str, float]]) -> CellFormats:
    """Write the head of a sheet, each column with its name and width, and make the looks of the cells below it."""
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    header = book.add_format({**cell, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"})
    locked = book.add_format({**cell, "locked": True})
    filled = book.add_format({**cell, "locked": False, "bg_color": "#FFFBE6"})
    day = book.add_format({**cell, "locked": False, "bg_color": "#FFFBE6", "num_format": "yyyy-mm-dd", "align": "left"})
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, header)
    return CellFormats(locked, filled, day)


def finish_sheet(sheet: Any, rows: int, columns: int, frozen: int, more: Mapping[str, bool] | None = None) -> None:
    """Freeze, filter, print on A3 and lock; ``frozen`` columns stay in view, ``more`` is also allowed while locked."""
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, rows, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # Without a password: it keeps slips out, and the fingerprints tell what was changed all the same.
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, **(more or {})})


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """A height in points in which no text is cut off in a column of so many characters."""
    # LibreOffice takes a row without a height of its own as one line high.
    most = max(sum(max(1, len(wrap(part, int(width * 0.9)))) for part in text.split("\n")) for text, width in texts)
    return min(most * LINE_HEIGHT + 4, MOST_HEIGHT)
