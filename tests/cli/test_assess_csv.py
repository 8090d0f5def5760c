"""An assessment as CSV: what its JSON form holds, a line for each duty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

import gapcheck
from gapcheck.cli import main
from gapcheck.cli.assess_csv import CSV_HEAD, csv_rows
from gapcheck.faces import Assessment


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return gapcheck.load().assess("uncc", "2026-11-21")


@pytest.fixture(scope="module")
def rows(assessment: Assessment) -> list[dict[str, str]]:
    return [dict(zip(CSV_HEAD, row, strict=True)) for row in csv_rows(assessment)]


def duties(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """The duties of the JSON form."""
    told: Any = assessment.to_dict()
    return (duty for article in told["articles"] for duty in article["duties"])


def test_each_duty_has_what_the_json_has(assessment: Assessment, rows: list[dict[str, str]]) -> None:
    by_duty = {row["duty"]: row for row in rows}
    for duty in duties(assessment):
        row = by_duty[duty["id"]]
        assert (row["text"], row["checked"]) == (duty["text"], duty["checked"] or "")
        for key in ("reasons", "settled_by", "goes_beyond", "transition", "suspect"):
            assert row[key] == " ".join(duty[key]), key
        assert row["questions"] == "; ".join(duty["questions"])
        assert row["cells"].count(": ") >= len(duty["cells"])


def test_how_far_the_law_and_the_treaty_are_known_stands_in_every_line(rows: list[dict[str, str]]) -> None:
    (one,) = {(row["instrument"], row["as_at"], row["law_known_to"], row["binding_record"]) for row in rows}
    assert one == ("uncc", "2026-11-21", "2026-06-06", "no_record")
    (read,) = {row["treaty_read"] for row in rows}
    assert read.endswith("text not read")


def test_a_cell_names_its_concepts_and_its_rule(rows: list[dict[str, str]]) -> None:
    access = next(row for row in rows if row["duty"] == "uncc:7(1)")
    assert "conduct=access" in access["cells"]
    assert "(crimes-act-1961:252(1))" in access["cells"]


def test_an_article_without_duties_has_a_line(assessment: Assessment, rows: list[dict[str, str]]) -> None:
    assert {row["article"] for row in rows} == {a.article.article for a in assessment.articles}


def test_the_file_opens_right_in_excel() -> None:
    """It begins with a byte order mark, and its quotes and macrons survive."""
    result = CliRunner().invoke(main, ["assess", "uncc", "--as-at", "2026-11-21", "--format", "csv"])
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfarticle,")
    assert b"\r" not in result.stdout_bytes
    assert next(iter(csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))) == list(CSV_HEAD)
