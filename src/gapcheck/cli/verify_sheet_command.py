"""``gapcheck verify-sheet``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import data_option, gather, load_with_progress, on_option
from gapcheck.cli.output import print_table, tell_unseen
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_file, write_files

if TYPE_CHECKING:
    from gapcheck.review.source_levels import AppliedSheet

ENDING = ".xlsx"


@dataclass(frozen=True)
class SheetOptions:
    """The instrument, and the sheet that is written or applied."""

    instrument: str
    out: Path | None
    sheet: Path | None
    data: DataChoice
    on: date


@click.command(name="verify-sheet")
@click.argument("instrument", shell_complete=completing.instruments)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the work sheet to this .xlsx file.")
@click.option(
    "--apply", "sheet", type=click.Path(path_type=Path), metavar="FILE", help="Apply a sheet that was filled in."
)
@data_option
@on_option("The day on which a sheet is applied: nobody has read a text after it.")
@gather(SheetOptions, "options")
def command(options: SheetOptions) -> None:
    """Write or apply a work sheet of the paragraphs of INSTRUMENT whose text was not read.

    Whoever has the text fills the sheet in. Applied, it marks what is the same as verified, with a note of who, when
    and against which text, reports what differs, and changes nothing else. One bad row, and nothing is written. It
    works on a folder given with --data, never on the catalogue that is installed with gapcheck.

    \b
    Examples:
      gapcheck verify-sheet uncc --out sheet.xlsx
      gapcheck verify-sheet uncc --apply sheet.xlsx --data my-catalogue
    """
    if (options.out is None) == (options.sheet is None):
        raise UsageError("give either --out, to write a sheet, or --apply, to apply one")
    if options.out is not None:
        _write(options, options.out)
    else:
        assert options.sheet is not None
        _apply(options, options.sheet)


def _write(options: SheetOptions, out: Path) -> None:
    from gapcheck.report.steady_zip import steady_zip
    from gapcheck.review.verify_sheet import first_day, work_rows, work_sheet_bytes

    catalogue = load_with_progress(options.data).catalogue
    raw = work_sheet_bytes(catalogue, options.instrument)
    write_file(out, steady_zip(raw, first_day(catalogue.instrument(options.instrument))), ENDING)
    click.echo(f"written: {out} ({len(work_rows(catalogue, options.instrument))} paragraphs to look up)")


def _apply(options: SheetOptions, sheet: Path) -> None:
    from gapcheck.legislation.verification_record import writable_root
    from gapcheck.review.sheet_reading import read_sheet
    from gapcheck.review.source_levels import apply_sheet
    from gapcheck.review.verify_sheet import COLUMNS, FILLED, SHEET

    if options.data is None:
        raise UsageError("--apply changes data: name the folder with --data")
    # A folder that may not be written to is told before anything is read.
    root = writable_root(options.data)
    catalogue = load_with_progress(options.data).catalogue
    catalogue.instrument(options.instrument)
    rows = read_sheet(sheet, SHEET, COLUMNS)
    applied = apply_sheet(catalogue, root, options.instrument, rows, name=sheet.name, today=options.on)
    # Files of one folder are renamed together, after all of them were written aside.
    folders: dict[Path, dict[str, bytes]] = {}
    for name, raw in applied.files.items():
        path = root / name
        folders.setdefault(path.parent, {})[path.name] = raw
    for folder, contents in folders.items():
        write_files(folder, contents)
    _tell(applied)
    for row in rows:
        if unseen := [column for column in FILLED if column in row.unseen]:
            tell_unseen(sheet.name, row.number, unseen)


def _tell(applied: AppliedSheet) -> None:
    for name in applied.files:
        click.echo(f"written: {name}", err=True)
    if applied.differing:
        rows = [
            [
                (str(a.row.point), ""),
                (a.same, ""),
                (" ".join(a.difference.split()), ""),
                (f"{a.role}, {a.day.isoformat()}, {a.against}", ""),
            ]
            for a in applied.differing
        ]
        print_table("What differs; nothing was changed there", ("Row", "Same?", "What differs", "Read by"), rows)
    counts = (
        (len(applied.raised), "raised to verified"),
        (len(applied.recorded), "recorded already"),
        (len(applied.differing), "not the same"),
        (applied.empty, "left empty"),
    )
    click.echo("Rows: " + ", ".join(f"{number} {what}" for number, what in counts))
