"""Rows of the crosswalk: an instrument beside those whose articles correspond with its own, with both verdicts on the
day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.assessment import Judges
from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.natural_order import natural_key
from gapcheck.wording.verdicts import verdict_in_words

NO_COUNTERPART = "No corresponding article is on record."


@dataclass(frozen=True)
class CrosswalkRow:
    """An article and the one of another instrument on its subject; without one, everything about the other is empty."""

    article: str
    heading: str
    verdict: str
    other: str
    other_article: str
    other_heading: str
    other_verdict: str
    difference: str


def crosswalk_rows(assessment: InstrumentResult) -> tuple[CrosswalkRow, ...]:
    """By the instrument that is held beside this one, then by article; articles without a counterpart come last."""
    catalogue, own = assessment.catalogue, assessment.instrument.id
    pairs = {
        a.article.article: tuple(
            (DutyId.parse(other), difference)
            for other, difference in catalogue.correspondences.get(str(DutyId(own, a.article.article)), ())
        )
        for a in assessment
    }
    standings = dict(_judged(assessment, {other for counterparts in pairs.values() for other, _ in counterparts}))
    rows = [
        CrosswalkRow(
            article=result.article.article,
            heading=result.article.heading,
            verdict=verdict_in_words(result.status, result.certainty),
            other=catalogue.instrument(place.instrument).short_title,
            other_article=place.duty,
            other_heading=standings[place].article.heading,
            other_verdict=verdict_in_words(standings[place].status, standings[place].certainty),
            difference=difference,
        )
        for result in assessment
        for place, difference in pairs[result.article.article]
    ]
    rows.sort(key=lambda r: (r.other, natural_key(r.article), natural_key(r.other_article)))
    # Where nothing corresponds at all the sheet says so in one line.
    alone = [a for a in assessment if not pairs[a.article.article]] if rows else []
    rows += [
        CrosswalkRow(
            a.article.article,
            a.article.heading,
            verdict_in_words(a.status, a.certainty),
            "",
            "",
            "",
            "",
            NO_COUNTERPART,
        )
        for a in alone
    ]
    return tuple(rows)


def _judged(assessment: InstrumentResult, places: set[DutyId]) -> Iterator[tuple[DutyId, ArticleResult]]:
    """The verdicts of the day on articles of other instruments, under the same reading."""
    catalogue = assessment.catalogue
    judges = Judges(catalogue, assessment.reading)
    for instrument in sorted({place.instrument for place in places}):
        judge = judges.on(instrument, assessment.as_at)
        for article in catalogue.articles(instrument):
            if (place := DutyId(instrument, article.article)) in places:
                yield place, judge.article(catalogue, instrument, article)
