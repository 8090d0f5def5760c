"""``gapcheck timeline``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import AsAt, data_option, load_with_progress, reading_option
from gapcheck.cli.output import STYLES, as_json, print_table, progress, write_text
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.faces import Timeline


@click.command(name="timeline")
@click.argument("instrument")
@click.option(
    "--from", "start", type=AsAt(), metavar="DATE", help="The first day; without it, the day the instrument was opened."
)
@click.option(
    "--to", "end", type=AsAt(), metavar="DATE", help="The last day; without it, the last change in the catalogue."
)
@reading_option
@data_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "svg", "html"]), default="table", show_default=True
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the picture or the JSON into a file."
)
def command(
    instrument: str,
    start: date | None,
    end: date | None,
    reading: str | None,
    data: Path | None,
    form: str,
    out: Path | None,
) -> None:
    """Show how the status of each article of INSTRUMENT moved over time, and which Act or reservation moved it.

    \b
    Examples:
      gapcheck timeline budapest --from 2003-01-01 --to today
      gapcheck timeline budapest --from 2023-12-20 --format svg --out timeline.svg
    """
    if out is not None and form == "table":
        raise UsageError("--out writes a picture or JSON; choose --format json, svg or html")
    loaded = load_with_progress(data)
    with progress(f"Following {instrument}"):
        found = loaded.timeline(instrument, start, end, reading)
    if form == "table":
        _print(found)
        return
    text = f"{as_json(found.to_dict())}\n" if form == "json" else found.to_svg() if form == "svg" else _page(found)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(out, text)
        click.echo(out)


def _page(found: Timeline) -> str:
    from html import escape

    title = escape(f"{found.instrument.short_title}: timeline")
    return f'<!doctype html>\n<html lang="en-NZ"><meta charset="utf-8"><title>{title}</title><body>\n{found.to_svg()}</body></html>\n'


def _print(found: Timeline) -> None:
    rows = []
    for step in found.steps:
        for number, move in enumerate(step.moves):
            day = step.day.isoformat() if number == 0 else ""
            by = "; ".join(move.by)
            rows.append(
                [
                    (day, ""),
                    (move.article, ""),
                    (move.before.words, STYLES[move.before.status]),
                    (move.after.words, STYLES[move.after.status]),
                    (by, ""),
                    ("; ".join(move.provisions), ""),
                ]
            )
    title = f"{found.instrument.short_title} from {found.start} to {found.end}"
    print_table(
        title, ("Day", found.instrument.division.capitalize(), "Before", "After", "Moved by", "Provisions"), rows
    )
    moves = sum(len(s.moves) for s in found.steps)
    click.echo(f"{len(found.steps)} days on which law, position or survey changed; {moves} moves")
