"""Cells told together: those with the same outcome, rule and shortfalls, named by what sets them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.model.treaty import FullDuty
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.wording.words import join

MOST_NAMED = 6
"""How many parts of a duty a sentence names before it counts the rest."""


@dataclass(frozen=True)
class SharedShortfall:
    """One shortfall with every cell that it leaves short; ``word`` joins what the cells wanted."""

    shortfall: Shortfall
    word: str
    cells: tuple[CellResult, ...]


@dataclass(frozen=True)
class CellGroup:
    """Cells of one duty that stand alike. ``whole`` says that they are all its cells."""

    cells: tuple[CellResult, ...]
    whole: bool

    @property
    def first(self) -> CellResult:
        """A cell that stands for the others."""
        return self.cells[0]

    @property
    def covered(self) -> bool:
        """Whether the cells are covered, outright or by position, with every arguable point lost."""
        return self.first.low >= Outcome.COVERS_BY_POSITION

    @property
    def arguable(self) -> bool:
        """Whether the cells are covered only if arguable points are won."""
        return not self.covered and self.first.high >= Outcome.COVERS_BY_POSITION

    @property
    def answered(self) -> bool:
        """Whether the cells are covered as the questions are viewed, with what stays open lost."""
        return self.first.ends.view_low >= Outcome.COVERS_BY_POSITION

    @property
    def shortfalls(self) -> tuple[tuple[Shortfall, str], ...]:
        """The shortfalls of the best rule, with all that the cells wanted and the word that joins it."""
        shared = shared_shortfalls((c, c.best.shortfalls) for c in self.cells if c.best)
        return tuple((s.shortfall, s.word) for s in shared)


def group_cells(duty: DutyResult) -> tuple[CellGroup, ...]:
    """The cells of a duty in groups, in the order in which they first come."""
    groups: dict[object, list[CellResult]] = {}
    for cell in duty.cells:
        groups.setdefault(_alike(cell), []).append(cell)
    return tuple(CellGroup(tuple(cells), len(groups) == 1) for cells in groups.values())


def _alike(cell: CellResult) -> object:
    waivers = [w.key if w else None for w in (cell.waiver, cell.curable_waiver)]
    return cell.ends, _reach(cell.best), *waivers


def _reach(best: Finding | None) -> object:
    """What the best rule does for a cell, without what the cell wanted: that is what the cells of a group differ in."""
    if best is None:
        return None
    relied_on = tuple(e.key for e in best.relies_on)
    start = best.entry.rule.in_force.start
    return best.entry.key, start, _bare(best.shortfalls), _bare(best.excused), relied_on


def _bare(shortfalls: Iterable[Shortfall]) -> tuple[Shortfall, ...]:
    return tuple(replace(s, wanted=()) for s in shortfalls)


def shared_shortfalls(cells: Iterable[tuple[CellResult, Iterable[Shortfall]]]) -> tuple[SharedShortfall, ...]:
    """The shortfalls of cells, each told once for all the cells that share it."""
    alike: dict[Shortfall, list[tuple[CellResult, Shortfall]]] = {}
    for cell, shortfalls in cells:
        for shortfall in shortfalls:
            alike.setdefault(replace(shortfall, wanted=()), []).append((cell, shortfall))
    return tuple(_shared(same) for same in alike.values())


def _shared(same: list[tuple[CellResult, Shortfall]]) -> SharedShortfall:
    wanted = {s.wanted for _, s in same}
    # One list shared by all cells is an `any` list; otherwise each cell wanted something of its own.
    word = "or" if len(wanted) == 1 else "and"
    merged = replace(same[0][1], wanted=tuple(sorted({w for each in wanted for w in each})))
    return SharedShortfall(merged, word, tuple(cell for cell, _ in same))


def sets_apart(shared: SharedShortfall, duty: DutyResult) -> bool:
    """Whether the cells of a shortfall have to be named: not if they are all there are, or just those that want what it
    says.
    """
    mine = {c.cell for c in shared.cells}
    facet, wanted = shared.shortfall.facet, set(shared.shortfall.wanted)
    # A cell without the facet wants nothing there: it is not among those that want what is said.
    wanting = {c.cell for c in duty.cells if facet and facet in c.cell.scope and set(c.cell.scope[facet]) <= wanted}
    return len(mine) < len(duty.cells) and mine != wanting


def describe(cells: Sequence[Cell], duty: DutyResult, vocabulary: Vocabulary) -> str:
    """What sets ``cells`` apart from the other cells of the duty: ``selling (a device; an access code)``.

    Cells that make up a full product are told as one, and a facet that sets nothing apart is left out; all the cells of
    a duty, or its only one, are told by its anchor.
    """
    anchor = vocabulary.kinds[duty.full.duty.kind].anchor
    # What is there only so that rules can be compared is never told as a part of what the treaty describes.
    facets = {facet for c in duty.cells for facet in c.cell.stated}
    varies = (f for f in facets if len({c.cell.scope.get(f) for c in duty.cells}) > 1)
    # The anchor first: what is done reads before what it is done to.
    varying = sorted(varies, key=lambda f: (f != anchor, f))
    mine = frozenset(cells)
    material = [f for f in varying if not _immaterial(f, mine, duty)]
    if not material:
        return _anchors(anchor, cells, vocabulary) or duty.full.duty.text.rstrip(".")
    # In the order of the cells, each row once: the order of a set would change from run to run.
    rows = dict.fromkeys(tuple(cell.scope.get(f, ()) for f in material) for cell in cells)
    branches = _branches(list(rows), vocabulary)
    if len(branches) > MOST_NAMED:
        branches = [*branches[:MOST_NAMED], f"{len(branches) - MOST_NAMED} other combinations"]
    return "; ".join(branches)


def _anchors(anchor: str, cells: Sequence[Cell], vocabulary: Vocabulary) -> str:
    every = dict.fromkeys(cell.scope.get(anchor, ()) for cell in cells)
    return _list([join(map(vocabulary.label, concepts), "or") for concepts in every if concepts])


def _immaterial(facet: str, mine: frozenset[Cell], duty: DutyResult) -> bool:
    """Whether a cell stays among ``mine`` whatever its concept in ``facet``."""

    def rest(cell: Cell) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((f, c) for f, c in sorted(cell.scope.items()) if f != facet)

    heads = {rest(cell) for cell in mine}
    return all(c.cell in mine for c in duty.cells if rest(c.cell) in heads)


def _branches(rows: list[tuple[tuple[str, ...], ...]], vocabulary: Vocabulary) -> list[str]:
    """Rows of concepts by facet, as few phrases: those that go on alike are told together."""
    after: dict[tuple[str, ...], list[tuple[tuple[str, ...], ...]]] = {}
    for row in rows:
        after.setdefault(row[0], []).append(row[1:])
    alike: dict[tuple[tuple[tuple[str, ...], ...], ...], list[str]] = {}
    for concepts, rest in after.items():
        alike.setdefault(tuple(sorted(rest)), []).append(join(map(vocabulary.label, concepts), "or"))
    phrases = []
    for tail, heads in alike.items():
        inner = "; ".join(_branches(list(tail), vocabulary)) if tail[0] else ""
        named = _list(sorted(heads))
        phrases.append(f"{named} ({inner})" if inner else named)
    return phrases


def _list(labels: list[str]) -> str:
    """Labels joined so that an ``or`` or ``and`` inside one of them is not misread."""
    # "a or b and c" could be read two ways; semicolons keep what belongs together.
    unclear = any(word in label for label in labels for word in (" or ", " and ", ","))
    return "; ".join(labels) if unclear else join(labels)


def stated(shortfall: Shortfall, full: FullDuty | None) -> bool:
    """Whether the treaty itself describes what a rule falls short of; what is there only for comparison it does not."""
    if full is None or shortfall.facet is None:
        return True
    spoken = [element.stated for element in full.elements if element.facet == shortfall.facet]
    return not spoken or any(spoken)
