"""``gapcheck picture``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli import completing
from gapcheck.cli.options import (
    AsAt,
    LawQuery,
    as_at_option,
    classification_options,
    data_option,
    gather,
    reading_option,
    reform_option,
    views_option,
)
from gapcheck.cli.output import progress
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_file

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck

KINDS = ("strip", "timeline")
ENDINGS = (".svg", ".png")


@dataclass(frozen=True)
class PictureOptions:
    """Which picture is drawn, with which marking, since when, whether for release, and where it is written."""

    kind: str
    out: Path
    classification: str
    since: date | None
    release: bool


@click.command(name="picture")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@click.option("--since", type=AsAt(), metavar="DATE", help="An earlier day that is shown too; a timeline begins there.")
@click.option("--kind", type=click.Choice(KINDS), default="strip", show_default=True, help="Which picture.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file: .svg, or .png (needs Typst).",
)
@classification_options
@click.option("--release", is_flag=True, help="A copy for release, made from data that hold nothing withheld.")
@reading_option
@reform_option
@views_option
@data_option
@gather(LawQuery, "query")
@gather(PictureOptions, "options")
def command(query: LawQuery, options: PictureOptions) -> None:
    """Draw how INSTRUMENT stands as a slide (16:9): a heat strip of its articles, or a timeline of what moved them.

    \b
    Examples:
      gapcheck picture budapest --as-at today --since 2023-12-20 --classification UNCLASSIFIED --out strip.svg
      gapcheck picture uncc --as-at today --kind timeline --classification UNCLASSIFIED --out timeline.png
    """
    ending = options.out.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"--out: {options.out.name!r} ends neither in .svg nor in .png")
    if options.kind == "timeline" and query.reform is not None:
        raise UsageError("--with: a timeline follows the law as enacted; draw a strip of the reform")
    loaded = query.load()
    with progress("Drawing the picture"):
        svg = _drawn(loaded, query, options)
    if ending == ".png":
        from gapcheck.report.pictures.raster import png_bytes

        raw = png_bytes(svg)
    else:
        raw = svg.encode()
    click.echo(write_file(options.out, raw, ending))


def _drawn(loaded: Gapcheck, query: LawQuery, options: PictureOptions) -> str:
    from gapcheck.change.timeline import timeline
    from gapcheck.report.pictures.strip import strip_of
    from gapcheck.report.pictures.strip_drawing import strip_svg
    from gapcheck.report.pictures.timeline_drawing import timeline_svg
    from gapcheck.report.report import make_report

    report = make_report(query.assess(loaded), options.classification, None, options.since, release=options.release)
    if options.kind == "strip":
        return strip_svg(strip_of(report))
    shown = report.assessment
    reading = shown.reading.id if shown.reading else None
    followed = timeline(shown.catalogue, shown.instrument.id, options.since, shown.as_at, reading)
    return timeline_svg(followed, report.classification)
