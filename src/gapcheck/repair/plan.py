"""A small set of edits that closes the gaps of a whole instrument: exact where it can be, greedy beyond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.engine.results import FULFILLED, RANK, DutyResult, End, InstrumentResult
from gapcheck.engine.sensitivity import points_of
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import ReformFile
from gapcheck.model.question import Question
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.repair.amended_law import AmendedLaw
from gapcheck.repair.choice import Options, exact, greedy
from gapcheck.repair.edits import Edit, as_reform, by_place, changes_rule, does_as_much, total, weight, without_idle
from gapcheck.repair.repairs import Repair, Repairer

Progress = Callable[[int, int, str], None]

Untold = TypeVar("Untold", bound=None)
"""What a way of choosing gives where it cannot choose, if it ever cannot."""


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


@collector_paused()
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
    found = _planned(repairer, repairs, options, greedy)
    least = _planned(repairer, repairs, options, exact)
    if least is None:
        return found
    return least if weight(least.edits) < weight(found.edits) else replace(found, exact=least.exact)


def _planned(
    repairer: Repairer,
    repairs: Options,
    options: Options,
    choose: Callable[[Vocabulary, Options], dict[str, Repair] | Untold],
) -> PlanResult | Untold:
    """The plan that a way of choosing comes to; ``None`` where it cannot choose."""
    left = tuple(key for key, own in repairs.items() if not own)
    certain = all(len(own) == 1 for own in options.values()) or choose is exact
    # Each round takes away options that spoil a duty or open something; there are ever fewer, so it comes to an end.
    while True:
        chosen = choose(repairer.catalogue.vocabulary, options)
        if chosen is None:
            return chosen
        plan = PlanResult(repairer.assessment, repairs, chosen, {}, left, certain)
        fewer = _without(options, _suspects(plan, _spoilt(repairer, plan)) | _openers(repairer, plan))
        if fewer == options:
            return _pruned(repairer, plan)
        options, certain = fewer, False


def _pruned(repairer: Repairer, plan: PlanResult) -> PlanResult:
    """The plan without the edits that every duty can do without that needs them, by what others need."""
    chosen = dict(plan.chosen)
    spare = _Spare(repairer, repairer.applied(plan.edits), Counter(e for r in chosen.values() for e in r.edits))
    # Those of the duty with fewest cells first: it is the one that another is most likely to take in.
    duties = sorted(map(plan.assessment.duty, chosen), key=lambda d: len(d.cells))
    having = _Having(chosen)
    for edit in dict.fromkeys(e for duty in duties for e in chosen[duty.id].edits):
        found = spare.instead_of({key: chosen[key] for key in having.keys(edit)})
        chosen |= found
        having.add(found)
    slim = replace(plan, chosen=chosen)
    after = repairer.after(slim.edits)
    return replace(slim, closed={key: after[key] for key in chosen})


class _Having:
    """Which duties have which edit among their repairs, in the order of the duties."""

    def __init__(self, chosen: Mapping[str, Repair]) -> None:
        self._place = {key: place for place, key in enumerate(chosen)}
        self._chosen: dict[str, Repair] = {}
        self._keys: dict[Edit, set[str]] = {}
        self.add(chosen)

    def add(self, chosen: Mapping[str, Repair]) -> None:
        """Note repairs of duties, in place of those that these had."""
        self._chosen |= chosen
        for key, repair in chosen.items():
            for edit in repair.edits:
                self._keys.setdefault(edit, set()).add(key)

    def keys(self, edit: Edit) -> list[str]:
        """The duties that have the edit now."""
        return sorted((k for k in self._keys[edit] if edit in self._chosen[k].edits), key=self._place.__getitem__)


@dataclass(frozen=True)
class _Spare:
    """The law with the edits of a plan; ``needed`` tells how many duties need each edit."""

    repairer: Repairer
    law: AmendedLaw
    needed: Counter[Edit]

    def instead_of(self, own: Mapping[str, Repair]) -> Mapping[str, Repair]:
        """Repairs of duties by what other duties need, if that is enough for each; or else their own."""
        for repair in own.values():
            self.needed.subtract(repair.edits)
        chosen = self._all_spared(own) or own
        for repair in chosen.values():
            self.needed.update(repair.edits)
        return chosen

    def _all_spared(self, keys: Iterable[str]) -> Mapping[str, Repair] | None:
        found: dict[str, Repair] = {}
        for key in keys:
            repair = self._spared(self.repairer.assessment.duty(key))
            if repair is None:
                return None
            found[key] = repair
        return found

    def _spared(self, duty: DutyResult) -> Repair | None:
        edits: set[Edit] = set()
        for cell in self.repairer.short(duty):
            covering = [self._held(e.key) for e in self.law.covering(duty.full, cell.cell, self._held)]
            if not covering:
                return None
            if not any(edits >= held for held in covering):
                edits |= covering[0]
        # What it rests on besides (a reservation that is lodged, a guarantee given elsewhere) is not its own.
        status = self.repairer.proof(duty.full, edits)
        return Repair(duty.id, tuple(sorted(edits)), status) if status in FULFILLED else None

    def _held(self, rule: str) -> set[Edit]:
        """The edits of a rule that some other duty needs."""
        return {e for e in self._of_rule.get(rule, ()) if self.needed[e]}

    @cached_property
    def _of_rule(self) -> Mapping[str, list[Edit]]:
        """The edits of the plan by the rule that they amend or add."""
        found: dict[str, list[Edit]] = {}
        for edit in self.needed:
            rule = changes_rule(self.repairer.catalogue, edit)
            if rule is not None:
                found.setdefault(rule, []).append(edit)
        return found


def _openers(repairer: Repairer, plan: PlanResult) -> set[Edit]:
    """Of the edits that together open something, one for each rule: the one that serves fewest duties."""
    opening = repairer.opening(plan.edits)
    widened = {key: [e for e in plan.edits if e.sort == "widen" and e.target == key] for key in opening}
    return {min(edits, key=lambda e: len(plan.serves(e))) for edits in widened.values()}


def _shared(
    repairer: Repairer, gaps: Iterable[DutyResult], repairs: Mapping[str, tuple[Repair, ...]]
) -> dict[str, tuple[Repair, ...]]:
    """The repairs, and those in which a quantity is set as the repair of another duty sets it, where that does too."""
    sets = by_place(sorted({e for own in repairs.values() for r in own for e in r.edits}))
    full = {d.id: d.full for d in gaps}
    more = {}
    for key, own in repairs.items():
        made = {r.edits: r for r in own}
        for one in own:
            for mine in (e for e in one.edits if e.sort == "set"):
                for other in sets[mine.place]:
                    edits = tuple(sorted({*one.edits, other} - {mine}))
                    if edits not in made:
                        status = repairer.proof(full[key], edits)
                        if status in FULFILLED:
                            made[edits] = Repair(key, edits, status)
        more[key] = tuple(made.values())
    return more


def _spoilt(repairer: Repairer, plan: PlanResult) -> Iterable[DutyResult]:
    """The duties that were to be closed once the edits are law and are not, and those that are worse off."""
    after = repairer.after(plan.edits)
    for duty in map(repairer.judged, plan.assessment.duties):
        now = after[duty.id]
        if duty.low != "no_duty" and (now not in FULFILLED if duty.id in plan.chosen else RANK[now] < RANK[duty.low]):
            yield duty


def _suspects(plan: PlanResult, spoilt: Iterable[DutyResult]) -> set[Edit]:
    """The quantities set in rules that a spoilt duty may rest on; those that are not of its own repair, if any are."""
    suspects: set[Edit] = set()
    every = [e for e in plan.edits if e.sort == "set"]
    # Most often there are none, and then nobody need look what each spoilt duty rests on.
    for duty in spoilt if every else ():
        findings = [f for c in duty.cells for f in (c.best, *c.others) if f is not None]
        rules = {e.key for f in findings for e in (f.entry, *f.relies_on)}
        facets = {e.facet for e in duty.full.elements}
        sets = {e for e in every if e.target in rules and e.facet in facets}
        own = set(plan.chosen[duty.id].edits) if duty.id in plan.chosen else set()
        suspects |= (sets - own) or sets
    return suspects


def _without(options: Options, barred: set[Edit]) -> Options:
    """The repairs without those that hold certain edits, as long as a duty keeps one."""
    return {key: tuple(r for r in every if not barred & set(r.edits)) or every for key, every in options.items()}
