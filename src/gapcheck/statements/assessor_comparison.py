"""What bodies outside the State found of its law, held against the verdicts of their own day.

A rating is a range: a body that weighs shortfalls by their importance may rate a law as compliant that falls short in a
minor respect, so that a rating disagrees only with a verdict that lies outside its range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import Judges
from gapcheck.engine.results import RANK, ArticleResult, DutyResult
from gapcheck.model.base import as_at_date
from gapcheck.model.ids import DutyId
from gapcheck.model.policy import OutsideAssessment
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.verdicts import verdict_in_words

AssessorResult = Literal["agrees", "disagrees", "undecided", "not_comparable"]

RATINGS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "fatf": {
        "C": ("met_with_reservation", "met"),
        "LC": ("partial", "met"),
        "PC": ("partial", "partial"),
        "NC": ("unmet", "partial"),
    }
}
"""By vocabulary, the least and the best status that a rating agrees with (FATF Methodology: compliant, largely
compliant with minor shortcomings, partially compliant with moderate ones, non-compliant with major ones)."""

RATING_WORDS: Mapping[str, str] = {
    "C": "compliant",
    "LC": "largely compliant",
    "PC": "partially compliant",
    "NC": "non-compliant",
}


@dataclass(frozen=True)
class AssessorComparison:
    """One finding held against the verdict on one article or duty, by the law of the finding's own day."""

    assessment: OutsideAssessment
    about: str
    result: AssessorResult
    status: str | None = None
    certainty: str | None = None
    label: str = ""

    @property
    def sentence(self) -> str:
        """Who found what, and whether the verdict bears it out."""
        finding = self.assessment
        rating = RATING_WORDS.get(finding.rating or "")
        rated = f" ({rating})" if rating else ""
        said = f"{finding.assessor}, {finding.standard}{rated}: {finding.text.rstrip('.')}."
        if self.status is None:
            return said
        verdict = verdict_in_words(self.status, self.certainty).lower()
        held = {"agrees": "which agrees", "disagrees": "which disagrees", "undecided": "which decides nothing"}
        told = held.get(self.result, "which cannot be compared with the finding")
        return f"{said} On {long_date(finding.as_at)} the verdict on {self.label} was {verdict}, {told}."


def compare_assessments(
    catalogue: Catalogue, as_at: date | str, instrument: str | None = None
) -> tuple[AssessorComparison, ...]:
    """The findings made by ``as_at``, each held against the verdicts on what it bears on; of one instrument if named.

    Raises ``UnknownIdError`` for an unknown instrument, ``UsageError`` for a bad date.
    """
    day = as_at_date(as_at)
    if instrument is not None:
        catalogue.instrument(instrument)
    judges = Judges(catalogue, None)
    return tuple(
        _compared(catalogue, judges, finding, about)
        for finding in catalogue.assessments
        if finding.as_at <= day
        for about in finding.about
        if instrument is None or DutyId.parse(about).instrument == instrument
    )


def _compared(catalogue: Catalogue, judges: Judges, finding: OutsideAssessment, about: str) -> AssessorComparison:
    place = DutyId.parse(about)
    treaty = catalogue.instrument(place.instrument)
    judged = _judged(catalogue, judges, place, finding.as_at)
    result = _result(finding, judged)
    label = f"{division_label(treaty, place.duty)} of the {treaty.short_title}"
    return AssessorComparison(finding, about, result, judged.status, judged.certainty, label)


def _judged(catalogue: Catalogue, judges: Judges, place: DutyId, day: date) -> ArticleResult | DutyResult:
    judge = judges.on(place.instrument, day)
    article = next((a for a in catalogue.articles(place.instrument) if a.article == place.duty), None)
    if article is None:
        return judge.duty(catalogue.duty(str(place)))
    return judge.article(catalogue, place.instrument, article)


def _result(finding: OutsideAssessment, judged: ArticleResult | DutyResult) -> AssessorResult:
    spans = RATINGS.get(finding.vocabulary, {}).get(finding.rating or "")
    if spans is None or judged.view_low not in RANK:
        return "not_comparable"
    if judged.status in ("unclear", "not_assessed"):
        return "undecided"
    least, best = spans
    return "agrees" if RANK[least] <= RANK[judged.status] <= RANK[best] else "disagrees"
