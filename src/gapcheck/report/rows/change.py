"""Rows about change: which articles stand differently from a baseline on, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gapcheck.change.causes import Cause
from gapcheck.change.comparison import Change, ComparisonResult, changes_since
from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.results import InstrumentResult

KIND_WORDS = {
    "opened": "No longer met",
    "closed": "Now met",
    "moved": "Moved",
    "new": "New in the data",
    "gone": "No longer in the data",
}
DIRECTION_WORDS = {"better": "Better", "worse": "Worse", "mixed": "Mixed", "neither": "Neither"}


@dataclass(frozen=True)
class ChangeRow:
    """An article that stands differently than on the baseline. ``duties`` counts those of its duties that do."""

    article: str
    heading: str
    before: str
    before_low: str
    before_high: str
    after: str
    after_low: str
    after_high: str
    kind: str
    direction: str
    duties: int
    came: tuple[str, ...]
    went: tuple[str, ...]
    by: tuple[str, ...]
    why: tuple[str, ...]


def baseline(since: date | None, past: TimelineResult) -> date | None:
    """The day against which change is told: the one given, or else the eve of the last move; ``None`` if nothing ever
    moved.
    """
    if since is not None:
        return since
    moved = [step.day for step in past.steps if step.moves]
    return moved[-1] - timedelta(days=1) if moved else None


def change_of(assessment: InstrumentResult, day: date | None) -> ComparisonResult | None:
    """The assessment held against the law of the baseline; ``None`` without one."""
    return None if day is None else changes_since(assessment, day)


def change_rows(found: ComparisonResult | None) -> tuple[ChangeRow, ...]:
    """One row for each article that stands differently, in the order of the instrument."""
    return () if found is None else tuple(_row(found, change) for change in found.articles)


def _row(found: ComparisonResult, change: Change) -> ChangeRow:
    before, after, cause = change.before, change.after, change.cause
    return ChangeRow(
        article=change.article,
        heading=change.heading,
        before=before.status if before else "",
        before_low=before.low if before else "",
        before_high=before.high if before else "",
        after=after.status if after else "",
        after_low=after.low if after else "",
        after_high=after.high if after else "",
        kind=KIND_WORDS[change.kind],
        direction=DIRECTION_WORDS[change.direction],
        duties=sum(d.article == change.article for d in found.duties),
        came=cause.came,
        went=cause.went,
        by=cause.by or _turned(cause),
        why=cause.sentences,
    )


def _turned(cause: Cause) -> tuple[str, ...]:
    """The rules that began, ended or changed, where nothing on record tells what brought that."""
    changed = [f"Change of {cite}" for cite in cause.came if cite in cause.went]
    began = [f"Start of {cite}" for cite in cause.came if cite not in cause.went]
    return (*changed, *began, *(f"Repeal or expiry of {cite}" for cite in cause.went if cite not in cause.came))
