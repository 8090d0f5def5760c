"""Edits as drafting instructions: ``Search and Surveillance Act 2012, s 70: extend ... to ...``."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.ids import Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import Narrowing, Waiver
from gapcheck.repair import instruction_sentences as say
from gapcheck.repair.edits import Edit, home
from gapcheck.repair.repairs import lodging
from gapcheck.wording.citation import PRACTICE, article_label, cite_rule
from gapcheck.wording.rules import place

LODGING = "Declarations and reservations"


class Drafter:
    """Words for the edits of one assessment."""

    def __init__(self, assessment: InstrumentResult) -> None:
        self.assessment = assessment
        self.writer = SentenceWriter(assessment)

    def act(self, edit: Edit) -> str:
        """The Act in which an edit is made; lodging is told apart."""
        if edit.sort == "lodge":
            return LODGING
        if edit.sort == "enact":
            return self.writer.act(home(self.assessment.catalogue, self.assessment.catalogue.duty(edit.target)))
        return self.writer.in_force[edit.target].act.title

    def instruction(self, edit: Edit) -> str:
        """One edit as a drafting instruction, with the place in the Act."""
        if edit.sort == "lodge":
            return self._lodge(edit)
        if edit.sort == "enact":
            return self._enact(edit)
        entry = self.writer.in_force[edit.target]
        return say.amend(cite_rule(entry), self._amend(edit, entry))

    def _enact(self, edit: Edit) -> str:
        full = self.assessment.catalogue.duty(edit.target)
        article = article_label(full.duty.id)
        if home(self.assessment.catalogue, full) == PRACTICE:
            return say.put_in_place(self.act(edit), article, full.duty.text)
        return say.enact(self.act(edit), article, full.duty.text)

    def _amend(self, edit: Edit, entry: RuleEntry) -> str:
        facet, concept = self.writer.facet(edit.facet or None), self.writer.labels([edit.concept])
        conditions = [x for x in entry.rule.conditions if x.facet == edit.facet]
        now = self.writer.labels(sorted({concept for x in conditions for concept in x.any}))
        match edit.sort:
            case "widen":
                return say.extend(facet, now, concept)
            case "give":
                return say.provide(facet, concept)
            case "set":
                return say.set_at(facet, edit.quantity)
            case "drop":
                return say.leave_out(facet, now)
        exception = next(x for x in entry.rule.exceptions if x.section == edit.concept)
        return say.remove_exception(place(edit.concept), exception.text)

    def _lodge(self, edit: Edit) -> str:
        allowed = lodging(self.assessment.catalogue, edit)
        # An edit may be made by hand, for an option that the treaty does not have.
        if allowed is None:
            return f"Lodge {edit.target}."
        under = article_label(allowed.value.under) if allowed.value.under else None
        article = article_label(Point.parse(edit.target).duty.duty)
        return say.lodge(allowed.value.how, under, article, self.permitted(allowed.value))

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

    def by_act(self, edits: Iterable[Edit]) -> dict[str, list[Edit]]:
        """Edits by the Act in which they are made, lodging first."""
        acts: dict[str, list[Edit]] = {}
        for edit in sorted(edits):
            acts.setdefault(self.act(edit), []).append(edit)
        return {act: acts[act] for act in sorted(acts, key=lambda a: (a != LODGING, a))}
