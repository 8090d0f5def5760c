"""Writing one sheet of the workbook: its marking, title and table, row heights, and the set-up of the printed page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Protocol

from gapcheck.errors import GapcheckError
from gapcheck.report.statuses import words
from gapcheck.report.workbook.formats import Formats
from gapcheck.report.workbook.text_height import (
    LINE_HEIGHT,
    MAX_HEIGHT,
    MOST_LINES,
    bullets,
    lines_needed,
    listed,
)
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

if TYPE_CHECKING:
    from gapcheck.engine.results import InstrumentResult
    from gapcheck.report.report_rows import ReportRows

MAX_TEXT = 32_767
MAX_URL = 2_000
LONGEST_HEADER = 255
PAPER = {"A3": 8, "A4": 9}
"""The number of a paper in a workbook."""
SIDE_MARGIN = 0.4
LINE = 190
"""Characters of a line above a table that fit across a page at full size."""
UPRIGHT_LINE = 135
"""The same of an upright page of A3."""
FOR_THE_SCREEN = (
    "For the screen: the rows below are to be filtered and searched, and are not printed with the workbook "
    "(Page Layout, Print Area, Clear prints them)."
)

_NAMES = ("Duty", "Article", "Act", "Section", "Rule")

Value = str | int | date | None


class TextTooLongError(GapcheckError, ValueError):
    """A text is longer than a cell of a workbook can hold."""


class OfPages(Protocol):
    """What the head and foot of each page tell of: a report, or whatever else is put on sheets."""

    @property
    def assessment(self) -> InstrumentResult:
        """The instrument, and the day of the law."""

    @property
    def classification(self) -> str:
        """The marking."""

    @property
    def release(self) -> bool:
        """Whether this is a copy for release."""


@dataclass(frozen=True)
class Link:
    """A text that links to a page of the legislation website."""

    text: str
    url: str | None


@dataclass(frozen=True)
class Items:
    """Several texts in one cell, each on a line of its own; what does not fit into so many ``lines`` is counted
    instead.
    """

    texts: tuple[str, ...]
    more: str = "more"
    lines: int = MOST_LINES


@dataclass(frozen=True)
class Formula:
    """A count that the program keeps: our own formula, never a text from the data, and its value when written."""

    formula: str
    value: int | str


@dataclass(frozen=True)
class Jump:
    """A text that leads to a row (the first being 0) of another sheet; short, since some programs wrap no link."""

    text: str
    sheet: str
    row: int


Written = Value | Link | Jump | Formula
CellValue = Written | Items


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table: its header, its width in characters, how its cells look, and what a row has there.

    ``style`` is one of text, day, number, status, input and input_day. Columns that depend on the report have no
    ``value``; their rows are lists of cells.
    """

    header: str
    width: float
    style: str = "text"
    value: Callable[[Any], CellValue] | None = None


