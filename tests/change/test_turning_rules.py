"""On which days rules begin or end: the next of some of them, as going through all days finds it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from support.builders import catalogue, duty, rule

from gapcheck.change.turning_rules import TurningRules
from gapcheck.engine.rule_masks import RuleMasks, numbers

FIRST = date(2001, 1, 1)


def turning(*rules) -> TurningRules:
    made = catalogue(duty(conduct="access"), rules)
    return TurningRules(RuleMasks(made.vocabulary, made.rules))


def day(number: int) -> str:
    return str(FIRST + timedelta(number))


def test_rules_are_told_on_the_days_on_which_they_begin_and_end() -> None:
    found = turning(
        rule("1", conduct="access", start="2005-01-01", end="2010-01-01"),
        rule("2", conduct="access", start="2010-01-01"),
        rule("3", kind="power", gives={"power": "search"}, start="2010-01-01"),
    )
    told = {str(day): [e.rule.id for e in entries] for day, entries in found.on.items()}
    assert told == {"2005-01-01": ["1"], "2010-01-01": ["1", "2", "3"]}


@pytest.mark.parametrize("days", [1, 15, 16, 17, 33, 60])
def test_the_next_day_is_the_first_on_which_one_of_them_turns(days: int) -> None:
    dice = Random(days)
    rules = [rule(f"{n}", conduct="access", start=day(n), end=day(n + dice.randrange(1, 9))) for n in range(days)]
    rules.append(rule("power", kind="power", gives={"power": "search"}, start=day(3)))
    found = turning(*rules)
    entries = found.masks.of("offence").rules
    for _ in range(200):
        some = sum(1 << n for n in dice.sample(range(days), min(days, dice.randrange(4))))
        after = FIRST + timedelta(dice.randrange(-2, days + 9))
        intervals = [entries[number].rule.in_force for number in numbers(some)]
        later = [d for i in intervals for d in (i.start, i.end) if d is not None and d > after]
        assert found.next_day("offence", some, after) == min(later, default=None)


def test_of_a_kind_without_rules_none_turns() -> None:
    found = turning(rule("1", conduct="access", start="2005-01-01"))
    assert found.next_day("power", -1, FIRST) is None
    assert found.next_day("offence", 0, FIRST) is None
