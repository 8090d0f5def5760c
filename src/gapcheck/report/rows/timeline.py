"""The rows of the timeline in reports: how each article stood, and what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gapcheck.change.timeline import TimelineResult, timeline
from gapcheck.engine.results import InstrumentResult, Status

FIRST = date(2003, 1, 1)
"""Where a timeline starts if nothing says when the instrument was opened or adopted."""


@dataclass(frozen=True)
class TimelineRow:
    """An article and its status on each of the days on which some article moved."""

    article: str
    heading: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class MoveRow:
    """An article that stands differently from a day on; ``words`` tell both ends where they differ."""

    day: date
    article: str
    before: Status
    after: Status
    before_in_words: str
    after_in_words: str
    by: tuple[str, ...]
    provisions: tuple[str, ...]


def timeline_of(assessment: InstrumentResult) -> TimelineResult:
    """The timeline from the opening of the instrument (or 2003) to the date of the assessment, under the same reading."""
    instrument = assessment.instrument
    first = min(instrument.opened or instrument.adopted or FIRST, assessment.as_at)
    reading = assessment.reading.id if assessment.reading else None
    return timeline(assessment.catalogue, instrument.id, first, assessment.as_at, reading)


def timeline_rows(found: TimelineResult) -> list[TimelineRow]:
    """One row for each article, with one status for each day of ``found.moved``."""
    articles = found.catalogue.articles(found.instrument.id)
    return [
        TimelineRow(a.article, a.heading, tuple(step.standings[a.article].status for step in found.moved))
        for a in articles
    ]


def move_rows(found: TimelineResult) -> list[MoveRow]:
    """One row for each move, by day and article."""
    return [
        MoveRow(
            step.day,
            move.article,
            move.before.status,
            move.after.status,
            move.before.words,
            move.after.words,
            move.by,
            move.provisions,
        )
        for step in found.steps
        for move in step.moves
    ]
