"""``gapcheck assessors``."""

from __future__ import annotations

from collections import Counter
from datetime import date

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import as_at_option, data_option, load_with_progress
from gapcheck.cli.output import print_csv, print_json, print_table, progress

STYLES = {"agrees": "green", "disagrees": "red", "undecided": "magenta", "not_comparable": "dim"}
HEAD = ("id", "assessor", "standard", "date", "about", "rating", "result", "status", "certainty", "sentence")


@click.command(name="assessors")
@click.argument("instrument", required=False, shell_complete=completing.instruments)
@as_at_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(instrument: str | None, as_at: date, data: DataChoice, form: str) -> None:
    """Hold what bodies outside the State found (FATF, OECD ...) against the verdicts of their own day.

    \b
    Examples:
      gapcheck assessors --as-at today
      gapcheck assessors uncc --as-at 2026-11-21
    """
    loaded = load_with_progress(data)
    with progress("Comparing"):
        comparisons = loaded.assessors(as_at, instrument)
    rows = [
        (
            c.assessment.id,
            c.assessment.assessor,
            c.assessment.standard,
            c.assessment.as_at.isoformat(),
            c.about,
            c.assessment.rating or "",
            c.result,
            c.status or "",
            c.certainty or "",
            c.sentence,
        )
        for c in comparisons
    ]
    if form == "json":
        print_json([dict(zip(HEAD, row, strict=True)) for row in rows])
    elif form == "csv":
        print_csv(HEAD, rows)
    else:
        cells = [[(row[4], ""), (row[6].replace("_", " "), STYLES[row[6]]), (row[9], "")] for row in rows]
        print_table(f"Outside assessors and the verdicts as at {as_at}", ("About", "Result", "In words"), cells)
        counts: Counter[str] = Counter(c.result for c in comparisons)
        click.echo(", ".join(f"{counts[result]} {result.replace('_', ' ')}" for result in STYLES))
