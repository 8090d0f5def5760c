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


def to_questions(report: ReportRows, mentions: Sequence[QuestionMention]) -> Jump:
    """The questions, leading to the row of the first."""
    numbers = {row.id: number for number, row in enumerate(report.questions, start=1)}
    known = [numbers[m.id] for m in mentions if m.id in numbers]
    row = 2 + len(question_lines(report)) + known[0] if known else None
    return Jump(tuple(m.words for m in mentions), "Questions", row)


def to_summary(report: ReportRows, question: QuestionRow) -> Jump:
    """The articles that a question turns, leading to the row of the first in the summary."""
    numbers = [row.article for row in report.articles]
    first = numbers.index(question.turns[0]) + 1 if question.turns else None
    row = summary_layout(report).articles + first if first is not None else None
    return Jump(question.turns, "Summary", row)


def to_matrix(report: ReportRows, question: QuestionRow) -> Jump:
    """The duties on which a question bears, leading to the row of the first in the matrix."""
    numbers = [row.duty for row in report.duties]
    duties = question.short_duties
    row = 2 + len(matrix_lines(report)) + numbers.index(duties[0]) + 1 if duties else None
    return Jump(duties, "Matrix", row)
