"""Checks of the vocabulary: ids, anchors and ``broader`` links."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.checks.definitions import DefinitionIndex
from gapcheck.catalogue.checks.references import arrows, concept_list, cycles, duplicates, facet_reference, too_deep
from gapcheck.errors import Problem

MOST_BROADER = 100
"""How many steps a concept may be away from its broadest one."""


def check_vocabulary(index: DefinitionIndex) -> Iterator[Problem]:
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


def _broader_cycles(index: DefinitionIndex) -> Iterator[Problem]:
    links = {c: entries[0].value.broader for c, entries in index.concepts.items()}
    for concept_id in too_deep(links, MOST_BROADER):
        message = f"the concept {concept_id!r} is more than {MOST_BROADER} steps of 'broader' from its broadest one"
        place = index.concepts[concept_id][0].location.at("broader")
        yield place.problem("too-deep", message, f"at most {MOST_BROADER} steps")
    for first, second, *rest in cycles(links):
        location, concept = index.concepts[first][0]
        place = location.at("broader", concept.broader.index(second))
        way = arrows([first, second, *rest])
        yield place.problem(
            "cycle-broader", f"'broader' goes round in a cycle: {way}", "links that end at a broadest concept"
        )
