"""``gapcheck review apply``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.options import data_option, gather, load_with_progress, on_option
from gapcheck.cli.output import tell_unseen
from gapcheck.errors import DataError, UsageError
from gapcheck.file_writing import write_files

if TYPE_CHECKING:
    from gapcheck.review.applied_reviews import AppliedReviews
    from gapcheck.review.returned_rows import ReturnedFile


@dataclass(frozen=True)
class ApplyOptions:
    """The files that came back, and where what they say is kept."""

    files: tuple[Path, ...]
    to: Path
    partial: bool
    data: DataChoice
    on: date


@click.command(name="apply")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--to", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder of reviews.")
@click.option("--partial", is_flag=True, help="Take the rows of a file in which nothing is wrong, and refuse the rest.")
@data_option
@on_option("The day on which files are applied: nobody has reviewed anything after it.")
@gather(ApplyOptions, "options")
def command(options: ApplyOptions) -> None:
    """Take in work sheets (.xlsx) and letters (.docx) that came back, each row as an entry of the folder of reviews.

    A file in which any row is refused is refused as a whole, unless --partial says otherwise. The files themselves are
    never changed, and applying one twice changes nothing.

    \b
    Examples:
      gapcheck review apply sheet.xlsx letter.docx --to reviews
      gapcheck review apply returned/*.xlsx --to reviews --partial
    """
    if options.to.exists() and not options.to.is_dir():
        raise UsageError(f"{str(options.to)!r} is no folder; expected the folder of reviews")
    from gapcheck.report.context_file import shipped_grounds
    from gapcheck.review.applied_reviews import Rules, apply_reviews
    from gapcheck.review.fingerprints import ReviewedLaw
    from gapcheck.review.reviews_folder import Reviews, foreign_comments, read_reviews

    returned = _returned(options.files)
    catalogue = load_with_progress(options.data).catalogue
    reviews = read_reviews(options.to, catalogue) if options.to.is_dir() else Reviews()
    rules = Rules(tuple(ground.id for ground in shipped_grounds()), options.on)
    applied = apply_reviews(ReviewedLaw(catalogue), reviews, returned, rules, partial=options.partial)
    if lost := list(foreign_comments(options.to, applied.files)):
        raise DataError(lost, what=str(options.to))
    _write(options.to, applied)
    _tell(applied)
    if applied.refused and not options.partial:
        raise DataError(applied.refused, what=", ".join(applied.refused_files))
    for problem in applied.refused:
        click.echo(f"refused: {problem}", err=True)


def _returned(files: tuple[Path, ...]) -> list[ReturnedFile]:
    """What the files hold. Raises ``UsageError`` that names every file that cannot be read."""
    from gapcheck.review.letter_reading import returned_letter
    from gapcheck.review.returned_rows import returned_sheet

    found, problems = [], []
    for path in files:
        try:
            found.append(returned_letter(path) if path.suffix.lower() == ".docx" else returned_sheet(path))
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("; ".join(problems))
    return found


def _write(folder: Path, applied: AppliedReviews) -> None:
    from gapcheck.review.reviews_folder import ATTRIBUTES, MERGED

    if not applied.files:
        return
    contents = dict(applied.files)
    if not (folder / ATTRIBUTES).exists():
        contents[ATTRIBUTES] = MERGED.encode()
    for path in write_files(folder, contents):
        click.echo(f"written: {path}", err=True)


def _tell(applied: AppliedReviews) -> None:
    counts = (
        (len(applied.added), "added"),
        (len(applied.replaced), "in place of an older one of the same day"),
        (len(applied.recorded), "recorded already"),
        (len(applied.refused), "refused"),
        (applied.empty, "left empty"),
    )
    click.echo("Rows: " + ", ".join(f"{number} {what}" for number, what in counts))
    for name, number in sorted(applied.missing.items()):
        click.echo(f"{name}: {number} of its rows are not there any more; nothing is said of them.")
    for name, rows in sorted(applied.unseen.items()):
        for row, columns in sorted(rows.items()):
            tell_unseen(name, row, columns)
