"""Checks of treaties: instruments, articles, duties and what duties inherit."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from gapcheck.catalogue.checks.definitions import DefinitionIndex, Location
from gapcheck.catalogue.checks.references import (
    arrows,
    concept_list,
    cycles,
    depths,
    duplicates,
    facet_reference,
    listed,
    unknown,
    web_address,
)
from gapcheck.catalogue.full_duties import full_id
from gapcheck.errors import Problem
from gapcheck.model.ids import DutyId
from gapcheck.model.treaty import BINDING, JUDGED, ArticlesFile, Duty, Element, Instrument, InstrumentFile, Survey

MOST_CELLS = 5_000
"""How many cells a duty may have: each is held against every rule, and lists multiply."""
MOST_GENERATIONS = 50
"""How long a line of duties may be of which each inherits from the next."""


def check_treaties(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of instruments, articles and duties."""
    yield from duplicates("instrument", index.instruments)
    yield from duplicates("article", index.articles)
    yield from duplicates("duty", index.duties)
    yield from duplicates("narrowing or waiver", index.narrowings)
    for instruments in index.instruments.values():
        for head, instrument in instruments:
            yield from web_address(head.at("url"), instrument.url)
            yield from _instrument(index, head, instrument)
    yield from _instrument_of_files(index)
    for key, entries in index.duties.items():
        for location, duty in entries:
            yield from _elements(index, location, duty)
            yield from _narrowings(index, location, duty)
            yield from _references(index, location, key, duty)
    places = known_places(index)
    for entries_ in index.articles.values():
        for location, article in entries_:
            for i, other in enumerate(article.corresponds):
                yield from unknown(index, location.at("corresponds", i, "article"), "article", other.article, places)
    yield from _following(index)
    yield from _inheritance(index)


def known_places(index: DefinitionIndex) -> frozenset[str]:
    """The articles and duties that can be spoken of: ``budapest:16``, ``budapest:16(2)``."""
    # Articles are noted as "budapest:art 2", so that they do not clash with a duty "2".
    return frozenset(key.replace(":art ", ":", 1) for key in index.articles) | index.duties.keys()


def _instrument(index: DefinitionIndex, head: Location, instrument: Instrument) -> Iterator[Problem]:
    other = instrument.answered_by
    if other is not None:
        yield from unknown(index, head.at("answered_by"), "instrument", other, index.instruments)
        # A mandate held against a mandate would be judged by what itself is judged.
        if other == instrument.id or any(e.value.answered_by for e in index.instruments.get(other, ())):
            message = f"{other!r} cannot answer {instrument.id!r}: its own duties are not those of a treaty text"
            yield head.at("answered_by").problem(
                "answered-in-circle", message, "an instrument that domestic law answers"
            )
    numbers = [line.article for line in instrument.contents]
    for i, number in enumerate(numbers):
        if number in numbers[:i]:
            message = f"the article {number!r} is listed twice"
            yield head.at("contents", i, "article").problem("listed-twice", message, "every article once")


def _instrument_of_files(index: DefinitionIndex) -> Iterator[Problem]:
    heads = {
        PurePosixPath(location.source.file).parent: file.instrument.id for location, file in index.of(InstrumentFile)
    }
    for location, file in index.of(ArticlesFile):
        head = heads.get(PurePosixPath(location.source.file).parent) if location.source.document else None
        place = location.at("instrument")
        if head is None:
            yield from unknown(index, place, "instrument", file.instrument, index.instruments)
        elif head != file.instrument:
            message = f"the instrument {file.instrument!r} is not the one of this folder"
            yield place.problem("wrong-instrument", message, f"{head!r}, as instrument.yaml says", head)


def _elements(index: DefinitionIndex, location: Location, duty: Duty) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for i, element in enumerate(duty.elements):
        place = location.at("elements", i)
        quantity = element.at_least or element.at_most
        role, what = ("guarantee", "a quantity") if quantity else (None, "")
        yield from facet_reference(index, place.at("facet"), element.facet, role, what)
        yield from concept_list(index, place.at("every" if element.every else "any"), element.facet, element.concepts)
        # Two descriptions of one scope facet would have to hold at once; two guarantees are simply both asked for.
        if element.facet in first and _is_scope(index, element.facet):
            message = f"the scope facet {element.facet!r} is already described at {first[element.facet]}"
            yield place.at("facet").problem("facet-twice", message, "one element for each scope facet")
        first.setdefault(element.facet, place)


def _is_scope(index: DefinitionIndex, facet: str) -> bool:
    return facet in index.facets and index.facets[facet][0].value.role == "scope"


