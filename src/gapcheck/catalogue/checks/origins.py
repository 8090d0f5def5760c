"""Where everything that has an id is written down, for those who point at it later: lints, reports, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gapcheck.catalogue.catalogue import Origin
from gapcheck.catalogue.checks.definitions import Definition, DefinitionIndex
from gapcheck.model.policy import AgenciesFile, CapabilityFile, DocumentsFile, ReformRegisterFile, StatementsFile


def origins(index: DefinitionIndex) -> Mapping[str, Origin]:
    """Where every id is written down.

    Duties and rules go by their full ids, articles by ``budapest:art 16``, sections by ``crimes-act-1961:s 252``,
    everything else with its sort in front (``concept:access``, ``act:crimes-act-1961``). A rule with several intervals
    is under ``rule@from`` too, a section listed again under ``section@2``.

    Parts without an id of their own stand under what they are part of: ``instrument:uncc#16`` (a line of its contents),
    ``instrument:uncc/joining`` (how a State joins; its purpose likewise),
    ``instrument:uncc@2026-05-31`` (participation), ``position:budapest:2#security@2025-08-28`` (an exercised
    narrowing), ``reading:officials#point`` (a ground), ``reform:bill#act:1`` (a rule that a reform enacts),
    ``idea:1@2015-11-03`` (an event in its history), ``agency:police#2`` (its second role) and
    ``capability:training@police@2015-11-03`` (a level).
    """
    tables: tuple[tuple[str, Mapping[str, Sequence[Definition[object]]]], ...] = (
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
    places = {prefix + key: entries[0].location.origin for prefix, table in tables for key, entries in table.items()}
    for key, origin in (*_of_law(index), *_of_instruments(index), *_of_positions(index), *_of_policy(index)):
        # An id of the tables above is the place to look; parts come after.
        places.setdefault(key, origin)
    return places


def _of_law(index: DefinitionIndex) -> Iterator[tuple[str, Origin]]:
    for key, entries in index.rules.items():
        ordered = sorted(entries, key=lambda e: e.value.in_force.start)
        yield key, ordered[0].location.origin
        # Rules of several intervals share an id, so the day of their start tells them apart.
        if len(ordered) > 1:
            yield from ((f"{key}@{e.value.in_force.start}", e.location.origin) for e in ordered)
    for key, sections in index.sections.items():
        yield key, sections[0].location.origin
        yield from ((f"{key}@{n}", section.location.origin) for n, section in enumerate(sections[1:], start=2))
    for reforms in index.reforms.values():
        for location, reform in reforms:
            # Two reforms may enact a rule of one id: each stands in its own file.
            for key, enacted in index.enacted.items():
                here = (e.location.origin for e in enacted if e.location.source is location.source)
                yield from ((f"reform:{reform.id}#{key}", origin) for origin in here)


def _of_instruments(index: DefinitionIndex) -> Iterator[tuple[str, Origin]]:
    for key, entries in index.instruments.items():
        location, instrument = entries[0]
        for part in ("purpose", "joining"):
            if getattr(instrument, part) is not None:
                yield f"instrument:{key}/{part}", location.at(part).origin
        for i, listing in enumerate(instrument.contents):
            yield f"instrument:{key}#{listing.article}", location.at("contents", i).origin
        for i, record in enumerate(instrument.participation):
            yield f"instrument:{key}@{record.as_at}", location.at("participation", i).origin


def _of_positions(index: DefinitionIndex) -> Iterator[tuple[str, Origin]]:
    for positions in index.positions.values():
        for location, position in positions:
            for i, exercise in enumerate(position.exercised):
                yield f"position:{exercise.narrowing}@{exercise.date}", location.at("exercised", i).origin
    for key, readings in index.readings.items():
        for location, reading in readings:
            for i, ground in enumerate(reading.grounds):
                yield f"reading:{key}#{ground.point}", location.at("grounds", i).origin


def _of_policy(index: DefinitionIndex) -> Iterator[tuple[str, Origin]]:
    for location, statements in index.of(StatementsFile):
        for i, statement in enumerate(statements.statements):
            yield f"statement:{statement.id}", location.at("statements", i).origin
    for location, register in index.of(ReformRegisterFile):
        for i, idea in enumerate(register.items):
            yield f"idea:{idea.id}", location.at("items", i).origin
            for j, event in enumerate(idea.history):
                yield f"idea:{idea.id}@{event.start}", location.at("items", i, "history", j).origin
    for location, agencies in index.of(AgenciesFile):
        for i, agency in enumerate(agencies.agencies):
            for j in range(len(agency.roles)):
                yield f"agency:{agency.id}#{j + 1}", location.at("agencies", i, "roles", j).origin
    for location, matrix in index.of(CapabilityFile):
        for i, cell in enumerate(matrix.cells):
            yield f"capability:{cell.capability}@{cell.agency}@{cell.as_at}", location.at("cells", i).origin
    for location, documents in index.of(DocumentsFile):
        for i, document in enumerate(documents.documents):
            yield f"document:{document.id}", location.at("documents", i).origin