def cells_of(columns: Sequence[SheetColumn], row: object) -> list[CellValue]:
    """The cells of a row, column by column; every column must say what it shows."""
    return [column.value(row) for column in columns if column.value is not None]


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet being written. Text is always written as text: nothing in it can become a formula, a number or a link."""

    book: Any
    sheet: Any
    formats: Formats
    report: OfPages

    def start(
        self,
        title: str,
        lines: Sequence[str],
        columns: Sequence[SheetColumn],
        *,
        frozen: int,
        printed: int | None = None,
        paper: str = "A3",
        spare: int = 0,
        one_page: bool = False,
    ) -> int:
        """The marking, the title and some lines above a table; returns the row of its header, which stays in sight.

        So do the first ``frozen`` columns. Only the first ``printed`` columns are printed: all without a number, and
        with 0 the lines above the table alone, which then say so. ``spare`` rows are left free above the header.
        A sheet of ``one_page`` is made to fit on it, upright if its columns are few.
        """
        widths = [column.width for column in columns]
        seen = widths[:printed] if printed else widths
        room = max(LINE if paper == "A3" else LINE // 2, int(0.9 * sum(seen)))
        told = [*lines, FOR_THE_SCREEN] if printed == 0 else lines
        parts = [part for line in told for part in wrap(capital(line), room)]
        header = 2 + len(parts) + spare
        upright = one_page and sum(widths) <= UPRIGHT_LINE
        self.set_up(widths, header, frozen=frozen, paper=paper, upright=upright, tall=int(one_page))
        if printed == 0:
            self.sheet.print_area(0, 0, header - 1, len(widths) - 1)
        self.head(title, parts)
        return header

    def print_columns(self, last_row: int, columns: int) -> None:
        """Print the rows up to ``last_row`` and so many columns; the rest is for the screen."""
        self.sheet.print_area(0, 0, last_row, columns - 1)

    def head(self, title: str, lines: Sequence[str]) -> None:
        """The marking in the first row, the title in the second, and a line of text in each row after that."""
        self.text(0, 0, self.report.classification, self.formats.marking)
        self.height(0, 20)
        self.text(1, 0, capital(title), self.formats.title)
        self.height(1, 26)
        for number, line in enumerate(lines):
            self.text(2 + number, 0, line, self.formats.line)

    def set_up(
        self,
        widths: Sequence[float],
        header: int | None,
        *,
        frozen: int = 0,
        paper: str = "A3",
        upright: bool = False,
        tall: int = 0,
    ) -> None:
        """Set column widths and the printed page; the rows up to ``header`` stay in sight, and it is repeated on
        paper. It is one page across, and at most ``tall`` down: with 0, as many as it takes.
        """
        for number, width in enumerate(widths):
            self.sheet.set_column(number, number, width)
        self.sheet.set_portrait() if upright else self.sheet.set_landscape()
        self.sheet.set_paper(PAPER[paper])
        self.sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=0.75, bottom=0.6)
        self.sheet.fit_to_pages(1, tall)
        self.sheet.set_zoom(90)
        # On the screen as on paper: the tables have borders.
        self.sheet.hide_gridlines(2)
        if header is not None:
            self.sheet.freeze_panes(header + 1, frozen)
            self.sheet.repeat_rows(header)
        self._page_marks()

    def _page_marks(self) -> None:
        """The marking at the head and foot of every printed page. It is whole: the name of the instrument gives way to
        it.
        """
        assessment = self.report.assessment
        marking, day = f"&C{_coded(self.report.classification)}", f"&RLaw as at {long_date(assessment.as_at)}"
        room = LONGEST_HEADER - len(marking) - len(day) - len('&L&"Arial,Bold"')
        self.sheet.set_header(
            f'&L&"Arial,Bold"{_coded(assessment.instrument.short_title, min(room, 60))}{marking}{day}'
        )
        copy = "release copy" if self.report.release else "internal copy"
        self.sheet.set_footer(f"&LWorking analysis, not legal advice; {copy}{marking}&R&A, page &P of &N")

    def text(self, row: int, column: int, text: str, style: Any) -> None:
        """Write a text as text. Raises ``TextTooLongError``, which tells the place and not the text, rather than cut
        it.
        """
        clean = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        if len(clean) > MAX_TEXT:
            place = f"sheet {self.sheet.get_name()!r}, row {row + 1}, column {column + 1}"
            raise TextTooLongError(
                f"{place}: a text of {len(clean):,} characters does not fit into a cell; expected at most {MAX_TEXT:,}"
            )
        if clean:
            self.sheet.write_string(row, column, clean, style)
        else:
            # A cell without a value still has its border, and filters list it as empty.
            self.sheet.write_blank(row, column, None, style)

    def link(self, row: int, column: int, link: Link, style: Any) -> None:
        """Write a text that links to an https page; with any other address, the text alone."""
        url = link.url
        if link.text and url and url.startswith("https://") and len(url) <= MAX_URL:
            self.sheet.write_url(row, column, url, self.formats.link, link.text, "Open on the legislation website")
        else:
            self.text(row, column, link.text, style)

    def jump(self, row: int, column: int, jump: Jump, style: Any = None) -> None:
        """Write a text that leads to a place in this workbook."""
        place = f"internal:'{jump.sheet}'!A{jump.row + 1}"
        self.sheet.write_url(row, column, place, style or self.formats.link, jump.text, f"Go to the sheet {jump.sheet}")

    def formula(self, row: int, column: int, count: Formula, style: Any) -> None:
        """Write a count with its value, which a program that does not calculate shows."""
        self.sheet.write_formula(row, column, f"={count.formula}", style, count.value)

    def height(self, row: int, height: float) -> None:
        """Set the height of a row in points."""
        self.sheet.set_row(row, min(height, MAX_HEIGHT))

    def table(
        self, first: int, name: str, columns: Sequence[SheetColumn], rows: Sequence[Sequence[CellValue]], empty: str
    ) -> int:
        """Write a native table with its header in row ``first``; returns the row after it. ``empty`` stands for no
        rows.
        """
        from xlsxwriter.utility import xl_range

        body = [[_joined(column, cell) for column, cell in zip(columns, cells, strict=True)] for cells in rows]
        for offset, cells in enumerate(body, start=1):
            self._row(first + offset, columns, cells)
            self.height(first + offset, row_height(columns, cells))
        if not body:
            self.text(first + 1, 0, empty, self.formats.line)
        last = first + max(len(body), 1)
        headers = [{"header": self.named(c.header), "header_format": self.formats.header} for c in columns]
        # Without a style of its own, which would paint over the colours of the statuses.
        self.sheet.add_table(first, 0, last, len(columns) - 1, {"name": name, "columns": headers, "style": None})
        # Article 16 is a text here; Excel would put a warning into the corner of each such cell.
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(first + 1, 0, last, len(columns) - 1)})
        self.height(first, header_height(columns))
        return last + 1

    def _row(self, row: int, columns: Sequence[SheetColumn], cells: Sequence[Written]) -> None:
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            try:
                self._cell(row, number, column.style, cell)
            except TextTooLongError as error:
                # Only names of places: any other cell may hold what is withheld.
                named = [
                    f"{c.header} {_worded(c, v)}" for c, v in zip(columns, cells, strict=True) if c.header in _NAMES
                ]
                raise TextTooLongError(f"{error} ({', '.join([*named, column.header])})") from None

    def named(self, heading: str) -> str:
        """A heading that begins with ``Article`` by the name of the instrument's own divisions: ``Items by
        chapter``.
        """
        division = self.report.assessment.instrument.division
        return heading if not heading.startswith("Article") else f"{capital(division)}{heading.removeprefix('Article')}"

    def _cell(self, row: int, number: int, style: str, cell: Written) -> None:
        formats = self.formats
        # Most cells are texts.
        if isinstance(cell, str) or cell is None:
            self._styled(row, number, style, cell or "")
        elif isinstance(cell, Jump):
            self.jump(row, number, cell)
        elif isinstance(cell, Link):
            self.link(row, number, cell, formats.text)
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, number, cell, formats.input_day if style == "input_day" else formats.day)
        elif isinstance(cell, Formula):
            self.formula(row, number, cell, formats.number)
        else:
            self.sheet.write_number(row, number, cell, formats.number)

    def _styled(self, row: int, number: int, style: str, text: str) -> None:
        if style == "status" and text:
            self.text(row, number, words(text), self.formats.status(text))
        elif style == "input_day":
            self.text(row, number, text, self.formats.input_day)
        else:
            self.text(row, number, text, self.formats.input if style == "input" else self.formats.text)


@dataclass(frozen=True)
class Sheet(MarkedSheet):
    """A sheet of a report."""

    report: ReportRows


def _joined(column: SheetColumn, cell: CellValue) -> Written:
    """A cell with its items in one text."""
    if isinstance(cell, Items):
        return listed(bullets(cell.texts), column.width, lambda n: f"… and {n} {cell.more}", room=cell.lines)
    return cell


def _coded(text: str, limit: int | None = None) -> str:
    """Text for a page header, where an ampersand would start a code; cut to so many characters, if a limit is given."""
    cut = text
    # Cut before doubling: half of a doubled ampersand would start a code.
    while limit is not None and len(cut.replace("&", "&&")) > limit:
        cut = cut[:-1]
    return cut.replace("&", "&&")


def row_height(columns: Sequence[SheetColumn], cells: Sequence[Written]) -> float:
    """A height in points in which no cell of the row is cut off."""
    pairs = zip(columns, cells, strict=True)
    most = max(
        (lines_needed(_worded(c, cell), c.width, bold=c.style == "status") for c, cell in pairs if cell), default=1
    )
    return max(most * LINE_HEIGHT + 4, 18.0)


def header_height(columns: Sequence[SheetColumn]) -> float:
    """The height of a header row; the button of the filter takes some of the breadth."""
    return max(lines_needed(c.header, c.width - 3, bold=True) for c in columns) * LINE_HEIGHT + 6


def _worded(column: SheetColumn, cell: Written) -> str:
    """The text that a cell shows, for measuring."""
    if isinstance(cell, str):
        return words(cell) if column.style == "status" and cell else cell
    if isinstance(cell, Link | Jump):
        return cell.text
    if isinstance(cell, Formula):
        return str(cell.value)
    if isinstance(cell, date):
        return f"{cell:%d %b %Y}"
    return "" if cell is None else str(cell)
