"""Whether an instrument binds the State on the day, in a sentence."""

from __future__ import annotations

from gapcheck.engine.results import InstrumentResult
from gapcheck.wording.dates import long_date


def binding_sentences(assessment: InstrumentResult) -> tuple[str, ...]:
    """Since when the instrument has bound the State, or from when it will, or that it does not."""
    title, noun = assessment.instrument.short_title, assessment.instrument.noun
    state = assessment.state.name
    # Mandates and statements are answered like treaties, but nobody is bound by them.
    if noun in ("mandate", "statement"):
        return (f"The {title} creates no obligation under international law.",)
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    start = position.binding_from if position else None
    if start is None:
        return (_unbound(assessment, title),)
    if start <= assessment.as_at:
        return (f"The {title} has bound {state} since {long_date(start)}.",)
    day = long_date(assessment.as_at)
    return (f"The {title} did not bind {state} on {day}; it does from {long_date(start)}.",)


def _unbound(assessment: InstrumentResult, title: str) -> str:
    """That an instrument does not bind the State, as far as somebody looked; else that there is no record."""
    record, state = assessment.binding_record, assessment.state
    if record == "no_obligation":
        return f"The {title} is a draft: nobody is bound by it."
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    seen = position.not_party_on if position else None
    if seen is None:
        return f"There is no record of whether the {title} binds {state.name}."
    if record == "no_party":
        return f"The {title} does not bind {state.name}: it was no Party on {long_date(seen)}."
    last = long_date(seen)
    return f"{state.at_start} was no Party to the {title} on {last}; there is no later record of whether it is bound."
