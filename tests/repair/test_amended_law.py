"""The law with edits made: each duty comes to what it comes to when the edits are laid over the law as a reform."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import (
    DAY,
    assessed,
    at_least,
    at_most,
    catalogue,
    duty,
    exercise,
    limit_to,
    reading,
    rule,
    waiver,
)
from support.builders import given as given_
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.strategies import World

from gapcheck.change.reform import apply_reform, law_of
from gapcheck.engine.assessment import Judge
from gapcheck.model.law import Act, Section, StatuteFile, Supports
from gapcheck.model.quantity import Quantity
from gapcheck.repair.edits import Edit, clash
from gapcheck.repair.repairs import Repairer


def lows(repairer: Repairer, *edits: Edit) -> list[str]:
    made = repairer.applied(edits)
    return [made.low(repairer.judged(d)) for d in repairer.assessment.duties]


class TestWorkedByHand:
    def test_a_rule_that_is_widened_reaches_more_duties_than_one(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="access", object="computer-system")]
        found = Repairer(assessed(duties, rule(conduct="access", object="server")))
        assert lows(found) == ["partial", "partial"]
        assert lows(found, Edit("act:1", "widen", "object", "thing")) == ["met", "met"]

    def test_a_quantity_that_is_set_may_leave_a_duty_worse_off(self) -> None:
        duties = [
            duty("1", conduct="access", period=at_least(90, "day")),
            duty("2", conduct="access", period=at_most(30, "day")),
        ]
        law = rule(conduct="access", gives={"period": Quantity(amount=20, unit="day")})
        found = Repairer(assessed(duties, law))
        assert lows(found) == ["partial", "met"]
        assert lows(found, Edit("act:1", "set", "period", quantity="90 day")) == ["met", "partial"]

    def test_and_not_where_another_rule_answers_it(self) -> None:
        duties = duty("1", conduct="access", period=at_most(30, "day"))
        law = [rule(n, conduct="access", gives={"period": Quantity(amount=20, unit="day")}) for n in ("1", "2")]
        found = Repairer(assessed(duties, law))
        assert lows(found, Edit("act:1", "set", "period", quantity="90 day")) == ["met"]

    def test_a_guarantee_reaches_those_that_a_rule_supports(self) -> None:
        duties = [duty("1", conduct="access", secrecy="confidential"), duty("2", kind="power", power="search")]
        giver = rule("2", kind="power", gives={"power": "search"}, supports=Supports(kinds=("offence",)))
        found = Repairer(assessed(duties, [rule(conduct="access"), giver]))
        assert lows(found) == ["partial", "met"]
        assert lows(found, Edit("act:2", "give", "secrecy", "confidential")) == ["met", "met"]

    def test_what_is_lodged_tells_for_the_duties_that_allow_it_alone(self) -> None:
        limit = limit_to("purpose", "fraud")
        duties = [duty("1", conduct="access", allows=(limit,)), duty("2", conduct="access")]
        found = Repairer(assessed(duties, rule(conduct="access", purpose="fraud")))
        assert lows(found, Edit("t:1#limit", "lodge")) == ["met_with_reservation", "partial"]

    def test_what_is_lodged_may_be_a_waiver(self) -> None:
        found = Repairer(assessed(duty(conduct="access", waives=(waiver(conduct="access"),))))
        assert lows(found, Edit("t:1#waiver", "lodge")) == ["met_with_reservation"]

    def test_a_duty_that_others_carry_out_stands_as_these_do(self) -> None:
        duties = [duty("1", follows=("2", "3")), duty("2", conduct="access"), duty("3", conduct="delete")]
        found = Repairer(assessed(duties))
        assert lows(found, Edit("t:2", "enact")) == ["partial", "met", "unmet"]
        assert lows(found, Edit("t:2", "enact"), Edit("t:3", "enact")) == ["met", "met", "met"]

    def test_another_rule_than_the_best_may_come_to_reach_a_cell(self) -> None:
        law = [rule("1", conduct="access", purpose="fraud"), rule("2", conduct="access", object="vehicle")]
        found = Repairer(assessed(duty(conduct="access", object="server"), law))
        assert lows(found, Edit("act:2", "widen", "object", "server")) == ["met"]

    def test_what_is_covered_by_a_reservation_stays_so_beside_a_rule_that_does_less(self) -> None:
        one = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
        law = [rule("1", conduct="access", purpose="fraud"), rule("2", conduct="access", fault="intention")]
        found = Repairer(assessed(one, law, exercised=(exercise("1#limit"),)))
        assert lows(found, Edit("act:2", "give", "secrecy", "confidential")) == ["met_with_reservation"]

    def test_of_several_that_change_each_may_cover_a_cell(self) -> None:
        law = [rule("1", conduct="access", purpose="fraud"), rule("2", conduct="access")]
        found = Repairer(assessed(duty(conduct="access", secrecy="confidential"), law))
        edits = [Edit(f"act:{n}", "give", "secrecy", "confidential") for n in "12"]
        assert lows(found, *edits) == ["met"]

    def test_two_quantities_that_are_set_may_leave_a_duty_worse_off(self) -> None:
        law = [rule(n, conduct="access", gives={"period": Quantity(amount=20, unit="day")}) for n in ("1", "2")]
        found = Repairer(assessed(duty(conduct="access", period=at_most(30, "day")), law))
        assert lows(found, *(Edit(f"act:{n}", "set", "period", quantity="90 day") for n in "12")) == ["partial"]

    def test_and_not_where_another_rule_covers_what_one_does_arguably(self) -> None:
        period = {"period": Quantity(amount=20, unit="day")}
        law = [
            rule("1", conduct="access", gives=period),
            rule("2", conduct="access", gives=period),
            rule("3", conduct=given_("delete", arguably="access"), gives=period),
        ]
        made = catalogue(duty(conduct="access", period=at_most(30, "day")), law)
        found = Repairer(assess(asked(made, question("q", "act:3#conduct", view="fails")), "t", DAY))
        edits = Edit("act:1", "set", "period", quantity="90 day"), Edit("act:3", "give", "secrecy", "confidential")
        assert lows(found, *edits) == ["met"]

    def test_a_rule_that_does_not_reach_a_cell_as_its_point_is_viewed_does_not_once_it_changes(self) -> None:
        duties = [duty("1", conduct="access", object="thing"), duty("2", conduct="delete", object="thing")]
        law = rule("1", conduct=given_("delete", arguably="access"), object="server")
        found = Repairer(assessed(duties, law, read=reading(rejects=("act:1#conduct",))))
        assert lows(found, Edit("act:1", "widen", "object", "thing")) == ["unmet", "met"]

    def test_the_same_edits_are_made_law_once(self) -> None:
        found = Repairer(assessed(duty(conduct="access")))
        assert found.applied([Edit("t:1", "enact")]) is found.applied((Edit("t:1", "enact"),))
        assert found.applied([]) is not found.applied([Edit("t:1", "enact")])

    def test_those_that_cover_are_told_of_those_that_are_asked_for(self) -> None:
        duties = [duty("1", conduct="access"), duty("2", conduct=["access", "delete"])]
        found = Repairer(assessed(duties))
        law = found.applied(Edit(d.id, "enact") for d in found.assessment.duties)
        full = found.assessment.duty("2").full
        told = [
            [e.rule.id for e in law.covering(full, c.cell, lambda _: True)] for c in found.assessment.duty("2").cells
        ]
        assert told == [["new-t-1", "new-t-2"], ["new-t-2"]]
        cell = found.assessment.duty("2").cells[0].cell
        assert [e.key for e in law.covering(full, cell, lambda key: key.endswith("2"))] == ["act:new-t-2"]

    def test_only_those_that_cover_are_told(self) -> None:
        limit = limit_to("purpose", "fraud")
        duties = [
            duty("1", conduct="access", object="thing", allows=(limit,)),
            duty("2", conduct="access", object="thing"),
            duty("3", conduct="delete", object="thing"),
        ]
        law = rule("1", conduct=given_("access", arguably="delete"), object="server", purpose="fraud")
        found = Repairer(assessed(duties, law, read=reading(rejects=("act:1#conduct",))))
        amended = found.applied([Edit("t:1#limit", "lodge"), Edit("act:1", "widen", "object", "thing")])
        told = {
            d.id: [e.key for e in amended.covering(d.full, d.cells[0].cell, lambda _: True)]
            for d in found.assessment.duties
        }
        assert told == {"t:1": ["act:1"], "t:2": [], "t:3": []}

    def test_nor_one_that_would_if_a_point_were_won(self) -> None:
        law = [
            rule("1", conduct=given_("access", arguably="delete"), object="server"),
            rule("2", conduct="delete", object="server"),
        ]
        one = duty(conduct="delete", object="thing")
        found = Repairer(assessed(one, law, read=reading(rejects=("act:1#conduct",))))
        amended = found.applied(Edit(f"act:{n}", "widen", "object", "thing") for n in "12")
        (only,) = found.assessment.duties
        assert [e.key for e in amended.covering(only.full, only.cells[0].cell, lambda _: True)] == ["act:2"]


class TestGivers:
    """What a rule gives to others: they have it as long as it does."""

    GIVER = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=Supports(kinds=("offence",)))
    TWENTY = rule(
        "2", kind="power", gives={"period": Quantity(amount=20, unit="day")}, supports=Supports(kinds=("offence",))
    )
    NINETY = Edit("act:2", "set", "period", quantity="90 day")

    def test_a_rule_that_is_widened_has_it_still(self) -> None:
        one = duty(conduct="access", object="thing", secrecy="confidential")
        found = Repairer(assessed(one, [rule("1", conduct="access", object="server"), self.GIVER]))
        assert lows(found, Edit("act:1", "widen", "object", "thing")) == ["met"]

    def test_one_that_gives_too_much_now_leaves_others_worse_off(self) -> None:
        one = duty(conduct="access", period=at_most(30, "day"))
        found = Repairer(assessed(one, [rule("1", conduct="access"), self.TWENTY]))
        assert lows(found) == ["met"]
        assert lows(found, self.NINETY) == ["partial"]

    def test_nothing_that_it_gave_before_is_left(self) -> None:
        one = duty(conduct="access", object="thing", period=at_most(30, "day"))
        found = Repairer(assessed(one, [rule("1", conduct="access", object="server"), self.TWENTY]))
        assert lows(found, Edit("act:1", "widen", "object", "thing")) == ["met"]
        assert lows(found, Edit("act:1", "widen", "object", "thing"), self.NINETY) == ["partial"]

    def test_nor_of_what_a_rule_gave_itself(self) -> None:
        one = duty(conduct="access", period=at_most(30, "day"))
        law = rule("1", conduct="access", gives={"period": Quantity(amount=20, unit="day")})
        found = Repairer(assessed(one, [law, self.GIVER]))
        edits = Edit("act:1", "set", "period", quantity="90 day"), Edit("act:2", "give", "secrecy", "confidential")
        assert lows(found, *edits) == ["partial"]

    def test_each_of_two_gives_to_its_own(self) -> None:
        duties = [
            duty("1", conduct="access", secrecy="confidential"),
            duty("2", kind="power", power="search", secrecy="confidential"),
        ]
        givers = [
            rule(n, kind="sanction", supports=Supports(kinds=(k,))) for n, k in (("3", "offence"), ("4", "power"))
        ]
        law = [rule("1", conduct="access"), rule("2", kind="power", gives={"power": "search"}), *givers]
        found = Repairer(assessed(duties, law))
        edits = [Edit(f"act:{n}", "give", "secrecy", "confidential") for n in "34"]
        assert lows(found) == ["partial", "partial"]
        assert lows(found, edits[0]) == ["met", "partial"]
        assert lows(found, *edits) == ["met", "met"]

    def test_what_is_given_to_a_rule_that_says_nothing_of_the_act_is_no_help(self) -> None:
        giver = rule("3", kind="sanction", supports=Supports(kinds=("offence",)))
        found = Repairer(assessed(duty(conduct="access", secrecy="confidential"), [rule("2"), giver]))
        assert lows(found, Edit("act:3", "give", "secrecy", "confidential")) == ["unmet"]

    def test_what_is_given_to_a_rule_of_another_kind_or_one_that_is_silent_is_no_help(self) -> None:
        giver = rule("3", kind="sanction", supports=Supports(acts=("act",)))
        one = duty(kind="power", power="search", secrecy="confidential")
        law = [rule("1", gives={"power": "search"}), rule("2", kind="power", gives={"power": "compel"}), giver]
        found = Repairer(assessed(one, law))
        assert lows(found, Edit("act:3", "give", "secrecy", "confidential")) == ["unmet"]


class TestWhatChanges:
    LAW = StatuteFile(
        act=Act(id="act", title="Made Up Act 2000"),
        sections=[
            Section(section="1", heading="Heading", rules=(rule("1", conduct="access", object="server"), rule("1(2)"))),
            Section(section="2", heading="Heading", rules=(rule("2", conduct="delete", object="server"),)),
        ],
    )

    def changed(self, *edits: Edit) -> tuple[list[str], set[str]]:
        one = duty(conduct="access", object="thing", allows=(limit_to("purpose", "fraud"),))
        made = Repairer(assessed(one, (self.LAW,))).applied(edits)
        return [entry.key for entry in made.changed], set(made.lodged)

    def test_the_rules_that_are_amended_or_added_and_none_beside_them(self) -> None:
        widened = Edit("act:1", "widen", "object", "thing"), Edit("act:2", "widen", "object", "thing")
        assert self.changed(widened[0]) == (["act:1"], set())
        assert self.changed(*widened) == (["act:1", "act:2"], set())
        assert self.changed(Edit("act:1", "provide", duty="t:1")) == (["act:1-t-1"], set())
        assert self.changed(Edit("t:1", "enact")) == (["act:new-t-1"], set())
        given = Edit("act:1(2)", "give", "secrecy", "confidential")
        assert self.changed(Edit("act:1", "provide", duty="t:1"), given) == (["act:1(2)", "act:1-t-1"], set())

    def test_what_is_lodged_changes_no_rule(self) -> None:
        assert self.changed(Edit("t:1#limit", "lodge")) == ([], {"t:1#limit"})
        both = Edit("t:1#limit", "lodge"), Edit("act:1", "widen", "object", "thing")
        assert self.changed(*both) == (["act:1"], {"t:1#limit"})


@law(120)
@given(asked_worlds(), st.integers(0, 2**32))
def test_every_duty_comes_to_what_it_comes_to_from_scratch(world: World, seed: int) -> None:
    """Under some of the edits of all repairs together, whether they mend anything or not."""
    repairer, dice = Repairer(world.assess()), Random(seed)
    every = sorted({e for d in repairer.gaps() for r in repairer.repairs(d) for e in r.edits})
    edits = [e for e in every if dice.random() < 0.5]
    if clash(edits):
        return
    event(f"{', '.join(sorted({e.sort for e in edits})) or 'none'}")
    base = law_of(repairer.catalogue, world.as_at)
    after = apply_reform(base, repairer.reform(edits, "x", "X"))
    judge = Judge.on(after, world.as_at, repairer.assessment.reading)
    scratch = [judge.duty(d.full).view_low for d in repairer.assessment.duties]
    assert lows(repairer, *edits) == scratch


@law(60)
@given(asked_worlds(), st.booleans())
def test_a_duty_is_judged_as_it_is_from_scratch_and_its_best_rule_stays_the_best(world: World, beyond: bool) -> None:
    repairer = Repairer(world.assess(), beyond)
    for duty_ in repairer.assessment.duties:
        again = repairer.judged(duty_)
        if duty_.full.duty.force not in ("shall", "consider", "endeavour"):
            assert again is duty_
            continue
        scratch = repairer.law.judge.duty(duty_.full)
        assert (again.low, again.high) == (scratch.low, scratch.high)
        for old, new, own in zip(duty_.cells, again.cells, scratch.cells, strict=True):
            assert (new.low, new.high, new.curable_waiver) == (own.low, own.high, own.curable_waiver)
            # A rule that another gives what it may give itself relies on it, or need not: it does the same.
            assert {replace(f, relies_on=()) for f in new.findings} == {replace(f, relies_on=()) for f in own.findings}
            # What counts against the State in a rule that arguably suffices is the point alone: those come first.
            order = [f.entry for f in sorted(old.findings, key=lambda f: f.high < 2)]
            assert [f.entry for f in new.findings] == [e for e in order if e in {f.entry for f in own.findings}]
