"""Broken catalogues: a folder of ``tests/bad`` laid over ``tests/bad/base``, which has no problem.

In a broken file the comment ``# <--`` marks the line that the problem has to point at.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError, Problem

BAD = Path(__file__).parents[1] / "bad"
MARK = b"# <--"


def overlay(name: str, target: Path) -> Path:
    """The catalogue in which the files of ``tests/bad/name`` are added, or replace the sound ones."""
    shutil.copytree(BAD / "base", target, dirs_exist_ok=True)
    shutil.copytree(BAD / name, target, dirs_exist_ok=True)
    return target


def problems(name: str, target: Path) -> tuple[Problem, ...]:
    """Everything that loading such a catalogue complains about."""
    with pytest.raises(DataError) as caught:
        load(overlay(name, target))
    return caught.value.problems


def marked(name: str) -> set[str]:
    """The lines that are marked in the files of ``tests/bad/name``, as ``file:line``."""
    folder = BAD / name
    return {
        f"{file.relative_to(folder).as_posix()}:{number}"
        for file in folder.rglob("*")
        if file.is_file()
        for number, line in enumerate(file.read_bytes().split(b"\n"), start=1)
        if MARK in line
    }
