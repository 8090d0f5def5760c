"""``gapcheck confirm export``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from gapcheck.cli import completing
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather
from gapcheck.cli.output import progress
from gapcheck.cli.review_options import checked_classification, context_option, marking_option, read_context, send
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_file

ENDINGS = (".docx", ".xlsx")


@dataclass(frozen=True)
class LetterOptions:
    """To whom a letter goes, and where it is written."""

    out: Path
    agency: str
    context: Path | None
    classification: str


@click.command(name="export")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@click.option("--agency", required=True, metavar="NAME", help="The agency that is asked.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Write the letter as .docx, or the same questions as .xlsx.",
)
@context_option
@marking_option
@data_option
@gather(LawQuery, "query")
@gather(LetterOptions, "options")
def command(query: LawQuery, options: LetterOptions) -> None:
    """Write a letter that asks an agency to confirm the facts and texts that verdicts on INSTRUMENT turn on.

    It has a table to fill in, which gapcheck review apply takes in again.

    \b
    Examples:
      gapcheck confirm export budapest --as-at today --agency "New Zealand Police" --out letter.docx
      gapcheck confirm export uncc --as-at today --agency "Crown Law Office" --out questions.xlsx
    """
    ending = options.out.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{options.out.name!r} is no name for a letter; expected one that ends in .docx or .xlsx")
    marking = checked_classification(options.classification)
    loaded = query.load()
    from gapcheck.report.context_file import shipped_grounds
    from gapcheck.report.steady_zip import steady_zip
    from gapcheck.review.letter_writing import letter_bytes
    from gapcheck.review.review_sheet import review_sheet_bytes

    with progress("Writing the letter"):
        assessment = query.assess(loaded)
        context = read_context(assessment, options.context, query.data)
        sent = send(assessment, context, options.agency, confirm=True)
        if ending == ".docx":
            raw = letter_bytes(sent, marking=marking)
        else:
            grounds = [ground.id for ground in shipped_grounds()]
            raw = review_sheet_bytes(sent, grounds=grounds, marking=marking)
        write_file(options.out, steady_zip(raw, sent.as_at), ending)
    click.echo(f"written: {options.out} ({len(sent.items)} question{'s'[: len(sent.items) != 1]})")
