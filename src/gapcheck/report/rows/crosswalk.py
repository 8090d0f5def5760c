"""Rows of the crosswalk: an instrument beside those whose articles correspond with its own, with both statuses on the
day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.assessment import Judge
from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.natural_order import natural_key

NO_COUNTERPART = "No corresponding article is on record."


@dataclass(frozen=True)
class CrosswalkRow:
    """An article and the one of another instrument on its subject; without one, everything about the other is empty."""

    article: str
    heading: str
    status: str
    other: str
    other_article: str
    other_heading: str
    other_status: str
    difference: str


def crosswalk_rows(assessment: InstrumentResult) -> tuple[CrosswalkRow, ...]:
    """By the instrument that is held beside this one, then by article; articles without a counterpart come last."""
    catalogue, own = assessment.catalogue, assessment.instrument.id
    pairs = {a.article.article: catalogue.correspondences.get(f"{own}:{a.article.article}", ()) for a in assessment}
    places = {other for found in pairs.values() for other, _ in found}
    standings = dict(_judged(assessment, places))
    rows = [
        CrosswalkRow(
            article=result.article.article,
            heading=result.article.heading,
            status=result.status,
            other=catalogue.instrument(place.partition(":")[0]).short_title,
            other_article=place.partition(":")[2],
            other_heading=standings[place].article.heading,
            other_status=standings[place].status,
            difference=difference,
        )
        for result in assessment
        for place, difference in pairs[result.article.article]
    ]
    rows.sort(key=lambda r: (r.other, natural_key(r.article), natural_key(r.other_article)))
    alone = [a for a in assessment if not pairs[a.article.article]] if rows else []
    rows += [
        CrosswalkRow(a.article.article, a.article.heading, a.status, "", "", "", "", NO_COUNTERPART) for a in alone
    ]
    return tuple(rows)


def _judged(assessment: InstrumentResult, places: set[str]) -> Iterator[tuple[str, ArticleResult]]:
    """The verdicts of the day on articles of other instruments, under the same reading."""
    catalogue = assessment.catalogue
    for instrument in sorted({place.partition(":")[0] for place in places}):
        judge = Judge.of(catalogue, catalogue.instrument(instrument), assessment.as_at, assessment.reading)
        for article in catalogue.articles(instrument):
            if (place := f"{instrument}:{article.article}") in places:
                yield place, judge.article(catalogue, instrument, article)
