"""The laws of design 2.5, on random catalogues.

A status is compared by its two ends: an article that is not assessed stands for [unmet, met], a duty for the ends that
were found. No law had to be weakened.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from support.laws import assert_not_lower, cell_ranks, law, ranks
from support.strategies import (
    ACTS,
    ANCHORS,
    DAYS,
    SCOPE,
    World,
    a_rule,
    an_exercise,
    complete,
    dice,
    exercisable,
    names,
    points,
    shuffled,
    worlds,
)

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.results import RANK
from gapcheck.faces import Assessment
from gapcheck.model.base import Interval
from gapcheck.model.law import Condition, Rule
from gapcheck.model.position import Reading


@st.composite
def with_a_rule(draw) -> tuple[World, tuple[str, Rule]]:
    """A catalogue and one of its rules in force on the day."""
    world = draw(worlds())
    found = [(act, rule) for act, rule in world.rules if rule.in_force.holds(world.as_at)]
    assume(found)
    return world, draw(st.sampled_from(found))


@law(400)
@given(worlds(), st.integers(0, 2**32))
def test_shuffling_input_changes_nothing(world, seed):
    assert complete(shuffled(world, Random(seed)).assess()) == complete(world.assess())


@law(400)
@given(worlds(), dice())
def test_adding_a_rule_in_force_never_lowers_a_status(world, dice):
    added = a_rule(dice, world.duties, "99").model_copy(update={"in_force": Interval(start=world.as_at)})
    more = world.with_rules([*world.rules, (dice.one(ACTS), added)])
    event("supports" if added.supports else "stands alone")
    assert_not_lower(more.assess(), world.assess())


@law(400)
@given(with_a_rule())
def test_repealing_a_rule_never_raises_a_status(drawn):
    world, (act, gone) = drawn
    event("supports" if gone.supports else "stands alone")
    without = world.with_rules((a, r) for a, r in world.rules if (a, r) != (act, gone))
    assert_not_lower(world.assess(), without.assess())
    if gone.in_force.start < world.as_at:
        ended = world.with_rule((act, gone), in_force=gone.in_force.model_copy(update={"end": world.as_at}))
        assert ranks(ended.assess()) == ranks(without.assess())


@law(400)
@given(with_a_rule(), dice())
def test_adding_a_condition_outside_the_anchor_facet_never_raises_a_status(drawn, dice):
    world, (act, rule) = drawn
    facet = dice.one(f for f in SCOPE if f != ANCHORS[rule.kind])
    arguably = dice.some(names(facet), most=2) if dice.chance(30) else ()
    more = Condition(facet=facet, any=dice.some(names(facet), most=2), arguably=arguably)
    limited = world.with_rule((act, rule), conditions=(*rule.conditions, more))
    assert_not_lower(world.assess(), limited.assess())


@law(400)
@given(with_a_rule(), dice())
def test_broadening_a_condition_or_adding_a_concept_to_it_never_lowers_a_status(drawn, dice):
    world, (act, rule) = drawn
    assume(rule.conditions)
    number = dice.number(0, len(rule.conditions) - 1)
    condition = rule.conditions[number]
    old = dice.one(condition.any)
    above = sorted(Catalogue(world.contents).vocabulary.concepts[old].broader)
    if above and dice.chance(60):
        wider = tuple(dice.one(above) if c == old else c for c in condition.any)
        event("broadened")
    else:
        wider = (*condition.any, dice.one(names(condition.facet)))
        event("added")
    changed = [condition.model_copy(update={"any": wider}) if n == number else c for n, c in enumerate(rule.conditions)]
    assert_not_lower(world.with_rule((act, rule), conditions=tuple(changed)).assess(), world.assess())


@law(400)
@given(worlds(), dice())
def test_exercising_a_narrowing_or_waiver_never_lowers_a_status(world, dice):
    keys = exercisable(world.duties)
    assume(keys)
    lodged = an_exercise(dice, dice.one(keys), world.duties, [day for day in DAYS if day <= world.as_at])
    event("arguably" if lodged.arguably else "certainly")
    assert_not_lower(world.with_exercise(lodged).assess(), world.assess())


@law(400)
@given(worlds(), st.data())
def test_two_dates_with_no_boundary_between_them_give_the_same_result(world, data):
    day = data.draw(st.dates(DAYS[0] - timedelta(400), DAYS[-1] + timedelta(400)))
    start = max((b for b in world.boundaries if b <= day), default=date.min)
    end = min((b for b in world.boundaries if b > day), default=date.max)
    latest = min(end - timedelta(1), day + timedelta(700))
    other = data.draw(st.dates(max(start, day - timedelta(700)), latest))
    event("the same day" if other == day else "two days")
    assert complete(world.assess(as_at=other)) == complete(world.assess(as_at=day))


@law(400)
@given(worlds())
def test_low_is_never_above_high(world):
    found = world.assess()
    for name, (low, high) in {**ranks(found), **cell_ranks(found)}.items():
        assert low <= high, name
    findings = [f for d in found.duties for c in d.cells for f in (c.best, *c.others) if f]
    assert all(f.low <= f.high for f in findings)


@law(400)
@given(worlds(), dice())
def test_a_reading_stays_between_the_ends(world, dice):
    """Accepting a point never lowers an end, rejecting one never raises an end, and neither leaves the range."""
    world = World(world.contents, world.as_at, None)
    open_points = points(world.duties, world.rules)
    assume(open_points)
    point = dice.one(open_points)
    before = world.assess()
    won = world.with_reading(Reading(id="won", title="Won", accepts=(point,))).assess()
    lost = world.with_reading(Reading(id="lost", title="Lost", rejects=(point,))).assess()
    assert_not_lower(won, before)
    assert_not_lower(before, lost)
    for name, (low, high) in {d.id: (d.low, d.high) for d in before.duties if d.status != "no_duty"}.items():
        assert RANK[won.duty(name).high] == RANK[high]
        assert RANK[lost.duty(name).low] == RANK[low]


@law(400)
@given(worlds())
def test_every_point_accepted_gives_the_high_end_and_every_one_rejected_the_low_end(world):
    world = World(world.contents, world.as_at, None)
    everything = tuple(points(world.duties, world.rules))
    open_ = world.assess()
    won = world.with_reading(Reading(id="won", title="Won", accepts=everything)).assess()
    lost = world.with_reading(Reading(id="lost", title="Lost", rejects=everything)).assess()
    for one, best, worst in zip(open_.duties, won.duties, lost.duties, strict=True):
        assert (best.low, best.high) == (one.high, one.high)
        assert (worst.low, worst.high) == (one.low, one.low)


# The laws would hold of an empty catalogue too: what they were tried on has to be rich enough. ------------------------


@pytest.fixture(scope="module")
def sample() -> list[tuple[World, Assessment]]:
    found: list[tuple[World, Assessment]] = []

    @law(1000)
    @given(worlds())
    def collect(world: World) -> None:
        found.append((world, world.assess()))

    collect()
    return found


def share(sample, holds) -> float:
    return sum(bool(holds(*one)) for one in sample) / len(sample)


@pytest.mark.parametrize(
    ("status", "least"),
    [
        ("met", 0.2),
        ("partial", 0.2),
        ("unmet", 0.2),
        ("unclear", 0.08),
        ("met_with_reservation", 0.04),
        ("not_assessed", 0.05),
    ],
)
def test_a_good_share_of_the_catalogues_has_a_duty_with_each_status(sample, status, least):
    assert share(sample, lambda _, found: any(d.status == status for d in found.duties)) >= least


def test_a_good_share_of_the_catalogues_has_each_kind_of_shortfall(sample):
    def kinds(found: Assessment) -> set[str]:
        return {s.type for d in found.duties for c in d.cells for f in (c.best, *c.others) if f for s in f.shortfalls}

    counted = Counter(kind for _, found in sample for kind in kinds(found))
    assert set(counted) == {"narrower", "extra_condition", "missing", "exception", "arguable"}
    assert min(counted.values()) / len(sample) >= 0.1


def test_a_good_share_of_the_catalogues_covers_positions_and_support(sample):
    def excused(found: Assessment, low: str) -> bool:
        cells = [c for d in found.duties for c in d.cells]
        return any(c.low.name == low and c.best and c.best.low.name == low and c.best.excused for c in cells)

    assert share(sample, lambda _, found: excused(found, "COVERS_BY_POSITION")) >= 0.03
    assert share(sample, lambda _, found: excused(found, "COVERS")) >= 0.03
    assert share(sample, lambda _, found: any(c.waiver for d in found.duties for c in d.cells)) >= 0.1
    assert share(sample, lambda _, found: any(c.curable_waiver for d in found.duties for c in d.cells)) >= 0.1
    assert share(sample, lambda world, _: any(x.arguably for p in world.contents.positions for x in p.exercised)) >= 0.2
    assert share(sample, lambda world, _: any(r.supports for _, r in world.rules)) >= 0.2
    assert share(sample, lambda world, _: any(d.inherits for d in world.duties)) >= 0.15
    assert share(sample, lambda world, _: world.reading is not None) >= 0.1


@pytest.mark.parametrize("facet", sorted({*SCOPE, "power", "secrecy"}))
def test_the_vocabularies_have_broader_links_and_concepts_with_two_parents(sample, facet):
    def most(world: World) -> int:
        return max(len(c.broader) for f in world.contents.vocabulary for c in f.concepts if c.facet == facet)

    assert {most(world) for world, _ in sample} >= {0, 1, 2}
