"""Sets of rules as whole numbers: what they hold is what comparing each rule finds."""

from __future__ import annotations

import gc
import pickle
import weakref
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import event, given
from support.builders import at_least, catalogue, duty, rule
from support.builders import given as listed
from support.laws import law
from support.strategies import World, worlds

from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import cells_of
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.rule_masks import Level, RuleMasks, numbers
from gapcheck.engine.subsumption import compare
from gapcheck.model.law import Condition, Rule, Supports
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Duty, Element

DAY, YEAR = (Quantity(amount=1, unit=unit) for unit in ("day", "year"))


def test_a_set_tells_its_numbers_in_order() -> None:
    assert list(numbers(0b10110)) == [1, 2, 4]
    assert list(numbers(0)) == []


def test_where_nothing_is_wanted_no_condition_keeps_a_rule_away() -> None:
    made = catalogue(duty(conduct="access"), rules=[rule(conduct="access", object="server")])
    masks = RuleMasks(made.vocabulary, made.rules)
    assert masks.open_to("object", ("vehicle",)) == 0
    assert masks.open_to("object", ("vehicle", "thing")) == 1
    assert masks.open_to("object", ()) == 1


@law(400)
@given(worlds())
def test_rules_that_reach_a_cell_are_those_that_no_condition_and_no_silence_keeps_from_it(world: World) -> None:
    made = world.assess().catalogue
    masks = RuleMasks(made.vocabulary, made.rules)
    for full in made.duties_of("t"):
        kind = full.duty.kind
        anchor = made.vocabulary.kinds[kind].anchor
        for cell in cells_of(full):
            reaching = {
                number
                for number, entry in enumerate(made.rules)
                if entry.rule.kind == kind
                and not masks.is_silent(cell, entry, anchor)
                and all(
                    compare(made.vocabulary, c, cell.scope.get(c.facet, ())) != "disjoint"
                    for c in entry.rule.conditions
                )
            }
            event(f"{min(len(reaching), 3)} rules")
            assert set(numbers(masks.reaching(kind, cell))) == reaching


@law(400)
@given(worlds())
def test_no_rule_is_said_to_have_more_shortfalls_than_it_has(world: World) -> None:
    result = world.assess()
    judge = Judge.of(result.catalogue, result.instrument, result.as_at, result.reading)
    for full in result.catalogue.duties_of("t"):
        masks = judge.coverage.masks.of(full.duty.kind)
        limited = frozenset(a.value.facet for a in full.allows)
        for cell in cells_of(full):
            left = masks.reaching(full.duty.kind, cell) & judge.coverage.mine(full.duty.kind)
            levels = list(masks.by_least_shortfalls(left, cell, limited))
            assert sum(level.rules for level in levels) == left
            assert levels == sorted(levels, key=lambda level: (level.shortfalls, level.heavy))
            fitting = masks.fitting(left, cell, limited)
            assert fitting == sum(level.rules for level in levels if not level.shortfalls)
            surely = masks.surely(cell, limited)
            for level in levels:
                for number in numbers(level.rules):
                    finding = judge.coverage.test(full, cell, masks.rules[number])
                    if surely >> number & 1:
                        _is_told_by(level, finding)
                    elif finding is not None:
                        assert len(finding.shortfalls) >= level.shortfalls
                        assert _heavy(finding) >= level.heavy


def _is_told_by(level: Level, finding: Finding | None) -> None:
    """A rule of which all is sure falls short in just what was counted, whatever anybody's opinion."""
    assert finding is not None
    event("falls short for sure" if level.shortfalls else "covers for sure")
    assert (len(finding.shortfalls), _heavy(finding)) == (level.shortfalls, level.heavy)
    assert finding.ends == Ends.all(Outcome.NARROW if level.shortfalls else Outcome.COVERS)
    assert (finding.excused, finding.relies_on, finding.points) == ((), (), ())


def _heavy(finding: Finding) -> int:
    return sum(shortfall.type in ("extra_condition", "missing") for shortfall in finding.shortfalls)


