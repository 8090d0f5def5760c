"""Where the law has to be changed for an edit: the section that sets the limit, another Act, or a section to come."""

from __future__ import annotations

import pytest
from support.assessing import assess
from support.builders import DAY, assessed, at_least, catalogue, duty, exception, given, rule, statute
from support.questions import asked, question

from gapcheck.model.law import Act, Condition, Gift, Rule, Section, StatuteFile, Supports
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Duty
from gapcheck.repair.edit_places import AmendedPlace, section_cited
from gapcheck.repair.edits import Edit
from gapcheck.repair.instructions import Drafter
from gapcheck.repair.plan import plan_repairs


def told(duties: object, law: object) -> list[str]:
    """The instructions of the plan."""
    found = assessed(duties, law)
    plan = plan_repairs(found)
    return [i.text for i in Drafter(found).instructions(plan.edits, plan.serves)]


def limited(id: str, *, set_in: str, **facets: object) -> Rule:
    """A rule on access to servers, whose limit is set elsewhere."""
    return rule(id, also=(Condition(facet="object", any=("server",), set_in=set_in),), conduct="access", **facets)


class TestWhereTheLimitIsSet:
    def test_the_section_is_amended_that_sets_the_limit(self) -> None:
        one = duty(conduct="access", object="computer-system")
        assert told(one, limited("5", set_in="2(1)")) == [
            "Made Up Act 2000, s 2(1): extend to computer system (art 1)."
        ]

    def test_a_limit_that_other_rules_keep_is_widened_for_the_article_alone(self) -> None:
        one = duty(conduct="access", object=("computer-system", "vehicle", "machine"))
        assert told(one, limited("5", set_in="2(1)")) == [
            "Made Up Act 2000, s 2(1): extend, for the purposes of art 1, to computer system, machine and vehicle; "
            "for everything else, the limit to server stays."
        ]

    def test_a_section_that_sets_two_limits_is_one_instruction(self) -> None:
        duties = [duty("1", conduct="access", object="computer-system"), duty("2", conduct="alter", object="vehicle")]
        other = rule("6", also=(Condition(facet="object", any=("server",), set_in="2(4)"),), conduct="alter")
        found = assessed(duties, [limited("5", set_in="2(1)"), other])
        edits = [Edit("act:5", "widen", "object", "computer-system"), Edit("act:6", "widen", "object", "vehicle")]
        (only,) = Drafter(found).instructions(edits, lambda e: ("t:1",) if e.target == "act:5" else ("t:2",))
        assert only.text == "Made Up Act 2000, s 2: extend to computer system (art 1); extend to vehicle (art 2)."
        assert only.serves == ("t:1", "t:2")

    def test_what_is_set_elsewhere_in_one_facet_is_not_so_in_another(self) -> None:
        one = duty(conduct="access", object="server", fault="recklessness")
        assert told(one, limited("5", set_in="2(1)", fault="intention")) == [
            "Made Up Act 2000, s 1: extend to recklessness (art 1)."
        ]

    def test_of_two_limits_in_a_facet_one_may_be_set_elsewhere(self) -> None:
        limits = (Condition(facet="object", any=("thing",)), Condition(facet="object", any=("server",), set_in="2(1)"))
        found = assessed(duty(conduct="access", object="computer-system"), rule("5", also=limits, conduct="access"))
        edit = Edit("act:5", "widen", "object", "computer-system")
        assert Drafter(found).instruction(edit, ["t:1"]) == (
            "Made Up Act 2000, s 2(1): extend to computer system (art 1)."
        )

    def test_it_may_stand_in_another_act(self) -> None:
        files = (
            statute(limited("5", set_in="terms:2(1)")),
            statute(act="terms").model_copy(update={"act": Act(id="terms", title="Terms Act 1990")}),
        )
        one = duty(conduct="access", object="computer-system")
        assert told(one, files) == ["Terms Act 1990, s 2(1): extend to computer system (art 1)."]

    def test_an_act_that_is_not_amended_gets_no_instruction(self) -> None:
        files = (
            statute(limited("5", set_in="terms:2(1)")),
            statute(act="terms").model_copy(update={"act": Act(id="terms", title="Terms Act 1990", amendable=False)}),
        )
        one = duty(conduct="access", object="computer-system")
        assert told(one, files) == ["Made Up Act 2000, s 1: extend to computer system (art 1)."]

    def test_a_guarantee_is_given_where_its_extent_is_set(self) -> None:
        law = rule("5", conduct="access").model_copy(
            update={"gives": (Gift(facet="secrecy", concepts=("confidential",), set_in="7(3)(b)"),)}
        )
        one = duty(conduct="access", secrecy="confidential-for-life")
        assert told(one, law) == ["Made Up Act 2000, s 7(3)(b): provide for confidential for life (art 1)."]

    def test_where_no_section_fits_one_is_enacted(self) -> None:
        law = rule("5", conduct="access").model_copy(
            update={"gives": (Gift(facet="secrecy", arguably=("confidential",), set_in="new"),)}
        )
        made = catalogue(duty(conduct="access", secrecy="confidential"), law)
        found = assess(asked(made, question("q", "act:5#secrecy", view="fails")), "t", DAY)
        plan = plan_repairs(found)
        (only,) = Drafter(found).instructions(plan.edits, plan.serves)
        assert only.text == (
            "Made Up Act 2000: enact a new section to provide for confidential (art 1; at issue: question q)."
        )

    def test_a_guarantee_that_another_rule_arguably_gives_is_told_where_that_one_is_set(self) -> None:
        giver = rule("2", kind="power", supports=Supports(kinds=("offence",)))
        gift = Gift(facet="secrecy", arguably=("confidential",), set_in="7(3)")
        law = [rule("1", conduct="access", purpose="fraud"), giver.model_copy(update={"gives": (gift,)})]
        made = catalogue(duty(conduct="access", secrecy="confidential"), law)
        found = assess(asked(made, question("q", "act:2#secrecy", view="fails")), "t", DAY)
        told = Drafter(found).instruction(Edit("act:1", "provide", duty="t:1"))
        assert "Made Up Act 2000, s 7(3): provide for confidential (art 1" in told

    def test_an_exception_of_an_act_that_is_not_amended_is_told_in_the_section_of_the_rule(self) -> None:
        head = Act(id="terms", title="Terms Act 1990", amendable=False)
        law = rule("1", conduct="access", exceptions=(exception("narrows", "terms:9"),))
        files = statute(law), statute(act="terms").model_copy(update={"act": head})
        assert told(duty(conduct="access"), files) == [
            "Made Up Act 2000, s 1: add a subsection that covers access, in the terms of art 1; "
            "the rest of the section stays as it is."
        ]

    def test_an_exception_is_told_where_it_stands(self) -> None:
        law = rule("1", conduct="access", exceptions=(exception("narrows", "9(2)"),))
        assert told(duty(conduct="access"), law) == [
            "Made Up Act 2000, s 9(2): provide that the exception does not apply in the cases of art 1."
        ]


