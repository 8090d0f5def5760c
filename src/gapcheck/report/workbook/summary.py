"""The summary: counts by chapter and status with a chart, what moved since the baseline, and every article."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from gapcheck.report.facts import reading_in_words
from gapcheck.report.rows.article_changes import change_rows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.statuses import STATUS
from gapcheck.report.workbook.readme import baseline_in_words
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn, cells_of
from gapcheck.wording.dates import long_date

NARROW = 13.0
NAME = "Summary"

# The tables stand below one another, so their columns share widths: two for a name, eleven narrow ones, and two for
# sentences.
CHANGES = (
    SheetColumn("Article", 9, "text", attrgetter("article")),
    SheetColumn("Heading", 38, "text", attrgetter("heading")),
    SheetColumn("Before", NARROW, "status", attrgetter("before")),
    SheetColumn("After", NARROW, "status", attrgetter("after")),
    SheetColumn("Low end before", NARROW, "status", attrgetter("before_low")),
    SheetColumn("High end before", NARROW, "status", attrgetter("before_high")),
    SheetColumn("Low end after", NARROW, "status", attrgetter("after_low")),
    SheetColumn("High end after", NARROW, "status", attrgetter("after_high")),
    SheetColumn("Change", NARROW, "text", attrgetter("kind")),
    SheetColumn("Direction", NARROW, "text", attrgetter("direction")),
    SheetColumn("Duties that moved", NARROW, "number", attrgetter("duties")),
    SheetColumn("Provisions that came", NARROW, "number", lambda row: len(row.began)),
    SheetColumn("Provisions that went", NARROW, "number", lambda row: len(row.ended)),
    SheetColumn("What moved it", 52, "text", lambda row: Items(row.by)),
    SheetColumn("Why", 76, "text", lambda row: Items(row.why)),
)
WIDTHS = tuple(column.width for column in CHANGES)
FROZEN = 2


def chapter_columns(statuses: Sequence[str]) -> tuple[SheetColumn, ...]:
    """Chapters down, statuses across."""
    counts = (SheetColumn(STATUS[s].words, NARROW, "number") for s in statuses)
    return (
        SheetColumn("No.", 9, "number"),
        SheetColumn("Chapter", 38),
        SheetColumn("Articles", NARROW, "number"),
        *counts,
    )


def article_columns(statuses: Sequence[str]) -> tuple[SheetColumn, ...]:
    """One row for each article, with the number of its duties of each status."""
    counted = tuple(SheetColumn(f"Duties: {STATUS[s].words.lower()}", NARROW, "number") for s in statuses)
    spare = len(WIDTHS) - 2 - len(counted) - 5
    total = (SheetColumn("Duties", NARROW, "number"),) * spare
    ends = (
        SheetColumn("Status", NARROW, "status"),
        SheetColumn("Low end", NARROW, "status"),
        SheetColumn("High end", NARROW, "status"),
    )
    return (SheetColumn("Article", 9), SheetColumn("Heading", 38), *ends, *total, *counted, SheetColumn("Chapter", 52))


def write_summary(sheet: Sheet) -> None:
    """The counts and their chart on top, then the changes, then the articles."""
    report = sheet.report
    assessment, statuses = report.assessment, report.assessment.statuses
    day, reading = long_date(assessment.as_at), reading_in_words(assessment)
    sheet.set_up(WIDTHS, None)
    sheet.sheet.freeze_panes(2, FROZEN)
    sheet.head(f"{assessment.instrument.short_title}: summary", (f"Law as at {day}. Reading: {reading}.",))
    sheet.text(4, 0, sheet.named("Articles by chapter and status"), sheet.formats.subtitle)
    rows = chapter_rows(report.articles, statuses)
    after = sheet.table(5, "Chapters", chapter_columns(statuses), rows, "No chapters")
    _totals(sheet, report.articles, after)
    _chart(sheet, after)
    # The chart beside the table is sixteen rows high.
    row = max(after + 2, 5 + 16) + 1
    sheet.text(row, 0, sheet.named(f"Articles that moved since {baseline_in_words(report)}"), sheet.formats.subtitle)
    changes = [cells_of(CHANGES, r) for r in change_rows(report.change)]
    row = (
        sheet.table(row + 1, "Changes", CHANGES, changes, f"No {assessment.instrument.division} stands differently") + 1
    )
    sheet.text(row, 0, sheet.named("Articles (each is judged over its binding duties only)"), sheet.formats.subtitle)
    sheet.table(
        row + 1, "Articles", article_columns(statuses), [_article(r, statuses) for r in report.articles], "No articles"
    )


def chapter_rows(articles: Sequence[ArticleRow], statuses: Sequence[str]) -> list[list[CellValue]]:
    """The chapters in the order of the instrument, with their articles of each status."""
    chapters: dict[str, list[str]] = {}
    for row in articles:
        chapters.setdefault(row.chapter, []).append(row.status)
    return [
        [number, chapter, len(standings), *(standings.count(s) for s in statuses)]
        for number, (chapter, standings) in enumerate(chapters.items(), start=1)
    ]


def _totals(sheet: Sheet, articles: Sequence[ArticleRow], first: int) -> None:
    """All articles and all duties of each status, below the table of chapters."""
    statuses = sheet.report.assessment.statuses
    per_article = [row.status for row in articles]
    per_duty = [sum(row.duties[s] for row in articles) for s in statuses]
    counts = (
        (f"All {sheet.report.assessment.instrument.division}s", [per_article.count(s) for s in statuses]),
        ("All duties", per_duty),
    )
    for offset, (name, numbers) in enumerate(counts):
        sheet.text(first + offset, 1, name, sheet.formats.label)
        for number, count in enumerate([sum(numbers), *numbers]):
            sheet.sheet.write_number(first + offset, 2 + number, count, sheet.formats.total)


def _chart(sheet: Sheet, totals: int) -> None:
    """A bar for each status with the number of articles, labelled, so that colour is never alone."""
    statuses = sheet.report.assessment.statuses
    last = 3 + len(statuses) - 1
    chart = sheet.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": sheet.named("Articles"),
            "categories": [NAME, 5, 3, 5, last],
            "values": [NAME, totals, 3, totals, last],
            "points": [{"fill": {"color": STATUS[s].mark}, "border": {"color": "#555555"}} for s in statuses],
            "data_labels": {"value": True, "font": {"name": "Arial", "size": 10}},
            "gap": 40,
        }
    )
    font = {"name": "Arial", "size": 10, "bold": False}
    chart.set_title(
        {"name": sheet.named("Articles by status"), "name_font": {"name": "Arial", "size": 12}, "overlay": False}
    )
    chart.set_legend({"none": True})
    # Bars are drawn from the bottom up; the first status belongs on top.
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 640, "height": 320})
    instrument = sheet.report.assessment.instrument
    words = ", ".join(f"{count} {STATUS[s].words.lower()}" for s, count in sheet.report.assessment.counts.items())
    options = {
        "description": f"Bar chart of how many {instrument.division}s have each status: {words}.",
        "object_position": 3,
        "x_offset": 8,
    }
    sheet.sheet.insert_chart(4, len(WIDTHS) - 2, chart, options)


def _article(row: ArticleRow, statuses: Sequence[str]) -> list[CellValue]:
    per_status = [row.duties[s] for s in statuses]
    total: list[CellValue] = [sum(per_status)] * (len(article_columns(statuses)) - len(statuses) - 6)
    return [row.article, row.heading, row.status, row.low, row.high, *total, *per_status, row.chapter]
