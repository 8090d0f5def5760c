"""``gapcheck statements``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import (
    as_at_option,
    data_option,
    load_with_progress,
    reading_option,
    tried_in_words,
    views_option,
)
from gapcheck.cli.output import print_csv, print_json, print_table, progress

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views
    from gapcheck.statements.statement_comparison import StatementComparison

STYLES = {"agrees": "green", "disagrees": "red", "superseded": "cyan", "undecided": "magenta", "not_comparable": "dim"}
COUNTS = {"agrees": "agree", "disagrees": "disagree", "superseded": "superseded", "undecided": "undecided"}
HEAD = ("statement", "speaker", "date", "about", "claim", "result", "then", "now", "changed_by", "sentence")


@click.command(name="statements")
@click.argument("instrument", required=False, shell_complete=completing.instruments)
@as_at_option
@reading_option
@views_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(
    instrument: str | None, as_at: date, reading: str | None, views: Views, data: DataChoice, form: str
) -> None:
    """Hold what officials have said against the verdicts: agreed, disagreed, or superseded by a later change.

    \b
    Examples:
      gapcheck statements --as-at today
      gapcheck statements budapest --as-at 2023-12-20 --reading officials
    """
    loaded = load_with_progress(data)
    with progress("Comparing"):
        comparisons = loaded.statements(as_at, instrument, reading, views=views)
    rows = [
        (
            c.statement.id,
            c.statement.speaker,
            c.statement.as_at.isoformat(),
            c.about or c.statement.subject or "",
            c.statement.claim,
            c.result,
            c.then.words if c.then else "",
            c.now.words if c.now else "",
            "; ".join(c.changed_by),
            c.sentence,
        )
        for c in comparisons
    ]
    # One list of columns for JSON and CSV, so that they cannot drift apart.
    if form == "json":
        print_json([dict(zip(HEAD, row, strict=True)) for row in rows])
    elif form == "csv":
        print_csv(HEAD, rows)
    else:
        table_rows = [[(r[3], ""), (r[5].replace("_", " "), STYLES[r[5]]), (r[9], "")] for r in rows]
        print_table(f"Official statements and the verdicts as at {as_at}", ("About", "Result", "In words"), table_rows)
        click.echo(_counts(comparisons))
        if tried := loaded.catalogue.answers(views):
            click.echo(tried_in_words(loaded.catalogue, tried))


def _counts(comparisons: Sequence[StatementComparison]) -> str:
    """``0 agree, 3 disagree, 0 superseded, 1 undecided``: a count of none says as much as any other."""
    from gapcheck.statements.statement_comparison import COUNTED, count_results

    if not comparisons:
        return "No statement is on record."
    counts = count_results(comparisons)
    told = [f"{counts[r]} {COUNTS[r]}" for r in COUNTED]
    return ", ".join([*told, f"{counts['not_comparable']} not comparable"] if counts["not_comparable"] else told)
