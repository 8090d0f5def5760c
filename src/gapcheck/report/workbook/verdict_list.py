"""The verdicts as a workbook of one sheet, without reasons: a line for each duty."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gapcheck.explain.verdict_lines import verdict_lines
from gapcheck.report.statuses import FORCE
from gapcheck.report.workbook import close, options, properties
from gapcheck.report.workbook.sheet import Items, MarkedSheet, SheetColumn, cells_of

if TYPE_CHECKING:
    from gapcheck.engine.results import InstrumentResult


@dataclass(frozen=True)
class VerdictList:
    """What the pages of the list bear: the assessment, its marking, and that it is no copy for release."""

    assessment: InstrumentResult
    classification: str
    release: bool = False


COLUMNS = (
    SheetColumn("Article", 10, value=lambda line: line.article.article.article),
    SheetColumn("Heading", 28, value=lambda line: line.article.article.heading),
    SheetColumn("Article verdict", 19, "status", value=lambda line: line.article_verdict),
    SheetColumn("Duty", 10, value=lambda line: line.pinpoint),
    SheetColumn("Obligation (in our own words)", 60, value=lambda line: line.duty and line.duty.full.duty.text),
    SheetColumn("Force", 16, value=lambda line: FORCE[line.duty.full.duty.force] if line.duty else ""),
    SheetColumn("Verdict", 19, "status", value=lambda line: line.verdict),
    SheetColumn("Law or practice", 42, value=lambda line: line.law),
    SheetColumn(
        "Questions that it turns on", 36, value=lambda line: Items(tuple(q.title for q in line.questions), "more")
    ),
    SheetColumn("Suspect until reviewed", 24, value=lambda line: Items(line.suspect, "more")),
)


def verdict_list_bytes(assessment: InstrumentResult, classification: str, title: str, told: Sequence[str]) -> bytes:
    """The list as the bytes of an .xlsx file: the same assessment always gives the same bytes.

    The ``classification`` stands at the head and foot of every page, ``told`` below the title, line by line. Raises
    ``TextTooLongError`` if a text does not fit into a cell.
    """
    import xlsxwriter

    from gapcheck.report.workbook.formats import Formats

    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, options())
    book.set_properties(properties(assessment, classification, "Verdicts"))
    sheet = MarkedSheet(book, book.add_worksheet("Verdicts"), Formats(book), VerdictList(assessment, classification))
    first = sheet.start(title, told, COLUMNS, frozen=1)
    rows = [cells_of(COLUMNS, line) for line in verdict_lines(assessment)]
    sheet.table(first, "Verdicts", COLUMNS, rows, "There is no article.")
    close(book)
    return raw.getvalue()
