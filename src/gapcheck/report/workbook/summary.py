"""The summary: counts by verdict with a chart, chapters and statuses, and every article with the questions that it
turns on.
"""

from __future__ import annotations

from collections.abc import Sequence

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.verdict_counts import VerdictCount, certainty_counts, verdicts_in_words
from gapcheck.report.statuses import CERTAINTY, STATUS, Look, pale
from gapcheck.report.workbook.places import (
    CHART_ROWS,
    SummaryLayout,
    summary_layout,
    summary_lines,
    to_article,
    to_question,
)
from gapcheck.report.workbook.sheet import CellValue, Formula, Items, Sheet, SheetColumn

NARROW = 15.0
NAME = "Summary"

# The tables stand below one another, so their columns share widths: two for a name, eleven narrow ones, and two for
# sentences.
WIDTHS = (9.0, 40.0, *(NARROW,) * 11, 52.0, 76.0)
FROZEN = 2
COUNTED = 13
"""The columns of the counts and their chart, which are printed: the articles are on the sheet Articles (A4)."""
PRINTED_ELSEWHERE = "printed with the sheet Articles (A4)"
CHART_LINE = 23
"""Pixels of a row beside the chart."""

VERDICTS = (
    SheetColumn("No.", 9, "number"),
    SheetColumn("Verdict", 40, "status"),
    SheetColumn("Articles", NARROW, "number"),
    SheetColumn("Duties", NARROW, "number"),
)
ARTICLES = (
    SheetColumn("No.", 9, "number"),
    SheetColumn("Heading", 40),
    SheetColumn("Article", NARROW),
    SheetColumn("Verdict", NARROW, "status"),
    SheetColumn("Gap", NARROW),
    SheetColumn("How sure", NARROW),
    SheetColumn("At worst (every question against)", NARROW, "status"),
    SheetColumn("At best (every question for)", NARROW, "status"),
    SheetColumn("Duties", NARROW, "number"),
    SheetColumn("Duties: settled", NARROW, "number"),
    SheetColumn("Duties: on our working view", NARROW, "number"),
    SheetColumn("Duties: contested", NARROW, "number"),
    SheetColumn("To the first question", NARROW),
    SheetColumn("Chapter", 52),
    SheetColumn("Questions that it turns on, and our working view", 76),
)


def chapter_columns(statuses: Sequence[str]) -> tuple[SheetColumn, ...]:
    """Chapters down, statuses across."""
    counts = (SheetColumn(STATUS[s].words, NARROW, "number") for s in statuses)
    return (
        SheetColumn("No.", 9, "number"),
        SheetColumn("Chapter", 40),
        SheetColumn("Articles", NARROW, "number"),
        *counts,
    )


def write_summary(sheet: Sheet) -> None:
    """The counts and their chart on top, then the articles."""
    report, layout = sheet.report, summary_layout(sheet.report)
    sheet.set_up(WIDTHS, None)
    sheet.sheet.freeze_panes(2, FROZEN)
    sheet.head(f"{report.assessment.instrument.short_title}: summary", summary_lines(report))
    _verdicts(sheet, layout)
    _chapters(sheet, layout)
    _heading(sheet, layout.articles, f"Articles (each is judged over its binding duties only; {PRINTED_ELSEWHERE})")
    rows = [_article(report, n, row) for n, row in enumerate(report.articles, start=1)]
    sheet.table(layout.articles, "Articles", ARTICLES, rows, "No articles")
    sheet.print_columns(layout.articles - 2, COUNTED)


def _heading(sheet: Sheet, table: int, text: str) -> None:
    sheet.text(table - 1, 0, sheet.named(text), sheet.formats.subtitle)


def _verdicts(sheet: Sheet, layout: SummaryLayout) -> None:
    counts = sheet.report.verdicts
    _heading(sheet, layout.verdicts, "Articles and duties by verdict")
    rows: list[list[CellValue]] = [
        [
            n,
            c.verdict,
            Formula(f'COUNTIFS(Articles[Verdict],"{c.verdict}")', c.articles),
            Formula(f'COUNTIFS(Matrix[Verdict],"{c.verdict}")', c.duties),
        ]
        for n, c in enumerate(counts, start=1)
    ]
    sheet.table(layout.verdicts, "Verdicts", VERDICTS, rows, "No verdicts")
    if counts:
        _chart(sheet, layout.verdicts, counts)


def _chapters(sheet: Sheet, layout: SummaryLayout) -> None:
    report, statuses = sheet.report, sheet.report.assessment.statuses
    _heading(sheet, layout.chapters, "Articles by chapter and status")
    rows = chapter_rows(report.articles, statuses)
    after = sheet.table(layout.chapters, "Chapters", chapter_columns(statuses), rows, "No chapters")
    _totals(sheet, report.articles, after)


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


def _chart(sheet: Sheet, table: int, counts: Sequence[VerdictCount]) -> None:
    """A bar for each verdict with the number of articles, labelled and textured, so that colour is never alone."""
    first, last = table + 1, table + len(counts)
    chart = sheet.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": sheet.named("Articles"),
            "categories": [NAME, first, 1, last, 1],
            "values": [NAME, first, 2, last, 2],
            "points": [_bar(c.look) for c in counts],
            "data_labels": {"value": True, "font": {"name": "Arial", "size": 10}},
            "gap": 40,
        }
    )
    font = {"name": "Arial", "size": 10, "bold": False}
    chart.set_title(
        {"name": sheet.named("Articles by verdict"), "name_font": {"name": "Arial", "size": 12}, "overlay": False}
    )
    chart.set_legend({"none": True})
    # Bars are drawn from the bottom up; the first verdict belongs on top.
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 820, "height": CHART_LINE * (CHART_ROWS - 1)})
    division = sheet.report.assessment.instrument.division
    options = {
        "description": f"Bar chart of how many {division}s have each verdict: {verdicts_in_words(counts)}.",
        "object_position": 3,
        "x_offset": 8,
    }
    sheet.sheet.insert_chart(table - 1, len(VERDICTS), chart, options)


def _bar(look: Look) -> dict[str, object]:
    border: dict[str, object] = {"border": {"color": "#555555"}}
    if look.texture == "plain":
        return border | {"fill": {"color": look.mark}}
    pattern = "wide_upward_diagonal" if look.texture == "striped" else "large_confetti"
    return border | {"pattern": {"pattern": pattern, "fg_color": look.mark, "bg_color": pale(look)}}


def _article(report: ReportRows, number: int, row: ArticleRow) -> list[CellValue]:
    duties = report.duties_of(row.article)
    counts = certainty_counts(duties)
    sure, gap = CERTAINTY.get(row.certainty, ""), "Yes" if row.is_gap else "No"
    ends, total = (row.low, row.high), (len(duties), *counts.values())
    link, questions = to_question(report, row.questions), Items(tuple(q.words for q in row.questions))
    head: tuple[CellValue, ...] = (number, row.heading, to_article(report, row.article), row.verdict, gap, sure)
    return [*head, *ends, *total, link, row.chapter, questions]
