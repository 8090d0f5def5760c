"""Reading workbooks that others sent: what is read, and every hostile thing that is refused in one clear error."""

from __future__ import annotations

import builtins
import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law

from gapcheck.errors import UsageError
from gapcheck.review.sheet_reading import Limits, check_workbook, read_sheet

HEADERS = ("A", "B")
RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)
SHEET_PART = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[Any, ...], headers: tuple[Any, ...] = HEADERS, name: str = "Sheet") -> bytes:
    """A workbook of one sheet."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True, "strings_to_urls": False})
    sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate((headers, *rows)):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    book.close()
    return raw.getvalue()


def changed(raw: bytes, parts: Mapping[str, bytes | str | Callable[[bytes], bytes]]) -> bytes:
    """The package with parts put in, or made of what was there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts.get(name)
            content: Any = old.read(name) if part is None else part
            new.writestr(name, content(old.read(name)) if callable(content) else content)
    return made.getvalue()


def in_sheet(old: bytes, new: bytes) -> Mapping[str, Callable[[bytes], bytes]]:
    """The part of the sheet with other XML."""

    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return {SHEET_PART: change}


def cell_after(xml: bytes) -> Mapping[str, Callable[[bytes], bytes]]:
    return in_sheet(b"</sheetData>", xml + b"</sheetData>")


@pytest.fixture
def read(tmp_path: Path):
    def call(raw: bytes, name: str = "sheet.xlsx", limits: Limits | None = None):
        (tmp_path / name).write_bytes(raw)
        return read_sheet(tmp_path / name, "Sheet", HEADERS, limits)

    return call


class TestReading:
    def test_texts_numbers_and_dates(self, read) -> None:
        rows = read(workbook(("x\ny", 1), (None, None), (True, date(2020, 5, 4)), (None, 1.5)))
        assert [(r.number, dict(r.cells)) for r in rows] == [
            (2, {"A": "x\ny", "B": 1}),
            (4, {"A": True, "B": date(2020, 5, 4)}),
            (5, {"A": None, "B": 1.5}),
        ]

    def test_a_moment_is_no_date(self, read) -> None:
        (row,) = read(workbook((datetime(2020, 5, 4, 12, 30), "x")))
        assert row.cells["A"] == "2020-05-04 12:30:00"

    def test_a_text_that_looks_like_a_formula_is_a_text(self, read) -> None:
        raw = changed(
            workbook(("x", None)),
            in_sheet(b'<c r="A2" t="s"><v>2</v></c>', b'<c r="A2" t="inlineStr"><is><t>=1+1</t></is></c>'),
        )
        assert read(raw)[0].cells["A"] == "=1+1"

    def test_a_link_that_excel_made_of_an_address_is_allowed(self, read) -> None:
        rels = {"xl/worksheets/_rels/sheet1.xml.rels": RELATIONSHIP.format(kind="hyperlink", target="https://un.org")}
        assert len(read(changed(workbook(("x", "y")), rels))) == 1

    @pytest.mark.parametrize(
        ("headers", "message"),
        [
            (("A",), "column 2 of the first row has None; expected 'B'"),
            (("B", "A"), "column 1 of the first row has 'B'; expected 'A'"),
            (("A", "B", "C"), "more columns than expected"),
        ],
    )
    def test_the_header_is_exact(self, read, headers: tuple[str, ...], message: str) -> None:
        with pytest.raises(UsageError, match=message):
            read(workbook(headers=headers))

    def test_nothing_stands_beside_the_table(self, read) -> None:
        with pytest.raises(UsageError, match="row 2 has something to the right"):
            read(workbook(("x", "y", "z")))

    def test_the_sheet_is_named(self, read) -> None:
        with pytest.raises(UsageError, match="there is no sheet 'Sheet' \\(found 'Other'\\)"):
            read(workbook(name="Other"))

    def test_without_openpyxl_the_package_is_named(self, read, monkeypatch: pytest.MonkeyPatch) -> None:
        real = builtins.__import__

        def without(name: str, *args: Any, **more: Any) -> Any:
            if name.partition(".")[0] == "openpyxl":
                raise ImportError(name)
            return real(name, *args, **more)

        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(UsageError, match="pip install openpyxl"):
            read(workbook())


