"""A small set of edits that closes the gaps of a whole instrument: exact where it can be, greedy beyond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.assessment import Assessment, End
from gapcheck.edits import Edit, total
from gapcheck.law import ReformFile
from gapcheck.repair import Repair, Repairer

EXACT_UP_TO = 4000  # variables: edits and repairs together


@dataclass(frozen=True)
class Plan:
    """The edits that close the gaps of an instrument, what they serve, and the proof.

    ``closed`` holds each duty with its status (low end) once all the edits are law; ``left`` the duties for which no repair
    was found. ``exact`` says whether no cheaper choice among the repairs found exists.
    """

    assessment: Assessment
    repairs: Mapping[str, tuple[Repair, ...]]
    chosen: Mapping[str, Repair]
    closed: Mapping[str, End]
    left: tuple[str, ...]
    exact: bool

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit of the plan once."""
        return tuple(sorted({e for r in self.chosen.values() for e in r.edits}))

    @property
    def cost(self) -> int:
        """How much the plan changes."""
        return total(self.edits)

    def serves(self, edit: Edit) -> tuple[str, ...]:
        """The duties whose repair holds an edit."""
        return tuple(key for key, repair in self.chosen.items() if edit in repair.edits)

    def reform(self, name: str | None = None) -> ReformFile:
        """The plan as a proposal that can be laid over the law of its day with ``--with``."""
        day, treaty = self.assessment.as_at, self.assessment.instrument
        title = f"Repairs for the {treaty.short_title} on the law of {day}"
        return Repairer(self.assessment).reform(self.edits, name or f"repair-{treaty.id}-{day}", title)


def plan_repairs(assessment: Assessment, duties: Sequence[str] | None = None) -> Plan:
    """Repairs for the binding duties that are not shown to be met, and the cheapest choice that closes them all.

    ``duties`` keeps to some of them (full ids). Raises ``UsageError`` for an instrument that a treaty text answers.
    """
    repairer = Repairer(assessment)
    gaps = [d for d in repairer.gaps() if duties is None or d.id in duties]
    found = {d.id: repairer.repairs(d) for d in gaps}
    repairs = {key: options for key, options in found.items() if options}
    chosen, exact = _choose(repairs)
    plan = Plan(assessment, found, chosen, {}, tuple(k for k, o in found.items() if not o), exact)
    judge = repairer.applied(plan.edits)
    closed = {d.id: judge.duty(d.full).low for d in gaps if d.id in chosen}
    return Plan(assessment, found, chosen, closed, plan.left, exact)


def _choose(repairs: Mapping[str, tuple[Repair, ...]]) -> tuple[dict[str, Repair], bool]:
    """One repair for each duty such that all the edits together change least; whether that is certain."""
    options = [(key, repair) for key, found in repairs.items() for repair in found]
    edits = sorted({e for _, r in options for e in r.edits})
    if options and len(options) + len(edits) <= EXACT_UP_TO:
        exact = _solve(list(repairs), options, edits)
        if exact is not None:
            return exact, True
    return _greedy(repairs), len(options) <= len(repairs)


def _solve(keys: list[str], options: list[tuple[str, Repair]], edits: list[Edit]) -> dict[str, Repair] | None:
    """The cheapest choice by integer programming (HiGHS in SciPy); ``None`` where SciPy is not installed."""
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import lil_array
    except ImportError:
        return None
    width = len(edits) + len(options)
    place = {edit: number for number, edit in enumerate(edits)}
    needs = sum(len(r.edits) for _, r in options)
    rows = lil_array((len(keys) + needs, width))
    for number, (key, _) in enumerate(options):
        rows[keys.index(key), len(edits) + number] = 1  # one repair of each duty is chosen ...
    row = len(keys)
    for number, (_, repair) in enumerate(options):
        for edit in repair.edits:  # ... and with it all its edits
            rows[row, place[edit]], rows[row, len(edits) + number] = 1, -1
            row += 1
    least = np.concatenate([np.ones(len(keys)), np.zeros(needs)])
    # Ties are settled by the rank of the repairs: the first that was found changes least by itself.
    ranks = [1e-4 * (1 + n) for n in _ranks(options)]
    cost = np.array([*(float(e.cost) for e in edits), *ranks])
    constraint = LinearConstraint(rows.tocsr(), least, np.inf)
    found = milp(cost, constraints=constraint, integrality=np.ones(width), bounds=Bounds(0, 1))
    if found.x is None:
        return None
    picked = [option for number, option in enumerate(options) if found.x[len(edits) + number] > 0.5]
    return {key: min((r for k, r in picked if k == key), key=lambda r: (r.cost, r.edits)) for key in keys}


def _ranks(options: list[tuple[str, Repair]]) -> list[int]:
    """The place of each repair among those of its duty."""
    seen: dict[str, int] = {}
    ranks = []
    for key, _ in options:
        ranks.append(seen.get(key, 0))
        seen[key] = ranks[-1] + 1
    return ranks


def _greedy(repairs: Mapping[str, tuple[Repair, ...]]) -> dict[str, Repair]:
    """Duty by duty the repair that adds least to what is chosen already, the duties with the fewest choices first."""
    made: set[Edit] = set()
    chosen: dict[str, Repair] = {}
    for key in sorted(repairs, key=lambda k: (len(repairs[k]), k)):
        chosen[key] = min(repairs[key], key=lambda r: (total(set(r.edits) - made), r.cost, r.edits))
        made |= set(chosen[key].edits)
    return {key: chosen[key] for key in repairs}
