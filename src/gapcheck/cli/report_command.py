"""``gapcheck report``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gapcheck.cli.options import AsAt, as_at_option, data_option, load_with_progress, reading_option, reform_option
from gapcheck.cli.output import progress
from gapcheck.errors import UsageError


@click.command(name="report")
@click.argument("instrument")
@as_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write into.")
@click.option(
    "--classification",
    required=True,
    metavar="TEXT",
    help='The marking at the head and foot of every page: "IN CONFIDENCE".',
)
@click.option(
    "--formats",
    default="xlsx,docx,html,md",
    show_default=True,
    metavar="LIST",
    help="By comma: xlsx (matrix), docx, html (annex and page), md, pdf.",
)
@click.option(
    "--context",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What officials wrote, as reports/context/ has it.",
)
@click.option("--since", type=AsAt(), metavar="DATE", help="A baseline: what changed since that day is told.")
@click.option("--release", is_flag=True, help="A copy for release: each withheld text gives way to its ground.")
@click.option("--final", is_flag=True, help="Refuse while any drafting note is left.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE.docx", help="An agency's Word template for the annex."
)
@reading_option
@reform_option
@data_option
def command(
    instrument: str,
    as_at: date,
    out: Path,
    classification: str,
    formats: str,
    context: Path | None,
    since: date | None,
    release: bool,
    final: bool,
    template: Path | None,
    reading: str | None,
    reform: str | None,
    data: Path | None,
) -> None:
    """Write the gap matrix and the annex of INSTRUMENT as files, and print their paths.

    \b
    Examples:
      gapcheck report budapest --as-at 2025-12-01 --classification "IN CONFIDENCE" --out out
      gapcheck report uncc --as-at today --classification "IN CONFIDENCE" --out out --formats xlsx,docx,pdf
      gapcheck report budapest --as-at today --classification UNCLASSIFIED --release --final --out out
    """
    wanted = _formats(formats)
    assessment = load_with_progress(data).assess(instrument, as_at, reading, reform)
    from gapcheck.report.context_file import context_path
    from gapcheck.report.report import make_report

    given = context or context_path(instrument, data)
    with progress("Putting the report together"):
        report = make_report(assessment, classification, given, since, release=release)
        report.warm()
    # Without a spinner, whose thread would keep the workbook from being made beside the rest.
    for path in report.write(out, wanted, template=template, final=final):
        click.echo(path)


def _formats(text: str) -> tuple[str, ...]:
    from gapcheck.report.outputs import known_formats

    named = tuple(f.strip() for f in text.split(",") if f.strip())
    if not named:
        raise UsageError("--formats: names no format")
    try:
        return known_formats(named)
    except UsageError as error:
        raise UsageError(f"--formats: {error}") from error
