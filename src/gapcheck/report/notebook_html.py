"""An assessment as a table for notebooks: plain HTML with inline colours that needs no style sheet and no script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.html_table import bordered_table
from gapcheck.report.rows.duties import DutyRow, duty_rows
from gapcheck.report.statuses import FORCE, STATUS, status_badge
from gapcheck.wording.dates import long_date

MAX_ROWS = 60

HEADS = ("Duty", "Heading", "Force", "Status", "Provisions", "Why")


def assessment_html(assessment: InstrumentResult, max_rows: int = MAX_ROWS) -> str:
    """A row for each duty, at most ``max_rows``, under a line that says what was assessed; everything is escaped."""
    rows = duty_rows(assessment)
    shown = rows[:max_rows]
    caption = f"Duties of the {assessment.instrument.short_title} and their status"
    parts = [
        f"<p>{_lead(assessment)}</p>",
        f"<p>{_counts(assessment)}</p>",
        bordered_table(HEADS, map(_row, shown), caption=caption),
    ]
    if left := len(rows) - len(shown):
        parts.append(
            f"<p>{left} more {'duty' if left == 1 else 'duties'} not shown; <code>.frame()</code> has them all.</p>"
        )
    return f"<div>{''.join(parts)}</div>"


def article_html(article: ArticleResult) -> str:
    """An article and the status of each of its duties; everything is escaped."""
    head = f"Article {escape(article.article.article)}: {escape(article.article.heading)}"
    rows = ((escape(d.full.duty.id), status_badge(d.status), escape(d.full.duty.text)) for d in article.duties)
    return f"<div><p><strong>{head}</strong> {status_badge(article.status)}</p>{bordered_table((), rows)}</div>"


def _lead(assessment: InstrumentResult) -> str:
    reading = f", reading {assessment.reading.title}" if assessment.reading else ""
    binding = "binding on New Zealand" if assessment.binding else "not binding on New Zealand"
    title, day = escape(assessment.instrument.title), long_date(assessment.as_at)
    return f"<strong>{title}</strong>: law as at {day}{escape(reading)}; {binding} on that date."


def _counts(assessment: InstrumentResult) -> str:
    counted = [(s, assessment.counts[s]) for s in assessment.statuses if assessment.counts[s]]
    return " ".join(status_badge(s, f"{n} {STATUS[s].words.lower()}") for s, n in counted)


def _row(row: DutyRow) -> tuple[str, ...]:
    provisions = _lines(row.law.citations)
    return escape(row.duty), escape(row.heading), escape(FORCE[row.force]), _status(row), provisions, _why(row)


def _status(row: DutyRow) -> str:
    badge = status_badge(row.status) + ("<br>suspect" if row.suspect else "")
    if row.low == row.high:
        return badge
    low, high = STATUS[row.low].words.lower(), STATUS[row.high].words.lower()
    return f"{badge}<br>{escape(low)} to {escape(high)}"


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(escape(t) for t in texts)


def _why(row: DutyRow) -> str:
    sentences = (*row.suspect, *row.gap.reasons)
    if len(sentences) < 2:
        return _lines(sentences)
    first, *others = sentences
    return f"<details><summary>{escape(first)}</summary>{_lines(others)}</details>"
