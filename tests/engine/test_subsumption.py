"""How a condition, and what a rule gives, stand to what a cell wants."""

from __future__ import annotations

import pytest
from support.builders import at_least, catalogue, duty
from support.builders import given as listed

from gapcheck.engine.cells import cells_of
from gapcheck.engine.subsumption import compare, delivers, quantified
from gapcheck.model.law import Condition, Gift, Offer
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element

DAY, WEEK, YEAR = Quantity(amount=1, unit="day"), Quantity(amount=7, unit="day"), Quantity(amount=1, unit="year")
WORDS = catalogue(duty(conduct="access")).vocabulary


@pytest.mark.parametrize(
    ("facet", "reached", "wanted", "word"),
    [
        ("object", listed("server"), ("server",), "satisfied"),
        ("object", listed("thing"), ("vehicle", "server"), "satisfied"),
        ("object", listed("vehicle", arguably="server"), ("server",), "arguable"),
        ("object", listed("server"), ("thing",), "narrower"),
        ("object", listed("vehicle"), ("server",), "disjoint"),
        ("object", listed("vehicle"), (), "extra"),
        ("fault", listed("negligence"), ("intention",), "extra"),
    ],
)
def test_a_condition_stands_to_what_is_wanted_in_one_of_five_ways(facet, reached, wanted, word) -> None:
    condition = Condition(facet=facet, any=tuple(reached), arguably=reached.arguably)
    assert compare(catalogue(duty(conduct="access")).vocabulary, condition, wanted) == word


def test_once_its_point_is_lost_a_condition_stands_as_if_it_reached_nothing_arguably() -> None:
    arguable = Condition(facet="object", any=("server",), arguably=("vehicle", "thing"))
    assert [compare(WORDS, arguable, (wanted,)) for wanted in ("vehicle", "thing")] == ["arguable", "arguable"]
    plain = Condition(facet="object", any=("server",))
    for wanted, word in {("vehicle",): "disjoint", ("thing",): "narrower", ("server",): "satisfied"}.items():
        assert compare(WORDS, arguable, wanted, lost=True) == compare(WORDS, plain, wanted) == word


def test_a_choice_of_a_treaty_holds_only_if_whichever_is_chosen_does() -> None:
    words = catalogue(duty(conduct="access")).vocabulary
    choice = Condition.model_construct(facet="object", any=(), arguably=("server", "vehicle"))
    both, one = ("server", "vehicle"), ("thing", "vehicle")
    assert compare(words, choice, both) == "satisfied"
    assert compare(words, choice, one) == "arguable"
    assert compare(words, choice, ("thing",)) == "narrower"
    assert compare(words, choice, ("machine",)) == "disjoint"
    assert compare(words, choice, one, lost=True) == "narrower"


def test_a_cell_asks_for_a_quantity_in_the_facet_that_has_one() -> None:
    made = catalogue(duty(kind="power", power="search", also=(at_least(1, "day"),)))
    (only,) = cells_of(made.duties["t:1"])
    assert (quantified(only, "period"), quantified(only, "power"), quantified(only, "secrecy")) == (True, False, False)


class TestWhatDelivers:
    @pytest.mark.parametrize(
        ("gift", "asked", "enough"),
        [
            (WEEK, {"at_least": DAY}, True),
            (WEEK, {"at_least": WEEK}, True),
            (DAY, {"at_least": WEEK}, False),
            (YEAR, {"at_least": DAY}, False),
            (DAY, {"at_most": WEEK}, True),
            (WEEK, {"at_most": DAY}, False),
            (WEEK, {"any": ("thing",)}, False),
        ],
    )
    def test_a_quantity_in_the_direction_that_is_asked_for(self, gift: Quantity, asked, enough: bool) -> None:
        element = Element(facet="period", **asked)
        assert delivers(WORDS, Gift(facet="period", amount=gift.amount, unit=gift.unit), element) is enough

    @pytest.mark.parametrize(("bound", "enough"), [("at_least", True), ("at_most", False), (None, True)])
    def test_a_bound_of_a_treaty_says_nothing_in_the_other_direction(self, bound, enough: bool) -> None:
        offer = Offer(facet="period", amount=WEEK.amount, unit=WEEK.unit, bound=bound)
        assert delivers(WORDS, offer, Element(facet="period", at_least=DAY)) is enough

    @pytest.mark.parametrize(
        ("concepts", "asked", "enough"),
        [
            (("order-disclosure",), ("compel",), True),
            (("search", "order-disclosure"), ("compel",), True),
            (("compel",), ("order-disclosure",), False),
            (("search",), ("compel", "search"), True),
        ],
    )
    def test_one_concept_within_one_that_is_asked_for(self, concepts, asked, enough: bool) -> None:
        assert delivers(WORDS, Gift(facet="power", concepts=concepts), Element(facet="power", any=asked)) is enough

    def test_what_is_only_arguably_given_is_not(self) -> None:
        gift = Gift(facet="power", concepts=("search",), arguably=("compel",))
        assert not delivers(WORDS, gift, Element(facet="power", every=("compel",)))

    @pytest.mark.parametrize(("asked", "enough"), [(("compel",), False), (("compel", "search"), True)])
    def test_a_choice_of_a_treaty_only_if_whichever_is_chosen_does(self, asked, enough: bool) -> None:
        offer = Offer(facet="power", arguably=("order-disclosure", "search"))
        assert delivers(WORDS, offer, Element(facet="power", any=asked)) is enough
