"""Rules of other days that would reach a duty better than what is in force."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import assessed, duty, exercise, given, limit_to, rule

from gapcheck.engine.other_dates import Better, no_longer, not_yet
from gapcheck.model.law import Supports


def better(which, duties, rules, **more) -> list[tuple[str, str, int]]:
    """Rule, result and number of cells of each improvement on the first duty."""
    assessment = assessed(duties, rules, **more)
    found: tuple[Better, ...] = which(assessment, assessment.duties[0])
    return [(b.entry.key, b.finding.result, len(b.cells)) for b in found]


class TestNotYet:
    def test_a_rule_that_starts_later_and_covers(self) -> None:
        assert better(not_yet, duty(conduct="access"), rule(conduct="access", start="2021-01-01")) == [
            ("act:1", "covers", 1)
        ]

    def test_a_rule_that_starts_on_the_day_is_in_force(self) -> None:
        assert better(not_yet, duty(conduct="access"), rule(conduct="access", start="2020-01-01")) == []

    def test_nothing_is_better_than_what_covers_already(self) -> None:
        rules = [rule("1", conduct="access"), rule("2", conduct="access", start="2021-01-01")]
        assert better(not_yet, duty(conduct="access"), rules) == []

    def test_a_later_rule_that_does_no_better_than_an_earlier_one_is_left_out(self) -> None:
        rules = [rule("1", conduct="access", start="2021-01-01"), rule("2", conduct="access", start="2022-01-01")]
        assert better(not_yet, duty(conduct="access"), rules) == [("act:1", "covers", 1)]

    def test_steps_come_in_the_order_of_their_starts(self) -> None:
        one = duty(conduct="access", object="thing")
        rules = [
            rule("1", conduct="access", start="2022-01-01"),
            rule("2", conduct="access", object="server", start="2021-01-01"),
        ]
        assert better(not_yet, one, rules) == [("act:2", "narrow", 1), ("act:1", "covers", 1)]

    def test_cells_that_are_covered_now_are_not_counted(self) -> None:
        rules = [rule("1", conduct="access"), rule("2", conduct=["access", "delete"], start="2021-01-01")]
        assert better(not_yet, duty(conduct=["access", "delete"]), rules) == [("act:2", "covers", 1)]

    def test_a_rule_of_another_kind_is_no_help(self) -> None:
        assert better(not_yet, duty(conduct="access"), rule(kind="power", conduct="access", start="2021-01-01")) == []

    def test_a_rule_that_only_gives_a_guarantee_helps_through_another(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        receiver = rule("1", kind="power", gives={"power": "compel"})
        giver = rule(
            "2",
            kind="sanction",
            start="2021-01-01",
            gives={"secrecy": "confidential"},
            supports=Supports(kinds=("power",)),
        )
        assessment = assessed(one, [receiver, giver])
        (found,) = not_yet(assessment, assessment.duties[0])
        assert (found.entry.key, found.finding.entry.key, found.finding.result) == ("act:2", "act:1", "covers")


class TestNoLonger:
    def test_a_rule_that_ended_on_the_day_has_gone(self) -> None:
        one = duty(conduct="access")
        assert better(no_longer, one, rule(conduct="access", end="2020-01-01")) == [("act:1", "covers", 1)]
        assert better(no_longer, one, rule(conduct="access", end="2020-01-02")) == []

    def test_a_rule_enacted_again_on_the_same_day_has_not_gone(self) -> None:
        rules = [rule("1", conduct="access", end="2010-01-01"), rule("1", conduct="access", start="2010-01-01")]
        assert better(no_longer, duty(conduct="access"), rules) == []

    def test_one_enacted_again_in_a_narrower_form_is_told(self) -> None:
        rules = [
            rule("1", conduct="access", end="2010-01-01"),
            rule("1", conduct="access", object="server", start="2010-01-01"),
        ]
        assert better(no_longer, duty(conduct="access", object="thing"), rules) == [("act:1", "covers", 1)]

    def test_the_latest_comes_first_and_an_earlier_one_only_if_it_did_better(self) -> None:
        one = duty(conduct="access", object="thing")
        wide, narrow = {"conduct": "access"}, {"conduct": "access", "object": "server"}
        rules = [rule("1", end="2005-01-01", **wide), rule("2", end="2010-01-01", **narrow)]
        assert better(no_longer, one, rules) == [("act:2", "narrow", 1), ("act:1", "covers", 1)]
        rules = [rule("1", end="2005-01-01", **narrow), rule("2", end="2010-01-01", **wide)]
        assert better(no_longer, one, rules) == [("act:2", "covers", 1)]


@pytest.mark.parametrize("which", [not_yet, no_longer])
class TestBoth:
    def test_a_duty_without_cells_has_no_other_days(self, which) -> None:
        assert better(which, duty(force="may"), rule(conduct="access", start="2021-01-01")) == []

    def test_an_empty_statute_book(self, which) -> None:
        assert better(which, duty(conduct="access"), []) == []

    @pytest.mark.parametrize("day", [date.min, date.max])
    def test_the_first_and_the_last_day_there_is(self, which, day: date) -> None:
        found = better(which, duty(conduct="access"), rule(conduct="access", end="2001-01-01"), on=day)
        expected = which is (not_yet if day == date.min else no_longer)
        assert found == ([("act:1", "covers", 1)] if expected else [])


def test_the_position_counted_is_that_of_the_day_asked_about() -> None:
    one = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
    later = rule(conduct="access", object="server", start="2021-01-01")
    assert better(not_yet, one, later, exercised=(exercise("1#limit", "2010-01-01"),)) == [
        ("act:1", "covers_by_position", 1)
    ]
    assert better(not_yet, one, later, exercised=(exercise("1#limit", "2021-01-01"),)) == [("act:1", "narrow", 1)]


def test_what_is_arguable_is_told_apart_from_what_is_sure() -> None:
    later = rule(conduct=given("delete", arguably="access"), start="2021-01-01")
    found = better(not_yet, duty(conduct=["access", "delete"]), later)
    assert sorted(found) == [("act:1", "arguable", 1), ("act:1", "covers", 1)]


class TestWhichRuleIsTold:
    """Of the rules that turn on one day, the one that does most; by itself before through another; then by name."""

    ONE = duty(kind="power", power="search", secrecy="confidential")
    SEARCH = rule("1", kind="power", gives={"power": "search"})

    def giver(self, id: str, receiver: str = "act:1", **when: str):
        supports = Supports(rules=[receiver])
        return rule(id, conduct="access", gives={"secrecy": "confidential"}, supports=supports, **when)

    def test_the_one_that_does_most(self) -> None:
        one = duty(conduct="access", object="thing")
        parts = rule("9", conduct="access", object="server", start="2021-01-01")
        assert better(not_yet, one, [parts, rule("1", conduct="access", start="2021-01-01")]) == [
            ("act:1", "covers", 1)
        ]

    def test_one_that_does_it_by_itself_before_one_that_gives_to_another(self) -> None:
        whole = rule("2", kind="power", gives={"power": "search", "secrecy": "confidential"}, start="2021-01-01")
        found = better(not_yet, self.ONE, [self.SEARCH, whole, self.giver("9", start="2021-01-01")])
        assert found == [("act:2", "covers", 1)]

    def test_only_one_that_gives_to_the_rule(self) -> None:
        rules = [self.SEARCH, self.giver("3", start="2021-01-01"), self.giver("9", "act:8", start="2021-01-01")]
        assert better(not_yet, self.ONE, rules) == [("act:3", "covers", 1)]

    def test_of_two_alike_always_the_same(self) -> None:
        two = [rule(n, conduct="access", start="2021-01-01") for n in ("1", "2")]
        assert better(not_yet, duty(conduct="access"), two) == [("act:2", "covers", 1)]
        assert better(not_yet, duty(conduct="access"), two[::-1]) == [("act:2", "covers", 1)]

    def test_one_that_is_about_something_else_is_not(self) -> None:
        assert better(not_yet, duty(conduct="access"), rule(conduct="delete", start="2021-01-01")) == []

    def test_one_that_falls_short_in_less_than_what_is_there(self) -> None:
        one = duty(conduct="access", object="thing", fault="intention")
        now = rule("1", conduct="access", object="server", fault="negligence")
        later = rule("2", conduct="access", object="server", start="2021-01-01")
        assert better(not_yet, one, [now, later]) == [("act:2", "narrow", 1)]
        assert better(not_yet, one, [later.model_copy(update={"in_force": now.in_force}), now]) == []

    def test_those_that_begin_come_the_earliest_first(self) -> None:
        one = duty(conduct="access", object="thing", fault="intention", purpose="fraud")
        limits = [{"object": "server", "fault": "negligence", "purpose": "obtaining-data"}]
        limits += [{"object": "server", "fault": "negligence"}, {"object": "server"}, {}]
        rules = [rule(f"{n}", conduct="access", start=f"{2021 + n}-01-01", **facets) for n, facets in enumerate(limits)]
        assert [key for key, _, _ in better(not_yet, one, rules)] == ["act:0", "act:1", "act:2", "act:3"]

    def test_those_that_ended_come_the_latest_first(self) -> None:
        one = duty(conduct="access", object="thing", fault="intention", purpose="fraud")
        limits = [{"object": "server", "fault": "negligence", "purpose": "obtaining-data"}]
        limits += [{"object": "server", "fault": "negligence"}, {"object": "server"}, {}]
        rules = [rule(f"{n}", conduct="access", end=f"{2015 - n}-01-01", **facets) for n, facets in enumerate(limits)]
        assert [key for key, _, _ in better(no_longer, one, rules)] == ["act:0", "act:1", "act:2", "act:3"]

    @pytest.mark.parametrize("start", ["2000-01-01", "2014-12-31"])
    def test_what_ended_is_judged_with_the_law_of_its_last_day(self, start: str) -> None:
        ended = rule("1", kind="power", gives={"power": "search"}, end="2015-01-01")
        giver = self.giver("2", start=start, end="2015-01-01")
        assert [result for _, result, _ in better(no_longer, self.ONE, [ended, giver])] == ["covers"]
