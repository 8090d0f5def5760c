"""A duty from day to day: as if it were judged anew on each, and touched only where a rule tells."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import catalogue, duty, exception, exercise, limit_to, reading, rule, waiver
from support.builders import given as given_
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.strategies import DAYS, World, dice, worlds

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.duty_in_time import stand_alike
from gapcheck.change.standing import DutyStanding
from gapcheck.change.timeline import TimelineResult, timeline
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.faces import Assessment
from gapcheck.model.law import Supports

EARLY, TURN, LATE = "2005-01-01", "2010-01-01", "2020-01-01"


@st.composite
def asked_in_many_ways(draw: Callable[[st.SearchStrategy[Any]], Any]) -> World:
    """A world whose questions are of any nature, so that a verdict may only have to be confirmed."""
    world, luck = draw(asked_worlds()), draw(dice())
    natures = ("law", "evidence", "text")
    questions = tuple(q.model_copy(update={"nature": luck.one(natures)}) for q in world.contents.questions)
    return replace(world, contents=replace(world.contents, questions=questions))


@law(200)
@given(st.one_of(worlds(), asked_in_many_ways()))
def test_each_day_has_what_judging_it_anew_finds(world: World) -> None:
    found = timeline(Catalogue(world.contents), "t", DAYS[0], DAYS[-1], world.reading)
    for before, step in zip((None, *found.steps), found.steps, strict=False):
        anew = world.assess(as_at=step.day)
        for article in anew:
            # What questions it depends on tells whether it is only to be confirmed.
            assert step.standings[article.article.article].verdict_words == anew.sensitivity.in_words(article)
        for one in anew.duties:
            stands = step.duties[one.id]
            assert stands.verdict == one.verdict
            assert _in_words(found, stands) == anew.sensitivity.in_words(one)
            event("kept" if before and before.duties[one.id] is stands else "judged")


def _in_words(found: TimelineResult, stands: DutyStanding) -> str:
    """The verdict on a duty as its own first day tells it."""
    first = InstrumentResult(found.catalogue, found.instrument, stands.judge.day, found.reading, (), ())
    return first.sensitivity.in_words(stands.result)


@law(200)
@given(st.one_of(worlds(), asked_worlds()))
def test_a_duty_has_the_cells_of_the_first_day_on_which_it_stands_so(world: World) -> None:
    found = timeline(Catalogue(world.contents), "t", DAYS[0], DAYS[-1], world.reading)
    judged: dict[date, Assessment] = {}
    for step in found.steps:
        for key, stands in step.duties.items():
            day = stands.judge.day
            judged[day] = judged.get(day) or world.assess(as_at=day)
            assert day <= step.day
            cells, anew = ([c for p in one.parts for c in p.cells] for one in (stands.result, judged[day].duty(key)))
            assert [(c, c.findings) for c in cells] == [(c, c.findings) for c in anew]


ACCESS = duty(conduct="access", fault="intention")
NARROW = rule("1", conduct="access", fault="negligence")


def over(rules, duties=ACCESS) -> TimelineResult:
    return timeline(catalogue(duties, rules), "t", EARLY, LATE)


def both_sides(rules, duties=ACCESS) -> tuple[DutyStanding, DutyStanding]:
    """The only duty before and after the one day on which something turns."""
    first, second = over(rules, duties).steps
    return first.duties["t:1"], second.duties["t:1"]


def which_are_tested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the rules that are tested from now on, as they are tested."""
    seen: list[str] = []
    test = Coverage.test_reaching

    def noting(self, full, cell, entry):
        seen.append(entry.rule.id)
        return test(self, full, cell, entry)

    monkeypatch.setattr(Coverage, "test_reaching", noting)
    return seen


FULL = rule("1", conduct="access", fault="intention")
MAYBE = rule("0", conduct=given_("delete", arguably="access"), fault="intention")
FAR = {"fault": "negligence", "purpose": "fraud"}


