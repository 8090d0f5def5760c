"""The gap matrix as an Excel workbook: the same assessment always gives the same bytes."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from gapcheck.assessment import Assessment
from gapcheck.citation import long_date
from gapcheck.errors import UsageError
from gapcheck.report.rows import article_rows, cell_rows, duty_rows
from gapcheck.report.rows_law import source_rows, unused_rows
from gapcheck.report.rows_officials import official_rows
from gapcheck.report.rows_timeline import timeline_of
from gapcheck.report.statuses import DISCLAIMER

SHEETS = (
    "Cover",
    "Summary",
    "Timeline",
    "What moved",
    "Duties",
    "Cells",
    "Rules not used",
    "What officials said",
    "Sources",
)

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}


def write_workbook(assessment: Assessment, path: str | Path, classification: str | None = None) -> Path:
    """Write the gap matrix and return its path. A ``classification`` stands at the head and foot of every page.

    The file appears whole or not at all. Raises ``UsageError`` if its folder does not exist, if the name does not end in
    ``.xlsx``, or if something there may not be replaced.
    """
    target = Path(path).resolve()  # through a link to the file that it stands for
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"{target.name!r} is no name for a workbook; expected one that ends in .xlsx")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {str(target.parent)!r} does not exist; make it first")
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise UsageError(f"{str(target)!r} is there already and may not be written over")
    try:
        _replace(assessment, target, classification)
    except OSError as error:
        raise UsageError(f"cannot write {str(target)!r}: {error.strerror or error}") from error
    return Path(path)


def _replace(assessment: Assessment, target: Path, classification: str | None) -> None:
    """Write aside, then move into place: a reader never meets half a file."""
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    partial = Path(name)
    try:
        _write(assessment, partial, classification)
        partial.chmod(0o666 & ~_umask())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _umask() -> int:
    """The permissions that new files go without; a temporary file is made for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(assessment: Assessment, path: Path, classification: str | None) -> None:
    import xlsxwriter

    from gapcheck.report.workbook_detail import write_cells, write_duties, write_officials, write_sources, write_unused
    from gapcheck.report.workbook_front import write_cover, write_summary
    from gapcheck.report.workbook_sheet import Formats, Sheet
    from gapcheck.report.workbook_timeline import write_moves, write_timeline

    book = xlsxwriter.Workbook(str(path), OPTIONS)
    book.set_properties(_properties(assessment))
    book.set_size(2400, 1400)
    formats = Formats(book)
    sheets = {name: Sheet(book, book.add_worksheet(name), formats, assessment, classification) for name in SHEETS}
    duties = duty_rows(assessment)
    write_cover(sheets["Cover"])
    write_summary(sheets["Summary"], article_rows(assessment))
    past = timeline_of(assessment)
    write_timeline(sheets["Timeline"], past)
    write_moves(sheets["What moved"], past)
    write_duties(sheets["Duties"], duties)
    write_cells(sheets["Cells"], cell_rows(duties))
    write_unused(sheets["Rules not used"], unused_rows(assessment))
    write_officials(sheets["What officials said"], official_rows(assessment))
    write_sources(sheets["Sources"], source_rows(assessment))
    book.close()


def _properties(assessment: Assessment) -> dict[str, Any]:
    """The properties of the document; its date is the date of the law, never that of the clock."""
    instrument = assessment.instrument
    return {
        "title": f"Gap matrix: {instrument.short_title} and {assessment.law}",
        "subject": f"{instrument.title}, law as at {long_date(assessment.as_at)}",
        "author": "gapcheck",
        "company": "",
        "category": "Treaty gap analysis",
        "comments": DISCLAIMER,
        "created": datetime.combine(assessment.as_at, time()),
    }
