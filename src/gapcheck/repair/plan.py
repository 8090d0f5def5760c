"""A small set of edits that closes the gaps of a whole instrument: exact where it can be, greedy beyond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import FULFILLED, RANK, DutyResult, End, InstrumentResult
from gapcheck.engine.sensitivity import points_of
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import ReformFile
from gapcheck.model.question import Question
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.repair.amended_law import AmendedLaw
from gapcheck.repair.edits import (
    PREFERENCE,
    Edit,
    as_reform,
    by_place,
    changes_rule,
    does_as_much,
    total,
    weight,
    without_idle,
)
from gapcheck.repair.repairs import Repair, Repairer

EXACT_UP_TO = 4000
"""How many variables (edits and repairs together) are solved exactly; beyond, the solver may take minutes."""

Options = Mapping[str, tuple[Repair, ...]]
Progress = Callable[[int, int, str], None]
Chooser = Callable[[Vocabulary, Options], dict[str, Repair] | None]

# The best is asked for, not one that is near it, as the solver gives by default.
_OPTIONS = {"mip_rel_gap": 0}


@dataclass(frozen=True, repr=False)
class PlanResult:
    """The edits that close the gaps of an instrument, what they serve, and the proof.

    ``closed`` holds each duty with its status once all the edits are law, as the questions are viewed; ``left`` the
    duties for which no repair was found. ``exact`` says whether no smaller choice among the repairs found exists.
    ``beyond_doubt`` is, where it was asked for, what would put those duties beyond doubt that are met by a view alone
    or contested; it closes no gap.
    """

    assessment: InstrumentResult
    repairs: Mapping[str, tuple[Repair, ...]]
    chosen: Mapping[str, Repair]
    closed: Mapping[str, End]
    left: tuple[str, ...]
    exact: bool
    beyond_doubt: PlanResult | None = None

    def __repr__(self) -> str:
        treaty, day = self.assessment.instrument.short_title, self.assessment.as_at
        left = f", {len(self.left)} left" if self.left else ""
        return f"<Plan {treaty} on the law of {day}: {len(self.edits)} changes close {len(self.closed)} duties{left}>"

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit of the plan once, without those that another makes idle."""
        return tuple(sorted(without_idle(self._words, (e for r in self.chosen.values() for e in r.edits))))

    @property
    def _words(self) -> Vocabulary:
        return self.assessment.catalogue.vocabulary

    @property
    def cost(self) -> int:
        """How much the plan changes."""
        return total(self.edits)

    def serves(self, edit: Edit) -> tuple[str, ...]:
        """The duties whose repair holds an edit, or one that it makes idle."""
        words, same = self._words, self._chosen_edits.get(edit.place, ())
        return tuple(dict.fromkeys(key for key, e in same if does_as_much(words, edit, e)))

    @cached_property
    def _chosen_edits(self) -> Mapping[tuple[str, str, str], list[tuple[str, Edit]]]:
        """The edits of the plan with the duty whose repair holds them, by their place, in the order of the duties."""
        found: dict[tuple[str, str, str], list[tuple[str, Edit]]] = {}
        for key, repair in self.chosen.items():
            for edit in repair.edits:
                found.setdefault(edit.place, []).append((key, edit))
        return found

    @cached_property
    def contested(self) -> Mapping[str, tuple[Question, ...]]:
        """The open questions of the binding duties that are contested: no edit is for these, what settles them is."""
        asked = self.assessment.catalogue.asked
        found = {}
        for duty in self.assessment.duties:
            if duty.binding and duty.status == "unclear" and not duty.followed:
                points = points_of(duty, self.assessment)
                questions = {asked[p].id: asked[p] for p in points if p in asked and asked[p].view == "open"}
                found[duty.id] = tuple(questions[key] for key in sorted(questions))
        return FrozenMapping(found)

    def reform(self, name: str | None = None) -> ReformFile:
        """The plan as a proposal that can be laid over the law of its day with ``--with``."""
        day, treaty = self.assessment.as_at, self.assessment.instrument
        title = f"Repairs for the {treaty.short_title} on the law of {day}"
        return as_reform(self.assessment.catalogue, self.edits, day, name or f"repair-{treaty.id}-{day}", title)


