"""How old the texts are that rules were read from: a rule of today may rest on a text of long ago."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gapcheck.model.law import RuleEntry

OLD_AFTER_YEARS = 2
"""A text that is older than so many years on the day asked about is told wherever a verdict rests on it."""

LEGISLATION = re.compile(r"\b(?:Act|Order|Regulations|Rules)\b(?:.*\D)? ?\d{4}$")
"""What an Act, an order or a set of regulations is called; a judgment or a report is no consolidation."""


def oldest_text(entry: RuleEntry) -> date | None:
    """The day of the oldest consolidation that a rule was read from; ``None`` where no source says."""
    return min((s.text_as_at for s in entry.rule.source if s.text_as_at is not None), default=None)


def old_text(entry: RuleEntry, day: date) -> date | None:
    """That day, if it lies more than two years before ``day``, on which the rule is in force; else ``None``."""
    read = oldest_text(entry)
    if read is None or not entry.rule.in_force.holds(day):
        return None
    return read if read < _years_before(day, OLD_AFTER_YEARS) else None


@dataclass(frozen=True)
class TextAges:
    """How many sources of statutes that were read were read in a text of two years at most (``recent``), in an older
    one, or in one without a date, among the rules in force on ``day``.
    """

    day: date
    recent: int
    older: int
    undated: int


def text_ages(entries: Iterable[RuleEntry], day: date) -> TextAges:
    """The verified sources of the rules of Acts in force on ``day``, by the age of the text that was read."""
    counts = {"recent": 0, "older": 0, "undated": 0}
    oldest_recent = _years_before(day, OLD_AFTER_YEARS)
    for entry in entries:
        # A measure outside statute rests on no consolidation.
        if entry.act.outside_statute or not entry.rule.in_force.holds(day):
            continue
        for source in entry.rule.source:
            if source.checked != "verified" or not LEGISLATION.search(source.ref):
                continue
            if source.text_as_at is None:
                counts["undated"] += 1
            else:
                counts["older" if source.text_as_at < oldest_recent else "recent"] += 1
    return TextAges(day, **counts)


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; of 29 February the day before, where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
