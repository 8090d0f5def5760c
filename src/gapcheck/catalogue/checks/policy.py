"""Checks of statements, ideas for reform, agencies, capabilities and documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from gapcheck.catalogue.checks.index import Entry, Index, Spot
from gapcheck.catalogue.checks.references import duplicates, unknown
from gapcheck.catalogue.checks.treaty import known_places
from gapcheck.errors import Problem
from gapcheck.model.policy import AgenciesFile, CapabilityFile, DocumentsFile, ReformRegisterFile, StatementsFile


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


def check_policy(index: Index) -> Iterator[Problem]:
    """The problems of everything in ``obligations/policy/`` and of the statements."""
    places = known_places(index)
    yield from _statements(index, places)
    yield from _ideas(index, places)
    yield from _capabilities(index)
    for spot, file in index.of(AgenciesFile):
        yield from _twice("agency", spot.at("agencies"), file.agencies)
    for spot, documents in index.of(DocumentsFile):
        yield from _twice("document", spot.at("documents"), documents.documents)


def _twice(what: str, spot: Spot, items: Iterable[_WithId]) -> Iterator[Problem]:
    table: dict[str, list[Entry[_WithId]]] = {}
    for i, item in enumerate(items):
        table.setdefault(item.id, []).append(Entry(spot.at(i), item))
    yield from duplicates(what, table)


def _statements(index: Index, places: frozenset[str]) -> Iterator[Problem]:
    for spot, file in index.of(StatementsFile):
        yield from _twice("statement", spot.at("statements"), file.statements)
        for i, statement in enumerate(file.statements):
            for j, about in enumerate(statement.about):
                yield from unknown(index, spot.at("statements", i, "about", j), "article", about, places)


def _ideas(index: Index, places: frozenset[str]) -> Iterator[Problem]:
    for spot, file in index.of(ReformRegisterFile):
        yield from _twice("idea", spot.at("items"), file.items)
        for i, idea in enumerate(file.items):
            place = spot.at("items", i)
            for j, served in enumerate(idea.serves):
                yield from unknown(index, place.at("serves", j), "article", served, places)
            days = [event.start for event in idea.history]
            if not days and not place.damaged("history"):
                yield place.at("history").problem("empty-history", "the idea has no history", "at least one event")
            for j, day in enumerate(days):
                if day in days[:j]:
                    message = f"two events of the idea {idea.id!r} begin on {day}"
                    yield place.at("history", j, "from").problem("event-twice", message, "one event for each day")


def _capabilities(index: Index) -> Iterator[Problem]:
    agencies = {agency.id for _, file in index.of(AgenciesFile) for agency in file.agencies}
    for spot, file in index.of(CapabilityFile):
        yield from _twice("capability", spot.at("capabilities"), file.capabilities)
        known = {capability.id for capability in file.capabilities}
        seen: set[tuple[str, str, object]] = set()
        for i, cell in enumerate(file.cells):
            place = spot.at("cells", i)
            yield from unknown(index, place.at("agency"), "agency", cell.agency, agencies)
            yield from unknown(index, place.at("capability"), "capability", cell.capability, known)
            key = (cell.agency, cell.capability, cell.as_at)
            if key in seen:
                message = f"{cell.agency!r} has two levels of {cell.capability!r} on {cell.as_at}"
                yield place.problem("cell-twice", message, "one level for each agency, capability and day")
            seen.add(key)
