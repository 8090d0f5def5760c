"""Writing one sheet of the gap matrix: cell formats, tables, row heights and the set-up of the printed page."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from gapcheck.assessment import Assessment
from gapcheck.citation import long_date
from gapcheck.errors import GapcheckError
from gapcheck.report.statuses import RESULT, STATUS, Look

MAX_TEXT = 32_767
MAX_URL = 2_000
MAX_HEIGHT = 400.0
LINE_HEIGHT = 12.75
FONT = {"font_name": "Arial", "font_size": 10, "valign": "top", "font_color": "#1A1A1A"}
BORDER = {"border": 1, "border_color": "#BFBFBF"}
DARK = "#1F3A5F"
A3 = 8
A4 = 9

Value = str | int | date | None


class TextTooLongError(GapcheckError, ValueError):
    """A text is longer than a cell of a workbook can hold."""


class Formats:
    """The cell formats of one workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def _make(self, name: str, **properties: object) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format(FONT | properties)
        return self._made[name]

    @property
    def title(self) -> Any:
        """The heading of a sheet."""
        return self._make("title", bold=True, font_size=16, font_color=DARK)

    @property
    def subtitle(self) -> Any:
        """A line under the heading, or a section of the cover."""
        return self._make("subtitle", bold=True, font_size=11, font_color=DARK)

    @property
    def plain(self) -> Any:
        """Wrapped text without a border."""
        return self._make("plain", text_wrap=True, indent=1)

    @property
    def line(self) -> Any:
        """Text without a border that runs over the cells to its right."""
        return self._make("line")

    @property
    def label(self) -> Any:
        """The name of a fact on the cover."""
        return self._make("label", bold=True, text_wrap=True)

    @property
    def header(self) -> Any:
        """The header row of a table."""
        properties = {"bold": True, "text_wrap": True, "valign": "vcenter", "indent": 1, "bg_color": DARK, "font_color": "#FFFFFF"}
        return self._make("header", **(BORDER | properties))

    @property
    def text(self) -> Any:
        """A text cell of a table."""
        return self._make("text", text_wrap=True, align="left", indent=1, **BORDER)

    @property
    def day(self) -> Any:
        """A date cell of a table."""
        return self._make("day", num_format="d mmm yyyy", align="left", text_wrap=True, indent=1, **BORDER)

    @property
    def number(self) -> Any:
        """A count."""
        return self._make("number", num_format="0;-0;–", align="right", **BORDER)

    @property
    def total(self) -> Any:
        """A count that sums up a column."""
        return self._make("total", num_format="0", align="right", bold=True, **BORDER)

    @property
    def link(self) -> Any:
        """A text cell with a link."""
        return self._make("link", text_wrap=True, underline=1, align="left", indent=1, **(BORDER | {"font_color": "#0B4F9E"}))

    def status(self, status: str) -> Any:
        """A status or a result, in its light colour."""
        return self.look(STATUS.get(status) or RESULT[status])

    def look(self, look: Look) -> Any:
        """The words of a status or a result, in its light colour."""
        return self._make(f"status {look.fill}", text_wrap=True, bold=True, align="left", indent=1, bg_color=look.fill, **BORDER)


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, its width in characters, and how its cells look.

    ``style`` is one of text, day, number and status.
    """

    header: str
    width: float
    style: str = "text"


@dataclass(frozen=True)
class Link:
    """A text that links to a page of the legislation website."""

    text: str
    url: str | None


Cell = Value | Link


@dataclass(frozen=True)
class Sheet:
    """A sheet being written. Text is always written as text: nothing in it can become a formula, a number or a link."""

    book: Any
    sheet: Any
    formats: Formats
    assessment: Assessment
    classification: str | None = None

    def set_up(self, widths: Sequence[float], header_row: int | None, *, frozen: int = 0, paper: int = A3) -> None:
        """Set column widths and the printed page; the rows up to ``header_row`` stay in sight and repeat on paper."""
        for number, width in enumerate(widths):
            self.sheet.set_column(number, number, width)
        self.sheet.set_landscape() if paper == A3 else self.sheet.set_portrait()
        self.sheet.set_paper(paper)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        self.sheet.set_zoom(90)
        self.sheet.hide_gridlines(2)
        if header_row is not None:
            self.sheet.freeze_panes(header_row + 1, frozen)
            self.sheet.repeat_rows(header_row)
        self._page_marks()

    def _page_marks(self) -> None:
        instrument = _for_header(self.assessment.instrument.short_title, 60)
        day = long_date(self.assessment.as_at)
        marking = f"&C{_for_header(self.classification, 60)}" if self.classification else ""
        self.sheet.set_header(f'&L&"Arial,Bold"{instrument}{marking}&RLaw as at {day}')
        self.sheet.set_footer(f"&LWorking analysis, not legal advice{marking}&R&A, page &P of &N")

    def text(self, row: int, column: int, text: str, style: Any) -> None:
        """Write a text as text. Raises ``TextTooLongError`` rather than cut it."""
        clean = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(clean) > MAX_TEXT:
            raise TextTooLongError(f"a text of {len(clean)} characters does not fit into a cell ({MAX_TEXT}): {clean[:80]!r}...")
        if clean:
            self.sheet.write_string(row, column, clean, style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def link(self, row: int, column: int, link: Link, style: Any) -> None:
        """Write a text that links to an https page; with any other address, the text alone."""
        url = link.url
        if link.text and url and url.startswith("https://") and len(url) <= MAX_URL:
            self.sheet.write_url(row, column, url, self.formats.link, link.text, "Open on the legislation website")
        else:
            self.text(row, column, link.text, style)

    def height(self, row: int, height: float) -> None:
        """Set the height of a row in points."""
        self.sheet.set_row(row, min(height, MAX_HEIGHT))

    def table(self, first: int, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], empty: str) -> int:
        """Write a native table with its header in row ``first``; returns the row after it. ``empty`` stands for no rows."""
        from xlsxwriter.utility import xl_range

        body = list(rows) or [[empty, *([""] * (len(columns) - 1))]]
        for offset, cells in enumerate(body, start=1):
            for number, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                self._cell(first + offset, number, column.style, cell)
            self.height(first + offset, row_height(columns, cells))
        last = first + len(body)
        headers = [{"header": c.header, "header_format": self.formats.header} for c in columns]
        self.sheet.add_table(first, 0, last, len(columns) - 1, {"name": name, "columns": headers, "style": None})
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(first + 1, 0, last, len(columns) - 1)})
        self.height(first, header_height(columns))
        return last + 1

    def _cell(self, row: int, number: int, style: str, cell: Cell) -> None:
        if isinstance(cell, Link):
            self.link(row, number, cell, self.formats.text)
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, number, cell, self.formats.day)
        elif isinstance(cell, int):
            self.sheet.write_number(row, number, cell, self.formats.number)
        elif style == "status" and cell:
            look = STATUS.get(cell) or RESULT[cell]
            self.text(row, number, look.words, self.formats.status(cell))
        else:
            self.text(row, number, cell or "", self.formats.text)


def _for_header(text: str, limit: int) -> str:
    """Text for a page header: an ampersand would start a code, and headers are short."""
    return text[:limit].replace("&", "&&")


def shown(cell: Cell) -> str:
    """The text that a cell shows, for measuring."""
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, date):
        return f"{cell:%d %b %Y}"
    return "" if cell is None else str(cell)


def lines_needed(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column; words are kept whole, and a word too long for the column is broken."""
    room = max((width * 7 - 4 - INDENT) / EM * (0.92 if bold else 0.97), 2.0)
    return sum(_paragraph_lines(paragraph, room) for paragraph in text.split("\n"))


