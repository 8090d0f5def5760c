"""One cell against one rule (design 2.3)."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from support.builders import (
    at_least,
    at_most,
    catalogue,
    cell,
    duty,
    either,
    exception,
    exclude,
    exercise,
    finding,
    given,
    judged,
    limit_to,
    reading,
    result,
    rule,
    shortfalls,
)
from support.questions import asked, question

from gapcheck.engine.assessment import assess
from gapcheck.engine.cells import cells_of
from gapcheck.engine.coverage import Coverage, supports
from gapcheck.engine.findings import Outcome, name_result
from gapcheck.engine.opinion import Opinion, Positions
from gapcheck.engine.rule_masks import RuleMasks
from gapcheck.model.law import Condition, Gift, Supports
from gapcheck.model.position import Exercise, settle
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element

ACCESS = duty(conduct="access")


def search(**facets: object):
    """A power duty that asks for a search."""
    return duty(kind="power", power="search", **facets)


def search_rule(id: str = "1", gives: dict | None = None, **more):
    """A rule that gives a power to search."""
    return rule(id, kind="power", gives={"power": "search", **(gives or {})}, **more)


class TestKindsAndAnchors:
    def test_rules_of_another_kind_are_disjoint(self):
        assert result(ACCESS, rule(kind="power", conduct="access", gives={"power": "search"})) == "disjoint"

    def test_a_rule_silent_in_a_scope_anchor_is_disjoint(self):
        assert result(ACCESS, rule()) == "disjoint"
        assert result(ACCESS, rule(object="thing")) == "disjoint"

    def test_a_rule_that_gives_nothing_of_its_own_in_a_guarantee_anchor_is_disjoint(self):
        assert result(search(), rule(kind="power", gives={"secrecy": "confidential"})) == "disjoint"

    def test_support_in_the_anchor_does_not_make_a_silent_rule_speak(self):
        silent = rule("1", kind="power", gives={"secrecy": "confidential"})
        giver = rule(
            "2", kind="offence", conduct="access", gives={"power": "search"}, supports=Supports(kinds=["power"])
        )
        assert result(search(), silent, beside=[giver]) == "disjoint"

    def test_a_rule_that_gives_an_unrelated_concept_in_a_guarantee_anchor_is_disjoint(self):
        assert result(search(), rule(kind="power", gives={"power": "order-disclosure"})) == "disjoint"

    def test_a_broader_concept_given_in_a_guarantee_anchor_counts_as_missing(self):
        one = duty(kind="power", power="order-disclosure")
        assert shortfalls(one, rule(kind="power", gives={"power": "compel"})) == [("missing", "power")]

    def test_a_concept_given_only_arguably_keeps_the_rule_from_being_disjoint(self):
        assert result(search(), rule(kind="power", gives={"power": given(arguably="search")})) == "arguable"
        one = duty(kind="power", power="order-disclosure")
        assert result(one, rule(kind="power", gives={"power": given(arguably="compel")})) == "narrow"

    def test_two_elements_in_a_guarantee_anchor_need_only_one_of_them_to_be_answered(self):
        one = duty(kind="power", also=(*search().elements, *duty(power="order-disclosure").elements))
        assert shortfalls(one, search_rule()) == [("missing", "power")]

    def test_a_duty_without_a_guarantee_anchor_is_not_covered_by_a_silent_rule(self):
        one = duty(kind="power", force="consider", secrecy="confidential")
        assert result(one, rule(kind="power", gives={"secrecy": "confidential"})) == "disjoint"

    def test_a_duty_without_its_anchor_is_not_covered_by_whatever_the_rule_gives_there(self):
        assert result(duty(kind="power", force="consider"), search_rule()) == "disjoint"

    def test_a_duty_without_a_scope_anchor_leaves_the_rule_with_an_extra_condition(self):
        assert shortfalls(duty(force="consider"), rule(conduct="access")) == [("extra_condition", "conduct")]

    def test_a_quantity_can_be_the_anchor(self):
        one = duty(kind="sanction", also=(at_least(1, "year"),))
        assert result(one, rule(kind="sanction", gives={"period": Quantity(amount=2, unit="year")})) == "covers"
        assert result(one, rule(kind="sanction", gives={"period": Quantity(amount=2, unit="month")})) == "narrow"
        assert result(one, rule(kind="sanction", gives={"secrecy": "confidential"})) == "disjoint"


class TestScope:
    def test_the_same_concept_satisfies(self):
        assert result(ACCESS, rule(conduct="access")) == "covers"

    def test_a_broader_condition_satisfies(self):
        assert result(duty(conduct="remote-access"), rule(conduct="access")) == "covers"

    def test_a_condition_reached_over_several_links_satisfies(self):
        one = duty(conduct="access", object="server")
        assert result(one, rule(conduct="access", object="thing")) == "covers"

    def test_every_condition_has_to_be_satisfied(self):
        one = duty(conduct="access", object="server", fault="intention")
        assert result(one, rule(conduct="access", object="thing", fault="recklessness")) == "covers"
        assert result(one, rule(conduct="access", object="thing", fault="negligence")) == "narrow"

    def test_a_rule_without_a_condition_is_not_limited_there(self):
        assert result(duty(conduct="access", object="server", fault="intention"), rule(conduct="access")) == "covers"

    def test_one_concept_of_a_condition_is_enough(self):
        assert result(ACCESS, rule(conduct=["delete", "access"])) == "covers"

    def test_one_concept_of_an_any_list_is_enough(self):
        one = duty(conduct="access", object=either("vehicle", "server"))
        assert result(one, rule(conduct="access", object="computer-system")) == "covers"

    def test_a_narrower_condition_reaches_part_of_the_cell(self):
        assert shortfalls(ACCESS, rule(conduct="remote-access")) == [("narrower", "conduct")]

    def test_parents_of_one_child_touch(self):
        one = duty(conduct="access", object="computer-system")
        assert shortfalls(one, rule(conduct="access", object="machine")) == [("narrower", "object")]

    def test_unrelated_concepts_of_a_disjoint_facet_are_disjoint(self):
        one = duty(conduct="access", object="computer-system")
        assert result(one, rule(conduct="access", object="vehicle")) == "disjoint"

    def test_siblings_of_a_disjoint_facet_are_disjoint(self):
        assert result(duty(conduct="delete"), rule(conduct="alter")) == "disjoint"

    def test_unrelated_concepts_of_an_overlapping_facet_are_an_extra_condition(self):
        one = duty(conduct="access", purpose="obtaining-data")
        assert shortfalls(one, rule(conduct="access", purpose="dishonesty")) == [("extra_condition", "purpose")]

    def test_a_condition_where_the_cell_is_silent_is_extra_even_in_a_disjoint_facet(self):
        assert shortfalls(ACCESS, rule(conduct="access", object="vehicle")) == [("extra_condition", "object")]

    def test_one_disjoint_condition_makes_the_whole_rule_disjoint(self):
        one = duty(conduct="access", object="vehicle", fault="intention")
        assert result(one, rule(conduct="access", fault="negligence", object="server")) == "disjoint"

    def test_two_conditions_in_one_facet_must_both_be_satisfied(self):
        one = duty(conduct="access", fault="intention")
        both = (Condition(facet="fault", any=["recklessness"]), Condition(facet="fault", any=["negligence"]))
        assert shortfalls(one, rule(conduct="access", also=both)) == [("extra_condition", "fault")]

    def test_an_offence_threshold_is_an_ordinary_scope_condition(self):
        limited = search_rule(offence="offence-7y")
        assert result(search(offence="offence-7y"), search_rule(offence="imprisonable-offence")) == "covers"
        assert shortfalls(search(offence="any-offence"), limited) == [("narrower", "offence")]
        assert shortfalls(search(), limited) == [("extra_condition", "offence")]

    def test_an_arguable_concept_is_won_at_the_high_end_and_not_listed_at_the_low_end(self):
        found = finding(ACCESS, rule(conduct=given("delete", arguably="access")))
        assert (found.low, found.high) == (Outcome.DISJOINT, Outcome.COVERS)
        assert found.result == "arguable"

    def test_an_arguable_concept_counts_with_everything_within_it(self):
        assert result(duty(conduct="remote-access"), rule(conduct=given("delete", arguably="access"))) == "arguable"

    def test_a_concept_only_broader_than_the_arguable_one_is_not_arguable(self):
        assert result(ACCESS, rule(conduct=given("delete", arguably="remote-access"))) == "disjoint"

    def test_a_satisfied_condition_has_no_arguable_point(self):
        assert result(ACCESS, rule(conduct=given("access", arguably="access"))) == "covers"

    def test_the_arguable_point_is_named_after_the_rule_and_the_facet(self):
        (found,) = finding(ACCESS, rule("252(1)", conduct=given("delete", arguably="access"))).shortfalls
        assert (found.type, found.point) == ("arguable", "act:252(1)#conduct")


class TestGuarantees:
    ONE = search(secrecy="confidential")

    def test_the_same_concept_satisfies(self):
        assert result(self.ONE, search_rule(gives={"secrecy": "confidential"})) == "covers"

    def test_a_narrower_concept_given_satisfies(self):
        assert result(self.ONE, search_rule(gives={"secrecy": "confidential-for-life"})) == "covers"

    def test_a_broader_concept_given_is_missing(self):
        strict = search(secrecy="confidential-for-life")
        assert shortfalls(strict, search_rule(gives={"secrecy": "confidential"})) == [("missing", "secrecy")]

    def test_nothing_given_is_missing(self):
        assert shortfalls(self.ONE, search_rule()) == [("missing", "secrecy")]

    def test_one_of_an_any_list_is_enough(self):
        one = duty(kind="power", power=either("search", "order-disclosure"))
        assert result(one, rule(kind="power", gives={"power": "order-disclosure"})) == "covers"

    def test_what_is_given_beyond_the_duty_does_no_harm(self):
        assert result(search(), search_rule(gives={"secrecy": "confidential"})) == "covers"

    def test_what_is_arguably_given_is_won_at_the_high_end_and_missing_at_the_low_end(self):
        found = finding(self.ONE, search_rule(gives={"secrecy": given(arguably="confidential")}))
        assert (found.low, found.high) == (Outcome.NARROW, Outcome.COVERS)

    @pytest.mark.parametrize(
        ("amount", "unit", "wanted", "expected"),
        [
            (12, "month", at_least(1, "year"), "covers"),
            (11, "month", at_least(1, "year"), "narrow"),
            (1, "year", at_least(12, "month"), "covers"),
            (1, "year", at_most(12, "month"), "covers"),
            (13, "month", at_most(1, "year"), "narrow"),
            (90, "day", at_most(90, "day"), "covers"),
            (91, "day", at_most(90, "day"), "narrow"),
            (400, "day", at_least(1, "year"), "narrow"),
            (1, "day", at_most(1, "month"), "narrow"),
            (0, "day", at_least(0, "day"), "covers"),
        ],
    )
    def test_quantities_compare_in_the_stated_direction(self, amount, unit, wanted, expected):
        one = duty(kind="power", power="search", also=(wanted,))
        assert result(one, search_rule(gives={"period": Quantity(amount=amount, unit=unit)})) == expected

    def test_a_minimum_and_a_maximum_can_both_be_asked(self):
        one = duty(kind="power", power="search", also=(at_least(30, "day"), at_most(90, "day")))
        assert result(one, search_rule(gives={"period": Quantity(amount=60, unit="day")})) == "covers"
        assert shortfalls(one, search_rule(gives={"period": Quantity(amount=20, unit="day")})) == [
            ("missing", "period")
        ]


class TestSupports:
    ONE = search(secrecy="confidential")

    def giver(self, id: str = "2", **more):
        return rule(id, conduct="access", gives={"secrecy": "confidential"}, **more)

    def test_a_supporting_rule_gives(self):
        assert result(self.ONE, search_rule(), beside=[self.giver(supports=Supports(kinds=["power"]))]) == "covers"

    def test_a_rule_that_supports_nothing_gives_to_itself_alone(self):
        assert result(self.ONE, search_rule(), beside=[self.giver()]) == "narrow"

    @pytest.mark.parametrize(
        ("selects", "expected"),
        [
            (Supports(kinds=["power"], acts=["act"], rules=["act:1"]), "covers"),
            (Supports(kinds=["offence"], acts=["act"], rules=["act:1"]), "narrow"),
            (Supports(kinds=["power"], acts=["other"], rules=["act:1"]), "narrow"),
            (Supports(kinds=["power"], acts=["act"], rules=["act:9"]), "narrow"),
            (Supports(acts=["act"]), "covers"),
            (Supports(rules=["act:1"]), "covers"),
            (Supports(rules=["1"]), "narrow"),
            (Supports(kinds=[]), "narrow"),
        ],
    )
    def test_every_key_given_must_match(self, selects, expected):
        assert result(self.ONE, search_rule(), beside=[self.giver(supports=selects)]) == expected

    def test_only_rules_in_force_give(self):
        later = self.giver(supports=Supports(kinds=["power"]), start="2020-01-02")
        assert judged(self.ONE, [search_rule(), later]).status == "partial"
        assert judged(self.ONE, [search_rule(), later], on="2020-01-02").status == "met"

    def test_of_several_givers_the_one_that_names_the_rule_most_closely_is_relied_on(self):
        by_kind = self.giver("2", supports=Supports(kinds=["power"]))
        by_act = self.giver("3", supports=Supports(acts=["act"]))
        by_rule = self.giver("4", supports=Supports(rules=["act:1"]))
        again = self.giver("5", supports=Supports(rules=["act:1"]))

        def relied(*beside):
            return [e.rule.id for e in finding(self.ONE, search_rule(), beside=beside).relies_on]

        assert relied(by_kind, by_act, by_rule, again) == ["4"]
        assert relied(by_kind, by_act) == ["3"]
        assert relied(by_kind) == ["2"]

    def test_a_rule_without_supports_gives_to_no_other(self):
        made = catalogue(self.ONE, [search_rule(), self.giver()])
        assert [supports(giver, made.rules[0]) for giver in made.rules] == [False, False]

    def test_support_is_not_passed_on(self):
        middle = rule("2", conduct="access", supports=Supports(rules=["act:1"]))
        giver = self.giver("3", supports=Supports(rules=["act:2"]))
        assert result(self.ONE, search_rule(), beside=[middle, giver]) == "narrow"

    def test_a_supporter_may_give_arguably_and_its_own_point_settles_it(self):
        giver = rule(
            "2", conduct="access", gives={"secrecy": given(arguably="confidential")}, supports=Supports(kinds=["power"])
        )
        assert result(self.ONE, search_rule(), beside=[giver]) == "arguable"
        assert result(self.ONE, search_rule(), beside=[giver], read=reading(accepts=("act:2#secrecy",))) == "covers"
        assert result(self.ONE, search_rule(), beside=[giver], read=reading(rejects=("act:2#secrecy",))) == "narrow"
        assert result(self.ONE, search_rule(), beside=[giver], read=reading(rejects=("act:1#secrecy",))) == "arguable"

    def test_what_is_surely_given_by_one_outweighs_what_is_arguably_given_by_another(self):
        own = search_rule(gives={"secrecy": given(arguably="confidential")})
        assert result(self.ONE, own, beside=[self.giver(supports=Supports(kinds=["power"]))]) == "covers"

    def test_a_supporter_completes_an_anchor_that_the_rule_gives_too_broadly(self):
        one = duty(kind="power", power="order-disclosure")
        giver = rule("2", conduct="access", gives={"power": "order-disclosure"}, supports=Supports(kinds=["power"]))
        assert result(one, rule(kind="power", gives={"power": "compel"}), beside=[giver]) == "covers"


class TestExceptions:
    def ruled(self, *found):
        return rule(conduct="access", exceptions=found)

    def test_effect_none_costs_nothing(self):
        assert result(ACCESS, self.ruled(exception("none"))) == "covers"

    def test_effect_narrows_narrows(self):
        assert shortfalls(ACCESS, self.ruled(exception("narrows"))) == [("exception", None)]

    def test_effect_arguable_narrows_when_lost(self):
        found = finding(ACCESS, self.ruled(exception("arguable", section="252(2)")))
        assert (found.low, found.high) == (Outcome.NARROW, Outcome.COVERS)
        assert found.shortfalls[0].point == "act:1#252(2)"

    def test_an_exception_is_excused_when_all_it_leaves_out_is_within_excluded_concepts(self):
        one = duty(conduct="access", allows=(exclude("object", "thing", how="free"),))
        assert (
            result(one, self.ruled(exception("narrows", facet="object", concepts=["server", "computer-system"])))
            == "covers"
        )
        assert result(one, self.ruled(exception("narrows", facet="object", concepts=["server", "vehicle"]))) == "narrow"

    def test_an_exception_wider_than_the_exclusion_is_not_excused(self):
        one = duty(conduct="access", allows=(exclude("object", "server", how="free"),))
        assert result(one, self.ruled(exception("narrows", facet="object", concepts="computer-system"))) == "narrow"

    def test_an_exception_that_names_no_facet_is_not_excused(self):
        one = duty(conduct="access", allows=(exclude("object", "thing", how="free"),))
        assert result(one, self.ruled(exception("narrows"))) == "narrow"

    def test_an_exception_in_another_facet_is_not_excused(self):
        one = duty(conduct="access", allows=(exclude("object", "thing", how="free"),))
        assert result(one, self.ruled(exception("narrows", facet="fault", concepts="recklessness"))) == "narrow"

    def test_a_limit_to_does_not_excuse_an_exception(self):
        one = duty(conduct="access", allows=(limit_to("object", how="free"),))
        assert result(one, self.ruled(exception("narrows", facet="object", concepts="server"))) == "narrow"

    def test_an_arguable_exception_that_is_lost_can_be_excused(self):
        one = duty(conduct="access", allows=(exclude("object", "thing", how="free"),))
        assert result(one, self.ruled(exception("arguable", facet="object", concepts="server"))) == "covers"


class TestNarrowings:
    LIMITED = rule(conduct="access", object="server")

    def one(self, *allows):
        return duty(conduct="access", object="thing", allows=allows)

    def test_a_narrower_condition_is_excused_by_a_limit_no_tighter_than_the_permitted_one(self):
        one = self.one(limit_to("object", "server", how="free"))
        assert result(one, self.LIMITED) == "covers"
        assert result(one, rule(conduct="access", object="computer-system")) == "covers"

    def test_a_domestic_limit_tighter_than_the_permitted_one_is_not_excused(self):
        assert result(self.one(limit_to("object", "computer-system", how="free")), self.LIMITED) == "narrow"

    def test_one_permitted_concept_is_enough(self):
        assert result(self.one(limit_to("object", "vehicle", "server", how="free")), self.LIMITED) == "covers"

    def test_an_extra_condition_is_excused_too(self):
        one = duty(conduct="access", allows=(limit_to("purpose", "fraud", how="free"),))
        assert result(one, rule(conduct="access", purpose="dishonesty")) == "covers"
        assert result(one, rule(conduct="access", purpose="obtaining-data")) == "narrow"

    def test_what_was_lodged_without_a_limit_excuses_no_more_than_the_treaty_permits(self):
        one = self.one(limit_to("object", "computer-system"))
        lodged = (exercise("1#limit"),)
        assert result(one, self.LIMITED, exercised=lodged) == "narrow"
        assert result(one, rule(conduct="access", object="computer-system"), exercised=lodged) == "covers_by_position"

    def test_an_empty_limit_to_permits_any_limit_in_the_facet(self):
        one = self.one(limit_to("object", how="free"))
        assert result(one, self.LIMITED) == "covers"
        assert result(one, rule(conduct="access", object="server", fault="intention")) == "narrow"

    def test_a_disjoint_rule_is_not_excused(self):
        assert result(self.one(limit_to("object", how="free")), rule(conduct="access", object="vehicle")) == "disjoint"

    def test_a_narrowing_excuses_in_its_facet_only(self):
        assert result(self.one(limit_to("fault", how="free")), self.LIMITED) == "narrow"

    def test_a_missing_guarantee_is_never_excused(self):
        allows = (limit_to("secrecy", how="free"), exclude("secrecy", "confidential", how="free"))
        one = search(secrecy="confidential", allows=allows)
        assert result(one, search_rule()) == "narrow"

    def test_an_exclusion_does_not_excuse_a_condition(self):
        assert result(self.one(exclude("object", "thing", how="free")), self.LIMITED) == "narrow"

    @pytest.mark.parametrize("how", ["declaration", "reservation"])
    def test_a_narrowing_that_takes_a_declaration_or_reservation_is_in_play_once_exercised(self, how):
        one = self.one(limit_to("object", "server", how=how))
        assert result(one, self.LIMITED) == "narrow"
        assert result(one, self.LIMITED, exercised=(exercise("1#limit"),)) == "covers_by_position"

    def test_a_free_narrowing_does_not_count_as_a_position(self):
        assert finding(self.one(limit_to("object", how="free")), self.LIMITED).low is Outcome.COVERS

    def test_a_free_narrowing_is_used_before_one_that_rests_on_a_position(self):
        one = self.one(limit_to("object", id="a"), limit_to("object", how="free", id="b"))
        found = finding(one, self.LIMITED, exercised=(exercise("1#a"),))
        assert (found.result, [s.excused for s in found.excused]) == ("covers", ["t:1#b"])

    def test_one_free_and_one_lodged_excuse_cover_by_position(self):
        one = self.one(limit_to("object", how="free", id="a"), limit_to("fault", id="b"))
        limited = rule(conduct="access", object="server", fault="intention")
        assert result(one, limited, exercised=(exercise("1#b"),)) == "covers_by_position"

    def test_one_excused_and_one_unexcused_shortfall_are_narrow(self):
        one = self.one(limit_to("object", how="free"))
        found = finding(one, rule(conduct="access", object="server", fault="intention"))
        assert found.result == "narrow"
        assert [s.facet for s in found.shortfalls] == ["fault"]
        assert [s.facet for s in found.excused] == ["object"]

    def test_the_limit_that_was_lodged_counts_in_place_of_the_permitted_one(self):
        one = self.one(limit_to("object"))
        assert result(one, self.LIMITED, exercised=(exercise("1#limit", limit_to=("computer-system",)),)) == "narrow"
        assert result(one, self.LIMITED, exercised=(exercise("1#limit", limit_to=("server",)),)) == "covers_by_position"

    def test_every_limit_that_was_lodged_counts_in_whatever_order(self):
        one = self.one(limit_to("object"))
        lodged = (exercise("1#limit", limit_to=("server",)), exercise("1#limit", "2012-01-01", limit_to=("vehicle",)))
        assert result(one, self.LIMITED, exercised=lodged) == "covers_by_position"
        assert result(one, self.LIMITED, exercised=lodged[::-1]) == "covers_by_position"

    def test_what_is_lodged_under_a_free_narrowing_does_not_tighten_it(self):
        one = self.one(limit_to("object", how="free"))
        for arguably in (False, True):
            lodged = exercise("1#limit", limit_to=("vehicle",), arguably=arguably)
            found = finding(one, self.LIMITED, exercised=(lodged,))
            assert (found.low, found.high) == (Outcome.COVERS, Outcome.COVERS)

    def test_an_arguable_exercise_counts_only_at_the_high_end(self):
        found = finding(self.one(limit_to("object")), self.LIMITED, exercised=(exercise("1#limit", arguably=True),))
        assert (found.low, found.high) == (Outcome.NARROW, Outcome.COVERS_BY_POSITION)
        assert found.result == "arguable"

    def test_an_arguable_exercise_beside_a_certain_one_takes_nothing_away(self):
        lodged = (exercise("1#limit"), exercise("1#limit", limit_to=("vehicle",), arguably=True))
        for order in (lodged, lodged[::-1]):
            found = finding(self.one(limit_to("object")), self.LIMITED, exercised=order)
            assert (found.low, found.high) == (Outcome.COVERS_BY_POSITION, Outcome.COVERS_BY_POSITION)

    def test_an_arguable_point_that_is_lost_can_be_excused(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object", how="free"),))
        assert result(one, rule(conduct="access", object=given("server", arguably="thing"))) == "covers"

    def test_a_lost_point_that_leaves_the_rule_disjoint_is_not_excused(self):
        one = duty(conduct="access", object="vehicle", allows=(limit_to("object", how="free"),))
        found = finding(one, rule(conduct="access", object=given("server", arguably="vehicle")))
        assert (found.low, found.high) == (Outcome.DISJOINT, Outcome.COVERS)

    def test_a_shortfall_excused_at_the_low_end_and_gone_at_the_high_end_covers_by_position(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        found = finding(
            one, rule(conduct="access", object=given("server", arguably="thing")), exercised=(exercise("1#limit"),)
        )
        assert (found.low, found.high, found.result) == (
            Outcome.COVERS_BY_POSITION,
            Outcome.COVERS,
            "covers_by_position",
        )

    def test_a_shortfall_that_a_narrowing_would_excuse_is_curable_under_its_article(self):
        (found,) = finding(self.one(limit_to("object")), self.LIMITED).shortfalls
        assert found.curable_under == "40"

    def test_a_shortfall_that_the_narrowing_would_not_excuse_is_not_curable(self):
        (found,) = finding(self.one(limit_to("object", "thing")), self.LIMITED).shortfalls
        assert found.curable_under is None

    def test_a_shortfall_left_by_a_narrowing_in_play_is_not_curable_by_it(self):
        lodged = exercise("1#limit", limit_to=("vehicle",))
        (found,) = finding(self.one(limit_to("object")), self.LIMITED, exercised=(lodged,)).shortfalls
        assert found.curable_under is None

    def test_an_exception_is_curable_by_an_exclusion(self):
        one = self.one(exclude("object", "vehicle"))
        limited = rule(conduct="access", exceptions=(exception("narrows", facet="object", concepts="vehicle"),))
        (found,) = finding(one, limited).shortfalls
        assert found.curable_under == "40"
        assert result(one, limited, exercised=(exercise("1#exclude"),)) == "covers_by_position"


class TestReadings:
    POINT = "act:1#conduct"
    ARGUABLE = rule(conduct=given("delete", arguably="access"))

    def test_a_point_accepted_is_won(self):
        assert result(ACCESS, self.ARGUABLE, read=reading(accepts=(self.POINT,))) == "covers"

    def test_a_point_rejected_is_judged_as_if_it_were_not_listed(self):
        read = reading(rejects=(self.POINT,))
        assert result(ACCESS, self.ARGUABLE, read=read) == "disjoint"

    def test_a_point_rejected_may_leave_a_narrower_condition(self):
        read = reading(rejects=("act:1#object",))
        limited = rule(conduct="access", object=given("server", arguably="thing"))
        assert shortfalls(duty(conduct="access", object="thing"), limited, read=read) == [("narrower", "object")]

    def test_a_point_not_named_stays_open(self):
        assert result(ACCESS, self.ARGUABLE, read=reading(accepts=("act:2#conduct",))) == "arguable"

    def test_an_arguable_exception_is_settled_by_its_section(self):
        limited = rule(conduct="access", exceptions=(exception("arguable", section="252(2)"),))
        assert result(ACCESS, limited, read=reading(accepts=("act:1#252(2)",))) == "covers"
        assert result(ACCESS, limited, read=reading(rejects=("act:1#252(2)",))) == "narrow"

    def test_an_arguable_gift_is_settled_by_its_facet(self):
        one = search(secrecy="confidential")
        gift = search_rule(gives={"secrecy": given(arguably="confidential")})
        assert result(one, gift, read=reading(accepts=("act:1#secrecy",))) == "covers"
        assert shortfalls(one, gift, read=reading(rejects=("act:1#secrecy",))) == [("missing", "secrecy")]

    def test_an_arguable_anchor_that_is_rejected_is_not_given_at_all(self):
        gift = rule(kind="power", gives={"power": given(arguably="search")})
        assert result(search(), gift, read=reading(rejects=("act:1#power",))) == "disjoint"

    def test_an_arguable_exercise_is_settled_by_the_id_of_its_narrowing(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        limited, lodged = rule(conduct="access", object="server"), (exercise("1#limit", arguably=True),)
        assert result(one, limited, exercised=lodged, read=reading(accepts=("t:1#limit",))) == "covers_by_position"
        assert result(one, limited, exercised=lodged, read=reading(rejects=("t:1#limit",))) == "narrow"

    def test_a_certain_exercise_is_not_up_for_reading(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        limited, lodged = rule(conduct="access", object="server"), (exercise("1#limit"),)
        assert result(one, limited, exercised=lodged, read=reading(rejects=("t:1#limit",))) == "covers_by_position"

    def test_settle(self):
        read = reading(accepts=("a",), rejects=("b",))
        assert [settle(p, read) for p in "abc"] == [True, False, None]
        assert settle("a", None) is None


class TestCells:
    def labels(self, *duties):
        return [c.cell.label for c in judged(list(duties)).cells]

    def test_every_concept_makes_a_cell(self):
        assert self.labels(duty(conduct=["interfere", "access"])) == ["conduct=access", "conduct=interfere"]

    def test_an_any_list_makes_one_cell(self):
        assert self.labels(duty(conduct=either("interfere", "access"))) == ["conduct=access|interfere"]

    def test_cells_are_the_product_of_the_every_lists(self):
        one = duty(conduct=["access", "delete"], object=["server", "vehicle"], fault=either("intention", "knowledge"))
        found = self.labels(one)
        assert len(found) == 4
        assert found[0] == "conduct=access, fault=intention|knowledge, object=server"

    def test_a_concept_listed_twice_makes_one_cell(self):
        assert self.labels(duty(conduct=["access", "access"])) == ["conduct=access"]

    def test_a_quantity_is_asked_of_every_cell(self):
        made = judged(
            duty(conduct=["access", "delete"], also=(at_least(1, "year"),)), rule(conduct=["access", "delete"])
        )
        assert [s.type for c in made.cells for s in c.best.shortfalls] == ["missing", "missing"]

    def test_a_duty_that_describes_nothing_has_one_cell(self):
        assert self.labels(duty(force="consider")) == [""]


class TestStability:
    def test_shortfalls_do_not_depend_on_the_order_of_conditions_or_concepts(self):
        one = duty(conduct="access", fault="intention")
        first = rule(conduct="access", fault=["negligence"], object=["server", "vehicle"])
        second = rule(object=["vehicle", "server"], fault=["negligence"], conduct="access")
        assert finding(one, first).shortfalls == finding(one, second).shortfalls

    def test_a_rule_made_for_the_occasion_is_not_mistaken_for_an_earlier_one(self):
        """A caller may test rules that are not in force; their answers must not depend on what was tested before."""
        one = cell(ACCESS, rule(conduct="access"))
        full = judged(ACCESS).full
        coverage = Coverage(catalogue(ACCESS).vocabulary, (), Positions())
        for n in range(50):
            reached = n % 2 == 0
            entry = replace(one.best.entry, rule=rule(conduct="access" if reached else "delete"))
            assert (coverage.test(full, one.cell, entry) is not None) is reached
            del entry
            gc.collect(0)

    def test_gifts_of_a_rule_made_for_the_occasion_are_its_own(self):
        full = judged(search()).full
        (only,) = cells_of(full)
        template = cell(ACCESS, rule(conduct="access")).best.entry
        coverage = Coverage(catalogue(ACCESS).vocabulary, (), Positions())
        for n in range(50):
            reached = n % 2 == 0
            made = rule(kind="power", gives={"power": "search" if reached else given(arguably="search")})
            found = coverage.test(full, only, replace(template, rule=made))
            assert found.result == ("covers" if reached else "arguable")


def days(amount: int, facet: str = "power") -> Gift:
    return Gift(facet=facet, amount=amount, unit="day")


def giving(*gifts: Gift, id: str = "1", **more):
    """A rule of a power with these gifts, which may be several of one facet."""
    return rule(id, kind="power", **more).model_copy(update={"gives": gifts})


MAYBE = Gift(facet="power", arguably=["search"])
FOR_DAYS = Element(facet="power", at_least=Quantity(amount=2, unit="day"))


class TestWhatSpeaksInTheAnchor:
    """A rule is only as sure to speak to a duty as what it gives in the anchor facet."""

    def ends(self, one, *gifts: Gift) -> tuple[int, ...]:
        return tuple(finding(one, giving(*gifts)).ends)

    def test_a_quantity_elsewhere_does_not_make_it_speak(self):
        one = duty(kind="power", power="search", also=(FOR_DAYS,))
        assert self.ends(one, MAYBE, days(3, "period")) == (Outcome.DISJOINT,) * 2 + (Outcome.NARROW,) * 2

    def test_a_quantity_that_nobody_asks_for_does_not_make_it_speak(self):
        assert self.ends(search(), MAYBE, days(3)) == (Outcome.DISJOINT,) * 2 + (Outcome.COVERS,) * 2

    def test_where_a_quantity_is_asked_for_what_is_arguable_does_not_make_it_speak(self):
        one = duty(kind="power", power="search", also=(FOR_DAYS,))
        assert self.ends(one, MAYBE) == (Outcome.DISJOINT,) * 2 + (Outcome.NARROW,) * 2

    def test_one_of_several_gifts_is_enough(self):
        assert self.ends(duty(kind="power", also=(FOR_DAYS,)), days(3), MAYBE) == (Outcome.COVERS,) * 4
        other = Gift(facet="power", concepts=["order-disclosure"])
        assert self.ends(search(), other, Gift(facet="power", concepts=["search"])) == (Outcome.COVERS,) * 4

    def test_it_is_a_point_of_the_finding(self):
        found = finding(search(), giving(MAYBE))
        assert found.points == ("act:1#power",)
        one = duty(kind="power", power="search", fault="intention")
        found = finding(
            one, giving(MAYBE, also=(Condition(facet="fault", any=["negligence"], arguably=["intention"]),))
        )
        assert found.points == ("act:1#fault", "act:1#power")

    def test_it_is_one_also_where_nothing_else_turns_on_it(self):
        one = duty(kind="power", power="order-disclosure")
        found = finding(one, giving(Gift(facet="power", arguably=["compel"])))
        assert ([s.type for s in found.shortfalls], found.points) == (["missing"], ("act:1#power",))

    def test_lost_at_every_end_nothing_is_found(self):
        assert finding(search(), giving(MAYBE), read=reading(rejects=("act:1#power",))) is None


class TestPoints:
    """What a reading settles leaves no trace; what is open is named with all that it turns on."""

    RULE = rule(conduct="access", object=given("vehicle", arguably="server"))
    ONE = duty(conduct="access", object="server")

    def test_what_is_won_is_no_shortfall(self):
        found = finding(self.ONE, self.RULE, read=reading(accepts=("act:1#object",)))
        assert (found.shortfalls, found.points, found.result) == ((), (), "covers")

    def test_a_guarantee_that_is_won_is_no_shortfall(self):
        one = search(secrecy="confidential")
        own = search_rule(gives={"secrecy": given(arguably="confidential")})
        found = finding(one, own, read=reading(accepts=("act:1#secrecy",)))
        assert (found.shortfalls, found.points, found.relies_on) == ((), (), ())

    def test_an_exception_that_is_won_is_no_shortfall(self):
        one = rule(conduct="access", exceptions=(exception("arguable", section="9"),))
        found = finding(ACCESS, one, read=reading(accepts=("act:1#9",)))
        assert (found.shortfalls, found.points) == ((), ())
        assert finding(ACCESS, one).points == ("act:1#9",)
        assert finding(ACCESS, rule(conduct="access", exceptions=(exception("narrows"),))).points == ()

    @pytest.mark.parametrize(
        ("facets", "reached", "kind"),
        [
            (
                {"purpose": "obtaining-data"},
                {"purpose": given("dishonesty", arguably="obtaining-data")},
                "extra_condition",
            ),
            ({"object": "computer-system"}, {"object": given("server", arguably="computer-system")}, "narrower"),
        ],
    )
    def test_what_is_lost_is_what_the_condition_is_without_it(self, facets, reached, kind):
        (facet,) = facets
        found = shortfalls(
            duty(conduct="access", **facets),
            rule(conduct="access", **reached),
            read=reading(rejects=(f"act:1#{facet}",)),
        )
        assert found == [(kind, facet)]

    def test_of_several_givers_the_one_most_surely_won_is_relied_on(self):
        one = search(secrecy="confidential")
        maybe = {"secrecy": given(arguably="confidential")}
        beside = [rule(n, conduct="access", gives=maybe, supports=Supports(rules=["act:1"])) for n in ("2", "3", "4")]
        made = asked(catalogue(one, [search_rule(), *beside]), question("q", "act:3#secrecy"))
        (best,) = (c.best for c in assess(made, "t", "2015-01-01").duties[0].cells)
        assert ([e.rule.id for e in best.relies_on], best.shortfalls[0].point) == (["3"], "act:3#secrecy")
        assert best.points == ("act:2#secrecy", "act:3#secrecy", "act:4#secrecy")

    def test_a_point_that_makes_the_rule_disjoint_is_excused_by_nothing(self):
        one = duty(conduct="access", allows=(limit_to("conduct"),))
        other = rule(conduct=given("delete", arguably="access"))
        found = finding(one, other, exercised=(exercise("1#limit"),))
        assert (found.low, [s.type for s in found.shortfalls], found.excused) == (Outcome.DISJOINT, ["arguable"], ())

    def test_what_only_the_view_excuses_is_a_shortfall_at_the_low_end(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        limited = rule(conduct="access", object="server")
        made = asked(
            catalogue(one, limited, exercised=(exercise("1#limit", arguably=True),)), question("q", "t:1#limit")
        )
        (best,) = (c.best for c in assess(made, "t", "2015-01-01").duties[0].cells)
        assert ([s.type for s in best.shortfalls], best.excused) == (["narrower"], ())
        assert best.ends == (Outcome.NARROW, *[Outcome.COVERS_BY_POSITION] * 3)


class TestWhatIsToldOfAShortfall:
    def test_those_that_give_come_by_their_names(self):
        one = search(secrecy="confidential", also=(at_least(1, "day"),))
        secrecy = rule("3", conduct="access", gives={"secrecy": "confidential"}, supports=Supports(kinds=["power"]))
        period = rule("2", conduct="access", supports=Supports(kinds=["power"])).model_copy(
            update={"gives": (days(3, "period"),)}
        )
        for beside in ([secrecy, period], [period, secrecy]):
            found = finding(one, search_rule(), beside=beside)
            assert [e.rule.id for e in found.relies_on] == ["2", "3"]
        swapped = finding(
            one,
            search_rule(),
            beside=[secrecy.model_copy(update={"id": "2"}), period.model_copy(update={"id": "3"})],
        )
        assert [e.rule.id for e in swapped.relies_on] == ["2", "3"]

    def test_what_is_given_instead_comes_by_its_name(self):
        one = duty(kind="power", power="order-disclosure")
        other = rule(kind="power", gives={"power": ["search", "compel", "order-preservation"]})
        (missing,) = finding(one, other).shortfalls
        assert (missing.wanted, missing.found) == (
            ("order-disclosure",),
            ("compel", "order-preservation", "search"),
        )

    def test_a_quantity_that_is_missing_is_told_in_words(self):
        (missing,) = finding(search(also=(at_least(2, "day"),)), search_rule()).shortfalls
        assert (missing.wanted, missing.found) == (("at least 2 days",), ())

    def test_a_narrowing_without_an_article_cures_under_its_own_name(self):
        allows = limit_to("object", "server").model_copy(update={"under": None})
        one = duty(conduct="access", object="thing", allows=(allows,))
        (short,) = finding(one, rule(conduct="access", object="server")).shortfalls
        assert short.curable_under == "limit"

    def test_each_shortfall_is_cured_by_a_narrowing_of_its_own_facet(self):
        anything = limit_to("fault", id="fault").model_copy(update={"under": "41"})
        one = duty(conduct="access", object="thing", allows=(anything, limit_to("object", "server")))
        limited = rule(conduct="access", object="server", fault="negligence")
        cures = {s.facet: s.curable_under for s in finding(one, limited).shortfalls}
        assert cures == {"fault": "41", "object": "40"}
        (short,) = finding(one, rule(conduct="access", purpose="fraud")).shortfalls
        assert short.curable_under is None

    def test_of_two_reservations_that_excuse_the_first_by_name_is_told(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object", id="b"), limit_to("object", id="a")))
        lodged = (exercise("1#b"), exercise("1#a"))
        (excused,) = finding(one, rule(conduct="access", object="server"), exercised=lodged).excused
        assert excused.excused == "t:1#a"


class TestTheRulesThatReachADuty:
    RULES = (
        rule("1", conduct="access"),
        rule("2", conduct="alter"),
        rule("3", kind="power", conduct="access", gives={"power": "search"}),
        rule("4", object="server"),
        rule("5", conduct="delete", object="vehicle"),
        rule("6", conduct="delete"),
    )

    def reached(self, one, rules, shared=None) -> list[str]:
        made = catalogue(one, rules)
        masks = RuleMasks(made.vocabulary, catalogue(one, shared).rules) if shared else None
        coverage = Coverage(made.vocabulary, made.rules, Positions(), shared=masks)
        return [entry.rule.id for entry in coverage.reached_by(made.duties["t:1"])]

    def test_are_those_that_are_not_disjoint_from_every_cell(self):
        assert self.reached(duty(conduct=["access", "delete"], object="server"), self.RULES) == ["1", "6"]
        assert self.reached(duty(conduct="interfere"), self.RULES) == ["2", "5", "6"]
        assert self.reached(search(), self.RULES) == ["3"]

    def test_are_none_of_those_that_only_share_the_masks(self):
        one = duty(conduct=["access", "delete"])
        assert self.reached(one, self.RULES[:1], self.RULES) == ["1"]
        made = catalogue(one, self.RULES)
        last = Coverage(made.vocabulary, made.rules[5:], Positions(), shared=RuleMasks(made.vocabulary, made.rules))
        assert [entry.rule.id for entry in last.reached_by(made.duties["t:1"])] == ["6"]

    def test_are_those_in_force_where_these_are_at_hand(self):
        made = catalogue(duty(conduct=["access", "delete"]), self.RULES)
        masks = RuleMasks(made.vocabulary, made.rules)
        coverage = Coverage(made.vocabulary, made.rules[:1], Positions(), shared=masks, in_force={"offence": 0b1})
        assert (coverage.mine("offence"), coverage.mine("power")) == (0b1, 0)
        assert [entry.rule.id for entry in coverage.reached_by(made.duties["t:1"])] == ["1"]

    def test_in_another_opinion_are_the_same_and_do_more_or_less(self):
        one = duty(conduct="access", object="server")
        made = catalogue(one, [rule(conduct="access", object=given("vehicle", arguably="server"))])
        coverage = Coverage(made.vocabulary, made.rules, Positions())
        full = made.duties["t:1"]
        (only,) = cells_of(full)
        assert coverage.test(full, only, made.rules[0]).result == "arguable"
        for read, told in ((reading(accepts=("act:1#object",)), "covers"), (reading(rejects=("act:1#object",)), None)):
            other = coverage.with_opinion(Positions(), Opinion(read))
            found = other.test(full, only, made.rules[0])
            assert (found and found.result) == told
            assert other.masks is coverage.masks


class TestWords:
    @pytest.mark.parametrize(
        ("low", "high", "word"),
        [
            (Outcome.COVERS, Outcome.COVERS, "covers"),
            (Outcome.COVERS_BY_POSITION, Outcome.COVERS, "covers_by_position"),
            (Outcome.NARROW, Outcome.COVERS_BY_POSITION, "arguable"),
            (Outcome.NARROW, Outcome.COVERS, "arguable"),
            (Outcome.DISJOINT, Outcome.COVERS_BY_POSITION, "arguable"),
            (Outcome.NARROW, Outcome.NARROW, "narrow"),
            (Outcome.DISJOINT, Outcome.DISJOINT, "disjoint"),
        ],
    )
    def test_the_word_for_both_ends(self, low, high, word):
        assert name_result(low, high) == word

    def test_the_best_of_nothing_is_disjoint(self):
        assert cell(ACCESS).result == "disjoint"

    def test_positions_sort_exercises_by_certainty(self):
        lodged = [exercise("1#a"), exercise("1#b", arguably=True)]
        found = Positions.settle(lodged, Opinion())
        assert set(found.certain) == {"t:1#a"}
        assert set(found.ends.view_low) == {"t:1#a"}
        assert set(found.ends.view_high) == {"t:1#a", "t:1#b"}
        assert set(found.ends.high) == {"t:1#a", "t:1#b"}
        assert all(isinstance(x, Exercise) for each in found.ends.high.values() for x in each)

    def test_a_gift_is_of_concepts_or_of_a_quantity(self):
        assert Gift(facet="period", amount=1, unit="year").quantity == Quantity(amount=1, unit="year")
        assert Gift(facet="power", concepts=["search"]).quantity is None
