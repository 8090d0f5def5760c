"""Repairs: the smallest edits of the law that make a duty met, each proven by applying it.

For every cell that falls short, each rule that reaches it tells by its shortfalls what would have to change; a new rule
would do as well. A repair of the duty chooses one way for each cell; it is minimal, since no edit can be taken out of
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import apply_reform, law_of
from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.results import FULFILLED, CellResult, DutyResult, End, InstrumentResult
from gapcheck.errors import UsageError
from gapcheck.model.law import ReformFile, RuleEntry
from gapcheck.model.treaty import BINDING, Allowed, FullDuty, Narrowing, Waiver
from gapcheck.repair.edits import Edit, as_reform, as_text, normal, promised, total

MOST_RULES = 4  # ways of mending a cell that start from an existing rule
MOST_OPEN = 48  # partial repairs kept while cells are gone through
MOST_MIXED = 12  # ways of mending a cell through one rule
MOST_TOLD = 8  # repairs of a duty, beside enacting a rule

Edits = frozenset[Edit]


@dataclass(frozen=True)
class Repair:
    """A set of edits after which a duty is met (``met``, or ``met_with_reservation`` where it rests on a reservation)."""

    duty: str
    edits: tuple[Edit, ...]
    status: End

    @property
    def cost(self) -> int:
        """How much it changes: repairs are ranked by it."""
        return total(self.edits)


@dataclass(frozen=True)
class Repairer:
    """Finds and proves repairs of the duties of one assessment, on the law of its day under its reading."""

    assessment: InstrumentResult

    def __post_init__(self) -> None:
        if self.assessment.instrument.answered_by is not None:
            raise UsageError(f"{self.assessment.instrument.id!r} is answered by a treaty text, which no Act can repair")
        if not self.catalogue.acts:
            raise UsageError("the catalogue has no Act in which a repair could stand")

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the assessment."""
        return self.assessment.catalogue

    @cached_property
    def coverage(self) -> Coverage:
        """The rules in force on the day."""
        return Judge.on(self.catalogue, self.assessment.as_at, self.assessment.reading).coverage

    def may_lodge(self, key: str) -> bool:
        """Whether a narrowing or waiver can still be lodged: that is done when a State signs or consents to be bound."""
        position = self.catalogue.positions.get(key.partition(":")[0])
        if position is None or (position.binding_from is not None and position.binding_from <= self.assessment.as_at):
            return position is None
        consent = position.consent
        return consent is None or consent.kind == "signature" or consent.date > self.assessment.as_at

    def gaps(self) -> tuple[DutyResult, ...]:
        """The binding duties that are not shown to be met."""
        done = FULFILLED | {"no_duty"}
        return tuple(d for d in self.assessment.duties if d.full.duty.force in BINDING and d.low not in done)

    def repairs(self, duty: DutyResult) -> tuple[Repair, ...]:
        """The repairs of a duty that were found and proven, those that change least first; none if it is met."""
        short = [c for c in duty.cells if c.low < Outcome.COVERS_BY_POSITION]
        if not short:
            return ()
        proven: dict[Edits, Repair] = {}
        whole = frozenset({Edit(duty.id, "enact")})
        for edits in (*self._candidates(duty, short), whole):
            if len(proven) >= MOST_TOLD and edits != whole:
                continue
            least = self._pruned(duty.full, edits)
            if least is not None and least not in proven:
                proven[least] = Repair(duty.id, tuple(sorted(least)), self.proof(duty.full, least))
        minimal = [
            r for r in proven.values() if not any(frozenset(o.edits) < frozenset(r.edits) for o in proven.values())
        ]
        return tuple(sorted(minimal, key=lambda r: (r.cost, len(r.edits), r.edits)))

    def _candidates(self, duty: DutyResult, short: list[CellResult]) -> list[Edits]:
        """Sets of edits that mend every cell, those that change least first."""
        families = dict.fromkeys(frozenset(self._ways(duty.full, c)) for c in short)
        open_: list[Edits] = [frozenset()]
        for family in sorted(families, key=lambda f: (len(f), sorted(map(sorted, f)))):
            open_ = _least({normal(done | way) for done in open_ for way in family})
        return open_

    def _ways(self, full: FullDuty, result: CellResult) -> Iterator[Edits]:
        """The ways of mending one cell: through a rule that reaches it, by lodging what would take it away, or by a new
        rule.
        """
        findings = [f for f in (result.best, *result.others) if f is not None]
        for finding in findings[:MOST_RULES]:
            yield from self._mending(full, result.cell, finding)
        waiver = result.curable_waiver
        if waiver is not None and self.may_lodge(waiver.key):
            yield frozenset({Edit(waiver.key, "lodge")})
        yield frozenset({Edit(full.key, "enact")})

    def ways(self, full: FullDuty, result: CellResult) -> tuple[Edits, ...]:
        """The ways of mending one cell, those that change least first; they are not proven."""
        return tuple(sorted(set(self._ways(full, result)), key=rank))

    def doubtful(self, full: FullDuty, result: CellResult) -> Edits:
        """The edits that would only settle what is arguable about a cell."""
        edits: dict[bool, set[Edit]] = {True: set(), False: set()}
        for finding in [f for f in (result.best, *result.others) if f is not None]:
            for shortfall in finding.shortfalls:
                edits[shortfall.type == "arguable"].update(self._edits(full, result.cell, finding, shortfall))
        return frozenset(edits[True] - edits[False])

    def _mending(self, full: FullDuty, cell: Cell, finding: Finding) -> Iterator[Edits]:
        """What would have to change in a rule: one edit for each shortfall, in every mixture that there is."""
        choices = [list(self._edits(full, cell, finding, s)) for s in finding.shortfalls]
        if all(choices):
            yield from map(normal, islice(product(*choices), MOST_MIXED))
            yield normal(found[-1] for found in choices)

    def _edits(self, full: FullDuty, cell: Cell, finding: Finding, shortfall: Shortfall) -> Iterator[Edit]:
        """The edits that would mend a shortfall, the least first."""
        rule, target, facet = finding.entry.rule, finding.entry.key, shortfall.facet or ""
        cure = self.coverage.curing(full, shortfall)
        if shortfall.exception is not None:
            yield Edit(target, "except", concept=shortfall.exception)
        elif facet and self.catalogue.vocabulary.is_scope(facet):
            listed = [c for c in rule.conditions if c.facet == facet]
            if shortfall.wanted and len(listed) == 1:
                yield Edit(target, "widen", facet, self._nearest(shortfall.wanted, listed[0].any, listed[0].arguably))
            if facet != self.catalogue.vocabulary.kinds[rule.kind].anchor:
                yield Edit(target, "drop", facet)
        elif facet:
            yield from self._giving(cell, finding.entry, shortfall)
        if cure is not None and cure.value.how != "free" and self.may_lodge(cure.key):
            yield Edit(cure.key, "lodge")

    def _giving(self, cell: Cell, entry: RuleEntry, shortfall: Shortfall) -> Iterator[Edit]:
        """What would give a guarantee; one that a rule arguably gives is put beyond doubt in that rule."""
        facet, wanted = shortfall.facet or "", shortfall.wanted
        if any(e.concepts == wanted for e in cell.elements if e.facet == facet):
            target = shortfall.point.partition("#")[0] if shortfall.point else entry.key
            giver = next(e for e in self.coverage.rules if e.key == target)
            gifts = [g for g in giver.rule.gives if g.facet == facet]
            surely, arguably = (tuple(c for g in gifts for c in getattr(g, name)) for name in ("concepts", "arguably"))
            yield Edit(target, "give", facet, self._nearest(wanted, surely, arguably))
            return
        quantities = promised(e for e in cell.elements if e.facet == facet)
        if len(quantities) == 1:
            yield Edit(entry.key, "set", facet, quantity=as_text(quantities[0]))

    def _nearest(self, wanted: Iterable[str], surely: Iterable[str], arguably: Iterable[str]) -> str:
        """Of the concepts one of which is enough, the one that a rule comes nearest to already."""
        words = self.catalogue.vocabulary

        def distance(concept: str) -> tuple[object, ...]:
            arguable = any(words.within(concept, a) or words.within(a, concept) for a in arguably)
            return not arguable, not any(words.touch(concept, c) for c in surely), concept

        return min(wanted, key=distance)

    # Proof ------------------------------------------------------------------------------------------------------

    def proof(self, full: FullDuty, edits: Iterable[Edit]) -> End:
        """The status of a duty with every arguable point lost once the edits are law, on the day under the reading."""
        return self.applied(edits).duty(full).low

    @cached_property
    def _base(self) -> Catalogue:
        return law_of(self.catalogue, self.assessment.as_at)

    def applied(self, edits: Iterable[Edit]) -> Judge:
        """A judge over the law with the edits made."""
        proposal = self.reform(edits, "repair", "A repair")
        here = proposal.model_copy(update={"reform": proposal.reform.model_copy(update={"over": None})})
        return Judge.on(apply_reform(self._base, here), self.assessment.as_at, self.assessment.reading)

    def reform(self, edits: Iterable[Edit], name: str, title: str) -> ReformFile:
        """The edits as a proposal over the law of the day."""
        return as_reform(self.catalogue, edits, self.assessment.as_at, name, title)

    def _pruned(self, full: FullDuty, edits: Edits) -> Edits | None:
        """The edits without any that is not needed; ``None`` if they do not make the duty met."""
        if not self._does(full, edits):
            return None
        for edit in sorted(edits, key=lambda e: (-e.cost, e)):
            if len(edits) > 1 and self._does(full, edits - {edit}):
                edits -= {edit}
        return edits

    def _does(self, full: FullDuty, edits: Edits) -> bool:
        judge = self.applied(edits)
        cells = judge.duty(full).cells
        return all(c.low >= Outcome.COVERS_BY_POSITION for c in cells)


def rank(edits: Edits) -> tuple[object, ...]:
    """What repairs are sorted by: how much they change, and in how many edits."""
    return total(edits), len(edits), sorted(edits)


def _least(sets: set[Edits]) -> list[Edits]:
    """The sets that change least, without those that hold another (which changes less)."""
    kept: list[Edits] = []
    for edits in sorted(sets, key=rank):
        if not any(other < edits for other in kept):
            kept.append(edits)
        if len(kept) == MOST_OPEN:
            break
    return kept


def lodging(catalogue: Catalogue, edit: Edit) -> Allowed[Narrowing] | Allowed[Waiver] | None:
    """The narrowing or waiver that an edit lodges."""
    if edit.sort != "lodge":
        return None
    duty = catalogue.duties.get(edit.target.partition("#")[0])
    every: list[Allowed[Narrowing] | Allowed[Waiver]] = [*duty.allows, *duty.waives] if duty else []
    return next((a for a in every if a.key == edit.target), None)
