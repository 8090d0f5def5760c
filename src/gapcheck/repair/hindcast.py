"""Hindcast: repairs computed on the law before an amending Act, held against what Parliament enacted.

For each edit of the plan, the duties that it serves are judged on the law after the Act, as the questions are viewed.
Where they are met, the edit was carried out, in these words or others, and the provisions that now answer them tell
where; for a reservation or declaration, so does the day on which it was lodged. What the Act did beyond that is listed
as well: rules that it brought in and that no gap needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.change.reform import assess_with
from gapcheck.engine.results import FULFILLED, DutyResult, InstrumentResult, Status
from gapcheck.errors import UsageError
from gapcheck.model.base import as_at_date
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import RuleEntry
from gapcheck.repair.edits import Edit
from gapcheck.repair.plan import PlanResult, Progress, plan_repairs
from gapcheck.repair.repairs import lodging
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

CarriedOut = Literal["carried out", "arguably", "in part", "not carried out", "by other means"]


@dataclass(frozen=True)
class Outturn:
    """One computed edit, how far it was carried out, the duties it serves, and the provisions that answer these now."""

    edit: Edit
    result: CarriedOut
    serves: tuple[str, ...]
    where: tuple[str, ...]


@dataclass(frozen=True)
class DutyOutturn:
    """A duty that fell short before: its status before and after, and which of its rules the Act brought in."""

    duty: str
    before: Status
    after: Status
    where: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class HindcastResult:
    """What was computed on the law before an Act, and what the Act did."""

    act: str
    before: InstrumentResult
    after: InstrumentResult
    plan: PlanResult
    edits: tuple[Outturn, ...]
    duties: tuple[DutyOutturn, ...]
    beyond: tuple[str, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many edits had each result."""
        results = [o.result for o in self.edits]
        return FrozenMapping((result, results.count(result)) for result in dict.fromkeys(results))

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {result}" for result, n in self.counts.items()) or "no change was computed"
        return f"<Hindcast {self.act}, {self.before.as_at} to {self.after.as_at}: {counts}>"


def hindcast(
    catalogue: Catalogue,
    instrument: str,
    act: str,
    before: date | str,
    after: date | str,
    reading: str | None = None,
    views: Views = AS_VIEWED,
    progress: Progress | None = None,
) -> HindcastResult:
    """Hold the repairs computed on the law of ``before`` against the law of ``after``, for the Act whose title is
    ``act``.

    ``views`` are answers to questions that are tried in place of their views, before and after the Act; ``progress`` is
    as ``plan_repairs`` takes it. Raises ``UnknownIdError`` for an unknown instrument, reading or question,
    ``UsageError`` for bad dates or views, or an Act that brought in no rule between them.
    """
    first, last = as_at_date(before), as_at_date(after)
    if last <= first:
        raise UsageError(f"the law after the Act ({last}) has to be later than the law before it ({first})")
    made = [e for e in catalogue.rules if _by(e, act) and first < e.rule.in_force.start <= last]
    if not made:
        raise UsageError(f"no rule on record was brought in by the {act} after {first} and by {last}")
    old, new = (assess_with(catalogue, instrument, day, reading, views=views) for day in (first, last))
    plan = plan_repairs(old, progress=progress)
    results = {d.id: d for d in new.duties}
    duties = tuple(_duty(d, results[d.id], act) for d in old.duties if d.id in plan.repairs)
    edits = tuple(_edit(plan, edit, results, act, _lodged(new, edit)) for edit in plan.edits)
    # Not only the gaps that were closed in full: a rule that moved a gap at all was asked for.
    needed = {e.identity for key in plan.repairs for e in _of_act(results[key], act)}
    # A section that holds a rule that was needed and one that was not is no section beyond what was asked for.
    asked = {cite_rule(e) for e in made if e.identity in needed}
    beyond = tuple(cited for cited in _cited(made) if cited not in asked)
    return HindcastResult(act, old, new, plan, edits, duties, beyond)


def _by(entry: RuleEntry, act: str) -> bool:
    return (entry.rule.in_force.by or "").startswith(act)


def _of_act(duty: DutyResult, act: str) -> list[RuleEntry]:
    """The rules that a verdict rests on and that the Act brought in."""
    return [e for e in duty.rules if _by(e, act)]


def _cited(entries: Iterable[RuleEntry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite_rule(e) for e in entries))


def _duty(old: DutyResult, new: DutyResult, act: str) -> DutyOutturn:
    return DutyOutturn(old.id, old.status, new.status, _cited(_of_act(new, act)))


def _lodged(new: InstrumentResult, edit: Edit) -> tuple[str, ...]:
    """The reservation or declaration that an edit asks for, where it was lodged."""
    allowed = lodging(new.catalogue, edit)
    if allowed is None:
        return ()
    # No edit asks for what had been lodged by the day of the law before.
    lodged = [x for x in new.catalogue.exercised_by(new.as_at) if x.narrowing == edit.target and not x.arguably]
    return tuple(f"{capital(allowed.value.how)} of {long_date(day)}" for day in sorted(x.date for x in lodged))


def _edit(
    plan: PlanResult, edit: Edit, results: Mapping[str, DutyResult], act: str, lodged: tuple[str, ...]
) -> Outturn:
    serves = plan.serves(edit)
    now = [results[key] for key in serves]
    where = (*lodged, *_cited(e for d in now for e in _of_act(d, act)))
    met = [d.view_low in FULFILLED for d in now]
    possible = [d.high in FULFILLED for d in now]
    # Met, but by no rule of the Act and nothing lodged: something else answered the duty.
    if all(met):
        result: CarriedOut = "carried out" if where else "by other means"
    elif not where:
        result = "not carried out"
    else:
        result = "arguably" if all(possible) else "in part"
    return Outturn(edit, result, serves, where)
