"""``gapcheck statements``."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from gapcheck.cli.options import as_at_option, data_option, load_with_progress, reading_option
from gapcheck.cli.output import print_csv, print_json, print_table, progress

STYLES = {"agrees": "green", "disagrees": "red", "superseded": "cyan", "undecided": "magenta", "not_comparable": "dim"}
HEAD = ("statement", "speaker", "date", "about", "claim", "result", "then", "now", "changed_by", "sentence")


@click.command(name="statements")
@click.argument("instrument", required=False)
@as_at_option
@reading_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(instrument: str | None, as_at: date, reading: str | None, data: Path | None, form: str) -> None:
    """Hold what officials have said against the verdicts: agreed, disagreed, or superseded by a later change.

    \b
    Examples:
      gapcheck statements --as-at today
      gapcheck statements budapest --as-at 2023-12-20 --reading officials
    """
    loaded = load_with_progress(data)
    with progress("Comparing"):
        found = loaded.statements(as_at, instrument, reading)
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
        for c in found
    ]
    if form == "json":
        print_json([dict(zip(HEAD, row, strict=True)) for row in rows])
    elif form == "csv":
        print_csv(HEAD, rows)
    else:
        told = [[(r[3], ""), (r[5].replace("_", " "), STYLES[r[5]]), (r[9], "")] for r in rows]
        print_table(f"Official statements and the verdicts as at {as_at}", ("About", "Result", "In words"), told)
        counts: Counter[str] = Counter(c.result for c in found)
        click.echo(
            ", ".join(f"{counts[r]} {r.replace('_', ' ')}" for r in STYLES if counts[r]) or "No statement is on record."
        )
