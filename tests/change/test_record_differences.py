"""How two records of one rule or duty differ."""

from __future__ import annotations

import pytest
from support.builders import at_least, at_most, catalogue, duty, exception, exclude, given, limit_to, rule, waiver

from gapcheck.change.record_differences import duty_differences, rule_differences
from gapcheck.model.law import Supports
from gapcheck.model.quantity import Quantity

PLAIN = rule(conduct="access", object="server")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (PLAIN, []),
        (PLAIN.model_copy(update={"note": "A note.", "text": "Other words."}), []),
        (rule(object="server", conduct="access", start="2010-01-01"), []),
        (rule(conduct="access"), ["condition as to object dropped"]),
        (rule(conduct="access", object="server", fault="intention"), ["condition as to fault added"]),
        (rule(conduct="access", object=["server", "machine"]), ["condition as to object changed"]),
        (rule(conduct="access", object=given("server", arguably="machine")), ["condition as to object changed"]),
        (rule(conduct="access", object="server", exceptions=(exception("narrows"),)), ["exception in s 9 added"]),
        (rule(conduct="access", object="server", gives={"secrecy": "confidential"}), ["guarantee as to secrecy added"]),
        (
            rule(conduct="access", object="server", supports=Supports(kinds=("power",))),
            ["the rules that it supports changed"],
        ),
        (rule(kind="power", conduct="access", object="server"), ["its kind changed"]),
    ],
)
def test_rules(other, told):
    assert list(rule_differences(PLAIN, other, str)) == told


def test_the_order_of_lists_makes_no_difference():
    one, other = (rule(conduct=found) for found in (["access", "delete"], ["delete", "access"]))
    assert rule_differences(one, other, str) == ()


def test_a_quantity_that_changed():
    one, other = (rule(conduct="access", gives={"period": Quantity(amount=n, unit="year")}) for n in (1, 2))
    assert rule_differences(one, other, str) == ("guarantee as to period changed",)


def test_facets_go_by_the_name_they_are_given():
    assert rule_differences(rule(conduct="access"), PLAIN, str.upper) == ("condition as to OBJECT added",)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (duty(conduct="access"), []),
        (duty(conduct="access", surveyed=False), []),
        (duty(conduct="access", force="consider"), ["its force changed from shall to consider"]),
        (duty(conduct=["access", "delete"]), ["element as to conduct changed"]),
        (duty(conduct="access", also=(at_least(1, "day"),)), ["element as to period added"]),
        (duty(conduct="access", allows=(limit_to("object"),)), ["permitted limit t:1#limit added"]),
        (duty(conduct="access", waives=(waiver(conduct="access"),)), ["permitted limit t:1#waiver added"]),
    ],
)
def test_duties(other, told):
    def full(one):
        return catalogue(one).duties["t:1"]

    assert list(duty_differences(full(duty(conduct="access")), full(other), str)) == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (duty(conduct="access", also=(at_least(1, "day"),)), duty(conduct="access", also=(at_most(1, "day"),))),
        (
            duty(conduct="access", allows=(exclude("object", "server"),)),
            duty(conduct="access", allows=(exclude("object", "machine"),)),
        ),
        (
            duty(conduct="access", waives=(waiver("free", conduct="access"),)),
            duty(conduct="access", waives=(waiver(conduct="access"),)),
        ),
    ],
)
def test_a_bound_or_an_option_that_changed(one, other):
    (told,) = duty_differences(catalogue(one).duties["t:1"], catalogue(other).duties["t:1"], str)
    assert told.endswith("changed")
