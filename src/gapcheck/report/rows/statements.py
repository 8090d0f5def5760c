"""Rows about what officials said, for the matrix and its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gapcheck.engine.results import InstrumentResult
from gapcheck.statements.statement_comparison import Comparison, compare_statements, place_in_words
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

RESULT_WORDS: Mapping[str, str] = {
    "agrees": "Agrees",
    "disagrees": "Disagrees",
    "superseded": "Superseded by a later change",
    "undecided": "Neither borne out nor contradicted",
    "not_comparable": "Cannot be compared",
}
CLAIM_WORDS: Mapping[str, str] = {
    "suffices": "The law suffices",
    "change-needed": "The law has to change",
    "partly": "The law answers it in part",
    "open": "Too early to say",
}


@dataclass(frozen=True)
class OfficialRow:
    """One statement held against the verdict on one article."""

    place: str
    speaker: str
    date: date
    claim: str
    text: str
    result: str
    then: str
    now: str
    changed_by: tuple[str, ...]
    source: str


def official_rows(assessment: InstrumentResult) -> tuple[OfficialRow, ...]:
    """The statements about the instrument that were made by the day, by article and date."""
    return tuple(_row(assessment, c) for c in _comparisons(assessment))


def officials_by_place(assessment: InstrumentResult) -> Mapping[str, tuple[str, ...]]:
    """The same in a few words, by article or duty: ``Agrees: Minister of Foreign Affairs, 20 December 2023``."""
    found: dict[str, list[str]] = {}
    for comparison in _comparisons(assessment):
        statement = comparison.statement
        told = f"{RESULT_WORDS[comparison.result]}: {statement.speaker}, {long_date(statement.as_at)}"
        found.setdefault(comparison.about.partition(":")[2], []).append(told)
    return {place: tuple(dict.fromkeys(told)) for place, told in found.items()}


# The matrix, its sheet and the annex tell the same comparisons, each of which judges several days.
@lru_cache(maxsize=4)
def _comparisons(assessment: InstrumentResult) -> tuple[Comparison, ...]:
    reading = assessment.reading.id if assessment.reading else None
    return compare_statements(assessment.catalogue, assessment.as_at, assessment.instrument.id, reading)


def _row(assessment: InstrumentResult, comparison: Comparison) -> OfficialRow:
    statement = comparison.statement
    return OfficialRow(
        place=place_in_words(assessment.catalogue, comparison.about),
        speaker=statement.speaker,
        date=statement.as_at,
        claim=CLAIM_WORDS[statement.claim],
        text=statement.text,
        result=RESULT_WORDS[comparison.result],
        then=comparison.then.words if comparison.then else "",
        now=comparison.now.words if comparison.now else "",
        changed_by=comparison.changed_by,
        source=join(f"{s.ref}, {s.pinpoint} ({s.checked})" for s in statement.source),
    )
