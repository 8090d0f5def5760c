"""Printing: tables for people through rich, data as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from gapcheck.cli.surroundings import is_unicode

# Without a terminal a table is for a file or a pipe: the width must not depend on where the command ran.
WIDE = 160
# Without it Excel reads a CSV file in the code page of the machine, and curly quotes and macrons turn to nonsense.
BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
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

    with Console(stderr=True).status(f"{what} ..."):
        yield


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """What to tell how far something is (done, total, and what was done last), shown as a bar if somebody is
    looking.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    # How many of how many, which a share of a hundred does not tell.
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=f"{what}: {escape(name)}"
        )


def as_json(value: object) -> str:
    """Plain JSON."""
    from pydantic_core import PydanticSerializationError, to_json

    try:
        # The same text as that of json, which indents in Python and takes six times as long.
        return to_json(value, indent=2).decode()
    except PydanticSerializationError:  # the name of a file that is no text
        import json

        return json.dumps(value, indent=2, ensure_ascii=False)


def print_json(value: object) -> None:
    """Plain JSON on standard output."""
    if is_unicode(sys.stdout):
        click.echo(as_json(value))
        return
    import json

    # A console that lacks a letter would print a question mark, and the data would be others.
    click.echo(json.dumps(value, indent=2))


def print_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV on standard output, in which no cell can act as a formula.

    A file or pipe gets the bytes of :func:`csv_file`, a terminal the text alone.
    """
    rows = list(rows)
    click.echo(as_csv(head, rows) if sys.stdout.isatty() else csv_file(head, rows).encode(), nl=False)


def csv_file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same for a file that Excel opens right: it begins with a byte order mark."""
    return BOM + as_csv(head, rows)


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV in which no cell can act as a formula."""
    import csv
    import io

    buffer = io.StringIO()
    # The same file on every system; a spreadsheet reads either line end.
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: one that begins like a formula gets an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def tell_unseen(file: str, row: int, columns: Iterable[str]) -> None:
    """Tell that a row was taken in from where a reader of the workbook does not see it."""
    click.echo(f"{file}: row {row}: taken, although hidden in the workbook: {', '.join(columns)}.")


def print_text(text: str) -> None:
    """Lines for people: wrapped to the terminal, each with its indent; in a file or a pipe they stay as they are."""
    if not sys.stdout.isatty():
        click.echo(text)
        return
    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        click.echo("\n".join(textwrap.wrap(line, width, subsequent_indent=indent)) if line else "")


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[tuple[str, str]]]) -> None:
    """A table for people, as wide as the terminal. Each cell is a text and a style; texts are never read as markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    # rich would colour numbers and quoted words of a statute.
    console = Console(highlight=False, markup=False, emoji=False, width=None if terminal else WIDE)
    table = Table(
        title=Text(title) if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD if terminal else box.ASCII2,
        show_edge=False,
    )
    for name in head:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        # As Text and not as str: square brackets of a draft treaty would be read as markup.
        table.add_row(*(Text(text, style=style) for text, style in row))
    console.print(table)
