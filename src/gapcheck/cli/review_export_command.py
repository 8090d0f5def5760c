"""``gapcheck review export``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from gapcheck.cli import completing
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather
from gapcheck.cli.output import progress
from gapcheck.cli.review_options import (
    checked_classification,
    context_option,
    folder_option,
    marking_option,
    read_context,
    send,
)
from gapcheck.file_writing import write_file


@dataclass(frozen=True)
class ExportOptions:
    """For whom a sheet is made, from what, and where it is written."""

    out: Path
    agency: str | None
    context: Path | None
    folder: Path | None
    classification: str


@click.command(name="export")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Write this .xlsx file.")
@click.option("--agency", metavar="NAME", help="Only what this agency answers for or can settle.")
@folder_option(required=False)
@context_option
@marking_option
@data_option
@gather(LawQuery, "query")
@gather(ExportOptions, "options")
def command(query: LawQuery, options: ExportOptions) -> None:
    """Write a work sheet of the verdicts on INSTRUMENT for reviewers: a row for each duty and each question.

    What was computed is locked and sealed; reviewers say whether they agree, and why. Texts that are withheld are not
    in the sheet. With --reviews, the roles that its policy names are offered as a list.

    \b
    Examples:
      gapcheck review export budapest --as-at today --out sheet.xlsx
      gapcheck review export budapest --as-at 2026-11-28 --agency "New Zealand Police" --out police.xlsx
    """
    marking = checked_classification(options.classification)
    loaded = query.load()
    from gapcheck.report.context_file import shipped_grounds
    from gapcheck.report.steady_zip import steady_zip
    from gapcheck.review.review_sheet import review_sheet_bytes
    from gapcheck.review.reviews_folder import read_reviews

    roles: tuple[str, ...] = ()
    if options.folder is not None:
        policy = read_reviews(options.folder, loaded.catalogue).policy
        roles = tuple(dict.fromkeys(role.role for rule in policy for role in rule.roles if role.role))
    with progress("Writing the sheet"):
        assessment = query.assess(loaded)
        context = read_context(assessment, options.context, query.data)
        sent = send(assessment, context, options.agency)
        grounds = [ground.id for ground in shipped_grounds()]
        raw = review_sheet_bytes(sent, roles=roles, grounds=grounds, marking=marking)
        write_file(options.out, steady_zip(raw, sent.as_at), ".xlsx")
    duties = sum(item.sort == "Duty" for item in sent.items)
    click.echo(f"written: {options.out} ({duties} duties, {len(sent.items) - duties} questions)")
