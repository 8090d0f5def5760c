"""What the models of domestic law refuse."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from support.builders import rule

from gapcheck.model.base import Interval
from gapcheck.model.law import Act, Amendment, Condition, Exception_, Gift, ReformChange, Rule, Supports
from gapcheck.model.quantity import Quantity


class TestCondition:
    def test_a_condition_has_at_least_one_concept(self):
        with pytest.raises(ValidationError, match="'any' is empty"):
            Condition(facet="f", any=[])
        with pytest.raises(ValidationError, match="'any' is empty"):
            Condition(facet="f", any=[], arguably=["a"])


class TestGift:
    def test_a_gift_is_concepts_surely_or_arguably_or_a_quantity(self):
        assert Gift(facet="f", concepts=["a"]).quantity is None
        assert Gift(facet="f", arguably=["a"]).concepts == ()
        assert Gift(facet="f", amount=0, unit="day").quantity == Quantity(amount=0, unit="day")

    @pytest.mark.parametrize("given", [{"amount": 1}, {"unit": "day"}, {"concepts": ["a"], "unit": "day"}])
    def test_a_quantity_needs_both_amount_and_unit(self, given):
        with pytest.raises(ValidationError, match="a quantity needs both 'amount' and 'unit'"):
            Gift(facet="f", **given)

    @pytest.mark.parametrize(
        "given", [{}, *({key: ["a"], "amount": 1, "unit": "day"} for key in ("concepts", "arguably"))]
    )
    def test_not_both_and_not_neither(self, given):
        with pytest.raises(ValidationError, match="expected concepts"):
            Gift(facet="f", **given)


class TestException:
    def test_effect_none_says_why(self):
        with pytest.raises(ValidationError, match="effect: none needs 'why'"):
            Exception_(section="1", text="Except.", effect="none")

    def test_the_effect_is_one_of_three(self):
        with pytest.raises(ValidationError, match="effect"):
            Exception_(section="1", text="Except.", effect="some")

    @pytest.mark.parametrize("given", [{"facet": "f"}, {"concepts": ["a"]}])
    def test_facet_and_concepts_go_together(self, given):
        with pytest.raises(ValidationError, match="'facet' and 'concepts' go together"):
            Exception_(section="1", text="Except.", effect="narrows", **given)


class TestRule:
    def test_supports_selects_by_something(self):
        with pytest.raises(ValidationError, match="expected at least one of kinds, acts, rules"):
            Supports()

    def test_the_repr_of_a_rule_is_short(self):
        assert repr(rule("252(1)", conduct="access")) == "Rule('252(1)')"


class TestChange:
    @pytest.mark.parametrize("given", [{}, {"repeal": "a:1", "amend": Amendment(rule="a:1")}])
    def test_a_change_is_exactly_one_thing(self, given):
        with pytest.raises(ValidationError, match="expected exactly one of repeal, amend, enact"):
            ReformChange(**given)

    def test_an_amendment_drops_by_facet(self):
        assert Amendment(rule="a:1", drop=[{"facet": "purpose"}]).drop == ({"facet": "purpose"},)
        with pytest.raises(ValidationError):
            Amendment(rule="a:1", drop=[{"faucet": "purpose"}])


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("s 1(2)", "Model Act 2003, s 1(2)"),
        ("ss 1 and 2", "Model Act 2003, ss 1 and 2"),
        ("cl 2", "Model Act 2003, cl 2"),
        ("Model Amendment Act 2005, s 3", "Model Amendment Act 2005, s 3"),
        ("Executive practice", "Executive practice"),
        (None, None),
    ],
)
def test_a_section_alone_that_brought_a_rule_into_force_is_one_of_its_own_act(by: str | None, told: str | None) -> None:
    made = Rule(id="5", kind="offence", text="T.", in_force=Interval(start="2003-10-01", by=by), source=[])
    assert made.within(Act(id="model-act-2003", title="Model Act 2003")).in_force.by == told
