"""``gapcheck report``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.form_options import FormOptions, form_options
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
from gapcheck.cli.output import progress, progress_bar
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_files

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views
    from gapcheck.report.outputs import Progress
    from gapcheck.report.report import Report

USUAL = "xlsx,docx,html,md"
WITH_PICTURES = frozenset({"xlsx", "docx", "brief"})
"""The formats with pictures that have to be drawn; in the others they are a part of the text, or cannot be."""


@dataclass(frozen=True)
class InstrumentsQuery:
    """What is asked of one or several instruments: as :class:`gapcheck.cli.options.LawQuery` asks of one."""

    instruments: tuple[str, ...]
    as_at: date
    reading: str | None = None
    reform: str | None = None
    data: DataChoice = None
    views: Views = field(default_factory=dict)
    reviews: Path | None = None
    effective: bool = False

    def each(self) -> tuple[LawQuery, ...]:
        """The question on each instrument, once each."""
        first = LawQuery(
            self.instruments[0],
            self.as_at,
            self.reading,
            self.reform,
            self.data,
            self.views,
            self.reviews,
            self.effective,
        )
        return tuple(replace(first, instrument=name) for name in dict.fromkeys(self.instruments))


@dataclass(frozen=True)
class ReportOptions:
    """What a report is made from beside the verdicts, and how and where it is written."""

    out: Path
    classification: str
    formats: str | None
    context: Path | None
    since: date | None
    release: bool
    draft: bool
    final: bool
    template: Path | None


@click.command(name="report")
@click.argument("instruments", metavar="INSTRUMENT...", nargs=-1, shell_complete=completing.instruments)
@as_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write into.")
@classification_options
@click.option(
    "--formats",
    metavar="LIST",
    help=f"By comma: xlsx (matrix), docx, html (annex and page), md, pdf, brief (one page for Ministers). "
    f"[default: {USUAL}; none with --form]",
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
@form_options
@reading_option
@reform_option
@views_option
@reviews_option
@data_option
@gather(InstrumentsQuery, "query")
@gather(ReportOptions, "options")
@gather(FormOptions, "asked")
def command(query: InstrumentsQuery, options: ReportOptions, asked: FormOptions) -> None:
    """Write the gap matrix and the annex of each INSTRUMENT as files, and print their paths.

    Several instruments get their own files, and a workbook that lays them side by side. All files are written, or none.

    \b
    Examples:
      gapcheck report budapest --as-at 2025-12-01 --classification "IN CONFIDENCE" --out out
      gapcheck report uncc --as-at today --classification "IN CONFIDENCE" --out out --formats xlsx,docx,pdf
      gapcheck report uncc --as-at today --classification "IN CONFIDENCE" --out out --formats brief
      gapcheck report budapest --as-at today --classification UNCLASSIFIED --release --out out
      gapcheck report budapest first-protocol --as-at today --classification "IN CONFIDENCE" --out out
      gapcheck report budapest --as-at today --classification "IN CONFIDENCE" --out out --form coe-profile \\
        --legislation acts --treaty-text ets185.md
    """
    if options.draft and not options.release:
        raise UsageError("--draft: of a release copy only; give --release too")
    if not query.instruments:
        raise UsageError("report needs an INSTRUMENT, or several")
    if options.context is not None and len(query.each()) > 1:
        raise UsageError("--context is of one instrument: name one, or put the files into reports/context/ of --data")
    # A slip in a name is told before anything is loaded.
    forms = asked.chosen()
    formats = _formats(options.formats or USUAL) if options.formats is not None or not forms else ()
    if options.template is not None and not formats:
        raise UsageError("--template is for the annex: name docx with --formats, or leave --form out")
    treaties = asked.treaty_text_files([one.instrument for one in query.each()])
    reports = _reports(query, options)
    with progress_bar("Writing") as told:
        files = asked.filled(forms, reports, treaties) | _outputs(reports, formats, options, told)
        paths = write_files(options.out, files)
    for path in paths:
        click.echo(path)
    _tell_of_pictures(formats)


def _tell_of_pictures(formats: Sequence[str]) -> None:
    """Where nothing can draw the pictures of a file, that they stand there in words."""
    from gapcheck.report.pictures.raster import can_draw_png

    if WITH_PICTURES.intersection(formats) and not can_draw_png():
        note = "note: pictures are told in words in Excel and Word files; to have them drawn, install gapcheck[pdf]"
        click.echo(note, err=True)


def _reports(query: InstrumentsQuery, options: ReportOptions) -> list[Report]:
    from gapcheck.report.context_file import context_path
    from gapcheck.report.report import make_report

    reports = []
    loaded = query.each()[0].load()
    for one in query.each():
        assessment = one.assess(loaded)
        # A catalogue of one's own may have reports/context/ beside it, which goes before the context that is shipped.
        context = options.context or context_path(one.instrument, one.data)
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
        reports.append(report)
    return reports


def _outputs(
    reports: Sequence[Report], formats: Sequence[str], options: ReportOptions, progress: Progress | None
) -> dict[str, bytes]:
    """The files of the formats of each report; of several, and unless only forms are asked for, the summary too."""
    from gapcheck.report.forms.form_values import FormValues
    from gapcheck.report.forms.several_instruments import several_bytes, several_name
    from gapcheck.report.outputs import checked_outputs

    files: dict[str, bytes] = {}
    if not formats:
        return files
    for number, report in enumerate(reports):
        told = progress and _of_several(progress, number, len(reports))
        files |= checked_outputs(report, formats, options.template, final=options.final, progress=told)
    if len(reports) > 1:
        files[several_name(reports)] = several_bytes(reports, [FormValues(report) for report in reports])
    return files


def _of_several(progress: Progress, number: int, reports: int) -> Progress:
    """The progress of one of several reports, each of which has as many outputs, told as that of all."""
    return lambda done, total, name: progress(number * total + done, reports * total, name)


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
