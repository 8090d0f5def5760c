"""Checks of the States of a catalogue: each folder of statutes says whose they are, and every position whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.checks.definitions import DefinitionIndex, Location
from gapcheck.catalogue.checks.references import duplicates, listed, unknown
from gapcheck.catalogue.data_folders import ENDING
from gapcheck.catalogue.states import DEFAULT
from gapcheck.errors import Problem
from gapcheck.model.policy import OfOneState
from gapcheck.model.state import AnnexFile, StateFile


def check_states(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of States."""
    yield from duplicates("State", {state: entries for state, entries in index.states.items() if entries})
    for state, entries in index.states.items():
        if not entries and state != DEFAULT and StateFile not in index.failed:
            message = f"the folder '{state}{ENDING}' does not say whose statutes it holds"
            yield Problem(f"{state}{ENDING}/state.yaml", 0, "", message, "a file that names the State", code="no-state")
        for location, one in entries:
            if one.id != state and not location.damaged("id"):
                message = f"the State {one.id!r} in the folder '{state}{ENDING}'"
                yield location.at("id").problem("state-folder", message, f"the id {state!r}, as the folder is called")
            if one.hindcast is not None:
                place = location.at("hindcast", "instrument")
                yield from unknown(index, place, "instrument", one.hindcast.instrument, index.instruments)
    yield from _procedures(index)
    yield from _whose(index)


def _procedures(index: DefinitionIndex) -> Iterator[Problem]:
    """Every State has one procedure, and every topic is in it once; what is special is so of known treaties."""
    first: dict[str | None, Location] = {}
    for location, file in index.of(AnnexFile):
        earlier = first.setdefault(location.source.state, location)
        if earlier is not location:
            message = f"the procedure of the State is already described at {earlier}"
            yield location.at("annex").problem("duplicate-id", message, "one annex.yaml for a State")
        lists = [(location.at("annex", "topics"), file.annex.topics)]
        for i, special in enumerate(file.annex.special):
            place = location.at("annex", "special", i)
            lists.append((place.at("topics"), special.topics))
            for j, instrument in enumerate(special.instruments):
                yield from unknown(index, place.at("instruments", j), "instrument", instrument, index.instruments)
        for place, topics in lists:
            for i, topic in enumerate(topics):
                if topic.id in [earlier.id for earlier in topics[:i]]:
                    message = f"the topic {topic.id!r} is listed twice"
                    yield place.at(i, "id").problem("topic-twice", message, "every topic once")


def _whose(index: DefinitionIndex) -> Iterator[Problem]:
    """Whatever is one State's names a State of the catalogue; of several, it has to name one."""
    named = [(place.at("state"), position.state) for entries in index.positions.values() for place, position in entries]
    named += [(location.at("state"), file.state) for location, file in index.of(OfOneState)]
    for place, state in named:
        if state is not None:
            # Contents made by hand may be of no folder.
            known = index.states or {state: []}
            yield from unknown(index, place, "State", state, known)
        elif len(index.states) > 1 and not place.damaged():
            message = "the key 'state' is missing, and the catalogue has the law of several States"
            yield place.problem("missing-state", message, listed(index.states))
