"""Who answers for a duty, and what reviewers said of its verdict."""

from __future__ import annotations

from typing import Any

import pytest
from support.assessing import assess
from support.builders import article, assessed, catalogue, duty, rule, statute

from gapcheck.model.context import Context, View
from gapcheck.model.law import PRACTICE
from gapcheck.review.duty_reviews import VIEW_WORDS, ReviewRow, review_rows, unconsulted

ACCESS = duty(conduct="access")
RULE = rule(conduct="access")


def context(**more: Any) -> Context:
    return Context.model_validate({"context": {"instrument": "t"}, **more})


def row(found: Context, duties: Any = ACCESS, rules: Any = RULE, id: str = "1", **more: Any) -> ReviewRow:
    return review_rows(assessed(duties, rules, **more), found)[id]


def test_every_view_has_words() -> None:
    assert tuple(VIEW_WORDS) == View.__args__  # type: ignore[attr-defined]


class TestOwners:
    @pytest.mark.parametrize(
        ("about", "agency"),
        [(("t:1(a)", "t:1", "act"), "t:1(a)"), (("t:1", "act"), "t:1"), (("act",), "act"), ((), "Ministry of Law")],
    )
    def test_the_duty_comes_before_the_article_and_that_before_the_act(
        self, about: tuple[str, ...], agency: str
    ) -> None:
        act = statute(RULE)
        act = act.model_copy(update={"act": act.act.model_copy(update={"agency": "Ministry of Law"})})
        found = context(owners=[{"about": a, "agency": a} for a in about])
        assert row(found, article(duty("1(a)", conduct="access")), [act], "1(a)").owners == (agency,)

    def test_measures_outside_statute_belong_to_no_agency_by_default(self) -> None:
        act = statute(RULE, act=PRACTICE)
        act = act.model_copy(update={"act": act.act.model_copy(update={"agency": "Somebody"})})
        assert row(context(), ACCESS, [act]).owners == ()

    def test_whom_it_consults(self) -> None:
        found = context(
            owners=[{"about": "t:1", "agency": "Justice", "consulted": ["Police", {"text": "X", "withheld": "s 6(a)"}]}]
        )
        assert row(found).consulted == ("Police", "[s 6(a): X]")


class TestReviews:
    def test_the_last_one_by_the_day_counts_and_all_are_told(self) -> None:
        reviews = [
            {"about": "t:1", "role": "Counsel", "date": "2019-02-01", "view": "disagrees", "text": "No."},
            {"about": "t:1", "role": "Adviser", "date": "2019-01-01", "view": "agrees", "text": "Yes."},
            {"about": "t:1", "role": "Counsel", "date": "2020-01-02", "view": "agrees", "text": "After the day."},
        ]
        found = row(context(reviews=reviews))
        assert (found.reviewers, found.view, str(found.day)) == (("Adviser", "Counsel"), "Disagrees", "2019-02-01")
        assert found.notes == ("Adviser, 1 January 2019: Yes.", "Counsel, 1 February 2019: No.")

    def test_a_review_of_a_whole_article_says_so(self) -> None:
        duties = article(duty("1(a)", conduct="access"), duty("1(b)", conduct="access"))
        found = context(reviews=[{"about": "t:1", "role": "Counsel", "date": "2019-01-01", "text": "Fine."}])
        assert [row(found, duties, id=i).notes for i in ("1(a)", "1(b)")] == [("On art 1 as a whole: Fine.",)] * 2
        assert row(found, duties, id="1(a)").view == ""

    def test_without_one_everything_is_empty(self) -> None:
        assert row(context()) == ReviewRow((), (), (), None, "", ())


class TestConsultation:
    def test_the_articles_that_no_round_names_by_the_day(self) -> None:
        rounds = [
            {"from": "2019-01-01", "title": "One", "who": "All", "articles": ["1"]},
            {"from": "2021-01-01", "title": "Two", "who": "All", "articles": ["2"]},
        ]
        day = assess(catalogue(ACCESS), "t", "2020-01-01").as_at
        assert unconsulted(context(consultation=rounds), ("1", "2", "3"), day) == ("2", "3")
