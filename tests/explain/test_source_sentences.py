"""Sources that nobody read in the original, or long ago, in short."""

from __future__ import annotations

from datetime import date

from support.builders import assessed, duty, rule

from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.source_sentences import old_texts
from gapcheck.model.base import Source


def told(*sources: Source) -> str:
    """What is told of the sources of the one rule for a duty, on 1 January 2020."""
    one = duty(conduct="access").model_copy(update={"source": ()})
    found = assessed(one, rule(conduct="access").model_copy(update={"source": sources}))
    return old_texts([DutyExplanation(SentenceWriter(found), found.duties[0])], date(2020, 1, 1))


def test_a_text_that_was_read_more_than_two_years_before_is_named() -> None:
    act = {"ref": "Act", "pinpoint": "s 1", "checked": "verified"}
    assert told(Source(**act, text_as_at="2018-01-01")) == ""
    assert told(Source(**act, text_as_at="2017-12-31")) == "Read in older texts: Act (31 December 2017)."
