"""The laws of views: the four ends keep their order, and what is said of sensitivity is true."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import event, given
from support.laws import law
from support.questions import asked_worlds
from support.strategies import World, worlds

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.engine.results import RANK, InstrumentResult
from gapcheck.engine.sensitivity import Sensitivity


def assessed(world: World) -> InstrumentResult:
    return assess(Catalogue(world.contents), "t", world.as_at, world.reading)


@law(400)
@given(asked_worlds())
def test_the_four_ends_keep_their_order(world: World) -> None:
    found = assessed(world)
    for one in (*found.duties, *found.articles):
        if one.status != "no_duty":
            ends = [RANK[end] for end in one.verdict.ends]
            assert ends == sorted(ends)
            event(f"certainty {one.certainty}")
    for cell in (c for d in found.duties for c in d.cells):
        assert list(cell.ends) == sorted(cell.ends)


@law(300)
@given(worlds())
def test_without_questions_the_two_ends_alone_speak(world: World) -> None:
    for one in (*assessed(world).duties, *assessed(world).articles):
        assert (one.view_low, one.view_high) == (one.low, one.high)
        assert one.certainty != "view"


@law(300)
@given(asked_worlds())
def test_views_move_neither_the_low_nor_the_high_end(world: World) -> None:
    without = replace(world, contents=replace(world.contents, questions=()))
    plain = {d.id: (d.low, d.high) for d in assessed(without).duties}
    assert {d.id: (d.low, d.high) for d in assessed(world).duties} == plain


@law(300)
@given(asked_worlds())
def test_an_article_that_turns_on_a_question_does_and_no_other(world: World) -> None:
    catalogue = Catalogue(world.contents)
    found = assess(catalogue, "t", world.as_at, world.reading)
    told = {q.question.id: set(q.articles) for q in Sensitivity(found).questions}
    statuses = {a.article.article: a.status for a in found.articles}
    for question in catalogue.questions.values():
        others = {"holds": ["fails"], "fails": ["holds"], "open": ["holds", "fails"]}[question.view]
        turned = set()
        for view in others:
            other = assess(catalogue.with_views({question.id: view}), "t", world.as_at, world.reading)
            turned |= {a.article.article for a in other.articles if a.status != statuses[a.article.article]}
        assert told.get(question.id, set()) == turned
        event("turned something" if turned else "turned nothing")


@law(200)
@given(asked_worlds())
def test_the_least_set_decides_however_the_others_are_answered(world: World) -> None:
    catalogue = Catalogue(world.contents)
    found = assess(catalogue, "t", world.as_at, world.reading)
    sensitivity = Sensitivity(found)
    for article in found.articles:
        if article.certainty != "view":
            continue
        kept = {q.id for q in sensitivity.least(article)}
        others = {q: "open" for q in catalogue.questions if q not in kept}
        again = assess(catalogue.with_views(others), "t", world.as_at, world.reading)[article.article.article]
        assert again.status == article.status
        event(f"{len(kept)} questions")