def test_the_set_of_some_rules_has_their_places() -> None:
    entries = _three_rules()
    masks = RuleMasks(entries[0], entries[1])
    assert masks.set_of([entries[1][0], entries[1][2]]) == 0b101
    assert masks.set_of(entries[1][1:]) == 0b110
    assert masks.of_kind("offence") == 0b111
    assert masks.of_kind("power") == 0


def _three_rules():
    made = catalogue(duty(conduct="access"), rules=[rule(id=n, conduct="access") for n in "123"])
    return made.vocabulary, made.rules


def levels(one: Duty, *rules: Rule, limited: tuple[str, ...] = ()) -> list[list[str]]:
    """The ids of the rules that reach the only cell of a duty, by how many shortfalls each is sure to have."""
    made = catalogue(one, rules)
    masks = RuleMasks(made.vocabulary, made.rules)
    (only,) = cells_of(made.duties["t:1"])
    left = masks.reaching(one.kind, only)
    found: list[list[str]] = []
    for level in masks.by_least_shortfalls(left, only, frozenset(limited)):
        # Those with as many shortfalls together, however heavy.
        found += [[] for _ in range(level.shortfalls + 1 - len(found))]
        found[level.shortfalls] += [made.rules[number].rule.id for number in numbers(level.rules)]
    return found


class TestSureShortfalls:
    """How many facets a rule is sure to fall short in, counted without testing it."""

    ONE = duty(conduct="access", object="server", fault="intention")

    def rules(self) -> tuple[Rule, ...]:
        more = {"fault": "negligence", "purpose": "fraud", "data": "traffic-data", "offence": "offence-7y"}
        facets = [dict(list(more.items())[:count]) for count in range(5)]
        return (
            *(rule(f"lacks-{n}", conduct="access", **found) for n, found in enumerate(facets)),
            rule("elsewhere", conduct="access", object="vehicle"),
            rule("another", conduct="delete"),
        )

    def test_each_condition_that_fails_counts_once(self) -> None:
        assert levels(self.ONE, *self.rules()) == [["lacks-0"], ["lacks-1"], ["lacks-2"], ["lacks-3"], ["lacks-4"]]

    def test_where_no_rule_has_so_many_the_level_is_empty(self) -> None:
        found = levels(self.ONE, *(r for r in self.rules() if r.id in ("lacks-1", "lacks-3")))
        assert found == [[], ["lacks-1"], [], ["lacks-3"]]

    def test_what_a_narrowing_might_excuse_is_not_counted(self) -> None:
        found = levels(self.ONE, *self.rules(), limited=("fault", "data"))
        assert found == [["lacks-0", "lacks-1"], ["lacks-2", "lacks-3"], ["lacks-4"]]

    def test_what_arguably_holds_is_not_counted(self) -> None:
        maybe = rule("maybe", conduct="access", fault=listed("negligence", arguably="intention"))
        there = rule("there", conduct="access", object=listed("vehicle", arguably="server"))
        assert levels(self.ONE, maybe, there, self.rules()[1]) == [["maybe", "there"], ["lacks-1"]]

    def test_a_narrower_condition_counts_and_a_broader_one_does_not(self) -> None:
        one = duty(conduct="access", object="computer-system")
        narrower, broader = (
            rule("narrower", conduct="access", object="server"),
            rule("b", conduct="access", object="thing"),
        )
        assert levels(one, narrower, broader) == [["b"], ["narrower"]]

    def test_a_second_condition_in_a_facet_is_not_counted_but_may_keep_the_rule_away(self) -> None:
        two = (Condition(facet="fault", any=["negligence"]),)
        both = rule("both", conduct="access", fault="recklessness", also=two)
        assert levels(self.ONE, both) == [["both"]]
        away = rule("away", conduct="access", object="server", also=(Condition(facet="object", any=["vehicle"]),))
        assert levels(self.ONE, both, away) == [["both"]]


def heavy(one: Duty, *rules: Rule, limited: tuple[str, ...] = ()) -> list[tuple[int, int, list[str]]]:
    """The levels of the rules that reach the only cell of a duty: shortfalls, heavy ones, ids."""
    made = catalogue(one, rules)
    masks = RuleMasks(made.vocabulary, made.rules)
    (only,) = cells_of(made.duties["t:1"])
    found = masks.by_least_shortfalls(masks.reaching(one.kind, only), only, frozenset(limited))
    return [(n.shortfalls, n.heavy, [made.rules[number].rule.id for number in numbers(n.rules)]) for n in found]


