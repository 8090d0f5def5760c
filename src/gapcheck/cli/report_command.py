"""``gapcheck report``."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import as_at_option, data_option, load_with_progress, reading_option, reform_option
from gapcheck.cli.output import progress
from gapcheck.errors import UsageError, nearest

if TYPE_CHECKING:
    from gapcheck.assessment import Assessment

FORMATS = ("xlsx", "md")


@click.command(name="report")
@click.argument("instrument")
@as_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write into.")
@click.option("--classification", metavar="TEXT", help="A marking for the head and foot of every page of the workbook.")
@click.option("--formats", default="xlsx,md", show_default=True, metavar="LIST", help=f"Formats, by comma: {', '.join(FORMATS)}.")
@reading_option
@reform_option
@data_option
def command(
    instrument: str,
    as_at: date,
    out: Path,
    formats: str,
    reading: str | None,
    reform: str | None,
    data: Path | None,
    classification: str | None,
) -> None:
    """Write the gap matrix of INSTRUMENT as files, and print their paths.

    \b
    Examples:
      gapcheck report budapest --as-at 2023-12-20 --out out
      gapcheck report budapest --as-at 2025-12-01 --out out --formats md
    """
    wanted = _formats(formats)
    assessment = load_with_progress(data).assess(instrument, as_at, reading, reform)
    with progress("Writing the report"):
        paths = _write_all(assessment, wanted, out, classification)
    for path in paths:
        click.echo(path)


def _formats(text: str) -> list[str]:
    wanted = list(dict.fromkeys(f.strip() for f in text.split(",") if f.strip()))
    for form in wanted:
        if form not in FORMATS:
            near = nearest(form, FORMATS)
            hint = f"; did you mean {near!r}?" if near else ""
            raise UsageError(f"--formats: unknown format {form!r}{hint} (known: {', '.join(FORMATS)})")
    if not wanted:
        raise UsageError(f"--formats: names no format (known: {', '.join(FORMATS)})")
    return wanted


def _write_all(assessment: Assessment, formats: list[str], out: Path, classification: str | None) -> list[Path]:
    """Write every file aside, then move them into place: a reader never meets half a file."""
    reading = f"_{assessment.reading.id}" if assessment.reading else ""
    reading += f"_with_{assessment.reform.id}" if assessment.reform else ""
    # An id may hold characters that no file name should, a slash above all.
    stem = re.sub(r"[^\w.()-]", "-", f"{assessment.instrument.id}_{assessment.as_at}{reading}")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".gapcheck-", dir=out) as aside:
            names = [f"{stem}.{form}" for form in formats]
            for name, form in zip(names, formats, strict=True):
                _write(assessment, form, Path(aside) / name, classification)
            for name in names:
                (Path(aside) / name).replace(out / name)
            return [out / name for name in names]
    except OSError as error:
        raise UsageError(f"--out {out}: cannot write there: {error.strerror or error}") from error


def _write(assessment: Assessment, form: str, path: Path, classification: str | None) -> None:
    if form == "xlsx":
        assessment.to_excel(path, classification)
    else:
        path.write_text(assessment.to_markdown(), encoding="utf-8", newline="\n")
