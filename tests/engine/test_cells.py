"""Cells: what domestic law has to reach one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import article, at_least, catalogue, duty, either

from gapcheck.engine.cells import Cell, SplitDuties, cells_of, wanted_of
from gapcheck.model.treaty import Duty, Element


def cells(one, *others) -> tuple[Cell, ...]:
    """The cells of a duty; ``others`` are duties that it may inherit from."""
    return cells_of(catalogue([one, *others]).duties[f"t:{one.id}"])


def labels(one, *others) -> list[str]:
    return [cell.label for cell in cells(one, *others)]


class TestWhichCells:
    def test_one_concept_is_one_cell(self) -> None:
        assert labels(duty(conduct="access")) == ["conduct=access"]

    def test_each_concept_of_an_every_list_is_a_cell_in_alphabetical_order(self) -> None:
        assert labels(duty(conduct=["interfere", "access"])) == ["conduct=access", "conduct=interfere"]

    def test_that_order_is_the_same_however_many_there_are(self) -> None:
        every = ["thing", "vehicle", "server", "machine", "smart-machine", "computer-system"]
        assert labels(duty(object=every)) == [f"object={concept}" for concept in sorted(every)]

    def test_an_any_list_is_one_cell(self) -> None:
        assert labels(duty(conduct=either("interfere", "access"))) == ["conduct=access|interfere"]

    def test_the_cells_are_the_product_of_the_every_lists(self) -> None:
        assert labels(duty(conduct=["access", "delete"], object=["server", "vehicle"], fault="intention")) == [
            "conduct=access, fault=intention, object=server",
            "conduct=access, fault=intention, object=vehicle",
            "conduct=delete, fault=intention, object=server",
            "conduct=delete, fault=intention, object=vehicle",
        ]

    def test_a_concept_listed_twice_counts_once(self) -> None:
        assert labels(duty(conduct=["access", "access"])) == ["conduct=access"]

    def test_an_article_without_elements_is_one_cell_that_describes_nothing(self) -> None:
        (only,) = cells(duty(force="may"))
        assert (only.elements, dict(only.scope), only.label) == ((), {}, "")

    def test_what_is_inherited_makes_cells_too(self) -> None:
        made = labels(duty("1", conduct="access", inherits=("2",)), duty("2", object=["server", "vehicle"]))
        assert made == ["conduct=access, object=server", "conduct=access, object=vehicle"]


class TestWhatACellDescribes:
    def test_a_quantity_is_an_element_but_no_concept(self) -> None:
        (only,) = cells(duty(kind="power", power="compel", also=(at_least(90, "day"),)))
        assert only.scope == {"power": ("compel",)}
        assert {e.facet for e in only.elements} == {"power", "period"}

    def test_two_elements_in_one_facet_are_described_together(self) -> None:
        one = duty("1", conduct="access", inherits=("2", "3"))
        (only,) = cells(one, duty("2", object="server"), duty("3", object="vehicle"))
        assert only.scope["object"] == ("server", "vehicle")

    def test_what_is_there_only_for_comparison_is_described_but_not_stated(self) -> None:
        compared = Element(facet="fault", every=("intention",), stated=False)
        (only,) = cells(duty(conduct="access", also=(compared,)))
        assert (dict(only.scope), dict(only.stated)) == (
            {"conduct": ("access",), "fault": ("intention",)},
            {"conduct": ("access",)},
        )
        assert only.label == "conduct=access"

    def test_a_facet_that_the_treaty_names_at_all_is_stated_as_a_whole(self) -> None:
        compared = Element(facet="object", every=("vehicle",), stated=False)
        (only,) = cells(duty(conduct="access", object="server", also=(compared,)))
        assert only.stated["object"] == ("server", "vehicle")

    def test_the_label_goes_by_facet_however_the_elements_stand(self) -> None:
        listed = [Element(facet=facet, every=(concept,)) for facet, concept in (("object", "server"), ("fault", "x"))]
        assert Cell(tuple(listed)).label == Cell(tuple(reversed(listed))).label == "fault=x, object=server"

    def test_cells_are_values(self) -> None:
        one = duty(conduct=["access", "delete"])
        assert cells(one) == cells(duty(conduct=["delete", "access"]))
        assert len({*cells(one), *cells(one)}) == 2


class TestWhatAllCellsWant:
    @pytest.mark.parametrize(
        "one",
        [
            duty(conduct=["interfere", "access"], object=either("vehicle", "server")),
            duty(conduct=["access", "delete"], object=["server", "vehicle"], fault="intention"),
            duty("1", conduct="access", inherits=("2", "3")),
        ],
        ids=["choice", "product", "inherited"],
    )
    def test_by_facet_it_is_what_each_cell_describes_there(self, one: Duty) -> None:
        made = catalogue([one, duty("2", object=["server", "machine"]), duty("3", object="vehicle")])
        full = made.duties[f"t:{one.id}"]
        described: dict[str, set[tuple[str, ...]]] = {}
        for cell in cells_of(full):
            for facet, concepts in cell.scope.items():
                described.setdefault(facet, set()).add(concepts)
        assert wanted_of(full) == described


def test_the_articles_around_a_duty_do_not_matter() -> None:
    one = duty("1", conduct="access")
    alone, beside = (
        catalogue([article(one)]),
        catalogue([article(one), article(duty("2", conduct="delete"), number="2")]),
    )
    assert cells_of(alone.duties["t:1"]) == cells_of(beside.duties["t:1"])


class TestDutiesThatWereSplitBefore:
    MADE = catalogue(
        [
            duty("1", conduct=["access", "delete"], object="server"),
            duty("2", conduct="access"),
            duty("3", also=(Element(facet="conduct", every=("access",), stated=False),)),
            duty("4", object="access"),
        ]
    )

    def test_each_has_the_cells_that_it_has_alone(self) -> None:
        split = SplitDuties()
        for full in self.MADE.duties.values():
            assert split.cells(full) == cells_of(full)

    def test_each_is_split_once(self) -> None:
        split, full = SplitDuties(), self.MADE.duties["t:1"]
        assert split.cells(full) is split.cells(full)

    def test_another_duty_of_the_same_id_has_cells_of_its_own(self) -> None:
        split, full = SplitDuties(), self.MADE.duties["t:1"]
        assert len(split.cells(full)) == 2
        other = replace(full, elements=full.elements[1:])
        assert [cell.label for cell in split.cells(other)] == ["object=server"]
        assert len(split.cells(full)) == 2

    def test_cells_share_the_elements_of_one_concept(self) -> None:
        split = SplitDuties()
        first, second = (split.cells(self.MADE.duties[key])[0] for key in ("t:1", "t:2"))
        assert first.elements[0] is second.elements[0]


def test_what_a_cell_describes_is_in_order_however_an_element_lists_it() -> None:
    cell = Cell((Element(facet="conduct", any=("delete", "access")), Element(facet="object", every=("server",))))
    assert cell.scope == {"conduct": ("access", "delete"), "object": ("server",)}
