"""The summary: counts by chapter and status with a chart, what moved since the baseline, and every article."""

from __future__ import annotations

from collections.abc import Sequence

from gapcheck.report.facts import reading_in_words
from gapcheck.report.rows.change import ChangeRow, change_rows
from gapcheck.report.rows.duties import ArticleRow
from gapcheck.report.statuses import STATUS
from gapcheck.report.workbook.readme import baseline_in_words
from gapcheck.report.workbook.sheet import Cell, Column, Items, Sheet
from gapcheck.wording.dates import long_date

NARROW = 13.0
NAME = "Summary"

# The tables stand below one another, so their columns share widths: two for a name, eleven narrow ones, and two for
# sentences.
CHANGES = (
    Column("Article", 9),
    Column("Heading", 38),
    Column("Before", NARROW, "status"),
    Column("After", NARROW, "status"),
    Column("Low end before", NARROW, "status"),
    Column("High end before", NARROW, "status"),
    Column("Low end after", NARROW, "status"),
    Column("High end after", NARROW, "status"),
    Column("Change", NARROW),
    Column("Direction", NARROW),
    Column("Duties that moved", NARROW, "number"),
    Column("Provisions that came", NARROW, "number"),
    Column("Provisions that went", NARROW, "number"),
    Column("What moved it", 52),
    Column("Why", 76),
)
WIDTHS = tuple(column.width for column in CHANGES)
FROZEN = 2


def chapter_columns(statuses: Sequence[str]) -> tuple[Column, ...]:
    """Chapters down, statuses across."""
    counts = (Column(STATUS[s].words, NARROW, "number") for s in statuses)
    return (Column("No.", 9, "number"), Column("Chapter", 38), Column("Articles", NARROW, "number"), *counts)


def article_columns(statuses: Sequence[str]) -> tuple[Column, ...]:
    """One row for each article, with the number of its duties of each status."""
    counted = tuple(Column(f"Duties: {STATUS[s].words.lower()}", NARROW, "number") for s in statuses)
    spare = len(WIDTHS) - 2 - len(counted) - 5
    total = (Column("Duties", NARROW, "number"),) * spare
    ends = (
        Column("Status", NARROW, "status"),
        Column("Low end", NARROW, "status"),
        Column("High end", NARROW, "status"),
    )
    return (Column("Article", 9), Column("Heading", 38), *ends, *total, *counted, Column("Chapter", 52))


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
    row = max(after + 2, 5 + 16) + 1
    sheet.text(row, 0, sheet.named(f"Articles that moved since {baseline_in_words(report)}"), sheet.formats.subtitle)
    changes = [_change(r) for r in change_rows(report.change)]
    row = (
        sheet.table(row + 1, "Changes", CHANGES, changes, f"No {assessment.instrument.division} stands differently") + 1
    )
    sheet.text(row, 0, sheet.named("Articles (each is judged over its binding duties only)"), sheet.formats.subtitle)
    sheet.table(
        row + 1, "Articles", article_columns(statuses), [_article(r, statuses) for r in report.articles], "No articles"
    )


def chapter_rows(articles: Sequence[ArticleRow], statuses: Sequence[str]) -> list[list[Cell]]:
    """The chapters in the order of the instrument, with their articles of each status."""
    chapters: dict[str, list[str]] = {}
    for row in articles:
        chapters.setdefault(row.chapter, []).append(row.status)
    return [
        [number, chapter, len(found), *(found.count(s) for s in statuses)]
        for number, (chapter, found) in enumerate(chapters.items(), start=1)
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
    for offset, (name, found) in enumerate(counts):
        sheet.text(first + offset, 1, name, sheet.formats.label)
        for number, count in enumerate([sum(found), *found]):
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


def _change(row: ChangeRow) -> list[Cell]:
    return [
        row.article,
        row.heading,
        row.before,
        row.after,
        row.before_low,
        row.before_high,
        row.after_low,
        row.after_high,
        row.kind,
        row.direction,
        row.duties,
        len(row.came),
        len(row.went),
        Items(row.by),
        Items(row.why),
    ]


def _article(row: ArticleRow, statuses: Sequence[str]) -> list[Cell]:
    found = [row.duties[s] for s in statuses]
    total: list[Cell] = [sum(found)] * (len(article_columns(statuses)) - len(statuses) - 6)
    return [row.article, row.heading, row.status, row.low, row.high, *total, *found, row.chapter]
