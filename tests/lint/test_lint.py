"""The lint as a whole: a catalogue with a finding under every code, each at its line; order, speed, and the bundled
catalogue.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from support.strategies import shuffle

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.lint import LEVELS, RULES, lint

if TYPE_CHECKING:
    from gapcheck import Gapcheck

FOLDER = Path(__file__).parents[1] / "catalogues" / "lint"
MARK = re.compile(r"# <-- (.+)$")


@pytest.fixture(scope="module")
def made() -> Catalogue:
    return gapcheck.load(FOLDER).catalogue


def marked() -> set[tuple[str, int, str]]:
    """File, line and code of each finding that the files announce."""
    return {
        (file.relative_to(FOLDER).as_posix(), number, code)
        for file in FOLDER.rglob("*.yaml")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if (mark := MARK.search(line))
        for code in mark[1].split(", ")
    }


def test_every_finding_is_at_its_line_and_nothing_else_is_found(made: Catalogue) -> None:
    assert sorted((f.file, f.line, f.code) for f in lint(made)) == sorted(marked())


def test_every_code_is_found(made: Catalogue) -> None:
    assert {f.code for f in lint(made)} == set(RULES)


def test_every_finding_says_what_was_expected(made: Catalogue) -> None:
    for finding in lint(made):
        assert finding.level == RULES[finding.code].level
        assert finding.message
        assert finding.sentence == f"{finding.message}; expected {finding.expected}"


def test_in_the_order_of_files_and_lines(made: Catalogue) -> None:
    places = [(f.file, f.line) for f in lint(made)]
    assert places == sorted(places)


def test_the_order_of_the_files_does_not_show(made: Catalogue) -> None:
    """Nor does that of articles, duties and concepts; the order of sections tells which of two is the second."""
    contents = made.contents
    for seed in range(5):
        random = Random(seed)
        held = {f.name: getattr(contents, f.name) for f in fields(Contents)}
        moved: dict[str, Any] = {name: list(found) for name, found in held.items() if isinstance(found, tuple)}
        for found in moved.values():
            random.shuffle(found)
        vocabulary = tuple(shuffle(file, random) for file in moved["vocabulary"])
        articles = tuple(shuffle(file, random) for file in moved["articles"])
        mixed = {
            **held,
            **{name: tuple(found) for name, found in moved.items()},
            "vocabulary": vocabulary,
            "articles": articles,
        }
        assert lint(replace(made, contents=Contents(**mixed))) == lint(made)


def test_the_output_is_the_same_in_every_process() -> None:
    command = [sys.executable, "-m", "gapcheck", "check", "--data", str(FOLDER), "--format", "sarif", "--level", "note"]
    shown = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


def test_levels() -> None:
    assert LEVELS == ("error", "warning", "note")


def test_reaching_a_level(made: Catalogue) -> None:
    by_level = {f.level: f for f in lint(made)}
    reached = {level: [least for least in LEVELS if f.reaches(least)] for level, f in by_level.items()}
    assert reached == {"error": ["error", "warning", "note"], "warning": ["warning", "note"], "note": ["note"]}


def test_an_empty_catalogue_has_no_finding() -> None:
    assert lint(Catalogue(Contents())) == ()


def test_the_small_catalogue(small: Gapcheck) -> None:
    assert [(f.code, f.key) for f in lint(small.catalogue) if f.reaches("warning")] == [
        ("point-without-question", "computer-act-1990:7(1)"),
        ("unsurveyed", "model:10"),
        ("unsourced", "instrument:model"),
        ("unsourced", "position:model"),
        ("unsourced", "model:4#possession"),
        ("unsourced", "model:6(1)#offence-range"),
        ("point-without-question", "model:9#harm"),
        ("unsourced", "model:9#harm"),
    ]


def test_the_bundled_catalogue_has_no_error_and_every_finding_has_its_line() -> None:
    findings = lint(gapcheck.load().catalogue)
    assert [f for f in findings if f.level == "error"] == []
    assert [f for f in findings if not f.file or not f.line] == []
