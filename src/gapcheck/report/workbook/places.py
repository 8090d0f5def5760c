"""Where things stand in the workbook, so that articles, duties and questions can lead to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from gapcheck.report.facts import reading_caveat, reading_in_words, tried_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.provisions import CitedProvision
from gapcheck.report.rows.questions import QuestionMention, QuestionRow, open_first
from gapcheck.report.rows.verdict_counts import certainty_in_words
from gapcheck.report.statuses import VIEW_BASIS
from gapcheck.report.workbook.sheet import Jump, Link
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import stop

CHART_ROWS = 11
"""How many rows the chart beside the verdicts takes."""
LINE = 250
"""Characters of a line above the tables of the summary."""


CURRENT = "Current version"
"""The header of a link: the address of an Act always leads to the version of today, whatever day the law is of."""
MATRIX_COUNTS = 1
"""Rows between the lines above the matrix and its header: the one that counts what a filter shows."""


def link_to(provision: CitedProvision) -> Link:
    """A link that names the place in the Act, and says where it opens only the Act."""
    opens = provision.place if provision.anchored or not provision.url else f"{provision.place} (opens the Act)"
    return Link(opens, provision.url)


@dataclass(frozen=True)
class SummaryLayout:
    """The rows in which the tables of the summary begin; the heading of each stands in the row above it."""

    verdicts: int
    chapters: int
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
    articles = _after(chapters, {row.chapter for row in report.articles}) + 2 + 2
    return SummaryLayout(verdicts, chapters, articles)


def _after(first: int, rows: Sequence[object] | set[str]) -> int:
    """The row after a table; one without rows says so in one."""
    return first + max(len(rows), 1) + 1


def matrix_lines(report: ReportRows) -> list[str]:
    """What stands above the matrix, each short enough for one line."""
    assessment = report.assessment
    told = f"{assessment.instrument.short_title}. Law as at {long_date(assessment.as_at)}. One row for each duty."
    return [told, *wrap(reading_caveat(assessment), LINE), *wrap(tried_in_words(assessment), LINE)]


def baseline_in_words(report: ReportRows) -> str:
    """The baseline, and whether it was given."""
    if report.baseline is None:
        return "No baseline: no article moved before the date"
    day = long_date(report.baseline)
    return day if report.since else f"{day}, the eve of the last move (no baseline was given)"


def question_lines(report: ReportRows) -> list[str]:
    """What stands above the questions, each short enough for one line."""
    open_ = sum(row.view == "open" for row in report.questions)
    told = f"The questions that a verdict of {long_date(report.assessment.as_at)} turns on: "
    told += "those that are open first, then those that turn most."
    lines = [f"{told} {len(report.questions)} in all; {open_} {'is' if open_ == 1 else 'are'} open.", VIEW_BASIS]
    return [*lines, *wrap(tried_in_words(report.assessment), LINE)]


def to_question(report: ReportRows, mentions: Sequence[QuestionMention]) -> Jump | str:
    """A link to the first of the questions, by its number; nothing without one."""
    numbers = _question_numbers(report)
    found = next((m.id for m in mentions if m.id in numbers), None)
    return "" if found is None else to_question_of(report, found, f"Question {numbers[found]}")


def to_question_of(report: ReportRows, question: str, label: str) -> Jump | str:
    """A link to a question by its id; the label alone where no verdict of the report turns on it."""
    number = _question_numbers(report).get(question)
    return label if number is None else Jump(label, "Questions", 2 + len(question_lines(report)) + number)


def _question_numbers(report: ReportRows) -> Mapping[str, int]:
    return {row.id: number for number, row in enumerate(open_first(report.questions), start=1)}


def to_summary(report: ReportRows, question: QuestionRow) -> Jump | str:
    """A link to the first article that a question turns, in the summary; nothing where it turns none."""
    if not question.turns:
        return ""
    article = question.turns[0]
    place = report.article_places[article]
    label = division_label(report.assessment.instrument, article)
    return Jump(label, "Summary", summary_layout(report).articles + 1 + place)


def to_matrix(report: ReportRows, question: QuestionRow) -> Jump | str:
    """A link to the first duty on which a question bears, in the matrix."""
    duty = question.short_duties[0]
    place = report.duty_places[duty]
    label = division_label(report.assessment.instrument, duty)
    return Jump(label, "Matrix", matrix_header(report) + 1 + place)


def to_duty(report: ReportRows, duty: str) -> Jump | str:
    """A link to a duty (``16(1)``) in the matrix, by the label that it has there; the label alone where it is not."""
    place = report.duty_places.get(duty)
    return duty if place is None else Jump(duty, "Matrix", matrix_header(report) + 1 + place)


def to_article(report: ReportRows, article: str) -> Jump | str:
    """A link to the first duty of an article in the matrix, by the article; the article alone where it has none."""
    place = to_matrix_of_article(report, article)
    return article if place is None else Jump(article, "Matrix", place)


def to_summary_of_each(report: ReportRows) -> Mapping[str, Jump]:
    """For each article a link to its row in the summary."""
    first = summary_layout(report).articles + 1
    return {article: Jump(article, "Summary", first + place) for article, place in report.article_places.items()}


def to_matrix_of_article(report: ReportRows, article: str) -> int | None:
    """The row of the first duty of an article in the matrix; nothing for an article without duties."""
    duties = report.duties_of(article)
    return matrix_header(report) + 1 + report.duty_places[duties[0].duty] if duties else None


def matrix_header(report: ReportRows) -> int:
    """The row of the header of the matrix."""
    return 2 + len(matrix_lines(report)) + MATRIX_COUNTS
