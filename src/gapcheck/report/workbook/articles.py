"""The sheet to print: one line for each article, in seven columns across a page of A4."""

from __future__ import annotations

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.workbook.agencies import agencies_of_article
from gapcheck.report.workbook.places import matrix_lines, to_article
from gapcheck.report.workbook.sheet import CellValue, Sheet, SheetColumn

NAME = "Articles (A4)"
MOST_ACTS = 2
"""Acts named in one row: what is left out stands in the sheet Act by article."""

ONE_LINE = (
    SheetColumn("Article", 9),
    SheetColumn("Heading", 32),
    SheetColumn("Verdict", 20, "status"),
    SheetColumn("Why", 84),
    SheetColumn("Provisions", 50),
    SheetColumn("Gap", 7),
    SheetColumn("Who acts", 27),
)


def write_articles(sheet: Sheet) -> None:
    """One row for each article."""
    report = sheet.report
    lines = matrix_lines(report)
    lines[0] = lines[0].replace("One row for each duty", f"One row for each {report.assessment.instrument.division}")
    division = report.assessment.instrument.division
    header = sheet.start(f"{division}s at a glance", lines, ONE_LINE, frozen=1, paper="A4")
    rows = [_row(report, row) for row in report.articles]
    sheet.table(header, "OnePage", ONE_LINE, rows, "No articles")


def _row(report: ReportRows, row: ArticleRow) -> list[CellValue]:
    provisions = report.provisions_of(row.article)
    more = f" and {len(provisions) - MOST_ACTS} more" if len(provisions) > MOST_ACTS else ""
    return [
        to_article(report, row.article),
        row.heading,
        row.verdict,
        report.in_a_sentence(row.article),
        "; ".join(provisions[:MOST_ACTS]) + more,
        "Yes" if row.is_gap else "No",
        "; ".join(agencies_of_article(report, row)),
    ]
