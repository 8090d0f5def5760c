"""Repairs: the smallest edits of the law that make a duty met and open nothing else, each proven by applying it.

For every cell that falls short, the best rule that may be amended tells by its shortfalls what would have to change; a
new subsection beside it would do as well. A repair of the duty chooses one way for each cell; it is minimal, since no
edit can be taken out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, product

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import Judge, following
from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.ends import FAILS, WON
from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.opinion import Opinion, Positions
from gapcheck.engine.results import FULFILLED, CellResult, DutyResult, End, InstrumentResult
from gapcheck.errors import UsageError
from gapcheck.model.ids import Point
from gapcheck.model.law import ReformFile, RuleEntry
from gapcheck.model.treaty import JUDGED, Allowed, FullDuty, Narrowing, Waiver
from gapcheck.repair.amended_law import AmendedLaw, LawOfTheDay
from gapcheck.repair.cells_again import cell_again
from gapcheck.repair.edits import Edit, as_reform, as_text, clash, home, promised, total, weight
from gapcheck.repair.reach import Described

MOST_OPEN = 48  # partial repairs kept while cells are gone through
MOST_MIXED = 12  # ways of mending a cell through one rule
MOST_TOLD = 8  # repairs of a duty, beside providing for it

Edits = frozenset[Edit]


@dataclass(frozen=True)
class Repair:
    """Edits after which a duty is met: ``met``, or ``met_with_reservation`` where it rests on a reservation."""

    duty: str
    edits: tuple[Edit, ...]
    status: End

    @property
    def cost(self) -> int:
        """How much it changes: repairs are ranked by it."""
        return total(self.edits)


@dataclass(frozen=True)
class Repairer:
    """Finds and proves repairs of the duties of one assessment, on the law of its day under its reading.

    What falls short as the questions are viewed, with what stays open lost, is to be mended. ``beyond_doubt`` takes the
    other duties, those that are met by a view alone or contested, and mends what falls short with every point lost.
    """

    assessment: InstrumentResult
    beyond_doubt: bool = False

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
    def law(self) -> LawOfTheDay:
        """The law of the day; at its low end each point that counts against the State is lost and all others won."""
        day = self.assessment.as_at
        in_force, masks = self.assessment.rules_in_force(day), self.assessment.masks
        judge = Judge.on(self.catalogue, day, self.assessment.reading, in_force, masks)
        old = judge.coverage.opinion
        views = {} if self.beyond_doubt else {p: WON if d.view_low else FAILS for p, d in old.views.items()}
        opinion = Opinion(old.reading, views)
        positions = Positions.settle(self.catalogue.exercised_by(day), opinion)
        return LawOfTheDay(self.assessment, Judge(judge.coverage.with_opinion(positions, opinion), judge.day))

    @property
    def coverage(self) -> Coverage:
        """The rules in force on the day."""
        return self.law.judge.coverage

    @cached_property
    def described(self) -> Described:
        """What the duties of the instrument describe, which says how far a rule may be made to reach."""
        judged = (d.full for d in self.assessment.duties if d.full.duty.force in JUDGED)
        return Described(self.catalogue.vocabulary, tuple(full for full in judged if not full.follows))

    def judged(self, duty: DutyResult) -> DutyResult:
        """A duty as it is judged here: its low end is the one to be mended. The best rule stays the best."""
        if duty.id not in self._judged:
            self._judged[duty.id] = self._judge_again(duty)
        return self._judged[duty.id]

    @cached_property
    def _judged(self) -> dict[str, DutyResult]:
        return {}

    def _judge_again(self, duty: DutyResult) -> DutyResult:
        if duty.full.duty.force not in JUDGED:
            return duty
        if duty.followed:
            return following(duty.full, tuple(map(self._judge_again, duty.followed)))
        return self.law.judge.of_cells(
            duty.full, tuple(cell_again(self.law.judge, duty.full, cell) for cell in duty.cells)
        )

    def may_lodge(self, key: str) -> bool:
        """Whether a narrowing or waiver can still be lodged.

        That is done when a State signs or consents to be bound, and not after it.
        """
        day = self.assessment.as_at
        position = self.catalogue.positions.get(Point.parse(key).duty.instrument)
        if position is None:
            return True
        if position.binding_from is not None and position.binding_from <= day:
            return False
        consent = position.consent
        return consent is None or consent.kind == "signature" or consent.date > day

    def gaps(self) -> tuple[DutyResult, ...]:
        """The binding duties to be mended: those with a gap, or those that are in doubt.

        One that follows others is mended where these are.
        """
        return tuple(d for d in self.assessment.duties if d.binding and not d.followed and self._to_be_mended(d))

    def _to_be_mended(self, duty: DutyResult) -> bool:
        if self.beyond_doubt:
            return duty.status == "unclear" or (duty.status in FULFILLED and duty.certainty == "view")
        return duty.status in ("partial", "unmet")

    def short(self, duty: DutyResult) -> tuple[CellResult, ...]:
        """The cells of a duty that fall short."""
        return tuple(c for c in self.judged(duty).cells if c.low < Outcome.COVERS_BY_POSITION)

    def repairs(self, duty: DutyResult) -> tuple[Repair, ...]:
        """The repairs of a duty that were found and proven, those that change least first; none if it is met."""
        short = self.short(duty)
        if not short:
            return ()
        provided = self.providing(duty)
        proven: dict[Edits, Repair] = {}
        # Providing for the duty is always tried, however many other repairs there are: it is what never fails.
        for edits in (*self._candidates(duty, short), *(() if provided is None else (frozenset({provided}),))):
            if len(proven) >= MOST_TOLD and provided not in edits:
                continue
            least = self._pruned(duty.full, edits)
            if least is not None and least not in proven:
                proven[least] = Repair(duty.id, tuple(sorted(least)), self.proof(duty.full, least))
        return tuple(sorted(proven.values(), key=lambda r: (weight(r.edits), r.edits)))

    def providing(self, duty: DutyResult) -> Edit | None:
        """The subsection that would provide for a duty beside the best rule, or else the section in a new place.

        ``None`` where no Act may be amended.
        """
        place = self._place(duty)
        if place is not None:
            return Edit(place.key, "provide", duty=duty.id)
        return None if home(self.catalogue, duty.full) is None else Edit(duty.id, "enact")

    def _place(self, duty: DutyResult) -> RuleEntry | None:
        """The rule beside which a subsection would stand: of the section that is best in most cells that fall short.

        Both the rule that comes nearest and the one that arguably suffices count; of equals, the section that covers
        most of the rest of the duty.
        """
        judged = self.judged(duty).cells
        pairs = [(old, new, new.low < Outcome.COVERS_BY_POSITION) for old, new in zip(duty.cells, judged, strict=True)]
        wanting = [
            f.entry for old, new, short in pairs if short for f in map(best_amendable, (old, new)) if f is not None
        ]
        serving = [f.entry for _, new, _ in pairs if (f := best_amendable(new)) is not None]
        most, rest = (Counter(map(section_of, entries)) for entries in (wanting, serving))
        kept = max(most or rest, key=lambda section: (most[section], rest[section]), default=None)
        return next((e for e in (*wanting, *serving) if section_of(e) == kept), None)

    def _candidates(self, duty: DutyResult, short: Iterable[CellResult]) -> list[Edits]:
        """Sets of edits that mend every cell without a new provision, those that change least first."""
        # Cells with the same ways are mended together, and those with fewest ways first, which keeps the sets few.
        families = dict.fromkeys(frozenset(self._ways(duty.full, c)) for c in short)
        open_: list[Edits] = [frozenset()]
        for family in sorted(families, key=lambda f: (len(f), sorted(map(sorted, f)))):
            open_ = _least({done | way for done in open_ for way in family})
        return open_

    def _ways(self, full: FullDuty, result: CellResult) -> Iterator[Edits]:
        """The ways of mending one cell without a new provision: through the best rule, or by lodging what would take it
        away.
        """
        best, amendable = result.best, best_amendable(result)
        if best is not None and best is not amendable:
            yield from self._mending(full, result.cell, best, amend=False)
        if amendable is not None:
            yield from self._mending(full, result.cell, amendable, amend=True)
        waiver = result.curable_waiver
        if waiver is not None and self.may_lodge(waiver.key):
            yield frozenset({Edit(waiver.key, "lodge")})

    def _mending(self, full: FullDuty, cell: Cell, finding: Finding, *, amend: bool) -> Iterator[Edits]:
        """What would have to change in a rule: one edit for each shortfall, in every mixture that there is."""
        choices = [list(self._edits(full, cell, finding, s, amend=amend)) for s in finding.shortfalls]
        if all(choices):
            yield from map(frozenset, islice(product(*choices), MOST_MIXED))
            # The last choice of each may be cut off above.
            yield frozenset(edits[-1] for edits in choices)

    def _edits(
        self, full: FullDuty, cell: Cell, finding: Finding, shortfall: Shortfall, *, amend: bool
    ) -> Iterator[Edit]:
        """The edits that would mend a shortfall, the one to be preferred first."""
        facet, cure = shortfall.facet or "", self.coverage.curing(full, shortfall)
        if cure is not None and cure.value.how != "free" and self.may_lodge(cure.key):
            yield Edit(cure.key, "lodge")
        if not amend or shortfall.exception is not None:
            return
        if self.catalogue.vocabulary.is_scope(facet):
            yield from self._widening(finding.entry, shortfall)
        else:
            yield from self._giving(cell, finding.entry, shortfall)

    def _widening(self, entry: RuleEntry, shortfall: Shortfall) -> Iterator[Edit]:
        """The treaty's own concept added to a condition, where that opens nothing that the treaty does not describe."""
        facet = shortfall.facet or ""
        listed = [c for c in entry.rule.conditions if c.facet == facet]
        if shortfall.wanted and len(listed) == 1:
            concept = self._nearest(shortfall.wanted, listed[0].any, listed[0].arguably)
            edit = Edit(entry.key, "widen", facet, concept)
            if not self.opens([edit]):
                yield edit

    def _giving(self, cell: Cell, entry: RuleEntry, shortfall: Shortfall) -> Iterator[Edit]:
        """What would give a guarantee; one that a rule arguably gives is given in that rule, if it may be amended."""
        facet, wanted = shortfall.facet or "", shortfall.wanted
        if any(e.concepts == wanted for e in cell.elements if e.facet == facet):
            owner = self.law.entries[Point.parse(shortfall.point).owner] if shortfall.point else entry
            giver = owner if may_amend(owner) else entry
            gifts = [g for g in giver.rule.gives if g.facet == facet]
            surely = [c for g in gifts for c in g.concepts]
            arguably = [c for g in gifts for c in g.arguably]
            # A power that a rule has not even arguably would hold wherever the rule does: not beyond the treaty.
            anchor = self.catalogue.vocabulary.kinds[giver.rule.kind].anchor
            if facet == anchor and not shortfall.point and not self.described.confined(giver.rule):
                return
            yield Edit(giver.key, "give", facet, self._nearest(wanted, surely, arguably))
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
        """The status of a duty once the edits are law, as it is judged here."""
        return self.applied(edits).low(self.judged(self.assessment.duty(full.key)))

    def applied(self, edits: Iterable[Edit]) -> AmendedLaw:
        """The law with the edits made: the same are tried for a duty, proven, and chosen in the end."""
        every = frozenset(edits)
        if every not in self._applied:
            self._applied[every] = self.law.amended(every)
        return self._applied[every]

    @cached_property
    def _applied(self) -> dict[Edits, AmendedLaw]:
        return {}

    def after(self, edits: Iterable[Edit]) -> Mapping[str, End]:
        """The status of every duty, by full id, once the edits are law; several ways of choosing often come to the same
        edits.
        """
        every = frozenset(edits)
        if every not in self._after:
            law = self.applied(every)
            self._after[every] = {duty.id: law.low(self.judged(duty)) for duty in self.assessment.duties}
        return self._after[every]

    @cached_property
    def _after(self) -> dict[Edits, Mapping[str, End]]:
        return {}

    def reform(self, edits: Iterable[Edit], name: str, title: str) -> ReformFile:
        """The edits as a proposal over the law of the day."""
        return as_reform(self.catalogue, edits, self.assessment.as_at, name, title)

    def opens(self, edits: Iterable[Edit]) -> bool:
        """Whether some rule, with all the edits made, reaches what neither it did nor the treaty describes."""
        return bool(self.opening(edits))

    def opening(self, edits: Iterable[Edit]) -> tuple[str, ...]:
        """The rules that, with all the edits made, reach what neither they did nor the treaty describes."""
        widened: dict[str, list[Edit]] = {}
        for edit in edits:
            if edit.sort == "widen":
                widened.setdefault(edit.target, []).append(edit)
        return tuple(sorted(key for key, same in widened.items() if self._opens(key, frozenset(same))))

    def _opens(self, key: str, widened: Edits) -> bool:
        if widened not in self._opened:
            (amended,) = self.applied(widened).changed
            old = self.law.entries[key].rule
            self._opened[widened] = bool(self.described.opened(old, amended.rule))
        return self._opened[widened]

    @cached_property
    def _opened(self) -> dict[Edits, bool]:
        """What was found of the edits of one rule: it is asked for every mixture of edits."""
        return {}

    def _pruned(self, full: FullDuty, edits: Edits) -> Edits | None:
        """The edits without any that is not needed; ``None`` if they do not make the duty met, or open something."""
        if clash(edits) or self.opens(edits) or not self._mends(full, edits):
            return None
        # What is preferred least is tried first.
        for edit in sorted(edits, key=lambda e: (-e.cost, e)):
            if len(edits) > 1 and self._mends(full, edits - {edit}):
                edits -= {edit}
        return edits

    def _mends(self, full: FullDuty, edits: Edits) -> bool:
        """Whether every cell is covered once the edits are law."""
        return self.proof(full, edits) in FULFILLED


