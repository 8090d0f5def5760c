"""Golden files: outputs on the small catalogue as readable text, held against what is written now.

After a change that is meant to alter the output, write them anew and read the difference:

    GAPCHECK_WRITE_GOLDEN=1 PYTHONPATH=src python -m pytest tests/test_workbook.py tests/test_markdown.py
    git diff tests/golden
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from gapcheck.catalogue.loading import load
from gapcheck.faces import Assessment
from support.assessing import assess

GOLDEN = Path(__file__).parents[1] / "golden"


def stable(assessment: Assessment, monkeypatch: pytest.MonkeyPatch) -> Assessment:
    """The assessment without what changes with every edit of the data and every release: the two versions."""
    monkeypatch.setattr("gapcheck.report.facts.__version__", "0.0.0")
    return replace(assessment, catalogue=replace(assessment.catalogue, version="0" * 12))


def small_assessment(small_path: Path, as_at: str = "2019-06-01", reading: str | None = None) -> Assessment:
    return assess(load(small_path), "model", as_at, reading)


def mandate_assessment(mandate_path: Path, instrument: str = "mandate", as_at: str = "2020-01-01") -> Assessment:
    return assess(load(mandate_path), instrument, as_at)


def differences(expected: str, found: str) -> list[str]:
    """Every line that differs, the last included; a missing or added line differs too."""
    pairs = zip_longest(expected.split("\n"), found.split("\n"))
    return [f"line {n}: expected {a!r}, found {b!r}" for n, (a, b) in enumerate(pairs, start=1) if a != b]


def check_golden(name: str, found: str) -> None:
    path = GOLDEN / name
    if os.environ.get("GAPCHECK_WRITE_GOLDEN"):
        path.write_text(found, encoding="utf-8", newline="\n")
    problems = differences(path.read_text(encoding="utf-8"), found)
    assert not problems, "\n".join([f"{name} differs; see tests/golden_files.py", *problems[:20]])


def cell_text(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value).replace("\\", "\\\\").replace("\n", "\\n")


def address(link: Any) -> str:
    return f"{link.target}#{link.location}" if link.location else str(link.target)


def workbook_text(path: Path) -> str:
    """Every cell of every sheet that holds something, one to a line, with its address and its link."""
    import openpyxl

    lines = []
    for sheet in openpyxl.load_workbook(path):
        lines.append(f"# {sheet.title}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    target = f" -> {address(cell.hyperlink)}" if cell.hyperlink else ""
                    lines.append(f"{cell.coordinate}: {cell_text(cell.value)}{target}")
    return "\n".join(lines) + "\n"
