"""What a catalogue holds, and what in it is idle."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import event, given
from support.builders import answered, catalogue, duty, rule, statute
from support.laws import law
from support.questions import asked, question
from support.strategies import World, worlds

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.engine.cells import cells_of
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.opinion import Positions
from gapcheck.lint.inventory import count_sources, take_inventory, unused_rules
from gapcheck.model.law import Condition, Supports

if TYPE_CHECKING:
    from gapcheck import Gapcheck

POWER = Supports(kinds=("power",))


class TestCounts:
    def test_of_the_small_catalogue(self, small: Gapcheck) -> None:
        stock = take_inventory(small.catalogue)
        assert (stock.questions, stock.questions_by_view) == (0, {"holds": 0, "fails": 0, "open": 0})
        assert (stock.instruments, stock.articles, stock.duties, stock.acts, stock.rules) == (1, 9, 13, 2, 11)
        assert (stock.reforms, stock.readings) == (1, 2)
        assert (stock.verified, stock.secondary, stock.unverified) == (18, 4, 3)
        assert stock.version == small.catalogue.version

    def test_of_questions_by_nature_view_and_strength(self) -> None:
        made = catalogue(duty(conduct="access"), rule("1", conduct="access"))
        asks = [
            question("a", "act:1#1", nature="evidence"),
            question("b", "act:1#2", view="fails", strength="strong"),
            question("c", "act:1#3", view="open"),
        ]
        stock = take_inventory(asked(made, *asks)).to_dict()
        assert stock["questions"] == 3
        assert stock["questions_by_nature"] == {"law": 2, "evidence": 1, "text": 0}
        assert stock["questions_by_view"] == {"holds": 1, "fails": 1, "open": 1}
        assert stock["questions_by_strength"] == {"strong": 1, "fair": 1}

    def test_of_an_empty_one(self) -> None:
        stock = take_inventory(Catalogue(Contents()))
        assert {v for k, v in stock.to_dict().items() if isinstance(v, int)} == {0}
        assert (stock.duties_without_survey, stock.unused_rules) == ((), ())

    def test_sources_by_instrument_and_act(self, small: Gapcheck) -> None:
        counts = count_sources(small.catalogue)
        assert [(c.owner, c.verified, c.secondary, c.unverified) for c in counts] == [
            ("model", 11, 1, 1),
            ("computer-act-1990", 3, 1, 1),
            ("practice", 0, 1, 1),
            ("search-act-2008", 4, 0, 0),
            ("readings", 0, 1, 0),
        ]
        stock = take_inventory(small.catalogue)
        assert sum(c.verified for c in counts) == stock.verified

    def test_plain_values_for_json(self, small: Gapcheck) -> None:
        stock = json.loads(json.dumps(take_inventory(small.catalogue).to_dict()))
        assert stock["duties_without_survey"] == ["model:10"]


class TestSurveys:
    def test_only_duties_that_are_judged_need_one(self) -> None:
        forces = ("shall", "consider", "endeavour", "may", "limit", "definition", "statement")
        made = catalogue(
            [duty(str(n), conduct="access", force=f, surveyed=False) for n, f in enumerate(forces, start=1)]
        )
        assert take_inventory(made).duties_without_survey == ("t:1", "t:2", "t:3")


class TestUnusedRules:
    def test_a_rule_that_reaches_a_duty_in_part_is_used(self) -> None:
        rules = [rule("1", conduct="access", purpose="fraud"), rule("2", conduct="delete")]
        assert unused_rules(catalogue(duty(conduct="access"), rules)) == ("act:2",)

    def test_one_of_a_kind_that_no_duty_has_is_not(self) -> None:
        assert unused_rules(
            catalogue(duty(conduct="access"), rule(kind="sanction", gives={"secrecy": "confidential"}))
        ) == ("act:1",)

    def test_permissions_use_nothing(self) -> None:
        assert unused_rules(catalogue(duty(conduct="access", force="may"), rule(conduct="access"))) == ("act:1",)

    def test_a_rule_used_in_one_of_its_intervals_is_used(self) -> None:
        rules = [rule("1", conduct="delete", end="2010-01-01"), rule("1", conduct="access", start="2010-01-01")]
        assert unused_rules(catalogue(duty(conduct="access"), rules)) == ()

    def test_a_rule_that_supports_a_used_one_is_used(self) -> None:
        one = duty(kind="power", power="compel")
        power = rule("1", kind="power", gives={"power": "compel"}, start="2010-01-01")
        giver = rule("2", kind="sanction", gives={"secrecy": "confidential"}, supports=POWER)
        assert unused_rules(catalogue(one, [power, giver])) == ()
        assert unused_rules(catalogue(one, [giver])) == ("act:2",)

    def test_unless_they_were_never_in_force_together(self) -> None:
        power = rule("1", kind="power", gives={"power": "compel"}, start="2010-01-01")
        giver = rule("2", kind="sanction", gives={"secrecy": "confidential"}, supports=POWER, end="2010-01-01")
        assert unused_rules(catalogue(duty(kind="power", power="compel"), [power, giver])) == ("act:2",)

    def test_in_the_order_of_the_statute_book(self) -> None:
        files = (
            statute(rule("10", conduct="delete"), rule("2", conduct="delete"), act="b"),
            statute(rule("1", conduct="alter"), act="a"),
        )
        assert unused_rules(catalogue(duty(conduct="access"), files)) == ("a:1", "b:2", "b:10")

    def test_duties_that_another_treaty_answers_use_nothing(self) -> None:
        made = catalogue(duty(conduct="access"), rule(conduct="access"))
        mandate = made.contents.instruments[0].model_copy(update={"answered_by": "u"})
        assert unused_rules(Catalogue(replace(made.contents, instruments=(mandate,)))) == ("act:1",)

    def test_two_conditions_in_one_facet_have_to_fit_the_same_cell(self) -> None:
        both = (Condition(facet="object", any=("server",)), Condition(facet="object", any=("vehicle",)))
        one = duty(conduct="access", object=["server", "vehicle"])
        assert unused_rules(catalogue(one, rule("1", conduct="access", also=both))) == ("act:1",)
        assert unused_rules(catalogue(one, rule("1", conduct="access", object=["server", "vehicle"]))) == ()

    def test_a_mandate_that_a_treaty_text_answers_uses_none(self) -> None:
        """Only the duties of the text are held against the law."""
        mandate = answered(duty(conduct="delete"), duty(conduct="access"))
        law = statute(rule("1", conduct="access"), rule("2", conduct="delete"))
        assert unused_rules(Catalogue(replace(mandate.contents, statutes=(law,)))) == ("act:2",)


@given(worlds())
@law(200)
def test_a_rule_reaches_a_duty_when_it_is_not_disjoint_from_one_of_its_cells(world: World) -> None:
    made = Catalogue(world.contents)
    coverage = Coverage(made.vocabulary, made.rules, Positions())
    for full in made.duties.values():
        tested = [e for e in made.rules if any(coverage.test(full, cell, e) is not None for cell in cells_of(full))]
        event("reached" if tested else "not reached")
        assert list(coverage.reached_by(full)) == tested
