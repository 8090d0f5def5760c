"""How old the texts are that rules were read from: a rule of today may rest on a text of long ago."""

from __future__ import annotations

from datetime import date

from gapcheck.model.law import RuleEntry

OLD_AFTER_YEARS = 2
"""A text that is older than so many years on the day asked about is told wherever a verdict rests on it."""


def oldest_text(entry: RuleEntry) -> date | None:
    """The day of the oldest consolidation that a rule was read from; ``None`` where no source says."""
    return min((s.text_as_at for s in entry.rule.source if s.text_as_at is not None), default=None)


def old_text(entry: RuleEntry, day: date) -> date | None:
    """That day, if it lies more than two years before ``day``, on which the rule is in force; else ``None``."""
    read = oldest_text(entry)
    if read is None or not entry.rule.in_force.holds(day):
        return None
    return read if read < _years_before(day, OLD_AFTER_YEARS) else None


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; of 29 February the day before, where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
