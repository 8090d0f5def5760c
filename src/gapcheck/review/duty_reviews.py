"""Rows about the people behind a matrix: who answers for each duty, whom they consult, and what reviewers said of the
verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.model.context import Context, Owner, Review
from gapcheck.model.position import Exercise
from gapcheck.model.treaty import Allowed, Narrowing, Waiver
from gapcheck.wording.citation import PRACTICE, article_label, division_label
from gapcheck.wording.dates import long_date

VIEW_WORDS: Mapping[str, str] = {"agrees": "Agrees", "disagrees": "Disagrees", "note": "Note only"}


@dataclass(frozen=True)
class ReviewRow:
    """The owner of a duty and the reviews of it or of its article, the oldest first.

    ``day`` and ``view`` are those of the last review; ``notes`` holds a text for each. All are empty without a review.
    ``available`` and ``made`` are the reservations and declarations that bear on the duty.
    """

    owners: tuple[str, ...]
    consulted: tuple[str, ...]
    reviewers: tuple[str, ...]
    day: date | None
    view: str
    notes: tuple[str, ...]
    available: tuple[str, ...]
    made: tuple[str, ...]


def review_rows(assessment: InstrumentResult, context: Context) -> Mapping[str, ReviewRow]:
    """The row of each duty (``16(2)``) of an assessment."""
    return {result.full.duty.id: _row(assessment, context, result) for result in assessment.duties}


def _row(assessment: InstrumentResult, context: Context, result: DutyResult) -> ReviewRow:
    full = result.full
    owners = owners_of(context, result)
    reviews = context.reviewed((full.key, f"{full.instrument}:{full.article}"), assessment.as_at)
    last = reviews[-1] if reviews else None
    available, made = _reservations(assessment, result)
    return ReviewRow(
        owners=tuple(dict.fromkeys(str(o.agency) for o in owners)) or act_agencies(result),
        consulted=tuple(dict.fromkeys(str(c) for o in owners for c in o.consulted)),
        reviewers=tuple(dict.fromkeys(str(r.role) for r in reviews)),
        day=last.date if last else None,
        view=VIEW_WORDS[last.view] if last and last.view else "",
        notes=tuple(_note(assessment, review, several=len(reviews) > 1) for review in reviews),
        available=available,
        made=made,
    )


def owners_of(context: Context, result: DutyResult) -> tuple[Owner, ...]:
    """What the context says of the duty itself, or else of its article, or else of the Acts that its verdict rests on."""
    full = result.full
    acts = tuple(dict.fromkeys(entry.act.id for entry in result.rules))
    for places in ((full.key,), (f"{full.instrument}:{full.article}",), acts):
        if found := tuple(o for place in places for o in context.owners if o.about == place):
            return found
    return ()


def act_agencies(result: DutyResult) -> tuple[str, ...]:
    """The agencies that administer the Acts that a verdict rests on; measures outside statute belong to many."""
    return tuple(dict.fromkeys(e.act.agency for e in result.rules if e.act.agency and e.act.id != PRACTICE))


def _note(assessment: InstrumentResult, review: Review, *, several: bool) -> str:
    """The text of a review; with the role and the day where there are several, and the place where it is the whole
    article.
    """
    place = review.about.partition(":")[2]
    whole = any(a.article.article == place and all(d.full.duty.id != place for d in a.duties) for a in assessment)
    about = f"On {division_label(assessment.instrument, place)} as a whole: " if whole else ""
    who = f"{review.role}, {long_date(review.date)}: " if several else ""
    return f"{who}{about}{review.text}"


def _reservations(assessment: InstrumentResult, result: DutyResult) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reservations and declarations that the instrument allows on a duty, and those that New Zealand has lodged."""
    full = result.full
    every: list[Allowed[Narrowing] | Allowed[Waiver]] = [*full.allows, *full.waives]
    allowed = {a.key: a.value for a in every if a.value.how != "free"}
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    exercised = [
        x for x in (position.exercised if position else ()) if x.narrowing in allowed and x.date <= assessment.as_at
    ]
    available = (_named(v.how, v.under) for v in allowed.values())
    made = (_lodged(_named(allowed[x.narrowing].how, allowed[x.narrowing].under), x) for x in exercised)
    return tuple(dict.fromkeys(available)), tuple(dict.fromkeys(made))


def _named(how: str, under: str | None) -> str:
    return f"{how.capitalize()} under {article_label(under)}" if under else how.capitalize()


def _lodged(named: str, exercise: Exercise) -> str:
    return f"{named}, {long_date(exercise.date)}{' (not certain)' if exercise.arguably else ''}"


def unconsulted(context: Context, articles: Iterable[str], day: date) -> tuple[str, ...]:
    """Those of the articles that no round of consultation by ``day`` names."""
    named = {article for found in context.rounds(day) for article in found.articles}
    return tuple(a for a in articles if a not in named)