def _paragraph_lines(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        breadth = _word_breadth(word)
        if used and used + SPACE + breadth > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += SPACE
        if breadth > room:
            broken = math.ceil(breadth / room) - 1
            lines, breadth = lines + broken, breadth - broken * room
        used += breadth
    return lines


@lru_cache(maxsize=10_000)
def _word_breadth(word: str) -> float:
    return sum(_breadth(c) for c in word)


@cache
def _breadth(character: str) -> float:
    """The breadth of a character of Arial in ems; what is not Latin is taken to be square."""
    return next((breadth for breadth, characters in _BREADTHS if character in characters), 1.0 if ord(character) > 0x2E7F else 0.72)


EM = 10 * 96 / 72
"""Pixels of the standard font; a unit of column width is seven."""
INDENT = 9
"""Pixels by which the text of a table keeps away from the edge of its cell."""
SPACE = 0.28
_BREADTHS = (
    (0.23, "ijl'|"),
    (0.28, " .,:;/!Itf"),
    (0.36, 'r()[]-`"*•'),
    (0.5, "ckszvxyJ"),
    (0.56, "abdeghnopqu0123456789#$?_L+=<>~–"),
    (0.67, "ABEFKPSTVXYZ&"),
    (0.78, "CDGHNOQRUw"),
    (0.95, "MWm@%…"),
)


def row_height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    """A height in points in which no cell of the row is cut off."""
    pairs = zip(columns, cells, strict=True)
    most = max(lines_needed(_worded(c, cell), c.width, bold=c.style == "status") for c, cell in pairs)
    return max(most * LINE_HEIGHT + 4, 18.0)


def header_height(columns: Sequence[Column]) -> float:
    """The height of a header row; the button of the filter takes some of the breadth."""
    return max(lines_needed(c.header, c.width - 3, bold=True) for c in columns) * LINE_HEIGHT + 6


def _worded(column: Column, cell: Cell) -> str:
    if column.style == "status" and isinstance(cell, str) and cell:
        return (STATUS.get(cell) or RESULT[cell]).words
    return shown(cell)


def bullets(items: Sequence[str]) -> list[str]:
    """Items that can be told apart in one cell: a bullet before each, if there are several."""
    return [f"• {item}" for item in items] if len(items) > 1 else list(items)


def listed(items: Sequence[str], width: float, more: Callable[[int], str], separator: str = "\n") -> str:
    """As many items as fit into the highest row, and then a line that says how many more there are."""
    room = int((MAX_HEIGHT - 4) / LINE_HEIGHT) - 2
    kept: list[str] = []
    used = 0
    for item in items:
        needed = lines_needed(item, width)
        if kept and used + needed > room:
            return separator.join([*kept, more(len(items) - len(kept))])
        kept.append(item)
        used += needed
    return separator.join(kept)
