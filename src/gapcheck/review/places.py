"""What a duty or question is called where people read of it."""

from __future__ import annotations

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.model.review import QUESTION
from gapcheck.wording.citation import division_label


def place_in_words(result: InstrumentResult, about: str) -> str:
    """The pinpoint of a duty, or the title of a question in quotation marks."""
    if about.startswith(QUESTION):
        return f"“{result.catalogue.question(about.removeprefix(QUESTION)).title}”"
    return division_label(result.instrument, DutyId.parse(about).duty)