class TestHeavyShortfalls:
    """Of rules with as many shortfalls, those whose conditions are only narrower come first."""

    ONE = duty(kind="power", power="search", object="thing", data="any-data", secrecy="confidential")
    GIVES: Mapping[str, object] = {"power": "search", "secrecy": "confidential"}

    def test_a_narrower_condition_is_light(self) -> None:
        light = rule("light", kind="power", object="server", data="traffic-data", gives=self.GIVES)
        mixed = rule("mixed", kind="power", object="server", fault="intention", gives=self.GIVES)
        both = rule("both", kind="power", fault="intention", purpose="fraud", gives=self.GIVES)
        none = rule("none", kind="power", object="server", gives={"power": "search"})
        one = rule("one", kind="power", data="traffic-data", gives=self.GIVES)
        assert heavy(self.ONE, both, light, mixed, none, one) == [
            (1, 0, ["one"]),
            (2, 0, ["light"]),
            (2, 1, ["mixed", "none"]),
            (2, 2, ["both"]),
        ]

    def test_one_that_touches_nothing_is_heavy_where_concepts_overlap(self) -> None:
        one = duty(conduct="access", fault="recklessness")
        apart, part = (rule(n, conduct="access", fault=f) for n, f in (("a", "negligence"), ("b", "intention")))
        assert heavy(one, apart, part) == [(1, 0, ["b"]), (1, 1, ["a"])]


class TestSurely:
    """The rules whose shortfalls are sure to be those that are counted."""

    ONE = duty(kind="power", power="search", object="thing", secrecy="confidential")
    GIVES: Mapping[str, object] = {"power": "search", "secrecy": "confidential"}

    def surely(self, *rules: Rule, limited: tuple[str, ...] = ()) -> list[str]:
        made = catalogue(self.ONE, rules)
        (only,) = cells_of(made.duties["t:1"])
        masks = RuleMasks(made.vocabulary, made.rules)
        return [made.rules[number].rule.id for number in numbers(masks.surely(only, frozenset(limited)))]

    def test_those_of_which_nothing_is_arguable(self) -> None:
        maybe = rule("b", kind="power", object=listed("server", arguably="thing"), gives=self.GIVES)
        assert self.surely(rule("a", kind="power", object="server", gives=self.GIVES), maybe) == ["a"]

    def test_none_that_falls_short_where_a_narrowing_may_excuse_it(self) -> None:
        rules = (
            rule("fault", kind="power", fault="intention", gives=self.GIVES),
            rule("none", kind="power", object="thing", gives={"power": "search"}),
            rule("object", kind="power", object="server", gives=self.GIVES),
            rule("sound", kind="power", object="thing", gives=self.GIVES),
        )
        assert self.surely(*rules, limited=("object",)) == ["fault", "none", "sound"]
        assert self.surely(*rules, limited=("fault",)) == ["none", "object", "sound"]
        assert self.surely(*rules, limited=("secrecy",)) == ["fault", "object", "sound"]
        assert self.surely(*rules, limited=("purpose",)) == ["fault", "none", "object", "sound"]
        assert self.surely(*rules, limited=("fault", "object", "secrecy")) == ["sound"]


def test_rules_fit_a_cell_that_are_sure_of_no_shortfall_and_among_those_asked_for() -> None:
    one = TestSurely.ONE
    rules = (
        rule("a", kind="power", object="thing", gives=TestSurely.GIVES),
        rule("b", kind="power", object="server", gives=TestSurely.GIVES),
        rule("c", kind="power", object="thing", gives={"power": "search"}),
        rule("d", kind="power", fault="intention", gives=TestSurely.GIVES),
        rule("e", kind="power", object=listed("server", arguably="thing"), gives=TestSurely.GIVES),
    )
    made = catalogue(one, rules)
    (only,), masks = cells_of(made.duties["t:1"]), RuleMasks(made.vocabulary, made.rules)
    assert masks.fitting(0b11111, only, frozenset()) == 0b10001
    assert masks.fitting(0b11110, only, frozenset()) == 0b10000
    assert masks.fitting(0b11111, only, frozenset(("object", "secrecy"))) == 0b10111
    assert masks.fitting(0b11111, only, frozenset(("fault",))) == 0b11001