PLAIN = workbook(("x", "y"))
BOMB = b"<x>" + b" " * 30_000_000 + b"</x>"
HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "no zip": (b"hello", "no workbook"),
    "cut off": (PLAIN[:-40], "no workbook"),
    "encrypted or old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted, or an old .xls"),
    "no workbook in it": (changed(PLAIN, {}).replace(b"xl/workbook.xml", b"xl/workbock.xml"), "no xl/workbook.xml"),
    "a bomb": (changed(PLAIN, {"xl/media/x.xml": BOMB}), "packed more than 200 times over"),
    "larger than allowed": (
        changed(PLAIN, {f"xl/x{n}.xml": BOMB[:25_000_000] for n in range(2)}),
        "when it is unpacked",
    ),
    "too many parts": (changed(PLAIN, {f"xl/x{n}.xml": "<x/>" for n in range(300)}), "parts; expected at most"),
    "outside the package": (changed(PLAIN, {"../x.xml": "<x/>"}), "outside the package"),
    "two parts of one name": (changed(PLAIN, {"XL/workbook.xml": "<x/>"}), "two parts have the same name"),
    "macros": (changed(PLAIN, {"xl/vbaProject.bin": b"x"}), "macros and controls"),
    "a control": (changed(PLAIN, {"xl/activeX/activeX1.xml": b"<x/>"}), "macros and controls"),
    "an old macro sheet": (changed(PLAIN, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros and controls"),
    "a type with macros": (
        changed(
            PLAIN,
            {
                "[Content_Types].xml": lambda part: part.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            },
        ),
        "no plain workbook",
    ),
    "a link to a workbook": (changed(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links to other files"),
    "a connection": (changed(PLAIN, {"xl/connections.xml": b"<x/>"}), "links to other files"),
    "an embedded object": (changed(PLAIN, {"xl/embeddings/o.bin": b"x"}), "embedded objects"),
    "a binary part": (changed(PLAIN, {"xl/workbook.bin": b"x"}), "binary part"),
    "an outside relationship": (
        changed(PLAIN, {"xl/_rels/x.rels": RELATIONSHIP.format(kind="externalLinkPath", target="file:///etc/passwd")}),
        "leads outside the file",
    ),
    "a link to a file": (
        changed(PLAIN, {"xl/_rels/x.rels": RELATIONSHIP.format(kind="hyperlink", target="file:///etc/passwd")}),
        "leads outside the file",
    ),
    "entities": (
        changed(PLAIN, {"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        "document type",
    ),
    "no xml": (changed(PLAIN, {"xl/sharedStrings.xml": "<x>"}), "is no XML"),
    "a formula": (workbook(("x", "=1+1")), "B2 holds a formula"),
    "merged cells": (
        changed(
            workbook(("x", "y"), ("z", None)),
            in_sheet(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'),
        ),
        "B2:B3 are merged into one cell",
    ),
    "an error": (
        changed(PLAIN, cell_after(b'<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>')),
        "A3 holds the error '#REF!'",
    ),
    "a row far out": (
        changed(PLAIN, cell_after(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "below row 5,000",
    ),
    "a column far out": (
        changed(PLAIN, cell_after(b'<row r="3"><c r="XFD3"><v>1</v></c></row>')),
        "to the right of column 60",
    ),
    "no place": (changed(PLAIN, cell_after(b'<row r="3"><c><v>1</v></c></row>')), "which no sheet has"),
    "no such place": (changed(PLAIN, cell_after(b'<row r="3"><c r="AAAA3"><v>1</v></c></row>')), "which no sheet has"),
    "a place twice": (
        changed(PLAIN, cell_after(b'<row r="2"><c r="A2"><v>1</v></c></row>')),
        "A2 stands twice, or out of order",
    ),
    "a cell of another row": (
        changed(PLAIN, cell_after(b'<row r="3"><c r="A4"><v>1</v></c></row>')),
        "A4 stands twice, or out of order",
    ),
    "a string that is not there": (
        changed(PLAIN, cell_after(b'<row r="3"><c r="A3" t="s"><v>99</v></c></row>')),
        "the workbook cannot be read",
    ),
}


class TestHostile:
    @pytest.mark.parametrize(("raw", "message"), HOSTILE.values(), ids=HOSTILE)
    def test_is_refused_in_one_line(self, read, raw: bytes, message: str) -> None:
        with pytest.raises(UsageError) as error:
            read(raw)
        assert message in str(error.value)
        assert str(error.value).startswith("sheet.xlsx: ")
        assert "\n" not in str(error.value)

    def test_an_encrypted_part_is_refused(self) -> None:
        raw = bytearray(PLAIN)
        # The flag of encryption, in the directory at the end: bit 0 of the word 8 bytes into each of its entries.
        raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
        with pytest.raises(UsageError, match="encrypted"):
            check_workbook(bytes(raw), "sheet.xlsx")

    def test_a_large_file_is_not_read_to_its_end(self, read) -> None:
        with pytest.raises(UsageError, match="larger than 100 bytes"):
            read(PLAIN, limits=Limits(bytes=100))

    @pytest.mark.parametrize("name", ["sheet.xlsm", "sheet.xls", "sheet.csv"])
    def test_the_ending_is_that_of_a_plain_workbook(self, read, name: str) -> None:
        with pytest.raises(UsageError, match=r"ends in \.xlsx"):
            read(PLAIN, name)

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no such file"):
            read_sheet(tmp_path / "none.xlsx", "Sheet", HEADERS)

    @law(150)
    @given(st.integers(0, len(PLAIN) - 1), st.integers(1, 255))
    def test_a_damaged_byte_is_read_or_refused_and_never_a_crash(
        self, tmp_path_factory: pytest.TempPathFactory, place: int, flip: int
    ) -> None:
        damaged = bytearray(PLAIN)
        damaged[place] ^= flip
        file = tmp_path_factory.getbasetemp() / "damaged.xlsx"
        file.write_bytes(bytes(damaged))
        with suppress(UsageError):
            read_sheet(file, "Sheet", HEADERS)
