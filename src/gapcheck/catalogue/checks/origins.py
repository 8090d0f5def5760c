"""Where everything that has an id is written down, for those who point at it later: lints, reports, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gapcheck.catalogue.catalogue import Origin
from gapcheck.catalogue.checks.index import Entry, Index
from gapcheck.model.policy import AgenciesFile, CapabilityFile, DocumentsFile, ReformRegisterFile, StatementsFile


def origins(index: Index) -> Mapping[str, Origin]:
    """Where every id is written down.

    Duties and rules go by their full ids, articles by ``budapest:art 16``, sections by ``crimes-act-1961:s 252``,
    everything else with its sort in front (``concept:access``, ``act:crimes-act-1961``). A rule with several intervals
    is under ``rule@from`` too, a section listed again under ``section@2``.

    Parts without an id of their own stand under what they are part of: ``instrument:uncc#16`` (a line of its contents),
    ``instrument:uncc@2026-05-31`` (participation), ``position:budapest:2#security@2025-08-28`` (an exercised
    narrowing), ``reading:officials#point`` (a ground), ``reform:bill#act:1`` (a rule that a reform enacts),
    ``idea:1@2015-11-03`` (an event in its history), ``agency:police#2`` (its second role) and
    ``capability:training@police@2015-11-03`` (a level).
    """
    tables: tuple[tuple[str, Mapping[str, Sequence[Entry[object]]]], ...] = (
        ("kind:", index.kinds),
        ("facet:", index.facets),
        ("concept:", index.concepts),
        ("instrument:", index.instruments),
        ("act:", index.acts),
        ("position:", index.positions),
        ("reading:", index.readings),
        ("question:", index.questions),
        ("reform:", index.reforms),
        ("", index.articles),
        ("", index.duties),
    )
    found = {prefix + key: entries[0].spot.origin for prefix, table in tables for key, entries in table.items()}
    for key, origin in (*_of_law(index), *_of_instruments(index), *_of_positions(index), *_of_policy(index)):
        found.setdefault(key, origin)
    return found


def _of_law(index: Index) -> Iterator[tuple[str, Origin]]:
    for key, entries in index.rules.items():
        ordered = sorted(entries, key=lambda e: e.value.in_force.start)
        yield key, ordered[0].spot.origin
        if len(ordered) > 1:
            yield from ((f"{key}@{e.value.in_force.start}", e.spot.origin) for e in ordered)
    for key, sections in index.sections.items():
        yield key, sections[0].spot.origin
        yield from ((f"{key}@{n}", section.spot.origin) for n, section in enumerate(sections[1:], start=2))
    for reforms in index.reforms.values():
        for spot, reform in reforms:
            for key, enacted in index.enacted.items():
                here = (e.spot.origin for e in enacted if e.spot.source is spot.source)
                yield from ((f"reform:{reform.id}#{key}", origin) for origin in here)


def _of_instruments(index: Index) -> Iterator[tuple[str, Origin]]:
    for key, entries in index.instruments.items():
        spot, instrument = entries[0]
        for i, listing in enumerate(instrument.contents):
            yield f"instrument:{key}#{listing.article}", spot.at("contents", i).origin
        for i, record in enumerate(instrument.participation):
            yield f"instrument:{key}@{record.as_at}", spot.at("participation", i).origin


def _of_positions(index: Index) -> Iterator[tuple[str, Origin]]:
    for positions in index.positions.values():
        for spot, position in positions:
            for i, exercise in enumerate(position.exercised):
                yield f"position:{exercise.narrowing}@{exercise.date}", spot.at("exercised", i).origin
    for key, readings in index.readings.items():
        for spot, reading in readings:
            for i, ground in enumerate(reading.grounds):
                yield f"reading:{key}#{ground.point}", spot.at("grounds", i).origin


def _of_policy(index: Index) -> Iterator[tuple[str, Origin]]:
    for spot, statements in index.of(StatementsFile):
        for i, statement in enumerate(statements.statements):
            yield f"statement:{statement.id}", spot.at("statements", i).origin
    for spot, register in index.of(ReformRegisterFile):
        for i, idea in enumerate(register.items):
            yield f"idea:{idea.id}", spot.at("items", i).origin
            for j, event in enumerate(idea.history):
                yield f"idea:{idea.id}@{event.start}", spot.at("items", i, "history", j).origin
    for spot, agencies in index.of(AgenciesFile):
        for i, agency in enumerate(agencies.agencies):
            for j in range(len(agency.roles)):
                yield f"agency:{agency.id}#{j + 1}", spot.at("agencies", i, "roles", j).origin
    for spot, matrix in index.of(CapabilityFile):
        for i, cell in enumerate(matrix.cells):
            yield f"capability:{cell.capability}@{cell.agency}@{cell.as_at}", spot.at("cells", i).origin
    for spot, documents in index.of(DocumentsFile):
        for i, document in enumerate(documents.documents):
            yield f"document:{document.id}", spot.at("documents", i).origin
