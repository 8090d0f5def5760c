"""``gapcheck check``."""

from __future__ import annotations

from pathlib import Path

import click

from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress


@click.command(name="check")
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(data: Path | None, form: str) -> None:
    """Check a catalogue and count what it holds. Every problem of every file is told at once.

    \b
    Examples:
      gapcheck check
      gapcheck check --data my-catalogue --format json
    """
    from gapcheck.stocktake import take_stock

    loaded = load_with_progress(data)
    with progress("Taking stock"):
        stock = take_stock(loaded.catalogue)
    if form == "json":
        print_json(stock.to_dict())
        return
    rows = []
    for name, value in stock.to_dict().items():
        told = ", ".join(value) if isinstance(value, list) else str(value)
        label = name.replace("_", " ").capitalize()
        count = f"{len(value)}: " if isinstance(value, list) and value else "0" if isinstance(value, list) else ""
        rows.append([(label, ""), (f"{count}{told}", "")])
    print_table("The catalogue is sound", ("What", "How many"), rows)
