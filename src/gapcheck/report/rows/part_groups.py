"""The parts of a duty told together: those with the same result, rule and shortfalls share a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gapcheck.engine.cells import Cell
from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.cell_groups import describe
from gapcheck.report.rows.cells import CellRow
from gapcheck.report.rows.duties import DutyRow
from gapcheck.wording.words import capital


@dataclass(frozen=True)
class PartGroup:
    """Parts of one duty that stand alike; ``label`` tells what sets them apart from the others."""

    label: str
    parts: tuple[CellRow, ...]

    @property
    def first(self) -> CellRow:
        """A part that stands for the others."""
        return self.parts[0]

    @property
    def shared(self) -> tuple[str, ...]:
        """What all of them describe; that in which they differ is in their label."""
        return tuple(e for e in self.first.elements if all(e in part.elements for part in self.parts))


def part_groups(assessment: InstrumentResult, rows: tuple[DutyRow, ...]) -> Mapping[str, tuple[PartGroup, ...]]:
    """The parts of each duty (``16(1)``) in groups, in the order in which they first come."""
    words, judged = assessment.catalogue.vocabulary, {d.full.duty.id: d for d in assessment.duties}
    found = {}
    for row in rows:
        result = judged[row.duty]
        groups: dict[CellRow, list[tuple[CellRow, Cell]]] = {}
        for part, cell in zip(row.cells, result.cells, strict=True):
            groups.setdefault(replace(part, label="", elements=()), []).append((part, cell.cell))
        found[row.duty] = tuple(
            PartGroup(capital(describe([cell for _, cell in alike], result, words)), tuple(part for part, _ in alike))
            for alike in groups.values()
        )
    return found