class TestTheMasksOfAKind:
    RULES = (
        rule("1", conduct="access"),
        rule("2", kind="power", power="search", object="thing"),
        rule("3", conduct="delete"),
        rule("4", kind="power", power="search", object="thing", gives={"secrecy": "confidential"}),
        rule("5", conduct="access", gives={"secrecy": "confidential"}, supports=Supports(rules=["act:2"])),
    )
    MADE = catalogue(duty(conduct="access"), RULES)
    MASKS = RuleMasks(MADE.vocabulary, MADE.rules)

    def test_number_its_rules_anew_in_their_order(self) -> None:
        ids = {kind: [e.rule.id for e in self.MASKS.of(kind).rules] for kind in ("offence", "power", "sanction")}
        assert ids == {"offence": ["1", "3", "5"], "power": ["2", "4"], "sanction": []}
        assert self.MASKS.of("power") is self.MASKS.of("power")

    def test_hold_sets_of_its_rules_alone(self) -> None:
        entries = self.MADE.rules
        assert self.MASKS.sets_of((entries[0], entries[2], entries[3])) == {"offence": 0b11, "power": 0b10}
        assert self.MASKS.sets_of(()) == {}
        assert self.MASKS.of("power").set_of(entries) == 0b11
        assert self.MASKS.of("power").set_of(entries[:3]) == 0b1

    def test_know_who_of_another_kind_may_give_to_its_rules(self) -> None:
        one = duty(kind="power", power="search", object="thing")
        (only,) = cells_of(catalogue(one, self.RULES).duties["t:1"])
        copied = pickle.loads(pickle.dumps(self.MASKS.of("power")))
        for masks in (self.MASKS.of("power"), copied):
            assert [e.rule.id for e in masks.others] == ["5"]
            # Of the first nothing is sure: what it is given is not known here.
            assert masks.surely(only, frozenset()) == 0b10
        again = RuleMasks(self.MADE.vocabulary, self.MASKS.of("power").rules, self.MASKS.of("power").others)
        assert again.of("power").surely(only, frozenset()) == 0b10


def test_a_copy_by_pickle_says_the_same_and_carries_nothing_that_was_worked_out() -> None:
    made = catalogue(duty(conduct="access"), [rule("1", conduct="access"), rule("2", conduct="delete")])
    (only,) = cells_of(made.duties["t:1"])
    masks = RuleMasks(made.vocabulary, made.rules)
    size = len(pickle.dumps(masks))
    assert masks.reaching("offence", only) == 1
    assert len(pickle.dumps(masks)) <= size + 200
    assert pickle.loads(pickle.dumps(masks)).reaching("offence", only) == 1


def test_they_go_when_nobody_needs_them_and_not_only_once_reference_cycles_are_looked_for() -> None:
    one = duty(kind="power", power="search", object="thing", secrecy="confidential")
    made = catalogue(one, [rule("1", kind="power", object="server", gives=TestSurely.GIVES)])
    (only,), masks = cells_of(made.duties["t:1"]), RuleMasks(made.vocabulary, made.rules)
    gone = weakref.ref(masks)
    left = masks.reaching("power", only)
    assert list(masks.by_least_shortfalls(left, only, frozenset())) == [Level(1, 0, 1)]
    assert masks.surely(only, frozenset(("object",))) == 0
    gc.disable()
    try:
        del masks
        assert gone() is None
    finally:
        gc.enable()


def test_sets_of_many_rules() -> None:
    made = catalogue(duty(conduct="access"), [rule(f"{n}", conduct="access") for n in range(40)])
    masks = RuleMasks(made.vocabulary, made.rules)
    assert masks.of_kind("offence") == (1 << 40) - 1
    assert masks.set_of(made.rules[7:33:8]) == 1 << 7 | 1 << 15 | 1 << 23 | 1 << 31
    assert masks.set_of(()) == 0
    assert [masks.set_of((entry,)) for entry in made.rules] == [1 << number for number in range(40)]


