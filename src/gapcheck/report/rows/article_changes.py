"""Rows about change: which articles stand differently from a baseline on, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from gapcheck.change.cause import Cause
from gapcheck.change.comparison import ComparisonResult, StandingChange, changes_since
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
    after: str
    before_certainty: str
    after_certainty: str
    kind: str
    direction: str
    duties: int
    began: tuple[str, ...]
    ended: tuple[str, ...]
    by: tuple[str, ...]
    why: tuple[str, ...]


def baseline(since: date | None, past: TimelineResult) -> date | None:
    """The day against which change is told: the one given, or else the eve of the last move; ``None`` if nothing ever
    moved.
    """
    if since is not None:
        return since
    moved = [step.day for step in past.steps if step.moves]
    # The law of a day is that of its beginning, so the day before has the old one.
    return moved[-1] - timedelta(days=1) if moved else None


def change_of(assessment: InstrumentResult, day: date | None) -> ComparisonResult | None:
    """The assessment held against the law of the baseline; ``None`` without one."""
    return None if day is None else changes_since(assessment, day)


def change_rows(comparison: ComparisonResult | None) -> tuple[ChangeRow, ...]:
    """One row for each article that stands differently, in the order of the instrument."""
    if comparison is None:
        return ()
    duties = Counter(duty.article for duty in comparison.duties)
    return tuple(_row(change, duties[change.article]) for change in comparison.articles)


def _row(change: StandingChange, duties: int) -> ChangeRow:
    before, after, cause = change.before, change.after, change.cause
    return ChangeRow(
        article=change.article,
        heading=change.heading,
        before=before.verdict_words if before else "",
        after=after.verdict_words if after else "",
        before_certainty=(before.certainty if before else None) or "",
        after_certainty=(after.certainty if after else None) or "",
        kind=KIND_WORDS[change.kind],
        direction=DIRECTION_WORDS[change.direction],
        duties=duties,
        began=cause.added,
        ended=cause.removed,
        by=change.by or _provisions_changed(cause),
        why=change.why,
    )


def _provisions_changed(cause: Cause) -> tuple[str, ...]:
    """The rules that began, ended or changed, where nothing on record tells what brought that."""
    changed = [f"Change of {cite}" for cite in cause.added if cite in cause.removed]
    began = [f"Start of {cite}" for cite in cause.added if cite not in cause.removed]
    return (*changed, *began, *(f"Repeal or expiry of {cite}" for cite in cause.removed if cite not in cause.added))