def plan_repairs(
    assessment: InstrumentResult,
    duties: Sequence[str] | None = None,
    *,
    beyond_doubt: bool = False,
    progress: Progress | None = None,
) -> PlanResult:
    """Repairs for the binding duties with a gap, and the smallest choice that closes them all.

    A choice under which a duty would not be met after all, some other duty would be worse off, or a rule would reach
    what neither it did nor the treaty describes, is not made. ``duties`` keeps to some of them (full ids).
    ``beyond_doubt`` adds, apart, what would put beyond doubt the duties that are met by a view alone or contested.
    ``progress`` is called before each duty with the number of duties done, their total, and its full id. Raises
    ``UsageError`` for an instrument that a treaty text answers.
    """
    plan = _smallest(Repairer(assessment), duties, progress)
    if not beyond_doubt:
        return plan
    return replace(plan, beyond_doubt=_smallest(Repairer(assessment, beyond_doubt=True), duties, progress))


def _smallest(repairer: Repairer, duties: Sequence[str] | None, progress: Progress | None) -> PlanResult:
    """The greedy plan, unless the solver finds one that changes less: a tie does not tell whether it is installed."""
    wanted = None if duties is None else {d.id for key in duties for d in repairer.assessment.duty(key).parts}
    gaps = [d for d in repairer.gaps() if wanted is None or d.id in wanted]
    repairs: dict[str, tuple[Repair, ...]] = {}
    for done, duty in enumerate(gaps):
        if progress:
            progress(done, len(gaps), duty.id)
        repairs[duty.id] = repairer.repairs(duty)
    options = _shared(repairer, gaps, {key: own for key, own in repairs.items() if own})
    greedy = _planned(repairer, repairs, options, _greedy)
    exact = _planned(repairer, repairs, options, _exact)
    if greedy is None or exact is None:
        return greedy or PlanResult(repairer.assessment, repairs, {}, {}, tuple(repairs), False)
    return exact if weight(exact.edits) < weight(greedy.edits) else replace(greedy, exact=exact.exact)


def _planned(repairer: Repairer, repairs: Options, options: Options, choose: Chooser) -> PlanResult | None:
    """The plan that a way of choosing comes to; ``None`` where it cannot choose."""
    left = tuple(key for key, own in repairs.items() if not own)
    certain = all(len(own) == 1 for own in options.values()) or choose is _exact
    # Each round takes away options that spoil a duty or open something; there are ever fewer, so it comes to an end.
    while True:
        chosen = choose(repairer.catalogue.vocabulary, options)
        if chosen is None:
            return None
        plan = PlanResult(repairer.assessment, repairs, chosen, {}, left, certain)
        trial = _Trial(repairer, plan)
        fewer = _without(options, _suspects(plan, trial.spoilt) | _openers(repairer, plan))
        if fewer == options:
            return _pruned(repairer, plan)
        options, certain = fewer, False


@dataclass(frozen=True)
class _Trial:
    """The law with the edits of a plan, tried on every duty."""

    repairer: Repairer
    plan: PlanResult

    @cached_property
    def after(self) -> Mapping[str, DutyResult]:
        """Every duty once the edits are law."""
        return self.repairer.judged_after(self.plan.edits)

    @property
    def spoilt(self) -> list[DutyResult]:
        """The duties that were to be closed and are not, and those that are worse off."""
        return [d for d in self.repairer.judged.values() if _spoilt(d, self.after[d.id], d.id in self.plan.chosen)]


