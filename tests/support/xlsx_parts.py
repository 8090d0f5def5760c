"""What Excel's strict reader refuses or repairs in a workbook, looked for in its parts.

Schema checks are left to a validator; these are the rules between parts, which no schema tells: names, ids, ranges,
counts, relationships and limits.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]*$")
CELL = re.compile(r"([A-Z]{1,3})([0-9]+)$")
RANGE = r"\$[A-Z]+\$\d+:\$[A-Z]+\$\d+"
COUNT = re.compile(
    r'COUNTIFS\((?:Articles|Matrix)\[(?:Verdict|Agrees)\],"[A-Z][a-z, ]+"\)|'
    rf'"Rows shown: "&SUBTOTAL\(103,{RANGE}\)&"; gaps among them: "&SUMPRODUCT\(SUBTOTAL\(103,'
    rf'OFFSET\(\$[A-Z]+\$\d+,ROW\({RANGE}\)-ROW\(\$[A-Z]+\$\d+\),0\)\)\*\({RANGE}="Yes"\)\)'
)
"""The formulas that a workbook may hold: counts of our own making, in which no text of the data stands."""
DATE_FORMAT = re.compile(r"[dy]")


def problems(raw: bytes) -> list[str]:
    """Everything that is wrong with a workbook; nothing if it opens without a repair prompt."""
    package = zipfile.ZipFile(io.BytesIO(raw))
    names = package.namelist()
    found = [f"part {name} is there {n} times" for name, n in Counter(names).items() if n > 1]
    book = _Book({name: package.read(name) for name in names})
    return [*found, *book.problems()]


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def corners(ref: str) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column of a range."""
    first, _, last = ref.partition(":")
    (a, b), (c, d) = (CELL.match(corner).groups() for corner in (first, last or first))  # type: ignore[union-attr]
    return int(b), column_number(a), int(d), column_number(c)


