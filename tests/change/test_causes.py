"""What sets two results apart, as values; how it is told is tested in test_cause_sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.assessing import assess
from support.builders import ACT, catalogue, duty, exercise, given, judged, limit_to, rule, statute, tree

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.cause import Cause, DutyOnOneSide, ReadingChange, SurveyChange, VocabularyChange, merged
from gapcheck.change.causes import Causes, resting_on
from gapcheck.model.law import Act, Rule, Section, StatuteFile

OLD, NEW = "2005-01-01", "2015-01-01"
ACCESS = duty(conduct="access")


def causes(first: Catalogue, second: Catalogue, days: tuple[str, str] = (NEW, NEW)) -> Causes:
    return Causes(assess(first, "t", days[0]), assess(second, "t", days[1]), first, second)


def cause(first: Catalogue, second: Catalogue | None = None, days: tuple[str, str] = (OLD, NEW)) -> Cause:
    """What sets the first duty apart on two days, or in two versions of the data."""
    both = causes(first, first if second is None else second, days)
    return both.of(both.before.duties[0], both.after.duties[0])


def brought_in(one: Rule, by: str) -> Rule:
    return one.model_copy(update={"in_force": one.in_force.model_copy(update={"by": by})})


class TestRestingOn:
    LIMITED = duty(conduct="access", allows=(limit_to("object"),))
    BY_POSITION = rule("position", conduct="access", object="server")

    def resting(self, *others: Rule) -> list[str]:
        verdict = judged(self.LIMITED, [self.BY_POSITION, *others], exercised=(exercise("1#limit"),))
        assert [e.rule.id for e in verdict.rules] == ["position"]
        return [e.rule.id for e in resting_on(verdict)]

    def test_a_verdict_rests_on_the_rule_that_does_more_at_the_high_end_too(self):
        arguable = rule("arguable", conduct=given("delete", arguably="access"))
        assert self.resting(arguable, rule("off", conduct="delete")) == ["arguable", "position"]

    def test_it_does_not_rest_on_one_that_does_less_at_the_high_end(self):
        assert self.resting(rule("less", conduct="access", fault="intention")) == ["position"]

    def test_nor_on_one_that_does_just_as_much(self):
        assert self.resting(rule("same", conduct="access", object="machine")) == ["position"]


class TestWhatEndedARule:
    """An interval says what began it; what ended it is read off what began on that day."""

    def ended_by(self, *others: StatuteFile, same_section: tuple[Rule, ...] = ()) -> str | None:
        ends = rule("1", conduct="access", end="2010-01-01")
        section = Section(section="1", heading="Section 1", rules=(ends, *same_section))
        elsewhere = brought_in(rule("2", conduct="delete", start="2010-01-01"), "Amendment Act 2009, s 4")
        act = StatuteFile(
            act=Act(id=ACT, title="Made Up Act 2000"),
            sections=(section, Section(section="2", heading="Section 2", rules=(elsewhere,))),
        )
        (change,) = cause(catalogue(ACCESS, [act, *others])).rules
        assert change.reason == "end"
        return change.by

    def test_a_rule_that_came_in_the_same_section_on_that_day(self):
        new = brought_in(rule("1A", conduct="delete", start="2010-01-01"), "Amendment Act 2009, s 3")
        assert self.ended_by(same_section=(new,)) == "Amendment Act 2009, s 3"

    def test_not_one_that_came_in_that_section_on_another_day(self):
        new = brought_in(rule("1A", conduct="delete", start="2010-01-02"), "Amendment Act 2009, s 3")
        assert self.ended_by(same_section=(new,)) is None

    def test_not_one_of_another_section(self):
        assert self.ended_by() is None

    def test_not_one_of_another_act_whatever_its_section(self):
        new = brought_in(rule("1", conduct="delete", start="2010-01-01"), "Other Amendment Act 2009, s 3")
        assert self.ended_by(statute(new, act="other")) is None

    def test_its_own_next_form_goes_before_another_rule_of_the_section(self):
        narrow = rule("1", conduct="access", object="server", start="2010-01-01")
        beside = brought_in(rule("0", conduct="delete", start="2010-01-01"), "Other Act 2009, s 9")
        next_form = brought_in(narrow, "Amendment Act 2009, s 3")
        old = rule("1", conduct="access", end="2010-01-01")
        act = StatuteFile(
            act=Act(id=ACT, title="Made Up Act 2000"),
            sections=(Section(section="1", heading="Section 1", rules=(beside, old, next_form)),),
        )
        (change,) = cause(catalogue(ACCESS, [act]), days=(NEW, OLD)).rules
        assert (change.reason, change.by) == ("end", "Amendment Act 2009, s 3")


def test_rules_stand_in_the_order_of_their_numbers():
    names = {"10": "access", "9": "delete", "2": "alter"}
    rules = [rule(name, conduct=concept, start="2010-01-01") for name, concept in names.items()]
    found = cause(catalogue(duty(conduct=list(names.values())), rules))
    assert [c.entry.rule.id for c in found.rules] == ["2", "9", "10"]


class TestDeclarationsAndReservations:
    def test_they_stand_in_the_order_of_their_days_and_numbers(self):
        options = [limit_to("object", id=f"limit-{n}") for n in ("10", "9", "2")]
        made = catalogue(
            duty(conduct="access", allows=tuple(options)),
            rule(conduct="access", object="server"),
            exercised=(
                exercise("1#limit-10", "2010-01-02"),
                exercise("1#limit-9", "2010-01-02"),
                exercise("1#limit-2", "2010-01-03"),
            ),
        )
        found = cause(made).exercises
        assert [x.exercise.narrowing for x in found] == ["t:1#limit-9", "t:1#limit-10", "t:1#limit-2"]
        assert {(x.in_play, x.reason, x.how, x.under) for x in found} == {(True, "date", "reservation", "40")}

    @pytest.mark.parametrize(("turned", "in_play"), [(False, True), (True, False)])
    def test_one_that_only_one_version_of_the_data_records(self, turned, in_play):
        limited, narrow = duty(conduct="access", allows=(limit_to("object"),)), rule(conduct="access", object="server")
        sides = [catalogue(limited, narrow), catalogue(limited, narrow, exercised=(exercise("1#limit"),))]
        (found,) = cause(*(reversed(sides) if turned else sides), days=(NEW, NEW)).exercises
        assert (found.in_play, found.reason) == (in_play, "data")

    def test_one_that_both_versions_record_came_with_its_day(self):
        limited, narrow = duty(conduct="access", allows=(limit_to("object"),)), rule(conduct="access", object="server")
        sides = [
            catalogue(limited, [narrow, *more], exercised=(exercise("1#limit"),))
            for more in ((), (rule("2", conduct="delete"),))
        ]
        (found,) = cause(*sides).exercises
        assert (found.in_play, found.reason) == (True, "date")


class TestSurveys:
    def test_on_the_first_side_only(self):
        found = cause(catalogue(ACCESS), catalogue(duty(conduct="access", surveyed=False)), days=(NEW, NEW))
        assert SurveyChange(date(2015, 1, 1), date(2015, 1, 1), same_data=False) in found.others

    def test_on_the_second_side_only(self):
        found = cause(catalogue(duty(conduct="access", surveyed=False)), catalogue(ACCESS), days=(NEW, NEW))
        assert SurveyChange(date(2015, 1, 1), date(2015, 1, 1), same_data=False) in found.others

    def test_on_neither_or_on_both(self):
        for one in (ACCESS, duty(conduct="access", surveyed=False)):
            assert cause(catalogue(one), catalogue(one, rule(conduct="access")), days=(NEW, NEW)).others == ()


def test_causes_are_merged_without_anything_twice():
    one, other = DutyOnOneSide("t:1", "first"), DutyOnOneSide("t:2", "second")
    assert merged([Cause(others=(one,)), Cause(others=(other, one))]) == Cause(others=(one, other))
    assert merged([]) == Cause()


def test_equal_contents_are_the_same_data():
    one, other = (catalogue(duty(conduct="access"), rule(conduct="access")) for _ in range(2))
    assert causes(one, other).same_data
    assert not causes(one, catalogue(duty(conduct="access"))).same_data


def test_a_concept_that_was_placed_elsewhere_in_the_vocabulary_is_named():
    one = catalogue(duty(conduct="delete"), rule(conduct="interfere"))
    (words,) = one.contents.vocabulary
    moved = [c for c in words.concepts if c.id != "delete"] + tree("conduct", delete="access")
    other = Catalogue(replace(one.contents, vocabulary=(words.model_copy(update={"concepts": tuple(moved)}),)))
    both = causes(one, other)
    (before,), (after,) = both.before.duties, both.after.duties
    assert (before.status, after.status) == ("met", "unmet")
    assert both.of(before, after) == Cause(others=(VocabularyChange(("delete",)),))


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        ({"accepts": ("act:1#9",)}, {"rejects": ("act:1#9",)}, ("act:1#9",)),
        ({"accepts": ("act:1#9", "act:2#9")}, {"accepts": ("act:2#9",)}, ("act:1#9",)),
        ({"accepts": ("act:2#9", "act:1#9")}, {"accepts": ("act:1#9", "act:2#9")}, None),
        ({"accepts": ("act:1#9",), "rejects": ("act:2#9",)}, {"accepts": ("act:1#9",)}, ("act:2#9",)),
    ],
)
def test_points_that_the_reading_settles_differently(first: dict[str, Any], second: dict[str, Any], points: Any):
    from support.builders import exception, reading

    arguable = [rule(n, conduct="access", exceptions=(exception("arguable"),)) for n in ("1", "2")]
    sides = [catalogue(ACCESS, arguable, readings=(reading(**settles),)) for settles in (first, second)]
    before, after = (assess(side, "t", NEW, "r") for side in sides)
    both = Causes(before, after, *sides)
    readings = [o for o in both.of(before.duties[0], after.duties[0]).others if isinstance(o, ReadingChange)]
    assert readings == ([] if points is None else [ReadingChange("A reading", points)])
