"""The commands that gapcheck shows to people: the examples of its help texts, and those of its pages."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from gapcheck.cli import main

ROOT = Path(__file__).resolve().parents[2]

Words = tuple[str, ...]

CONTINUED = re.compile(r"\\\n\s*")
"""A line that goes on in the next one."""


def commands(group: click.Group, path: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    """Every command of a group, and the group itself, by the words that lead to it."""
    context = click.Context(group)
    yield path, group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


EVERY = dict(commands(main))

EXAMPLES: list[Words] = sorted(
    {
        tuple(shlex.split(line))[1:]
        for command in EVERY.values()
        for line in re.findall(r"^\s+(gapcheck .+)$", CONTINUED.sub(" ", command.help or ""), re.MULTILINE)
    }
)
"""The examples of all help texts, as the words after ``gapcheck``."""


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of a page that are of one kind (``python``, ``yaml``, or none)."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [block for of, block in re.findall(r"```(\w*)\n(.*?)```", text, flags=re.S) if of == kind]


def commands_of(page: str) -> list[str]:
    """The lines of a page that are commands."""
    lines = [line for kind in ("", "sh") for block in blocks(page, kind) for line in block.splitlines()]
    return [line for line in lines if line.startswith("gapcheck ")]


PAGES = ("README.md", "docs/commands.md", "docs/reports.md")
"""The pages whose commands need nothing but the catalogue that comes with gapcheck. They are run with the examples of
help texts (``tests/cli/test_help_examples.py``); ``tests/test_docs_snippets.py`` runs what other pages show.
"""
