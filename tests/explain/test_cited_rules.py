"""The rules that sentences look up: by id and by citation, and whether they hold on the day."""

from __future__ import annotations

from datetime import date

from support.builders import catalogue, duty, rule

from gapcheck.explain.cited_rules import CitedRules

OLD = rule("1", conduct="access", end="2010-01-01")
NEW = rule("1", conduct="access", start="2010-01-01")
LATER = rule("2", conduct="access", start="2030-01-01")


def cited(day: str = "2020-01-01") -> CitedRules:
    return CitedRules(catalogue(duty(conduct="access"), (OLD, NEW, LATER)).rules, date.fromisoformat(day))


def test_only_rules_of_the_day_are_in_force() -> None:
    assert [e.rule for e in cited().in_force.values()] == [NEW]
    assert [e.rule for e in cited("2009-12-31").in_force.values()] == [OLD]
    assert cited("1990-01-01").in_force == {}


def test_every_rule_is_cited_by_its_id_in_its_last_form() -> None:
    assert cited().citations == {"act:1": "Made Up Act 2000, s 2", "act:2": "Made Up Act 2000, s 3"}
    assert cited().cited_in_force == {"Made Up Act 2000, s 2"}


def test_a_citation_leads_to_all_that_are_cited_so() -> None:
    assert [e.rule for e in cited().cited_as("Made Up Act 2000, s 3")] == [LATER]
    assert cited().cited_as("Made Up Act 2000, s 9") == ()


def test_a_form_that_follows_another_at_once_was_amended() -> None:
    old, new, later = cited().rules
    assert [cited().amended(e) for e in (old, new, later)] == [False, True, False]
