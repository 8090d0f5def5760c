"""The law of a day with a few edits made: judged anew only where the edits can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import apply_reform, law_of
from gapcheck.engine.assessment import Judge, following
from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage, supports
from gapcheck.engine.findings import Finding
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.engine.rule_masks import RuleMasks, numbers
from gapcheck.model.law import RuleEntry, StatuteFile
from gapcheck.model.treaty import JUDGED, FullDuty
from gapcheck.repair.edits import Edit, as_reform, home


@dataclass(frozen=True)
class LawOfTheDay:
    """The law of an assessment, under one opinion, over which edits are laid."""

    assessment: InstrumentResult
    judge: Judge

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue with the law of the day alone."""
        return law_of(self.assessment.catalogue, self.assessment.as_at)

    @cached_property
    def files(self) -> Mapping[str, StatuteFile]:
        """The Acts of the day."""
        return {file.act.id: file for file in self.catalogue.contents.statutes}

    @cached_property
    def entries(self) -> Mapping[str, RuleEntry]:
        """The rules in force."""
        return {entry.key: entry for entry in self.judge.coverage.rules}

    def amended(self, edits: Iterable[Edit]) -> AmendedLaw:
        """The law with the edits made, as a reform would make them."""
        every = frozenset(edits)
        small = self._acts_touched(every)
        day = self.assessment.as_at
        proposal = as_reform(self.assessment.catalogue, every, day, "repair", "A repair")
        # The law of the day is laid out once for all, so the proposal need not ask for it again.
        here = proposal.model_copy(update={"reform": proposal.reform.model_copy(update={"over": None})})
        after = apply_reform(small, here)
        touched = {e.target for e in every if e.sort in ("widen", "give", "set")}
        known = self.entries.keys()
        changed = tuple(e for e in after.rules_in_force(day) if e.key in touched or e.key not in known)
        lodged = after if any(e.sort == "lodge" for e in every) else None
        return AmendedLaw(self, changed, lodged)

    def _acts_touched(self, edits: Iterable[Edit]) -> Catalogue:
        """The catalogue with those Acts alone that the edits change, which a reform is laid over in no time."""
        acts = set()
        for edit in edits:
            if edit.sort == "enact":
                acts.add(home(self.assessment.catalogue, self.assessment.catalogue.duty(edit.target)))
            elif edit.sort != "lodge":
                acts.add(self.entries[edit.target].act.id)
        files = tuple(self.files[act] for act in sorted(a for a in acts if a is not None))
        return self.catalogue.with_law(files, self.catalogue.contents.positions, self.catalogue.version)


@dataclass(frozen=True)
class AmendedLaw:
    """The law with edits made: ``changed`` are the rules that they amend or add, in their new form."""

    before: LawOfTheDay
    changed: tuple[RuleEntry, ...]
    lodged: Catalogue | None

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(e.key for e in self.changed)

    @cached_property
    def judge(self) -> Judge:
        """The judge of the law before, over the rules after."""
        coverage = self.before.judge.coverage
        rules = (*(e for e in coverage.rules if e.key not in self._keys), *self.changed)
        positions = coverage.positions
        if self.lodged is not None:
            exercised = self.lodged.exercised_by(self.before.assessment.as_at)
            positions = Positions.settle(exercised, coverage.opinion)
        made = Coverage(coverage.vocabulary, rules, positions, coverage.opinion, coverage._conditions)
        return Judge(made, self.before.judge.day)

    @cached_property
    def _receivers(self) -> frozenset[str]:
        """The rules to which a changed rule gives its guarantees."""
        givers = [e for e in self.changed if e.rule.supports is not None]
        return frozenset(e.key for e in self.judge.coverage.rules if any(supports(g, e) for g in givers))

    def duty(self, result: DutyResult) -> DutyResult:
        """A duty, judged on the law before, judged on the law after."""
        if result.full.duty.force not in JUDGED:
            return result
        if result.followed:
            return following(result.full, tuple(map(self._followed, result.followed)))
        return self.judge.verdict(result.full, tuple(self._cell(result, cell) for cell in result.cells))

    def _followed(self, result: DutyResult) -> DutyResult:
        """A duty that others follow, which each of these asks for."""
        if result.id not in self._judged:
            self._judged[result.id] = self.duty(result)
        return self._judged[result.id]

    def _cell(self, result: DutyResult, cell: CellResult) -> CellResult:
        """A cell over the findings that still stand, and the rules that are new or otherwise."""
        full, coverage, again = result.full, self.judge.coverage, self._again
        stale: list[Finding] = []
        standing: list[Finding] = []
        for finding in cell.findings:
            (stale if self.lodged is not None or finding.entry.key in again else standing).append(finding)
        entries = [f.entry for f in stale if f.entry.key not in self._keys]
        entries += self.reaching(full, cell.cell)
        tested = (coverage.test_reaching(full, cell.cell, entry) for entry in entries)
        return self.judge.weigh(full, cell.cell, [*standing, *(f for f in tested if f is not None)])

    def reaching(self, full: FullDuty, cell: Cell) -> list[RuleEntry]:
        """Those of the rules that changed that are not disjoint from a cell, in their order."""
        return [self.changed[number] for number in numbers(self._masks.reaching(full.duty.kind, cell))]

    @cached_property
    def _judged(self) -> dict[str, DutyResult]:
        return {}

    @cached_property
    def _again(self) -> frozenset[str]:
        return self._keys | self._receivers

    @cached_property
    def _masks(self) -> RuleMasks:
        return RuleMasks(self.judge.coverage.vocabulary, self.changed)
