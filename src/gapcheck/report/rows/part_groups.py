"""The parts of a duty told together: those with the same result, rule and shortfalls share a row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gapcheck.report.rows.cells import CellRow
from gapcheck.report.rows.duties import DutyRow


@dataclass(frozen=True)
class PartGroup:
    """Parts of one duty that stand alike."""

    cells: tuple[CellRow, ...]

    @property
    def first(self) -> CellRow:
        """A part that stands for the others."""
        return self.cells[0]

    @property
    def labels(self) -> tuple[str, ...]:
        """What each of them is about, once each."""
        return tuple(dict.fromkeys(cell.label for cell in self.cells))

    @property
    def shared(self) -> tuple[str, ...]:
        """What all of them describe; that in which they differ is in their labels."""
        return tuple(e for e in self.first.elements if all(e in cell.elements for cell in self.cells))


def part_groups(duty: DutyRow) -> tuple[PartGroup, ...]:
    """The parts of a duty in groups, in the order in which they first come."""
    groups: dict[CellRow, list[CellRow]] = {}
    for cell in duty.cells:
        groups.setdefault(replace(cell, label="", elements=()), []).append(cell)
    return tuple(PartGroup(tuple(cells)) for cells in groups.values())