def _narrowings(index: DefinitionIndex, location: Location, duty: Duty) -> Iterator[Problem]:
    for i, narrowing in enumerate(duty.allows):
        place = location.at("allows", i)
        yield from facet_reference(index, place.at("facet"), narrowing.facet)
        yield from concept_list(index, place.at("limit_to"), narrowing.facet, narrowing.limit_to or ())
        yield from concept_list(index, place.at("exclude"), narrowing.facet, narrowing.exclude or ())
    for i, waiver in enumerate(duty.waives):
        for facet, concepts in waiver.cells.items():
            place = location.at("waives", i, "cells", facet)
            yield from facet_reference(index, place, facet)
            yield from concept_list(index, place, facet, concepts)


def _references(index: DefinitionIndex, location: Location, key: str, duty: Duty) -> Iterator[Problem]:
    yield from unknown(index, location.at("kind"), "kind", duty.kind, index.kinds)
    instrument = DutyId.parse(key).instrument
    for i, other in enumerate(duty.inherits):
        full = full_id(instrument, other)
        if full not in index.duties and not index.may_define("unknown-duty", full):
            yield _unknown_duty(index, location.at("inherits", i), instrument, other, "duty")
    for i, other in enumerate(duty.follows):
        if not _names_place(index, instrument, other) and not index.may_define("unknown-duty", other):
            yield _unknown_duty(index, location.at("follows", i), instrument, other, "duty or article")
    for i, bracket in enumerate(duty.brackets):
        if bracket.facet is not None:
            yield from facet_reference(index, location.at("brackets", i, "facet"), bracket.facet)
    # A duty that a treaty text answers is surveyed in that text.
    heads = index.instruments.get(instrument, ())
    answering: set[str] = {e.value.answered_by for e in heads if e.value.answered_by}
    # Which text that is stands in the head of the instrument, which may have been lost.
    if not heads or any(e.location.damaged("answered_by") for e in heads):
        answering |= {*index.instruments, *(a for a in _surveyed(duty) if index.may_define("unknown-instrument", a))}
    yield from _survey(index, location.at("survey"), duty.survey, {*index.acts, *answering})


def _surveyed(duty: Duty) -> tuple[str, ...]:
    return duty.survey.acts if duty.survey else ()


def _unknown_duty(index: DefinitionIndex, location: Location, instrument: str, other: str, what: str) -> Problem:
    siblings = [k.removeprefix(f"{instrument}:") for k in index.duties if k.startswith(f"{instrument}:")]
    near = index.meant(full_id(instrument, other), index.duties)
    suggestion = None if near is None else _within(instrument, near)
    return location.problem("unknown-duty", f"unknown {what} {other!r}", listed(siblings), suggestion)


def _names_place(index: DefinitionIndex, instrument: str, other: str) -> bool:
    """Whether a duty or an article of an instrument goes by that name."""
    place = DutyId.parse(full_id(instrument, other))
    return str(place) in index.duties or f"{place.instrument}:art {place.duty}" in index.articles


def _following(index: DefinitionIndex) -> Iterator[Problem]:
    """What a duty follows belongs to the same instrument, binds, and describes something itself."""
    for key, entries in index.duties.items():
        instrument = DutyId.parse(key).instrument
        for location, duty in entries:
            if duty.follows and duty.force not in JUDGED:
                message = f"the duty {key!r} says {duty.force!r}, so that there is nothing to carry out"
                yield location.at("follows").problem("follows-without-duty", message, "no 'follows'")
            for i, other in enumerate(duty.follows):
                if why := _not_to_follow(index, instrument, other):
                    message = f"{other!r} cannot be followed: {why}"
                    expected = f"a binding duty of {instrument!r} with elements of its own"
                    yield location.at("follows", i).problem("cannot-be-followed", message, expected)


def _not_to_follow(index: DefinitionIndex, instrument: str, other: str) -> str:
    if DutyId.parse(other, within=instrument).instrument != instrument:
        return "it belongs to another instrument"
    # Of an article, the duties that bind and describe something are followed.
    if article := index.articles.get(f"{instrument}:art {other}"):
        binding = any(d.force in BINDING and not d.follows for d in article[0].value.duties)
        return "" if binding else "no duty of that article binds"
    found = index.duties.get(full_id(instrument, other))
    if found is None:
        return ""
    duty = found[0].value
    if duty.force not in BINDING:
        return f"it says {duty.force!r}"
    return "it follows others itself" if duty.follows else ""


def _within(instrument: str, key: str) -> str:
    """A duty as a file of the instrument names it: a duty of its own without the instrument."""
    duty = DutyId.parse(key)
    return duty.duty if duty.instrument == instrument else key


def _survey(
    index: DefinitionIndex, location: Location, survey: Survey | None, known: Collection[str]
) -> Iterator[Problem]:
    if survey is None:
        return
    if survey.start is not None and survey.start > survey.date:
        message = f"the law from {survey.start} on was surveyed on {survey.date}, before that day"
        yield location.at("from").problem("survey-ahead", message, "'from' on or before 'date'")
    for i, act in enumerate(survey.acts):
        yield from unknown(index, location.at("acts", i), "Act", act, known)


