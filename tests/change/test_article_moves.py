"""What moved an article: the same as two whole assessments tell, held against each other duty by duty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.builders import catalogue, duty, exercise, limit_to, rule, waiver
from support.laws import law
from support.questions import asked_worlds
from support.strategies import DAYS, World, worlds

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.article_moves import ArticleMove, Turn, options
from gapcheck.change.causes import resting_on
from gapcheck.change.duty_in_time import stand_alike
from gapcheck.change.timeline import timeline
from gapcheck.model.base import Interval
from gapcheck.wording.citation import cite_rule

TURN = date(2010, 1, 1)


@law(200)
@given(st.one_of(worlds(), asked_worlds()))
def test_the_provisions_are_those_that_two_assessments_rest_on(world: World) -> None:
    found = timeline(Catalogue(world.contents), "t", DAYS[0], DAYS[-1], world.reading)
    for step in found.steps:
        for move in step.moves:
            event("moved")
            assert move.provisions == tuple(dict.fromkeys(_provisions(world, step.day, move)))


def _provisions(world: World, day: date, move: ArticleMove) -> list[str]:
    before, after = (world.assess(as_at=on) for on in (day - timedelta(1), day))
    duties = [d.id for d in after[move.article].duties if not stand_alike(before.duty(d.id), d)]
    ended, began = ([e.identity for key in duties for e in resting_on(side.duty(key))] for side in (before, after))

    def told(interval: Interval, identity: object) -> bool:
        return (interval.start == day and identity in began) or (interval.end == day and identity in ended)

    return [cite_rule(e) for e in after.rules if told(e.rule.in_force, e.identity)]


class TestTurn:
    RULES = (
        rule("1", conduct="access", end="2010-01-01"),
        rule("2", conduct="access", start="2010-01-01"),
        rule("3", conduct="access", start="2010-01-01"),
        rule("4", conduct="access", start="2010-01-01", end="2015-01-01"),
        rule("5", conduct="access", end="2010-01-01"),
    )
    ENTRIES = catalogue(duty(conduct="access"), RULES).rules

    def among(self, before: str, after: str) -> str:
        turn = Turn(TURN, self.ENTRIES, {}, frozenset())
        sides = ([e for e in self.ENTRIES if e.rule.id in ids] for ids in (before, after))
        return "".join(e.rule.id for e in turn.among(*sides))

    @pytest.mark.parametrize(
        ("before", "after", "found"),
        [("", "", ""), ("1", "2", "12"), ("15", "", "15"), ("", "432", "234"), ("23", "15", ""), ("51", "42", "1245")],
    )
    def test_a_rule_that_ends_is_rested_on_before_it_and_one_that_begins_after_it(self, before, after, found):
        assert self.among(before, after) == found

    def test_a_rule_that_does_not_turn_is_none_of_them(self):
        turn = Turn(TURN, self.ENTRIES[:2], {}, frozenset())
        assert [e.rule.id for e in turn.among(self.ENTRIES, self.ENTRIES)] == ["1", "2"]


def test_what_may_be_exercised_on_a_duty_is_told_with_how() -> None:
    one = duty(
        "1",
        conduct="access",
        allows=(limit_to("purpose", "fraud"), limit_to("fault", id="said", how="declaration")),
        waives=(waiver(conduct="access"),),
    )
    follows = duty("2", follows=("1",))
    told = {"t:1#limit": "reservation", "t:1#said": "declaration", "t:1#waiver": "reservation"}
    assert [options(full) for full in catalogue([one, follows]).duties_of("t")] == [told, told]


def test_what_is_lodged_is_told_of_a_duty_that_no_rule_reaches() -> None:
    one = duty("1", conduct="access", waives=(waiver(conduct="access"),))
    made = catalogue([one, duty("2", conduct="delete")], (), exercised=(exercise("1#waiver", "2010-01-01"),))
    (step,) = [s for s in timeline(made, "t", "2005-01-01", "2012-01-01").steps if s.moves]
    assert [m.by for m in step.moves] == [("New Zealand's reservation of 1 January 2010: Lodged.",)]
