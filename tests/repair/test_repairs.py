"""Repairs of a duty: worked by hand for each sort of edit, and the laws that every repair keeps to."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import assume, event
from hypothesis import given as with_random
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import (
    DAY,
    SOURCE,
    answered,
    assessed,
    at_least,
    at_most,
    catalogue,
    duty,
    either,
    exception,
    exclude,
    exercise,
    given,
    limit_to,
    reading,
    rule,
    statute,
    waiver,
)
from support.laws import law
from support.strategies import World, shuffled, worlds

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.errors import UsageError
from gapcheck.faces import Assessment
from gapcheck.model.law import Condition, Supports
from gapcheck.model.position import Consent, Position
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element
from gapcheck.repair.repairs import Repair, Repairer

DONE = ("met", "met_with_reservation")
ENACT = "enact t:1"


def told(repair: Repair) -> str:
    """A repair as a line: ``widen act:1 fault=intention, drop act:1 object``."""
    words = []
    for e in repair.edits:
        value = "".join(f"={x}" for x in (e.concept, e.quantity) if x)
        words.append(f"{e.sort} {e.target} {e.facet}{value}".rstrip().replace(" =", " "))
    return ", ".join(words)


def repairs(duties: Any, rules: Any = (), **more: Any) -> list[tuple[int, str, str]]:
    """Cost, edits and status of every repair of the first duty."""
    found = assessed(duties, rules, **more)
    return [(r.cost, told(r), r.status) for r in Repairer(found).repairs(found.duties[0])]


def edits(duties: Any, rules: Any = (), **more: Any) -> list[str]:
    """The edits of every repair of the first duty; each repair gives ``met``."""
    found = repairs(duties, rules, **more)
    assert {status for *_, status in found} <= {"met"}
    return [words for _, words, _ in found]


def with_position(position: Position, on: date = DAY) -> Assessment:
    """A duty that a reservation would make met, under a position."""
    made = catalogue(
        duty(conduct="access", allows=(limit_to("purpose", "fraud"),)), rule(conduct="access", purpose="fraud")
    )
    contents = Contents(**{**made.contents.__dict__, "positions": (position,)})
    return assess(Catalogue(contents), "t", on)


class TestEnact:
    def test_where_nothing_reaches_the_duty(self) -> None:
        assert repairs(duty(conduct="access", object="computer-system")) == [(6, ENACT, "met")]

    def test_a_duty_that_is_met_has_no_repair(self) -> None:
        assert repairs(duty(conduct="access"), rule(conduct="access")) == []

    @pytest.mark.parametrize(
        "described",
        [
            {"conduct": ["access", "delete"], "fault": "intention"},
            {"conduct": either("access", "delete"), "object": ["server", "vehicle"]},
            {"conduct": "access", "also": (Element(facet="conduct", any=("alter", "delete")),)},
            {
                "conduct": "access",
                "secrecy": "confidential",
                "also": (Element(facet="secrecy", every=("confidential-for-life",)),),
            },
            {"conduct": "access", "also": (at_least(10, "day"), at_most(20, "day"))},
            {"conduct": "access", "also": (at_least(10, "day"), at_least(20, "day"))},
            {"conduct": "access", "also": (at_most(2, "year"), at_most(7, "month"))},
            {"conduct": "access", "also": (at_least(1, "month"), at_least(3, "day"))},
            {"conduct": "access", "also": (at_least(5, "day"), at_most(3, "day"))},
        ],
    )
    def test_reaches_whatever_a_duty_describes(self, described: dict[str, Any]) -> None:
        assert repairs(duty(**described)) == [(6, ENACT, "met")]

    def test_of_a_power_or_a_sanction(self) -> None:
        assert edits(duty(kind="power", power=["search", "compel"], data="any-data", offence="any-offence")) == [ENACT]
        assert edits(duty(kind="sanction", period=at_least(1, "year"))) == [ENACT]

    def test_is_offered_beside_any_number_of_cheaper_repairs(self) -> None:
        one = duty(conduct="access", object="thing", fault="recklessness", purpose="dishonesty")
        narrow = {"conduct": "access", "object": "server", "fault": "intention", "purpose": "fraud"}
        found = edits(one, [rule("1", **narrow), rule("2", **narrow)])
        assert len(found) == 9
        assert ENACT in found

    def test_one_rule_for_all_cells(self) -> None:
        assert edits(duty(conduct=["access", "alter", "delete"])) == [ENACT]

    def test_without_an_act_there_is_no_place_for_it(self) -> None:
        made = catalogue(duty(conduct="access"))
        bare = Catalogue(Contents(**{**made.contents.__dict__, "statutes": ()}))
        with pytest.raises(UsageError, match="no Act"):
            Repairer(assess(bare, "t", DAY))


class TestConditions:
    def test_an_extra_condition_in_a_silent_facet_is_dropped(self) -> None:
        assert edits(duty(conduct="access"), rule(conduct="access", purpose="fraud")) == ["drop act:1 purpose", ENACT]

    def test_a_narrower_one_is_widened_or_dropped(self) -> None:
        found = repairs(duty(conduct="access", object="thing"), rule(conduct="access", object="server"))
        assert found == [(1, "widen act:1 object=thing", "met"), (2, "drop act:1 object", "met"), (6, ENACT, "met")]

    def test_one_in_the_anchor_is_never_dropped(self) -> None:
        assert edits(duty(conduct="access"), rule(conduct="remote-access")) == ["widen act:1 conduct=access", ENACT]

    def test_two_are_mended_in_every_mixture(self) -> None:
        found = repairs(
            duty(conduct="access", object="thing", fault="recklessness"),
            rule(conduct="access", object="server", fault="intention"),
        )
        assert [(cost, words) for cost, words, _ in found] == [
            (2, "widen act:1 fault=recklessness, widen act:1 object=thing"),
            (3, "drop act:1 fault, widen act:1 object=thing"),
            (3, "drop act:1 object, widen act:1 fault=recklessness"),
            (4, "drop act:1 fault, drop act:1 object"),
            (6, ENACT),
        ]

    def test_two_in_one_facet_are_dropped_together(self) -> None:
        other = Condition(facet="object", any=("machine",))
        found = edits(duty(conduct="access", object="vehicle"), rule(conduct="access", object="server", also=(other,)))
        assert found == [ENACT]  # the rule says nothing on vehicles
        found = edits(
            duty(conduct="access", object="computer-system"), rule(conduct="access", object="server", also=(other,))
        )
        assert found == ["drop act:1 object", ENACT]

    def test_two_in_the_anchor_leave_only_a_new_rule(self) -> None:
        other = Condition(facet="conduct", any=("delete",))
        assert edits(duty(conduct="interfere"), rule(conduct="alter", also=(other,))) == [ENACT]

    def test_an_any_list_is_answered_with_what_is_nearest(self) -> None:
        found = edits(
            duty(conduct="access", object=either("computer-system", "vehicle")), rule(conduct="access", object="server")
        )
        assert found[0] == "widen act:1 object=computer-system"
        found = edits(
            duty(conduct="access", object=either("machine", "thing")), rule(conduct="access", object="server")
        )
        assert found[0] == "widen act:1 object=thing"

    def test_each_cell_has_its_own_word(self) -> None:
        found = edits(
            duty(conduct=["access", "delete"]), [rule("1", conduct="remote-access"), rule("2", conduct="delete")]
        )
        assert found == ["widen act:1 conduct=access", ENACT]
        assert edits(
            duty(conduct=["alter", "delete"], fault="intention"), rule(conduct=("alter", "delete"), purpose="fraud")
        ) == [
            "drop act:1 purpose",
            ENACT,
        ]

    def test_an_arguable_one_is_put_beyond_doubt(self) -> None:
        law = rule(conduct="access", object=given("vehicle", arguably="computer-system"))
        found = edits(duty(conduct="access", object="computer-system"), law)
        assert found == ["widen act:1 object=computer-system", "drop act:1 object", ENACT]
        law = rule(conduct="access", object=given("machine", arguably="computer-system"))
        assert edits(duty(conduct="access", object="smart-machine"), law) == []

    def test_of_an_any_list_the_arguable_word_is_put_beyond_doubt(self) -> None:
        law = rule(conduct="access", object=given("vehicle", arguably="server"))
        assert edits(duty(conduct="access", object=either("machine", "server")), law)[0] == "widen act:1 object=server"

    def test_a_reading_settles_points_first(self) -> None:
        law = rule(conduct="access", object=given("vehicle", arguably="computer-system"))
        one = duty(conduct="access", object="computer-system")
        assert edits(one, law, read=reading(accepts=("act:1#object",))) == []
        assert edits(one, law, read=reading(rejects=("act:1#object",)))[0] == "widen act:1 object=computer-system"


class TestGuarantees:
    def test_one_that_is_missing_is_given(self) -> None:
        assert edits(duty(conduct="access", secrecy="confidential"), rule(conduct="access")) == [
            "give act:1 secrecy=confidential",
            ENACT,
        ]

    def test_two_of_one_facet(self) -> None:
        more = (Element(facet="secrecy", any=("confidential-for-life",)),)
        one = duty(kind="power", power="search", secrecy="confidential", also=more)
        assert (
            edits(one, rule(kind="power", gives={"power": "search"}))[0] == "give act:1 secrecy=confidential-for-life"
        )

    def test_an_anchor_that_is_only_broader(self) -> None:
        found = edits(duty(kind="power", power="order-disclosure"), rule(kind="power", gives={"power": "compel"}))
        assert found == ["give act:1 power=order-disclosure", ENACT]

    def test_an_arguable_one_is_put_beyond_doubt(self) -> None:
        law = rule(conduct="access", gives={"secrecy": given(arguably="confidential")})
        assert edits(duty(conduct="access", secrecy="confidential"), law) == ["give act:1 secrecy=confidential", ENACT]

    def test_of_an_any_list_the_arguable_one(self) -> None:
        law = rule(kind="power", gives={"power": given("search", arguably="order-preservation")})
        one = duty(kind="power", power=either("order-disclosure", "order-preservation"))
        assert edits(one, law)[0] == "give act:1 power=order-preservation"

    def test_one_that_another_rule_arguably_gives_is_put_beyond_doubt_there(self) -> None:
        other = rule(
            "2", kind="power", gives={"secrecy": given(arguably="confidential")}, supports=Supports(kinds=("offence",))
        )
        found = edits(duty(conduct="access", secrecy="confidential"), [rule(conduct="access"), other])
        assert found == ["give act:2 secrecy=confidential", ENACT]

    def test_one_that_another_rule_gives_is_not_given_again(self) -> None:
        other = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=Supports(rules=("act:1",)))
        one = duty(conduct="access", fault="recklessness", secrecy="confidential")
        found = edits(one, [rule(conduct="access", fault="intention"), other])
        assert found == ["widen act:1 fault=recklessness", "drop act:1 fault", ENACT]


class TestQuantities:
    @pytest.mark.parametrize(
        ("bounds", "gives", "amount"),
        [
            ((at_least(90, "day"),), (20, "day"), "90 day"),
            ((at_most(90, "day"),), (120, "day"), "90 day"),
            ((at_least(30, "day"), at_most(90, "day")), (120, "day"), "30 day"),
            ((at_least(30, "day"), at_most(90, "day")), (20, "day"), "30 day"),
            ((at_least(30, "day"), at_least(60, "day")), (40, "day"), "60 day"),
            ((at_most(2, "year"), at_most(7, "month")), (1, "year"), "7 month"),
            ((at_least(1, "month"),), (60, "day"), "1 month"),
        ],
    )
    def test_one_is_set_that_keeps_to_every_bound(self, bounds: Any, gives: Any, amount: str) -> None:
        law = rule(conduct="access", gives={"period": Quantity(amount=gives[0], unit=gives[1])})
        assert edits(duty(conduct="access", also=bounds), law) == [f"set act:1 period={amount}", ENACT]

    def test_bounds_that_no_amount_keeps_to_ask_for_a_new_rule(self) -> None:
        law = rule(conduct="access", gives={"period": Quantity(amount=4, unit="day")})
        assert edits(duty(conduct="access", also=(at_least(5, "day"), at_most(3, "day"))), law) == [ENACT]

    def test_one_is_set_where_there_was_none(self) -> None:
        assert (
            edits(duty(conduct="access", period=at_most(2, "year")), rule(conduct="access"))[0]
            == "set act:1 period=2 year"
        )

    def test_of_a_sanction(self) -> None:
        law = rule(kind="sanction", gives={"period": Quantity(amount=1, unit="year")})
        assert edits(duty(kind="sanction", period=at_least(3, "year")), law)[0] == "set act:1 period=3 year"


class TestExceptions:
    @pytest.mark.parametrize("effect", ["narrows", "arguable"])
    @pytest.mark.parametrize("named", [{}, {"facet": "object", "concepts": "vehicle"}])
    def test_one_is_removed(self, effect: str, named: dict[str, Any]) -> None:
        law = rule(conduct="access", exceptions=(exception(effect, "9", **named), exception("none", "10")))
        assert edits(duty(conduct="access"), law) == ["except act:1 9", ENACT]

    def test_one_that_a_reservation_would_allow(self) -> None:
        law = rule(conduct="access", exceptions=(exception("narrows", "9", "object", "vehicle"),))
        found = repairs(duty(conduct="access", allows=(exclude("object", "vehicle"),)), law)
        assert found == [
            (1, "lodge t:1#exclude", "met_with_reservation"),
            (2, "except act:1 9", "met"),
            (6, ENACT, "met"),
        ]


class TestLodging:
    def test_a_reservation(self) -> None:
        found = repairs(
            duty(conduct="access", allows=(limit_to("purpose", "fraud"),)), rule(conduct="access", purpose="fraud")
        )
        assert found == [
            (1, "lodge t:1#limit", "met_with_reservation"),
            (2, "drop act:1 purpose", "met"),
            (6, ENACT, "met"),
        ]

    def test_a_declaration_that_is_wider_than_the_law_does_not_help(self) -> None:
        one = duty(conduct="access", allows=(limit_to("purpose", "dishonesty", how="declaration"),))
        assert edits(one, rule(conduct="access", purpose="fraud")) == ["drop act:1 purpose", ENACT]

    def test_a_waiver_takes_the_cell_away(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        found = repairs(one, rule(conduct="access"))
        assert found == [(1, "lodge t:1#waiver", "met_with_reservation"), (6, ENACT, "met")]

    def test_beside_an_edit(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        found = repairs(one, rule(conduct="remote-access"))
        assert found[0] == (2, "widen act:1 conduct=access, lodge t:1#waiver", "met_with_reservation")

    def test_what_was_arguably_lodged_is_lodged_for_certain(self) -> None:
        one = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
        lodged = (exercise("1#limit", arguably=True),)
        assert repairs(one, rule(conduct="access", purpose="fraud"), exercised=lodged)[0][1] == "lodge t:1#limit"

    def test_not_once_new_zealand_is_bound(self) -> None:
        one = duty(conduct="access", allows=(limit_to("purpose", "fraud"),), waives=(waiver(conduct="access"),))
        law = rule(conduct="access", purpose="fraud")
        assert edits(one, law, binding_from="2020-01-01") == ["drop act:1 purpose", ENACT]
        assert repairs(one, law, binding_from="2020-01-02")[0][1].startswith("lodge")

    @pytest.mark.parametrize(
        ("kind", "on", "possible"),
        [
            ("accession", "2019-12-31", False),
            ("accession", "2020-01-01", False),
            ("ratification", "2020-01-02", True),
            ("signature", "2010-01-01", True),
        ],
    )
    def test_not_once_new_zealand_has_consented(self, kind: str, on: str, possible: bool) -> None:
        found = with_position(Position(instrument="t", consent=Consent(kind=kind, date=on)))
        repairer = Repairer(found)
        assert repairer.may_lodge("t:1#limit") is possible
        assert any(e.sort == "lodge" for r in repairer.repairs(found.duties[0]) for e in r.edits) is possible

    def test_without_any_position(self) -> None:
        found = with_position(Position(instrument="other"))
        assert Repairer(found).may_lodge("t:1#limit")


class TestGaps:
    def test_are_binding_duties_not_shown_to_be_met(self) -> None:
        duties = [
            duty("1", conduct="access"),
            duty("2", conduct="delete"),
            duty("3", conduct="delete", force="consider"),
            duty("4", conduct="delete", force="may"),
            duty("5", conduct="alter", surveyed=False),
            duty("6", conduct="interfere"),
        ]
        law = [rule("1", conduct="access"), rule("2", conduct=given("access", arguably="interfere"))]
        assert [d.id for d in Repairer(assessed(duties, law)).gaps()] == ["t:2", "t:5", "t:6"]

    def test_of_what_a_treaty_answers_cannot_be_repaired(self) -> None:
        held = assess(answered(duty(conduct="access"), duty(conduct="access")), "t", DAY)
        with pytest.raises(UsageError, match="treaty text"):
            Repairer(held)

    def test_a_rule_of_another_interval_is_left_alone(self) -> None:
        law = [
            rule("1", conduct="access", fault="intention", end="2020-06-01"),
            rule("1", conduct="access", start="2020-06-01"),
        ]
        one = duty(conduct="access", fault="recklessness")
        assert edits(one, law) == ["widen act:1 fault=recklessness", "drop act:1 fault", ENACT]
        assert edits(one, law, on="2020-06-01") == []

    def test_in_the_right_act(self) -> None:
        files = (
            statute(rule("1", conduct="alter"), act="b"),
            statute(rule("1", conduct="access", purpose="fraud"), act="c"),
        )
        assert edits(duty(conduct="access"), files)[0] == "drop c:1 purpose"

    def test_has_a_source(self) -> None:
        found = assessed(duty(conduct="access"))
        repairer = Repairer(found)
        (repair,) = repairer.repairs(found.duties[0])
        (change,) = repairer.reform(repair.edits, "x", "X").changes
        assert change.enact is not None
        assert change.enact.rule.source == (SOURCE,)


# The laws ---------------------------------------------------------------------------------------------------------


def found_in(world: World) -> tuple[Repairer, dict[str, tuple[Repair, ...]]]:
    repairer = Repairer(world.assess())
    return repairer, {d.id: repairer.repairs(d) for d in repairer.gaps()}


@law(80)
@with_random(worlds())
def test_every_gap_has_repairs_and_every_repair_is_proven(world: World) -> None:
    repairer, found = found_in(world)
    for key, options in found.items():
        full = repairer.catalogue.duty(key)
        assert options, key
        assert any([e.sort for e in r.edits] == ["enact"] for r in options)
        for repair in options:
            after = repairer.applied(repair.edits).duty(full)
            assert after.low == repair.status
            assert repair.status in DONE
            on_position = any(c.low.name == "COVERS_BY_POSITION" for c in after.cells)
            assert on_position == (repair.status == "met_with_reservation")
            for edit in repair.edits:
                event(edit.sort)


@law(80)
@with_random(worlds())
def test_no_edit_of_a_repair_can_be_left_out(world: World) -> None:
    repairer, found = found_in(world)
    for key, options in found.items():
        for repair in options:
            for edit in repair.edits:
                rest = [e for e in repair.edits if e != edit]
                assert repairer.proof(repairer.catalogue.duty(key), rest) not in DONE, (key, told(repair))
        sets = [set(r.edits) for r in options]
        assert not any(one < other for one in sets for other in sets)


@law(80)
@with_random(worlds())
def test_those_that_change_least_come_first(world: World) -> None:
    _, found = found_in(world)
    for options in found.values():
        assert [r.cost for r in options] == sorted(r.cost for r in options)
        assert all(r.cost == sum(e.cost for e in r.edits) for r in options)
        assert len({r.edits for r in options}) == len(options)


@law(80)
@with_random(worlds(), st.integers(0, 2**32))
def test_shuffling_changes_no_repair(world: World, seed: int) -> None:
    (one, before), (other, after) = found_in(world), found_in(shuffled(world, Random(seed)))
    assert after == before
    for options in before.values():
        for repair in options:
            made, again = (r.reform(repair.edits, "x", "X") for r in (one, other))
            assert [sorted(c.model_dump_json()) for c in made.changes] == [
                sorted(c.model_dump_json()) for c in again.changes
            ]


@law(80)
@with_random(worlds())
def test_nothing_is_lodged_after_consent(world: World) -> None:
    (position,) = world.contents.positions
    assume(any(e.sort == "lodge" for found in found_in(world)[1].values() for r in found for e in r.edits))
    consented = position.model_copy(update={"consent": Consent(kind="accession", date=world.as_at)})
    bound = World(Contents(**{**world.contents.__dict__, "positions": (consented,)}), world.as_at, world.reading)
    assert not [e for found in found_in(bound)[1].values() for r in found for e in r.edits if e.sort == "lodge"]
