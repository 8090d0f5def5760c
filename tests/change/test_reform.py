"""Reforms: what each change does to the statute book, from which day, and what cannot be applied."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import assume, event
from hypothesis import given as drawn
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import (
    ACT,
    article,
    at_least,
    catalogue,
    duty,
    exception,
    exclude,
    exercise,
    given,
    limit_to,
    rule,
    statute,
    waiver,
)
from support.laws import assert_not_lower, law
from support.strategies import DAYS, World, complete, dice, names, worlds

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import ReformError, apply_reform, law_of, with_reform
from gapcheck.cli import main
from gapcheck.errors import UnknownIdError
from gapcheck.faces import Assessment
from gapcheck.model.law import (
    Amendment,
    Condition,
    Enactment,
    Gift,
    Lodgement,
    Reform,
    ReformChange,
    ReformFile,
    Rule,
    Supports,
)
from gapcheck.model.quantity import Quantity

BILL = "bill"
START = "2021-07-01"
BEFORE, FROM = date(2021, 6, 30), date(2021, 7, 1)


def reform(*changes: ReformChange, over: str | None = None, stage: str = "bill") -> ReformFile:
    head = Reform(id=BILL, title="Made Up Amendment Bill", stage=stage, commences=START, over=over)
    return ReformFile(reform=head, changes=changes)


def repeal(key: str = "1", on: str | None = None) -> ReformChange:
    return ReformChange(repeal=f"{ACT}:{key}", commences=on)


def amend(key: str = "1", on: str | None = None, **what: Any) -> ReformChange:
    return ReformChange(amend=Amendment(rule=f"{ACT}:{key}", **what), commences=on)


def enact(one: Rule, on: str | None = None, act: str = ACT, heading: str = "New") -> ReformChange:
    return ReformChange(enact=Enactment(act=act, section=one.id, heading=heading, rule=one), commences=on)


def lodge(narrowing: str, on: str | None = None, limit_to: tuple[str, ...] | None = None) -> ReformChange:
    return ReformChange(
        lodge=Lodgement(narrowing=f"t:{narrowing}", limit_to=limit_to, text="As proposed."), commences=on
    )


def add(facet: str, *concepts: str, arguably: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"add": (Condition(facet=facet, any=concepts, arguably=arguably),)}


def give(facet: str, *concepts: str) -> dict[str, Any]:
    return {"give": (Gift(facet=facet, concepts=concepts),)}


def drop(**what: str) -> dict[str, Any]:
    return {"drop": tuple({key: value} for key, value in what.items())}


def applied(duties: Any, rules: Any, *changes: ReformChange, over: str | None = None, **more: Any) -> Catalogue:
    return apply_reform(catalogue(duties, rules, **more), reform(*changes, over=over))


def status(made: Catalogue, day: date = FROM) -> str:
    """The status of the first duty."""
    return assess(made, "t", day).duties[0].status


def moves(duties: Any, rules: Any, *changes: ReformChange, **more: Any) -> tuple[str, str]:
    """The status of the first duty on the day before the reform commences and on that day."""
    made = applied(duties, rules, *changes, **more)
    return status(made, BEFORE), status(made)


def problems(duties: Any, rules: Any, *changes: ReformChange, **more: Any) -> tuple[str, ...]:
    with pytest.raises(ReformError) as caught:
        applied(duties, rules, *changes, **more)
    return caught.value.problems


ACCESS = duty(conduct="access", fault="intention")
SOUND = rule("1", conduct="access")


class TestChanges:
    def test_repeal(self):
        assert moves(ACCESS, SOUND, repeal()) == ("met", "unmet")

    def test_amend_drops_a_condition(self):
        assert moves(ACCESS, rule("1", conduct="access", purpose="fraud"), amend(**drop(facet="purpose"))) == (
            "partial",
            "met",
        )

    def test_amend_drops_an_exception(self):
        limited = rule("1", conduct="access", exceptions=(exception("narrows", "9"), exception("none", "10")))
        made = applied(ACCESS, limited, amend(**drop(exception="9")))
        assert (status(made, BEFORE), status(made)) == ("partial", "met")
        (after,) = made.rules_in_force(FROM)
        assert [x.section for x in after.rule.exceptions] == ["10"]

    def test_amend_widens_a_condition(self):
        assert moves(ACCESS, rule("1", conduct="remote-access"), amend(**add("conduct", "access"))) == (
            "partial",
            "met",
        )

    def test_a_concept_that_was_arguable_is_so_no_longer(self):
        arguable = rule("1", conduct=given("remote-access", arguably="access"))
        made = applied(ACCESS, arguable, amend(**add("conduct", "access")))
        assert (status(made, BEFORE), status(made)) == ("unclear", "met")
        (after,) = made.rules_in_force(FROM)
        assert after.rule.conditions == (Condition(facet="conduct", any=("remote-access", "access")),)

    def test_amend_widens_a_condition_arguably(self):
        change = amend(**add("conduct", "delete", arguably=("access",)))
        assert moves(ACCESS, rule("1", conduct="remote-access"), change) == ("partial", "unclear")

    def test_amend_makes_a_new_condition(self):
        assert moves(ACCESS, SOUND, amend(**add("purpose", "fraud"))) == ("met", "partial")

    def test_amend_replaces_a_condition(self):
        narrow = rule("1", conduct="access", purpose="fraud", fault="knowledge")
        change = amend(drop=({"facet": "purpose"},), **add("purpose", "dishonesty"))
        made = applied(ACCESS, narrow, change)
        (after,) = made.rules_in_force(FROM)
        assert {c.facet: c.any for c in after.rule.conditions}["purpose"] == ("dishonesty",)

    def test_amend_gives_a_concept(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        silent = rule("1", kind="power", gives={"power": "compel"})
        assert moves(power, silent, amend(**give("secrecy", "confidential"))) == ("partial", "met")

    def test_what_is_given_joins_what_was_given_there(self):
        power = duty(kind="power", power=["compel", "search"])
        made = applied(
            power,
            rule("1", kind="power", gives={"power": given("compel", arguably="search")}),
            amend(**give("power", "search")),
        )
        assert (status(made, BEFORE), status(made)) == ("unclear", "met")
        (after,) = made.rules_in_force(FROM)
        assert after.rule.gives == (Gift(facet="power", concepts=("compel", "search")),)

    def test_amend_gives_a_quantity_in_place_of_the_one_there(self):
        sanction = duty(conduct="access", also=(at_least(5, "year"),))
        light = rule("1", conduct="access", gives={"period": Quantity(amount=2, unit="year")})
        heavier = amend(give=(Gift(facet="period", amount=5, unit="year"),))
        made = applied(sanction, light, heavier)
        assert (status(made, BEFORE), status(made)) == ("partial", "met")
        (after,) = made.rules_in_force(FROM)
        assert after.rule.gives == (Gift(facet="period", amount=5, unit="year"),)

    def test_a_quantity_takes_the_place_of_no_concept_and_of_no_quantity_in_another_facet(self):
        years, day = Gift(facet="period", amount=2, unit="year"), Gift(facet="power", amount=1, unit="day")
        concept = Gift(facet="period", concepts=("confidential",))
        light = rule("1", conduct="access").model_copy(update={"gives": (years, day, concept)})
        five = Gift(facet="period", amount=5, unit="year")
        made = applied(duty(conduct="access"), light, amend(give=(five,)))
        (after,) = made.rules_in_force(FROM)
        assert after.rule.gives == (day, concept, five)

    def test_enact(self):
        made = applied(ACCESS, rule("2", conduct="delete"), enact(rule("3", conduct="access", start=START)))
        assert (status(made, BEFORE), status(made)) == ("unmet", "met")
        (entry,) = [e for e in made.rules if e.key == "act:3"]
        assert (entry.section.section, entry.section.heading) == ("3", "New")
        assert entry.rule.in_force.by == "Made Up Amendment Bill, from 1 July 2021"

    def test_a_rule_enacted_commences_with_the_reform_at_the_earliest(self):
        made = applied(ACCESS, (), enact(rule("3", conduct="access", start="2000-01-01")))
        assert (status(made, BEFORE), status(made)) == ("unmet", "met")

    def test_but_it_may_commence_later(self):
        made = applied(ACCESS, (), enact(rule("3", conduct="access", start="2022-01-01")))
        assert (status(made), status(made, date(2022, 1, 1))) == ("unmet", "met")

    def test_a_rule_in_a_section_that_is_there_joins_it(self):
        made = applied(ACCESS, SOUND, enact(rule("1", conduct="access", start=START), heading="Section 1"), repeal())
        (file,) = made.contents.statutes
        assert [(s.section, len(s.rules)) for s in file.sections] == [("1", 2)]

    def test_lodge_a_reservation(self):
        limited = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
        made = applied(limited, rule("1", conduct="access", purpose="fraud"), lodge("1#limit"))
        assert (status(made, BEFORE), status(made)) == ("partial", "met_with_reservation")

    def test_lodge_with_a_limit_of_its_own(self):
        limited = duty(conduct="access", allows=(limit_to("purpose"),))
        fraud = rule("1", conduct="access", purpose="fraud")
        assert status(applied(limited, fraud, lodge("1#limit", limit_to=("fraud",)))) == "met_with_reservation"
        assert status(applied(limited, fraud, lodge("1#limit", limit_to=("obtaining-data",)))) == "partial"

    def test_lodge_a_waiver_and_an_exclusion(self):
        two = duty(conduct=["access", "interfere"], waives=(waiver(conduct="interfere"),))
        assert moves(two, SOUND, lodge("1#waiver")) == ("partial", "met_with_reservation")
        leaves_out = duty(conduct="access", allows=(exclude("purpose", "fraud"),))
        limited = rule("1", conduct="access", exceptions=(exception("narrows", "9", "purpose", "fraud"),))
        assert moves(leaves_out, limited, lodge("1#exclude")) == ("partial", "met_with_reservation")

    def test_lodging_where_there_is_no_position_yet_makes_one(self):
        limited = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
        contents = catalogue(limited, rule("1", conduct="access", purpose="fraud")).contents
        made = apply_reform(Catalogue(replace(contents, positions=())), reform(lodge("1#limit")))
        assert status(made) == "met_with_reservation"
        assert made.positions["t"].binding_from is None

    def test_lodging_keeps_what_was_lodged(self):
        limited = duty(
            conduct="access", allows=(limit_to("purpose", "fraud"), limit_to("fault", "intention", id="other"))
        )
        narrow = rule("1", conduct="access", purpose="fraud", fault="intention")
        made = applied(limited, narrow, lodge("1#limit"), exercised=(exercise("1#other"),))
        assert [x.narrowing for x in made.positions["t"].exercised] == ["t:1#other", "t:1#limit"]

    def test_support_counts_from_the_day_on(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        silent = rule("1", kind="power", gives={"power": "compel"})
        gag = rule(
            "2", kind="power", gives={"secrecy": "confidential"}, supports=Supports(rules=("act:1",)), start=START
        )
        assert moves(power, silent, enact(gag)) == ("partial", "met")
        assert moves(power, (silent, gag.model_copy(update={"in_force": silent.in_force})), repeal("2")) == (
            "met",
            "partial",
        )

    def test_an_amended_rule_keeps_its_support(self):
        power = duty(kind="power", power="compel", secrecy="confidential", fault="intention")
        silent = rule("1", kind="power", gives={"power": "compel"}, fault="negligence")
        gag = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=Supports(kinds=("power",)))
        assert moves(power, (silent, gag), amend(**drop(facet="fault"))) == ("partial", "met")


class TestTime:
    def test_parts_may_commence_on_days_of_their_own(self):
        two = [article(duty("1", conduct="access"), number="1"), article(duty("2", conduct="delete"), number="2")]
        early = enact(rule("1", conduct="access", start="2020-01-01"), on="2020-01-01")
        made = applied(two, (), early, enact(rule("2", conduct="delete", start=START)))

        def met(day: str) -> list[str]:
            return [a.article.article for a in assess(made, "t", day) if a.status == "met"]

        assert (met("2019-12-31"), met("2020-01-01"), met("2021-06-30"), met(START)) == ([], ["1"], ["1"], ["1", "2"])

    def test_an_amended_rule_ends_when_the_old_one_would_have(self):
        made = applied(
            ACCESS, rule("1", conduct="access", purpose="fraud", end="2025-01-01"), amend(**drop(facet="purpose"))
        )
        found = [(str(e.rule.in_force.start), str(e.rule.in_force.end), e.rule.in_force.by) for e in made.rules]
        assert found == [
            ("2000-01-01", "2021-07-01", None),
            ("2021-07-01", "2025-01-01", "Made Up Amendment Bill, from 1 July 2021"),
        ]

    def test_a_rule_that_would_commence_on_the_day_never_does(self):
        made = applied(ACCESS, rule("1", conduct="access", start=START), repeal())
        assert made.rules == ()
        made = applied(
            ACCESS, rule("1", conduct="access", purpose="fraud", start=START), amend(**drop(facet="purpose"))
        )
        assert len(made.rules) == 1

    def test_an_amended_rule_was_read_from_no_official_text(self):
        hashed = SOUND.model_copy(update={"text_hash": "abc"})
        made = applied(ACCESS, hashed, amend(**add("purpose", "fraud")))
        assert [e.rule.text_hash for e in made.rules] == ["abc", None]

    def test_laid_over_a_day_nothing_else_has_changed_since(self):
        later = rule("1", conduct="access", start="2021-01-01")
        older = rule("1", conduct="remote-access", end="2021-01-01")
        assert moves(ACCESS, (older, later), amend(**add("purpose", "fraud"))) == ("met", "partial")
        made = applied(ACCESS, (older, later), enact(rule("9", conduct="delete", start=START)), over="2020-12-31")
        assert status(made, date(2030, 1, 1)) == "partial"  # the later rule never came
        assert status(applied(ACCESS, (older, later), over="2021-01-01"), BEFORE) == "met"

    def test_law_of_a_day_has_the_rules_of_that_day_without_end(self):
        rules = (rule("1", conduct="access", end="2021-01-01"), rule("2", conduct="access", start="2021-01-01"))
        made = catalogue(ACCESS, rules)
        assert [(e.key, e.rule.in_force.end) for e in law_of(made, date(2020, 12, 31)).rules] == [("act:1", None)]
        assert [e.key for e in law_of(made, date(2021, 1, 1)).rules] == ["act:2"]


class TestOneDay:
    """The order in which the changes of one day are listed does not matter."""

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_rule_is_repealed_and_enacted_anew(self, turned):
        changes = [repeal(), enact(rule("1", conduct="access", start=START))]
        assert moves(ACCESS, rule("1", conduct="remote-access"), *(reversed(changes) if turned else changes)) == (
            "partial",
            "met",
        )

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_rule_is_enacted_and_amended(self, turned):
        changes = [
            enact(rule("2", conduct="access", purpose="fraud", start=START)),
            amend("2", **drop(facet="purpose")),
        ]
        assert moves(ACCESS, (), *(reversed(changes) if turned else changes)) == ("unmet", "met")

    @pytest.mark.parametrize("turned", [False, True])
    def test_two_amendments_of_a_rule_are_one(self, turned):
        changes = [amend(**drop(facet="purpose")), amend(**add("purpose", "dishonesty"))]
        made = applied(
            ACCESS, rule("1", conduct="access", purpose="fraud"), *(reversed(changes) if turned else changes)
        )
        (after,) = made.rules_in_force(FROM)
        assert {c.facet: c.any for c in after.rule.conditions} == {"conduct": ("access",), "purpose": ("dishonesty",)}

    def test_two_amounts_in_one_facet_contradict_each_other(self):
        amounts = [amend(give=(Gift(facet="period", amount=n, unit="year"),)) for n in (2, 5)]
        (problem,) = problems(ACCESS, SOUND, *amounts)
        assert problem == "'act:1' is given two amounts in the facet 'period': 2 years and 5 years"

    def test_amending_what_is_repealed_is_told(self):
        (problem,) = problems(ACCESS, SOUND, amend(**add("purpose", "fraud")), repeal())
        assert problem == "the rule 'act:1' is not in force on 1 July 2021"


class TestErrors:
    def test_an_unknown_reform_names_the_nearest(self):
        contents = replace(catalogue(ACCESS, SOUND).contents, reforms=(reform(repeal()),))
        with pytest.raises(UnknownIdError, match="bill"):
            with_reform(Catalogue(contents), "bil", FROM)
        assert status(with_reform(Catalogue(contents), BILL, FROM)) == "unmet"

    @pytest.mark.parametrize("change", [repeal("l"), amend("l", **add("purpose", "fraud"))])
    def test_an_unknown_rule_names_the_nearest(self, change):
        assert problems(ACCESS, rule("1(a)", conduct="access"), repeal("1(b)")) == (
            "there is no rule 'act:1(b)'; did you mean 'act:1(a)'?",
        )
        assert problems(ACCESS, SOUND, change)[0].startswith("there is no rule 'act:l'")

    @pytest.mark.parametrize("gone", [{"end": "2021-07-01"}, {"start": "2021-07-02"}])
    def test_a_rule_that_is_not_in_force(self, gone):
        expected = ("the rule 'act:1' is not in force on 1 July 2021",)
        assert problems(ACCESS, rule("1", conduct="access", **gone), repeal()) == expected
        assert problems(ACCESS, rule("1", conduct="access", **gone), amend(**add("purpose", "fraud"))) == expected

    def test_a_rule_of_after_the_day_over_which_it_is_laid(self):
        (problem,) = problems(ACCESS, rule("1", conduct="access", start="2020-01-01"), repeal(), over="2019-12-31")
        assert problem.startswith("there is no rule 'act:1'")

    def test_a_condition_and_an_exception_that_are_not_there(self):
        change = amend(drop=({"facet": "purpose"}, {"exception": "10"}))
        assert problems(ACCESS, rule("1", conduct="access", exceptions=(exception("narrows", "9"),)), change) == (
            "'act:1' has no condition in the facet 'purpose' to drop",
            "'act:1' has no exception in '10' to drop",
        )

    def test_an_unknown_act_names_the_nearest(self):
        change = enact(rule("2", conduct="access", start=START), act="acts")
        assert problems(ACCESS, SOUND, change) == ("there is no Act 'acts'; did you mean 'act'?",)

    def test_a_rule_that_would_hold_twice(self):
        expected = ("the rule 'act:1' would hold at the same time as one with the same id",)
        assert problems(ACCESS, SOUND, enact(rule("1", conduct="access", start=START))) == expected
        twice = [enact(rule("2", conduct="access", start=START)), enact(rule("2", conduct="delete", start=START))]
        assert problems(ACCESS, SOUND, *twice) == (
            "the rule 'act:2' would hold at the same time as one with the same id",
        )

    def test_a_rule_that_ends_before_it_commences(self):
        change = enact(rule("2", conduct="access", start="2020-01-01", end="2021-07-01"))
        assert problems(ACCESS, SOUND, change) == ("the rule '2' would end before it commences on 1 July 2021",)

    def test_all_problems_are_told_at_once(self):
        changes = [repeal("7"), amend("8", **add("purpose", "fraud")), enact(rule("9", conduct="access"), act="zzz")]
        found = problems(ACCESS, SOUND, *changes)
        assert [p.split("'")[1] for p in found] == ["act:7", "zzz", "act:8"]
        with pytest.raises(ReformError, match="the reform 'bill' cannot be applied:\n  - there is no rule 'act:7'"):
            applied(ACCESS, SOUND, *changes)

    def test_the_catalogue_itself_is_left_alone(self):
        before = catalogue(ACCESS, SOUND)
        contents = before.contents
        apply_reform(before, reform(repeal()))
        assert before.contents is contents
        assert status(before) == "met"

    def test_the_version_names_the_reform(self):
        assert applied(ACCESS, SOUND, repeal()).version == "unversioned+bill"
        assert applied(ACCESS, SOUND, repeal(), over="2020-01-01").version == "unversioned@2020-01-01+bill"

    def test_acts_without_a_change_stay(self):
        files = [statute(SOUND), statute(rule("1", conduct="delete"), act="other")]
        made = applied(ACCESS, files, repeal())
        assert set(made.acts) == {"act", "other"}
        assert [e.key for e in made.rules_in_force(FROM)] == ["other:1"]


# Laws -------------------------------------------------------------------------------------------------------------


def assessed_with(world: World, day: date, *changes: ReformChange, commences: date | None = None) -> Assessment:
    head = Reform(id=BILL, title="Bill", stage="bill", commences=commences or day)
    made = apply_reform(Catalogue(world.contents), ReformFile(reform=head, changes=changes))
    return assess(made, "t", day, world.reading)


@st.composite
def with_a_rule(draw) -> tuple[World, tuple[str, Rule]]:
    """A catalogue and one of its rules in force on the day."""
    world = draw(worlds())
    found = [(act, one) for act, one in world.rules if one.in_force.holds(world.as_at)]
    assume(found)
    return world, draw(st.sampled_from(found))


def statuses(found: Assessment) -> list[tuple[str, str, str]]:
    return [(d.status, d.low, d.high) for d in found.duties] + [(a.status, a.low, a.high) for a in found]


@law(200)
@drawn(with_a_rule(), st.booleans())
def test_repealing_a_rule_and_enacting_the_same_again_changes_nothing(found, turned):
    world, (act, one) = found
    again = one.model_copy(update={"in_force": one.in_force.model_copy(update={"start": world.as_at})})
    changes = [
        ReformChange(repeal=f"{act}:{one.id}"),
        ReformChange(enact=Enactment(act=act, section=one.id, heading="Again", rule=again)),
    ]
    after = assessed_with(world, world.as_at, *(reversed(changes) if turned else changes))
    assert statuses(after) == statuses(world.assess())


@law(200)
@drawn(with_a_rule(), dice())
def test_a_reform_changes_nothing_before_it_commences(found, dice):
    world, (act, one) = found
    later = [day for day in DAYS if day > world.as_at and one.in_force.holds(day)]
    assume(later)
    changes = [
        ReformChange(repeal=f"{act}:{one.id}"),
        ReformChange(amend=Amendment(rule=f"{act}:{one.id}", **add("fault", *dice.some(names("fault"))))),
    ]
    after = assessed_with(world, world.as_at, dice.one(changes), commences=dice.one(later))
    assert complete(after) == complete(world.assess())


@law(200)
@drawn(with_a_rule(), dice())
def test_adding_a_concept_to_a_condition_by_reform_never_lowers_a_status(found, dice):
    world, (act, one) = found
    assume(one.conditions)
    facet = dice.one(c.facet for c in one.conditions)
    assume(sum(c.facet == facet for c in one.conditions) == 1)
    change = ReformChange(amend=Amendment(rule=f"{act}:{one.id}", **add(facet, *dice.some(names(facet), most=2))))
    assert_not_lower(assessed_with(world, world.as_at, change), world.assess())


@law(200)
@drawn(with_a_rule(), dice())
def test_the_order_of_changes_does_not_matter(found, dice):
    world, (act, one) = found
    key = f"{act}:{one.id}"
    other = one.model_copy(update={"id": "77", "in_force": one.in_force.model_copy(update={"start": world.as_at})})
    changes = [
        ReformChange(amend=Amendment(rule=key, **add("fault", *dice.some(names("fault"))))),
        ReformChange(amend=Amendment(rule=key, **add("object", *dice.some(names("object"))))),
        ReformChange(enact=Enactment(act=act, section="77", heading="New", rule=other)),
        ReformChange(amend=Amendment(rule=f"{act}:77", **add("object", *dice.some(names("object"))))),
    ]
    event(f"{len(one.conditions)} conditions")
    turned = dice.some(changes, least=4, most=4)
    assert complete(assessed_with(world, world.as_at, *turned)) == complete(assessed_with(world, world.as_at, *changes))


# The command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def run(small_path: Path):
    def call(*args: str):
        return CliRunner().invoke(main, [*args, "--data", str(small_path)])

    return call


AT = ("--as-at", "2027-01-01")
WITH = ("--with", "deletion-bill")


class TestCommand:
    def test_assess_names_the_reform_in_its_json_and_judges_with_it(self, run, small):
        plain = json.loads(run("assess", "model", *AT, "--format", "json").output)
        found = json.loads(run("assess", "model", *AT, *WITH, "--format", "json").output)
        assert (plain["reform"], found["reform"]) == (None, "deletion-bill")
        assert plain["articles"] != found["articles"]
        assert found == small.assess("model", "2027-01-01", reform="deletion-bill").to_dict()

    def test_the_day_before_it_commences_nothing_differs(self, run):
        early = ("--as-at", "2026-12-31", "--format", "json")
        plain, found = (
            json.loads(run("assess", "model", *early).output),
            json.loads(run("assess", "model", *early, *WITH).output),
        )
        ends = ("article", "status", "low", "high")
        assert [[a[e] for e in ends] for a in found["articles"]] == [[a[e] for e in ends] for a in plain["articles"]]

    def test_the_table_says_so(self, run):
        assert "with deletion-bill" in run("assess", "model", *AT, *WITH).output

    def test_explain_rests_on_the_rule_that_the_reform_enacts(self, run, small):
        found = small.assess("model", "2027-01-01", reform="deletion-bill")
        resting = [d.id for d in found.duties if "computer-act-1990:6A(1)" in {e.key for e in d.rules}]
        assert resting
        for place in resting:
            assert "6A(1)" in run("explain", place, *AT, *WITH).output
            assert "6A(1)" not in run("explain", place, *AT).output

    def test_report_names_its_files_after_the_reform(self, run, tmp_path):
        result = run(
            "report",
            "model",
            *AT,
            *WITH,
            "--classification",
            "UNCLASSIFIED",
            "--out",
            str(tmp_path),
            "--formats",
            "md,xlsx",
        )
        assert result.exit_code == 0
        names = {p.name for p in tmp_path.iterdir()}
        assert names == {
            "model_2027-01-01_with_deletion-bill_annex.md",
            "model_2027-01-01_with_deletion-bill_matrix.xlsx",
        }

    @pytest.mark.parametrize("command", ["assess", "report", "explain"])
    def test_an_unknown_reform(self, run, tmp_path, command):
        more = ("--classification", "UNCLASSIFIED", "--out", str(tmp_path)) if command == "report" else ()
        place = "model:2" if command == "explain" else "model"
        result = run(command, place, *AT, "--with", "deletion-bil", *more)
        assert result.exit_code == 2
        assert "deletion-bill" in result.output
