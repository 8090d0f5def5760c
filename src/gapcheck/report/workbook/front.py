"""The first two sheets of the gap matrix: the cover, and the summary by article with its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.citation import long_date
from gapcheck.report.facts import facts, reading_in_words
from gapcheck.report.rows import ArticleRow
from gapcheck.report.statuses import DISCLAIMER, RESULT, STATUS, Look
from gapcheck.report.workbook.sheet import A4, LINE_HEIGHT, Cell, Column, Sheet, lines_needed

COVER_WIDTHS = (26.0, 98.0)

HOW_TO_READ = (
    ("Summary", "One row for each article. An article is judged over its binding duties only."),
    ("Timeline", "How each article stood since the instrument was opened, on every day from which one stands differently."),
    ("What moved", "One row for each such change, with the Act, reservation, measure or survey that brought it."),
    ("Duties", "One row for each paragraph's worth of obligation, with the provisions that answer it and what they leave out."),
    ("Cells", "One row for each combination of elements that the law must reach on its own, with the best rule for it."),
    ("Rules not used", "The rules in force on the date that answer nothing in this instrument, and why."),
    ("What officials said", "Statements by officials and Ministers, held against the verdict on their day and on this date."),
    ("Sources", "Where each statement comes from, and whether somebody read it there."),
)

CHECKS = (
    ("Verified", "The cited text was read."),
    ("Secondary", "It was read in a summary, a reprint or a quotation."),
    ("Unverified", "Neither."),
)

SUMMARY_FIXED = (
    Column("Article", 9),
    Column("Heading", 38),
    Column("Chapter", 26),
    Column("Status", 21, "status"),
    Column("Low end", 21, "status"),
    Column("High end", 21, "status"),
)


@dataclass
class _Cover:
    """The cover, written from the top down."""

    sheet: Sheet
    row: int = 0

    def pair(self, name: str, value: str, look: Look | None = None) -> None:
        formats = self.sheet.formats
        self.sheet.text(self.row, 0, name, formats.look(look) if look else formats.label)
        self.sheet.text(self.row, 1, value, formats.plain)
        lines = max(lines_needed(name, COVER_WIDTHS[0], bold=True), lines_needed(value, COVER_WIDTHS[1] - 2))
        self.sheet.height(self.row, lines * LINE_HEIGHT + 5)
        self.row += 1

    def section(self, heading: str) -> None:
        self.row += 1
        self.sheet.text(self.row, 0, heading, self.sheet.formats.subtitle)
        self.sheet.height(self.row, 20)
        self.row += 1


def write_cover(sheet: Sheet) -> None:
    """What was assessed, on what date, and what the words mean."""
    assessment = sheet.assessment
    sheet.set_up(COVER_WIDTHS, None, paper=A4)
    sheet.text(0, 0, f"Gap matrix: {assessment.instrument.short_title} and {assessment.law}", sheet.formats.title)
    sheet.height(0, 28)
    cover = _Cover(sheet, 1)
    if sheet.classification:
        cover.pair("Classification", sheet.classification)
    cover.pair("Status of this document", DISCLAIMER)
    cover.section("What was assessed")
    for name, value in facts(assessment):
        cover.pair(name, value)
    cover.section("What each status means")
    for status in assessment.statuses:
        cover.pair(STATUS[status].words, STATUS[status].meaning, STATUS[status])
    cover.section("What each result of a cell means")
    for look in RESULT.values():
        cover.pair(look.words, look.meaning, look)
    cover.section("How to read the sheets")
    for name, value in HOW_TO_READ:
        cover.pair(name, value)
    cover.section("How far the sources were checked")
    for name, value in CHECKS:
        cover.pair(name, value)


def write_summary(sheet: Sheet, rows: Sequence[ArticleRow]) -> None:
    """One row for each article under the counts of articles and of duties, with a chart of the first."""
    statuses = sheet.assessment.statuses
    counted = tuple(Column(f"Duties: {STATUS[s].words.lower()}", 12, "number") for s in statuses)
    columns = (*SUMMARY_FIXED, *counted)
    header = 7
    sheet.set_up([c.width for c in columns], header, frozen=2)
    sheet.text(0, 0, f"{sheet.assessment.instrument.short_title}: summary by article", sheet.formats.title)
    sheet.height(0, 26)
    assessment = sheet.assessment
    day, reading = long_date(assessment.as_at), reading_in_words(assessment)
    sheet.text(1, 0, f"Law as at {day}. Reading: {reading}.", sheet.formats.line)
    _counts(sheet, rows, row=3)
    body: list[list[Cell]] = [
        [r.article, r.heading, r.chapter, r.status, r.low, r.high, *(r.duties[s] for s in statuses)] for r in rows
    ]
    sheet.table(header, "Summary", columns, body, "No articles")
    _chart(sheet, row=header, column=len(columns) + 1)


def _counts(sheet: Sheet, rows: Sequence[ArticleRow], row: int) -> None:
    """Articles and duties of each status, over the columns of the table that count duties."""
    statuses = sheet.assessment.statuses
    first = len(SUMMARY_FIXED)
    names = ("Articles", "Duties")
    per_article = [r.status for r in rows]
    totals = [[per_article.count(s) for s in statuses], [sum(r.duties[s] for r in rows) for s in statuses]]
    sheet.text(row, first - 1, "Counts", sheet.formats.header)
    for number, status in enumerate(statuses):
        sheet.text(row, first + number, STATUS[status].words, sheet.formats.status(status))
    sheet.height(row, max(lines_needed(STATUS[s].words, 12, bold=True) for s in statuses) * LINE_HEIGHT + 5)
    for offset, (name, counts) in enumerate(zip(names, totals, strict=True), start=1):
        sheet.text(row + offset, first - 1, name, sheet.formats.text)
        for number, count in enumerate(counts):
            sheet.sheet.write_number(row + offset, first + number, count, sheet.formats.total)


def _chart(sheet: Sheet, row: int, column: int) -> None:
    """A bar for each status with the number of articles, labelled, so that colour is never alone."""
    statuses = sheet.assessment.statuses
    first, name = len(SUMMARY_FIXED), "Summary"
    last = first + len(statuses) - 1
    chart = sheet.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Articles",
            "categories": [name, 3, first, 3, last],
            "values": [name, 4, first, 4, last],
            "points": [{"fill": {"color": STATUS[s].mark}, "border": {"color": "#555555"}} for s in statuses],
            "data_labels": {"value": True, "font": {"name": "Arial", "size": 10}},
            "gap": 40,
        }
    )
    font = {"name": "Arial", "size": 10, "bold": False}
    chart.set_title({"name": "Articles by status", "name_font": {"name": "Arial", "size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 460, "height": 300})
    options = {"description": "Bar chart: number of articles of each status", "object_position": 3}
    sheet.sheet.insert_chart(row, column, chart, options)
