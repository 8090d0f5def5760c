"""An assessment as a table for notebooks: plain HTML with inline colours that needs no style sheet and no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.report.rows.duties import DutyRow, duty_rows
from gapcheck.report.statuses import FORCE, STATUS
from gapcheck.wording.dates import long_date

MAX_ROWS = 60

_CELL = "padding:4px 8px;text-align:left;vertical-align:top;border:1px solid #bfbfbf"
_HEAD = f"{_CELL};background:#1F3A5F;color:#ffffff"


def assessment_html(assessment: InstrumentResult, max_rows: int = MAX_ROWS) -> str:
    """A row for each duty, at most ``max_rows``, under a line that says what was assessed; everything is escaped."""
    rows = duty_rows(assessment)
    shown = rows[:max_rows]
    parts = [f"<p>{_lead(assessment)}</p>", f"<p>{_counts(assessment)}</p>", _table(assessment, shown)]
    if left := len(rows) - len(shown):
        parts.append(
            f"<p>{left} more {'duty' if left == 1 else 'duties'} not shown; <code>.frame()</code> has them all.</p>"
        )
    return f"<div>{''.join(parts)}</div>"


def article_html(article: ArticleResult) -> str:
    """An article and the status of each of its duties; everything is escaped."""
    head = f"Article {escape(article.article.article)}: {escape(article.article.heading)}"
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL}">{escape(d.full.duty.id)}</th>'
        f'<td style="{_CELL}">{_badge(d.status, STATUS[d.status].words)}</td>'
        f'<td style="{_CELL}">{escape(d.full.duty.text)}</td></tr>'
        for d in article.duties
    )
    badge = _badge(article.status, STATUS[article.status].words)
    return f'<div><p><strong>{head}</strong> {badge}</p><table style="border-collapse:collapse"><tbody>{rows}</tbody></table></div>'


def _lead(assessment: InstrumentResult) -> str:
    reading = f", reading {assessment.reading.title}" if assessment.reading else ""
    binding = "binding on New Zealand" if assessment.binding else "not binding on New Zealand"
    title = escape(assessment.instrument.title)
    return f"<strong>{title}</strong>: law as at {escape(long_date(assessment.as_at))}{escape(reading)}; {binding} on that date."


def _counts(assessment: InstrumentResult) -> str:
    found = [(s, assessment.counts[s]) for s in assessment.statuses if assessment.counts[s]]
    return " ".join(_badge(s, f"{n} {STATUS[s].words.lower()}") for s, n in found)


def _badge(status: str, text: str) -> str:
    look = STATUS[status]
    style = f"background:{look.fill};color:#1a1a1a;padding:2px 6px;white-space:nowrap"
    return f'<span style="{style}">{look.symbol} {escape(text)}</span>'


def _table(assessment: InstrumentResult, rows: Sequence[DutyRow]) -> str:
    heads = ("Duty", "Heading", "Force", "Status", "Provisions", "Why")
    head = "".join(f'<th scope="col" style="{_HEAD}">{h}</th>' for h in heads)
    caption = f"Duties of the {escape(assessment.instrument.short_title)} and their status"
    body = "".join(_row(r) for r in rows)
    return (
        f'<table style="border-collapse:collapse"><caption style="text-align:left">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(row: DutyRow) -> str:
    cells = (escape(row.heading), escape(FORCE[row.force]), _status(row), _lines(row.citations), _why(row))
    plain = "".join(f'<td style="{_CELL}">{c}</td>' for c in cells)
    return f'<tr><th scope="row" style="{_CELL}">{escape(row.duty)}</th>{plain}</tr>'


def _status(row: DutyRow) -> str:
    badge = _badge(row.status, STATUS[row.status].words) + ("<br>suspect" if row.suspect else "")
    if row.low == row.high:
        return badge
    low, high = STATUS[row.low].words.lower(), STATUS[row.high].words.lower()
    return f"{badge}<br>{escape(low)} to {escape(high)}"


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(escape(t) for t in texts)


def _why(row: DutyRow) -> str:
    told = (*row.suspect, *row.reasons)
    if not told:
        return ""
    first, rest = told[0], told[1:]
    if not rest:
        return escape(first)
    return f"<details><summary>{escape(first)}</summary>{_lines(rest)}</details>"
