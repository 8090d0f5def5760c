"""Rules by their place in an Act."""

from __future__ import annotations

import pytest
from support.builders import article, catalogue, duty, rule

from gapcheck.catalogue.law_lookup import find_rules, law_places
from gapcheck.errors import UnknownIdError

RULES = catalogue(
    [article(duty("1", conduct="access"))],
    [rule("1(1)", conduct="access"), rule("1(2)(a)", conduct="delete"), rule("11", conduct="delete")],
).rules


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("act", ["act:1(1)", "act:1(2)(a)", "act:11"]),
        ("act:1(2)", ["act:1(2)(a)"]),
        ("act:1(1)", ["act:1(1)"]),
        ("act:11", ["act:11"]),
    ],
)
def test_a_place_holds_what_stands_below_it(place: str, found: list[str]) -> None:
    assert [entry.key for entry in find_rules(RULES, place)] == found


def test_a_number_that_only_begins_alike_is_another_place() -> None:
    assert "act:11" not in [entry.key for entry in find_rules(RULES, "act:1(1)")]


def test_a_place_without_a_rule_names_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match=r"unknown place in the law 'act:1\(3\)'; did you mean 'act:1\(1\)'"):
        find_rules(RULES, "act:1(3)")
    assert "act" in law_places(RULES)
