"""The verdicts of other days, for the control that moves the whole page: a letter for each day and verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_letters

from gapcheck.change.standing import DutyStanding
from gapcheck.change.timeline import TimelineDay, TimelineResult
from gapcheck.engine.assessment import rules_for
from gapcheck.engine.results import InstrumentResult
from gapcheck.engine.sensitivity import Sensitivity
from gapcheck.report.answer_sentence import answer_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.statuses import VERDICT, Look, is_gap
from gapcheck.wording.dates import long_date
from gapcheck.wording.verdicts import status_of


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
    sentences: tuple[str, ...]
    """For each day, the answer in a sentence."""


def days_of(report: ReportRows) -> Days:
    """The days on which an article moved, the baseline, and the day of the report, which comes last."""
    now, past = report.assessment, report.timeline
    moved = [step.day for step in past.moved]
    days = sorted({*moved, now.as_at, *([report.since] if report.since else [])})
    steps = [[step for step in past.steps if step.day <= day][-1] for day in days]
    told = _VerdictsInTime(past)
    articles = {a.article.article: [s.standings[a.article.article].verdict_words for s in steps] for a in now.articles}
    duties = {d.full.duty.id: told.words(d.id, steps) for d in now.duties}
    found = {verdict for verdicts in (*articles.values(), *duties.values()) for verdict in verdicts}
    letters = dict(zip([v for v in VERDICT if v in found], ascii_letters, strict=False))
    return Days(
        tuple(map(long_date, days)),
        tuple(_column(moved, day) for day in days),
        tuple(LookOfDay(letter, VERDICT[v], is_gap(status_of(v))) for v, letter in letters.items()),
        {place: _spelt(letters, verdicts) for place, verdicts in articles.items()},
        {place: _spelt(letters, verdicts) for place, verdicts in duties.items()},
        tuple(_sentence(now, step) for step in steps),
    )


def _sentence(now: InstrumentResult, step: TimelineDay) -> str:
    stand = (step.standings[a.article.article] for a in now.articles)
    return answer_in_words(now.law, now.instrument.division, [(s.status, s.certainty) for s in stand])


class _VerdictsInTime:
    """The verdicts on duties in words. One that no day touched is told once."""

    def __init__(self, past: TimelineResult) -> None:
        self._past = past
        self._sensitive: dict[date, Sensitivity] = {}

    def words(self, duty: str, steps: Sequence[TimelineDay]) -> list[str]:
        """The verdict on a duty from each of the days on."""
        found: list[str] = []
        before: DutyStanding | None = None
        for step in steps:
            standing = step.duties[duty]
            found.append(found[-1] if standing is before else self._words(standing))
            before = standing
        return found

    def _words(self, standing: DutyStanding) -> str:
        # What a view decides alone turns on questions.
        if standing.certainty != "view":
            return standing.words
        return self._on(standing.judge.day).in_words(standing.result)

    def _on(self, day: date) -> Sensitivity:
        if day not in self._sensitive:
            past = self._past
            rules = rules_for(past.catalogue, past.instrument)
            bare = InstrumentResult(past.catalogue, past.instrument, day, past.reading, (), rules)
            self._sensitive[day] = bare.sensitivity
        return self._sensitive[day]


def _column(past: Sequence[date], day: date) -> int:
    return sum(one <= day for one in past) - 1


def _spelt(letters: Mapping[str, str], verdicts: Sequence[str]) -> str:
    return "".join(letters[verdict] for verdict in verdicts)
