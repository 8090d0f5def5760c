"""A work sheet that came back, as it is read: whatever people did to it, and whatever they must not do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.reviews import AGREES, CODES, HOLDS, edited, returned, row_of, sent_out, sheet_of

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UsageError
from gapcheck.review.review_sheet import COLUMNS, INSTRUCTIONS, VIEW, WHOLE, review_sheet_bytes


@pytest.fixture(scope="module")
def raw(reviewed: Catalogue) -> bytes:
    return sheet_of(reviewed, {"model:2": AGREES, CODES: HOLDS})


def test_the_rows_come_back_as_they_were(reviewed: Catalogue, raw: bytes, tmp_path: Path) -> None:
    found = returned(tmp_path / "s.xlsx", raw)
    sent = sent_out(reviewed)
    assert [row.about for row in found.rows] == [item.about for item in sent.items]
    assert [row.data for row in found.rows] == [item.data for item in sent.items]
    assert [row.about for row in found.rows if row.filled] == ["model:2", CODES]
    assert not any(row.altered for row in found.rows)
    assert found.missing == 0


def sort_backwards(sheet: Any) -> None:
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    for place, line in enumerate(reversed(lines), start=2):
        for column, value in enumerate(line, start=1):
            sheet.cell(row=place, column=column).value = value


def sort_with_headers(sheet: Any) -> None:
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=1)]
    for place, line in enumerate(reversed(lines), start=1):
        for column, value in enumerate(line, start=1):
            sheet.cell(row=place, column=column).value = value


def reorder_columns(sheet: Any) -> None:
    for line in sheet.iter_rows(min_row=1):
        values = [cell.value for cell in line]
        for cell, value in zip(line, reversed(values), strict=True):
            cell.value = value


def hide(sheet: Any) -> None:
    sheet.auto_filter.add_filter_column(0, ["model:2"])
    for number in range(3, 8):
        sheet.row_dimensions[number].hidden = True


def add_columns(sheet: Any) -> None:
    sheet.insert_cols(1)
    sheet.cell(row=1, column=1).value = "Our file"
    sheet.cell(row=3, column=1).value = "D/1"
    last = len(COLUMNS) + 2
    sheet.cell(row=1, column=last).value = "To do"
    sheet.cell(row=40, column=last).value = "ring Police"


@pytest.mark.parametrize("change", [sort_backwards, sort_with_headers, reorder_columns, hide, add_columns])
def test_people_may_rearrange_it(raw: bytes, tmp_path: Path, change: Callable[[Any], None]) -> None:
    before = returned(tmp_path / "before.xlsx", raw)
    after = returned(tmp_path / "after.xlsx", edited(raw, change))
    told = [
        {row.about: (row.as_at, row.data, row.altered, dict(row.said)) for row in file.rows} for file in (before, after)
    ]
    assert told[0] == told[1]
    assert after.missing == 0


def test_rows_may_be_deleted_and_are_counted(raw: bytes, tmp_path: Path) -> None:
    found = returned(tmp_path / "s.xlsx", edited(raw, lambda sheet: sheet.delete_rows(3, 4)))
    assert found.missing == 4
    assert not any(row.altered for row in found.rows)


@pytest.mark.parametrize("name", ["Instrument", "Law as at", "For", "Catalogue", "Rows", WHOLE])
def test_what_it_says_of_itself_is_sealed(raw: bytes, tmp_path: Path, name: str) -> None:
    def change(sheet: Any) -> None:
        cell = next(line[1] for line in sheet.iter_rows() if line[0].value == name)
        cell.value = f"{str(cell.value)[:-1]}{'0' if str(cell.value)[-1] != '0' else '1'}"

    with pytest.raises(UsageError, match="was altered"):
        returned(tmp_path / "s.xlsx", edited(raw, change, INSTRUCTIONS))


def test_a_row_of_another_sheet_is_altered(reviewed: Catalogue, raw: bytes, tmp_path: Path) -> None:
    from datetime import date
    from io import BytesIO

    from openpyxl import load_workbook

    other = load_workbook(BytesIO(review_sheet_bytes(sent_out(reviewed, as_at=date(2020, 1, 2)))))["Review"]
    line = [cell.value for cell in row_of(other, "model:2")]

    def paste(sheet: Any) -> None:
        for cell, value in zip(row_of(sheet, "model:2"), line, strict=True):
            cell.value = value

    found = returned(tmp_path / "s.xlsx", edited(raw, paste))
    assert [row.about for row in found.rows if row.altered] == ["model:2"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda sheet: sheet.delete_cols(COLUMNS.index(VIEW) + 1), "the sheet has no column 'Your view'"),
        (
            lambda sheet: setattr(sheet.cell(row=1, column=len(COLUMNS) + 1), "value", VIEW),
            "the column 'Your view' is there 2 times",
        ),
        (lambda sheet: setattr(sheet, "title", "Other"), "there is no sheet 'Review'"),
        (lambda sheet: setattr(sheet.cell(row=2, column=12), "value", "=1+1"), "holds a formula"),
    ],
)
def test_what_is_no_sheet_of_ours(raw: bytes, tmp_path: Path, change: Callable[[Any], None], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        returned(tmp_path / "s.xlsx", edited(raw, change))


def test_another_workbook_is_told_as_such_and_not_by_its_formulas(raw: bytes, tmp_path: Path) -> None:
    def as_in_a_report(sheet: Any) -> None:
        sheet.parent[INSTRUCTIONS].title = "Answer"
        sheet["C2"].value = "=COUNTIFS(A:A,1)"

    with pytest.raises(UsageError, match=r"no sheet .*; expected a work sheet of gapcheck review export"):
        returned(tmp_path / "model_matrix.xlsx", edited(raw, as_in_a_report))


def test_a_used_range_of_a_million_rows_is_one_clear_error(raw: bytes, tmp_path: Path) -> None:
    from support.reviews import with_part

    rows = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(1_000, 1_040_000, 1))
    bloated = with_part(
        raw, "xl/worksheets/sheet2.xml", lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    with pytest.raises(UsageError, match=r"s\.xlsx: .*(packed more than|larger than)"):
        returned(tmp_path / "s.xlsx", bloated)
