"""Where things stand in the workbook, so that articles, duties and questions can lead to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from gapcheck.report.facts import reading_caveat, reading_in_words, tried_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.article_changes import change_rows
from gapcheck.report.rows.questions import QuestionMention, QuestionRow
from gapcheck.report.rows.verdict_counts import certainty_in_words
from gapcheck.report.statuses import VIEW_BASIS
from gapcheck.report.workbook.sheet import Jump
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import stop

CHART_ROWS = 16
"""How many rows the chart beside the verdicts takes."""
LINE = 250
"""Characters of a line above the tables of the summary."""


@dataclass(frozen=True)
class SummaryLayout:
    """The rows in which the tables of the summary begin; the heading of each stands in the row above it."""

    verdicts: int
    chapters: int
    changes: int
    articles: int


def summary_lines(report: ReportRows) -> list[str]:
    """What stands above the tables of the summary."""
    assessment = report.assessment
    told = [
        f"Law as at {long_date(assessment.as_at)}. Reading: {stop(reading_in_words(assessment))}",
        f"{certainty_in_words(report.articles, assessment.instrument.division)} {VIEW_BASIS}".strip(),
        reading_caveat(assessment),
        tried_in_words(assessment),
        *report.review_sentences,
    ]
    return [part for line in told for part in wrap(line, LINE)]


def summary_layout(report: ReportRows) -> SummaryLayout:
    """Where the tables of the summary stand."""
    verdicts = 2 + len(summary_lines(report)) + 1
    chapters = max(_after(verdicts, report.verdicts), verdicts + CHART_ROWS) + 2
    # Two rows of totals stand below the chapters.
    changes = _after(chapters, {row.chapter for row in report.articles}) + 2 + 2
    return SummaryLayout(verdicts, chapters, changes, _after(changes, change_rows(report.change)) + 2)


def _after(first: int, rows: Sequence[object] | set[str]) -> int:
    """The row after a table; one without rows says so in one."""
    return first + max(len(rows), 1) + 1


def matrix_lines(report: ReportRows) -> list[str]:
    """What stands above the matrix, each short enough for one line."""
    assessment = report.assessment
    told = f"{assessment.instrument.short_title}. Law as at {long_date(assessment.as_at)}. One row for each duty."
    return [told, *wrap(reading_caveat(assessment), LINE), *wrap(tried_in_words(assessment), LINE)]


def question_lines(report: ReportRows) -> list[str]:
    """What stands above the questions, each short enough for one line."""
    open_ = sum(row.view == "open" for row in report.questions)
    told = f"The questions that a verdict of {long_date(report.assessment.as_at)} turns on, those that turn most first."
    lines = [f"{told} {len(report.questions)} in all; {open_} {'is' if open_ == 1 else 'are'} open.", VIEW_BASIS]
    return [*lines, *wrap(tried_in_words(report.assessment), LINE)]


def to_question(report: ReportRows, mentions: Sequence[QuestionMention]) -> Jump | str:
    """A link to the first of the questions, by its number; nothing without one."""
    numbers = {row.id: number for number, row in enumerate(report.questions, start=1)}
    number = next((numbers[m.id] for m in mentions if m.id in numbers), None)
    if number is None:
        return ""
    return Jump(f"Question {number}", "Questions", 2 + len(question_lines(report)) + number)


def to_summary(report: ReportRows, question: QuestionRow) -> Jump | str:
    """A link to the first article that a question turns, in the summary; nothing where it turns none."""
    if not question.turns:
        return ""
    article = question.turns[0]
    place = [row.article for row in report.articles].index(article)
    label = division_label(report.assessment.instrument, article)
    return Jump(label, "Summary", summary_layout(report).articles + 1 + place)


def to_matrix(report: ReportRows, question: QuestionRow) -> Jump | str:
    """A link to the first duty on which a question bears, in the matrix."""
    duty = question.short_duties[0]
    place = [row.duty for row in report.duties].index(duty)
    label = division_label(report.assessment.instrument, duty)
    return Jump(label, "Matrix", 2 + len(matrix_lines(report)) + 1 + place)
