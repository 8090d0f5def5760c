"""The measures that would answer what a treaty asks and the law does not, in the form *Act, change, article*.

For each cell that falls short the least change that would mend it is taken, as ``gapcheck repair`` counts changes; all
of them together are then proven by making them law. ``gapcheck repair`` looks for the smallest set and shows the other
ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import FULFILLED, DutyResult, InstrumentResult
from gapcheck.repair.edits import COST, Edit, clash, home, normal, total
from gapcheck.repair.instructions import Drafter
from gapcheck.repair.repairs import Repairer, rank
from gapcheck.wording.citation import PRACTICE

VEHICLES = ("Reservation or declaration", "Amendment of an Act", "New provision in an Act", "Measure outside statute")

Wanted = dict[str, dict[Edit, bool]]
"""For each duty the changes that it needs, each with whether the duty falls short without it on any view."""


@dataclass(frozen=True)
class Measure:
    """One change of law or practice.

    ``serves`` names the duties that need it. A measure that is not ``certain`` only puts an arguable point beyond
    doubt: if the point is won, the law suffices without it. ``proven`` says that the duties are met once all the
    measures are law.
    """

    act: str
    vehicle: str
    change: str
    serves: tuple[str, ...]
    certain: bool
    proven: bool
    edit: Edit


def measures(assessment: InstrumentResult) -> tuple[Measure, ...]:
    """The measures for the binding duties that are not shown to be met, by Act; lodging comes first.

    There are none for duties whose law nobody has searched, nor for an instrument that a treaty text answers.
    """
    if assessment.instrument.answered_by is not None or not assessment.catalogue.acts:
        return ()
    repairer = Repairer(assessment)
    wanted: Wanted = {}
    for duty in repairer.gaps():
        if duty.status != "not_assessed":
            found = _least(repairer, duty)
            # Two duties may ask for different amounts in one place, of which only one can hold.
            fits = not clash([*found, *(e for edits in wanted.values() for e in edits)])
            wanted[duty.full.duty.id] = found if fits else _provision(duty, found)
    proven = _proven(repairer, wanted)
    if left := wanted.keys() - proven:  # what another duty needs can stand in the way
        wanted = {d: _provision(assessment.duty(d), edits) if d in left else edits for d, edits in wanted.items()}
        proven = _proven(repairer, wanted)
    drafter = Drafter(assessment)
    by_act = drafter.by_act(normal(e for found in wanted.values() for e in found))
    return tuple(
        made
        for edits in by_act.values()
        for edit in _by_place(edits)
        for certain in (True, False)
        if (made := _measure(drafter, edit, wanted, proven, certain=certain)) is not None
    )


def _proven(repairer: Repairer, wanted: Wanted) -> set[str]:
    """The duties that are met once everything is law."""
    judge = repairer.applied(normal(e for found in wanted.values() for e in found))
    return {d for d in wanted if judge.duty(repairer.assessment.duty(d).full).low in FULFILLED}


def _provision(duty: DutyResult, instead_of: Mapping[Edit, bool]) -> dict[Edit, bool]:
    return {Edit(duty.full.key, "enact"): any(instead_of.values())}


def _by_place(edits: Iterable[Edit]) -> list[Edit]:
    """Changes of existing law before new provisions."""
    return sorted(edits, key=lambda e: (e.sort == "enact", e))


def _least(repairer: Repairer, duty: DutyResult) -> dict[Edit, bool]:
    """The least changes that mend every cell, each with whether some cell falls short without it on any view.

    The cells are gone through one by one, unless one way that mends them all (a reservation, say) changes less. A new
    provision is written for the whole duty: where one is needed, or changes less than all the rest, it does alone.
    """
    short = [c for c in duty.cells if c.low < Outcome.COVERS_BY_POSITION]
    ways = [repairer.ways(duty.full, cell) for cell in short]
    done: frozenset[Edit] = frozenset()
    for found in ways:
        done = normal(done | min(found, key=lambda way: rank(normal(done | way))))
    common = frozenset.intersection(*map(frozenset, ways)) if ways else frozenset()
    done = min([done, *common], key=rank)
    certain: set[Edit] = set()
    for cell, found in zip(short, ways, strict=True):
        if cell.high < Outcome.COVERS_BY_POSITION:
            certain |= done & frozenset().union(*found) - repairer.doubtful(duty.full, cell)
    edits = {edit: edit in certain for edit in sorted(done)}
    if Edit(duty.full.key, "enact") in done or total(done) > COST["enact"] or clash(done):
        return _provision(duty, edits)
    return edits


def _measure(drafter: Drafter, edit: Edit, wanted: Wanted, proven: set[str], *, certain: bool) -> Measure | None:
    """One edit for the duties that fall short without it on any view, or for those that only may; ``None`` if there are
    none.
    """
    serves = tuple(duty for duty, edits in wanted.items() if edits.get(edit) is certain)
    if not serves:
        return None
    return Measure(
        act=drafter.act(edit),
        vehicle=_vehicle(drafter, edit),
        change=drafter.instruction(edit),
        serves=serves,
        certain=certain,
        proven=proven.issuperset(serves),
        edit=edit,
    )


def _vehicle(drafter: Drafter, edit: Edit) -> str:
    reservation, amendment, provision, practice = VEHICLES
    if edit.sort == "lodge":
        return reservation
    catalogue = drafter.assessment.catalogue
    if edit.sort == "enact":
        return practice if home(catalogue, catalogue.duty(edit.target)) == PRACTICE else provision
    return practice if edit.target.partition(":")[0] == PRACTICE else amendment
