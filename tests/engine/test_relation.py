"""How a rule stands to a cell, in the words of NIST IR 8477."""

from __future__ import annotations

import pytest
from support.builders import WORDS, at_least, at_most, catalogue, duty, either, exercise, finding, given, limit_to, rule

from gapcheck.engine.cells import cells_of
from gapcheck.engine.relation import relation, wider
from gapcheck.model.law import Condition, Gift, Supports
from gapcheck.model.quantity import Quantity
from gapcheck.model.vocabulary import Concept, Vocabulary


def stands(one, other, **more) -> str:
    """The relation of a rule to the only cell of a duty."""
    made = catalogue(one, other)
    (cell,) = cells_of(made.duties[f"t:{one.id}"])
    return relation(made.vocabulary, cell, finding(one, other, **more))


@pytest.mark.parametrize(
    ("asked", "reached", "word"),
    [
        ({"conduct": "access"}, {"conduct": "access"}, "equal"),
        ({"conduct": "access", "object": "server"}, {"conduct": "access"}, "superset"),
        ({"conduct": "access", "object": "server"}, {"conduct": "access", "object": "thing"}, "superset"),
        ({"conduct": "access", "object": "server"}, {"conduct": ["access", "delete"], "object": "server"}, "superset"),
        ({"conduct": "access"}, {"conduct": "remote-access"}, "subset"),
        ({"conduct": "access"}, {"conduct": "access", "purpose": "fraud"}, "subset"),
        ({"conduct": "access", "object": "thing"}, {"conduct": "access", "purpose": "fraud"}, "intersects"),
        ({"conduct": "access", "object": "thing"}, {"conduct": ["access", "delete"], "object": "server"}, "intersects"),
        ({"conduct": "access"}, {"conduct": "delete"}, "none"),
    ],
)
def test_in_scope(asked: dict[str, object], reached: dict[str, object], word: str) -> None:
    assert stands(duty(**asked), rule(**reached)) == word


def test_of_an_any_list_the_rule_need_reach_no_more_than_one() -> None:
    assert stands(duty(conduct=either("access", "delete")), rule(conduct="access")) == "equal"
    assert stands(duty(conduct=either("access", "delete")), rule(conduct="interfere")) == "superset"


def test_a_missing_guarantee_makes_a_subset() -> None:
    one = duty(kind="power", power="compel", secrecy="confidential")
    assert stands(one, rule(kind="power", gives={"power": "compel"})) == "subset"
    assert stands(one, rule(kind="power", gives={"power": "compel", "secrecy": "confidential"})) == "equal"


def test_what_is_only_arguable_falls_short() -> None:
    assert stands(
        duty(conduct="access", object="server"), rule(conduct="access", object=given("vehicle", arguably="server"))
    ) in {
        "subset",
        "intersects",
    }


def test_a_reservation_excuses_a_shortfall_but_does_not_make_the_rule_wider() -> None:
    one = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
    assert stands(one, rule(conduct="access", object="server"), exercised=(exercise("1#limit"),)) == "subset"


def test_more_than_the_least_asked_for_makes_a_superset() -> None:
    one = duty(kind="power", power="compel", also=(at_least(1, "year"),))
    for amount, word in ((1, "equal"), (2, "superset")):
        gives = {"power": "compel", "period": Quantity(amount=amount, unit="year")}
        assert stands(one, rule(kind="power", gives=gives)) == word


def test_silence_on_what_another_kind_is_about_is_not_wider() -> None:
    power = rule(kind="power", gives={"power": "compel"})
    assert stands(duty(kind="power", power="compel", conduct="access"), power) == "equal"
    assert stands(duty(kind="power", power="compel", data="any-data"), power) == "superset"


def test_silence_says_the_same_as_a_concept_of_absence() -> None:
    one = duty(conduct="access", object="vehicle")
    made = catalogue(one, rule(conduct="access"))
    (cell,) = cells_of(made.duties["t:1"])
    found = finding(one, rule(conduct="access"))
    nothing = Concept(id="vehicle", facet="object", label="nothing", absent=True)
    words = Vocabulary(WORDS.kinds, WORDS.facets, [nothing if c.id == "vehicle" else c for c in WORDS.concepts])
    assert relation(made.vocabulary, cell, found) == "superset"
    assert relation(words, cell, found) == "equal"
    (choice,) = cells_of(catalogue(duty(conduct="access", object=either("vehicle", "server"))).duties["t:1"])
    assert relation(words, choice, found) == "equal"


