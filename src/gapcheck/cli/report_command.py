"""``gapcheck report``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from gapcheck.cli.options import (
    AsAt,
    LawQuery,
    as_at_option,
    classification_options,
    data_option,
    gather,
    reading_option,
    reform_option,
    reviews_option,
    views_option,
)
from gapcheck.cli.output import progress
from gapcheck.errors import UsageError


@dataclass(frozen=True)
class ReportOptions:
    """What a report is made from beside the verdicts, and how and where it is written."""

    out: Path
    classification: str
    formats: str
    context: Path | None
    since: date | None
    release: bool
    draft: bool
    final: bool
    template: Path | None


@click.command(name="report")
@click.argument("instrument")
@as_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write into.")
@classification_options
@click.option(
    "--formats",
    default="xlsx,docx,html,md",
    show_default=True,
    metavar="LIST",
    help="By comma: xlsx (matrix), docx, html (annex and page), md, pdf, brief (one page for Ministers).",
)
@click.option(
    "--context",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What officials wrote, as reports/context/ has it.",
)
@click.option("--since", type=AsAt(), metavar="DATE", help="A baseline: what changed since that day is told.")
@click.option("--release", is_flag=True, help="A copy for release: each withheld text gives way to its ground.")
@click.option("--draft", is_flag=True, help="Write a release copy that is not cleared or complete; it says so.")
@click.option("--final", is_flag=True, help="Refuse while any drafting note is left.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE.docx", help="An agency's Word template for the annex."
)
@reading_option
@reform_option
@views_option
@reviews_option
@data_option
@gather(LawQuery, "query")
@gather(ReportOptions, "options")
def command(query: LawQuery, options: ReportOptions) -> None:
    """Write the gap matrix and the annex of INSTRUMENT as files, and print their paths.

    \b
    Examples:
      gapcheck report budapest --as-at 2025-12-01 --classification "IN CONFIDENCE" --out out
      gapcheck report uncc --as-at today --classification "IN CONFIDENCE" --out out --formats xlsx,docx,pdf
      gapcheck report uncc --as-at today --classification "IN CONFIDENCE" --out out --formats brief
      gapcheck report budapest --as-at today --classification UNCLASSIFIED --release --out out
    """
    if options.draft and not options.release:
        raise UsageError("--draft: of a release copy only; give --release too")
    formats = _formats(options.formats)  # a slip there is told before anything is loaded
    assessment = query.assess(query.load())
    from gapcheck.report.context_file import context_path
    from gapcheck.report.report import make_report

    # A catalogue of one's own may have reports/context/ beside it, which goes before the context that is shipped.
    context = options.context or context_path(query.instrument, query.data)
    with progress("Putting the report together"):
        report = make_report(
            assessment,
            options.classification,
            context,
            options.since,
            release=options.release,
            draft=options.draft,
            reviews=assessment.reviews,
        )
        paths = report.write(options.out, formats, template=options.template, final=options.final)
    for path in paths:
        click.echo(path)


def _formats(text: str) -> tuple[str, ...]:
    from gapcheck.report.outputs import known_formats

    # "--formats ," would write a report of no files.
    named = tuple(f.strip() for f in text.split(",") if f.strip())
    if not named:
        raise UsageError("--formats: names no format")
    try:
        return known_formats(named)
    except UsageError as error:
        raise UsageError(f"--formats: {error}") from error
