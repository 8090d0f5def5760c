"""The JSON form of an assessment: its keys, their order, and what they hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.assessing import assess
from support.builders import SOURCE, article, assessed, catalogue, duty, given, judged, reading, rule
from support.questions import asked, question

from gapcheck.engine.results import STATUSES
from gapcheck.model.base import Source
from gapcheck.model.position import ReadingGround
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element
from gapcheck.report.json_contract import checked

if TYPE_CHECKING:
    from gapcheck import Gapcheck

TOP = [
    "contract",
    "instrument",
    "as_at",
    "law_known_to",
    "reading",
    "reform",
    "binding",
    "counts",
    "articles",
    "questions",
]
VERDICT = ["status", "certainty", "low", "high", "view_low", "view_high"]
ARTICLE = ["article", "heading", *VERDICT, "duties"]
DUTY = ["id", "force", "kind", *VERDICT, "questions", "checked", "cells", "citations", "reasons"]
QUESTION = ["id", "title", "view", "strength", "nature", "weight", "turns"]
CELL = ["concepts", "result", "rule", "relation", "shortfalls"]
SHORTFALL = ["type", "facet", "rule", "curable_under", "sentence"]


def as_json(small: Gapcheck, day: str, reading: str | None = None) -> dict[str, Any]:
    """The contract after a round trip through JSON."""
    made: dict[str, Any] = json.loads(json.dumps(small.assess("model", day, reading).to_dict()))
    return made


def cells(contract: dict[str, Any], duty: str) -> list[dict[str, Any]]:
    """The cells of a duty."""
    found: list[dict[str, Any]] = next(d["cells"] for a in contract["articles"] for d in a["duties"] if d["id"] == duty)
    return found


class TestKeys:
    def test_come_in_the_order_of_the_contract(self, small: Gapcheck) -> None:
        contract = as_json(small, "2014-01-01")
        assert list(contract)[: len(TOP)] == TOP
        for told in contract["articles"]:
            assert list(told)[: len(ARTICLE)] == ARTICLE
            for one in told["duties"]:
                assert list(one)[: len(DUTY)] == DUTY
                for cell in one["cells"]:
                    assert list(cell)[: len(CELL)] == CELL
                    assert all(list(s)[: len(SHORTFALL)] == SHORTFALL for s in cell["shortfalls"])

    def test_the_head(self, small: Gapcheck) -> None:
        contract = as_json(small, "2014-01-01", "strict")
        assert [contract[k] for k in TOP[:7]] == [2, "model", "2014-01-01", None, "strict", None, True]
        assert list(contract["counts"]) == list(STATUSES)
        assert sum(contract["counts"].values()) == len(contract["articles"])

    @pytest.mark.usefixtures("loaded_anew")
    def test_the_same_question_gives_the_same_bytes(self, small: Gapcheck) -> None:
        first, second = (json.dumps(small.assess("model", "2014-01-01").to_dict()) for _ in range(2))
        assert first == second


class TestQuestions:
    """What a verdict turns on: ids of questions at each duty, and the questions once at the end."""

    def made(self, **asking: Any) -> dict[str, Any]:
        laws = [rule("1", conduct=given("interfere", arguably="access")), rule("2", conduct="delete")]
        articles = [article(duty("1", conduct="access")), article(duty("2", conduct="delete"), number="2")]
        book = asked(catalogue(articles, laws), question("q", "act:1#conduct", **asking))
        return assess(book, "t", "2020-01-01").to_dict()

    def test_a_duty_names_them_by_id_and_the_head_tells_them_in_order(self) -> None:
        made = self.made(weight="edge")
        assert [d["questions"] for a in made["articles"] for d in a["duties"]] == [["q"], []]
        (asked_,) = made["questions"]
        assert list(asked_)[: len(QUESTION)] == QUESTION
        assert [asked_[k] for k in QUESTION] == ["q", "Question q", "holds", "fair", "law", "edge", ["1"]]

    @pytest.mark.parametrize(
        ("view", "verdict", "words"),
        [
            ("holds", ["met", "view", "unmet", "met", "met", "met"], "Likely met"),
            ("fails", ["unmet", "view", "unmet", "met", "unmet", "unmet"], "Likely unmet"),
            ("open", ["unclear", "open", "unmet", "met", "unmet", "met"], "Contested"),
        ],
    )
    def test_the_four_ends_and_the_certainty(self, view: str, verdict: list[str], words: str) -> None:
        made = self.made(view=view)
        (first, second) = made["articles"]
        for place in (first, *first["duties"]):
            assert ([place[k] for k in VERDICT], place["verdict"]) == (verdict, words)
        assert [second[k] for k in VERDICT] == ["met", "settled", "met", "met", "met", "met"]
        assert made["counts_by_certainty"] == {"settled": 1, "view": view != "open", "open": view == "open"}

    @pytest.mark.parametrize(
        ("duty_level", "rule_level", "weakest"),
        [("verified", "verified", "verified"), ("verified", "secondary", "secondary"), (None, None, None)],
    )
    def test_how_far_sources_were_read_is_as_far_as_the_least(
        self, duty_level: str | None, rule_level: str | None, weakest: str | None
    ) -> None:
        def source(level: str | None) -> tuple[Source, ...]:
            return (Source(ref="r", pinpoint="p", checked=level),) if level else ()

        one = duty(conduct="access").model_copy(update={"source": source(duty_level)})
        law = rule(conduct="access").model_copy(update={"source": source(rule_level)})
        assert checked(judged(one, law)) == weakest


class TestWhatTheTreatyStates:
    def test_nothing_else_is_among_the_concepts(self) -> None:
        unstated = (
            Element(facet="object", any=("thing",), stated=False),
            Element(facet="period", at_least=Quantity(amount=1, unit="month"), stated=False),
        )
        made = assessed(duty(conduct="access", also=unstated), rule(conduct="access")).to_dict()
        (cell,) = made["articles"][0]["duties"][0]["cells"]
        assert (cell["concepts"], cell["quantities"]) == ({"conduct": "access"}, {})


def test_a_verdict_under_a_reading_says_so_with_its_caveat() -> None:
    ground = ReadingGround(point="act:1#conduct", text="All is well", general=True, names=("t",), source=(SOURCE,))
    read = reading(accepts=("act:1#conduct",)).model_copy(
        update={"grounds": (ground,), "title": "The general position"}
    )
    made = assessed(duty(conduct="access"), rule(conduct=given("interfere", arguably="access")), read=read).to_dict()
    assert made["on_reading"] == "on the general position"
    (told,) = made["articles"][0]["duties"][0]["reading"]
    assert told.endswith("it names the Treaty and does not speak to this point.")
    assert told in made["articles"][0]["duties"][0]["reasons"]


class TestCells:
    def test_concepts_are_one_id_or_a_list(self, small: Gapcheck) -> None:
        cell = cells(as_json(small, "2014-01-01"), "model:2")[0]
        assert cell["concepts"]["conduct"] == "access"
        assert cell["quantities"] == {"max-imprisonment": "at least 1 year"}

    def test_a_cell_without_a_rule_lacks_a_rule(self, small: Gapcheck) -> None:
        cell = cells(as_json(small, "2014-01-01"), "model:3(1)")[1]
        assert (cell["result"], cell["rule"], cell["relation"]) == ("disjoint", None, "none")
        shortfall = cell["shortfalls"][0]
        assert (shortfall["type"], shortfall["facet"], shortfall["rule"]) == ("no_rule", "conduct", None)
        assert shortfall["sentence"].startswith("No rule in force on 1 January 2014 covers this (conduct: deleting;")

    def test_a_waiver_that_would_help_is_named(self, small: Gapcheck) -> None:
        possess = [c for c in cells(as_json(small, "2009-01-01"), "model:4") if c["concepts"]["conduct"] == "possess"]
        assert [c["shortfalls"][0]["curable_under"] for c in possess] == ["4(3)", "4(3)"]
        assert "which New Zealand made only on 1 June 2010" in possess[0]["shortfalls"][0]["sentence"]

    def test_a_cell_that_is_covered_lacks_nothing(self, small: Gapcheck) -> None:
        contract = as_json(small, "2014-01-01")
        for cell in [*cells(contract, "model:4"), *cells(contract, "model:6(1)")]:
            if cell["result"].startswith("covers"):
                assert cell["shortfalls"] == []
        assert cells(contract, "model:6(1)")[0]["excused_by"] == ["model:6(1)#offence-range"]
        assert cells(contract, "model:4")[0]["waiver"] == "model:4#possession"

    def test_an_arguable_point_is_named(self, small: Gapcheck) -> None:
        shortfalls = [s for c in cells(as_json(small, "2014-01-01"), "model:4") for s in c["shortfalls"]]
        assert [(s["type"], s["point"]) for s in shortfalls] == [("arguable", "computer-act-1990:7(1)#object")]


class TestRelation:
    @pytest.mark.parametrize(
        ("day", "duty", "expected"),
        [
            ("2014-01-01", "model:2", "superset"),
            ("2003-01-01", "model:2", "intersects"),
            ("2014-01-01", "model:3(1)", "subset"),
            ("2014-01-01", "model:8", "equal"),
            ("2019-01-01", "model:8", "subset"),
            ("2014-01-01", "model:10", "none"),
        ],
    )
    def test_of_the_best_rule_to_the_cell(self, small: Gapcheck, day: str, duty: str, expected: str) -> None:
        assert cells(as_json(small, day), duty)[0]["relation"] == expected


class TestGoesBeyond:
    def test_is_data_and_a_sentence(self, small: Gapcheck) -> None:
        cell = cells(as_json(small, "2014-01-01"), "model:2")[0]
        fault = cell["goes_beyond"][0]
        assert {k: fault[k] for k in ("type", "facet", "rule", "asked", "found")} == {
            "type": "broader",
            "facet": "fault",
            "rule": "computer-act-1990:5(1)",
            "asked": ["intention"],
            "found": ["recklessness"],
        }
        assert fault["sentence"] == "Section 5(1) of the Computer Act 1990 covers recklessness, not only intention."

    def test_is_told_of_the_duty(self, small: Gapcheck) -> None:
        [told] = [a for a in as_json(small, "2014-01-01")["articles"] if a["article"] == "2"]
        [one] = told["duties"]
        assert one["goes_beyond"] == [g["sentence"] for g in one["cells"][0]["goes_beyond"]]

    @pytest.mark.parametrize("day", ["1950-01-01", "2003-01-01", "2014-01-01", "2019-06-01"])
    def test_no_cell_goes_beyond_that_is_not_wider(self, small: Gapcheck, day: str) -> None:
        for told in as_json(small, day)["articles"]:
            for one in told["duties"]:
                wider = {c["relation"] for c in one["cells"] if c["goes_beyond"]}
                assert wider <= {"superset", "intersects"}
