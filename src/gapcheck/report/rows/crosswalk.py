"""Rows of the crosswalk: an instrument beside those whose articles correspond with its own, with both statuses on the
day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.assessment import ArticleResult, Assessment, Judge, judge_article, rules_for
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


def crosswalk_rows(assessment: Assessment) -> tuple[CrosswalkRow, ...]:
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


def _judged(assessment: Assessment, places: set[str]) -> Iterator[tuple[str, ArticleResult]]:
    """The verdicts of the day on articles of other instruments, under the same reading."""
    catalogue, day = assessment.catalogue, assessment.as_at
    judges: dict[str | None, Judge] = {}
    for instrument in sorted({place.partition(":")[0] for place in places}):
        treaty = catalogue.instrument(instrument)
        if treaty.answered_by not in judges:
            rules = tuple(e for e in rules_for(catalogue, treaty) if e.rule.in_force.holds(day))
            judges[treaty.answered_by] = Judge.on(catalogue, day, assessment.reading, rules)
        judge = judges[treaty.answered_by]
        mine = [f for f in catalogue.duties.values() if f.instrument == instrument]
        for article in catalogue.articles(instrument):
            if (place := f"{instrument}:{article.article}") in places:
                yield place, judge_article(article, tuple(judge.duty(f) for f in mine if f.article == article.article))
