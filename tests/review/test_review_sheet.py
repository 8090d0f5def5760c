"""The work sheet for reviewers as it is made."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook
from support.reviews import CODES, POLICE, row_of, sent_out
from support.xlsx_parts import problems

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.review.review_sheet import (
    AGENCY,
    COLUMNS,
    COMPUTED,
    FILLED,
    INSTRUCTIONS,
    ROLE,
    SEAL,
    SHEET,
    VIEW,
    WHOLE,
    review_sheet_bytes,
)


@pytest.fixture(scope="module")
def raw(reviewed: Catalogue) -> bytes:
    return review_sheet_bytes(sent_out(reviewed), roles=("Counsel", "Director"), marking="IN CONFIDENCE & MORE")


def test_the_same_content_gives_the_same_bytes(reviewed: Catalogue) -> None:
    assert review_sheet_bytes(sent_out(reviewed)) == review_sheet_bytes(sent_out(reviewed))


def test_excel_opens_it_without_a_repair(raw: bytes) -> None:
    assert problems(raw) == []


def test_computed_cells_are_locked_and_the_others_are_not(raw: bytes) -> None:
    sheet = load_workbook(io.BytesIO(raw))[SHEET]
    assert sheet.protection.sheet
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    for line in sheet.iter_rows(min_row=2):
        locked = {name for name, cell in zip(COLUMNS, line, strict=True) if cell.protection.locked}
        assert locked == {*COMPUTED, SEAL}
        assert all(cell.value in (None, "") for name, cell in zip(COLUMNS, line, strict=True) if name in FILLED)


def test_each_row_offers_what_may_be_said_of_it(raw: bytes) -> None:
    sheet = load_workbook(io.BytesIO(raw))[SHEET]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    column = row_of(sheet, "model:2")[COLUMNS.index(VIEW)].coordinate
    assert lists[column] == '"agrees,disagrees,needs advice"'
    assert lists[row_of(sheet, CODES)[COLUMNS.index(VIEW)].coordinate] == '"holds,fails,open"'
    assert '"Counsel,Director"' in lists.values()


def test_an_agency_is_filled_in_for_those_who_work_there(reviewed: Catalogue) -> None:
    sheet = load_workbook(io.BytesIO(review_sheet_bytes(sent_out(reviewed, POLICE))))[SHEET]
    assert [line[COLUMNS.index(AGENCY)].value for line in sheet.iter_rows(min_row=2)] == [POLICE]


def test_it_says_what_it_is_and_what_to_do(reviewed: Catalogue, raw: bytes) -> None:
    sheet = load_workbook(io.BytesIO(raw))[INSTRUCTIONS]
    pairs = {line[0].value: line[1].value for line in sheet.iter_rows() if line[0].value}
    assert pairs["Law as at"] == "2020-01-01"
    assert pairs["For"] == "all agencies"
    assert pairs[WHOLE] == sent_out(reviewed).fingerprint
    assert "gapcheck review apply" in pairs["Then"]
    assert ROLE in " ".join(filter(None, pairs))


def test_the_marking_is_on_each_page(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2
    assert all("IN CONFIDENCE &amp;&amp; MORE" in sheet for sheet in sheets)


def test_a_text_that_looks_like_a_formula_is_a_text(reviewed: Catalogue) -> None:
    from dataclasses import replace

    sent = sent_out(reviewed)
    first = replace(sent.items[0], asks="=HYPERLINK(1)")
    sheet = load_workbook(io.BytesIO(review_sheet_bytes(replace(sent, items=(first,)))))[SHEET]
    cell = sheet.cell(row=2, column=list(COLUMNS).index("What is asked") + 1)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
