"""Reading a workbook that somebody sent back: looked through as a package before it is opened, then read as texts and
dates. Nothing in it is computed, fetched or run.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from gapcheck.errors import UsageError, cause, not_installed
from gapcheck.review.office_package import WORKBOOK, PackageLimits, package_trees, read_bytes
from gapcheck.review.unseen_cells import UnseenCells, column_number, unseen_cells

_MAIN = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

T = TypeVar("T")
_Opened = tuple[Any, str, UnseenCells]
"""A sheet, the name of its file, and what of it is hidden."""


class NoSheetError(UsageError):
    """A workbook that has no sheet of the name that is looked for: most likely another workbook."""


CellValue = str | int | float | bool | date | None


@dataclass(frozen=True)
class Limits(PackageLimits):
    """How large a workbook may be: bytes, bytes unpacked, parts, how tightly a part is packed, rows and columns."""

    rows: int = 5_000
    columns: int = 60
    merged: bool = False
    """Whether cells may be merged: in a table of somebody else's, whose first cell then speaks for all."""


@dataclass(frozen=True)
class SheetRow:
    """A row below the header: its number as a spreadsheet counts, and its cells by the headers of their columns.

    A cell is a text, a number, a date or nothing; a date with a time of day is a text, which no date is read from.
    ``unseen`` are the headers of the cells that hold something in a hidden row or column.
    """

    number: int
    cells: Mapping[str, CellValue]
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """A row of a sheet that anybody may have laid out: its number, and its cells from the left."""

    number: int
    cells: tuple[CellValue, ...]

    def text(self, column: int) -> str:
        """The text of a cell (from 0); nothing where the row ends before it."""
        cell = self.cells[column] if column < len(self.cells) else None
        return "" if cell is None else str(cell).strip()


def read_sheet(path: str | Path, sheet: str, headers: Sequence[str], limits: Limits | None = None) -> list[SheetRow]:
    """The rows of one sheet of an .xlsx file whose first row holds exactly these headers, without those that are empty.

    Raises ``UsageError`` that says what is wrong with the file.
    """
    bounds = limits or Limits()
    return _read(Path(path), sheet, bounds, lambda *opened: list(_rows(opened, headers, bounds)))


def read_table(path: str | Path, sheet: str, headers: Sequence[str], limits: Limits | None = None) -> list[SheetRow]:
    """The rows of a sheet with these headers in any order, whatever other columns somebody added, and wherever sorting
    put the line of the headers; without those that are empty in these columns.

    Raises ``UsageError`` that says what is wrong with the file.
    """
    bounds = limits or Limits()
    return _read(Path(path), sheet, bounds, lambda *opened: list(_table_rows(opened, headers, bounds)))


def read_pairs(path: str | Path, sheet: str, limits: Limits | None = None) -> Mapping[str, CellValue]:
    """The second column of a sheet by the texts of the first; of two with one text, the first counts.

    Raises ``UsageError`` that says what is wrong with the file.
    """
    bounds = limits or Limits()

    def pairs(found: Any, name: str, _unseen: UnseenCells) -> Mapping[str, CellValue]:
        named: dict[str, CellValue] = {}
        for _, cells in _lines(found, name, bounds):
            if len(cells) > 1 and isinstance(cells[0], str):
                named.setdefault(cells[0], cells[1])
        return named

    return _read(Path(path), sheet, bounds, pairs)


def read_grid(path: str | Path, sheet: str | None = None, limits: Limits | None = None) -> list[GridRow]:
    """The rows of a sheet that anybody may have laid out (the first sheet unless one is named), those that are empty
    left out.

    Raises ``UsageError`` that says what is wrong with the file.
    """
    bounds = limits or Limits(merged=True)

    def grid(found: Any, name: str, unseen: UnseenCells) -> list[GridRow]:
        _refuse(unseen, name)
        return [GridRow(number, tuple(cells)) for number, cells in _lines(found, name, bounds) if cells]

    return _read(Path(path), sheet, bounds, grid)


def _read(file: Path, sheet: str | None, bounds: Limits, take: Callable[[Any, str, UnseenCells], T]) -> T:
    load_workbook = _reader()
    raw = read_bytes(file, WORKBOOK, bounds)
    trees = check_workbook(raw, file.name, bounds, sheet)
    # openpyxl raises whatever its parts happen to raise on a damaged file, and warns of what it does not keep.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            wanted = book.sheetnames[0] if sheet is None else sheet
            if wanted not in book.sheetnames:
                raise _no_sheet(file.name, wanted, book.sheetnames)
            return take(book[wanted], file.name, unseen_cells(trees, wanted))
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(f"{file.name}: the workbook cannot be read ({type(error).__name__}: {cause(error)})") from None


def _no_sheet(name: str, wanted: str, names: Sequence[str]) -> NoSheetError:
    found = ", ".join(repr(each) for each in names[:10])
    return NoSheetError(f"{name}: there is no sheet {wanted!r} (found {found})")


def _reader() -> Callable[..., Any]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise not_installed("reading a workbook", "openpyxl") from None
    return load_workbook


def _lines(sheet: Any, name: str, limits: Limits) -> Iterator[tuple[int, list[CellValue]]]:
    """The lines of a sheet by their numbers, each without the empty cells at its end."""
    # What a file says of its own size may be false or missing; it would decide how many cells a row has.
    sheet.reset_dimensions()
    lines = sheet.iter_rows(min_row=1, max_row=limits.rows, max_col=limits.columns)
    for number, line in enumerate(lines, start=1):
        cells = [_value(cell, name) for cell in line]
        while cells and cells[-1] is None:
            cells.pop()
        yield number, cells


