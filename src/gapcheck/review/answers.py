"""Answers that were signed, taken in place of our views."""

from __future__ import annotations

from datetime import date

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.model.base import as_at_date
from gapcheck.model.context import Context, blank
from gapcheck.review.reviews_folder import Reviews
from gapcheck.review.sign_off import ReviewState


def computed_state(shown: InstrumentResult, reviews: Reviews, context: Context | None = None) -> ReviewState:
    """The reviews of an instrument held against its verdicts as they are computed, whatever answers are shown."""
    instrument = shown.instrument.id
    computed = assess(shown.catalogue.as_computed(), instrument, shown.as_at)
    return ReviewState(computed, reviews, blank(instrument) if context is None else context)


def without_answers(shown: InstrumentResult) -> InstrumentResult:
    """The same verdicts with our own views in place of the answers that were taken: under the same reading, law and
    trials.
    """
    if not shown.catalogue.signed:
        return shown
    reading = shown.reading.id if shown.reading else None
    return assess(shown.catalogue.as_computed(), shown.instrument.id, shown.as_at, reading)


def answered(catalogue: Catalogue, instrument: str, as_at: date | str, reviews: Reviews) -> Catalogue:
    """The catalogue in which the signed answers that hold on the day stand in place of our views, as to the questions
    that an instrument meets with.

    Raises ``UnknownIdError`` for an unknown instrument, ``UsageError`` for a bad date.
    """
    day = as_at_date(as_at)
    state = ReviewState(assess(catalogue.as_computed(), instrument, day), reviews, blank(instrument))
    return catalogue.with_answers(state.answers)
