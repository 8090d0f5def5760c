"""Entries of a folder as the reviews of a context, which every output prints."""

from __future__ import annotations

from datetime import date

from support.reviews import AS_AT, CODES, entry

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.model.base import Marked
from gapcheck.model.context import Context, Head, Review
from gapcheck.review.context_reviews import with_reviews
from gapcheck.review.reviews_folder import Reviews
from gapcheck.review.sign_off import ReviewState

OWN = Review(about="model:2", role=Marked(text="Analyst"), date=date(2019, 1, 1), text=Marked(text="Seen."))


def made(reviewed: Catalogue, *entries) -> tuple[Review, ...]:
    context = Context(context=Head(instrument="model"), reviews=(OWN,))
    state = ReviewState(assess(reviewed, "model", AS_AT), Reviews(entries), context)
    return with_reviews(state).reviews


def test_they_stand_beside_those_that_are_there(reviewed: Catalogue) -> None:
    own, added = made(reviewed, entry(reviewed, "model:2", "disagrees", change="Repeal it."))
    assert own == OWN
    assert (str(added.role), added.view) == ("Legal adviser, Ministry of Justice", "disagrees")
    assert str(added.text) == "Because it is so. Proposed change: Repeal it."


def test_one_that_was_made_after_the_day_of_the_law_is_told(reviewed: Catalogue) -> None:
    _, added = made(reviewed, entry(reviewed, "model:2"))
    assert added.date > AS_AT
    assert added.speaks_of(AS_AT)
    assert not added.speaks_of(date(2019, 12, 31))


def test_one_that_has_lapsed_has_no_view(reviewed: Catalogue) -> None:
    _, added = made(reviewed, entry(reviewed, "model:2", "disagrees", fingerprint="0" * 12))
    assert added.view == "note"
    assert str(added.text).startswith("Lapsed, as what was reviewed has changed since.")


def test_one_that_needs_advice_says_so(reviewed: Catalogue) -> None:
    _, added = made(reviewed, entry(reviewed, "model:2", "needs_advice"))
    assert (added.view, str(added.text)) == ("note", "Needs advice. Because it is so.")


def test_the_ground_stays_on_the_text(reviewed: Catalogue) -> None:
    _, added = made(reviewed, entry(reviewed, "model:2", "disagrees", withheld="s 9(2)(h)"))
    assert added.text.withheld == "s 9(2)(h)"
    assert added.released().view is None


def test_answers_to_questions_are_not_reviews_of_a_place(reviewed: Catalogue) -> None:
    assert made(reviewed, entry(reviewed, CODES, "holds")) == (OWN,)
