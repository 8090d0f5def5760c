"""Every example in a help text works: it is read as the command reads it, and run where it needs no file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

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


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    yield path, group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


CONTINUED = re.compile(r"\\\n\s*")
"""A line that goes on in the next one."""

EVERY = dict(commands(main))
EXAMPLES = sorted(
    {
        tuple(shlex.split(line))[1:]
        for command in EVERY.values()
        for line in re.findall(r"^\s+(gapcheck .+)$", CONTINUED.sub(" ", command.help or ""), re.MULTILINE)
    }
)


def test_every_command_has_an_example() -> None:
    without = {path for path, command in EVERY.items() if "gapcheck " not in (command.help or "")}
    # Those of a group may stand in the help of the group.
    assert {path for path in without if "gapcheck " not in (EVERY[path[:-1]].help or "")} == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=" ".join)
def test_it_is_read_as_the_command_reads_it(
    example: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
def test_what_it_names_is_in_the_catalogue(example: tuple[str, ...], known: Any) -> None:
    book, assessed = known
    places = [word for word in example if re.fullmatch(r"(budapest|uncc|[a-z-]+-\d{4})(:.+)?", word)]
    for place in places:
        name, _, pinpoint = place.partition(":")
        if name not in book.instruments:
            assert book.rules.at(place)
        elif pinpoint:
            assert pinpoint.partition("#")[0] in assessed[name]._ipython_key_completions_()


RUN = [e for e in EXAMPLES if e[0] not in NEEDS_FILES and not {"--data", "--revision", "--out"} & set(e)]


@pytest.mark.parametrize("example", RUN, ids=" ".join)
def test_it_runs(example: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, list(example))
    # One is the answer of a gate, which some examples ask for.
    assert result.exit_code in ((0, 1) if "--fail-on" in example else (0,)), result.output
    assert result.stdout.strip()
