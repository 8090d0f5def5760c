"""Edits as drafting instructions: ``Crimes Act 1961, s 216B: add a subsection for ..., as art 3 describes it``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding
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
from gapcheck.wording.words import join, small

LODGING = "Declarations and reservations"
MOST_LIMITS = 3
"""How many things a limit may name before it is left to the section to say them."""

Serves = Callable[[Edit], tuple[str, ...]]


@dataclass(frozen=True)
class Instruction:
    """What to tell a drafter of one section, or one thing to lodge or enact; ``serves`` are the full ids of duties."""

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
        duties = tuple(serves) or ((edit.duty,) if edit.duty else ())
        return self._told([edit], lambda _: duties)

    def instructions(self, edits: Iterable[Edit], serves: Serves) -> tuple[Instruction, ...]:
        """The edits as instructions, by Act: one for each section, however many duties it serves; lodging first."""
        places: dict[tuple[str, ...], list[Edit]] = {}
        for edit in sorted(edits, key=lambda e: (natural_key(e.target), e)):
            places.setdefault(self._place(edit), []).append(edit)
        ordered = sorted(places.items(), key=lambda p: self._order(p[0], p[1][0]))
        return tuple(self._instruction(same, serves) for _, same in ordered)

    def by_act(self, edits: Iterable[Edit], serves: Serves) -> dict[str, list[Instruction]]:
        """The instructions by the Act in which they are made, lodging first."""
        acts: dict[str, list[Instruction]] = {}
        for instruction in self.instructions(edits, serves):
            acts.setdefault(instruction.act, []).append(instruction)
        return acts

    def _place(self, edit: Edit) -> tuple[str, ...]:
        """What is told in one instruction: a section, the new section for an article, or a reservation.

        One reservation may limit several duties in the same words.
        """
        if edit.sort == "lodge":
            allowed = lodging(self.assessment.catalogue, edit)
            if allowed is None:
                return "", edit.target
            return "", allowed.value.how, allowed.value.under or "", self.permitted(allowed.value)
        if edit.sort == "enact":
            return self.act(edit), "new", self.assessment.catalogue.duty(edit.target).article
        return self.act(edit), "", section_of(self.writer.in_force[edit.target])[1]

    @staticmethod
    def _order(place: tuple[str, ...], first: Edit) -> tuple[object, ...]:
        """Lodging first, in the order of the duties; then by Act, amendments by section before new sections."""
        if not place[0]:
            return "", "", natural_key(first.target)
        return place[0], place[1], natural_key(place[2])

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
        provisions = [(duty.text, self._articles([duty.id])) for duty in duties]
        if self.act_id(edits[0]) == PRACTICE:
            return say.put_in_place(self.act(edits[0]), provisions)
        return say.enact(self.act(edits[0]), provisions)

    def _amend(self, edits: list[Edit], serves: Serves) -> str:
        entries = {e.target: self.writer.in_force[e.target] for e in edits}
        first = entries[edits[0].target]
        provided = [e for e in edits if e.sort == "provide"]
        changes = [*self._changes([e for e in edits if e.sort != "provide"], serves)]
        changes += self._provisions(provided, first)
        # A subsection is added to a section; two rules of it are told under the section too.
        whole = bool(provided) or len({cite_rule(entry) for entry in entries.values()}) > 1
        kept = say.stays(self._limits(provided, first)) if provided else ""
        return say.amend(_cited_whole(first) if whole else cite_rule(first), dict.fromkeys(changes), kept)

    def _changes(self, edits: list[Edit], serves: Serves) -> Iterable[str]:
        """What is widened, given and set, told once for the same articles."""
        alike: dict[tuple[str, str, str, tuple[str, ...], str], list[str]] = {}
        for edit in edits:
            told = edit.sort, edit.facet, edit.quantity, serves(edit), self._issue(edit)
            alike.setdefault(told, []).append(edit.concept)
        for (sort, facet, quantity, duties, issue), concepts in alike.items():
            asked = self._articles(DutyId.parse(key).duty for key in duties)
            labels = dict.fromkeys(map(self.writer.label, concepts))
            match sort:
                case "set":
                    yield say.set_at(self.writer.facet(facet), quantity, asked)
                case "widen":
                    yield say.extend(labels, asked)
                case _:
                    yield say.provide_for(labels, asked, issue)

    def _issue(self, edit: Edit) -> str:
        """The question that a guarantee answers, where the guarantee alone would not tell what is to be changed."""
        catalogue, kind = self.assessment.catalogue, self.writer.in_force[edit.target].rule.kind
        question = catalogue.asked.get(str(Point(edit.target, edit.facet)))
        if edit.sort != "give" or question is None or catalogue.vocabulary.kinds[kind].anchor == edit.facet:
            return ""
        return small(question.title)

    def _provisions(self, provided: list[Edit], entry: RuleEntry) -> Iterable[str]:
        """The subsections to add, told once for the articles that ask for the same."""
        words = self.assessment.catalogue.vocabulary
        alike: dict[tuple[str, ...], list[str]] = {}
        for edit in provided:
            alike.setdefault(self._left_out(self.assessment.duty(edit.duty), entry), []).append(edit.duty)
        part = "a part" if entry.act.id == PRACTICE else "a subsection"
        for concepts, duties in alike.items():
            articles = self._articles(DutyId.parse(duty).duty for duty in duties)
            if not concepts:
                duty = self.assessment.duty(duties[0])
                yield say.add_whole(describe([c.cell for c in duty.cells], duty, words), articles, part)
                continue
            told: dict[bool, dict[str, None]] = {True: {}, False: {}}
            for concept in concepts:
                told[words.is_scope(words.concepts[concept].facet)][self.writer.label(concept)] = None
            yield say.add_subsection(told[True], told[False], articles, part)

    def _left_out(self, duty: DutyResult, entry: RuleEntry) -> tuple[str, ...]:
        """The concepts of a duty, in the treaty's own terms, that the section leaves out; its anchor comes first."""
        words = self.assessment.catalogue.vocabulary
        anchor = words.kinds[duty.full.duty.kind].anchor
        wanted: dict[str, None] = {}
        for cell in self._repairer.short(duty):
            finding = _in_section(cell, entry)
            if finding is not None:
                concepts = [c for s in finding.shortfalls for c in s.wanted if c in words.concepts]
            else:
                concepts = self._unreached(cell.cell, duty, entry) or list(cell.cell.stated.get(anchor, ()))
            wanted.update(dict.fromkeys(concepts))
        return tuple(sorted(wanted, key=lambda c: words.concepts[c].facet != anchor))

    def _unreached(self, cell: Cell, duty: DutyResult, entry: RuleEntry) -> list[str]:
        """What a cell describes that no rule of a section speaks of at all."""
        words, kind = self.assessment.catalogue.vocabulary, duty.full.duty.kind
        inside = [e.rule for e in self.writer.in_force.values() if section_of(e) == section_of(entry)]
        rules = [rule for rule in inside if rule.kind == kind]
        found: list[str] = []
        for facet, concepts in cell.stated.items():
            spoken = [x.any for r in rules for x in r.conditions if x.facet == facet]
            if not words.is_scope(facet):
                spoken = [x.concepts for r in rules for x in r.gives if x.facet == facet]
            if spoken and not any(words.within_any(c, some) for c in concepts for some in spoken):
                found += concepts
        return found

    def _limits(self, provided: list[Edit], entry: RuleEntry) -> list[str]:
        """What the rules of a section are limited to where they fall short of what is provided for, by facet."""
        words = self.assessment.catalogue.vocabulary
        found: dict[str, dict[str, None]] = {}
        for cell in (c for edit in provided for c in self._repairer.short(self.assessment.duty(edit.duty))):
            finding = _in_section(cell, entry)
            for shortfall in finding.shortfalls if finding else ():
                if shortfall.facet and words.is_scope(shortfall.facet) and shortfall.exception is None:
                    found.setdefault(shortfall.facet, {}).update(dict.fromkeys(shortfall.found))
        if sum(map(len, found.values())) > MOST_LIMITS:
            return []
        return [self.writer.labels(concepts) for concepts in found.values()]

    def _articles(self, duties: Iterable[str]) -> str:
        """``art 3``, ``arts 3 and 4``: the places in the instrument."""
        labels = list(dict.fromkeys(division_label(self.assessment.instrument, duty) for duty in duties))
        if len(labels) < 2:
            return "".join(labels)
        noun = labels[0].partition(" ")[0]
        return f"{noun}s {join(label.partition(' ')[2] for label in labels)}"

    # Lodging ----------------------------------------------------------------------------------------------------

    def _lodge(self, edits: list[Edit]) -> str:
        allowed = lodging(self.assessment.catalogue, edits[0])
        # An edit may be made by hand, for an option that the treaty does not have.
        if allowed is None:
            return f"Lodge {edits[0].target}."
        under = article_label(allowed.value.under) if allowed.value.under else None
        articles = self._articles(Point.parse(edit.target).duty.duty for edit in edits)
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


def _in_section(cell: CellResult, entry: RuleEntry) -> Finding | None:
    """What the best rule of a section does for a cell."""
    return next((f for f in cell.findings if section_of(f.entry) == section_of(entry)), None)


def _cited_whole(entry: RuleEntry) -> str:
    """The citation of the section in which a rule stands."""
    section = entry.rule.model_copy(update={"id": entry.section.section})
    return cite_rule(RuleEntry(entry.act, entry.section, section))