def may_amend(entry: RuleEntry) -> bool:
    """Whether a change of a rule may be proposed."""
    return entry.act.amendable and entry.section.amendable


def best_amendable(result: CellResult) -> Finding | None:
    """The best rule of a cell of those that may be amended."""
    # Asked one by one: the best rule may most often be amended, and what the others do is not looked at then.
    found = () if result.best is None else chain((result.best,), result.others)
    return next((f for f in found if may_amend(f.entry)), None)


def section_of(entry: RuleEntry) -> tuple[str, str]:
    """The section in which a rule stands, with its Act."""
    return entry.act.id, entry.section.section


def _least(sets: set[Edits]) -> list[Edits]:
    """The sets that change least, without those that hold another (which changes less)."""
    kept: list[Edits] = []
    for edits in sorted(sets, key=lambda s: (weight(s), sorted(s))):
        if not any(other < edits for other in kept):
            kept.append(edits)
        if len(kept) == MOST_OPEN:
            break
    return kept


def lodging(catalogue: Catalogue, edit: Edit) -> Allowed[Narrowing] | Allowed[Waiver] | None:
    """The narrowing or waiver that an edit lodges."""
    if edit.sort != "lodge":
        return None
    duty = catalogue.duties.get(Point.parse(edit.target).owner)
    every: list[Allowed[Narrowing] | Allowed[Waiver]] = [*duty.allows, *duty.waives] if duty else []
    return next((a for a in every if a.key == edit.target), None)