class TestSurelyMissing:
    """What a rule does not give, and no other could give it."""

    ONE = duty(kind="power", power="search", secrecy="confidential")
    SEARCH = rule("search", kind="power", gives={"power": "search"})

    def giver(self, supports: Supports) -> Rule:
        return rule("giver", conduct="access", gives={"secrecy": "confidential"}, supports=supports)

    def test_a_guarantee_that_is_not_given_counts(self) -> None:
        both = rule("both", kind="power", gives={"power": "search", "secrecy": "confidential-for-life"})
        maybe = rule("maybe", kind="power", gives={"power": "search", "secrecy": listed(arguably="confidential")})
        assert levels(self.ONE, self.SEARCH, both, maybe) == [["both", "maybe"], ["search"]]
        assert levels(self.ONE, self.SEARCH, limited=("secrecy",)) == [["search"]]

    def test_a_quantity_that_another_may_give_is_not_counted(self) -> None:
        one = duty(kind="power", power="search", also=(at_least(1, "day"),))
        giver = rule("giver", conduct="access", gives={"period": DAY}, supports=Supports(kinds=["power"]))
        assert levels(one, self.SEARCH, giver) == [["search"]]

    def test_a_broader_concept_counts_as_missing(self) -> None:
        one = duty(kind="power", power="search", secrecy="confidential-for-life")
        other = rule("broader", kind="power", gives={"power": "search", "secrecy": "confidential"})
        assert levels(one, other) == [[], ["broader"]]

    def test_a_quantity_counts_unless_it_is_enough(self) -> None:
        one = duty(kind="power", power="search", also=(at_least(2, "day"),))
        some = rule("some", kind="power", gives={"power": "search", "period": DAY})
        enough = rule("enough", kind="power", gives={"power": "search", "period": Quantity(amount=2, unit="day")})
        assert levels(one, self.SEARCH, some, enough) == [["enough"], ["search", "some"]]
        assert levels(duty(kind="power", power="search", also=(at_least(1, "day"),)), some) == [["some"]]
        assert levels(one, self.SEARCH) == [[], ["search"]]
        secret = duty(kind="power", power="search", also=(Element(facet="secrecy", at_least=DAY),))
        other = rule("concept", kind="power", gives={"power": "search", "secrecy": "confidential"})
        assert levels(secret, other) == [[], ["concept"]]

    @pytest.mark.parametrize(
        ("supports", "given"),
        [
            (Supports(rules=["act:search"]), True),
            (Supports(rules=["act:other"]), False),
            (Supports(acts=["act"]), True),
            (Supports(acts=["other"]), False),
            (Supports(kinds=["power"]), True),
            (Supports(kinds=["offence"]), False),
            (Supports(rules=["act:other"], acts=["act"], kinds=["power"]), False),
            (Supports(acts=["other"], kinds=["power"]), False),
            (Supports(rules=["act:other"], kinds=["power"]), False),
            (Supports(rules=["act:other"], acts=["act"]), False),
        ],
    )
    def test_what_another_may_give_is_not_counted(self, supports: Supports, given: bool) -> None:
        found = levels(self.ONE, self.SEARCH, self.giver(supports))
        assert found == ([["search"]] if given else [[], ["search"]])


class TestWhichConditionsKeepARuleAway:
    @pytest.mark.parametrize(
        ("asked", "reached", "stays"),
        [
            ("server", "server", True),
            ("server", "thing", True),
            ("thing", "server", True),
            ("computer-system", "machine", True),
            ("server", "machine", False),
            ("server", "vehicle", False),
            ("server", listed("vehicle", arguably="thing"), True),
            ("thing", listed("vehicle", arguably="server"), False),
        ],
    )
    def test_in_a_facet_whose_concepts_exclude_each_other(self, asked: str, reached: object, stays: bool) -> None:
        found = levels(duty(conduct="access", object=asked), rule("1", conduct="access", object=reached))
        assert any(found) is stays

    def test_one_that_is_silent_in_the_anchor_does_not_reach_the_cell(self) -> None:
        assert not any(levels(duty(conduct="access", object="server"), rule(object="server")))

    def test_none_in_a_facet_whose_concepts_overlap_or_that_the_cell_is_silent_in(self) -> None:
        assert any(levels(duty(conduct="access", fault="intention"), rule(conduct="access", fault="negligence")))
        assert any(levels(duty(conduct="access"), rule(conduct="access", object="vehicle")))


