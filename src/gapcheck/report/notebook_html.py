"""An assessment as a table for notebooks: plain HTML with inline colours that needs no style sheet and no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from gapcheck.engine.results import InstrumentResult
from gapcheck.html_table import bordered_table
from gapcheck.model.position import BindingRecord
from gapcheck.report.facts import reading_caveat, tried_in_words
from gapcheck.report.frames import BY_CONCERN
from gapcheck.report.questions import question_html
from gapcheck.report.rows.articles import ArticleRow, article_rows
from gapcheck.report.rows.duties import DutyRow, duty_rows
from gapcheck.report.rows.questions import question_rows
from gapcheck.report.rows.verdict_counts import VerdictCount, certainty_in_words, verdict_counts
from gapcheck.report.statuses import FORCE, VIEW_BASIS, ends_in_words, status_badge
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, small

if TYPE_CHECKING:
    from gapcheck.faces.places import AssessedArticle, AssessedDuty

MAX_ROWS = 60

HEADS = ("Duty", "Heading", "Force", "Verdict", "Provisions", "Why, and what it turns on")
MOST_QUESTIONS = 8
"""How many questions are told; the frame of questions has them all."""


def assessment_html(assessment: InstrumentResult, max_rows: int = MAX_ROWS) -> str:
    """A row for each duty, at most ``max_rows``, what is open first; everything is escaped."""
    rows, articles = duty_rows(assessment), article_rows(assessment)
    # Sorting is stable: duties that stand alike keep the order of the instrument.
    shown = sorted(rows, key=_least_to_do)[:max_rows]
    caption = f"Duties of the {assessment.instrument.short_title} and how they stand"
    parts = [
        f"<p>{_lead(assessment)}</p>",
        *(f"<p>{escape(caveat)}</p>" for caveat in (reading_caveat(assessment), tried_in_words(assessment)) if caveat),
        f"<p>{_counts(verdict_counts(articles, rows))}</p>",
        _open(assessment, articles),
        bordered_table(HEADS, map(_row, shown), caption=caption),
        _not_shown(len(rows) - len(shown)),
    ]
    return f"<div>{''.join(parts)}</div>"


def duties_html(duties: Sequence[AssessedDuty], max_rows: int = MAX_ROWS) -> str:
    """Some duties of an assessment, in their order, at most ``max_rows``; everything is escaped."""
    if not duties:
        return "<p>No duty.</p>"
    rows = {f"{row.instrument}:{row.duty}": row for row in duty_rows(duties[0].assessment)}
    shown = [_row(rows[duty.id]) for duty in duties[:max_rows]]
    lead = f"<p>{_lead(duties[0].assessment)}</p>"
    return f"<div>{lead}{bordered_table(HEADS, shown)}{_not_shown(len(duties) - len(shown))}</div>"


def _not_shown(left: int) -> str:
    if left <= 0:
        return ""
    return f"<p>{left} more {'duty' if left == 1 else 'duties'} not shown; <code>.frame()</code> has them all.</p>"


def _least_to_do(row: DutyRow) -> tuple[bool, int]:
    """What is short or open comes first, duties that do not bind after those that do."""
    return not row.binding, -BY_CONCERN.index(row.status)


def article_html(article: AssessedArticle) -> str:
    """An article and the verdict on each of its duties; everything is escaped."""
    head = f"Article {escape(article.article.article)}: {escape(article.article.heading)}"
    rows = ((escape(d.full.duty.id), _badge(d), escape(d.full.duty.text)) for d in article.duties)
    return f"<div><p><strong>{head}</strong> {_badge(article)}</p>{bordered_table((), rows)}</div>"


BINDING: Mapping[BindingRecord, str] = {
    "bound": "binding on {state} on that date",
    "not_yet": "not yet binding on {state} on that date",
    "no_party": "not binding on {state} on that date",
    "no_record": "no record of whether it binds {state} on that date",
    "no_obligation": "nobody is bound by it",
}


def _lead(assessment: InstrumentResult) -> str:
    reading = f", reading {assessment.reading.title}" if assessment.reading else ""
    binding = escape(BINDING[assessment.binding_record].replace("{state}", assessment.state.name))
    title, day = escape(assessment.instrument.title), long_date(assessment.as_at)
    return f"<strong>{title}</strong>: law as at {day}{escape(reading)}; {binding}."


def _badge(judged: AssessedArticle | AssessedDuty) -> str:
    return status_badge(judged.words)


def _counts(counts: Iterable[VerdictCount]) -> str:
    return " ".join(status_badge(c.verdict, f"{c.articles} {small(c.verdict)}") for c in counts if c.articles)


def _open(assessment: InstrumentResult, articles: Sequence[ArticleRow]) -> str:
    """What is open first: how sure the verdicts are, what is contested, and the questions that turn most."""
    division = assessment.instrument.division
    told = [f"{certainty_in_words(articles, division)} {VIEW_BASIS}".strip()]
    contested = [row for row in articles if row.status == "unclear"]
    told += [f"Contested: {division} {row.article}, on {join(q.title for q in row.questions)}." for row in contested]
    turning = [row for row in question_rows(assessment) if row.turns]
    shown = question_html(turning[:MOST_QUESTIONS]) if turning else ""
    more = len(turning) - MOST_QUESTIONS
    left = f"<p>{more} more turn {division}s; <code>.questions</code> has them all.</p>" if more > 0 else ""
    return f"{''.join(f'<p>{escape(line)}</p>' for line in told)}{shown}{left}"


def _row(row: DutyRow) -> tuple[str, ...]:
    provisions = _lines(row.law.citations)
    return escape(row.duty), escape(row.heading), escape(FORCE[row.force]), _status(row), provisions, _why(row)


def _status(row: DutyRow) -> str:
    badge = status_badge(row.verdict) + ("<br>suspect" if row.suspect else "")
    lies = ends_in_words(row.view_low, row.view_high) if row.status == "unclear" else ""
    return f"{badge}<br>{escape(lies)} on our view" if lies else badge


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(escape(t) for t in texts)


def _why(row: DutyRow) -> str:
    turns = (f"Turns on: {'; '.join(q.words for q in row.questions)}.",) if row.questions else ()
    sentences = (*row.suspect, *turns, *row.gap.reasons)
    if len(sentences) < 2:
        return _lines(sentences)
    first, *others = sentences
    return f"<details><summary>{escape(first)}</summary>{_lines(others)}</details>"
