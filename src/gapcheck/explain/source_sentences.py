"""Which sources of a verdict were read in an old consolidation, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.wording.dates import long_date

OLD = 2
"""After how many years a text that was read is so old that it is said."""


def old_texts(explained: Iterable[DutyExplanation], day: date, *, years: bool = False) -> str:
    """Which rules were read in a consolidation of more than two years ago; nothing where none was. ``years`` tells the
    year alone.
    """
    sources = [source for each in explained for source in each.rested_on()]
    old = {(s.ref, s.text_as_at): None for s in sources if s.text_as_at and _old(s.text_as_at, day)}
    if not old:
        return ""
    told = dict.fromkeys(f"{ref} ({read.year if years else long_date(read)})" for ref, read in old if read)
    return f"Read in older texts: {'; '.join(told)}."


def _old(read: date, day: date) -> bool:
    return (read.year + OLD, read.month, read.day) < (day.year, day.month, day.day)
