"""Reviews beside what officials wrote: entries of a folder as the reviews of a context, which every output prints."""

from __future__ import annotations

from gapcheck.model.base import Marked
from gapcheck.model.context import Context, Review, View
from gapcheck.model.review import QUESTION
from gapcheck.review.sign_off import HeldReview, ReviewState

_VIEWS: dict[str, View] = {"agrees": "agrees", "disagrees": "disagrees"}
LAPSED = "Lapsed, as what was reviewed has changed since. "


def with_reviews(state: ReviewState) -> Context:
    """The context of a state of reviews, with these among its own."""
    made = tuple(_review(held) for duty in state.duties for held in state.on(duty.id))
    return state.context.model_copy(update={"reviews": (*state.context.reviews, *made)})


def answers_told(state: ReviewState) -> tuple[Marked, ...]:
    """The reasons and changes in the answers to questions, which every output that tells them prints as they are."""
    entries = [h.entry for question in state.questions for h in state.on(f"{QUESTION}{question.id}")]
    told = (text for e in entries for text in (e.marked_reason, e.marked_change))
    return tuple(text for text in told if text is not None)


def _review(held: HeldReview) -> Review:
    entry = held.entry
    said = "" if held.holds else LAPSED
    said += "Needs advice. " if entry.view == "needs_advice" else ""
    text = f"{said}{entry.marked_reason.text or ''}".strip()
    if entry.change:
        text = f"{text} Proposed change: {entry.change}"
    return Review(
        about=entry.about,
        role=Marked(text=f"{entry.role}, {entry.agency}"),
        date=entry.date,
        as_at=entry.as_at,
        # A view that has lapsed is no view of what is computed now.
        view=_VIEWS.get(entry.view or "", "note") if held.holds else "note",
        text=Marked(text=text or None, withheld=entry.withheld),
    )
