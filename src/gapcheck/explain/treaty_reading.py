"""How far the text of a treaty itself was read: the duties whose own words nobody has looked up."""

from __future__ import annotations

from typing import NamedTuple

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.treaty import BINDING, Duty, Instrument


class TreatyRead(NamedTuple):
    """How many binding duties of an instrument rest on words that were not read, and how many bind at all."""

    unread: int
    binding: int


def treaty_read(result: InstrumentResult) -> TreatyRead:
    """Count the binding duties of an assessed instrument, and those whose treaty text was not read."""
    binding = [d.full.duty for d in result.duties if d.full.duty.force in BINDING]
    return TreatyRead(sum(bool(unread_sources(result.instrument, duty)) for duty in binding), len(binding))


def treaty_reading_sentence(result: InstrumentResult) -> str:
    """``149 of 167 binding duties: text not read``; nothing for an instrument that binds to nothing."""
    unread, binding = treaty_read(result)
    if binding == 0:
        return ""
    noun = "binding duty" if binding == 1 else "binding duties"
    return f"{unread} of {binding} {noun}: text not read" if unread else f"{binding} of {binding} {noun}: text read"


def unread_sentence(result: InstrumentResult) -> str:
    """The same where something was not read; nothing where all of it was."""
    return f"{treaty_reading_sentence(result)}." if treaty_read(result).unread else ""


def unread_sources(instrument: Instrument, duty: Duty) -> tuple[int, ...]:
    """The places, counted from 0, of the sources of a duty that cite the treaty's own text and were not read there."""
    return tuple(i for i in treaty_sources(instrument, duty) if duty.source[i].checked != "verified")


def treaty_sources(instrument: Instrument, duty: Duty) -> tuple[int, ...]:
    """The places of the sources of a duty that cite the treaty's own text; all of them where none does by its
    citation.
    """
    # An explanatory report that nobody read leaves the words of the duty as they were read in the treaty. A released
    # paper is cited by other names than its own number, so that nothing can be told apart there.
    own = tuple(i for i, source in enumerate(duty.source) if source.ref == instrument.citation)
    return own or tuple(range(len(duty.source)))
