"""``gapcheck redactions``."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.output import print_json, print_table
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.report.redactions import Redactions

GATE_FAILED = 1
MISSING = frozenset({"mark-not-in-key", "no-key"})


@click.command(name="redactions")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["missing", "any"]),
    help="Exit with 1 if a mark is missing from the key (missing), or if anything does not agree (any).",
)
def command(file: str, form: str, fail_on: str | None) -> None:
    """Hold the marks of a paper that was released in part against its key of redaction codes.

    FILE is a text or Markdown file, or - for standard input. Each ground of the Official Information Act 1982 that
    stands in place of text is counted with its lines. Marks that are not in the key, entries of the key that nothing is
    marked with, and grounds that the Act does not have are told. Grounds are compared exactly, so that 6(b) is not
    6(b)(i).

    \b
    Examples:
      gapcheck redactions paper.md
      gapcheck redactions paper.md --fail-on missing
      pdftotext -layout paper.pdf - | gapcheck redactions -
    """
    from gapcheck.report.context_file import shipped_grounds
    from gapcheck.report.redactions import check_redactions

    found = check_redactions(_read(file), shipped_grounds(), "standard input" if file == "-" else Path(file).name)
    if form == "json":
        print_json(found.to_dict())
    else:
        _print(found)
    codes = [p.code for p in found.problems if fail_on == "any" or p.code in MISSING]
    if fail_on is not None and codes:
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {_counted(codes)}", err=True)
        raise SystemExit(GATE_FAILED)


def _read(file: str) -> str:
    """The text of a file. Raises ``UsageError`` if it cannot be read, is not UTF-8, or is too long."""
    from gapcheck.catalogue.strict_yaml import MAX_BYTES

    try:
        if file == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(file).open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {file!r}: {error.strerror or error}") from None
    if len(raw) > MAX_BYTES:
        raise UsageError(f"{file!r} has more than {MAX_BYTES // 1024**2} MiB; expected the text of one paper")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UsageError(
            f"{file!r} is not a text in UTF-8; expected a text or Markdown file (pdftotext makes one of a PDF)"
        )
    return text


def _print(found: Redactions) -> None:
    listed = {entry.ground for entry in found.key}
    rows = [
        [
            (g, ""),
            (str(len(marks)), ""),
            (", ".join(str(n) for n in sorted({m.line for m in marks})), ""),
            (_yes(g, listed), ""),
        ]
        for g, marks in found.grounds
    ]
    if rows:
        print_table(f"Text withheld in {found.file}", ("Ground", "Times", "Lines", "In the key"), rows)
    else:
        click.echo(f"No text is marked as withheld in {found.file}.")
    if found.problems:
        told = [
            [(str(p.line or ""), ""), (p.key, ""), (_sentence(p.message, p.suggestion), "")] for p in found.problems
        ]
        click.echo("")
        print_table("What does not agree", ("Line", "Ground", "Problem"), told)
    click.echo(f"\nKey: {len(found.key)} grounds. Marks: {len(found.marks)}. Problems: {len(found.problems)}.")


def _yes(ground: str, listed: Collection[str]) -> str:
    return "yes" if ground in listed else "no"


def _sentence(message: str, nearest: str | None) -> str:
    text = message[:1].upper() + message[1:]
    return f"{text}. The nearest is {nearest}." if nearest else f"{text}."


def _counted(codes: list[str]) -> str:
    return ", ".join(f"{codes.count(code)} {code}" for code in sorted(set(codes)))
