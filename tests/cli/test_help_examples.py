"""Every example in a help text works: it is read as the command reads it, and run where it needs no file. So do the
commands of the pages.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.shown_commands import EVERY, EXAMPLES, PAGES, Words, commands_of

import gapcheck
from gapcheck.cli import main

NEEDS_FILES = frozenset(
    {
        "assess-many",
        "cite",
        "confirm",
        "export",
        "law",
        "picture",
        "redactions",
        "report",
        "review",
        "template",
        "treaty",
        *("forms", "import", "verify-sheet"),
    }
)
"""Commands that read or write files of the user: their examples are only read."""


def test_every_command_has_an_example() -> None:
    without = {path for path, command in EVERY.items() if "gapcheck " not in (command.help or "")}
    # Those of a group may stand in the help of the group.
    assert {path for path in without if "gapcheck " not in (EVERY[path[:-1]].help or "")} == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=" ".join)
def test_it_is_read_as_the_command_reads_it(example: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "obligations").mkdir()
    for name in (
        "brief.docx",
        "submission.md",
        "obligations/statements.yaml",
        "act.xml",
        "convention.txt",
        "table.xlsx",
    ):
        (tmp_path / name).touch()
    (tmp_path / "monitor").mkdir()
    depth = max(n for n in range(1, len(example) + 1) if example[:n] in EVERY)
    arguments = list(example[depth:])
    with EVERY[example[:depth]].make_context(example[depth - 1], arguments) as context:
        assert context.params.keys() == {param.name for param in EVERY[example[:depth]].params if param.expose_value}


@pytest.fixture(scope="module")
def known() -> Any:
    book = gapcheck.load()
    return book, {name: book.assess(name, "2026-11-21") for name in ("budapest", "uncc")}


@pytest.mark.parametrize("example", EXAMPLES, ids=" ".join)
def test_what_it_names_is_in_the_catalogue(example: Words, known: Any) -> None:
    book, assessed = known
    places = [word for word in example if re.fullmatch(r"(budapest|uncc|[a-z-]+-\d{4})(:.+)?", word)]
    for place in places:
        name, _, pinpoint = place.partition(":")
        if name not in book.instruments:
            assert book.rules.at(place)
        elif pinpoint:
            assert pinpoint.partition("#")[0] in assessed[name]._ipython_key_completions_()


OF_HELP = [e for e in EXAMPLES if e[0] not in NEEDS_FILES and not {"--data", "--revision", "--out"} & set(e)]
OF_PAGES = [tuple(shlex.split(command)[1:]) for page in PAGES for command in commands_of(page)]


@pytest.mark.parametrize("example", dict.fromkeys([*OF_HELP, *OF_PAGES]), ids=" ".join)
def test_it_runs(example: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of help texts and of pages; many are shown in both, and run once."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, list(example))
    # One is the answer of a gate, which some examples ask for.
    assert result.exit_code in ((0, 1) if "--fail-on" in example else (0,)), result.output
    assert result.stdout.strip() or "--out" in example


@pytest.mark.parametrize("page", PAGES)
def test_there_are_commands(page: str) -> None:
    assert len(commands_of(page)) >= 2
