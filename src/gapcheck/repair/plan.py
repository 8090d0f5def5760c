"""A small set of edits that closes the gaps of a whole instrument: exact where it can be, greedy beyond."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from gapcheck.engine.results import FULFILLED, RANK, DutyResult, End, InstrumentResult
from gapcheck.model.law import ReformFile
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.repair.edits import Edit, clash, does_as_much, total
from gapcheck.repair.repairs import Repair, Repairer

EXACT_UP_TO = 4000  # variables: edits and repairs together

_OPTIONS = {"mip_rel_gap": 0}  # the best is asked for, not one that is near it


@dataclass(frozen=True)
class Plan:
    """The edits that close the gaps of an instrument, what they serve, and the proof.

    ``closed`` holds each duty with its status (low end) once all the edits are law; ``left`` the duties for which no
    repair was found. ``exact`` says whether no cheaper choice among the repairs found exists.
    """

    assessment: InstrumentResult
    repairs: Mapping[str, tuple[Repair, ...]]
    chosen: Mapping[str, Repair]
    closed: Mapping[str, End]
    left: tuple[str, ...]
    exact: bool

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit of the plan once, without those that another makes idle."""
        return tuple(sorted(_without_idle(self._words, (e for r in self.chosen.values() for e in r.edits))))

    @property
    def _words(self) -> Vocabulary:
        return self.assessment.catalogue.vocabulary

    @property
    def cost(self) -> int:
        """How much the plan changes."""
        return total(self.edits)

    def serves(self, edit: Edit) -> tuple[str, ...]:
        """The duties whose repair holds an edit, or one that it makes idle."""
        words = self._words
        return tuple(key for key, r in self.chosen.items() if any(does_as_much(words, edit, e) for e in r.edits))

    def reform(self, name: str | None = None) -> ReformFile:
        """The plan as a proposal that can be laid over the law of its day with ``--with``."""
        day, treaty = self.assessment.as_at, self.assessment.instrument
        title = f"Repairs for the {treaty.short_title} on the law of {day}"
        return Repairer(self.assessment).reform(self.edits, name or f"repair-{treaty.id}-{day}", title)


def plan_repairs(assessment: InstrumentResult, duties: Sequence[str] | None = None) -> Plan:
    """Repairs for the binding duties that are not shown to be met, and the cheapest choice that closes them all.

    A choice under which a duty would not be met after all, or some other duty would be worse off, is not made: only
    setting a quantity can do that, where two duties bound the same one. ``duties`` keeps to some of them (full ids).
    Raises ``UsageError`` for an instrument that a treaty text answers.
    """
    repairer = Repairer(assessment)
    gaps = [d for d in repairer.gaps() if duties is None or d.id in duties]
    found = {d.id: repairer.repairs(d) for d in gaps}
    left = tuple(key for key, options in found.items() if not options)
    words = assessment.catalogue.vocabulary
    options = _shared(repairer, gaps, {key: options for key, options in found.items() if options})
    certain = True
    while True:
        chosen, exact = _choose(words, options)
        plan = Plan(assessment, found, chosen, {}, left, exact and certain)
        judge = repairer.applied(plan.edits)
        after = {d.id: judge.duty(d.full) for d in assessment.duties}
        spoilt = [d for d in assessment.duties if _spoilt(d, after[d.id], d.id in chosen)]
        fewer = _without(options, _suspects(plan, spoilt))
        if fewer == options:
            closed = {key: after[key].low for key in chosen}
            return Plan(assessment, found, chosen, closed, left, plan.exact)
        options, certain = fewer, False


def _shared(
    repairer: Repairer, gaps: Iterable[DutyResult], repairs: Mapping[str, tuple[Repair, ...]]
) -> dict[str, tuple[Repair, ...]]:
    """The repairs, and those in which a quantity is set as the repair of another duty sets it, where that does as well."""
    sets = sorted({e for found in repairs.values() for r in found for e in r.edits if e.sort == "set"})
    full = {d.id: d.full for d in gaps}
    more = {}
    for key, found in repairs.items():
        made = {r.edits: r for r in found}
        for one in found:
            for mine in (e for e in one.edits if e.sort == "set"):
                for other in sets:
                    edits = tuple(sorted({*one.edits, other} - {mine}))
                    if (other.target, other.facet) == (mine.target, mine.facet) and edits not in made:
                        status = repairer.proof(full[key], edits)
                        if status in FULFILLED:
                            made[edits] = Repair(key, edits, status)
        more[key] = tuple(made.values())
    return more