def ways(one, other, *beside) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Each way in which a rule is wider than the only cell of a duty, with the rule that it is."""
    made = catalogue(one, [other, *beside])
    (cell,) = cells_of(made.duties[f"t:{one.id}"])
    found = wider(made.vocabulary, cell, finding(one, other, beside=beside))
    return [(w.type, w.facet, w.found, w.entry.rule.id) for w in found]


@pytest.mark.parametrize(
    ("asked", "reached", "expected"),
    [
        ("server", "thing", ("broader", ("thing",))),
        ("server", ["server", "vehicle"], ("also", ("vehicle",))),
        ("computer-system", "machine", ("overlaps", ("machine",))),
        ("server", given("vehicle", arguably="server"), ("also", ("vehicle",))),
        ("thing", ["server", "vehicle"], ("also", ("vehicle",))),
        (either("server", "vehicle"), ["thing", "vehicle"], ("broader", ("thing",))),
        (either("computer-system", "vehicle"), ["vehicle", "machine"], ("also", ("machine",))),
        (either("computer-system", "vehicle"), "machine", ("overlaps", ("machine",))),
        (either("server", "machine"), given("vehicle", arguably="server"), ("also", ("vehicle",))),
    ],
)
def test_each_way_of_being_wider_has_a_name(asked, reached, expected) -> None:
    assert ways(duty(conduct="access", object=asked), rule(conduct="access", object=reached)) == [
        (expected[0], "object", expected[1], "1")
    ]


def test_another_condition_in_place_of_the_treatys_has_a_name_of_its_own() -> None:
    one = duty(conduct="access", purpose="obtaining-data")
    assert ways(one, rule(conduct="access", purpose="dishonesty")) == [("instead", "purpose", ("dishonesty",), "1")]


def test_next_to_a_wider_condition_another_one_says_nothing_more() -> None:
    one = duty(conduct="access", fault="intention")
    both = rule(conduct="access", fault="recklessness", also=(Condition(facet="fault", any=["negligence"]),))
    assert ways(one, both) == [("broader", "fault", ("recklessness",), "1")]


def test_a_condition_that_lets_nothing_else_through_makes_the_other_no_wider() -> None:
    one = duty(conduct="access", fault="intention")
    both = rule(conduct="access", fault="recklessness", also=(Condition(facet="fault", any=["intention"]),))
    assert ways(one, both) == []


def test_ways_come_by_facet_and_concepts_by_name() -> None:
    one = duty(conduct="access", fault="intention", object="server")
    other = rule(conduct=["access", "delete", "alter"], fault="knowledge", object=["vehicle", "thing"])
    assert ways(one, other) == [
        ("also", "conduct", ("alter", "delete"), "1"),
        ("broader", "fault", ("knowledge",), "1"),
        ("also", "object", ("vehicle",), "1"),
        ("broader", "object", ("thing",), "1"),
    ]


class TestQuantities:
    ONE = duty(kind="power", power="compel", also=(at_least(1, "year"),))

    def years(self, amount: int, id: str = "1", **more):
        gives = {"power": "compel", "period": Quantity(amount=amount, unit="year")}
        return rule(id, kind="power", gives=gives, **more)

    def test_the_most_that_is_given_counts_whoever_gives_it(self) -> None:
        support = Supports(rules=["act:1"])
        silent = rule("1", kind="power", gives={"power": "compel"})
        assert ways(self.ONE, silent, self.years(3, "2", supports=support)) == [
            ("exceeds", "period", ("3 years",), "2")
        ]
        two = (*self.years(2).gives, *self.years(3).gives[1:])
        for gives in (two, two[::-1]):
            several = self.years(1).model_copy(update={"gives": gives})
            assert ways(self.ONE, several) == [("exceeds", "period", ("3 years",), "1")]

    def test_what_is_there_only_for_comparison_is_not_exceeded(self) -> None:
        least = at_least(1, "year").model_copy(update={"stated": False})
        assert ways(duty(kind="power", power="compel", also=(least,)), self.years(3)) == []

    def test_only_what_is_given_in_the_facet_counts(self) -> None:
        more = Gift(facet="secrecy", amount=5, unit="year")
        one = self.years(1)
        assert ways(self.ONE, one.model_copy(update={"gives": (more, *one.gives)})) == []

    def test_what_cannot_be_compared_exceeds_nothing(self) -> None:
        gives = {"power": "compel", "period": Quantity(amount=400, unit="day")}
        assert ways(self.ONE, rule(kind="power", gives=gives)) == []

    def test_more_than_a_ceiling_is_no_matter_of_being_wider(self) -> None:
        one = duty(kind="power", power="compel", also=(at_most(5, "year"),))
        assert ways(one, self.years(3)) == []