class TestARuleThatTurns:
    @pytest.mark.parametrize("span", [{"start": TURN}, {"end": TURN}])
    @pytest.mark.parametrize("more", [{}, {"purpose": "fraud"}])
    @pytest.mark.parametrize("id", ["0", "2"])
    def test_it_moves_nothing_while_another_leaves_the_cell_as_narrow(self, span, more, id):
        before, after = both_sides((NARROW, rule(id, conduct="access", fault="negligence", **more, **span)))
        assert before is after

    @pytest.mark.parametrize("span", [{"start": TURN}, {"end": TURN}])
    @pytest.mark.parametrize("id", ["0", "2"])
    def test_it_moves_nothing_while_another_covers_the_cell(self, span, id):
        before, after = both_sides((FULL, rule(id, conduct="access", fault="intention", **span)))
        assert before is after

    def test_it_tells_where_it_does_more_at_an_end(self):
        before, after = both_sides((MAYBE, rule("2", conduct="access", **FAR, start=TURN)))
        assert (before.low, after.low) == ("unmet", "partial")

    def test_it_tells_where_it_rests_on_an_arguable_point_of_its_own(self):
        one, other = (rule(n, conduct="access", fault="intention", exceptions=(exception("arguable"),)) for n in "12")
        late = other.model_copy(update={"in_force": rule(start=TURN).in_force})
        before, after = both_sides((one, late))
        assert before.verdict == after.verdict
        assert [len(stands.result.cells[0].findings) for stands in (before, after)] == [1, 2]

    def test_it_tells_nothing_where_it_is_arguable_and_sure_to_fall_short_as_another_does(self):
        points = {"exceptions": (exception("arguable"),)}
        before, after = both_sides((NARROW, rule("2", conduct="access", **FAR, start=TURN, **points)))
        assert before is after

    @pytest.mark.parametrize("limit", ["purpose", "fault"])
    def test_where_a_limit_is_allowed_it_tells_if_that_may_excuse_what_it_lacks(self, limit):
        limited = duty(conduct="access", fault="intention", allows=(limit_to(limit),))
        before, after = both_sides((NARROW, rule("2", conduct="access", fault="negligence", start=TURN)), limited)
        assert (before is after) == (limit == "purpose")

    def test_it_tells_where_nothing_reached_the_duty(self):
        before, after = both_sides((rule("2", conduct="access", fault="negligence", start=TURN),))
        assert (before.status, after.status) == ("unmet", "partial")

    def test_one_that_is_disjoint_after_all_moves_nothing(self):
        # What it is about is known only once both its conditions on the conduct are compared.
        two = rule("2", conduct="access", fault="negligence", start=TURN)
        odd = two.model_copy(update={"conditions": (*two.conditions, *rule(conduct="delete").conditions)})
        before, after = both_sides((NARROW, odd))
        assert before is after

    def test_of_several_cells_only_the_one_that_it_may_move_is_looked_at(self, monkeypatch):
        two = duty(conduct=["access", "delete"], fault="intention")
        arguable = {"exceptions": (exception("arguable"),), "fault": "intention"}
        turning = [rule(c, conduct=c, start=TURN, **arguable) for c in ("access", "delete")]
        later = rule("2", conduct="access", fault="intention", start="2015-01-01", exceptions=(exception("arguable"),))
        made = catalogue(two, (*turning, later))
        seen = which_are_tested(monkeypatch)
        found = timeline(made, "t", EARLY, LATE, in_words=False)
        assert [step.duties["t:1"].high for step in found.steps] == ["unmet", "met", "met"]
        # Each is tested once to tell how the cells stand, and those for the article that moved to tell by what.
        assert seen == ["access", "delete", "access", "delete", "2"]

    @pytest.mark.parametrize("moving", ["access", "delete"])
    def test_a_duty_moves_with_one_of_its_cells(self, moving):
        two = duty(conduct=["access", "delete"], fault="intention")
        before, after = both_sides((rule("2", conduct=moving, fault="intention", start=TURN),), two)
        assert (before.status, after.status) == ("unmet", "partial")

    def test_one_that_the_reading_takes_for_disjoint_changes_no_verdict(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        maybe = rule("2", kind="power", gives={"power": given_(arguably="compel")}, start=TURN)
        made = catalogue(power, maybe, readings=(reading(rejects=("act:2#power",)),))
        before, after = timeline(made, "t", EARLY, LATE, "r").steps
        assert (before.duties["t:1"].high, after.duties["t:1"].high) == ("unmet", "unmet")
        before, after = timeline(made, "t", EARLY, LATE).steps
        assert (before.duties["t:1"].high, after.duties["t:1"].high) == ("unmet", "partial")

    @pytest.mark.parametrize("start", [TURN, "2015-01-01"])
    def test_one_that_gives_to_the_best_tells_though_it_cannot_reach_the_duty(self, start):
        power = duty(kind="power", power="compel", secrecy="confidential")
        silent = rule("1", kind="power", gives={"power": "compel"}, start=TURN)
        giving = Supports(rules=("act:1",))
        gag = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=giving, start=start)
        assert [s.duties["t:1"].status for s in over((silent, gag), power).steps][-1] == "met"

    def test_what_it_was_given_is_no_longer_known_once_that_ends(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        silent = rule("1", kind="power", gives={"power": "compel"})
        giving = Supports(rules=("act:1",))
        gag = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=giving, end=TURN)
        other = rule("3", kind="power", gives={"power": "compel"}, start="2015-01-01", end="2016-01-01")
        found = [s.duties["t:1"].status for s in over((silent, gag, other), power).steps]
        assert found == ["met", "partial", "partial", "partial"]


