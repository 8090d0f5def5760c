"""``gapcheck redactions``."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.gates import counted, gate
from gapcheck.cli.output import print_json, print_table
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.report.redactions import Redactions

MISSING = frozenset({"mark-not-in-key", "no-key", "no-ground", "short-mark", "not-understood"})


@click.command(name="redactions")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--encoding", type=click.Choice(["utf-8", "cp1252"]), default="utf-8", show_default=True, help="Of a text file."
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["missing", "any"]),
    help="Exit with 1 if a mark, its ground or its entry in the key is missing (missing), or on any problem (any).",
)
def command(file: str, encoding: str, form: str, fail_on: str | None) -> None:
    """Hold the marks of a paper that was released in part against its key of redaction codes.

    FILE is text, Markdown, HTML, Word (.docx) or PDF (read by pdftotext), or - for standard input. Each ground of the
    Official Information Act 1982 (or of the Act on local government) that stands in place of text is counted with its
    lines, and so is text that was taken out without a ground. Marks that are not in the key, entries of the key that
    nothing is marked with, grounds that neither Act has, and whatever looks like a key or a mark and was not
    understood are told. Grounds are compared exactly, so that 6(b) is not 6(b)(i).

    \b
    Examples:
      gapcheck redactions paper.md
      gapcheck redactions paper.md --fail-on missing
      gapcheck redactions paper.pdf --fail-on any
    """
    from gapcheck.report.context_file import shipped_grounds
    from gapcheck.report.redactions import check_redactions

    name = "standard input" if file == "-" else Path(file).name
    redactions = check_redactions(_read(file, encoding), shipped_grounds(), name)
    if form == "json":
        print_json(redactions.to_dict())
    else:
        _print(redactions)
    gate(fail_on, counted(p.code for p in redactions.problems if fail_on == "any" or p.code in MISSING))


def _read(file: str, encoding: str) -> str:
    """The text of a file. Raises ``UsageError`` if it cannot be read, is in another encoding, or is too long."""
    from gapcheck.documents import MAX_BYTES, read_document

    try:
        if file == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(file).open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {file!r}: {error.strerror or error}") from None
    return read_document(raw, "standard input" if file == "-" else file, encoding, layout=True).text


def _print(redactions: Redactions) -> None:
    listed = {entry.ground for entry in redactions.key}
    rows = [
        [
            (g, ""),
            (str(len(marks)), ""),
            (", ".join(str(n) for n in sorted({m.line for m in marks})), ""),
            (_yes(g, listed), ""),
        ]
        for g, marks in redactions.grounds
    ]
    if rows:
        print_table(f"Text withheld in {redactions.file}", ("Ground", "Times", "Lines", "In the key"), rows)
    else:
        click.echo(f"No text is marked as withheld in {redactions.file}.")
    if redactions.problems:
        rows = [
            [(str(p.line or ""), ""), (p.key, ""), (_sentence(p.message, p.suggestion), "")]
            for p in redactions.problems
        ]
        click.echo("")
        print_table("What does not agree", ("Line", "Ground", "Problem"), rows)
    click.echo(
        f"\nKey: {len(redactions.key)} grounds. Marks: {len(redactions.marks)}. Problems: {len(redactions.problems)}."
    )


def _yes(ground: str, listed: Collection[str]) -> str:
    return "yes" if ground in listed else "no"


def _sentence(message: str, nearest: str | None) -> str:
    text = message[:1].upper() + message[1:]
    return f"{text}. The nearest is {nearest}." if nearest else f"{text}."