def _pruned(repairer: Repairer, plan: PlanResult) -> PlanResult:
    """The plan without the edits for a duty that those for other duties suffice for."""
    law = repairer.applied(plan.edits)
    chosen = dict(plan.chosen)
    needed = Counter(e for r in chosen.values() for e in r.edits)
    # The duty with fewest cells first: it is the one that another is most likely to take in.
    for key in sorted(chosen, key=lambda k: (len(repairer.judged[k].cells), k)):
        if all(needed[e] > 1 for e in chosen[key].edits):
            continue
        needed.subtract(chosen[key].edits)
        chosen[key] = _spared(repairer, law, key, {e for e, duties in needed.items() if duties}) or chosen[key]
        needed.update(chosen[key].edits)
    slim = replace(plan, chosen=chosen)
    after = _Trial(repairer, slim).after
    return replace(slim, closed={key: after[key].low for key in chosen})


def _spared(repairer: Repairer, law: AmendedLaw, key: str, held: set[Edit]) -> Repair | None:
    """The repair of a duty by what other duties need, if that is enough."""
    duty = repairer.judged[key]
    by_rule: dict[str | None, set[Edit]] = {}
    for edit in held:
        by_rule.setdefault(changes_rule(repairer.catalogue, edit), set()).add(edit)
    edits: set[Edit] = set()
    for cell in repairer.short(duty):
        reaching = (e for e in law.reaching(duty.full, cell.cell) if e.key in by_rule)
        tested = [law.judge.coverage.test_reaching(duty.full, cell.cell, e) for e in reaching]
        covering = [f.entry.key for f in tested if f is not None and f.low >= Outcome.COVERS_BY_POSITION]
        if not covering:
            return None
        if not any(edits >= by_rule[rule] for rule in covering):
            edits |= by_rule[covering[0]]
    # What it rests on besides (a reservation that is lodged, a guarantee given elsewhere) is not its own.
    status = repairer.proof(duty.full, edits)
    return Repair(key, tuple(sorted(edits)), status) if status in FULFILLED else None


def _openers(repairer: Repairer, plan: PlanResult) -> set[Edit]:
    """Of the edits that together open something, one for each rule: the one that serves fewest duties."""
    opening = repairer.opening(plan.edits)
    widened = {key: [e for e in plan.edits if e.sort == "widen" and e.target == key] for key in opening}
    return {min(edits, key=lambda e: (len(plan.serves(e)), e)) for edits in widened.values()}


def _shared(
    repairer: Repairer, gaps: Iterable[DutyResult], repairs: Mapping[str, tuple[Repair, ...]]
) -> dict[str, tuple[Repair, ...]]:
    """The repairs, and those in which a quantity is set as the repair of another duty sets it, where that does too."""
    sets = sorted({e for own in repairs.values() for r in own for e in r.edits if e.sort == "set"})
    full = {d.id: d.full for d in gaps}
    more = {}
    for key, own in repairs.items():
        made = {r.edits: r for r in own}
        for one in own:
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


def _suspects(plan: PlanResult, spoilt: Iterable[DutyResult]) -> set[Edit]:
    """The quantities set in rules that a spoilt duty may rest on; those that are not of its own repair, if any are."""
    suspects: set[Edit] = set()
    for duty in spoilt:
        findings = [f for c in duty.cells for f in (c.best, *c.others) if f is not None]
        rules = {e.key for f in findings for e in (f.entry, *f.relies_on)}
        facets = {e.facet for e in duty.full.elements if e.bound}
        sets = {e for e in plan.edits if e.sort == "set" and e.target in rules and e.facet in facets}
        own = set(plan.chosen[duty.id].edits) if duty.id in plan.chosen else set()
        suspects |= (sets - own) or sets
    return suspects


def _without(options: Options, barred: set[Edit]) -> Options:
    """The repairs without those that hold certain edits, as long as a duty keeps one."""
    return {key: tuple(r for r in every if not barred & set(r.edits)) or every for key, every in options.items()}


def _exact(words: Vocabulary, repairs: Options) -> dict[str, Repair] | None:
    """One repair for each duty such that all the edits together change least; ``None`` where that cannot be told."""
    options = [(key, repair) for key, own in repairs.items() for repair in own]
    edits = sorted({e for _, r in options for e in r.edits})
    if not options:
        return {}
    return _solve(words, list(repairs), options, edits) if len(options) + len(edits) <= EXACT_UP_TO else None


