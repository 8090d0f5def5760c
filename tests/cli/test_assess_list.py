"""``gapcheck assess --format xlsx``: the list of verdicts as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from gapcheck.cli import main

ASKED = ["assess", "model", "--as-at", "2026-01-01"]
MARKED = ["--classification", "IN CONFIDENCE"]


def run(small_path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, [*ASKED, "--data", str(small_path), *options])


def test_it_says_what_the_table_says(small_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    result = run(small_path, "--format", "xlsx", "--out", str(out), *MARKED)
    assert (result.exit_code, result.output) == (0, f"{out}\n")
    sheet = load_workbook(out)["Verdicts"]
    above = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    table = run(small_path).output
    assert above[0] == "IN CONFIDENCE"
    assert above[1] == table.splitlines()[0].replace("2026-01-01", "1 January 2026")
    assert above[2] == table.splitlines()[1]
    assert " ".join(table.split()).endswith(above[above.index("Article") - 1])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "xlsx"], "it writes a file: name it with --out FILE.xlsx; --classification is missing. There is"),
        (["--format", "xlsx", *MARKED], "--format xlsx: it writes a file: name it with --out FILE.xlsx"),
        (["--format", "xlsx", "--out", "x.xlsx"], "--classification is missing. There is no default"),
        (["--format", "xlsx", "--out", "x.xlsx", "--classification", "banana"], "is no classification"),
        (["--format", "xlsx", "--out", "x.csv", *MARKED], "expected one that ends in .xlsx"),
        (["--other-marking"], "--other-marking: only --format xlsx writes a file"),
        (["--out", "x.xlsx"], "--out: only --format xlsx writes a file"),
        (["--format", "csv", *MARKED], "--classification: only --format xlsx writes a file"),
    ],
)
def test_what_does_not_go_together_is_told(
    small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(small_path, *options)
    assert result.exit_code == 2
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_gate_holds_for_it_too(small_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    result = run(small_path, "--format", "xlsx", "--out", str(out), *MARKED, "--fail-on", "partial,unmet")
    assert result.exit_code == 1
    assert out.is_file()


def test_another_marking_is_taken_as_the_refusal_says(small_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    asked = ["--format", "xlsx", "--out", str(out), "--classification", "DRAFT"]
    assert "--other-marking takes it all the same" in run(small_path, *asked).output
    assert run(small_path, *asked, "--other-marking").exit_code == 0
    assert load_workbook(out)["Verdicts"]["A1"].value == "DRAFT"
