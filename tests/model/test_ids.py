"""Ids: what is parsed prints as it was, and an id without its instrument takes the one it stands in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.model.ids import DutyId, Point, RuleId

LABELS = st.text(st.characters(exclude_characters=":#", exclude_categories=("Z", "C")), min_size=1, max_size=12)


class TestDuty:
    def test_parts(self) -> None:
        assert DutyId.parse("budapest:16(2)") == DutyId("budapest", "16(2)")

    def test_a_bare_id_belongs_to_the_instrument_it_stands_in(self) -> None:
        assert DutyId.parse("16(2)", within="budapest") == DutyId("budapest", "16(2)")

    def test_an_id_that_names_its_instrument_keeps_it(self) -> None:
        assert DutyId.parse("uncc:24", within="budapest") == DutyId("uncc", "24")


class TestRule:
    @pytest.mark.parametrize("text", ["crimes-act-1961:252(1)", "practice:4-tasks"])
    def test_prints_as_it_was(self, text: str) -> None:
        assert str(RuleId.parse(text)) == text

    def test_an_act_alone_names_no_rule(self) -> None:
        assert RuleId.parse("practice") == RuleId("practice", "")


class TestPoint:
    def test_of_a_rule(self) -> None:
        point = Point.parse("crimes-act-1961:252(1)#252(2)")
        assert (point.rule, point.name) == (RuleId("crimes-act-1961", "252(1)"), "252(2)")

    def test_of_a_narrowing(self) -> None:
        assert Point.parse("budapest:22(2)#limb").duty == DutyId("budapest", "22(2)")


@given(LABELS, LABELS, LABELS)
def test_round_trips(first: str, second: str, third: str) -> None:
    text = f"{first}:{second}#{third}"
    assert str(Point.parse(text)) == text
    assert str(Point.parse(text).rule) == f"{first}:{second}"
    assert str(Point.parse(text).duty) == f"{first}:{second}"