class TestWhatIsWatched:
    """The rules that could move a cell once a better one is gone, or stands for less, are watched from then on."""

    def test_where_what_covers_it_ends_that_is_whatever_reaches_it(self):
        best = rule("1", conduct="access", fault="intention", end="2010-01-01")
        next_best = rule("2", conduct="access", fault="negligence", end="2015-01-01")
        found = [step.duties["t:1"].status for step in over((best, next_best)).steps]
        assert found == ["met", "partial", "unmet"]

    def test_of_several_that_cover_it_the_first_that_stays(self):
        spans = (("a", "2010-01-01"), ("b", "2008-01-01"), ("c", "2012-01-01"))
        rules = [rule(n, conduct="access", fault="intention", end=end) for n, end in spans]
        steps = over(rules).steps
        assert [step.duties["t:1"].status for step in steps] == ["met", "met", "met", "unmet"]
        assert steps[0].duties["t:1"] is steps[2].duties["t:1"]

    def test_of_several_that_leave_it_narrow_the_first_that_stays_and_what_would_cover_it(self):
        spans = (("a", "2010-01-01"), ("b", "2012-01-01"))
        narrow = [rule(n, conduct="access", fault="negligence", end=end) for n, end in spans]
        full = rule("c", conduct="access", fault="intention", start="2011-01-01", end="2011-06-01")
        found = [step.duties["t:1"].status for step in over((*narrow, full)).steps]
        assert found == ["partial", "partial", "met", "partial", "unmet"]

    def test_where_something_is_arguable_that_is_whatever_reaches_it(self):
        far = rule("2", conduct="access", **FAR, end="2015-01-01")
        found = [step.duties["t:1"].low for step in over((MAYBE, far)).steps]
        assert found == ["partial", "unmet"]


