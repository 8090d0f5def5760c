"""Which sources of a verdict were not read in the original, or long ago, in as few sentences as that takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

OLD = 2
"""After how many years a text that was read is so old that it is said."""


def sources_in_short(explained: Iterable[DutyExplanation], day: date) -> tuple[str, ...]:
    """The sources that nobody read in the original, and the rules that were read in an old consolidation."""
    told = list(explained)
    sources = [source for each in told for source in each.rested_on()]
    sentences = []
    for checked, opening in (("secondary", "Read second-hand"), ("unverified", "Not read")):
        places: dict[str, dict[str, None]] = {}
        for source in sources:
            if source.checked == checked:
                places.setdefault(source.ref, {})[source.pinpoint] = None
        if places:
            named = "; ".join(f"{ref}, {join(pinpoints)}" for ref, pinpoints in places.items())
            sentences.append(f"{opening}: {named}.")
    if old := old_texts(told, day):
        sentences.append(old)
    return tuple(sentences)


def old_texts(explained: Iterable[DutyExplanation], day: date) -> str:
    """Which rules were read in a consolidation of more than two years ago; nothing where none was."""
    sources = [source for each in explained for source in each.rested_on()]
    old = {(s.ref, s.text_as_at): None for s in sources if s.text_as_at and _old(s.text_as_at, day)}
    if not old:
        return ""
    texts = "; ".join(f"{ref} ({long_date(read)})" for ref, read in old if read)
    return f"Read in older texts: {texts}."


def _old(read: date, day: date) -> bool:
    return (read.year + OLD, read.month, read.day) < (day.year, day.month, day.day)
