"""Relations as rows: the terms and the direction of NIST IR 8477, what stands behind them, and the CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.builders import assessed, duty, either, exercise, limit_to, rule, waiver

from gapcheck.report.relations import CSV_HEAD, DIRECTION, RelationRow, relation_rows, relations_as_dict

if TYPE_CHECKING:
    from gapcheck import Gapcheck


def only(one: Any, other: Any = (), **more: Any) -> RelationRow:
    """The row of the only cell of a duty."""
    (row,) = assessed(one, other, **more).relations()
    return row


class TestDirection:
    """From the treaty (focal) to the law (reference): a cell that the law goes beyond is a subset of the law."""

    @pytest.mark.parametrize(
        ("asked", "reached", "expected"),
        [
            ({"conduct": "access"}, {"conduct": "access"}, "equal"),
            ({"conduct": "access", "fault": "intention"}, {"conduct": "access", "fault": "recklessness"}, "subset of"),
            ({"conduct": "access"}, {"conduct": "access", "purpose": "fraud"}, "superset of"),
            ({"conduct": "access", "object": "thing"}, {"conduct": "access", "purpose": "fraud"}, "intersects with"),
            ({"conduct": "access"}, {"conduct": "delete"}, "no relationship"),
        ],
    )
    def test_of_each_relationship(self, asked: dict[str, Any], reached: dict[str, Any], expected: str) -> None:
        assert only(duty(**asked), rule(**reached)).relationship == expected

    def test_stands_in_the_head_and_in_the_json(self, small: Gapcheck) -> None:
        assert f"Relationship: {DIRECTION}" in CSV_HEAD
        assert relations_as_dict(small.assess("model", "2014-01-01"))["direction"] == DIRECTION


class TestRows:
    def test_one_for_each_cell(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        rows = assessment.relations()
        assert rows == relation_rows(assessment)
        assert [r.duty for r in rows] == [d.id for d in assessment.duties for _ in d.cells]
        assert len({r.focal for r in rows if r.duty == "model:4"}) == 4

    def test_both_sides(self, small: Gapcheck) -> None:
        row = small.assess("model", "2014-01-01", "strict").relations()[0]
        assert row.focal == "Model Convention, art 2: accessing"
        assert row.focal_description.startswith(
            "Make intentional access to a computer system without right a criminal offence. Auth"
        )
        assert (row.reference, row.rule) == ("Computer Act 1990, s 5(1)", "computer-act-1990:5(1)")
        assert row.reference_description == "Intentionally or recklessly accessing a computer system without authority."
        assert (row.rationale, row.reading, row.reform) == ("semantic", "strict", "")
        assert row.as_at.isoformat() == "2014-01-01"
        assert row.catalogue == small.catalogue.version

    def test_no_rule_leaves_the_reference_empty(self) -> None:
        row = only(duty(conduct="access"))
        assert (row.reference, row.reference_description, row.rule) == ("", "", "")
        assert row.comments == ("No rule in force on 1 January 2020 covers this (conduct: access).",)


class TestComments:
    def test_what_goes_beyond_and_what_falls_short(self) -> None:
        row = only(duty(conduct="access", fault="intention"), rule(conduct="access", purpose="fraud"))
        assert row.relationship == "intersects with"
        short, beyond = row.comments
        assert (
            short == "Section 1 of the Made Up Act 2000 has a condition that the treaty does not have (purpose): fraud."
        )
        assert beyond.endswith("sets no limit of its own here (fault); the treaty describes intention.")

    def test_what_a_reservation_excuses(self) -> None:
        one = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
        row = only(one, rule(conduct="access", object="server"), exercised=(exercise("1#limit"),))
        assert row.relationship == "superset of"
        assert "is limited to server; the treaty describes thing." in row.comments[0]
        assert "rests on New Zealand's reservation under article 40 of 1 January 2010" in row.comments[1]

    def test_what_a_waiver_takes_away(self) -> None:
        row = only(duty(conduct="access", waives=(waiver(conduct="access"),)), exercised=(exercise("1#waiver"),))
        assert row.relationship == "no relationship"
        assert len(row.comments) == 1
        assert "rests on New Zealand's reservation under article 6(3)" in row.comments[0]

    def test_the_rules_that_the_best_one_relies_on(self, small: Gapcheck) -> None:
        row = next(r for r in small.assess("model", "2014-01-01").relations() if r.duty == "model:6(1)")
        assert row.comments[0] == "Read together with Search Act 2008, s 40(1)(a)."

    def test_every_wider_rule_has_a_reason(self) -> None:
        import gapcheck

        rows = gapcheck.load().assess("budapest", "2026-11-21").relations()
        assert [r.focal for r in rows if r.relationship not in ("equal", "superset of") and not r.comments] == []

    def test_an_equal_cell_needs_none(self) -> None:
        assert only(duty(conduct=either("access", "delete")), rule(conduct="access")).comments == ()


def test_the_texts_are_in_the_order_of_the_head() -> None:
    row = only(duty(conduct="access"), rule(conduct="access"))
    cells = dict(zip(CSV_HEAD, row.cells, strict=True))
    assert cells["Focal Document Element"] == row.focal
    assert cells[f"Relationship: {DIRECTION}"] == "equal"
    assert cells["Reference Document Element"] == "Made Up Act 2000, s 1"
    assert (cells["As at"], cells["Duty"], cells["Catalogue version"]) == ("2020-01-01", "t:1", "unversioned")


def test_json_holds_the_rows(small: Gapcheck) -> None:
    assessment = small.assess("model", "2014-01-01")
    made = json.loads(json.dumps(relations_as_dict(assessment)))
    assert made["relations"] == [r.to_dict() for r in assessment.relations()]
    assert (made["instrument"], made["as_at"], made["reading"]) == ("model", "2014-01-01", None)
