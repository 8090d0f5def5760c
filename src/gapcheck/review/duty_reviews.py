"""Rows about the people behind a matrix: who answers for each duty, whom they consult, and what reviewers said of the
verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.model.context import Context, Owner, Review
from gapcheck.model.ids import DutyId
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date

VIEW_WORDS: Mapping[str, str] = {"agrees": "Agrees", "disagrees": "Disagrees", "note": "Note only"}


@dataclass(frozen=True)
class ReviewRow:
    """The owner of a duty and the reviews of it or of its article, the oldest first.

    ``day`` and ``view`` are those of the last review; ``notes`` holds a text for each. All are empty without a review.
    """

    owners: tuple[str, ...]
    consulted: tuple[str, ...]
    reviewers: tuple[str, ...]
    day: date | None
    view: str
    notes: tuple[str, ...]


def review_rows(assessment: InstrumentResult, context: Context) -> Mapping[str, ReviewRow]:
    """The row of each duty (``16(2)``) of an assessment."""
    return {result.full.duty.id: _row(assessment, context, result) for result in assessment.duties}


def _row(assessment: InstrumentResult, context: Context, result: DutyResult) -> ReviewRow:
    full = result.full
    owners = owners_of(context, result)
    reviews = context.reviewed((full.key, _article_of(result)), assessment.as_at)
    last = reviews[-1] if reviews else None
    return ReviewRow(
        owners=tuple(dict.fromkeys(str(o.agency) for o in owners)) or act_agencies(result),
        consulted=tuple(dict.fromkeys(str(c) for o in owners for c in o.consulted)),
        reviewers=tuple(dict.fromkeys(str(r.role) for r in reviews)),
        day=last.told_on if last else None,
        view=VIEW_WORDS[last.view] if last and last.view else "",
        notes=tuple(_note(assessment, review, several=len(reviews) > 1) for review in reviews),
    )


def owners_of(context: Context, result: DutyResult) -> tuple[Owner, ...]:
    """What the context says of the duty itself, or else of its article, or else of the Acts that its verdict rests
    on.
    """
    full = result.full
    # Whoever answers for the law that a duty rests on answers for the duty until somebody says otherwise.
    acts = tuple(dict.fromkeys(entry.act.id for entry in result.rules))
    for places in ((full.key,), (_article_of(result),), acts):
        owners = tuple(o for place in places for o in context.owners if o.about == place)
        if owners:
            return owners
    return ()


def _article_of(result: DutyResult) -> str:
    """The id of the article in which a duty stands."""
    return str(DutyId(result.full.instrument, result.full.article))


def act_agencies(result: DutyResult) -> tuple[str, ...]:
    """The agencies that administer the Acts that a verdict rests on; measures outside statute belong to many."""
    return tuple(dict.fromkeys(e.act.agency for e in result.rules if e.act.agency and not e.act.outside_statute))


def _note(assessment: InstrumentResult, review: Review, *, several: bool) -> str:
    """The text of a review; with the role and the day where there are several, and the place where it is the whole
    article.
    """
    place = DutyId.parse(review.about).duty
    # An article of one duty has the same number as that duty, so that nothing has to be said.
    whole = any(a.article.article == place and all(d.full.duty.id != place for d in a.duties) for a in assessment)
    about = f"On {division_label(assessment.instrument, place)} as a whole: " if whole else ""
    day = f", {long_date(review.told_on)}" if review.told_on else ""
    who = f"{review.role}{day}: " if several else ""
    return f"{who}{about}{review.text}"


def unconsulted(context: Context, articles: Iterable[str], day: date) -> tuple[str, ...]:
    """Those of the articles that no round of consultation by ``day`` names."""
    rounds = context.rounds(day)
    # A round that is withheld may have been on any of them.
    if any(consulted.is_hidden for consulted in rounds):
        return ()
    named = {article for consulted in rounds for article in consulted.articles}
    return tuple(a for a in articles if a not in named)
