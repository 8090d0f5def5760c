"""``gapcheck timeline``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import AsAt, data_option, gather, load_with_progress, reading_option, views_option
from gapcheck.cli.output import STYLES, as_json, print_table, progress
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_text

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views
    from gapcheck.faces import Timeline


@dataclass(frozen=True)
class TimelineQuery:
    """Which instrument is followed, from when to when, under a reading, and by which views and data."""

    instrument: str
    start: date | None
    end: date | None
    reading: str | None
    views: Views
    data: DataChoice


@click.command(name="timeline")
@click.argument("instrument", shell_complete=completing.instruments)
@click.option(
    "--from", "start", type=AsAt(), metavar="DATE", help="The first day; without it, the day the instrument was opened."
)
@click.option(
    "--to", "end", type=AsAt(), metavar="DATE", help="The last day; without it, the last change in the catalogue."
)
@reading_option
@views_option
@data_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "svg", "html"]), default="table", show_default=True
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the picture or the JSON into a file."
)
@gather(TimelineQuery, "query")
def command(query: TimelineQuery, form: str, out: Path | None) -> None:
    """Show how the verdict on each article of INSTRUMENT moved over time, and which Act or reservation moved it.

    \b
    Examples:
      gapcheck timeline budapest --from 2003-01-01 --to today
      gapcheck timeline budapest --from 2023-12-20 --format svg --out timeline.svg
    """
    if out is not None and form == "table":
        raise UsageError("--out writes a picture or JSON; choose --format json, svg or html")
    loaded = load_with_progress(query.data)
    with progress(f"Following {query.instrument}"):
        timeline = loaded.timeline(query.instrument, query.start, query.end, query.reading, views=query.views)
    if form == "table":
        _print(timeline)
        return
    if form == "json":
        text = f"{as_json(timeline.to_dict())}\n"
    else:
        text = timeline.to_svg() if form == "svg" else _page(timeline)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(out, text)
        click.echo(out)


def _page(timeline: Timeline) -> str:
    from html import escape

    title = escape(f"{timeline.instrument.short_title}: timeline")
    language = escape(timeline.catalogue.state.language)
    return (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8"><title>{title}</title><body>\n'
        f"{timeline.to_svg()}</body></html>\n"
    )


def _print(timeline: Timeline) -> None:
    rows = []
    for step in timeline.steps:
        for number, move in enumerate(step.moves):
            # A day is printed once, above all that moved on it.
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
    title = f"{timeline.instrument.short_title} from {timeline.start} to {timeline.end}"
    print_table(
        title, ("Day", timeline.instrument.division.capitalize(), "Before", "After", "Moved by", "Provisions"), rows
    )
    moves = sum(len(s.moves) for s in timeline.steps)
    click.echo(f"{len(timeline.steps)} days on which law, position or survey changed; {moves} moves")
