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


_Single = dict[tuple[str, str, bool], Element]
"""Elements of one concept, by facet, concept and whether the treaty states it."""


def cells_of(duty: FullDuty, single: _Single | None = None) -> tuple[Cell, ...]:
    """The cells of a duty: the product of its ``every`` lists, in a stable order.

    ``single`` are the elements of one concept that other cells have already; those of this duty are put there too.
    """
    kept: _Single = {} if single is None else single
    choices = [_choices(element, kept) for element in duty.elements]
    return tuple(Cell(combination) for combination in itertools.product(*choices))


class SplitDuties:
    """Duties split into their cells, each once: these depend on the duty alone, whatever is asked of it."""

    def __init__(self) -> None:
        self._split: dict[str, tuple[FullDuty, tuple[Cell, ...]]] = {}
        self._single: _Single = {}

    def cells(self, duty: FullDuty) -> tuple[Cell, ...]:
        """The cells of a duty."""
        known = self._split.get(duty.key)
        # Another duty may have its id: one that a draft or a test has in its place.
        if known is None or known[0] is not duty:
            known = self._split[duty.key] = (duty, cells_of(duty, self._single))
        return known[1]


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


def _choices(element: Element, kept: _Single) -> list[Element]:
    """The element as each cell has it: of those that have to be reached, one."""
    if element.every is None:
        return [element]
    found = []
    for concept in sorted(set(element.every)):
        key = element.facet, concept, element.stated
        if key not in kept:
            # A copy is not validated again, which would take longer than judging the cell.
            kept[key] = element.model_copy(update={"every": (concept,)})
        found.append(kept[key])
    return found
