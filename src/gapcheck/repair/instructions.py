"""Edits as drafting instructions: ``Crimes Act 1961, s 216B: add a subsection for ..., as art 3 describes it``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.explain.cell_groups import describe
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.ids import DutyId, Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import Narrowing, Waiver
from gapcheck.natural_order import natural_key
from gapcheck.repair import instruction_sentences as say
from gapcheck.repair.edits import Edit, home
from gapcheck.repair.repairs import Repairer, lodging, section_of
from gapcheck.wording.citation import PRACTICE, article_label, cite_rule, division_label

LODGING = "Declarations and reservations"
MOST_LIMITS = 3
"""How many things a limit may name before it is left to the section to say them."""

Serves = Callable[[Edit], tuple[str, ...]]


@dataclass(frozen=True)
class Instruction:
    """What to tell a drafter about one section, or one thing to lodge or enact: ``serves`` are the duties (full ids)."""

    act: str
    text: str
    edits: tuple[Edit, ...]
    serves: tuple[str, ...]


class Drafter:
    """Words for the edits of one assessment; ``beyond_doubt`` where they are to put duties beyond doubt."""

    def __init__(self, assessment: InstrumentResult, *, beyond_doubt: bool = False) -> None:
        self.assessment = assessment
        self.writer = SentenceWriter(assessment)
        self.beyond_doubt = beyond_doubt

    @cached_property
    def _repairer(self) -> Repairer:
        return Repairer(self.assessment, self.beyond_doubt)

    def act(self, edit: Edit) -> str:
        """The Act in which an edit is made; lodging is told apart."""
        if edit.sort == "lodge":
            return LODGING
        return self.writer.act(self.act_id(edit))

    def act_id(self, edit: Edit) -> str:
        """The id of the Act in which an edit is made; nothing where it is lodged."""
        if edit.sort == "lodge":
            return ""
        if edit.sort == "enact":
            return home(self.assessment.catalogue, self.assessment.catalogue.duty(edit.target)) or ""
        return self.writer.in_force[edit.target].act.id

    def instruction(self, edit: Edit, serves: Iterable[str] = ()) -> str:
        """One edit as a drafting instruction, with the place in the Act."""
        duties = tuple(serves)
        return self._told([edit], lambda _: duties)

    def instructions(self, edits: Iterable[Edit], serves: Serves) -> tuple[Instruction, ...]:
        """The edits as instructions, by Act: one for each section, however many duties it serves; lodging first."""
        places: dict[tuple[object, ...], list[Edit]] = {}
        for edit in sorted(edits, key=lambda e: (natural_key(e.target), e)):
            places.setdefault(self._place(edit), []).append(edit)
        told = [(place, self._instruction(same, serves)) for place, same in places.items()]
        return tuple(instruction for _, instruction in sorted(told, key=lambda t: t[0]))

    def by_act(self, edits: Iterable[Edit], serves: Serves) -> dict[str, list[Instruction]]:
        """The instructions by the Act in which they are made, lodging first."""
        acts: dict[str, list[Instruction]] = {}
        for instruction in self.instructions(edits, serves):
            acts.setdefault(instruction.act, []).append(instruction)
        return acts

    def _place(self, edit: Edit) -> tuple[object, ...]:
        """What is told in one instruction, and the order of these: by Act, amendments before new sections."""
        act = self.act(edit)
        if edit.sort == "lodge":
            allowed = lodging(self.assessment.catalogue, edit)
            under = () if allowed is None else (allowed.value.how, allowed.value.under or "", self.permitted(allowed.value))
            # One reservation may limit several duties in the same words.
            return False, act, 0, natural_key(" ".join(under) or edit.target)
        if edit.sort == "enact":
            return True, act, 1, natural_key(self.assessment.catalogue.duty(edit.target).article)
        return True, act, 0, natural_key(section_of(self.writer.in_force[edit.target])[1])

    def _instruction(self, edits: list[Edit], serves: Serves) -> Instruction:
        duties = sorted({key for edit in edits for key in serves(edit)}, key=natural_key)
        return Instruction(self.act(edits[0]), self._told(edits, serves), tuple(edits), tuple(duties))

    def _told(self, edits: list[Edit], serves: Serves) -> str:
        if edits[0].sort == "lodge":
            return self._lodge(edits)
        if edits[0].sort == "enact":
            return self._enact(edits)
        return self._amend(edits, serves)

    # New sections and amendments --------------------------------------------------------------------------------

    def _enact(self, edits: list[Edit]) -> str:
        duties = [self.assessment.catalogue.duty(e.target).duty for e in edits]
        provisions = [(duty.text, self._label(duty.id)) for duty in duties]
        if self.act_id(edits[0]) == PRACTICE:
            return say.put_in_place(self.act(edits[0]), provisions)
        return say.enact(self.act(edits[0]), provisions)

    def _amend(self, edits: list[Edit], serves: Serves) -> str:
        entries = {e.target: self.writer.in_force[e.target] for e in edits}
        provided = [e for e in edits if e.sort == "provide"]
        cited = {cite_rule(entry) for entry in entries.values()}
        # A subsection is added to a section; two rules of it are told under the section too.
        whole = bool(provided) or len(cited) > 1
        first = entries[edits[0].target]
        changes = [*self._changes([e for e in edits if e.sort != "provide"], serves)]
        changes += [self._provision(edit, entries[edit.target]) for edit in provided]
        kept = say.stays(self._limits(provided, first)) if provided else ""
        return say.amend(_cited_whole(first) if whole else cite_rule(first), dict.fromkeys(changes), kept)

    def _changes(self, edits: list[Edit], serves: Serves) -> Iterable[str]:
        """What is widened, given and set, told once for the same articles."""
        alike: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
        for edit in edits:
            articles = tuple(self._label(DutyId.parse(key).duty) for key in serves(edit))
            alike.setdefault((edit.sort, edit.facet, edit.quantity, articles), []).append(edit.concept)
        for (sort, facet, quantity, articles), concepts in alike.items():
            if sort == "set":
                yield say.set_at(self.writer.facet(facet), quantity, articles)
                continue
            phrase = say.extend if sort == "widen" else say.provide_for
            yield phrase(map(self.writer.label, concepts), articles)

    def _provision(self, edit: Edit, entry: RuleEntry) -> str:
        duty = self.assessment.duty(edit.duty)
        part = "a part" if entry.act.id == PRACTICE else "a subsection"
        return say.add_subsection(self._short_of(duty), self._label(duty.full.duty.id), part)

    def _short_of(self, duty: DutyResult) -> str:
        """What a duty describes that falls short, in short."""
        cells: list[Cell] = [c.cell for c in self._short(duty)] or [c.cell for c in duty.cells]
        return describe(cells, duty, self.assessment.catalogue.vocabulary)

    def _short(self, duty: DutyResult) -> tuple[CellResult, ...]:
        return self._repairer.short(duty)

    def _limits(self, provided: list[Edit], entry: RuleEntry) -> list[str]:
        """What the rules of a section are limited to where they fall short of what is provided for."""
        words = self.assessment.catalogue.vocabulary
        found: dict[str, None] = {}
        for cell in (c for edit in provided for c in self._short(self.assessment.duty(edit.duty))):
            for finding in cell.findings:
                if section_of(finding.entry) == section_of(entry):
                    scope = (s for s in finding.shortfalls if s.facet and words.is_scope(s.facet) and not s.exception)
                    found.update(dict.fromkeys(concept for s in scope for concept in s.found))
        return [self.writer.label(c) for c in found] if len(found) <= MOST_LIMITS else []

    def _label(self, duty: str) -> str:
        return division_label(self.assessment.instrument, duty)

    # Lodging ----------------------------------------------------------------------------------------------------

    def _lodge(self, edits: list[Edit]) -> str:
        allowed = lodging(self.assessment.catalogue, edits[0])
        # An edit may be made by hand, for an option that the treaty does not have.
        if allowed is None:
            return f"Lodge {edits[0].target}."
        under = article_label(allowed.value.under) if allowed.value.under else None
        articles = [article_label(Point.parse(edit.target).duty.duty) for edit in edits]
        return say.lodge(allowed.value.how, under, articles, self.permitted(allowed.value))

    def permitted(self, allowed: Narrowing | Waiver) -> str:
        """What a declaration or reservation would limit or leave out; nothing where it leaves out the whole duty."""
        if allowed.text:
            return allowed.text.rstrip(".")
        if isinstance(allowed, Waiver):
            cells = sorted(allowed.cells.items())
            parts = [f"{self.writer.facet(f)} ({self.writer.labels(sorted(concepts))})" for f, concepts in cells]
            return f"leave out, as to {' and '.join(parts)}" if parts else ""
        facet = self.writer.facet(allowed.facet)
        if allowed.exclude:
            return f"leave out, as to {facet}, {self.writer.labels(sorted(allowed.exclude))}"
        return f"limit {facet} to {self.writer.labels(sorted(allowed.limit_to))}" if allowed.limit_to else ""


def _cited_whole(entry: RuleEntry) -> str:
    """The citation of the section in which a rule stands."""
    section = entry.rule.model_copy(update={"id": entry.section.section})
    return cite_rule(RuleEntry(entry.act, entry.section, section))
