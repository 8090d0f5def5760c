"""How the articles stood over time, as the page shows it: a column for each day on which one moved."""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.change.timeline import TimelineResult
from gapcheck.report.rows.timeline import move_rows
from gapcheck.report.statuses import STATUS, Look, ends_in_words
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class Stand:
    """How an article stands from a day on. ``moved`` marks the day on which it came to stand so."""

    status: str
    look: Look
    range: str
    moved: bool


@dataclass(frozen=True)
class PastRow:
    """An article, and how it stands from each day on."""

    article: str
    heading: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class Moved:
    """An article that stands differently from a day on, in words; ``step`` is the number of the day, the first being 0."""

    step: int
    day: str
    article: str
    before: str
    after: str
    by: tuple[str, ...]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """The timeline: the first and last day, the days on which an article moved, and what moved it."""

    start: str
    end: str
    days: tuple[str, ...]
    rows: tuple[PastRow, ...]
    moves: tuple[Moved, ...]


def past_of(timeline: TimelineResult) -> Past:
    """The timeline in words."""
    days = [step.day for step in timeline.moved]
    instrument = timeline.instrument
    moves = tuple(
        Moved(
            days.index(row.day),
            long_date(row.day),
            division_label(instrument, row.article),
            row.before_in_words,
            row.after_in_words,
            row.by,
            row.provisions,
        )
        for row in move_rows(timeline)
    )
    rows = tuple(
        PastRow(division_label(instrument, a.article), a.heading, _stands(timeline, a.article))
        for a in timeline.catalogue.articles(instrument.id)
    )
    return Past(long_date(timeline.start), long_date(timeline.end), tuple(map(long_date, days)), rows, moves)


def _stands(timeline: TimelineResult, article: str) -> tuple[Stand, ...]:
    found = []
    for step in timeline.moved:
        standing = step.standings[article]
        moved = any(m.article == article for m in step.moves)
        found.append(Stand(standing.status, STATUS[standing.status], ends_in_words(standing.low, standing.high), moved))
    return tuple(found)
