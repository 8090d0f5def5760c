"""Every example in a help text works: it is read as the command reads it, and run where it needs no file. So do the
commands of the pages.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
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


def test_each_is_read_as_the_command_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    for example in EXAMPLES:
        depth = max(n for n in range(1, len(example) + 1) if example[:n] in EVERY)
        expected = {param.name for param in EVERY[example[:depth]].params if param.expose_value}
        try:
            with EVERY[example[:depth]].make_context(example[depth - 1], list(example[depth:])) as context:
                assert context.params.keys() == expected, example
        except click.ClickException as error:
            pytest.fail(f"{' '.join(example)}: {error.format_message()}")


def test_what_they_name_is_in_the_catalogue() -> None:
    book = gapcheck.load()
    assessed = {name: book.assess(name, "2026-11-21") for name in ("budapest", "uncc")}
    places = {word for e in EXAMPLES for word in e if re.fullmatch(r"(budapest|uncc|[a-z-]+-\d{4})(:.+)?", word)}
    assert len(places) > 5
    for place in sorted(places):
        name, _, pinpoint = place.partition(":")
        if name not in book.instruments:
            assert book.rules.at(place), place
        elif pinpoint:
            assert pinpoint.partition("#")[0] in assessed[name]._ipython_key_completions_(), place


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
