"""Somebody else's table beside our verdicts: read as it was laid out, never guessed, refused where it is hostile."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from support.golden_files import small_assessment

from gapcheck.cli import main
from gapcheck.errors import UsageError
from gapcheck.report.forms.filled_forms import render_forms
from gapcheck.report.forms.form_registry import shipped_forms
from gapcheck.report.report import make_report
from gapcheck.review.concordance import ConcordanceRow, lay_beside, place_in


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def laid(small_path: Path, path: Path, *rows: tuple[object, ...]) -> tuple[ConcordanceRow, ...]:
    return lay_beside(small_assessment(small_path), book(path / "table.xlsx", *rows))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Art 16(2)", "16(2)"),
        ("Article 16 (2) (a)", "16(2)(a)"),
        ("Art. 16.2.a.", "16(2)(a)"),
        ("Article 6, paragraph 1, subparagraph a", "6(1)(a)"),
        ("6, para 1", "6(1)"),
        ("17(1)b)", "17(1)(b)"),
        ("2", "2"),
        ("Article 2 – Illegal access", "2"),
        ("Illegal access", None),
        ("Act 2001", None),
    ],
)
def test_a_place_is_read_as_it_is_written(text: str, place: str | None) -> None:
    found = place_in(text)
    assert (None if found is None else str(found)) == place


def test_our_own_table_agrees_with_us_in_every_row(small_path: Path, tmp_path: Path) -> None:
    assessment = small_assessment(small_path)
    for name in ("eu-concordance", "matrix-1540"):
        ((file, raw),) = render_forms(make_report(assessment, "C"), [shipped_forms()[name]]).items()
        (tmp_path / file).write_bytes(raw)
        rows = lay_beside(assessment, tmp_path / file)
        assert [(row.place, row.outcome) for row in rows if row.outcome != "agrees"] == []
        assert len(rows) == len(assessment.duties)


def test_each_outcome(small_path: Path, tmp_path: Path) -> None:
    assessment = small_assessment(small_path)
    met = next(d for d in assessment.duties if d.status == "met").full.duty.id
    part = next(d for d in assessment.duties if d.status == "partial").full.duty.id
    rows = laid(
        small_path,
        tmp_path,
        ("A table of ours",),
        ("Article", "National law", "Compliance"),
        (f"Art {met}", "Act, s 1", "Yes"),
        (f"Art {part}", None, "\u2212"),
        ("Art 99", None, "+"),
        (met, None, "0"),
    )
    told = [(row.outcome, row.number) for row in rows[:4]]
    assert told == [("agrees", 3), ("differs", 4), ("unknown-place", 5), ("not-understood", 6)]
    assert rows[0].their_law == "Act, s 1"
    assert rows[1].note.startswith("They: does not comply. We: complies in part.")
    assert {row.outcome for row in rows[4:]} == {"missing"}
    covered = {met, part}
    assert len(rows[4:]) == sum(d.status != "no_duty" and d.full.duty.id not in covered for d in assessment.duties)


def test_a_merged_article_and_a_place_below_a_duty(small_path: Path, tmp_path: Path) -> None:
    rows = laid(
        small_path, tmp_path, ("Article", "Status"), ("Article 2", "Met"), (None, "Partial"), ("2(1)(a)", "Met")
    )
    assert rows[0].place == rows[1].place == "Art 2"
    assert "of which it is part" in rows[2].note or rows[2].outcome == "unknown-place"


def test_headers_that_are_not_known_can_be_named(small_path: Path, tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", ("Where", "Our view"), ("2", "yes"))
    with pytest.raises(UsageError, match="name them with --place and --compliance"):
        lay_beside(small_assessment(small_path), path)
    assert lay_beside(small_assessment(small_path), path, None, ("where", "our view", None))[0].place == "Art 2"


def test_a_hostile_workbook_is_refused(small_path: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds a formula"):
        laid(small_path, tmp_path, ("Article", "Status"), ("2", "=1+1"))
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(UsageError):
        lay_beside(small_assessment(small_path), tmp_path / "x.xlsx")


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", "concordance", *map(str, args)])


def test_the_command(small_path: Path, tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", ("Article", "Status"), ("2", "no"), ("=x"[1:], "yes"))
    fixed = (path, "model", "--as-at", "2019-06-01", "--data", small_path)
    result = run(*fixed)
    assert result.exit_code == 0, result.output
    assert "1 of no place of ours" in result.output
    found = json.loads(run(*fixed, "--format", "json").output)
    assert [row["number"] for row in found["rows"]][:2] == [2, 3]
    assert run(*fixed, "--format", "csv").output.lstrip("\ufeff").startswith("outcome,number,their_place,place")
    assert run(*fixed, "--fail-on", "differs").exit_code == 1
    assert run(*fixed, "--sheet", "None").exit_code == 2