class _Book:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.xml = {n: ElementTree.fromstring(raw) for n, raw in parts.items() if n.endswith((".xml", ".rels"))}
        strings = self.xml["xl/sharedStrings.xml"]
        self.strings = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in strings.iter(f"{MAIN}si")]
        self.sheets = self._sheets()

    def _sheets(self) -> dict[str, str]:
        """The parts of the sheets by their names."""
        targets = {r.get("Id"): r.get("Target") for r in self.xml["xl/_rels/workbook.xml.rels"]}
        return {
            s.get("name", ""): f"xl/{targets[s.get(RELATIONSHIP)]}"
            for s in self.xml["xl/workbook.xml"].iter(f"{MAIN}sheet")
        }

    def problems(self) -> Iterator[str]:
        yield from self._content_types()
        yield from self._relationships()
        yield from self._names()
        yield from self._shared_strings()
        yield from self._tables()
        for name, part in self.sheets.items():
            yield from (f"{name}: {problem}" for problem in self._sheet(self.xml[part]))

    def _content_types(self) -> Iterator[str]:
        types = self.xml["[Content_Types].xml"]
        defaults = {t.get("Extension") for t in types.iter(f"{CONTENT}Default")}
        listed = [t.get("PartName", "")[1:] for t in types.iter(f"{CONTENT}Override")]
        yield from (f"content type of {n} is given twice" for n, times in Counter(listed).items() if times > 1)
        yield from (f"content type of {n}, which is not there" for n in listed if n not in self.parts)
        for name in self.parts:
            if (
                name != "[Content_Types].xml"
                and name not in listed
                and name.rpartition(".")[2] not in defaults - {"xml"}
            ):
                yield f"no content type for {name}"

    def _relationships(self) -> Iterator[str]:
        for part, root in self.xml.items():
            if not part.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(part))
            yield from (f"{part}: id {i} twice" for i, n in Counter(r.get("Id") for r in root).items() if n > 1)
            inside = [r for r in root if r.get("TargetMode") != "External"]
            yield from (
                f"{part}: {t} twice"
                for t, n in Counter((r.get("Type"), r.get("Target")) for r in inside).items()
                if n > 1
            )
            for relationship in inside:
                target = relationship.get("Target", "")
                whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                if whole not in self.parts:
                    yield f"{part}: {target} is not there"
            for relationship in root:
                if relationship.get("TargetMode") == "External" and not relationship.get("Type", "").endswith(
                    "/hyperlink"
                ):
                    yield f"{part}: an external {relationship.get('Type')}"

    def _names(self) -> Iterator[str]:
        names = [sheet.get("name", "") for sheet in self.xml["xl/workbook.xml"].iter(f"{MAIN}sheet")]
        yield from (f"sheet name {n!r} twice" for n, times in Counter(n.casefold() for n in names).items() if times > 1)
        yield from (
            f"sheet name {n!r} is not allowed"
            for n in names
            if not 0 < len(n) <= 31 or re.search(r"[\[\]:*?/\\]|^'|'$", n)
        )
        root = self.xml["xl/workbook.xml"]
        defined = [(d.get("name", ""), d.get("localSheetId")) for d in root.iter(f"{MAIN}definedName")]
        yield from (f"defined name {n} twice" for n, times in Counter(defined).items() if times > 1)
        for name, _ in defined:
            if not name.startswith("_xlnm.") and (not NAME.match(name) or CELL.match(name.upper())):
                yield f"defined name {name!r} is not allowed"
        yield from ("an external reference" for _ in root.iter(f"{MAIN}externalReference"))
        yield from (
            f"sheet {s.get('name')} is hidden"
            for s in root.iter(f"{MAIN}sheet")
            if s.get("state", "visible") != "visible"
        )

    def _shared_strings(self) -> Iterator[str]:
        root = self.xml["xl/sharedStrings.xml"]
        used = sum(c.get("t") == "s" for part in self.sheets.values() for c in self.xml[part].iter(f"{MAIN}c"))
        if (root.get("count"), root.get("uniqueCount")) != (str(used), str(len(self.strings))):
            yield (
                f"shared strings count {root.get('count')} and {root.get('uniqueCount')}, not {used} and "
                f"{len(self.strings)}"
            )
        yield from (f"a string of {len(s)} characters" for s in self.strings if len(s) > 32_767)

    def _tables(self) -> Iterator[str]:
        tables = {n: root for n, root in self.xml.items() if re.match(r"xl/tables/[^/]+\.xml$", n)}
        for key in ("id", "name", "displayName"):
            found = Counter(t.get(key, "").casefold() for t in tables.values())
            yield from (f"table {key} {value!r} twice" for value, n in found.items() if n > 1)
        used: list[str] = []
        for name, part in self.sheets.items():
            ranges = []
            for target in self._tables_of(part):
                used.append(target)
                ranges.append(corners(tables[target].get("ref", "")))
                yield from (f"{name}: {problem}" for problem in self._table(tables[target], self.xml[part]))
            for number, one in enumerate(ranges):
                if any(
                    one[0] <= o[2] and o[0] <= one[2] and one[1] <= o[3] and o[1] <= one[3] for o in ranges[:number]
                ):
                    yield f"{name}: tables overlap"
        if sorted(used) != sorted(tables):
            yield "a table that belongs to no sheet, or to two"

    def _tables_of(self, part: str) -> list[str]:
        rels = self.xml.get(f"xl/worksheets/_rels/{posixpath.basename(part)}.rels")
        targets = {r.get("Id"): r.get("Target", "") for r in rels} if rels is not None else {}
        parts = [p.get(RELATIONSHIP) for p in self.xml[part].iter(f"{MAIN}tablePart")]
        return [posixpath.normpath(posixpath.join("xl/worksheets", targets[i])) for i in parts]

    def _table(self, table: ElementTree.Element, sheet: ElementTree.Element) -> Iterator[str]:
        name = table.get("displayName", "")
        top, left, bottom, right = corners(table.get("ref", ""))
        if not NAME.match(name) or CELL.match(name.upper()) or len(name) > 255:
            yield f"table name {name!r} is not allowed"
        if bottom <= top:
            yield f"table {name} has no row"
        columns = [c.get("name", "") for c in table.iter(f"{MAIN}tableColumn")]
        ids = [c.get("id") for c in table.iter(f"{MAIN}tableColumn")]
        cells = {
            c.get("r"): self._value(c)
            for c in sheet.iter(f"{MAIN}c")
            if (CELL.match(c.get("r", "")) or ["", "", ""])[2] == str(top)
        }
        heads = {column_number(CELL.match(r or "").group(1)): v for r, v in cells.items()}  # type: ignore[union-attr]
        if [heads.get(n) for n in range(left, right + 1)] != columns:
            yield f"table {name}: its columns {columns} are not what its header cells say"
        if len({c.casefold() for c in columns}) != len(columns) or len(set(ids)) != len(ids):
            yield f"table {name}: a column twice"
        if (filters := table.find(f"{MAIN}autoFilter")) is not None and filters.get("ref") != table.get("ref"):
            yield f"table {name}: the filter is on {filters.get('ref')}"

    def _value(self, cell: ElementTree.Element) -> str | None:
        value = cell.find(f"{MAIN}v")
        if value is None or value.text is None:
            return None
        return self.strings[int(value.text)] if cell.get("t") == "s" else value.text

    def _sheet(self, root: ElementTree.Element) -> Iterator[str]:
        formats = self._formats()
        last = 0
        for row in root.iter(f"{MAIN}row"):
            number = int(row.get("r", "0"))
            if number <= last:
                yield f"row {number} after row {last}"
            last = number
            if float(row.get("ht", "0")) > 409.5:
                yield f"row {number} is {row.get('ht')} points high"
            before = 0
            for cell in row:
                letters, _ = CELL.match(cell.get("r", "")).groups()  # type: ignore[union-attr]
                if column_number(letters) <= before:
                    yield f"cell {cell.get('r')} is out of order"
                before = column_number(letters)
                yield from self._cell(cell, formats)
        for name, limit in (
            ("hyperlink", 65_530),
            ("mergeCell", 0),
            ("dataValidation", 65_534),
            ("conditionalFormatting", 1_000),
        ):
            if (found := len(list(root.iter(f"{MAIN}{name}")))) > limit:
                yield f"{found} times {name}"
        marks = root.find(f"{MAIN}headerFooter")
        for mark in marks if marks is not None else ():
            if len(mark.text or "") > 255:
                yield f"a header of {len(mark.text or '')} characters"
        for formula in root.iter(f"{MAIN}formula1"):
            if len(formula.text or "") > 257:
                yield "a list for validation of more than 255 characters"
        columns = [(int(c.get("min", "0")), int(c.get("max", "0"))) for c in root.iter(f"{MAIN}col")]
        if any(a[1] >= b[0] for a, b in pairwise(columns)):
            yield "columns overlap"

    def _formats(self) -> list[str]:
        """The number format of each style."""
        styles = self.xml["xl/styles.xml"]
        codes = {n.get("numFmtId"): n.get("formatCode", "") for n in styles.iter(f"{MAIN}numFmt")}
        cells = styles.find(f"{MAIN}cellXfs")
        return [codes.get(x.get("numFmtId"), "") for x in (cells if cells is not None else ())]

    def _cell(self, cell: ElementTree.Element, formats: list[str]) -> Iterator[str]:
        where, style, value = cell.get("r"), int(cell.get("s", "0")), cell.find(f"{MAIN}v")
        formula = cell.find(f"{MAIN}f")
        if formula is not None and not COUNT.fullmatch(formula.text or ""):
            yield f"a formula in {where}"
        if formula is not None and (value is None or not value.text):
            yield f"a formula without its value in {where}"
        if style >= len(formats):
            yield f"{where} has the style {style} of {len(formats)}"
        elif DATE_FORMAT.search(formats[style]) and value is not None and cell.get("t") not in (None, "n"):
            yield f"{where} is a date as text"
        if cell.get("t") == "s" and (value is None or int(value.text or "-1") not in range(len(self.strings))):
            yield f"{where} points at no shared string"
        if cell.get("t") not in (None, "n", "s", *(["str"] if formula is not None else [])):
            yield f"{where} is of the type {cell.get('t')}"