def _spoilt(before: DutyResult, after: DutyResult, chosen: bool) -> bool:
    """Whether a duty that was to be closed is not, or another is worse off."""
    if before.low == "no_duty":
        return False
    return after.low not in FULFILLED if chosen else RANK[after.low] < RANK[before.low]


def _suspects(plan: Plan, spoilt: Iterable[DutyResult]) -> set[Edit]:
    """The quantities set in rules that a spoilt duty may rest on; those that are not its own repair, if there are any."""
    found: set[Edit] = set()
    for duty in spoilt:
        findings = [f for c in duty.cells for f in (c.best, *c.others) if f is not None]
        rules = {e.key for f in findings for e in (f.entry, *f.relies_on)}
        facets = {e.facet for e in duty.full.elements if e.bound}
        sets = {e for e in plan.edits if e.sort == "set" and e.target in rules and e.facet in facets}
        own = set(plan.chosen[duty.id].edits) if duty.id in plan.chosen else set()
        found |= (sets - own) or sets
    return found


def _without(options: dict[str, tuple[Repair, ...]], gone: set[Edit]) -> dict[str, tuple[Repair, ...]]:
    """The repairs without those that hold certain edits, as long as a duty keeps one."""
    return {key: tuple(r for r in found if not gone & set(r.edits)) or found for key, found in options.items()}


def _without_idle(words: Vocabulary, edits: Iterable[Edit]) -> set[Edit]:
    """The edits without those that another does as much as."""
    found = set(edits)
    return {e for e in found if not any(o != e and does_as_much(words, o, e) for o in found)}


def _choose(words: Vocabulary, repairs: Mapping[str, tuple[Repair, ...]]) -> tuple[dict[str, Repair], bool]:
    """One repair for each duty such that all the edits together change least; whether that is certain."""
    options = [(key, repair) for key, found in repairs.items() for repair in found]
    edits = sorted({e for _, r in options for e in r.edits})
    if options and len(options) + len(edits) <= EXACT_UP_TO:
        exact = _solve(words, list(repairs), options, edits)
        if exact is not None:
            return exact, True
    return _greedy(words, repairs), len(options) <= len(repairs)


def _solve(
    words: Vocabulary, keys: list[str], options: list[tuple[str, Repair]], edits: list[Edit]
) -> dict[str, Repair] | None:
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
    clashes = [pair for pair in combinations((e for e in edits if e.sort == "set"), 2) if clash(pair)]
    rows = lil_array((len(keys) + needs + len(edits) + len(clashes), width))
    for number, (key, _) in enumerate(options):
        rows[keys.index(key), len(edits) + number] = 1  # one repair of each duty is chosen ...
    row = len(keys)
    for number, (_, repair) in enumerate(options):
        for edit in repair.edits:  # ... and with it all its edits, or what does as much ...
            for other in edits:
                if does_as_much(words, other, edit):
                    rows[row, place[other]] = 1
            rows[row, len(edits) + number] = -1
            row += 1
    for number, (_, repair) in enumerate(options):  # ... each of which some chosen repair holds ...
        for edit in repair.edits:
            rows[row + place[edit], len(edits) + number] = 1
    for number in range(len(edits)):
        rows[row, number] = -1
        row += 1
    for one, other in clashes:  # ... but never a quantity at two amounts.
        rows[row, place[one]], rows[row, place[other]] = -1, -1
        row += 1
    least = np.concatenate([np.ones(len(keys)), np.zeros(needs + len(edits)), -np.ones(len(clashes))])
    # Ties are settled by the rank of the repairs: the first that was found changes least by itself.
    ranks = [1e-4 * (1 + n) for n in _ranks(options)]
    cost = np.array([*(float(e.cost) for e in edits), *ranks])
    constraint = LinearConstraint(rows.tocsr(), least, np.inf)
    found = milp(cost, constraints=constraint, integrality=np.ones(width), bounds=Bounds(0, 1), options=_OPTIONS)
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


def _greedy(words: Vocabulary, repairs: Mapping[str, tuple[Repair, ...]]) -> dict[str, Repair]:
    """Duty by duty the repair that adds least to what is chosen already, the duties with the fewest choices first."""
    made: set[Edit] = set()
    chosen: dict[str, Repair] = {}

    def adds(repair: Repair) -> tuple[object, ...]:
        both = made.union(repair.edits)
        return clash(both), total(_without_idle(words, both)), repair.cost, repair.edits

    for key in sorted(repairs, key=lambda k: (len(repairs[k]), k)):
        chosen[key] = min(repairs[key], key=adds)
        made |= set(chosen[key].edits)
    return {key: chosen[key] for key in repairs}
