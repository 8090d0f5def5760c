"""Texts that are more than two years older than the day asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.builders import catalogue, duty, rule

from gapcheck.catalogue.text_age import old_text, oldest_text, text_ages
from gapcheck.model.base import Source
from gapcheck.model.law import RuleEntry


def entry(*read: date | None, end: str | None = None) -> RuleEntry:
    sources = tuple(Source(ref="Made Up Act 2000", pinpoint="s 1", checked="verified", text_as_at=day) for day in read)
    one = rule(conduct="access", end=end).model_copy(update={"source": sources})
    return catalogue(duty(conduct="access"), one).rules[0]


def test_the_oldest_of_several_texts_counts() -> None:
    assert oldest_text(entry(date(2019, 6, 26), None, date(2025, 10, 1))) == date(2019, 6, 26)
    assert oldest_text(entry(None)) is None


@pytest.mark.parametrize(
    ("day", "old"),
    [(date(2021, 6, 26), None), (date(2021, 6, 27), date(2019, 6, 26)), (date(2018, 1, 1), None)],
)
def test_more_than_two_years_before_the_day(day: date, old: date | None) -> None:
    assert old_text(entry(date(2019, 6, 26)), day) == old


def test_a_leap_day() -> None:
    assert old_text(entry(date(2022, 2, 27)), date(2024, 2, 29)) == date(2022, 2, 27)
    assert old_text(entry(date(2022, 2, 28)), date(2024, 2, 29)) is None


def test_a_rule_that_has_ended_asserts_nothing_of_the_day() -> None:
    assert old_text(entry(date(2010, 1, 1), end="2015-01-01"), date(2020, 1, 1)) is None


def test_verified_sources_are_counted_by_the_age_of_the_text_on_a_day() -> None:
    read = [date(2024, 6, 6), date(2024, 6, 5), None]
    ended = entry(date(1990, 1, 1), end="2015-01-01")
    ages = text_ages([entry(*read), entry(date(2026, 1, 1)), ended], date(2026, 6, 6))
    assert (ages.recent, ages.older, ages.undated) == (2, 1, 1)


def test_what_was_not_read_and_what_is_no_statute_has_no_age() -> None:
    summary = Source(ref="Note", pinpoint="p 1", checked="secondary", text_as_at=date(2026, 1, 1))
    second_hand = entry().rule.model_copy(update={"source": (summary,)})
    (unread,) = catalogue(duty(conduct="access"), second_hand).rules
    practice = replace(entry(date(2026, 1, 1)), act=entry().act.model_copy(update={"id": "practice"}))
    ages = text_ages([unread, practice], date(2026, 6, 6))
    assert (ages.recent, ages.older, ages.undated) == (0, 0, 0)


@pytest.mark.parametrize(
    ("ref", "counted"),
    [
        ("Crimes Amendment Act (No 2) 2003", 1),
        ("Evidence Act 2006 Commencement Order 2007", 1),
        ("Search and Surveillance (Transitional Provision) Regulations 2012", 1),
        ("Dixon v R [2015] NZSC 147", 0),
        ("Solicitor-General's Prosecution Guidelines", 0),
    ],
)
def test_a_judgment_or_a_report_is_no_consolidation(ref: str, counted: int) -> None:
    law = entry().rule.model_copy(update={"source": (Source(ref=ref, pinpoint="p 1", checked="verified"),)})
    ages = text_ages(catalogue(duty(conduct="access"), law).rules, date(2026, 6, 6))
    assert ages.undated == counted
