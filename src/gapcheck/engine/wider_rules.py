"""In what the best rules for a duty are wider than the treaty asks, as values; ``explain.wider_law`` tells it.

Only what is materially wider counts. A rule that reaches more than one cell, but nothing that the article does not ask
for in another, goes beyond the cell and not beyond the treaty; a rule with another condition in place of the treaty's
is not wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gapcheck.engine.relation import Wider, WiderType, wider
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.model.law import RuleEntry

_PLAINEST: tuple[WiderType, ...] = ("broader", "also", "overlaps", "silent", "exceeds")


@dataclass(frozen=True)
class WiderGroup:
    """One way in which the rules for several cells of a duty go beyond the treaty; ``word`` joins what the cells asked
    for.
    """

    items: tuple[Wider, ...]
    asked: tuple[str, ...]
    word: str

    @property
    def first(self) -> Wider:
        """An item that stands for the others: they have the same type and facet, and find the same."""
        return self.items[0]

    @property
    def entries(self) -> tuple[RuleEntry, ...]:
        """The rules that go beyond the treaty in this way."""
        return tuple({i.entry.identity: i.entry for i in self.items}.values())


def goes_beyond(assessment: InstrumentResult, duty: DutyResult, cell: CellResult) -> tuple[Wider, ...]:
    """In what the best rule for a cell is wider than the treaty asks, by facet; nothing where no rule reaches it."""
    return _wider(assessment, cell, _asked(assessment, duty), elsewhere=False)


def cells_go_beyond(assessment: InstrumentResult, duty: DutyResult) -> tuple[tuple[Wider, ...], ...]:
    """The same for each cell of a duty."""
    asked = _asked(assessment, duty)
    return tuple(_wider(assessment, cell, asked, elsewhere=False) for cell in duty.cells)


def asked_elsewhere(assessment: InstrumentResult, duty: DutyResult, cell: CellResult) -> tuple[Wider, ...]:
    """In what the best rule goes beyond the cell, but not beyond the treaty: another part of it asks for that."""
    return _wider(assessment, cell, _asked(assessment, duty), elsewhere=True)


def _wider(
    assessment: InstrumentResult, cell: CellResult, asked: Mapping[str, set[str]], *, elsewhere: bool
) -> tuple[Wider, ...]:
    if cell.best is None:
        return ()
    words = assessment.catalogue.vocabulary
    items: list[Wider] = []
    for item in wider(words, cell.cell, cell.best):
        if item.type == "instead":
            continue
        if item.type in ("silent", "exceeds"):
            # What has no concepts (no condition, a quantity) cannot be asked for by another part of the article.
            items += [] if elsewhere else [item]
        elif concepts := tuple(c for c in item.found if words.within_any(c, asked.get(item.facet, ())) is elsewhere):
            items.append(replace(item, found=concepts))
    return tuple(items)


def _asked(assessment: InstrumentResult, duty: DutyResult) -> dict[str, set[str]]:
    """What the article asks for in each facet, in all its duties of the same kind."""
    asked: dict[str, set[str]] = {}
    for other in assessment[duty.full.article].duties:
        if other.full.duty.kind == duty.full.duty.kind:
            for element in other.full.elements:
                asked.setdefault(element.facet, set()).update(element.concepts)
    return asked


def duty_goes_beyond(assessment: InstrumentResult, duty: DutyResult) -> tuple[WiderGroup, ...]:
    """What goes beyond the treaty in the best rules for a duty, once for all the cells that share it."""
    return told_once(cells_go_beyond(assessment, duty))


def told_once(cells: Iterable[Iterable[Wider]]) -> tuple[WiderGroup, ...]:
    """The same of what the rules for each cell are wider in."""
    alike: dict[object, list[Wider]] = {}
    for item in sorted(_told_plainest(cells), key=lambda i: (i.facet, i.entry.order)):
        alike.setdefault((item.type, item.facet, item.found), []).append(item)
    return tuple(grouped(items) for items in alike.values())


def _told_plainest(cells: Iterable[Iterable[Wider]]) -> list[Wider]:
    """The items of all cells; what a rule reaches is kept for the cells of which it is told most plainly.

    A concept may be broader than what one cell asks for and overlap what another does.
    """
    plainest: dict[object, dict[Wider, None]] = {}
    for item in sorted((i for items in cells for i in items), key=lambda i: _PLAINEST.index(i.type)):
        same = plainest.setdefault((item.entry.identity, item.facet, item.found), {})
        if not same or next(iter(same)).type == item.type:
            same[item] = None
    return [item for same in plainest.values() for item in same]


def grouped(items: Iterable[Wider]) -> WiderGroup:
    """Items of the same type and facet that find the same, as one."""
    every = tuple(items)
    lists = {item.asked for item in every}
    # One list shared by all cells is an `any` list; otherwise each cell asks for something of its own.
    word = "or" if len(lists) == 1 else "and"
    return WiderGroup(every, tuple(sorted({concept for each in lists for concept in each})), word)
