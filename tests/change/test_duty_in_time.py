"""A duty from day to day: as if it were judged anew on each, and touched only where a rule tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import catalogue, duty, exception, limit_to, reading, rule, waiver
from support.builders import given as given_
from support.laws import law
from support.questions import asked_worlds
from support.strategies import DAYS, World, worlds

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.duty_in_time import stand_alike
from gapcheck.change.timeline import TimelineResult, timeline
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.rules_of_cell import doing_more
from gapcheck.model.law import Supports

EARLY, TURN, LATE = "2005-01-01", "2010-01-01", "2020-01-01"


def told(cell: CellResult) -> tuple[object, ...]:
    """All that a verdict rests on in a cell."""
    return cell.ends, cell.best, cell.waiver, cell.curable_waiver, doing_more(cell)


@law(200)
@given(st.one_of(worlds(), asked_worlds()))
def test_each_day_has_what_judging_it_anew_finds(world: World) -> None:
    found = timeline(Catalogue(world.contents), "t", DAYS[0], DAYS[-1], world.reading)
    for before, step in zip((None, *found.steps), found.steps, strict=False):
        anew = world.assess(as_at=step.day)
        for one in anew.duties:
            kept = step.duties[one.id]
            assert kept.verdict == one.verdict
            assert [told(c) for p in kept.parts for c in p.cells] == [told(c) for p in one.parts for c in p.cells]
            event("kept" if before and before.duties[one.id] is kept else "judged")
            earlier = [c for p in before.duties[one.id].parts for c in p.cells] if before else []
            pairs = zip((c for p in kept.parts for c in p.cells), (c for p in one.parts for c in p.cells), strict=True)
            # A cell that was touched on the day has all the rules of the day.
            assert all(c.findings == now.findings for c, now in pairs if not any(c is old for old in earlier))


ACCESS = duty(conduct="access", fault="intention")
NARROW = rule("1", conduct="access", fault="negligence")


def over(rules, duties=ACCESS) -> TimelineResult:
    return timeline(catalogue(duties, rules), "t", EARLY, LATE)


def both_sides(rules, duties=ACCESS) -> tuple[DutyResult, DutyResult]:
    """The only duty before and after the one day on which something turns."""
    first, second = over(rules, duties).steps
    return first.duties["t:1"], second.duties["t:1"]


class TestARuleThatTurns:
    @pytest.mark.parametrize("span", [{"start": TURN}, {"end": TURN}])
    def test_it_leaves_the_very_result_if_it_falls_short_as_the_best_does_and_more(self, span):
        worse = rule("2", conduct="access", fault="negligence", purpose="fraud", **span)
        before, after = both_sides((NARROW, worse))
        assert before is after
        as_good = rule("2", conduct="access", fault="negligence", **span)
        before, after = both_sides((NARROW, as_good))
        assert before is after

    @pytest.mark.parametrize("span", [{"start": TURN}, {"end": TURN}])
    def test_it_tells_where_it_comes_first(self, span):
        first = rule("0", conduct="access", fault="negligence", **span)
        before, after = both_sides((NARROW, first))
        best = {r.cells[0].best.entry.rule.id for r in (before, after)}
        assert best == {"0", "1"}

    def test_it_tells_where_it_does_more_at_an_end(self):
        maybe = rule("0", conduct=given_("delete", arguably="access"), fault="intention")
        narrow = rule("2", conduct="access", fault="negligence", purpose="fraud", start=TURN)
        before, after = both_sides((maybe, narrow))
        assert before.cells[0].best == after.cells[0].best
        assert (before.low, after.low) == ("unmet", "partial")

    def test_it_tells_where_it_rests_on_an_arguable_point_of_its_own(self):
        points = {"exceptions": (exception("arguable"),)}
        one, other = (rule(n, conduct="access", fault="intention", **points) for n in "12")
        late = other.model_copy(update={"in_force": rule(start=TURN).in_force})
        before, after = both_sides((one, late))
        assert before is not after
        assert [len(r.cells[0].findings) for r in (before, after)] == [1, 2]

    def test_it_tells_where_a_limit_is_allowed(self):
        limited = duty(conduct="access", fault="intention", allows=(limit_to("purpose", "fraud"),))
        worse = rule("2", conduct="access", fault="negligence", start=TURN)
        before, after = both_sides((NARROW, worse), limited)
        assert before is not after

    def test_it_tells_where_nothing_reached_the_duty(self):
        before, after = both_sides((rule("2", conduct="access", fault="negligence", start=TURN),))
        assert (before.status, after.status) == ("unmet", "partial")

    def test_one_that_is_disjoint_after_all_leaves_the_very_result(self):
        # What it is about is known only once both its conditions on the conduct are compared.
        two = rule("2", conduct="access", fault="negligence", start=TURN)
        odd = two.model_copy(update={"conditions": (*two.conditions, *rule(conduct="delete").conditions)})
        before, after = both_sides((NARROW, odd))
        assert before is after

    @pytest.mark.parametrize("allows", [(), (limit_to("purpose", "fraud"),)])
    def test_of_several_cells_only_the_one_that_it_reaches_is_judged_again(self, allows):
        two = duty(conduct=["access", "delete"], fault="intention", allows=allows)
        before, after = both_sides((NARROW, rule("2", conduct="delete", fault="intention", start=TURN)), two)
        kept = [new is old for new, old in zip(after.cells, before.cells, strict=True)]
        assert sorted(kept) == [False, True]

    def test_one_that_the_reading_takes_for_disjoint_leaves_the_very_result(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        sure = rule("1", kind="power", gives={"power": "compel"})
        maybe = rule("2", kind="power", gives={"power": given_(arguably="compel")}, start=TURN)
        made = catalogue(power, (sure, maybe), readings=(reading(rejects=("act:2#power",)),))
        before, after = timeline(made, "t", EARLY, LATE, "r").steps
        assert before.duties["t:1"] is after.duties["t:1"]
        before, after = timeline(made, "t", EARLY, LATE).steps
        assert before.duties["t:1"] is not after.duties["t:1"]

    def test_one_that_gives_to_the_best_tells_though_it_cannot_reach_the_duty(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        silent = rule("1", kind="power", gives={"power": "compel"})
        giving = Supports(rules=("act:1",))
        gag = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=giving, start=TURN)
        before, after = both_sides((silent, gag), power)
        assert (before.status, after.status) == ("partial", "met")


class TestWhatIsWatched:
    """The rules that could decide a cell once a better one is gone, or stands for less, are watched from then on."""

    def test_where_the_best_ends_that_is_what_it_kept_away(self):
        best = rule("1", conduct="access", fault="intention", end="2010-01-01")
        next_best = rule("2", conduct="access", fault="negligence", end="2015-01-01")
        found = [step.duties["t:1"].status for step in over((best, next_best)).steps]
        assert found == ["met", "partial", "unmet"]

    def test_where_the_best_leaves_an_end_unreached_that_is_whatever_reaches_it(self):
        maybe = rule("0", conduct=given_("delete", arguably="access"), fault="intention", start="2010-01-01")
        far = rule("2", conduct="access", fault="negligence", purpose="fraud", end="2015-01-01")
        cells = [step.duties["t:1"].cells[0] for step in over((maybe, NARROW, far)).steps]
        assert [cell.best.entry.rule.id for cell in cells] == ["1", "0", "0"]
        assert [[f.entry.rule.id for f in doing_more(cell)] for cell in cells] == [[], ["1", "2"], ["1"]]


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
