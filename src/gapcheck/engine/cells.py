"""Cells: the combinations of a duty's elements that domestic law must reach one by one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.model.treaty import Element, FullDuty


@dataclass(frozen=True)
class Cell:
    """One combination of a duty's elements that domestic law must reach on its own."""

    elements: tuple[Element, ...]
    """One element for each facet described; ``every`` holds exactly the concept that this cell is about."""

    @cached_property
    def scope(self) -> Mapping[str, tuple[str, ...]]:
        """The concepts described, by facet."""
        found: dict[str, tuple[str, ...]] = {}
        for element in self.elements:
            concepts = element.concepts
            if len(concepts) > 1 or element.facet in found:
                concepts = tuple(sorted({*found.get(element.facet, ()), *concepts}))
            if concepts:
                found[element.facet] = concepts
        return found

    @cached_property
    def stated(self) -> Mapping[str, tuple[str, ...]]:
        """The concepts that the treaty itself describes, by facet; the rest is there so that rules can be compared."""
        spoken = {element.facet for element in self.elements if element.stated}
        return {facet: concepts for facet, concepts in self.scope.items() if facet in spoken}

    @cached_property
    def label(self) -> str:
        """A short stable name: the concepts that tell this cell from its sisters, by facet."""
        return ", ".join(f"{facet}={'|'.join(concepts)}" for facet, concepts in sorted(self.stated.items()))


def cells_of(duty: FullDuty) -> tuple[Cell, ...]:
    """The cells of a duty: the product of its ``every`` lists, in a stable order."""
    return _product(duty.elements)


def wanted_of(duty: FullDuty) -> Mapping[str, frozenset[tuple[str, ...]]]:
    """By facet, what the cells of a duty want there: its cells are all the combinations of these."""
    facets: dict[str, list[Element]] = {}
    for element in duty.elements:
        facets.setdefault(element.facet, []).append(element)
    return {facet: _combined(found) for facet, found in facets.items()}


def _combined(elements: Iterable[Element]) -> frozenset[tuple[str, ...]]:
    """What the cells of some elements of one facet want, without making the cells."""
    choices = [[(c,) for c in set(e.every)] if e.every is not None else [e.concepts] for e in elements]
    return frozenset(tuple(sorted(set().union(*combination))) for combination in itertools.product(*choices))


def _product(elements: Iterable[Element]) -> tuple[Cell, ...]:
    return tuple(Cell(combination) for combination in itertools.product(*map(_choices, elements)))


def _choices(element: Element) -> list[Element]:
    """The element as each cell has it: of those that have to be reached, one."""
    if element.every is None:
        return [element]
    # A copy is not validated again, which would take most of the time of an assessment.
    return [element.model_copy(update={"every": (concept,)}) for concept in sorted(set(element.every))]
