"""``gapcheck export monitor``."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gapcheck.cli import completing
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather
from gapcheck.cli.output import as_csv, progress
from gapcheck.cli.review_options import context_option, folder_option, read_context
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_files
from gapcheck.model.base import parse_date

if TYPE_CHECKING:
    from gapcheck.faces import Assessment
    from gapcheck.report.monitor import MonitorTables
    from gapcheck.review.reviews_folder import Reviews

MOST_BYTES = 20_000_000


# A type of its own, so that a slip is told as bad usage with the name of the option.
class Earlier(click.ParamType[Any]):
    """A day, or the folder of an earlier export."""

    name = "earlier"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | Path:
        if Path(value).is_dir():
            return Path(value)
        try:
            return parse_date(value)
        except ValueError:
            self.fail(f"{value!r} is neither a date such as 2026-10-01 nor the folder of an export", param, ctx)


@dataclass(frozen=True)
class MonitorOptions:
    """Where the files go, what is known of measures, and what was exported before."""

    out: Path
    folder: Path | None
    since: date | Path | None
    framework: int
    context: Path | None


@click.command(name="monitor")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write into.")
@folder_option(required=False)
@click.option(
    "--since",
    type=Earlier(),
    metavar="DATE|DIR",
    help="Only rows that an export as at that day, or the export in that folder, does not have.",
)
@click.option("--framework", type=int, default=4, show_default=True, help="The number of the framework there.")
@context_option
@data_option
@gather(LawQuery, "query")
@gather(MonitorOptions, "options")
def command(query: LawQuery, options: MonitorOptions) -> None:
    """Write the binding duties of INSTRUMENT and the measures that would close its gaps as CSV for the Government's
    Human Rights Monitor.

    Owners, target dates and progress come from measures.yaml in the folder of reviews. The Monitor takes a row that it
    knows for a new one, so export again with --since. What is withheld is never in these files.

    \b
    Examples:
      gapcheck export monitor budapest --as-at today --out monitor --reviews reviews
      gapcheck export monitor budapest --as-at today --out new --since monitor
    """
    loaded = query.load()
    from gapcheck.report.monitor import ACTION_HEAD, ACTIONS, RECOMMENDATION_HEAD, RECOMMENDATIONS
    from gapcheck.review.reviews_folder import Reviews, read_reviews

    reviews = read_reviews(options.folder, loaded.catalogue) if options.folder else Reviews()
    with progress("Working out the measures"):
        tables = _tables(query.assess(loaded), query, options, reviews)
        if isinstance(options.since, date):
            earlier = LawQuery(query.instrument, options.since, data=query.data).assess(loaded)
            # What was being done on that day is told of now; what is completed was there then.
            completed = tuple(p for p in reviews.measures if p.progress == "completed")
            before = _tables(earlier, query, options, replace(reviews, measures=completed))
            tables = tables.without(*before.references)
        elif options.since is not None:
            tables = tables.without(*(_references(options.since / name) for name in (RECOMMENDATIONS, ACTIONS)))
    contents = {
        RECOMMENDATIONS: as_csv(RECOMMENDATION_HEAD, tables.recommendations).encode(),
        ACTIONS: as_csv(ACTION_HEAD, tables.actions).encode(),
    }
    for path in write_files(options.out, contents):
        click.echo(f"written: {path}", err=True)
    click.echo(f"Rows: {len(tables.recommendations)} recommendations, {len(tables.actions)} actions")


def _tables(assessment: Assessment, query: LawQuery, options: MonitorOptions, reviews: Reviews) -> MonitorTables:
    from gapcheck.model.withholding import released
    from gapcheck.report.monitor import monitor_tables
    from gapcheck.report.release_copy import released_assessment

    context = released(read_context(assessment, options.context, query.data))
    return monitor_tables(released_assessment(assessment), context, reviews.released().measures, options.framework)


def _references(path: Path) -> tuple[str, ...]:
    """The references in a file of an earlier export. Raises ``UsageError`` if it cannot be read or is none."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise UsageError(f"--since: {str(path)!r} is no file of an export")
        lines = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        column = next((name for name in lines.fieldnames or () if name.endswith("[database:reference]")), None)
        if column is None:
            raise UsageError(f"--since: {str(path)!r} has no column of references")
        return tuple(line[column] or "" for line in lines)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"--since: cannot read {str(path)!r}: {error}") from None
