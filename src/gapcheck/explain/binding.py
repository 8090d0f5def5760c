"""Whether an instrument binds New Zealand on the day, in a sentence."""

from __future__ import annotations

from gapcheck.engine.results import InstrumentResult
from gapcheck.wording.dates import long_date


def binding_sentences(assessment: InstrumentResult) -> tuple[str, ...]:
    """Since when the instrument has bound New Zealand, or from when it will, or that it does not."""
    title, noun = assessment.instrument.short_title, assessment.instrument.noun
    # Mandates and statements are answered like treaties, but nobody is bound by them.
    if noun in ("mandate", "statement"):
        return (f"The {title} creates no obligation under international law.",)
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    start = position.binding_from if position else None
    if start is None:
        return (f"The {title} does not bind New Zealand.",)
    if start <= assessment.as_at:
        return (f"The {title} has bound New Zealand since {long_date(start)}.",)
    day = long_date(assessment.as_at)
    return (f"The {title} did not bind New Zealand on {day}; it does from {long_date(start)}.",)
