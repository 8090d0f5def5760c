"""Checks of the vocabulary: ids, anchors and ``broader`` links."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.checks.index import Index
from gapcheck.catalogue.checks.references import concept_list, cycles, duplicates, facet_reference
from gapcheck.errors import Problem


def check_vocabulary(index: Index) -> Iterator[Problem]:
    """The problems of kinds, facets and concepts."""
    yield from duplicates("kind", index.kinds)
    yield from duplicates("facet", index.facets)
    yield from duplicates("concept", index.concepts)
    for kinds in index.kinds.values():
        for kind_at, kind in kinds:
            yield from facet_reference(index, kind_at.at("anchor"), kind.anchor)
    for concepts in index.concepts.values():
        for concept_at, concept in concepts:
            yield from facet_reference(index, concept_at.at("facet"), concept.facet)
            yield from concept_list(index, concept_at.at("broader"), concept.facet, concept.broader)
    yield from _broader_cycles(index)


def _broader_cycles(index: Index) -> Iterator[Problem]:
    for first, second, *rest in cycles({c: entries[0].value.broader for c, entries in index.concepts.items()}):
        spot, concept = index.concepts[first][0]
        place = spot.at("broader", concept.broader.index(second))
        way = " → ".join([first, second, *rest])
        yield place.problem(
            "cycle-broader", f"'broader' goes round in a cycle: {way}", "links that end at a broadest concept"
        )
