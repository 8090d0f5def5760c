"""The workbook of a report, for Excel and LibreOffice: the same report always gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.statuses import DISCLAIMER
from gapcheck.wording.dates import long_date

if TYPE_CHECKING:
    from gapcheck.report.workbook.sheet import Sheet


def workbook_bytes(report: ReportRows) -> bytes:
    """The workbook as the bytes of an .xlsx file. Raises ``TextTooLongError`` if a text does not fit into a cell."""
    import xlsxwriter

    from gapcheck.report.workbook.formats import Formats
    from gapcheck.report.workbook.sheet import Sheet

    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, _options())
    book.set_properties(_properties(report))
    book.set_size(2400, 1400)
    formats = Formats(book)
    writers = sheet_writers()
    if report.reviews is not None:
        from gapcheck.report.workbook.reviews import write_reviews, write_signatures

        writers = {**writers, "Reviews": write_reviews, "Sign-off": write_signatures}
    sheets = [Sheet(book, book.add_worksheet(name), formats, report) for name in writers]
    for sheet, write in zip(sheets, writers.values(), strict=True):
        write(sheet)
    book.close()
    return raw.getvalue()


def sheet_writers() -> Mapping[str, Callable[[Sheet], None]]:
    """The sheets in their order, each with what writes it."""
    from gapcheck.report.workbook import consultation, history, matrix, measures, other_instruments, statutes
    from gapcheck.report.workbook.questions import write_questions
    from gapcheck.report.workbook.readme import write_readme
    from gapcheck.report.workbook.summary import write_summary

    return {
        "Read me": write_readme,
        "Summary": write_summary,
        "Matrix": matrix.write_matrix,
        "Questions": write_questions,
        "Cells": matrix.write_cells,
        "Gaps and measures": measures.write_measures,
        "Reservations and declarations": measures.write_reservations,
        "Crosswalk": other_instruments.write_crosswalk,
        "Law versions": statutes.write_versions,
        "Timeline": history.write_timeline,
        "What moved": history.write_moves,
        "Mandate trace": other_instruments.write_mandate,
        "Consultation": consultation.write_consultation,
        "What officials said": consultation.write_officials,
        "Rules not used": statutes.write_unused,
        "Sources": statutes.write_sources,
        "Change log": history.write_log,
    }


def _options() -> dict[str, Any]:
    """The options of the writer, made anew for each workbook: it changes what it is given."""
    return {
        "in_memory": True,
        # Text from the data stays text, whatever it begins with.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


def _properties(report: ReportRows) -> dict[str, Any]:
    """The properties of the document; its date is the date of the law, never that of the clock."""
    assessment = report.assessment
    instrument = assessment.instrument
    return {
        "title": f"Gap matrix: {instrument.short_title} and {assessment.law}",
        "subject": f"{instrument.title}, law as at {long_date(assessment.as_at)}",
        "author": str(report.context.context.author or "gapcheck"),
        "company": "",
        "category": "Treaty gap analysis",
        "keywords": report.classification,
        "status": report.context.context.clearance.status.replace("-", " ").capitalize(),
        "comments": DISCLAIMER,
        # The clock would make other bytes of the same report.
        "created": datetime.combine(assessment.as_at, time()),
    }
