"""The verdicts as a workbook of one sheet, without reasons."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from support.golden_files import mandate_assessment, small_assessment
from support.xlsx_parts import problems

from gapcheck.explain.verdict_lines import verdict_lines
from gapcheck.faces import Assessment
from gapcheck.report.statuses import FORCE
from gapcheck.report.workbook.verdict_list import COLUMNS, verdict_list_bytes

TITLE, TOLD = "=Model treaty & law", ("Articles: =2 met", "What is known & what is not.")
HEAD = 5
"""The row of the headings: below the marking, the title and two lines."""


def list_of(assessment: Assessment) -> bytes:
    return verdict_list_bytes(assessment, "IN CONFIDENCE", TITLE, TOLD)


@pytest.fixture(scope="module")
def assessment(small_path: Path) -> Assessment:
    return small_assessment(small_path)


@pytest.fixture(scope="module")
def book(assessment: Assessment) -> Workbook:
    return load_workbook(io.BytesIO(list_of(assessment)))


def test_it_is_one_sheet_that_excel_reads(assessment: Assessment, book: Workbook) -> None:
    assert book.sheetnames == ["Verdicts"]
    assert problems(list_of(assessment)) == []


def test_marking_title_and_what_has_to_be_known_stand_above(book: Workbook) -> None:
    sheet = book["Verdicts"]
    assert [sheet.cell(row, 1).value for row in range(1, HEAD)] == ["IN CONFIDENCE", TITLE, *TOLD]
    assert {sheet.cell(row, 1).data_type for row in range(1, HEAD)} == {"s"}
    assert "IN CONFIDENCE" in sheet.oddHeader.center.text
    assert "IN CONFIDENCE" in sheet.oddFooter.center.text
    assert "internal copy" in sheet.oddFooter.left.text


def test_there_is_a_row_for_each_line(assessment: Assessment, book: Workbook) -> None:
    rows = list(book["Verdicts"].iter_rows(min_row=HEAD, values_only=True))
    assert list(rows[0]) == [column.header for column in COLUMNS]
    lines = list(verdict_lines(assessment))
    assert len(rows) == len(lines) + 1 > 3
    for row, line in zip(rows[1:], lines, strict=True):
        article, duty = line.article.article, line.duty
        assert row == (
            article.article,
            article.heading or None,
            line.article_verdict or None,
            line.pinpoint or None,
            duty.full.duty.text if duty else None,
            FORCE[duty.full.duty.force] if duty else None,
            line.verdict or None,
            line.law or None,
            listed([question.title for question in line.questions]),
            listed(line.suspect),
        )


def listed(texts: Sequence[str]) -> str | None:
    """Several texts in one cell, each on a line of its own."""
    return "\n".join(f"• {text}" for text in texts) if len(texts) > 1 else "".join(texts) or None


def test_an_article_without_duties_has_the_verdict_on_it_alone(mandate_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(list_of(mandate_assessment(mandate_path))))["Verdicts"]
    bare = [row for row in sheet.iter_rows(min_row=HEAD + 1, values_only=True) if row[3] is None]
    assert bare
    assert {row[4:] for row in bare} == {(None,) * 6}
    assert {row[2] for row in bare} <= {"Withheld", "No duty"}


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment) -> None:
    first = list_of(assessment)
    assert list_of(assessment) == first
    created = load_workbook(io.BytesIO(first)).properties.created
    assert created == datetime.combine(assessment.as_at, datetime.min.time())
