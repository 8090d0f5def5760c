"""The JSON form of an assessment: its keys, their order, and what they hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gapcheck.engine.results import STATUSES

if TYPE_CHECKING:
    from gapcheck import Gapcheck

TOP = ["instrument", "as_at", "reading", "reform", "binding", "counts", "articles"]
ARTICLE = ["article", "heading", "status", "low", "high", "duties"]
DUTY = ["id", "force", "kind", "status", "low", "high", "cells", "citations", "reasons"]
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
        for article in contract["articles"]:
            assert list(article)[: len(ARTICLE)] == ARTICLE
            for duty in article["duties"]:
                assert list(duty)[: len(DUTY)] == DUTY
                for cell in duty["cells"]:
                    assert list(cell)[: len(CELL)] == CELL
                    assert all(list(s)[: len(SHORTFALL)] == SHORTFALL for s in cell["shortfalls"])

    def test_the_head(self, small: Gapcheck) -> None:
        contract = as_json(small, "2014-01-01", "strict")
        assert [contract[k] for k in TOP[:5]] == ["model", "2014-01-01", "strict", None, True]
        assert list(contract["counts"]) == list(STATUSES)
        assert sum(contract["counts"].values()) == len(contract["articles"])

    def test_the_same_question_gives_the_same_bytes(self, small: Gapcheck) -> None:
        first, second = (json.dumps(small.assess("model", "2014-01-01").to_dict()) for _ in range(2))
        assert first == second


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
        assert shortfall["sentence"].startswith("No rule in force on 1 January 2014 reaches this (conduct: deleting;")

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
        assert fault["sentence"] == (
            "Computer Act 1990, s 5(1) is wider than the treaty asks as to mental element: it reaches recklessness, "
            "while the treaty describes intention."
        )

    def test_is_told_of_the_duty(self, small: Gapcheck) -> None:
        [article] = [a for a in as_json(small, "2014-01-01")["articles"] if a["article"] == "2"]
        [duty] = article["duties"]
        assert duty["goes_beyond"] == [g["sentence"] for g in duty["cells"][0]["goes_beyond"]]

    @pytest.mark.parametrize("day", ["1950-01-01", "2003-01-01", "2014-01-01", "2019-06-01"])
    def test_no_cell_goes_beyond_that_is_not_wider(self, small: Gapcheck, day: str) -> None:
        for article in as_json(small, day)["articles"]:
            for duty in article["duties"]:
                wider = {c["relation"] for c in duty["cells"] if c["goes_beyond"]}
                assert wider <= {"superset", "intersects"}
