"""Repairs of a duty: worked by hand for each sort of edit, and the laws that every repair keeps to."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from itertools import product
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
from support.questions import asked, asked_worlds, question
from support.situations import describes, reaches
from support.strategies import ACTS, SCOPE, World, names, shuffled

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.change.reform import apply_reform, law_of
from gapcheck.engine.assessment import Judge
from gapcheck.errors import UsageError
from gapcheck.faces import Assessment
from gapcheck.model.law import Act, Condition, RuleEntry, Section, StatuteFile, Supports
from gapcheck.model.position import Consent, Position
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element
from gapcheck.repair import repairs as repairs_module
from gapcheck.repair.edits import Edit, changes_rule
from gapcheck.repair.repairs import Repair, Repairer, lodging

DONE = ("met", "met_with_reservation")
ENACT, PROVIDE = "enact t:1", "provide act:1 t:1"


def told(repair: Repair) -> str:
    """A repair as a line: ``widen act:1 fault=intention, provide act:1 t:1``."""
    words = []
    for e in repair.edits:
        value = "".join(f"={x}" for x in (e.concept, e.quantity) if x)
        words.append(" ".join(w for w in (e.sort, e.target, e.facet + value, e.duty) if w))
    return ", ".join(words)


def repairs(duties: Any, rules: Any = (), **more: Any) -> list[tuple[int, str, str]]:
    """Number of edits, edits and status of every repair of the first duty."""
    found = assessed(duties, rules, **more)
    return [(len(r.edits), told(r), r.status) for r in Repairer(found).repairs(found.duties[0])]


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


def test_what_a_repair_changes_is_what_its_edits_do() -> None:
    edits = Edit("act:1", "widen", "object", "thing"), Edit("t:1#limit", "lodge")
    assert Repair("t:1", edits, "met").cost == edits[0].cost + edits[1].cost


class TestEnact:
    def test_where_nothing_reaches_the_duty(self) -> None:
        assert repairs(duty(conduct="access", object="computer-system")) == [(1, ENACT, "met")]

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
        assert repairs(duty(**described)) == [(1, ENACT, "met")]

    def test_of_a_power_or_a_sanction(self) -> None:
        assert edits(duty(kind="power", power=["search", "compel"], data="any-data", offence="any-offence")) == [ENACT]
        assert edits(duty(kind="sanction", period=at_least(1, "year"))) == [ENACT]

    def test_without_an_act_there_is_no_place_for_it(self) -> None:
        made = catalogue(duty(conduct="access"))
        bare = Catalogue(Contents(**{**made.contents.__dict__, "statutes": ()}))
        with pytest.raises(UsageError, match="no Act"):
            Repairer(assess(bare, "t", DAY))


class TestProvide:
    """A subsection beside the best rule, for what the treaty describes and nothing else."""

    def test_for_a_condition_that_the_treaty_does_not_know(self) -> None:
        assert edits(duty(conduct="access"), rule(conduct="access", purpose="fraud")) == [PROVIDE]

    def test_for_an_exception(self) -> None:
        law = rule(conduct="access", exceptions=(exception("narrows", "9", "object", "vehicle"),))
        assert edits(duty(conduct="access"), law) == [PROVIDE]

    def test_for_a_cell_that_no_rule_reaches_where_one_reaches_another(self) -> None:
        assert edits(duty(conduct=["access", "delete"]), rule(conduct="access")) == [PROVIDE]

    def test_comes_before_two_amendments(self) -> None:
        one = duty(conduct="access", object="computer-system", secrecy="confidential", period=at_least(3, "day"))
        found = repairs(one, rule(conduct="access", object="computer-system"))
        assert found[0] == (1, PROVIDE, "met")
        assert found[1][0] == 2

    def test_in_the_section_that_is_best_in_most_cells(self) -> None:
        one = duty(conduct=["access", "delete", "alter"])
        law = [rule("1", conduct="access", purpose="fraud"), rule("2", conduct=("delete", "alter"), purpose="fraud")]
        assert edits(one, law) == ["provide act:2 t:1"]

    def test_what_is_covered_by_a_reservation_does_not_count(self) -> None:
        one = duty(conduct=["access", "delete", "alter"], allows=(limit_to("purpose", "fraud"),))
        law = [
            rule("1", conduct="access", fault="intention"),
            rule("2", conduct=("delete", "alter"), purpose="fraud"),
        ]
        found = assessed(one, law, exercised=(exercise("1#limit"),))
        assert Repairer(found).providing(found.duties[0]) == Edit("act:1", "provide", duty="t:1")

    def test_of_equals_in_the_section_that_covers_most_of_the_rest(self) -> None:
        one = duty(conduct=["access", "delete", "alter"])
        sections = (
            Section(section="1", heading="H", rules=(rule("1", conduct="access", purpose="fraud"),)),
            Section(
                section="2",
                heading="H",
                rules=(rule("2", conduct="delete", purpose="fraud"), rule("2(2)", conduct="alter")),
            ),
        )
        assert edits(one, (StatuteFile(act=Act(id="act", title="Made Up Act"), sections=sections),)) == [
            "provide act:2 t:1"
        ]

    def test_the_rule_that_comes_nearest_counts_beside_those_that_arguably_suffice(self) -> None:
        law = [
            rule("1", conduct=("access", "delete"), purpose="fraud"),
            rule("2", conduct=given("alter", arguably="access")),
            rule("3", conduct=given("alter", arguably="delete")),
        ]
        questions = [question(f"q{n}", f"act:{n}#conduct", view="fails") for n in "23"]
        found = assess(asked(catalogue(duty(conduct=["access", "delete"]), law), *questions), "t", DAY)
        assert Repairer(found).providing(found.duties[0]) == Edit("act:1", "provide", duty="t:1")

    def test_beside_the_rule_that_arguably_suffices(self) -> None:
        """It reaches the cell not at all once its point is lost; the other does, but needs more than the point."""
        law = [
            rule("1", conduct="access", object=given("vehicle", arguably="server"), also=(FAULT,)),
            rule("2", conduct="access", object="smart-machine", purpose="fraud"),
        ]
        one = duty(conduct="access", object="server", fault="intention", purpose="obtaining-data")
        made = asked(catalogue(one, law), question("q", "act:1#object", view="fails"))
        found = assess(made, "t", DAY)
        assert {told(r) for r in Repairer(found).repairs(found.duties[0])} >= {"provide act:1 t:1"}


FAULT = Condition(facet="fault", any=("recklessness",))


class TestNothingIsOpened:
    def test_a_word_is_added_where_the_rule_is_else_as_narrow_as_the_treaty(self) -> None:
        one = duty(conduct="access", object="thing", fault="intention")
        assert edits(one, rule(conduct="access", object="server", fault="intention"))[0] == "widen act:1 object=thing"

    def test_and_not_where_the_rule_is_wider(self) -> None:
        one = duty(conduct="access", object="thing", fault="intention")
        assert edits(one, rule(conduct="access", object="server")) == [PROVIDE]
        assert edits(one, rule(conduct="access", object="server", fault="recklessness")) == [PROVIDE]

    def test_nor_where_the_words_open_something_together(self) -> None:
        duties = [duty("1", conduct="delete", object="server"), duty("2", conduct="access", object="vehicle")]
        law = rule(conduct="access", object="server")
        found = Repairer(assessed(duties, law))
        first, second = Edit("act:1", "widen", "conduct", "delete"), Edit("act:1", "widen", "object", "vehicle")
        assert not found.opens([first])
        assert not found.opens([second])
        assert found.opening([first, second]) == ("act:1",)

    def test_nor_where_two_words_for_one_duty_do(self) -> None:
        """Each is described by some duty without a fault, and both together by this one alone, which asks for it."""
        duties = [
            duty("1", conduct="access", object="thing", fault="intention"),
            duty("2", conduct="access", object="server"),
            duty("3", conduct="remote-access", object="thing"),
        ]
        assert edits(duties, rule(conduct="remote-access", object="server")) == [PROVIDE]

    def test_what_a_duty_permits_or_leaves_to_others_is_not_described(self) -> None:
        law = rule(conduct="access", object="server")
        one = duty("1", conduct="access", object="thing", fault="intention")
        assert edits([one, duty("2", force="may", conduct="access", object="thing")], law) == [PROVIDE]
        assert edits([one, duty("2", follows=("1",))], law) == [PROVIDE]

    def test_a_power_that_a_rule_arguably_has_is_given_to_it_however_far_it_reaches(self) -> None:
        law = rule(kind="power", data="any-data", gives={"power": given("compel", arguably="search")})
        one = duty(kind="power", power="search", data="traffic-data")
        found = assess(asked(catalogue(one, law), question("q", "act:1#power", view="fails")), "t", DAY)
        assert told(Repairer(found).repairs(found.duties[0])[0]) == "give act:1 power=search"

    def test_a_power_is_given_to_no_rule_that_reaches_further_than_the_treaty(self) -> None:
        law = rule(kind="power", data="any-data", gives={"power": "compel"})
        narrow = duty(kind="power", power="order-disclosure", data="traffic-data")
        assert edits(narrow, law) == [PROVIDE]
        wide = duty(kind="power", power="order-disclosure", data="any-data")
        assert edits(wide, law)[0] == "give act:1 power=order-disclosure"


class TestWhatMayBeAmended:
    @staticmethod
    def files(*, act: bool = True, section: bool = True) -> tuple[StatuteFile, ...]:
        file = statute(rule("1", conduct="access", object="server"), act="closed")
        first = file.sections[0].model_copy(update={"amendable": section})
        head = file.act.model_copy(update={"amendable": act})
        closed = file.model_copy(update={"act": head, "sections": (first,)})
        return closed, statute(rule("1", conduct="delete"), act="act")

    def test_where_no_act_is_open_there_is_no_repair(self) -> None:
        closed, _ = self.files(act=False)
        found = assessed(duty(conduct="access", object="thing"), (closed,))
        repairer = Repairer(found)
        assert repairer.providing(found.duties[0]) is None
        assert repairer.repairs(found.duties[0]) == ()

    @pytest.mark.parametrize("barred", ["act", "section"])
    def test_no_edit_of_an_act_or_section_that_is_closed(self, barred: str) -> None:
        one = duty(conduct="access", object="thing")
        assert edits(one, self.files(**{barred: False})) == [ENACT]
        assert edits(one, self.files())[0] == "widen closed:1 object=thing"

    def test_the_best_of_those_that_are_open_is_taken(self) -> None:
        closed, _ = self.files(section=False)
        other = statute(rule("2", conduct="access", object="smart-machine"), act="act")
        found = edits(duty(conduct="access", object="thing"), (closed, other))
        assert found == ["widen act:2 object=thing", "provide act:2 t:1"]

    def test_what_can_be_lodged_is_lodged_whatever_the_act(self) -> None:
        one = duty(conduct="access", allows=(limit_to("object", "server"),))
        assert repairs(one, self.files(act=False))[0] == (1, "lodge t:1#limit", "met_with_reservation")

    def test_a_guarantee_of_a_closed_act_is_given_in_the_rule_itself(self) -> None:
        giver = rule(
            "1", kind="power", gives={"secrecy": given(arguably="confidential")}, supports=Supports(kinds=("offence",))
        )
        file = statute(giver, act="bill-of-rights")
        closed = file.model_copy(update={"act": file.act.model_copy(update={"amendable": False})})
        made = catalogue(duty(conduct="access", secrecy="confidential"), (closed, statute(rule(conduct="access"))))
        found = assess(asked(made, question("q", "bill-of-rights:1#secrecy", view="fails")), "t", DAY)
        assert told(Repairer(found).repairs(found.duties[0])[0]) == "give act:1 secrecy=confidential"


class TestConditions:
    def test_a_narrower_one_is_widened(self) -> None:
        found = repairs(duty(conduct="access", object="thing"), rule(conduct="access", object="server"))
        assert found == [(1, "widen act:1 object=thing", "met"), (1, PROVIDE, "met")]

    def test_one_in_the_anchor(self) -> None:
        assert edits(duty(conduct="access"), rule(conduct="remote-access")) == ["widen act:1 conduct=access", PROVIDE]

    def test_an_any_list_is_answered_with_what_is_nearest(self) -> None:
        wanted = (("computer-system", "vehicle"), ("thing", "machine"))
        for first, second in wanted:
            one = duty(conduct="access", object=either(first, second))
            assert edits(one, rule(conduct="access", object="server"))[0] == f"widen act:1 object={first}"

    def test_two_in_one_facet_leave_only_a_provision(self) -> None:
        other = Condition(facet="object", any=("machine",))
        one = duty(conduct="access", object="computer-system")
        assert edits(one, rule(conduct="access", object="server", also=(other,))) == [PROVIDE]
        wider = Condition(facet="object", any=("thing",))
        assert edits(one, rule(conduct="access", object="server", also=(wider,))) == [PROVIDE]


class TestPoints:
    """What is in doubt gets no edit: only what counts against New Zealand as the questions are viewed does."""

    LAW = rule(conduct="access", object=given("vehicle", arguably="computer-system"))
    ONE = duty(conduct="access", object="computer-system")

    def viewed(self, view: str | None, *, beyond_doubt: bool = False) -> list[str]:
        made = catalogue(self.ONE, self.LAW)
        if view is not None:
            made = asked(made, question("q", "act:1#object", view=view))
        found = assess(made, "t", DAY)
        repairer = Repairer(found, beyond_doubt)
        return [told(r) for d in repairer.gaps() for r in repairer.repairs(d)]

    @pytest.mark.parametrize("view", ["holds", "open", None])
    def test_one_that_is_won_or_open_gets_none(self, view: str | None) -> None:
        assert self.viewed(view) == []
        assert self.viewed(view, beyond_doubt=True)[0] == "widen act:1 object=computer-system"

    def test_one_that_is_lost_does(self) -> None:
        assert self.viewed("fails") == ["widen act:1 object=computer-system", PROVIDE]
        assert self.viewed("fails", beyond_doubt=True) == []

    def test_a_gap_beside_a_point_that_is_won_leaves_the_point_alone(self) -> None:
        made = catalogue(duty(conduct="access", object="computer-system", secrecy="confidential"), self.LAW)
        found = assess(asked(made, question("q", "act:1#object", view="holds")), "t", DAY)
        assert told(Repairer(found).repairs(found.duties[0])[0]) == "give act:1 secrecy=confidential"

    def test_a_reading_settles_points_first(self) -> None:
        assert edits(self.ONE, self.LAW, read=reading(accepts=("act:1#object",))) == []
        # Rejected, the point is no way into the cell any more.
        assert edits(self.ONE, self.LAW, read=reading(rejects=("act:1#object",))) == [ENACT]


class TestGuarantees:
    def test_one_that_is_missing_is_given(self) -> None:
        one = duty(conduct="access", secrecy="confidential")
        assert edits(one, rule(conduct="access")) == ["give act:1 secrecy=confidential", PROVIDE]

    def test_of_two_in_one_facet_the_one_that_is_enough_for_both(self) -> None:
        more = (Element(facet="secrecy", every=("confidential-for-life",)),)
        one = duty(conduct="access", secrecy="confidential", also=more)
        assert edits(one, rule(conduct="access")) == ["give act:1 secrecy=confidential-for-life", PROVIDE]

    def test_of_an_any_list_the_one_that_the_rule_arguably_gives(self) -> None:
        law = rule(kind="power", gives={"power": given(arguably="search")})
        made = catalogue(duty(kind="power", power=either("compel", "search")), law)
        found = assess(asked(made, question("q", "act:1#power", view="fails")), "t", DAY)
        assert told(Repairer(found).repairs(found.duties[0])[0]) == "give act:1 power=search"

    def test_several_are_told_in_order(self) -> None:
        one = duty(
            conduct="access",
            object="thing",
            fault="recklessness",
            purpose="dishonesty",
            secrecy="confidential",
            also=(at_least(3, "day"),),
        )
        law = rule(conduct="access", object="server", fault="intention", purpose="fraud")
        assert edits(one, law)[1] == (
            "give act:1 secrecy=confidential, set act:1 period=3 day, widen act:1 fault=recklessness, "
            "widen act:1 object=thing, widen act:1 purpose=dishonesty"
        )

    def test_one_that_another_rule_gives_is_not_given_again(self) -> None:
        other = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=Supports(rules=("act:1",)))
        one = duty(conduct="access", fault="recklessness", secrecy="confidential")
        found = edits(one, [rule(conduct="access", fault="intention"), other])
        assert found == ["widen act:1 fault=recklessness", PROVIDE]

    def test_one_that_another_rule_arguably_gives_is_given_there(self) -> None:
        other = rule(
            "2", kind="power", gives={"secrecy": given(arguably="confidential")}, supports=Supports(kinds=("offence",))
        )
        made = catalogue(duty(conduct="access", secrecy="confidential"), [rule(conduct="access"), other])
        found = assess(asked(made, question("q", "act:2#secrecy", view="fails")), "t", DAY)
        assert told(Repairer(found).repairs(found.duties[0])[0]) == "give act:2 secrecy=confidential"


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
        assert edits(duty(conduct="access", also=bounds), law) == [f"set act:1 period={amount}", PROVIDE]

    def test_of_two_facets_each_has_its_own(self) -> None:
        year = Element(facet="secrecy", at_least=Quantity(amount=1, unit="year"))
        law = rule(conduct="access", gives={"period": Quantity(amount=20, unit="day")})
        assert edits(duty(conduct="access", also=(at_least(90, "day"), year)), law)[1] == (
            "set act:1 period=90 day, set act:1 secrecy=1 year"
        )

    def test_bounds_that_no_amount_keeps_to_ask_for_a_provision(self) -> None:
        law = rule(conduct="access", gives={"period": Quantity(amount=4, unit="day")})
        assert edits(duty(conduct="access", also=(at_least(5, "day"), at_most(3, "day"))), law) == [PROVIDE]


class TestLodging:
    ONE = duty(conduct="access", allows=(limit_to("purpose", "fraud"),))
    LAW = rule(conduct="access", purpose="fraud")

    def test_a_reservation(self) -> None:
        assert repairs(self.ONE, self.LAW) == [(1, "lodge t:1#limit", "met_with_reservation"), (1, PROVIDE, "met")]

    def test_for_an_exception(self) -> None:
        law = rule(conduct="access", exceptions=(exception("narrows", "9", "object", "vehicle"),))
        found = repairs(duty(conduct="access", allows=(exclude("object", "vehicle"),)), law)
        assert found == [(1, "lodge t:1#exclude", "met_with_reservation"), (1, PROVIDE, "met")]

    def test_a_declaration_that_is_wider_than_the_law_does_not_help(self) -> None:
        one = duty(conduct="access", allows=(limit_to("purpose", "dishonesty", how="declaration"),))
        assert edits(one, self.LAW) == [PROVIDE]

    def test_a_waiver_takes_the_cell_away(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        assert repairs(one, rule(conduct="access"))[0] == (1, "lodge t:1#waiver", "met_with_reservation")

    def test_beside_an_edit(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        found = repairs(one, rule(conduct="remote-access"))
        assert found == [
            (1, PROVIDE, "met"),
            (2, "widen act:1 conduct=access, lodge t:1#waiver", "met_with_reservation"),
        ]

    def test_not_once_new_zealand_is_bound(self) -> None:
        assert edits(self.ONE, self.LAW, binding_from="2020-01-01") == [PROVIDE]
        assert repairs(self.ONE, self.LAW, binding_from="2020-01-02")[0][1].startswith("lodge")

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

    def test_no_waiver_either_once_new_zealand_is_bound(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        assert edits(one, rule(conduct="access"), binding_from="2020-01-01") == [PROVIDE]

    def test_what_the_treaty_allows_without_more_is_not_lodged(self) -> None:
        """A condition that arguably does not exclude the cell, and does once the point is lost."""
        law = rule(conduct="access", object=given("vehicle", arguably="server"))
        one = duty(conduct="access", object="server", allows=(limit_to("object", "vehicle", how="free"),))
        made = asked(catalogue(one, law), question("q", "act:1#object", view="fails"))
        found = assess(made, "t", DAY)
        every = [e.sort for d in found.duties for r in Repairer(found).repairs(d) for e in r.edits]
        assert every
        assert "lodge" not in every

    def test_beside_an_edit_for_another_shortfall(self) -> None:
        one = duty(conduct="access", object="thing", secrecy="confidential", allows=(limit_to("object", "server"),))
        assert [words for _, words, _ in repairs(one, rule(conduct="access", object="server"))] == [
            PROVIDE,
            "give act:1 secrecy=confidential, lodge t:1#limit",
            "give act:1 secrecy=confidential, widen act:1 object=thing",
        ]


class TestBounds:
    """How many ways are kept and told."""

    ONE = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
    LAW = rule(conduct="access", object="server")
    ALL: tuple[str, ...] = ("lodge t:1#limit", "widen act:1 object=thing", PROVIDE)

    @pytest.mark.parametrize(("most", "told"), [(1, (ALL[0], ALL[2])), (2, ALL), (3, ALL)])
    def test_so_many_repairs_and_the_provision(
        self, monkeypatch: pytest.MonkeyPatch, most: int, told: tuple[str, ...]
    ) -> None:
        monkeypatch.setattr(repairs_module, "MOST_TOLD", most)
        assert tuple(words for _, words, _ in repairs(self.ONE, self.LAW)) == told

    def test_of_the_mixtures_the_first_ones_and_the_last(self, monkeypatch: pytest.MonkeyPatch) -> None:
        allows = (*self.ONE.allows, limit_to("purpose", "fraud", id="other"))
        one = duty(conduct="access", object="thing", purpose="dishonesty", allows=allows)
        law = rule(conduct="access", object="server", purpose="fraud")
        lodged, widened = "lodge t:1#limit, lodge t:1#other", "widen act:1 object=thing, widen act:1 purpose=dishonesty"
        mixed = ["widen act:1 object=thing, lodge t:1#other", "widen act:1 purpose=dishonesty, lodge t:1#limit"]
        assert [words for _, words, _ in repairs(one, law)] == [PROVIDE, lodged, *mixed, widened]
        monkeypatch.setattr(repairs_module, "MOST_MIXED", 1)
        assert [words for _, words, _ in repairs(one, law)] == [PROVIDE, lodged, widened]

    def test_of_the_cells_those_with_the_fewest_ways_come_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        a, b, c, d = (frozenset({Edit(f"act:{n}", "give", "secrecy", "confidential")}) for n in "1234")
        found = assessed(duty(conduct="access"))
        monkeypatch.setattr(repairs_module, "MOST_OPEN", 1)

        def kept(*ways: tuple[frozenset[Edit], ...]) -> list[frozenset[Edit]]:
            monkeypatch.setattr(Repairer, "_ways", lambda _, __, cell: iter(ways[cell]))
            return Repairer(found)._candidates(found.duties[0], range(len(ways)))

        assert kept((a, b), (b,)) == [b]
        assert kept((a, c), (c | d,)) == [c | d]

    def test_of_as_many_ways_the_order_of_the_cells_makes_no_difference(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = assessed(duty(conduct="access"))
        monkeypatch.setattr(repairs_module, "MOST_OPEN", 1)
        for first in range(8):
            singles = [frozenset({Edit(f"act:{first}{n}", "give", "secrecy", "confidential")}) for n in range(10)]
            ways = [[singles[n] for n in numbers] for numbers in ((0, 1, 4, 6, 8), (1, 3, 5, 7, 9))]
            monkeypatch.setattr(Repairer, "_ways", lambda _, __, cell, ways=ways: iter(ways[cell]))
            expected = [singles[0] | singles[1]]
            assert Repairer(found)._candidates(found.duties[0], (0, 1)) == expected
            assert Repairer(found)._candidates(found.duties[0], (1, 0)) == expected

    def test_of_repairs_that_change_as_much_the_order_of_their_edits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        limits = tuple(limit_to("purpose", "fraud", id=name) for name in "ab")
        lodged = [frozenset({Edit(f"t:1#{name}", "lodge")}) for name in "ba"]
        monkeypatch.setattr(Repairer, "_candidates", lambda *_: lodged)
        found = repairs(duty(conduct="access", allows=limits), rule(conduct="access", purpose="fraud"))
        assert [words for _, words, _ in found] == ["lodge t:1#a", "lodge t:1#b", PROVIDE]


class TestWhatIsKept:
    """Of the sets of edits that mend a duty: none that holds another, and no edit that is not needed."""

    A, B, C, D, E = (Edit(f"act:{n}", "give", "secrecy", "confidential") for n in "12345")

    def test_those_that_change_least_without_those_that_hold_another(self) -> None:
        a, b, c, d, e = self.A, self.B, self.C, self.D, self.E
        enact = Edit("t:1", "enact")
        sets = [{b, c}, {a, c, d, e}, {a, b, c}, {enact}, {a}, {a, d}, {b, d, e}, {c, d, e}]
        told = [{a}, {enact}, {b, c}, {b, d, e}, {c, d, e}]
        assert repairs_module._least({frozenset(s) for s in sets}) == [frozenset(s) for s in told]

    def test_so_many_and_no_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(repairs_module, "MOST_OPEN", 2)
        one, two, three = (frozenset({edit}) for edit in (self.A, self.B, self.C))
        assert repairs_module._least({three, two, one}) == [one, two]
        assert repairs_module._least({two}) == [two]

    def test_what_is_preferred_least_goes_first(self) -> None:
        found = Repairer(assessed(duty(conduct="access", object="thing"), rule(conduct="access", object="server")))
        (only,) = found.assessment.duties
        widened, provided = Edit("act:1", "widen", "object", "thing"), Edit("act:1", "provide", duty="t:1")
        idle = Edit("act:1", "give", "secrecy", "confidential")
        assert found._pruned(only.full, frozenset({widened, provided})) == {widened}
        assert found._pruned(only.full, frozenset({widened, provided, idle})) == {widened}
        assert found._pruned(only.full, frozenset({widened, Edit("t:1", "enact")})) == {widened}
        assert found._pruned(only.full, frozenset({widened})) == {widened}
        assert found._pruned(only.full, frozenset({idle})) is None

    def test_of_equals_the_last_is_kept(self) -> None:
        limits = tuple(limit_to("purpose", "fraud", id=name) for name in "abcde")
        found = Repairer(assessed(duty(conduct="access", allows=limits), rule(conduct="access", purpose="fraud")))
        lodged = {name: Edit(f"t:1#{name}", "lodge") for name in "abcde"}
        assert found._pruned(found.assessment.duties[0].full, frozenset(lodged.values())) == {lodged["e"]}

    def test_no_quantity_is_set_at_two_amounts(self) -> None:
        law = rule(conduct="access", gives={"period": Quantity(amount=20, unit="day")})
        found = Repairer(assessed(duty(conduct="access", period=at_least(90, "day")), law))
        both = frozenset(Edit("act:1", "set", "period", quantity=f"{days} day") for days in (90, 100))
        assert found._pruned(found.assessment.duties[0].full, both) is None


class TestAfter:
    def test_each_duty_stands_as_it_does_once_the_edits_are_law(self) -> None:
        found = Repairer(assessed([duty("1", conduct="access"), duty("2", conduct="delete")]))
        enacted = Edit("t:1", "enact"), Edit("t:2", "enact")
        assert found.after(enacted[:1]) == {"t:1": "met", "t:2": "unmet"}
        assert found.after(enacted) == {"t:1": "met", "t:2": "met"}
        assert found.after(enacted) is found.after(enacted[::-1])
        assert found.applied(enacted) is found.applied(enacted[::-1])

    def test_the_rules_that_open_something_are_told_in_order(self) -> None:
        law = [rule(n, conduct="access", object="server") for n in "123"]
        found = Repairer(assessed(duty(conduct="access", object="thing", fault="intention"), law))
        edits = [Edit(f"act:{n}", "widen", "object", "thing") for n in "321"]
        assert found.opening(edits) == ("act:1", "act:2", "act:3")


class TestWhatIsLodged:
    MADE = catalogue(
        duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),), waives=(waiver(conduct="access"),))
    )

    @pytest.mark.parametrize("name", ["limit", "waiver"])
    def test_is_the_narrowing_or_waiver(self, name: str) -> None:
        allowed = lodging(self.MADE, Edit(f"t:1#{name}", "lodge"))
        assert allowed is not None
        assert (allowed.key, allowed.value.id) == (f"t:1#{name}", name)

    @pytest.mark.parametrize(
        "edit", [Edit("t:1#none", "lodge"), Edit("t:2#limit", "lodge"), Edit("t:1", "enact"), Edit("t:1#limit", "give")]
    )
    def test_is_nothing_that_the_treaty_does_not_allow(self, edit: Edit) -> None:
        assert lodging(self.MADE, edit) is None


class TestNearest:
    """Of an ``any`` list what a rule comes nearest to: what it arguably says first, then what it touches."""

    @pytest.mark.parametrize(
        ("wanted", "surely", "arguably", "nearest"),
        [
            (("machine", "thing"), (), (), "machine"),
            (("machine", "thing"), (), ("server",), "thing"),
            (("machine", "server"), (), ("thing",), "server"),
            (("machine", "thing"), (), ("server", "vehicle"), "thing"),
            (("machine", "thing"), ("server", "vehicle"), (), "thing"),
            (("machine", "vehicle"), ("machine",), ("vehicle",), "vehicle"),
        ],
    )
    def test_concept(
        self, wanted: tuple[str, ...], surely: tuple[str, ...], arguably: tuple[str, ...], nearest: str
    ) -> None:
        assert Repairer(assessed(duty(conduct="access")))._nearest(wanted, surely, arguably) == nearest
        assert Repairer(assessed(duty(conduct="access")))._nearest(wanted[::-1], surely, arguably) == nearest


class TestJudged:
    """Duties as they are judged here: as the questions are viewed, with what stays open lost."""

    MADE = catalogue(
        [duty("1", follows=("2",)), duty("2", conduct="access"), duty("3", force="may", conduct="access")],
        rule(conduct=given("delete", arguably="access")),
    )

    @pytest.mark.parametrize(("view", "low"), [("holds", "met"), ("fails", "unmet"), ("open", "unmet")])
    def test_one_that_follows_others_stands_as_they_do(self, view: str, low: str) -> None:
        found = Repairer(assess(asked(self.MADE, question("q", "act:1#conduct", view=view)), "t", DAY))
        assert [found.judged(d).low for d in found.assessment.duties[:2]] == [low, low]
        assert [d.id for d in found.gaps()] == (["t:2"] if view == "fails" else [])

    def test_one_that_asks_for_nothing_is_left_alone(self) -> None:
        found = Repairer(assess(self.MADE, "t", DAY))
        assert found.judged(found.assessment.duties[2]) is found.assessment.duties[2]

    def test_a_cell_that_a_reservation_covers_is_not_short(self) -> None:
        one = duty(conduct=["access", "delete"], allows=(limit_to("purpose", "fraud"),))
        found = Repairer(assessed(one, rule(conduct="access", purpose="fraud"), exercised=(exercise("1#limit"),)))
        assert [cell.cell.scope["conduct"] for cell in found.short(found.assessment.duties[0])] == [("delete",)]


class TestGaps:
    def test_are_binding_duties_met_in_part_or_not_at_all(self) -> None:
        duties = [
            duty("1", conduct="access"),
            duty("2", conduct="access", secrecy="confidential"),
            duty("3", conduct="delete", force="consider"),
            duty("4", conduct="delete", force="may"),
            duty("5", conduct="alter", surveyed=False),
            duty("6", conduct="interfere"),
            duty("7", conduct="access", object="server"),
        ]
        law = [rule("1", conduct="access"), rule("2", conduct=given("access", arguably="interfere"))]
        made = catalogue(duties, law)
        assert [d.id for d in Repairer(assess(made, "t", DAY)).gaps()] == ["t:2"]
        lost = asked(made, question("q", "act:2#conduct", view="fails"))
        assert [d.id for d in Repairer(assess(lost, "t", DAY)).gaps()] == ["t:2", "t:6"]
        held = asked(made, question("q", "act:2#conduct", view="holds"))
        assert [d.id for d in Repairer(assess(held, "t", DAY), beyond_doubt=True).gaps()] == ["t:6"]

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
        assert edits(one, law) == ["widen act:1 fault=recklessness", PROVIDE]
        assert edits(one, law, on="2020-06-01") == []

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


class TestMayLodge:
    """A narrowing can be lodged when a State signs or consents to be bound, and not after it."""

    LATER, TODAY, BEFORE = date(2020, 1, 2), DAY, date(2019, 12, 31)

    @pytest.mark.parametrize(
        ("position", "possible"),
        [
            (Position(instrument="t"), True),
            (Position(instrument="t", binding_from=LATER), True),
            (Position(instrument="t", binding_from=TODAY), False),
            (Position(instrument="t", binding_from=BEFORE), False),
            (Position(instrument="t", consent=Consent(kind="signature", date=BEFORE)), True),
            (Position(instrument="t", consent=Consent(kind="accession", date=LATER)), True),
            (Position(instrument="t", consent=Consent(kind="accession", date=TODAY)), False),
            (
                Position(instrument="t", consent=Consent(kind="accession", date=LATER), binding_from=TODAY),
                False,
            ),
            (Position(instrument="other", binding_from=BEFORE), True),
        ],
    )
    def test_position(self, position: Position, possible: bool) -> None:
        assert Repairer(with_position(position)).may_lodge("t:1#limit") is possible


@law(60)
@with_random(asked_worlds())
def test_every_gap_has_repairs_and_every_repair_is_proven(world: World) -> None:
    """Laid over the catalogue as a reform, and judged from scratch with the same views."""
    repairer, found = found_in(world)
    base = law_of(repairer.catalogue, world.as_at)
    for key, options in found.items():
        full = repairer.catalogue.duty(key)
        assert options, key
        assert any([e.sort for e in r.edits] in (["enact"], ["provide"]) for r in options)
        for repair in options:
            file = repairer.reform(repair.edits, "x", "X")
            after = Judge.on(apply_reform(base, file), world.as_at, repairer.assessment.reading).duty(full)
            assert after.view_low == repair.status, told(repair)
            assert repair.status in DONE
            for edit in repair.edits:
                event(edit.sort)


@law(60)
@with_random(asked_worlds())
def test_no_repair_reaches_what_neither_the_treaty_nor_the_old_law_described(world: World) -> None:
    """By brute force: over every situation of the vocabulary."""
    repairer, found = found_in(world)
    old = repairer.coverage.rules
    for options in found.values():
        for repair in options:
            for entry in repairer.applied(repair.edits).changed:
                new = newly_reached(repairer, old, entry)
                event("reaches more" if new else "reaches nothing more")
                described = [d for d in repairer.catalogue.duties.values() if d.duty.kind == entry.rule.kind]
                assert all(any(describes(repairer.catalogue.vocabulary, d, s) for d in described) for s in new)


def newly_reached(repairer: Repairer, old: tuple[RuleEntry, ...], entry: RuleEntry) -> list[dict[str, str]]:
    """The situations that a rule reaches and did not reach before."""
    words = repairer.catalogue.vocabulary
    before = [e.rule for e in old if e.key == entry.key]
    situations = (dict(zip(SCOPE, choice, strict=True)) for choice in product(*(names(f) for f in SCOPE)))
    return [s for s in situations if reaches(words, entry.rule, s) and not any(reaches(words, r, s) for r in before)]


@law(60)
@with_random(asked_worlds())
def test_no_edit_of_a_repair_can_be_left_out(world: World) -> None:
    repairer, found = found_in(world)
    for key, options in found.items():
        for repair in options:
            for edit in repair.edits:
                rest = [e for e in repair.edits if e != edit]
                assert repairer.proof(repairer.catalogue.duty(key), rest) not in DONE, (key, told(repair))
        sets = [set(r.edits) for r in options]
        assert not any(one < other for one in sets for other in sets)


@law(60)
@with_random(asked_worlds())
def test_those_with_fewest_edits_come_first(world: World) -> None:
    _, found = found_in(world)
    for options in found.values():
        assert [r.cost for r in options] == sorted(r.cost for r in options)
        assert [len(r.edits) for r in options] == sorted(len(r.edits) for r in options)
        assert len({r.edits for r in options}) == len(options)


@law(60)
@with_random(asked_worlds(), st.integers(0, 2**32))
def test_nothing_that_may_not_be_amended_is_edited(world: World, seed: int) -> None:
    closed = Random(seed).choice(ACTS)
    files = tuple(
        f.model_copy(update={"act": f.act.model_copy(update={"amendable": f.act.id != closed})})
        for f in world.contents.statutes
    )
    barred = World(Contents(**{**world.contents.__dict__, "statutes": files}), world.as_at, world.reading)
    repairer, found = found_in(barred)
    for options in found.values():
        for edit in (e for r in options for e in r.edits):
            made = changes_rule(repairer.catalogue, edit)
            assert made is None or not made.startswith(f"{closed}:")


@law(60)
@with_random(asked_worlds(), st.integers(0, 2**32))
def test_shuffling_changes_no_repair(world: World, seed: int) -> None:
    (one, before), (other, after) = found_in(world), found_in(shuffled(world, Random(seed)))
    assert after == before
    for options in before.values():
        for repair in options:
            made, again = (r.reform(repair.edits, "x", "X") for r in (one, other))
            assert [sorted(c.model_dump_json()) for c in made.changes] == [
                sorted(c.model_dump_json()) for c in again.changes
            ]


@law(60)
@with_random(asked_worlds())
def test_nothing_is_lodged_after_consent(world: World) -> None:
    (position,) = world.contents.positions
    assume(any(e.sort == "lodge" for found in found_in(world)[1].values() for r in found for e in r.edits))
    consented = position.model_copy(update={"consent": Consent(kind="accession", date=world.as_at)})
    bound = World(Contents(**{**world.contents.__dict__, "positions": (consented,)}), world.as_at, world.reading)
    assert not [e for found in found_in(bound)[1].values() for r in found for e in r.edits if e.sort == "lodge"]


def test_what_was_tried_goes_with_who_tried_it_and_not_only_once_reference_cycles_are_looked_for() -> None:
    found = assessed(duty(conduct="access", object="thing"), rule(conduct="access", object="server"))
    repairer = Repairer(found)
    (gap,) = repairer.gaps()
    (one, *_) = repairer.repairs(gap)
    gone = weakref.ref(repairer.applied(one.edits))
    gc.disable()
    try:
        del repairer
        assert gone() is None
    finally:
        gc.enable()