class TestWhatItRestsOn:
    def test_it_is_looked_for_once_and_by_whoever_asks(self, monkeypatch):
        # Of two as good, the first is the best; that it took the place of another nobody had to know.
        first = rule("0", conduct="access", fault="negligence", start=TURN)
        seen = which_are_tested(monkeypatch)
        before, after = both_sides((NARROW, first))
        assert (seen, before is after) == ([], True)
        assert before.result is before.result
        assert before.result.cells[0].best.entry.rule.id == "1"
        assert seen == ["1"]

    def test_it_can_be_pickled(self):
        stands, _ = both_sides((NARROW, rule("2", conduct="access", fault="intention", start=TURN)))
        assert pickle.loads(pickle.dumps(stands)).result == stands.result

    def test_a_duty_that_is_not_judged_has_no_cells(self):
        (step,) = over((), duty(conduct="access", force="may")).steps
        stands = step.duties["t:1"]
        assert (stands.status, stands.binding, stands.result.cells) == ("no_duty", False, ())

    def test_an_exercise_makes_it_another_though_nothing_is_exercised_that_bears_on_it(self):
        # What is arguably exercised may turn on a question.
        limited = duty(conduct="access", fault="intention", allows=(limit_to("purpose"),))
        made = asked(
            catalogue(limited, NARROW, exercised=(exercise("1#limit", TURN, arguably=True),)),
            question("q", "t:1#limit"),
        )
        before, after = (step.duties["t:1"] for step in timeline(made, "t", EARLY, LATE).steps)
        assert before is not after
        assert before.verdict == after.verdict


class TestStandingAlike:
    def result(self, *rules, duties=ACCESS) -> DutyResult:
        return assess(catalogue(duties, rules), "t", date(2020, 1, 1)).duties[0]

    def test_a_result_stands_as_it_does_itself(self):
        found = self.result(NARROW)
        assert stand_alike(found, found)
        assert stand_alike(found, replace(found, cells=(replace(found.cells[0]),)))

    def test_what_falls_short_of_the_best_alters_nothing(self):
        worse = rule("2", conduct="access", fault="negligence", purpose="fraud")
        assert stand_alike(self.result(NARROW), self.result(NARROW, worse))

    def test_a_verdict_a_best_rule_an_end_or_a_waiver_does(self):
        found, other = self.result(NARROW), rule("0", conduct="access", fault="negligence")
        (cell,) = found.cells
        assert not stand_alike(found, self.result(NARROW, other))
        assert not stand_alike(found, replace(found, verdict=found.verdict.not_assessed()))
        assert not stand_alike(found, replace(found, cells=(replace(cell, ends=cell.ends._replace(high=3)),)))
        waived = self.result(
            NARROW, duties=duty(conduct="access", fault="intention", waives=(waiver(fault="intention"),))
        )
        assert not stand_alike(found, replace(found, cells=(replace(cell, curable_waiver=waived.full.waives[0]),)))
        assert not stand_alike(found, replace(found, cells=(replace(cell, waiver=waived.full.waives[0]),)))

    def test_one_cell_of_several_is_enough(self):
        two = duty(conduct=["access", "delete"], fault="intention")
        same, before = rule("2", conduct="delete", fault="negligence"), NARROW
        after = rule("0", conduct="access", fault="negligence")
        found, other = (self.result(one, same, duties=two) for one in (before, after))
        assert found.verdict == other.verdict
        assert not stand_alike(found, other)

    def test_so_does_a_rule_that_does_more_than_the_best_at_an_end(self):
        maybe = rule("0", conduct=given_("delete", arguably="access"), fault="intention")
        one, two = (rule(n, conduct="access", fault="negligence", purpose="fraud") for n in "12")
        before, after = self.result(maybe, one), self.result(maybe, one, two)
        assert (before.verdict, before.cells[0].best) == (after.verdict, after.cells[0].best)
        assert not stand_alike(before, after)

    def test_a_duty_that_follows_others_stands_as_their_cells_do(self):
        found, other = self.result(NARROW), self.result(NARROW, rule("0", conduct="access", fault="negligence"))
        one, same, two = (replace(found, cells=(), followed=(part,)) for part in (found, replace(found), other))
        assert stand_alike(one, same)
        assert not stand_alike(one, two)
