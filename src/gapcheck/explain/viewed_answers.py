"""What answers a duty as the questions are viewed, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.results import CellResult
from gapcheck.explain import duty_sentences as say
from gapcheck.explain.cell_groups import CellGroup, SharedShortfall, sets_apart, shared_shortfalls, stated
from gapcheck.explain.duty_parts import DutyParts
from gapcheck.explain.question_sentences import named
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.rules import named_law

MOST_PARTS = 2
"""For how many rules it is told which part each of them answers; of more, that they answer parts."""


@dataclass(frozen=True, eq=False)
class ViewedAnswers(DutyParts):
    """What our view makes of the parts of one duty."""

    def answers(self) -> Iterator[str]:
        """The rules that answer the duty as the questions are viewed: all of it in one sentence, or its parts."""
        answered = [g for g in self.groups if g.answered and g.first.waiver is None]
        by_rule = [g for g in answered if g.first.best and g.first.best.ends.view_low >= Outcome.COVERS_BY_POSITION]
        parts: dict[str, list[CellResult]] = {}
        for group in by_rule:
            if group.first.best is not None:
                parts.setdefault(named_law(group.first.best.entry), []).extend(group.cells)
        if parts and len(by_rule) == len(self.groups):
            yield say.answered_by(merge_citations(parts), merge_citations(self._supporting(by_rule, parts)))
        elif len(parts) > MOST_PARTS:
            yield say.parts_answered_by(merge_citations(parts))
        else:
            yield from (say.covers_part(cited, self._describe(cells)) for cited, cells in parts.items())
        reserved = [cell for group in answered if group not in by_rule for cell in group.cells]
        if reserved:
            asked = self._reservations()
            yield say.reserved(named(asked), self._describe(reserved), signed=_signed(asked))

    def _reservations(self) -> tuple[Question, ...]:
        """The questions on whether New Zealand made a reservation that takes parts of the duty away."""
        asked = (self.writer.question(waiver.key) for waiver in self.duty.full.waives)
        return tuple(question for question in asked if question is not None)

    @staticmethod
    def _supporting(groups: Iterable[CellGroup], cited: Iterable[str]) -> list[str]:
        """The rules that those of the groups rely on, but for themselves."""
        own = set(cited)
        others = dict.fromkeys(named_law(e) for g in groups if g.first.best for e in g.first.best.relies_on)
        return [other for other in others if other not in own]

    def lacks(self) -> Iterator[str]:
        """What is not answered as the questions are viewed: for sure, by a question, or in a doubt that is in none."""
        missing = [c for g in self.groups if not g.answered for c in g.cells]
        nearest = [(cell, _nearest(cell)) for cell in missing]
        shared = shared_shortfalls((cell, f.shortfalls) for cell, f in nearest if f)
        plain = [s for s in shared if not self._asked_about(s.shortfall)]
        yield from self._gives_none(plain)
        yield from (self._shortfall(s, cured=False) for s in plain if not self._wholly_missing(s))
        for questions, cells in self._left_out.items():
            yield f"{self._why_left_out(questions)}: {self._describe(cells)}."
        if unreached := [cell for cell, finding in nearest if finding is None]:
            yield say.nothing_reaches(self.writer.no_rule(self.duty.full), self._describe(unreached))

    def _asked_about(self, shortfall: Shortfall) -> bool:
        """Whether a question tells of a shortfall, or our view or a reading takes it away."""
        return self.writer.question(shortfall.point) is not None or self.writer.won(shortfall.point)

    def _wholly_missing(self, shared: SharedShortfall) -> bool:
        shortfall = shared.shortfall
        return shortfall.type == "missing" and not shortfall.found and stated(shortfall, self.duty.full)

    def _gives_none(self, plain: Iterable[SharedShortfall]) -> Iterator[str]:
        """What a rule lacks wholly for the same cells, in one sentence."""
        alike: dict[object, list[SharedShortfall]] = {}
        for shared in filter(self._wholly_missing, plain):
            same = shared.shortfall.rule, tuple(cell.cell for cell in shared.cells)
            alike.setdefault(same, []).append(shared)
        for first, *others in alike.values():
            if not others:
                yield self._shortfall(first, cured=False)
                continue
            opening = self._opening(first.cells, whole=not sets_apart(first, self.duty))
            wanted = [self.writer.labels(s.shortfall.wanted, s.word) for s in (first, *others)]
            entry = self.writer.in_force[first.shortfall.rule or ""]
            yield f"{opening}{say.gives_none(cite_rule(entry), self.writer.noun, wanted)}"

    def _why_left_out(self, questions: tuple[Question, ...]) -> str:
        if all(map(self.writer.read, questions)):
            return say.left_out_on_reading(named(questions), self.writer.on_reading)
        settled = all(question.view == "fails" for question in questions)
        return say.left_out(named(questions), settled=settled, signed=_signed(questions))

    @property
    def viewed_against(self) -> tuple[Question, ...]:
        """The questions whose view leaves a part of the duty out; not those that a reading settles."""
        told = dict.fromkeys(q.id for questions in self._left_out for q in questions if not self.writer.read(q))
        return tuple(self._assessment.catalogue.questions[question] for question in told)

    @cached_property
    def _left_out(self) -> Mapping[tuple[Question, ...], list[CellResult]]:
        """The cells that are not answered because of how questions are viewed, by these questions."""
        found: dict[tuple[str, ...], list[CellResult]] = {}
        asked = self._assessment.catalogue.questions
        for cell in (c for g in self.groups if not g.answered for c in g.cells):
            finding = _nearest(cell)
            against = [s.point for s in finding.shortfalls if not self.writer.won(s.point)] if finding else []
            questions = {q.id: None for q in map(self.writer.question, against) if q is not None}
            if questions:
                found.setdefault(tuple(questions), []).append(cell)
        return {tuple(asked[q] for q in ids): cells for ids, cells in found.items()}


def _signed(questions: Iterable[Question]) -> bool:
    """Whether a review signed the answer to one of the questions."""
    return any(isinstance(question, SignedQuestion) for question in questions)


def _nearest(cell: CellResult) -> Finding | None:
    """The rule that would cover a cell if its doubts went New Zealand's way, or else the best one."""
    hopeful = (f for f in cell.findings if f.high >= Outcome.COVERS_BY_POSITION)
    return next(hopeful, cell.best)
