"""The law of a day with a few edits made: judged anew only where the edits can tell.

Edits add to the law: a rule that they amend reaches whatever it reached before. So a cell that no rule they change
reaches stands as it did, and one that they do reach is held against these rules alone, unless what was best there
before is theirs and became worse (a quantity that was set).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import apply_reform, law_of
from gapcheck.engine.assessment import Judge, combined_verdict
from gapcheck.engine.cell_reach import NOTHING, CellReach
from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage, supports
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Outcome
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import CellResult, DutyResult, End, InstrumentResult, Verdict
from gapcheck.engine.rule_masks import RuleMasks, numbers
from gapcheck.model.ids import RuleId
from gapcheck.model.law import RuleEntry, StatuteFile
from gapcheck.model.treaty import JUDGED, FullDuty
from gapcheck.repair.edits import Edit, as_reform, changes_rule

_ENOUGH = Outcome.COVERS_BY_POSITION


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
    def entries(self) -> Mapping[str, RuleEntry]:
        """The rules in force."""
        return {entry.key: entry for entry in self.judge.coverage.rules}

    @cached_property
    def givers(self) -> tuple[RuleEntry, ...]:
        """The rules in force that give their guarantees to others as well."""
        return tuple(e for e in self.judge.coverage.rules if e.rule.supports is not None)

    def amended(self, edits: frozenset[Edit]) -> AmendedLaw:
        """The law with the edits made, as a reform would make them."""
        day = self.assessment.as_at
        proposal = as_reform(self.assessment.catalogue, edits, day, "repair", "A repair")
        # The law of the day is laid out once for all, so the proposal need not ask for it again.
        here = proposal.model_copy(update={"reform": proposal.reform.model_copy(update={"over": None})})
        after = apply_reform(self._touched_by(edits), here)
        touched = {e.target for e in edits if e.sort in ("widen", "give", "set")}
        changed = tuple(e for e in after.rules_in_force(day) if e.key in touched or e.key not in self.entries)
        lodged = frozenset(e.target for e in edits if e.sort == "lodge")
        coverage = self.judge.coverage
        positions = Positions.settle(after.exercised_by(day), coverage.opinion) if lodged else coverage.positions
        return AmendedLaw(self, changed, lodged, positions)

    def _touched_by(self, edits: Iterable[Edit]) -> Catalogue:
        """The catalogue with those sections alone that the edits change, which a reform is laid over in no time."""
        numbered: dict[str, set[int]] = {}
        for edit in edits:
            made = changes_rule(self.assessment.catalogue, edit)
            if made is not None:
                # What an edit adds needs the Act alone.
                numbered.setdefault(RuleId.parse(made).act, set()).update(self._sections_of.get(made, ()))
        files = []
        for act, sections in sorted(numbered.items()):
            file = self._files[act]
            files.append(file.model_copy(update={"sections": tuple(file.sections[n] for n in sorted(sections))}))
        return self.catalogue.with_law(tuple(files), self.catalogue.contents.positions, self.catalogue.version)

    @cached_property
    def _files(self) -> Mapping[str, StatuteFile]:
        return {file.act.id: file for file in self.catalogue.contents.statutes}

    @cached_property
    def _sections_of(self) -> Mapping[str, list[int]]:
        """The places in an Act of the sections that hold a rule, by the id of the rule."""
        found: dict[str, list[int]] = {}
        for act, file in self._files.items():
            for number, section in enumerate(file.sections):
                for rule in section.rules:
                    found.setdefault(f"{act}:{rule.id}", []).append(number)
        return found


@dataclass(frozen=True)
class AmendedLaw:
    """The law with edits made: ``changed`` are the rules that they amend or add, in their new form; ``lodged`` the
    narrowings and waivers that they lodge, and ``positions`` all that are lodged then.
    """

    before: LawOfTheDay
    changed: tuple[RuleEntry, ...]
    lodged: frozenset[str]
    positions: Positions

    def low(self, result: DutyResult) -> End:
        """What a duty, judged on the law before, comes to on the law after, at its low end."""
        return self._verdict(result).ends.low

    def covering(self, full: FullDuty, cell: Cell, asked: Callable[[str], object]) -> Iterator[RuleEntry]:
        """Those of the rules that changed that cover a cell, of those that are ``asked`` for by their id."""
        reach = CellReach(self._masks, full, cell)
        fitting = ((number, self.changed[number]) for number in numbers(reach.fitting))
        for number, entry in fitting:
            if asked(entry.key) and (reach.sure >> number & 1 or self._test(full, cell, entry).low >= _ENOUGH):
                yield entry

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(e.key for e in self.changed)

    @cached_property
    def _coverage(self) -> Coverage:
        """The rules that changed, with those that may give them something."""
        before = self.before.judge.coverage
        givers = (e for e in self.before.givers if e.key not in self._keys)
        rules = (*givers, *self.changed)
        return Coverage(before.vocabulary, rules, self.positions, before.opinion, before._conditions)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._coverage, self.before.judge.day)

    @cached_property
    def _once_lodged(self) -> Judge:
        """The judge of the law before, after what is lodged."""
        coverage = self.before.judge.coverage
        return Judge(coverage.with_opinion(self.positions, coverage.opinion), self.before.judge.day)

    @cached_property
    def _receivers(self) -> tuple[RuleEntry, ...]:
        """The rules, otherwise the same, to which one that changed gives its guarantees."""
        givers = [e for e in self.changed if e.rule.supports is not None]
        if not givers:
            return ()
        others = (e for e in self.before.judge.coverage.rules if e.key not in self._keys)
        return tuple(e for e in others if any(supports(g, e) for g in givers))

    @cached_property
    def _again(self) -> frozenset[str]:
        """The rules of the law before of which nothing can be said any more."""
        return self._keys | {e.key for e in self._receivers}

    def _verdict(self, result: DutyResult) -> Verdict:
        """The verdict on a duty on the law after."""
        if result.full.duty.force not in JUDGED:
            return result.verdict
        if result.followed:
            return combined_verdict([replace(other, verdict=self._followed(other)) for other in result.followed])
        return self._judge.verdict(result.full, (self._ends(result.full, cell) for cell in result.cells))

    def _followed(self, result: DutyResult) -> Verdict:
        """The verdict on a duty that others follow, which each of these asks for."""
        if result.id not in self._judged:
            self._judged[result.id] = self._verdict(result)
        return self._judged[result.id]

    @cached_property
    def _judged(self) -> dict[str, Verdict]:
        return {}

    def _ends(self, full: FullDuty, cell: CellResult) -> Ends[Outcome]:
        """How a cell stands by the rules that changed and those that did not."""
        if not self.lodged.isdisjoint(_options(full)):
            cell = self._once_lodged.cell(full, cell.cell)
        best = None if cell.best is None or cell.best.entry.key in self._again else cell.best
        if best is not None and best.low is Outcome.COVERS:
            return cell.ends
        reach, receiving = CellReach(self._masks, full, cell.cell), list(self._receiving(full, cell.cell))
        if not reach.near and not receiving:
            return cell.ends
        found = [NOTHING if best is None else best.ends]
        found += (self._test(full, cell.cell, entry) for entry in receiving)
        found.append(reach.by(reach.near, lambda number: self._test(full, cell.cell, self.changed[number])).ends)
        reached = Ends.combined(found, max)
        if any(now < then for now, then in zip(reached, cell.ends, strict=True)):
            # Only then may another rule do more than these: none did more than the cell came to.
            others = (f.ends for f in cell.others if f.entry.key not in self._again)
            reached = Ends.combined((reached, *others), max)
        return self._judge.ends(full, cell.cell, reached)

    def _test(self, full: FullDuty, cell: Cell, entry: RuleEntry) -> Ends[Outcome]:
        """How far a rule reaches a cell that is not silent there."""
        finding = self._coverage.test_reaching(full, cell, entry)
        return NOTHING if finding is None else finding.ends

    def _receiving(self, full: FullDuty, cell: Cell) -> Iterator[RuleEntry]:
        """The rules that are given something else than before and may reach a cell."""
        anchor = self._coverage.vocabulary.kinds[full.duty.kind].anchor
        of_kind = (e for e in self._receivers if e.rule.kind == full.duty.kind)
        return (e for e in of_kind if not self._masks.is_silent(cell, e, anchor))

    @cached_property
    def _masks(self) -> RuleMasks:
        return RuleMasks(self._coverage.vocabulary, self.changed, self.before.givers)


def _options(full: FullDuty) -> Iterator[str]:
    """The narrowings and waivers that a duty allows, by their ids."""
    yield from (allowed.key for allowed in full.allows)
    yield from (allowed.key for allowed in full.waives)