def choice(facet: str, *concepts: str) -> Condition:
    """What a treaty duty that acts as a rule reaches in a facet where it is content with one of several concepts."""
    return Condition.model_construct(facet=facet, any=(), arguably=concepts)


class TestConditionsThatAreComparedOneByOne:
    """Those of a rule with several in a facet, and those that name no concept for sure."""

    ONE = duty(conduct="access", object="thing", fault="intention")

    def test_a_choice_that_reaches_a_part_of_what_is_wanted_keeps_no_rule_away(self) -> None:
        part = rule("part", conduct="access").model_copy(
            update={"conditions": (*rule(conduct="access").conditions, choice("object", "server", "vehicle"))}
        )
        made = catalogue(self.ONE, rules=[rule("part", conduct="access")])
        masks = RuleMasks(made.vocabulary, (replace(made.rules[0], rule=part),))
        assert masks.open_to("object", ("thing",)) == 1
        assert masks.open_to("object", ("machine",)) == 0

    def test_the_order_of_two_conditions_in_a_facet_makes_no_difference(self) -> None:
        holds, fails = Condition(facet="fault", any=["recklessness"]), Condition(facet="fault", any=["negligence"])
        orders = (("holds-first", (holds, fails)), ("fails-first", (fails, holds)))
        found = levels(self.ONE, *(rule(name, conduct="access", also=also) for name, also in orders))
        assert found == [["fails-first", "holds-first"]]


class TestSilence:
    """Whether a rule says anything in the anchor facet that can be compared with what the cell asks."""

    POWER = duty(kind="power", power="compel")
    SANCTION = duty(kind="sanction", also=(at_least(1, "day"),))

    @pytest.mark.parametrize(
        ("asked", "gives", "silent"),
        [
            ("compel", {"power": "compel"}, False),
            ("compel", {"power": "order-disclosure"}, False),
            ("order-disclosure", {"power": "compel"}, False),
            ("compel", {"power": listed("search", arguably="compel")}, False),
            ("compel", {"power": ["search", "compel"]}, False),
            ("compel", {"power": "search"}, True),
            ("order-disclosure", {"power": "order-preservation"}, True),
            ("compel", {"secrecy": "confidential"}, True),
            ("compel", {"power": DAY}, True),
            ("compel", {}, True),
        ],
    )
    def test_a_power_is_compared_with_what_is_asked_and_what_is_broader(
        self, asked: str, gives: dict[str, object], silent: bool
    ) -> None:
        assert self.is_silent(duty(kind="power", power=asked), rule(kind="power", gives=gives), "power") is silent

    @pytest.mark.parametrize(
        ("gives", "silent"),
        [
            ({"period": YEAR}, False),
            ({"secrecy": YEAR}, True),
            ({"secrecy": "confidential"}, True),
            ({"power": "search", "period": YEAR}, False),
        ],
    )
    def test_a_quantity_is_compared_with_any_quantity_of_its_facet(
        self, gives: dict[str, object], silent: bool
    ) -> None:
        assert self.is_silent(self.SANCTION, rule(kind="sanction", gives=gives), "period") is silent

    def test_a_concept_is_not_compared_with_a_quantity(self) -> None:
        one = duty(kind="power", also=(Element(facet="power", at_least=DAY),))
        assert self.is_silent(one, rule(kind="power", gives={"power": "search"}), "power")

    def test_an_offence_is_silent_without_a_condition_in_its_conduct(self) -> None:
        one = duty(conduct="access")
        assert not self.is_silent(one, rule(object="server", conduct="delete"), "conduct")
        assert self.is_silent(one, rule(object="server"), "conduct")

    @staticmethod
    def is_silent(one: Duty, other: Rule, anchor: str) -> bool:
        made = catalogue(one, [other])
        (only,) = cells_of(made.duties["t:1"])
        masks = RuleMasks(made.vocabulary, made.rules)
        assert masks.speaking(one.kind, only) == int(not masks.is_silent(only, made.rules[0], anchor))
        return masks.is_silent(only, made.rules[0], anchor)
