"""``gapcheck assess-many``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.options import data_option, may_cache, wanted_state
from gapcheck.cli.output import progress_bar
from gapcheck.errors import printable

if TYPE_CHECKING:
    from gapcheck.batch.task import JobError

_TOLD = 20
"""How many errors are printed; the table of errors holds every one."""


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command(name="assess-many")
@click.argument("file", metavar="JOBS", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder for the rows.")
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="How many processes work at it; without it, one for each core.",
)
@click.option(
    "--per-part",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    metavar="N",
    help="How many jobs make one file.",
)
@click.option("--update", is_flag=True, help="In a folder that other jobs or data began, make anew what differs.")
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    out: Path,
    workers: int | None,
    per_part: int,
    update: bool,
    data: DataChoice,
) -> None:
    """Answer every job of JOBS (.yaml or .csv): how each article and duty stood, by day or by interval.

    The rows go into DIR/rows as Parquet, the jobs that could not be answered into DIR/errors.parquet. The same
    command after an interruption goes on where it stood. docs/scale.md tells what a file of jobs holds. Exits with 2
    if a job could not be answered; the others are there all the same.

    \b
    Examples:
      gapcheck assess-many jobs.yaml --out out
      gapcheck assess-many jobs.csv --out out --workers 16
    """
    from gapcheck.batch.assess_many import assess_many
    from gapcheck.batch.job_file import read_jobs

    jobs = read_jobs(file)
    count = min(workers or _cores(), len(jobs))
    with progress_bar("Assessing") as progress:
        done = assess_many(
            jobs,
            out=out,
            data=data,
            state=wanted_state(),
            workers=count,
            per_part=per_part,
            update=update,
            cached=may_cache(),
            progress=progress,
        )
    kept = f" ({done.kept:,} were there)" if done.kept else ""
    click.echo(f"{done.jobs:,} jobs{kept}, {done.row_count:,} rows: {out / 'rows'}")
    if done.errors:
        _tell(done.errors, out)
        ctx.exit(2)


def _tell(errors: tuple[JobError, ...], out: Path) -> None:
    """The jobs that could not be answered, in one block on standard error."""
    lines = [f"gapcheck: {len(errors):,} of the jobs could not be answered (all: {out / 'errors.parquet'})"]
    for error in errors[:_TOLD]:
        when = error.as_at or f"{error.start or 'its beginning'} to {error.end or 'the end'}"
        of = f"{error.state}, " if error.state else ""
        lines.append(f"  - {of}{error.instrument}, {when}: {error.message}")
    if len(errors) > _TOLD:
        lines.append(f"  ... and {len(errors) - _TOLD:,} more")
    click.echo(printable("\n".join(lines)), err=True)
