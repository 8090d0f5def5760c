"""What rules say, by facet and concept, as the numbers of the rules that say it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import answered, catalogue, duty, either, exception, given, rule

from gapcheck.engine.rule_postings import Posted, RulePostings
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.model.law import Condition, Rule, Supports
from gapcheck.model.quantity import Quantity

YEAR = Quantity(amount=1, unit="year")


def posted(*rules: Rule) -> RulePostings:
    """The postings of rules that are numbered as they are given: their ids are in that order."""
    return RulePostings(catalogue(duty(conduct="access"), rules).rules)


def test_what_is_under_several_concepts_comes_for_each_of_them() -> None:
    found = Posted()
    found.post(3, "object", ("server", "thing"))
    found.post(4, "object", ("server",))
    found.post(5, "data", ("server",))
    assert list(found.under("object", ("server", "thing", "vehicle"))) == [3, 4, 3]


def test_rules_by_kind() -> None:
    assert posted(rule("1"), rule("2", kind="power"), rule("3")).by_kind == {"offence": [0, 2], "power": [1]}


class TestConditions:
    def test_one_that_stands_alone_in_its_facet_is_told_by_its_concepts(self) -> None:
        maybe = rule("2", object=given("vehicle", arguably=("server", "thing")))
        found = posted(rule("1", object=["server", "thing"], fault="intention"), maybe).conditions
        assert found.single == {"object": [0, 1], "fault": [0]}
        assert found.reached == {
            ("object", "server"): [0],
            ("object", "thing"): [0],
            ("object", "vehicle"): [1],
            ("fault", "intention"): [0],
        }
        assert found.arguable == {("object", "server"): [1], ("object", "thing"): [1]}
        assert found.odd == {}

    def test_several_in_one_facet_are_kept_apart(self) -> None:
        second = Condition(facet="object", any=["thing"])
        both = rule("1", object=given("server", arguably="vehicle"), fault="intention", also=(second,))
        found = posted(both, rule("2", object="server")).conditions
        assert found.single == {"object": [1], "fault": [0]}
        assert found.reached == {("object", "server"): [1], ("fault", "intention"): [0]}
        assert found.arguable == {}
        assert found.odd == {"object": [(0, both.conditions[0]), (0, second)]}

    def test_one_that_names_no_concept_for_sure_is_kept_apart(self) -> None:
        choice = Condition.model_construct(facet="object", any=(), arguably=("server",))
        (entry,) = catalogue(duty(conduct="access"), [rule("1")]).rules
        made = replace(entry, rule=entry.rule.model_copy(update={"conditions": (choice,)}))
        found = RulePostings((made,)).conditions
        assert (found.single, found.odd) == ({}, {"object": [(0, choice)]})


def test_what_rules_give_surely_and_arguably() -> None:
    found = posted(
        rule("1", gives={"power": given("search", arguably="compel")}), rule("2", gives={"secrecy": "confidential"})
    )
    assert found.given == {("power", "search"): [0], ("power", "compel"): [0], ("secrecy", "confidential"): [1]}


def test_quantities_by_facet() -> None:
    first, second = rule("1", gives={"period": YEAR, "power": "search"}), rule("2", gives={"period": YEAR})
    assert posted(first, second).amounts == {"period": [(0, first.gives[0]), (1, second.gives[0])]}


@pytest.mark.parametrize(
    ("supports", "supported"),
    [
        (Supports(rules=["act:2"]), {1}),
        (Supports(acts=["act"]), {0, 1, 2}),
        (Supports(kinds=["power"]), {1}),
        (Supports(rules=["act:2"], acts=["act"], kinds=["offence"]), {1}),
        (Supports(acts=["other"], kinds=["power"]), set()),
        (None, set()),
    ],
)
def test_rules_to_which_another_may_give(supports: Supports | None, supported: set[int]) -> None:
    found = posted(rule("1"), rule("2", kind="power"), rule("3", gives={"power": "search"}, supports=supports))
    assert found.supported == supported


class TestSettled:
    """Rules of which nothing can be arguable or excepted, whatever anybody's opinion."""

    @pytest.mark.parametrize(
        "unsettled",
        [
            rule("1", object=given("server", arguably="vehicle")),
            rule("1", gives={"power": given("search", arguably="compel")}),
            rule("1", exceptions=(exception("narrows"),)),
            rule("1", exceptions=(exception("none"), exception("arguable", "10"))),
            rule("1", object="server", also=(Condition(facet="object", any=["thing"]),)),
        ],
    )
    def test_one_of_which_something_is_not(self, unsettled: Rule) -> None:
        sure = rule("2", object="server", gives={"power": "search"}, exceptions=(exception("none"),))
        assert posted(unsettled, sure).settled == [1]

    def test_one_that_another_may_give_to(self) -> None:
        giver = rule("2", supports=Supports(rules=["act:1"]))
        assert posted(rule("1"), giver).settled == [1]

    def test_no_duty_of_a_treaty(self) -> None:
        made = answered(duty(conduct="access"), duty(conduct="access"))
        assert RulePostings(treaty_rules(made, "text")).settled == []
        choice = answered(duty(conduct="access"), duty(conduct=either("access", "delete")))
        assert RulePostings(treaty_rules(choice, "text")).settled == []
