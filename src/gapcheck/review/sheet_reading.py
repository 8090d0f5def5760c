"""Reading a workbook that somebody sent back: looked through as a package before it is opened, then read as texts and
dates. Nothing in it is computed, fetched or run.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath
from typing import Any

from gapcheck.errors import UsageError

RATIO_FROM = 1_000_000
"""A part that is smaller than this when unpacked may be packed as tightly as it likes: it can do no harm."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/|ctrlProps/|customUI/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(embeddings|externalLinks|queryTables|model)/|/connections\.xml$", re.IGNORECASE)
_KINDS = re.compile(r"vbaProject|externalLink|oleObject|control|package|connections|queryTable|xlMacrosheet")
_LINKS = ("https://", "http://", "mailto:")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

CellValue = str | int | float | bool | date | None


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be: bytes, bytes unpacked, parts, how tightly a part is packed, rows and columns."""

    bytes: int = 5_000_000
    unpacked: int = 40_000_000
    parts: int = 200
    ratio: int = 200
    rows: int = 5_000
    columns: int = 60


@dataclass(frozen=True)
class SheetRow:
    """A row below the header: its number as a spreadsheet counts, and its cells by the headers of their columns.

    A cell is a text, a number, a date or nothing; a date with a time of day is a text, which no date is read from.
    """

    number: int
    cells: Mapping[str, CellValue]


def read_sheet(path: str | Path, sheet: str, headers: Sequence[str], limits: Limits | None = None) -> list[SheetRow]:
    """The rows of one sheet of an .xlsx file whose first row holds exactly these headers, without those that are empty.

    Raises ``UsageError`` that says what is wrong with the file.
    """
    load_workbook = _reader()
    file, bounds = Path(path), limits or Limits()
    raw = _raw(file, bounds)
    check_workbook(raw, file.name, bounds)
    # openpyxl raises whatever its parts happen to raise on a damaged file, and warns of what it does not keep.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            if sheet not in book.sheetnames:
                found = ", ".join(repr(name) for name in book.sheetnames[:10])
                raise UsageError(f"{file.name}: there is no sheet {sheet!r} (found {found})")
            rows = list(_rows(book[sheet], file.name, headers, bounds))
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(f"{file.name}: the workbook cannot be read ({type(error).__name__}: {error})") from None
    return rows


def _reader() -> Callable[..., Any]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError(
            "reading a workbook needs openpyxl, which is not installed: pip install 'gapcheck[review]'"
        ) from None
    return load_workbook


def _raw(file: Path, limits: Limits) -> bytes:
    if file.suffix.lower() != ".xlsx":
        raise UsageError(f"{file.name!r} is no workbook that can be read; expected a file that ends in .xlsx")
    if not file.is_file():  # a pipe would never end
        raise UsageError(f"cannot read {str(file)!r}: there is no such file")
    try:
        with file.open("rb") as stream:
            return stream.read(limits.bytes + 1)
    except OSError as error:
        raise UsageError(f"cannot read {str(file)!r}: {error.strerror or error}") from None


def _rows(sheet: Any, name: str, headers: Sequence[str], limits: Limits) -> Iterator[SheetRow]:
    # What a file says of its own size may be false or missing; it would decide how many cells a row has.
    sheet.reset_dimensions()
    lines = sheet.iter_rows(min_row=1, max_row=limits.rows, max_col=limits.columns)
    for number, line in enumerate(lines, start=1):
        cells = [_value(cell, name) for cell in line]
        while cells and cells[-1] is None:
            cells.pop()
        if number == 1:
            _check_header(cells, headers, name)
        elif len(cells) > len(headers):
            raise UsageError(f"{name}: row {number} has something to the right of the last column")
        elif cells:
            padded = [*cells, *[None] * (len(headers) - len(cells))]
            yield SheetRow(number, dict(zip(headers, padded, strict=True)))


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


def check_workbook(raw: bytes, name: str, limits: Limits | None = None) -> None:
    """Raise ``UsageError`` unless a workbook is small, whole, and free of formulas and of whatever runs or fetches
    something.
    """
    bounds = limits or Limits()
    if len(raw) > bounds.bytes:
        raise UsageError(f"{name}: larger than {bounds.bytes:,} bytes")
    if raw.startswith(_OLE):
        raise UsageError(f"{name}: encrypted, or an old .xls; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _check_sizes(package, name, bounds)
            parts = {item.filename: package.read(item) for item in package.infolist() if not item.is_dir()}
    except UsageError:
        raise
    except Exception as error:  # those of zipfile and of the ways of packing have no common base
        raise UsageError(f"{name}: no workbook ({error})") from None
    for problem in _problems(parts, bounds):
        raise UsageError(f"{name}: {problem}")


def _check_sizes(package: zipfile.ZipFile, name: str, limits: Limits) -> None:
    items = package.infolist()
    if len(items) > limits.parts:
        raise UsageError(f"{name}: {len(items)} parts; expected at most {limits.parts}")
    # Of two parts with one name, what was checked need not be what is opened.
    if len({item.filename.lower() for item in items}) < len(items):
        raise UsageError(f"{name}: two parts have the same name")
    if sum(item.file_size for item in items) > limits.unpacked:
        raise UsageError(f"{name}: larger than {limits.unpacked:,} bytes when it is unpacked")
    for item in items:
        if item.file_size > RATIO_FROM and item.file_size > limits.ratio * max(item.compress_size, 1):
            raise UsageError(f"{name}: the part {item.filename!r} is packed more than {limits.ratio} times over")
        if item.flag_bits & 1:
            raise UsageError(f"{name}: the part {item.filename!r} is encrypted")
        if ".." in PurePosixPath(item.filename).parts or item.filename.startswith(("/", "\\")):
            raise UsageError(f"{name}: the part {item.filename!r} is outside the package")


def _problems(parts: Mapping[str, bytes], limits: Limits) -> Iterator[str]:
    """What is wrong with the parts of a workbook, the worst first."""
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        yield "no workbook (it has no xl/workbook.xml)"
        return
    for part in sorted(parts):
        if _MACROS.search(part):
            yield f"it holds {part!r}; macros and controls are not allowed"
        if _EMBEDDED.search(part):
            yield f"it holds {part!r}; links to other files, connections and embedded objects are not allowed"
    for part, raw in sorted(parts.items()):
        if part.lower().endswith((".xml", ".rels", ".vml")):
            yield from _problems_of(part, raw, limits)
        elif part.lower().endswith(".bin") and "printersettings" not in part.lower():
            yield f"it holds the binary part {part!r}"


def _problems_of(part: str, raw: bytes, limits: Limits) -> Iterator[str]:
    from lxml import etree

    # Nothing is fetched, no entity is expanded, and a tree too deep or too wide is refused.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        yield f"the part {part!r} is no XML ({error})"
        return
    # Entities are declared in a document type, and could grow without bound or read a file.
    if root.getroottree().docinfo.doctype:
        yield f"the part {part!r} has a document type, which no workbook needs"
        return
    if part == "[Content_Types].xml":
        kinds = {item.get("ContentType", "") for item in root if item.get("PartName", "").lower() == "/xl/workbook.xml"}
        if kinds != {_MAIN}:
            yield "it is no plain workbook (one with macros, perhaps, or a template)"
    if part.endswith(".rels"):
        yield from _problems_of_relationships(part, root)
    elif not part.startswith(("docProps/", "xl/theme/", "xl/styles", "_rels/")):
        yield from _problems_of_cells(root, limits)


def _problems_of_relationships(part: str, root: Any) -> Iterator[str]:
    for item in root:
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        if _KINDS.fullmatch(kind):
            yield f"{part!r} leads to a part of the kind {kind}, which is not allowed"
        outside = item.get("TargetMode") == "External"
        if outside and not (kind == "hyperlink" and target.lower().startswith(_LINKS)):
            yield f"{part!r} leads outside the file ({kind}: {target[:80]!r}); only hyperlinks may"


def _problems_of_cells(root: Any, limits: Limits) -> Iterator[str]:
    """Formulas, cells further out than a sheet may reach, and cells that stand where another program sees none."""
    before = (0, 0)
    for cell in root.iter("{*}c"):
        written = cell.get("r", "")
        place = _PLACE.fullmatch(written)
        if place is None:
            yield f"a cell has the place {written[:40]!r}, which no sheet has"
            return
        row, column = int(place[2]), _column(place[1])
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


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