def _refuse(unseen: UnseenCells, name: str) -> None:
    if unseen.problem:
        raise UsageError(f"{name}: {unseen.problem}")


def _rows(opened: _Opened, headers: Sequence[str], limits: Limits) -> Iterator[SheetRow]:
    sheet, name, unseen = opened
    _refuse(unseen, name)
    places = {header: place for place, header in enumerate(headers)}
    for number, cells in _lines(sheet, name, limits):
        if number == 1:
            _check_header(cells, headers, name)
        elif len(cells) > len(headers):
            raise UsageError(f"{name}: row {number} has something to the right of the last column")
        elif cells:
            padded = [*cells, *[None] * (len(headers) - len(cells))]
            yield _sheet_row(number, dict(zip(headers, padded, strict=True)), places, unseen)


def _sheet_row(number: int, cells: Mapping[str, CellValue], places: Mapping[str, int], unseen: UnseenCells) -> SheetRow:
    hidden = number in unseen.rows
    held = (h for h, value in cells.items() if value is not None and (hidden or places[h] in unseen.columns))
    return SheetRow(number, cells, tuple(held))


def _table_rows(opened: _Opened, headers: Sequence[str], limits: Limits) -> Iterator[SheetRow]:
    sheet, name, unseen = opened
    _refuse(unseen, name)
    lines = list(_lines(sheet, name, limits))
    # Whoever sorts a table may sort its headers with it.
    head = next((n for n, cells in lines if set(headers) <= {c for c in cells if isinstance(c, str)}), None)
    if head is None:
        first = lines[0][1] if lines else []
        missing = ", ".join(repr(h) for h in headers if h not in first)
        raise UsageError(f"{name}: the sheet has no column {missing}; expected every column that was written")
    found = next(cells for n, cells in lines if n == head)
    places = {h: [i for i, cell in enumerate(found) if cell == h] for h in headers}
    for header, where in places.items():
        if len(where) > 1:
            raise UsageError(f"{name}: the column {header!r} is there {len(where)} times; expected it once")
    at = {header: where[0] for header, where in places.items()}
    for number, cells in lines:
        mine = {h: cells[i] if i < len(cells) else None for h, i in at.items()}
        if number != head and any(value is not None for value in mine.values()):
            yield _sheet_row(number, mine, at, unseen)


def _check_header(found: Sequence[CellValue], headers: Sequence[str], name: str) -> None:
    for number, header in enumerate(headers):
        cell = found[number] if number < len(found) else None
        if cell != header:
            shown = repr(cell)[:80]
            raise UsageError(f"{name}: column {number + 1} of the first row has {shown}; expected {header!r}")
    if len(found) > len(headers):
        raise UsageError(f"{name}: the first row has more columns than expected ({len(headers)})")


def _value(cell: Any, name: str) -> CellValue:
    value = cell.value
    if cell.data_type == "e":
        raise UsageError(f"{name}: {cell.coordinate} holds the error {value!r}")
    if isinstance(value, datetime):
        # A day has no time; a moment was typed or computed by mistake, and as a text it is told as it stands.
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    if value is None or isinstance(value, str | int | float | date):
        return value if value != "" else None
    return str(value)


# The package -----------------------------------------------------------------------------------------------------


def check_workbook(raw: bytes, name: str, limits: Limits | None = None, sheet: str | None = None) -> Mapping[str, Any]:
    """The XML parts of a workbook that is small, whole, has the sheet that is named, and is free of formulas and of
    whatever runs or fetches something. Raises ``UsageError``.
    """
    bounds = limits or Limits()
    trees = package_trees(raw, name, WORKBOOK, bounds)
    # Of another workbook it is no help to hear which of its cells holds a formula.
    names = [each.get("name", "") for each in trees[_MAIN].iter("{*}sheet")] if _MAIN in trees else []
    if sheet is not None and names and sheet not in names:
        raise _no_sheet(name, sheet, names)
    for part, root in trees.items():
        if not part.endswith(".rels") and not part.startswith(("docProps/", "xl/theme/", "xl/styles", "_rels/")):
            for problem in _problems_of_cells(root, bounds):
                raise UsageError(f"{name}: {problem}")
    return trees


def _problems_of_cells(root: Any, limits: Limits) -> Iterator[str]:
    """Formulas, cells further out than a sheet may reach, and cells that stand where another program sees none."""
    # Who merges a view over three rows means all three; a program reads it in the first and nothing in the others.
    for merged in () if limits.merged else root.iter("{*}mergeCell"):
        yield f"{merged.get('ref', '')[:40]} are merged into one cell; split them, and fill in each"
    before = (0, 0)
    for cell in root.iter("{*}c"):
        written = cell.get("r", "")
        place = _PLACE.fullmatch(written)
        if place is None:
            yield f"a cell has the place {written[:40]!r}, which no sheet has"
            return
        row, column = int(place[2]), column_number(place[1])
        # Of two cells in one place, or a cell in the row of another, what is read need not be what was seen.
        if (row, column) <= before or cell.getparent().get("r", place[2]) != place[2]:
            yield f"{written} stands twice, or out of order"
            return
        before = (row, column)
        inside = {child.tag.rpartition("}")[2] for child in cell if isinstance(child.tag, str)}
        if "f" in inside:
            yield f"{written} holds a formula; type the value itself"
        if inside & {"v", "is"}:
            if row > limits.rows:
                yield f"{written} has something in it, below row {limits.rows:,}"
            if column > limits.columns:
                yield f"{written} has something in it, to the right of column {limits.columns}"
