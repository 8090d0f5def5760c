"""Golden files: outputs on the small catalogue as readable text, held against what is written now.

They are small enough to be read in review: the text of an output stands in its Markdown in full, and of another form
there is what that form adds, one row or line of each kind. After a change that is meant to alter the output, write
them anew and read the difference:

    GAPCHECK_WRITE_GOLDEN=1 python -m pytest tests/report tests/lint/test_sarif.py
    git diff tests/golden
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import pytest

from gapcheck.catalogue.loading import load
from gapcheck.faces import Assessment
from support.assessing import assess

Item = TypeVar("Item")
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
    assert not problems, "\n".join([f"{name} differs; see tests/support/golden_files.py", *problems[:20]])


def cell_text(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value).replace("\\", "\\\\").replace("\n", "\\n")


def address(link: Any) -> str:
    return f"{link.target}#{link.location}" if link.location else str(link.target)


def one_of_each(items: Iterable[Item], kind: Callable[[Item], Hashable]) -> Iterator[Item]:
    """The first of the items of each kind, in their order."""
    seen = set()
    for item in items:
        if (found := kind(item)) not in seen:
            seen.add(found)
            yield item


def added(changed: str, plain: str) -> str:
    """What the text of one workbook has and that of another has not (``+``), and the other way about (``-``), wherever
    in its column it stands.
    """
    before, after = (_lines_by_sheet(text) for text in (plain, changed))
    found = []
    for sheet in dict.fromkeys((*before, *after)):
        gone, new = (Counter(of.get(sheet, ())) for of in (before, after))
        told = [f"{sign} {line}" for sign, left in (("-", gone - new), ("+", new - gone)) for line in left.elements()]
        found += [sheet, *told] if told else []
    return "\n".join(found) + "\n"


def _lines_by_sheet(text: str) -> dict[str, list[str]]:
    """The lines below each title of a sheet, without the numbers of rows."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in re.sub(r"(?m)^([A-Z]+)\d+(?=: )|(?<=![A-Z])\d+$", r"\1", text).splitlines():
        if line.startswith("# "):
            lines = found.setdefault(line, [])
        else:
            lines.append(line)
    return found


def workbook_text(path: Path, *, every_row: bool = True) -> str:
    """Every cell that holds something, one to a line, with its address and its link, sheet by sheet; or the first
    sheet, and of the others one row of each kind: of those that fill the same columns, with links in the same, the
    first.
    """
    import openpyxl

    lines = []
    for number, sheet in enumerate(openpyxl.load_workbook(path)):
        lines.append(f"# {sheet.title}")
        rows = ([cell for cell in row if cell.value is not None] for row in sheet.iter_rows())
        for row in rows if every_row or number == 0 else one_of_each(rows, _look):
            for cell in row:
                target = f" -> {address(cell.hyperlink)}" if cell.hyperlink else ""
                lines.append(f"{cell.coordinate}: {cell_text(cell.value)}{target}")
    return "\n".join(lines) + "\n"


def _look(row: list[Any]) -> Hashable:
    """What tells a row from others of its sheet, whatever it says."""
    return tuple((cell.column, cell.hyperlink is not None) for cell in row)