def _inheritance(index: DefinitionIndex) -> Iterator[Problem]:
    links = {key: _parents(index, key) for key in index.duties}
    # A duty on a cycle has no full description, so nothing more is said of it.
    looping: set[str] = set()
    for first, second, *rest in cycles(links):
        looping |= {first, second, *rest}
        location = index.duties[first][0].location.at("inherits", links[first].index(second))
        way = arrows([first, second, *rest])
        yield location.problem(
            "cycle-inherits", f"'inherits' goes round in a cycle: {way}", "a duty that does not inherit from itself"
        )
    full: dict[str, dict[str, set[Element]]] = {}
    deep = depths(links)
    sound = {key for key in index.duties.keys() - looping if deep.get(key, 0) <= MOST_GENERATIONS}
    for key in index.duties:
        if deep.get(key) == MOST_GENERATIONS + 1:
            message = f"the duty {key!r} inherits through more than {MOST_GENERATIONS} duties"
            expected = f"a line of at most {MOST_GENERATIONS}"
            yield index.duties[key][0].location.at("inherits").problem("too-deep", message, expected)
        above = _above(links, key)
        # What a cycle or an unknown duty would have passed on cannot be judged yet.
        if above <= sound and not any(_elements_in_doubt(index, duty) for duty in above):
            yield from _anchor(index, key, _described(index, links, key, full))
            yield from _inherited_twice(index, key, links[key], full)
            yield from _cells(index, key, full[key])


def _cells(index: DefinitionIndex, key: str, described: Mapping[str, set[Element]]) -> Iterator[Problem]:
    lists = [set(e.every) for elements in described.values() for e in elements if e.every is not None]
    count = math.prod(len(every) for every in lists)
    if count > MOST_CELLS:
        # A product of forty lists has more digits than anybody reads.
        shown = f"{count:,}" if count < 10**12 else "more than a million million"
        message = f"the duty {key!r} makes {shown} cells: its lists under 'every' multiply"
        expected = f"at most {MOST_CELLS:,} cells"
        yield index.duties[key][0].location.at("elements").problem("too-many-cells", message, expected)


def _parents(index: DefinitionIndex, key: str) -> list[str]:
    return [full_id(DutyId.parse(key).instrument, other) for other in index.duties[key][0].value.inherits]


def _above(links: Mapping[str, list[str]], key: str) -> set[str]:
    seen: set[str] = set()
    todo = [key]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += links.get(node, [])
    return seen


def _described(
    index: DefinitionIndex, links: Mapping[str, list[str]], key: str, full: dict[str, dict[str, set[Element]]]
) -> dict[str, set[Element]]:
    """The elements of a duty by facet, its own and the ones it inherits."""
    if key not in full:
        by_facet: dict[str, set[Element]] = {}
        own = index.duties[key][0].value.elements
        for element in own:
            by_facet.setdefault(element.facet, set()).add(element)
        mine = set(by_facet)
        for parent in links[key]:
            for facet, elements in _described(index, links, parent, full).items():
                if facet not in mine:
                    by_facet.setdefault(facet, set()).update(elements)
        full[key] = by_facet
    return full[key]


def _elements_in_doubt(index: DefinitionIndex, key: str) -> bool:
    """Whether an element of a duty could not be read, or is in a facet that is not known."""
    location, duty = index.duties[key][0]
    unreadable = location.damaged("elements", "inherits", "follows", "force")
    return unreadable or any(element.facet not in index.facets for element in duty.elements)


def _anchor(index: DefinitionIndex, key: str, described: Mapping[str, object]) -> Iterator[Problem]:
    location, duty = index.duties[key][0]
    if duty.force not in JUDGED or duty.kind not in index.kinds or duty.follows:
        return
    anchor = index.kinds[duty.kind][0].value.anchor
    if anchor in index.facets and anchor not in described:
        message = (
            f"the duty {key!r} says {duty.force!r} but has no element in {anchor!r}, the anchor facet of {duty.kind!r}"
        )
        yield location.at("elements").problem("no-anchor-element", message, f"an element in the facet {anchor!r}")


def _inherited_twice(
    index: DefinitionIndex, key: str, parents: list[str], full: Mapping[str, dict[str, set[Element]]]
) -> Iterator[Problem]:
    location, duty = index.duties[key][0]
    own = {element.facet for element in duty.elements}
    for facet, elements in full[key].items():
        clash = len(elements) > 1 and facet not in own and _is_scope(index, facet)
        if clash and not any(len(full[parent].get(facet, ())) > 1 for parent in parents):
            message = f"the duty {key!r} inherits two different descriptions of the scope facet {facet!r}"
            yield location.at("inherits").problem("facet-twice", message, "an element of its own in that facet")
