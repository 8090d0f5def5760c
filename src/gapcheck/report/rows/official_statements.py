"""Rows about what officials said, for the matrix, its sheet and the annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.statements.statement_comparison import StatementComparison, compare_statements, place_in_words
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join

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
    """One statement held against the verdict on one article or duty.

    ``place`` is that place with its instrument, ``label`` without (``art 2``). ``claim`` and ``result`` are codes:
    :data:`CLAIM_WORDS` and :data:`RESULT_WORDS` have their words.
    """

    place: str
    label: str
    speaker: str
    date: date
    claim: str
    text: str
    result: str
    then: str
    now: str
    changed_by: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class StatementNote:
    """A statement in short: whether it agrees with the verdict, and in words who made it and when."""

    result: str
    words: str


def comparisons_of(assessment: InstrumentResult) -> tuple[StatementComparison, ...]:
    """The statements about the instrument that were made by the day, held against its verdicts."""
    reading = assessment.reading.id if assessment.reading else None
    return compare_statements(assessment.catalogue, assessment.as_at, assessment.instrument.id, reading)


def official_rows(
    assessment: InstrumentResult, comparisons: Sequence[StatementComparison] | None = None
) -> tuple[OfficialRow, ...]:
    """The statements about the instrument that were made by the day, by article and date.

    The ``comparisons`` of the assessment need not be made anew, here as in :func:`statement_notes`.
    """
    made = comparisons_of(assessment) if comparisons is None else comparisons
    return tuple(_row(assessment, c) for c in made)


def counts_in_words(rows: Sequence[OfficialRow]) -> str:
    """How the statements stand to the verdicts, every count of them: ``0 agree, 1 disagrees, 10 are ...``."""
    found = [row.result for row in rows]
    agree, disagree, superseded, undecided, apart = (found.count(result) for result in RESULT_WORDS)
    return told_counts(
        (agree, "agrees", "agree"),
        (disagree, "disagrees", "disagree"),
        (superseded, "is superseded by a later change", "are superseded by a later change"),
        (undecided, "is neither borne out nor contradicted", "are neither borne out nor contradicted"),
        (apart, "cannot be compared", "cannot be compared"),
        full=True,
    )


def told_counts(*counts: tuple[int, str, str], full: bool = False) -> str:
    """Counts with their words for one and for several; a count of none is left out, unless all are told in ``full``.

    >>> told_counts((3, "agrees", "agree"), (0, "disagrees", "disagree"), (1, "is superseded", "are superseded"))
    '3 agree and 1 is superseded'
    """
    return join(f"{number} {one if number == 1 else several}" for number, one, several in counts if number or full)


def statement_notes(
    assessment: InstrumentResult, comparisons: Sequence[StatementComparison] | None = None
) -> Mapping[str, tuple[StatementNote, ...]]:
    """The same in short, by article or duty: ``Agrees: Minister of Foreign Affairs, 20 December 2023``."""
    notes: dict[str, list[StatementNote]] = {}
    for comparison in comparisons_of(assessment) if comparisons is None else comparisons:
        statement = comparison.statement
        words = f"{RESULT_WORDS[comparison.result]}: {statement.speaker}, {long_date(statement.as_at)}"
        notes.setdefault(DutyId.parse(comparison.about).duty, []).append(StatementNote(comparison.result, words))
    return {place: tuple(dict.fromkeys(made)) for place, made in notes.items()}


def _row(assessment: InstrumentResult, comparison: StatementComparison) -> OfficialRow:
    statement, about = comparison.statement, DutyId.parse(comparison.about)
    return OfficialRow(
        place=place_in_words(assessment.catalogue, comparison.about),
        label=division_label(assessment.catalogue.instrument(about.instrument), about.duty),
        speaker=statement.speaker,
        date=statement.as_at,
        claim=statement.claim,
        text=statement.text,
        result=comparison.result,
        then=capital(comparison.then.words) if comparison.then else "",
        now=capital(comparison.now.words) if comparison.now else "",
        changed_by=comparison.changed_by,
        source=join(f"{s.ref}, {s.pinpoint} ({s.checked})" for s in statement.source),
    )
