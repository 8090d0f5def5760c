"""How two records of one rule or duty differ."""

from __future__ import annotations

import pytest
from support.builders import (
    at_least,
    at_most,
    catalogue,
    duty,
    either,
    exception,
    exclude,
    given,
    limit_to,
    rule,
    waiver,
)

from gapcheck.change.difference_phrases import difference_in_words, differences_in_words
from gapcheck.change.record_differences import RecordDifference, duty_differences, rule_differences
from gapcheck.model.law import Condition, Rule, Supports
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Duty, FullDuty

PLAIN = rule(conduct="access", object="server")


def between_rules(one: Rule, other: Rule) -> list[str]:
    return [difference_in_words(d) for d in rule_differences(one, other, str)]


def full(one: Duty) -> FullDuty:
    return catalogue(one).duties["t:1"]


def between_duties(one: Duty, other: Duty) -> list[str]:
    return [difference_in_words(d) for d in duty_differences(full(one), full(other), str)]


@pytest.mark.parametrize(
    ("other", "phrases"),
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
def test_rules(other, phrases):
    assert between_rules(PLAIN, other) == phrases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Supports(kinds=("power",)), Supports(kinds=("offence",))),
        (Supports(acts=("act",)), Supports(acts=("other",))),
        (Supports(rules=("act:1",)), Supports(rules=("act:2",))),
        (Supports(kinds=("power",)), Supports(acts=("act",))),
    ],
)
def test_a_rule_that_supports_others_than_it_did(one, other):
    assert between_rules(rule(supports=one), rule(supports=other)) == ["the rules that it supports changed"]
    assert between_rules(rule(supports=one), rule(supports=one)) == []


def test_the_order_of_lists_makes_no_difference():
    one, other = (rule(conduct=found) for found in (["access", "delete"], ["delete", "access"]))
    assert rule_differences(one, other, str) == ()


def test_the_order_of_conditions_in_one_facet_makes_no_difference():
    access, delete = (Condition(facet="conduct", any=(concept,)) for concept in ("access", "delete"))
    assert between_rules(rule(also=(access, delete)), rule(also=(delete, access))) == []
    assert between_rules(rule(also=(access, delete)), rule(also=(access, access))) == [
        "condition as to conduct changed"
    ]


def test_differences_stand_in_the_order_of_their_facets():
    # Six facets, so that the order of a set (another in each process) agrees by chance once in 720 runs only.
    facets = dict.fromkeys(("purpose", "conduct", "object", "fault", "data", "offence"), "access")
    differences = rule_differences(rule(), rule(**facets), str)
    assert [d.name for d in differences] == ["conduct", "data", "fault", "object", "offence", "purpose"]


def test_a_quantity_that_changed():
    one, other = (rule(conduct="access", gives={"period": Quantity(amount=n, unit="year")}) for n in (1, 2))
    assert between_rules(one, other) == ["guarantee as to period changed"]


def test_facets_go_by_the_name_they_are_given():
    assert rule_differences(rule(conduct="access"), PLAIN, str.upper) == (
        RecordDifference("condition", "added", "OBJECT"),
    )


@pytest.mark.parametrize(
    ("other", "phrases"),
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
def test_duties(other, phrases):
    assert between_duties(duty(conduct="access"), other) == phrases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (duty(conduct=either("access", "delete")), duty(conduct=either("access", "alter"))),
        (duty(conduct=either("access", "delete")), duty(conduct=["access", "delete"])),
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
def test_an_any_list_a_bound_or_an_option_that_changed(one, other):
    (phrase,) = between_duties(one, other)
    assert phrase.endswith("changed")
    assert between_duties(one, one) == []


def test_several_differences_are_joined():
    differences = rule_differences(rule(kind="power", conduct="access"), PLAIN, str)
    assert differences_in_words(differences) == "its kind changed and condition as to object added"
