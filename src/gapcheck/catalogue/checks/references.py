"""What several checks share: references to ids, the roles of facets, and cycles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gapcheck.catalogue.checks.definitions import Definition, DefinitionIndex, Location
from gapcheck.errors import Problem
from gapcheck.model.base import web_address as check_address
from gapcheck.model.law import Condition, Gift
from gapcheck.natural_order import natural_key

_LISTED = 12
_WANTS = {"scope": "a situation", "guarantee": "something given"}


# Where somebody who has none yet defines the first.
_PLACES = {
    "kind": "obligations/vocabulary/",
    "facet": "obligations/vocabulary/",
    "concept": "obligations/vocabulary/",
    "instrument": "obligations/<instrument>/instrument.yaml",
    "duty": "a file under obligations/<instrument>/",
    "article": "a file under obligations/<instrument>/",
    "Act": "nz_statutes/",
    "rule": "nz_statutes/",
    "agency": "obligations/policy/agencies.yaml",
    "capability": "obligations/policy/capability.yaml",
}


def listed(known: Collection[str], what: str = "") -> str:
    """The ids that would have been right, if they are few enough to print; where there are none, where the first of a
    sort is to be defined.
    """
    # Twelve ids help; three hundred hide the message.
    if len(known) > _LISTED:
        return f"one of the {len(known)} known ids"
    names = sorted(known, key=natural_key)
    if not names and what in _PLACES:
        return f"one that is defined in {_PLACES[what]}; there is none yet"
    if len(names) < 2:
        return names[0] if names else "a known id (there are none)"
    return f"one of {', '.join(names)}"


def duplicates(what: str, table: Mapping[str, Sequence[Definition[object]]]) -> Iterator[Problem]:
    """Every definition of an id after its first."""
    for key, (first, *others) in table.items():
        for entry in others:
            message = f"the {what} {key!r} is already defined at {first.location}"
            yield entry.location.problem("duplicate-id", message, "every id once")


def unknown(
    index: DefinitionIndex, location: Location, what: str, wanted: str, known: Collection[str]
) -> Iterator[Problem]:
    """A problem unless ``wanted`` is known, or may be defined where nothing could be read."""
    code = f"unknown-{what.split()[-1].lower()}"
    if wanted not in known and not index.may_define(code, wanted):
        yield location.problem(code, f"unknown {what} {wanted!r}", listed(known, what), index.meant(wanted, known))


def web_address(location: Location, url: str | None) -> Iterator[Problem]:
    """A problem unless a reader can follow the address, if there is one."""
    try:
        if url is not None:
            check_address(url)
    except ValueError as error:
        message, _, expected = str(error).partition("; expected ")
        yield location.problem("bad-url", message, expected)


def concept_list(
    index: DefinitionIndex, location: Location, facet: str | None, ids: Iterable[str]
) -> Iterator[Problem]:
    """A list of concepts of one facet: each is known, of that facet, and listed once."""
    seen: set[str] = set()
    for i, concept in enumerate(ids):
        place = location.at(i)
        if concept in seen:
            yield place.problem("concept-twice", f"the concept {concept!r} is listed twice", "every concept once")
        elif concept not in index.concepts:
            if not index.may_define("unknown-concept", concept):
                yield _unknown_concept(index, place, facet, concept)
        elif (
            facet in index.facets
            and (own_facet := index.concepts[concept][0].value.facet) in index.facets
            and own_facet != facet
        ):
            fitting = _concepts_of(index, facet)
            message = f"the concept {concept!r} belongs to the facet {own_facet!r}, not {facet!r}"
            yield place.problem(
                "wrong-facet", message, _concepts_expected(facet, fitting), index.meant(concept, fitting)
            )
        seen.add(concept)


def _concepts_of(index: DefinitionIndex, facet: str | None) -> list[str]:
    return [c for c, entries in index.concepts.items() if facet is None or entries[0].value.facet == facet]


def _concepts_expected(facet: str | None, fitting: Collection[str]) -> str:
    if facet is None:
        return "a known concept" if fitting else listed(fitting, "concept")
    if not fitting:
        return f"a concept of the facet {facet!r}, defined in {_PLACES['concept']}; there is none yet"
    few = f": {listed(fitting)}" if len(fitting) <= _LISTED else ""
    return f"a concept of the facet {facet!r}{few}"


def _unknown_concept(index: DefinitionIndex, location: Location, facet: str | None, concept: str) -> Problem:
    facet = facet if facet in index.facets else None
    fitting = _concepts_of(index, facet)
    # A concept of the right facet is the likelier slip; one of another facet is told if there is nothing else.
    suggestion = index.meant(concept, fitting) or index.meant(concept, index.concepts)
    return location.problem(
        "unknown-concept", f"unknown concept {concept!r}", _concepts_expected(facet, fitting), suggestion
    )


def facet_reference(
    index: DefinitionIndex, location: Location, facet: str, role: str | None = None, what: str = ""
) -> Iterator[Problem]:
    """A facet is known and, if ``what`` may only stand in facets of one role, has that role."""
    if facet not in index.facets:
        yield from unknown(index, location, "facet", facet, index.facets)
    elif role and (own_role := index.facets[facet][0].value.role) != role:
        fitting = [f for f, entries in index.facets.items() if entries[0].value.role == role]
        message = f"{what} in the {own_role} facet {facet!r}"
        yield location.problem("facet-role", message, f"a {role} facet ({_WANTS[role]})", index.meant(facet, fitting))


def conditions(index: DefinitionIndex, location: Location, given: Iterable[Condition]) -> Iterator[Problem]:
    """The conditions of a rule: scope facets and their concepts."""
    for i, condition in enumerate(given):
        place = location.at(i)
        yield from facet_reference(index, place.at("facet"), condition.facet, "scope", "a condition")
        yield from concept_list(index, place.at("any"), condition.facet, condition.any)
        yield from concept_list(index, place.at("arguably"), condition.facet, condition.arguably)


def gifts(index: DefinitionIndex, location: Location, given: Iterable[Gift]) -> Iterator[Problem]:
    """What a rule gives: guarantee facets and their concepts."""
    for i, gift in enumerate(given):
        place = location.at(i)
        yield from facet_reference(index, place.at("facet"), gift.facet, "guarantee", "a gift")
        yield from concept_list(index, place.at("concepts"), gift.facet, gift.concepts)
        yield from concept_list(index, place.at("arguably"), gift.facet, gift.arguably)


def cycles(links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The cycles of a graph, each as the nodes on it with the first one repeated at the end."""
    # Without recursion: a chain of a thousand concepts must not end in a RecursionError.
    done: set[str] = set()
    for start in sorted(links):
        trail = {start: None} if start not in done else {}  # a mapping, so that a long one is looked up at once
        todo = [iter(links[start])]
        while trail:
            for node in todo[-1]:
                if node in trail:
                    way = list(trail)
                    yield (*way[way.index(node) :], node)
                elif node not in done:
                    trail[node] = None
                    todo.append(iter(links.get(node, ())))
                    break
            else:
                done.add(trail.popitem()[0])
                todo.pop()


def arrows(way: Sequence[str]) -> str:
    """A way through a graph in words; of a long one, its beginning and its end."""
    return " → ".join(way if len(way) <= _LISTED else [*way[: _LISTED - 2], "...", way[-1]])


def depths(links: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """How many steps the longest way from each node takes; nothing for nodes from which a way leads into a cycle."""
    waiting = {node: {other for other in others if other in links} for node, others in links.items()}
    back: dict[str, list[str]] = {}
    for node, others in waiting.items():
        for other in others:
            back.setdefault(other, []).append(node)
    found = {node: 0 for node, others in waiting.items() if not others}
    todo = list(found)
    while todo:
        done = todo.pop()
        for node in back.get(done, ()):
            waiting[node].discard(done)
            if not waiting[node]:
                found[node] = 1 + max(found[other] for other in links[node] if other in links)
                todo.append(node)
    return found


def too_deep(links: Mapping[str, Sequence[str]], most: int) -> Iterator[str]:
    """The nodes where a way becomes one step too long; those further down are not told again."""
    return (node for node, depth in depths(links).items() if depth == most + 1)
