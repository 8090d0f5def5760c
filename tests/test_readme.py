"""What the README says, works: its Python runs, its commands succeed, and its table names every status."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from gapcheck.cli import main
from gapcheck.engine.results import STATUSES

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, flags=re.S)
COMMANDS = [line for kind, block in BLOCKS if not kind for line in block.splitlines() if line.startswith("gapcheck ")]


def test_the_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [code] = [block for kind, block in BLOCKS if kind == "python"]
    namespace: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), namespace)
    assert (tmp_path / "budapest.xlsx").is_file()
    assert repr(namespace["now"]).startswith("<Assessment Budapest Convention v NZ law as at 2026-11-21: ")


def test_the_python_is_short() -> None:
    [code] = [block for kind, block in BLOCKS if kind == "python"]
    assert len([line for line in code.splitlines() if line.strip()]) <= 11


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_succeeds(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 5


def test_every_status_is_told() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \|", README, flags=re.M)
    assert {s.replace("_", " ") for s in STATUSES} <= set(rows)


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert all((Path(__file__).resolve().parents[1] / p).is_file() for p in pictures)