def _solve(
    words: Vocabulary, keys: list[str], options: list[tuple[str, Repair]], edits: list[Edit]
) -> dict[str, Repair] | None:
    """The cheapest choice by integer programming (HiGHS in SciPy); ``None`` where SciPy is not installed.

    There is a variable for each edit, and after these one for each repair: 1 if it is chosen, or else 0.
    """
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import lil_array
    except ImportError:
        return None
    width = len(edits) + len(options)
    constraints = list(_constraints(words, keys, options, edits))
    rows = lil_array((len(constraints), width))
    for number, (coefficients, _) in enumerate(constraints):
        for variable, coefficient in coefficients.items():
            rows[number, variable] = coefficient
    least = np.array([bound for _, bound in constraints], dtype=float)
    # Ties are settled by the rank of the repairs: the first that was found changes least by itself.
    ranks = [1e-4 * (1 + n) for n in _ranks(options)]
    # Fewer edits go before any preference, however many there are.
    cost = np.array([*(float(10_000 + PREFERENCE[e.sort]) for e in edits), *ranks])
    constraint = LinearConstraint(rows.tocsr(), least, np.inf)
    solved = milp(cost, constraints=constraint, integrality=np.ones(width), bounds=Bounds(0, 1), options=_OPTIONS)
    if solved.x is None:
        return None
    # The solver works in floating point: what is chosen comes out as nearly 1.
    picked = [option for number, option in enumerate(options) if solved.x[len(edits) + number] > 0.5]
    return {key: min((r for k, r in picked if k == key), key=lambda r: (weight(r.edits), r.edits)) for key in keys}


def _constraints(
    words: Vocabulary, keys: list[str], options: list[tuple[str, Repair]], edits: list[Edit]
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
    for key in keys:
        yield dict.fromkeys(of_duty[key], 1), 1
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


def _clashing(edits: list[Edit]) -> list[tuple[Edit, Edit]]:
    """The pairs of edits that set one quantity at two amounts, in their order."""
    same = (edits for place, edits in by_place(edits).items() if place[1] == "set")
    return sorted(pair for found in same for pair in combinations(found, 2))


def _ranks(options: list[tuple[str, Repair]]) -> list[int]:
    """The place of each repair among those of its duty."""
    seen: dict[str, int] = {}
    ranks = []
    for key, _ in options:
        ranks.append(seen.get(key, 0))
        seen[key] = ranks[-1] + 1
    return ranks


def _greedy(words: Vocabulary, repairs: Options) -> dict[str, Repair] | None:
    """Duty by duty the repair that adds least to what is chosen already, the duties with the fewest choices first."""
    made: dict[tuple[str, str, str], list[Edit]] = {}
    chosen: dict[str, Repair] = {}
    clashes = False

    def adds(repair: Repair) -> tuple[object, ...]:
        """Whether a repair makes what is chosen clash, and by how much it makes it weigh more."""
        new = by_place(repair.edits)
        both = {place: list(dict.fromkeys((*made.get(place, ()), *edits))) for place, edits in new.items()}
        before = weight(e for place in new for e in without_idle(words, made.get(place, ())))
        after = weight(e for edits in both.values() for e in without_idle(words, edits))
        clashing = clashes or any(place[1] == "set" and len(edits) > 1 for place, edits in both.items())
        return clashing, tuple(a - b for a, b in zip(after, before, strict=True)), weight(repair.edits), repair.edits

    for key in sorted(repairs, key=lambda k: (len(repairs[k]), k)):
        best = chosen[key] = min(repairs[key], key=adds)
        clashes = clashes or bool(adds(best)[0])
        for edit in best.edits:
            same = made.setdefault(edit.place, [])
            same += [] if edit in same else [edit]
    return {key: chosen[key] for key in repairs}
