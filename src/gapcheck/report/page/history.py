"""How the articles stood over time, as the page shows it: a column for each day on which one moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.change.standing import Standing
from gapcheck.change.timeline import TimelineDay, TimelineResult
from gapcheck.report.rows.timeline import move_rows
from gapcheck.report.statuses import Look, look_of
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class HistoryCell:
    """How an article stands from a day on. ``moved`` marks the day on which it came to stand so."""

    look: Look
    moved: bool


@dataclass(frozen=True)
class ArticleHistory:
    """An article, and how it stands from each day on."""

    article: str
    heading: str
    stands: tuple[HistoryCell, ...]


@dataclass(frozen=True)
class HistoryMove:
    """An article that stands differently from a day on, in words; ``step`` is the number of the day, the first being
    0.
    """

    step: int
    day: str
    article: str
    before: str
    after: str
    by: tuple[str, ...]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The timeline: the first and last day, the days on which an article moved, and what moved it.

    ``rows`` are the articles that moved; ``still`` counts the others.
    """

    start: str
    end: str
    days: tuple[str, ...]
    rows: tuple[ArticleHistory, ...]
    moves: tuple[HistoryMove, ...]
    still: int


def history_of(timeline: TimelineResult) -> History:
    """The timeline in words."""
    # The first day counts as one on which articles moved, so that each has a column to start from.
    days = [step.day for step in timeline.moved]
    instrument = timeline.instrument
    numbers = {day: number for number, day in enumerate(days)}
    told = move_rows(timeline)
    moves = tuple(
        HistoryMove(
            numbers[row.day],
            long_date(row.day),
            division_label(instrument, row.article),
            row.before_in_words,
            row.after_in_words,
            row.by,
            row.provisions,
        )
        for row in told
    )
    moved = {row.article for row in told}
    articles = timeline.catalogue.articles(instrument.id)
    steps = [(step, {move.article for move in step.moves}) for step in timeline.moved]
    rows = tuple(
        ArticleHistory(division_label(instrument, a.article), a.heading, _stands(steps, a.article))
        for a in articles
        if a.article in moved
    )
    still = len(articles) - len(rows)
    return History(long_date(timeline.start), long_date(timeline.end), tuple(map(long_date, days)), rows, moves, still)


def _stands(steps: Sequence[tuple[TimelineDay, set[str]]], article: str) -> tuple[HistoryCell, ...]:
    """How an article stands on each of the days, each with the articles that moved on it."""
    cells: list[HistoryCell] = []
    before: Standing | None = None
    for step, moved in steps:
        standing = step.standings[article]
        # On most days nothing about an article changes, and its standing is the very one of the day before.
        if standing is not before or cells[-1].moved != (article in moved):
            cells.append(HistoryCell(look_of(standing.verdict_words), article in moved))
        else:
            cells.append(cells[-1])
        before = standing
    return tuple(cells)
