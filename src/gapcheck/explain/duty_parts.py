"""What is said of one duty is said of its parts: the parts told together, what they lack, and their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.explain.cell_groups import (
    CellGroup,
    SharedShortfall,
    describe,
    group_cells,
    sets_apart,
    shared_shortfalls,
)
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.wording.words import capital


@dataclass(frozen=True, eq=False)
class DutyParts:
    """The parts of one duty, and how they are named."""

    writer: SentenceWriter
    duty: DutyResult

    @property
    def _assessment(self) -> InstrumentResult:
        return self.writer.assessment

    @cached_property
    def groups(self) -> tuple[CellGroup, ...]:
        """The cells told together."""
        return group_cells(self.duty)

    @cached_property
    def shortfalls(self) -> tuple[SharedShortfall, ...]:
        """The shortfalls of the cells that are not covered."""
        return shared_shortfalls((c, c.best.shortfalls) for g in self._short for c in g.cells if c.best)

    @property
    def _short(self) -> list[CellGroup]:
        return [g for g in self.groups if not g.covered]

    @property
    def _excused(self) -> tuple[SharedShortfall, ...]:
        """The shortfalls that a narrowing excuses, in cells that no waiver has removed."""
        return shared_shortfalls((c, c.best.excused) for c in self.duty.cells if c.best and c.waiver is None)

    def _describe(self, cells: Iterable[CellResult]) -> str:
        plain: list[Cell] = [c.cell for c in cells]
        return describe(plain, self.duty, self._assessment.catalogue.vocabulary)

    def _opening(self, cells: Iterable[CellResult], *, whole: bool) -> str:
        """What a sentence is about, as its opening; nothing when it is the whole duty."""
        return "" if whole else f"{capital(self._describe(cells))}: "

    def _shortfall(self, shared: SharedShortfall, *, cured: bool = True) -> str:
        opening = self._opening(shared.cells, whole=not sets_apart(shared, self.duty))
        return f"{opening}{self.writer.shortfall(shared.shortfall, shared.word, self.duty.full, cured=cured)}"
