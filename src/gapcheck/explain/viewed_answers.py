"""What our view of the questions leaves out of a duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.results import CellResult
from gapcheck.engine.rules_of_cell import hopeful
from gapcheck.explain.duty_parts import DutyParts
from gapcheck.model.question import Question


@dataclass(frozen=True, eq=False)
class ViewedAnswers(DutyParts):
    """The parts of one duty, and the questions whose view leaves some of them out."""

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
            # The rule that would cover it if its doubts went the State's way, or else the best one.
            finding = hopeful(cell) or cell.best
            against = [s.point for s in finding.shortfalls if not self.writer.won(s.point)] if finding else []
            questions = {q.id: None for q in map(self.writer.question, against) if q is not None}
            if questions:
                found.setdefault(tuple(questions), []).append(cell)
        return {tuple(asked[q] for q in ids): cells for ids, cells in found.items()}
