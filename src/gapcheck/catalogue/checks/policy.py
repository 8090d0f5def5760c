"""Checks of statements, ideas for reform, agencies, capabilities and documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from gapcheck.catalogue.checks.definitions import Definition, DefinitionIndex, Location
from gapcheck.catalogue.checks.references import duplicates, unknown
from gapcheck.catalogue.checks.treaty import known_places
from gapcheck.errors import Problem
from gapcheck.model.policy import (
    AgenciesFile,
    AssessorsFile,
    CapabilityFile,
    DocumentsFile,
    ReformRegisterFile,
    StatementsFile,
)


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


def check_policy(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of everything in ``obligations/policy/`` and of the statements."""
    places = known_places(index)
    yield from _statements(index, places)
    yield from _assessments(index, places)
    yield from _ideas(index, places)
    yield from _capabilities(index)
    for location, file in index.of(AgenciesFile):
        yield from _twice("agency", location.at("agencies"), file.agencies)
    for location, documents in index.of(DocumentsFile):
        yield from _twice("document", location.at("documents"), documents.documents)


def _twice(what: str, location: Location, items: Iterable[_WithId]) -> Iterator[Problem]:
    table: dict[str, list[Definition[_WithId]]] = {}
    for i, item in enumerate(items):
        table.setdefault(item.id, []).append(Definition(location.at(i), item))
    yield from duplicates(what, table)


def _statements(index: DefinitionIndex, places: frozenset[str]) -> Iterator[Problem]:
    for location, file in index.of(StatementsFile):
        yield from _twice("statement", location.at("statements"), file.statements)
        for i, statement in enumerate(file.statements):
            for j, about in enumerate(statement.about):
                yield from unknown(index, location.at("statements", i, "about", j), "article", about, places)


def _assessments(index: DefinitionIndex, places: frozenset[str]) -> Iterator[Problem]:
    for location, file in index.of(AssessorsFile):
        yield from _twice("outside assessment", location.at("assessments"), file.assessments)
        for i, assessment in enumerate(file.assessments):
            for j, about in enumerate(assessment.about):
                yield from unknown(index, location.at("assessments", i, "about", j), "article", about, places)


def _ideas(index: DefinitionIndex, places: frozenset[str]) -> Iterator[Problem]:
    for location, file in index.of(ReformRegisterFile):
        yield from _twice("idea", location.at("items"), file.items)
        for i, idea in enumerate(file.items):
            place = location.at("items", i)
            for j, served in enumerate(idea.serves):
                yield from unknown(index, place.at("serves", j), "article", served, places)
            days = [event.start for event in idea.history]
            if not days and not place.damaged("history"):
                yield place.at("history").problem("empty-history", "the idea has no history", "at least one event")
            for j, day in enumerate(days):
                if day in days[:j]:
                    message = f"two events of the idea {idea.id!r} begin on {day}"
                    yield place.at("history", j, "from").problem("event-twice", message, "one event for each day")


def _capabilities(index: DefinitionIndex) -> Iterator[Problem]:
    agencies = {agency.id for _, file in index.of(AgenciesFile) for agency in file.agencies}
    for location, file in index.of(CapabilityFile):
        yield from _twice("capability", location.at("capabilities"), file.capabilities)
        known = {capability.id for capability in file.capabilities}
        seen: set[tuple[str, str, object]] = set()
        for i, cell in enumerate(file.cells):
            place = location.at("cells", i)
            yield from unknown(index, place.at("agency"), "agency", cell.agency, agencies)
            yield from unknown(index, place.at("capability"), "capability", cell.capability, known)
            key = (cell.agency, cell.capability, cell.as_at)
            if key in seen:
                message = f"{cell.agency!r} has two levels of {cell.capability!r} on {cell.as_at}"
                yield place.problem("cell-twice", message, "one level for each agency, capability and day")
            seen.add(key)
