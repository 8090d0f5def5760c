"""Rows about what bodies outside the State found of its law; they stand apart from the statements of officials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.report.rows.official_statements import RESULT_WORDS, told_counts
from gapcheck.statements.assessor_comparison import RATING_WORDS, AssessorComparison, compare_assessments
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.verdicts import verdict_in_words
from gapcheck.wording.words import capital, join


@dataclass(frozen=True)
class AssessorRow:
    """One finding held against the verdict on one article or duty of the day of the finding.

    ``place`` is the article or duty (``31(2)``), ``label`` its citation; ``rating`` is in the body's own words, empty
    where it gives none. ``result`` is a code (:data:`RESULT_WORDS`), ``then`` and ``now`` are verdicts in words.
    """

    place: str
    label: str
    assessor: str
    standard: str
    date: date
    rating: str
    text: str
    result: str
    then: str
    now: str
    source: str

    @property
    def in_short(self) -> str:
        """``Agrees: Financial Action Task Force, 30 June 2022 (largely compliant)``."""
        rating = f" ({self.rating})" if self.rating else ""
        return f"{RESULT_WORDS[self.result]}: {self.assessor}, {long_date(self.date)}{rating}"


def assessor_rows(assessment: InstrumentResult) -> tuple[AssessorRow, ...]:
    """The findings on the instrument that were made by the day, by date; those tied to no article are left out."""
    found = compare_assessments(assessment.catalogue, assessment.as_at, assessment.instrument.id)
    judged: dict[str, ArticleResult | DutyResult] = {d.full.duty.id: d for d in assessment.duties}
    # An article comes before a duty that has its number, as in the comparison.
    judged |= {a.article.article: a for a in assessment.articles}
    return tuple(_row(assessment, judged, comparison) for comparison in found)


def assessor_notes(rows: Sequence[AssessorRow]) -> Mapping[str, tuple[str, ...]]:
    """The same in short, by article or duty."""
    notes: dict[str, list[str]] = {}
    for row in rows:
        notes.setdefault(row.place, []).append(row.in_short)
    return {place: tuple(dict.fromkeys(made)) for place, made in notes.items()}


def findings_in_words(rows: Sequence[AssessorRow]) -> str:
    """How the findings stand to the verdicts; what none does is not told: ``4 agree and 2 cannot be compared``."""
    found = [row.result for row in rows]
    agree, disagree = found.count("agrees"), found.count("disagrees")
    undecided, apart = found.count("undecided"), found.count("not_comparable")
    return told_counts(
        (agree, "agrees", "agree"),
        (disagree, "disagrees", "disagree"),
        (undecided, "is neither borne out nor contradicted", "are neither borne out nor contradicted"),
        (apart, "cannot be compared", "cannot be compared"),
    )


def _row(
    assessment: InstrumentResult, judged: Mapping[str, ArticleResult | DutyResult], comparison: AssessorComparison
) -> AssessorRow:
    finding, place = comparison.assessment, DutyId.parse(comparison.about).duty
    now = judged[place]
    return AssessorRow(
        place=place,
        label=division_label(assessment.instrument, place),
        assessor=finding.assessor,
        standard=finding.standard,
        date=finding.as_at,
        rating=RATING_WORDS.get(finding.rating or "", ""),
        text=finding.text,
        result=comparison.result,
        then=capital(verdict_in_words(comparison.status, comparison.certainty)) if comparison.status else "",
        now=capital(verdict_in_words(now.status, now.certainty)),
        source=join(f"{s.ref}, {s.pinpoint} ({s.checked})" for s in finding.source),
    )
