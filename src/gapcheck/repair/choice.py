"""Which of the repairs of each duty are chosen, so that all the edits together change least: exactly, or greedily."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from math import prod

from gapcheck.model.vocabulary import Vocabulary
from gapcheck.repair.edits import PREFERENCE, Edit, by_place, clash, does_as_much, weight, without_idle
from gapcheck.repair.repairs import Repair

EXACT_UP_TO = 4000
"""How many variables (edits and repairs together) are solved exactly; beyond, the solver may take minutes."""

TRIED_UP_TO = 2000
"""How many choices for duties that share edits are all tried; beyond, the solver finds the best."""

Options = Mapping[str, tuple[Repair, ...]]
"""The repairs of each duty, by its full id, of which one is to be chosen."""

# The best is asked for, not one that is near it, as the solver gives by default.
_OPTIONS = {"mip_rel_gap": 0}


def exact(words: Vocabulary, options: Options) -> dict[str, Repair] | None:
    """One repair for each duty such that all the edits together change least; ``None`` where that cannot be told.

    Duties whose repairs change the law in the same places are chosen for together. There are few of these most often,
    so that every choice is tried; the solver is for the others.
    """
    edits = {e for own in options.values() for r in own for e in r.edits}
    if sum(map(len, options.values())) + len(edits) > EXACT_UP_TO:
        return None
    chosen: dict[str, Repair] = {}
    many: dict[str, tuple[Repair, ...]] = {}
    for together in _sharing(options):
        own = {key: options[key] for key in together}
        if prod(map(len, own.values())) > TRIED_UP_TO:
            many |= own
            continue
        best = _tried(words, own)
        if best is None:
            return None
        chosen |= best
    solved = _solve(words, many) if many else {}
    if solved is None:
        return None
    chosen |= solved
    return {key: chosen[key] for key in options}


def _sharing(options: Options) -> list[list[str]]:
    """The duties in groups, such that the repairs of two groups change the law in no place that is the same, but for
    what is made for one duty alone.

    Each duty is put below the first that changes one of its places, with those that are below it.
    """
    first: dict[tuple[str, str, str], int] = {}
    above = list(range(len(options)))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for number, own in enumerate(options.values()):
        for edit in (e for repair in own for e in repair.edits if not e.for_one_duty):
            above[top(number)] = top(first.setdefault(edit.place, number))
    groups: dict[int, list[str]] = {}
    for number, key in enumerate(options):
        groups.setdefault(top(number), []).append(key)
    return list(groups.values())


def _tried(words: Vocabulary, options: Options) -> dict[str, Repair] | None:
    """The best of all choices; of equals, the first. ``None`` where each would set a quantity at two amounts."""
    best: tuple[object, ...] | None = None
    found: dict[str, Repair] | None = None
    for numbers in product(*(range(len(own)) for own in options.values())):
        choice = {key: own[number] for (key, own), number in zip(options.items(), numbers, strict=True)}
        edits = {e for repair in choice.values() for e in repair.edits}
        # Ties are settled by the rank of the repairs, as the solver settles them.
        rank = *weight(without_idle(words, edits)), sum(numbers)
        if (best is None or rank < best) and not clash(edits):
            best, found = rank, choice
    return found


def _solve(words: Vocabulary, repairs: Options) -> dict[str, Repair] | None:
    """The cheapest choice by integer programming (HiGHS in SciPy); ``None`` where SciPy is not installed.

    There is a variable for each edit, and after these one for each repair: 1 if it is chosen, or else 0.
    """
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import lil_array
    except ImportError:
        return None
    options = [(key, repair) for key, own in repairs.items() for repair in own]
    edits = sorted({e for _, r in options for e in r.edits})
    width = len(edits) + len(options)
    constraints = list(_constraints(words, options, edits))
    rows = lil_array((len(constraints), width))
    for number, (coefficients, _) in enumerate(constraints):
        for variable, coefficient in coefficients.items():
            rows[number, variable] = coefficient
    least = np.array([bound for _, bound in constraints], dtype=float)
    # Ties are settled by the rank of the repairs: the first that was found changes least by itself.
    ranks = [1e-4 * (1 + n) for own in repairs.values() for n in range(len(own))]
    # Fewer edits go before any preference, however many there are.
    cost = np.array([*(float(10_000 + PREFERENCE[e.sort]) for e in edits), *ranks])
    constraint = LinearConstraint(rows.tocsr(), least, np.inf)
    solved = milp(cost, constraints=constraint, integrality=np.ones(width), bounds=Bounds(0, 1), options=_OPTIONS)
    if solved.x is None:
        return None
    # The solver works in floating point: what is chosen comes out as nearly 1. A second repair would cost more.
    return {key: repair for number, (key, repair) in enumerate(options) if solved.x[len(edits) + number] > 0.5}


def _constraints(
    words: Vocabulary, options: list[tuple[str, Repair]], edits: list[Edit]
) -> Iterator[tuple[dict[int, int], int]]:
    """What a choice has to keep to: coefficients by variable, and the least that their sum may be."""
    place = {edit: number for number, edit in enumerate(edits)}
    places = by_place(edits)
    of_duty: dict[str, list[int]] = {}
    holding: dict[Edit, list[int]] = {}
    for variable, (key, repair) in enumerate(options, start=len(edits)):
        of_duty.setdefault(key, []).append(variable)
        for edit in repair.edits:
            holding.setdefault(edit, []).append(variable)
    # One repair of each duty is chosen ...
    for variables in of_duty.values():
        yield dict.fromkeys(variables, 1), 1
    # ... and with it all its edits, or what does as much ...
    for variable, (_, repair) in enumerate(options, start=len(edits)):
        for edit in repair.edits:
            enough = [place[other] for other in places[edit.place] if does_as_much(words, other, edit)]
            yield {**dict.fromkeys(enough, 1), variable: -1}, 0
    # ... each of which some chosen repair holds ...
    for edit in edits:
        yield {**dict.fromkeys(holding[edit], 1), place[edit]: -1}, 0
    # ... but never a quantity at two amounts.
    for one, other in _clashing(edits):
        yield {place[one]: -1, place[other]: -1}, -1


def _clashing(edits: list[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """The pairs of edits that set one quantity at two amounts."""
    return chain.from_iterable(combinations(same, 2) for place, same in by_place(edits).items() if place[1] == "set")


def greedy(words: Vocabulary, repairs: Options) -> dict[str, Repair]:
    """Duty by duty the repair that adds least to what is chosen already, the duties with the fewest choices first."""
    made: dict[tuple[str, str, str], list[Edit]] = {}
    chosen: dict[str, Repair] = {}

    def adds(repair: Repair) -> tuple[object, ...]:
        """Whether a repair clashes with what is chosen, and by how much it makes it weigh more."""
        new = by_place(repair.edits)
        both = {place: list(dict.fromkeys((*made.get(place, ()), *edits))) for place, edits in new.items()}
        before = weight(e for place in new for e in without_idle(words, made.get(place, ())))
        after = weight(e for edits in both.values() for e in without_idle(words, edits))
        clashing = any(place[1] == "set" and len(edits) > 1 for place, edits in both.items())
        return clashing, tuple(a - b for a, b in zip(after, before, strict=True)), weight(repair.edits), repair.edits

    for key in sorted(repairs, key=lambda k: (len(repairs[k]), k)):
        chosen[key] = min(repairs[key], key=adds)
        for edit in chosen[key].edits:
            made.setdefault(edit.place, []).append(edit)
    return {key: chosen[key] for key in repairs}
