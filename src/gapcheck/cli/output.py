"""Printing: tables for people through rich, data as it is."""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from gapcheck.errors import UsageError

WIDE = 160
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

STYLES = {
    "met": "green",
    "met_with_reservation": "cyan",
    "partial": "yellow",
    "unmet": "red",
    "unclear": "magenta",
    "not_assessed": "dim",
    "no_duty": "dim",
    "withheld": "dim",
}


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A spinner on standard error while something runs, if somebody is looking."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    before = set(threading.enumerate())
    with Console(stderr=True).status(f"{what} ..."):
        yield
    for thread in set(threading.enumerate()) - before:  # the spinner's, which is told to stop but not waited for
        thread.join(timeout=1)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """What to tell how far something is (done, total, and what was done last), shown as a bar if somebody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=f"{what}: {escape(name)}"
        )


def as_json(value: object) -> str:
    """Plain JSON."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def print_json(value: object) -> None:
    """Plain JSON on standard output."""
    click.echo(as_json(value))


def write_text(path: Path, text: str) -> None:
    """Write a file aside, then move it into place: a reader never meets half of it. Raises ``UsageError``."""
    try:
        with tempfile.TemporaryDirectory(prefix=".gapcheck-", dir=path.parent) as aside:
            partial = Path(aside) / path.name
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


def print_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV on standard output, in which no cell can act as a formula."""
    click.echo(as_csv(head, rows), nl=False)


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV in which no cell can act as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: one that begins like a formula gets an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[tuple[str, str]]]) -> None:
    """A table for people. Each cell is a text and a style; texts are never read as markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(highlight=False, markup=False, emoji=False, width=None if terminal else WIDE)
    table = Table(
        title=Text(title), title_justify="left", box=box.SIMPLE_HEAD if terminal else box.ASCII2, show_edge=False
    )
    for name in head:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(text, style=style) for text, style in row))
    console.print(table)
