"""Sources that nobody read in the original, or long ago, in short."""

from __future__ import annotations

from datetime import date

from support.builders import assessed, duty, rule

from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.source_sentences import sources_in_short
from gapcheck.model.base import Source


def told(*sources: Source) -> tuple[str, ...]:
    """What is told of the sources of the one rule for a duty, on 1 January 2020."""
    one = duty(conduct="access").model_copy(update={"source": ()})
    found = assessed(one, rule(conduct="access").model_copy(update={"source": sources}))
    return sources_in_short([DutyExplanation(SentenceWriter(found), found.duties[0])], date(2020, 1, 1))


def test_places_of_one_text_are_told_together_by_how_they_were_read() -> None:
    report, case = "Report", "A v B"
    assert told(
        Source(ref=report, pinpoint="para 1", checked="secondary"),
        Source(ref=case, pinpoint="[2]", checked="unverified"),
        Source(ref=report, pinpoint="para 3", checked="secondary"),
        Source(ref="Act", pinpoint="s 1", checked="verified"),
    ) == ("Read second-hand: Report, para 1 and para 3.", "Not read: A v B, [2].")


def test_a_text_that_was_read_more_than_two_years_before_is_named() -> None:
    act = {"ref": "Act", "pinpoint": "s 1", "checked": "verified"}
    assert told(Source(**act, text_as_at="2018-01-01")) == ()
    assert told(Source(**act, text_as_at="2017-12-31")) == ("Read in older texts: Act (31 December 2017).",)
