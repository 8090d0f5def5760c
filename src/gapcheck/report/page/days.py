"""The verdicts of other days, for the control that moves the whole page: a letter for each day and verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_letters

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.statuses import VERDICT, Look, is_gap
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class LookOfDay:
    """A verdict that some place has on some day, and the letter that stands for it."""

    letter: str
    look: Look
    gap: bool


@dataclass(frozen=True)
class Days:
    """The days, the verdicts, and for each article and each duty (``16(1)``) a letter for each day."""

    days: tuple[str, ...]
    columns: tuple[int, ...]
    """For each day, the column of the timeline in which it lies, the first being 0."""
    looks: tuple[LookOfDay, ...]
    articles: Mapping[str, str]
    duties: Mapping[str, str]


def days_of(report: ReportRows) -> Days:
    """The days on which an article moved, the baseline, and the day of the report, which comes last.

    Each day is assessed anew on the data of the copy, so that a release copy tells nothing that it may not.
    """
    now = report.assessment
    past = [step.day for step in report.timeline.moved]
    days = sorted({*past, now.as_at, *([report.since] if report.since else [])})
    results = [now if day == now.as_at else _on(now, day) for day in days]
    articles = {
        a.article.article: [r.sensitivity.in_words(r[a.article.article]) for r in results] for a in now.articles
    }
    told = [{d.full.duty.id: r.sensitivity.in_words(d) for d in r.duties} for r in results]
    duties = {duty: [day[duty] for day in told] for duty in told[-1]}
    found = {verdict for verdicts in (*articles.values(), *duties.values()) for verdict in verdicts}
    letters = dict(zip([v for v in VERDICT if v in found], ascii_letters, strict=False))
    statuses = _statuses(results)
    return Days(
        tuple(map(long_date, days)),
        tuple(_column(past, day) for day in days),
        tuple(LookOfDay(letter, VERDICT[v], is_gap(statuses[v])) for v, letter in letters.items()),
        {place: _spelt(letters, verdicts) for place, verdicts in articles.items()},
        {place: _spelt(letters, verdicts) for place, verdicts in duties.items()},
    )


def _on(now: InstrumentResult, day: date) -> InstrumentResult:
    reading = now.reading.id if now.reading else None
    return assess(now.catalogue, now.instrument.id, day, reading)


def _column(past: Sequence[date], day: date) -> int:
    return sum(one <= day for one in past) - 1


def _statuses(results: Sequence[InstrumentResult]) -> Mapping[str, str]:
    """The status of each verdict in words."""
    articles = {r.sensitivity.in_words(a): a.status for r in results for a in r.articles}
    return articles | {r.sensitivity.in_words(d): d.status for r in results for d in r.duties}


def _spelt(letters: Mapping[str, str], verdicts: Sequence[str]) -> str:
    return "".join(letters[verdict] for verdict in verdicts)
