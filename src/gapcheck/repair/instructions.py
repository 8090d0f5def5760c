"""Edits told as drafting instructions: ``Search and Surveillance Act 2012, s 70: extend ... to ...``, and as a reform
file.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.sentences import Teller, place
from gapcheck.model.law import ReformFile, RuleEntry
from gapcheck.model.treaty import Narrowing, Waiver
from gapcheck.repair.edits import Edit, home
from gapcheck.repair.repairs import lodging
from gapcheck.wording.citation import PRACTICE, article_label, cite_rule

LODGING = "Declarations and reservations"


class Drafter:
    """Words for the edits of one assessment."""

    def __init__(self, assessment: InstrumentResult) -> None:
        self.assessment = assessment
        self.teller = Teller(assessment)

    @cached_property
    def _rules(self) -> dict[str, RuleEntry]:
        return dict(self.teller.in_force)

    def act(self, edit: Edit) -> str:
        """The Act in which an edit is made; lodging is told apart."""
        if edit.sort == "lodge":
            return LODGING
        if edit.sort == "enact":
            return self.teller.act(home(self.assessment.catalogue, self.assessment.catalogue.duty(edit.target)))
        return self._rules[edit.target].act.title

    def instruction(self, edit: Edit) -> str:
        """One edit as a drafting instruction, with the place in the Act."""
        if edit.sort == "lodge":
            return self._lodge(edit)
        if edit.sort == "enact":
            full = self.assessment.catalogue.duty(edit.target)
            outside = home(self.assessment.catalogue, full) == PRACTICE
            what = "put a measure in place" if outside else "enact a provision"
            return f"{self.act(edit)}: {what} for {article_label(full.duty.id)}. {full.duty.text}"
        entry = self._rules[edit.target]
        return f"{cite_rule(entry)}: {self._amend(edit, entry)}."

    def _amend(self, edit: Edit, entry: RuleEntry) -> str:
        facet, concept = self.teller.facet(edit.facet or None), self.teller.labels([edit.concept])
        now = self.teller.labels(sorted({c for x in entry.rule.conditions if x.facet == edit.facet for c in x.any}))
        if edit.sort == "widen":
            return f"extend it, as to {facet}, from {now} to {concept} as well"
        if edit.sort == "give":
            return f"provide, as to {facet}, for {concept}"
        if edit.sort == "set":
            return f"set the {facet} at {_quantity(edit.quantity)}"
        if edit.sort == "drop":
            return f"leave out the limit as to {facet} ({now})"
        exception = next(x for x in entry.rule.exceptions if x.section == edit.concept)
        return f"remove the exception in {place(edit.concept)} ({exception.text.rstrip('.')})"

    def _lodge(self, edit: Edit) -> str:
        allowed = lodging(self.assessment.catalogue, edit)
        if allowed is None:
            return f"Lodge {edit.target}."
        under = f" under {article_label(allowed.value.under)}" if allowed.value.under else ""
        duty = article_label(edit.target.partition(":")[2].partition("#")[0])
        what = self.permitted(allowed.value)
        return f"Lodge a {allowed.value.how}{under} on {duty}{': ' if what else ''}{what}."

    def permitted(self, allowed: Narrowing | Waiver) -> str:
        """What a declaration or reservation would limit or leave out; nothing where it leaves out the whole duty."""
        if allowed.text:
            return allowed.text.rstrip(".")
        if isinstance(allowed, Waiver):
            parts = [
                f"{self.teller.facet(f)} ({self.teller.labels(sorted(c))})" for f, c in sorted(allowed.cells.items())
            ]
            return f"leave out, as to {' and '.join(parts)}" if parts else ""
        facet = self.teller.facet(allowed.facet)
        if allowed.exclude:
            return f"leave out, as to {facet}, {self.teller.labels(sorted(allowed.exclude))}"
        return f"limit {facet} to {self.teller.labels(sorted(allowed.limit_to))}" if allowed.limit_to else ""

    def by_act(self, edits: Iterable[Edit]) -> dict[str, list[Edit]]:
        """Edits by the Act in which they are made, lodging first."""
        found: dict[str, list[Edit]] = {}
        for edit in sorted(edits):
            found.setdefault(self.act(edit), []).append(edit)
        return {act: found[act] for act in sorted(found, key=lambda a: (a != LODGING, a))}


def _quantity(text: str) -> str:
    amount, _, unit = text.partition(" ")
    return f"{amount} {unit}{'' if amount == '1' else 's'}"


def reform_as_yaml(reform: ReformFile, instructions: Iterable[str]) -> str:
    """A reform as the text of a file for ``nz_statutes/reforms/``, under its drafting instructions as comments."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes a value out each time: files may hold no aliases."""

        def ignore_aliases(self, *_: Any) -> bool:
            return True

    head = "".join(f"# {' '.join(line.split())}\n" for line in instructions)
    plain = reform.model_dump(by_alias=True, exclude_defaults=True)
    return head + yaml.dump(plain, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)
