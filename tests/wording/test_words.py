"""Lists, first letters, full stops and statuses in words; dates; and rules as they are spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from gapcheck.wording.citation import act_of
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small, status_in_words, stop


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", 2, "c"], "a, 2 or c"), ([""], "")]
)
def test_a_list(items: list[object], text: str) -> None:
    assert join(items, "or") == text


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Mental element", "mental element"),
        ("IP address", "IP address"),
        ("Order", "order"),
        ("A", "a"),
        ("", ""),
        ("already small", "already small"),
    ],
)
def test_a_label_inside_a_sentence(label: str, inside: str) -> None:
    assert small(label) == inside


@pytest.mark.parametrize(("text", "first"), [("a duty", "A duty"), ("IP", "IP"), ("", "")])
def test_a_capital_first_letter(text: str, first: str) -> None:
    assert capital(text) == first


@pytest.mark.parametrize(("text", "ended"), [("a", "a."), ("a. ", "a."), ("Why?", "Why?"), ("No!", "No!")])
def test_one_full_stop(text: str, ended: str) -> None:
    assert stop(text) == ended


def test_a_status_and_a_date() -> None:
    assert status_in_words("met_with_reservation") == "met with reservation"
    assert long_date(date(2025, 10, 1)) == "1 October 2025"


@pytest.mark.parametrize(
    ("by", "act"),
    [
        ("Crimes Amendment Act 2003, s 15", "Crimes Amendment Act 2003"),
        ("Crimes Amendment Act 2003, ss 15 and 16", "Crimes Amendment Act 2003"),
        ("Crimes Amendment Act 2003, sch 1, cl 6", "Crimes Amendment Act 2003"),
        ("Crimes Amendment Act 2003", "Crimes Amendment Act 2003"),
        ("Crimes Amendment Act (No 4) 2011, s 6 and sch", "Crimes Amendment Act (No 4) 2011"),
        ("Rights Act 1990, s 1(2), with the Extradition Act 1999, s 1(2)", "Rights Act 1990"),
        ("Births, Deaths, and Records Act 1995, s 2", "Births, Deaths, and Records Act 1995"),
        ("Access Bill, from 1 January 2026", "Access Bill, from 1 January 2026"),
        ("A decision of the agency", "A decision of the agency"),
    ],
)
def test_the_act_that_a_citation_names(by: str, act: str) -> None:
    assert act_of(by) == act


def test_that_act_is_what_stands_before_the_section_in_all_data() -> None:
    import gapcheck

    recorded = {e.rule.in_force.by for e in gapcheck.load().catalogue.rules if e.rule.in_force.by}
    assert recorded
    assert {by: act_of(by) for by in recorded} == {by: by.partition(", s")[0] for by in recorded}
