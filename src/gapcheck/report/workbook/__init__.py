"""The workbook of a report, for Excel and LibreOffice: the same report always gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from gapcheck.report.statuses import DISCLAIMER
from gapcheck.wording.dates import long_date

if TYPE_CHECKING:
    from gapcheck.engine.results import InstrumentResult
    from gapcheck.report.report_rows import ReportRows


def workbook_bytes(report: ReportRows) -> bytes:
    """The workbook as the bytes of an .xlsx file. Raises ``TextTooLongError`` if a text does not fit into a cell."""
    import xlsxwriter

    from gapcheck.report.workbook.answer import write_answer
    from gapcheck.report.workbook.formats import Formats
    from gapcheck.report.workbook.sheet import Sheet
    from gapcheck.report.workbook.sheets import ANSWER, sheets_of

    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, options())
    clearance = report.context.context.clearance.status.replace("-", " ").capitalize()
    author = {"author": str(report.context.context.author or "gapcheck"), "status": clearance}
    book.set_properties(properties(report.assessment, report.classification, "Gap matrix") | author)
    book.set_size(2400, 1400)
    formats = Formats(book)
    others = sheets_of(report)
    first, *rest = [Sheet(book, book.add_worksheet(name), formats, report) for name in (ANSWER.name, *others)]
    write_answer(first, [(entry.name, entry.told(report.assessment.state)) for entry in others.values()])
    for sheet, entry in zip(rest, others.values(), strict=True):
        entry.write(sheet)
    for sheet, entry in zip((first, *rest), (ANSWER, *others.values()), strict=True):
        sheet.sheet.set_tab_color(entry.tab)
    close(book)
    return raw.getvalue()


def close(book: Any) -> None:
    """Write what a workbook holds, and let go of it."""
    book.close()
    # Each sheet knows the workbook: unless the workbook forgets them, its cells stay until Python looks for cycles.
    book.worksheets_objs.clear()
    book.sheetnames.clear()


def options() -> dict[str, Any]:
    """The options of the writer, made anew for each workbook: it changes what it is given."""
    return {
        "in_memory": True,
        # Text from the data stays text, whatever it begins with.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


def properties(assessment: InstrumentResult, classification: str, what: str) -> dict[str, Any]:
    """The properties of the document; its date is the date of the law, never that of the clock."""
    instrument = assessment.instrument
    return {
        "title": f"{what}: {instrument.short_title} and {assessment.law}",
        "subject": f"{instrument.title}, law as at {long_date(assessment.as_at)}",
        "author": "gapcheck",
        "company": "",
        "category": "Treaty gap analysis",
        "keywords": classification,
        "comments": DISCLAIMER,
        # The clock would make other bytes of the same report.
        "created": datetime.combine(assessment.as_at, time()),
    }
