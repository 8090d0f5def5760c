"""docs/command-line.md: every command with its help and its options. ``--check`` tells whether it is current."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from gapcheck.cli import main as gapcheck

PAGE = Path(__file__).parent / "command-line.md"

HEAD = """\
# The command line

Every command with every option, made of their `--help` by `docs/make_command_line_page.py`.
[The commands](commands.md) tells which of them answers which question. Options marked * are needed.

Every command takes `--help`. Exit codes: 0 done; 1 a gate asked for with `--fail-on` failed; 2 bad usage or bad data;
130 interrupted.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_command(*found) for found in commands(gapcheck, ()))


def commands(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command under a group in the order of its words, a group before its own."""
    context = click.Context(group)
    for name in sorted(group.list_commands(context)):
        command = group.get_command(context, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))


def _command(words: tuple[str, ...], command: click.Command) -> str:
    name = " ".join(words)
    parts = [f"{'#' * (len(words) + 1)} {name}", *_help(command), f"Usage: `gapcheck {name}{_usage(command)}`"]
    options = [o for o in command.params if isinstance(o, click.Option) and not o.hidden]
    if options:
        rows = "\n".join(_row(option) for option in options)
        parts.append(f"| option | value | meaning |\n| --- | --- | --- |\n{rows}")
    return "\n" + "\n\n".join(parts) + "\n"


def _usage(command: click.Command) -> str:
    """The arguments, as a line of usage names them."""
    if isinstance(command, click.Group):
        return " COMMAND"
    found = [p for p in command.params if isinstance(p, click.Argument)]
    return "".join(" " + _argument(a) for a in found) + (" [OPTIONS]" if len(command.params) > len(found) else "")


def _argument(argument: click.Argument) -> str:
    name = argument.human_readable_name.upper() + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _help(command: click.Command) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", cleandoc(command.help or command.short_help or "")):
        # Click keeps the lines of such a paragraph as they are.
        if not paragraph.startswith("\b\n"):
            yield _text(" ".join(paragraph.split()))
            continue
        title, *lines = paragraph.removeprefix("\b\n").splitlines()
        kept = lines if title.endswith(":") else [title, *lines]
        if kept is lines:
            yield title
        yield "```\n" + cleandoc("\n".join(kept)) + "\n```"


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    return f"| {names}{' *' if option.required else ''} | {_value(option)} | {_text(option.help or '')} |"


def _value(option: click.Option) -> str:
    if option.is_flag or option.count:
        return ""
    if isinstance(option.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in option.type.choices)
    word = option.metavar or option.type.name
    return f"`{word.upper()}`" + (", several times" if option.multiple else "")


def _text(text: str) -> str:
    """Plain text as Markdown: nothing in it is markup, and options stand in code font."""
    plain = re.sub(r"([\\*<|\[\]`])", r"\\\1", text)
    return re.sub(r"(?<![\w-])--[a-z][a-z-]*", lambda found: f"`{found[0]}`", plain)


def main(asked: list[str]) -> None:
    """Write the page, or with ``--check`` tell whether it is current."""
    made = page()
    if "--check" not in asked:
        PAGE.write_text(made, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != made:
        sys.exit("docs/command-line.md is not current; run python docs/make_command_line_page.py")


if __name__ == "__main__":
    main(sys.argv[1:])
