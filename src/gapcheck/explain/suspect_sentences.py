"""What the official text calls in question, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.words import stop


def suspect_sentences(assessment: InstrumentResult, duty: DutyResult) -> tuple[str, ...]:
    """For each rule that the verdict rests on and the official text called in question: what was found. The verdict
    stands.
    """
    suspects = assessment.catalogue.suspects
    return tuple(
        suspect_sentence(cite_rule(entry), (doubt.text for doubt in suspects[entry.identity].found))
        for entry in duty.rules
        if entry.identity in suspects
    )


def suspect_sentence(cited: str, doubts: Iterable[str]) -> str:
    """What was found on a rule that the official text calls in question.

    >>> suspect_sentence("Act 1961, s 2", ["The section was amended.", "Its heading changed."])
    'Act 1961, s 2 is suspect until it is reviewed: The section was amended; Its heading changed.'
    """
    return stop(f"{cited} is suspect until it is reviewed: {'; '.join(doubt.rstrip('.') for doubt in doubts)}")
