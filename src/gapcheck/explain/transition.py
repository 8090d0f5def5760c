"""Savings and transition: for which applications or conduct earlier law goes on. Told, and never computed."""

from __future__ import annotations

from datetime import date

from gapcheck.engine.results import DutyResult
from gapcheck.model.law import Saving
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, stop


def transition_sentences(duty: DutyResult, day: date) -> tuple[str, ...]:
    """What the transitional provisions of the rules that a verdict rests on still say on the day; each once."""
    left = (s for entry in duty.rules for s in entry.rule.savings if s.holds(day))
    return tuple(dict.fromkeys(saving_in_words(s) for s in left))


def saving_in_words(saving: Saving) -> str:
    """The saving, the last day on which something of it was left if that is known, and where it stands."""
    cited = join(f"{s.ref}, {s.pinpoint}" for s in saving.source)
    until = f" Nothing of it is left from {long_date(saving.until)}." if saving.until else ""
    return f"{stop(saving.text)}{until} ({cited})"
