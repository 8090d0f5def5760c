"""How a condition, and what a rule gives, stand to what a cell wants."""

from __future__ import annotations

import pytest
from support.builders import at_least, catalogue, duty
from support.builders import given as listed

from gapcheck.engine.cells import cells_of
from gapcheck.engine.subsumption import compare, quantified
from gapcheck.model.law import Condition


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


def test_a_choice_of_a_treaty_holds_only_if_whichever_is_chosen_does() -> None:
    words = catalogue(duty(conduct="access")).vocabulary
    choice = Condition.model_construct(facet="object", any=(), arguably=("server", "vehicle"))
    both, one = ("server", "vehicle"), ("thing", "vehicle")
    assert compare(words, choice, both) == "satisfied"
    assert compare(words, choice, one) == "arguable"
    assert compare(words, choice, ("thing",)) == "narrower"
    assert compare(words, choice, ("machine",)) == "disjoint"


def test_a_cell_asks_for_a_quantity_in_the_facet_that_has_one() -> None:
    made = catalogue(duty(kind="power", power="search", also=(at_least(1, "day"),)))
    (only,) = cells_of(made.duties["t:1"])
    assert (quantified(only, "period"), quantified(only, "power"), quantified(only, "secrecy")) == (True, False, False)
