"""The sheets of reviews and of sign-off in the workbook."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from support.reviews import AS_AT, CODES, POLICE, entry
from support.xlsx_parts import problems

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.workbook import workbook_bytes
from gapcheck.report.workbook.reviews import REVIEWS, SIGNATURES
from gapcheck.review.reviews_folder import Reviews


@pytest.fixture(scope="module")
def raw(reviewed: Catalogue) -> bytes:
    entries = (
        entry(reviewed, "model:2", "disagrees", reason="=1+1", change="Repeal it."),
        entry(reviewed, CODES, "fails", agency=POLICE),
    )
    assessment = Gapcheck(reviewed).assess("model", AS_AT, reviews=Reviews(entries), effective=True)
    return workbook_bytes(assessment.report("IN CONFIDENCE"))


def test_excel_opens_it_without_a_repair(raw: bytes) -> None:
    assert problems(raw) == []


def test_what_was_said_stands_beside_what_was_computed(raw: bytes) -> None:
    sheet = load_workbook(io.BytesIO(raw))["Reviews"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    names = [column.header for column in REVIEWS]
    head = next(n for n, line in enumerate(lines) if line[: len(names)] == names)
    found = dict(zip(names, lines[head + 1], strict=False))
    assert (found["Where"], found["What was computed"], found["Says"]) == ("art 2", "Met", "Disagrees")
    assert (found["Reason"], found["Change proposed"], found["Stands"]) == ("=1+1", "Repeal it.", "Stands")
    question = dict(zip(names, lines[head + 2], strict=False))
    assert question["On answers taken from reviews"] == "On the view of New Zealand Police, 4 May 2020"


def test_each_signature_has_a_row(raw: bytes) -> None:
    sheet = load_workbook(io.BytesIO(raw))["Sign-off"]
    cells = [cell.value for line in sheet.iter_rows() for cell in line]
    assert all(column.header in cells for column in SIGNATURES)
    assert {"Signed", "Missing", "Disagrees"} <= set(cells)


def test_without_reviews_there_are_no_such_sheets(reviewed: Catalogue) -> None:
    report = Gapcheck(reviewed).assess("model", AS_AT).report("IN CONFIDENCE")
    assert not {"Reviews", "Sign-off"} & set(load_workbook(io.BytesIO(workbook_bytes(report))).sheetnames)
