"""The questions of the bundled catalogue: every arguable point is in one, and every argument can be looked up."""

from __future__ import annotations

import pytest

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.lint import lint
from gapcheck.wording.verdicts import VERDICTS


@pytest.fixture(scope="module")
def book() -> Gapcheck:
    return gapcheck.load()


def test_every_arguable_point_is_in_a_question(book: Gapcheck) -> None:
    assert [f.message for f in lint(book.catalogue) if f.code == "point-without-question"] == []


def test_every_argument_is_sourced_and_every_open_question_hears_both_sides(book: Gapcheck) -> None:
    for question in book.catalogue.questions.values():
        assert all(argument.source for argument in (*question.in_favour, *question.against)), question.id
        assert question.view != "open" or (question.in_favour and question.against), question.id


def test_who_can_answer_a_question_of_fact_is_named(book: Gapcheck) -> None:
    asks = book.catalogue.questions.values()
    assert [q.id for q in asks if q.nature == "evidence" and not q.confirm_with] == []
    assert [q.id for q in asks if not (q.settled_by or q.confirm_with)] == []


def test_a_view_is_no_favour(book: Gapcheck) -> None:
    """Views are opinions on law: a good many go against New Zealand, and some stay open."""
    views = [q.view for q in book.catalogue.questions.values()]
    assert views.count("fails") >= 20
    assert views.count("open") >= 5


def test_hardly_an_article_of_the_convention_is_contested_as_the_questions_are_viewed(book: Gapcheck) -> None:
    now = book.assess("budapest", "2026-11-21")
    assert now.counts["unclear"] <= 1
    assert now.counts["met"] >= 19
    assert set(now.verdicts) <= set(VERDICTS)
    # Without views only what is settled stands.
    assert book.assess("budapest", "2026-11-21", views=None).counts["unclear"] >= 20


def test_every_instrument_tells_its_questions(book: Gapcheck) -> None:
    for instrument in book.instruments:
        asks = book.assess(instrument, "2026-11-21").questions
        assert [len(q.turns) for q in asks] == sorted((len(q.turns) for q in asks), reverse=True)
        assert all(q.duties for q in asks)
