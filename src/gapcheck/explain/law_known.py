"""How far the law is known: a day after the last that somebody looked through is answered with a caveat."""

from __future__ import annotations

from gapcheck.engine.results import InstrumentResult
from gapcheck.wording.dates import long_date


def law_known_to(result: InstrumentResult) -> str:
    """The last day of which the law was looked through, in words; nothing where that is not before the day asked for,
    or where the catalogue does not say.

    A treaty text that answers another has no later law.
    """
    known = result.catalogue.law_known_to
    if known is None or result.as_at <= known or result.instrument.answered_by is not None:
        return ""
    return long_date(known)


def law_known_sentence(result: InstrumentResult) -> str:
    """What is assumed of the law of the day; nothing where nothing has to be assumed."""
    known, day = law_known_to(result), long_date(result.as_at)
    if not known:
        return ""
    return f"The law was looked through up to {known}; that nothing which matters here changed by {day} is assumed."