class TestWhatIsReached:
    def test_acts_and_things_are_told_apart(self) -> None:
        one = duty(conduct=["access", "alter"], object=["server", "vehicle"])
        assert told(one, rule("1", conduct="access", object="server")) == [
            "Made Up Act 2000, s 1: add a subsection that covers (a) alter; and (b) vehicle, in the terms of art 1; "
            "the rest of the section stays as it is."
        ]

    def test_several_are_told_by_the_word_that_takes_in_all_that_the_duty_describes(self) -> None:
        found = assessed(
            duty(conduct="access", object=["server", "computer-system"]), rule("1", conduct="access", object="vehicle")
        )
        told = Drafter(found).instruction(Edit("act:1", "provide", duty="t:1"))
        assert told.startswith("Made Up Act 2000, s 1: add a subsection that covers thing, in the terms of art 1")


class TestASubsection:
    """A subsection beside a rule says what no rule of the section does."""

    edit = Edit("act:1", "provide", duty="t:1")

    def told(self, one: Duty, *sections: tuple[str, tuple[Rule, ...]], **views: str) -> str:
        """What is told of the subsection; ``views`` are the views on what the first rule says arguably, by facet."""
        law = StatuteFile(
            act=Act(id="act", title="Made Up Act 2000"),
            sections=[Section(section=label, heading="Heading", rules=rules) for label, rules in sections],
        )
        made = catalogue(one, (law,))
        for facet, view in views.items():
            made = asked(made, question("q", f"act:1#{facet}", view=view))
        return Drafter(assess(made, "t", DAY)).instruction(self.edit, ["t:1"])

    def test_a_power_is_provided_for_in_the_section_that_gives_it(self) -> None:
        one = duty(kind="power", power="search", data="any-data")
        compels = rule("1", kind="power", gives={"power": "compel"})
        searches = rule("2", kind="power", gives={"power": "search"}, data="content-data")
        assert self.told(one, ("1", (compels,)), ("2", (searches,))) == (
            "Made Up Act 2000, s 2: add a subsection that covers any data, in the terms of art 1; "
            "for everything else, the limit to content data stays."
        )

    def test_an_offence_is_described_in_one_section_whatever_another_comes_near_to(self) -> None:
        one = duty(conduct="access", object="thing")
        alters, gains = rule("1", conduct="alter", object="server"), rule("2", conduct="access", object="server")
        assert self.told(one, ("1", (alters,)), ("2", (gains,))) == (
            "Made Up Act 2000, s 1: add a subsection that covers (a) access; and (b) thing, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    def test_what_several_rules_speak_of_and_none_of_together_is_told_by_the_act(self) -> None:
        one = duty(conduct="delete", object="server")
        rules = rule("1", conduct="access", object="server"), rule("1(2)", conduct="delete", object="vehicle")
        assert self.told(one, ("1", rules)) == (
            "Made Up Act 2000, s 1: add a subsection that covers delete, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    def test_what_rules_of_other_sections_and_kinds_speak_of_does_not_count(self) -> None:
        one = duty(conduct="delete", object="server")
        there = rule("2", conduct="delete", object="server", kind="power"), rule("2(2)", kind="power")
        here = rule("1", conduct="access", object="vehicle"), rule("1(2)", conduct="delete", kind="power")
        assert self.told(one, ("1", here), ("2", there)) == (
            "Made Up Act 2000, s 1: add a subsection that covers (a) delete; and (b) server, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    def test_of_several_cells_those_that_fall_short_are_told(self) -> None:
        one = duty(conduct=["access", "delete"], object="server")
        rules = rule("1", conduct="access", object="server"), rule("1(2)", conduct="delete", object="vehicle")
        assert self.told(one, ("1", rules)) == (
            "Made Up Act 2000, s 1: add a subsection that covers delete, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    def test_a_duty_without_an_act_is_told_as_the_treaty_has_it(self) -> None:
        one = duty(object="server", data="traffic-data")
        rules = rule("1", object="server", data="content-data"), rule("1(2)", object="vehicle", data="traffic-data")
        assert self.told(one, ("1", rules)) == (
            "Made Up Act 2000, s 1: add a subsection that covers Duty 1, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    def test_what_no_rule_of_the_section_limits_is_not_told(self) -> None:
        assert self.told(duty(conduct="access", object="server"), ("1", (rule("1", conduct="delete"),))) == (
            "Made Up Act 2000, s 1: add a subsection that covers access, in the terms of art 1; "
            "the rest of the section stays as it is."
        )
        compels = rule("1", kind="power", gives={"power": "compel"}, data="content-data")
        one = duty(kind="power", power="search", data="traffic-data", object="server")
        assert "provides for search and covers traffic data, in the terms" in self.told(one, ("1", (compels,)))

    @pytest.mark.parametrize(("view", "covers"), [("holds", "server"), ("fails", "(a) access; and (b) server")])
    def test_what_a_rule_arguably_reaches_counts_as_it_is_viewed(self, view: str, covers: str) -> None:
        arguably = rule("1", conduct=given("delete", arguably="access"), object="vehicle")
        one = duty(conduct="access", object="server")
        assert f" that covers {covers}, in the terms" in self.told(one, ("1", (arguably,)), conduct=view)

    @pytest.mark.parametrize(
        ("view", "what"), [("holds", "covers traffic data"), ("fails", "provides for search and covers traffic data")]
    )
    def test_what_a_rule_arguably_gives_counts_as_it_is_viewed(self, view: str, what: str) -> None:
        arguably = rule("1", kind="power", gives={"power": given("compel", arguably="search")}, data="content-data")
        one = duty(kind="power", power="search", data="traffic-data")
        assert f" that {what}, in the terms" in self.told(one, ("1", (arguably,)), power=view)

    def test_a_power_that_the_section_itself_gives_is_provided_for_there(self) -> None:
        """Whatever section comes nearer."""
        one = duty(kind="power", power="search", data="any-data")
        farther = rule("1", kind="power", gives={"power": "search"}, data="content-data", fault="intention")
        nearer = rule("2", kind="power", gives={"power": "search"}, data="content-data")
        assert self.told(one, ("1", (farther,)), ("2", (nearer,))).startswith("Made Up Act 2000, s 1: ")

    def test_a_quantity_is_no_word_of_the_treaty_and_what_is_given_or_excepted_no_limit(self) -> None:
        one = duty(conduct="access", object="thing", secrecy="confidential-for-life", period=at_least(90, "day"))
        gives = {"secrecy": "confidential", "period": Quantity(amount=20, unit="day")}
        law = rule(
            "1",
            conduct="access",
            object="server",
            gives=gives,
            exceptions=(exception("narrows", "1", "object", "vehicle"),),
        )
        assert self.told(one, ("1", (law,))) == (
            "Made Up Act 2000, s 1: provide that the exception does not apply in the cases of art 1; add a subsection "
            "that provides for confidential for life and covers thing, in the terms of art 1; "
            "for everything else, the limit to server stays."
        )

    def test_what_a_section_gives_is_told_beside_what_it_reaches(self) -> None:
        one = duty(kind="power", power="search", data="traffic-data")
        compels = rule("1", kind="power", gives={"power": "compel"}, data="content-data")
        assert self.told(one, ("1", (compels,))) == (
            "Made Up Act 2000, s 1: add a subsection that provides for search and covers traffic data, "
            "in the terms of art 1; the rest of the section stays as it is."
        )


def test_the_section_of_a_place_is_that_of_which_it_is_a_part() -> None:
    act = Act(id="act", title="Made Up Act 2000")
    places = [AmendedPlace(act, pinpoint, "") for pinpoint in ("216A(1)(b)", "216A", "Schedule")]
    assert [place.section for place in places] == [("act", "216A"), ("act", "216A"), ("act", "Schedule")]


@pytest.mark.parametrize(
    ("places", "cited"),
    [
        (["Made Up Act 2000, s 2(1)", "Made Up Act 2000, s 2"], "Made Up Act 2000, s 2"),
        (["Made Up Act 2000, s 88E(3)(b)", "Made Up Act 2000, s 88E(1)"], "Made Up Act 2000, s 88E"),
        (["Made Up Act 2000, s 2(1)", "Made Up Act 2000, s 2"][::-1], "Made Up Act 2000, s 2"),
        (["Made (Up, Too) Act 2000, s 2(1)", "Made (Up, Too) Act 2000, s 2(3)"], "Made (Up, Too) Act 2000, s 2"),
    ],
)
def test_parts_of_a_section_are_told_under_it(places: list[str], cited: str) -> None:
    assert section_cited(places) == cited
