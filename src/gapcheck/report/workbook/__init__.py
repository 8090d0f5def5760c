"""The gap matrix as an Excel workbook: the same assessment always gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from gapcheck.assessment import Assessment
from gapcheck.citation import long_date
from gapcheck.report.reporting import Report
from gapcheck.report.rows import cell_rows
from gapcheck.report.rows_law import source_rows, unused_rows
from gapcheck.report.rows_officials import official_rows
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


def workbook_bytes(report: Report) -> bytes:
    """The gap matrix of a report as the bytes of an .xlsx file."""
    import xlsxwriter

    from gapcheck.report.workbook.detail import write_cells, write_duties, write_officials, write_sources, write_unused
    from gapcheck.report.workbook.front import write_cover, write_summary
    from gapcheck.report.workbook.past import write_moves, write_timeline
    from gapcheck.report.workbook.sheet import Formats, Sheet

    assessment, raw = report.assessment, io.BytesIO()
    book = xlsxwriter.Workbook(raw, _options())
    book.set_properties(_properties(assessment))
    book.set_size(2400, 1400)
    formats = Formats(book)
    sheets = {name: Sheet(book, book.add_worksheet(name), formats, assessment, report.classification) for name in SHEETS}
    write_cover(sheets["Cover"])
    write_summary(sheets["Summary"], report.articles)
    write_timeline(sheets["Timeline"], report.timeline)
    write_moves(sheets["What moved"], report.timeline)
    write_duties(sheets["Duties"], report.duties)
    write_cells(sheets["Cells"], cell_rows(report.duties))
    write_unused(sheets["Rules not used"], unused_rows(assessment))
    write_officials(sheets["What officials said"], official_rows(assessment))
    write_sources(sheets["Sources"], source_rows(assessment))
    book.close()
    return raw.getvalue()


def _options() -> dict[str, Any]:
    """The options of the writer, made anew for each workbook: it keeps and changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


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
