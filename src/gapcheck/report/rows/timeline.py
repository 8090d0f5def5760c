"""The rows of the timeline in reports: how each article stood, and what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gapcheck.change.timeline import TimelineResult, timeline
from gapcheck.engine.results import InstrumentResult
from gapcheck.wording.words import capital

FIRST = date(2003, 1, 1)
"""Where a timeline starts if nothing says when the instrument was opened or adopted."""


@dataclass(frozen=True)
class TimelineRow:
    """An article and its verdict in words on each of the days on which some article moved."""

    article: str
    heading: str
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class MoveRow:
    """An article that stands differently from a day on; ``before`` and ``after`` are verdicts in words.

    ``..._in_words`` tell between what it lies where it is contested.
    """

    day: date
    article: str
    before: str
    after: str
    before_in_words: str
    after_in_words: str
    by: tuple[str, ...]
    provisions: tuple[str, ...]


def timeline_of(assessment: InstrumentResult, since: date | None = None) -> TimelineResult:
    """The timeline from the opening of the instrument (or 2003) to the date of the assessment, under the same
    reading. A baseline before the opening comes first: the law was already there to be held against the text.
    """
    instrument = assessment.instrument
    first = min(instrument.opened or instrument.adopted or FIRST, since or assessment.as_at, assessment.as_at)
    reading = assessment.reading.id if assessment.reading else None
    return timeline(assessment.catalogue, instrument.id, first, assessment.as_at, reading)


def timeline_rows(past: TimelineResult) -> list[TimelineRow]:
    """One row for each article, with one status for each day of ``past.moved``."""
    articles = past.catalogue.articles(past.instrument.id)
    return [
        TimelineRow(a.article, a.heading, tuple(step.standings[a.article].verdict_words for step in past.moved))
        for a in articles
    ]


def move_rows(past: TimelineResult) -> list[MoveRow]:
    """One row for each move, by day and article."""
    return [
        MoveRow(
            step.day,
            move.article,
            move.before.verdict_words,
            move.after.verdict_words,
            capital(move.before.words),
            capital(move.after.words),
            move.by,
            move.provisions,
        )
        for step in past.steps
        for move in step.moves
        # What alters only what could be argued changes no verdict.
        if move.before.words != move.after.words
    ]
