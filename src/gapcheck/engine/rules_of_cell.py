"""What the rules do for a cell, with no more of them tested than the question needs.

The best rule is at hand, and so are those that were tested to find it; any other leaves the cell narrow at most.
"""

from __future__ import annotations

from collections.abc import Collection, Container
from datetime import date

from gapcheck.engine.best_rules import OtherFindings
from gapcheck.engine.findings import Finding, FindingsWhenAsked, Outcome
from gapcheck.engine.results import CellResult
from gapcheck.model.law import RuleEntry


def tested(cell: CellResult) -> tuple[Finding, ...]:
    """What the rules do that were tested to find the best, the best first."""
    if cell.best is None:
        return ()
    others = cell.others.tested if isinstance(cell.others, OtherFindings) else cell.others
    return (cell.best, *others)


def hopeful(cell: CellResult) -> Finding | None:
    """The best rule that would cover a cell if its arguable points were won; ``None`` if none would."""
    return next((f for f in tested(cell) if f.high >= Outcome.COVERS_BY_POSITION), None)


def doing_more(cell: CellResult) -> tuple[Finding, ...]:
    """The rules beside the best that do more than it at some end, in order."""
    best = cell.best
    if best is None:
        return ()
    # To leave a cell narrow is to do more than nothing, and than nothing else.
    found = cell.others if best.low is Outcome.DISJOINT else tested(cell)
    return tuple(f for f in found if any(more > most for more, most in zip(f.ends, best.ends, strict=True)))


def findings_of(cell: CellResult, entries: Collection[RuleEntry]) -> tuple[Finding, ...]:
    """What some rules do for a cell, the best first; no other is tested where that can be told without."""
    if cell.best is None:
        return ()
    wanted = {e.identity for e in entries}
    if isinstance(cell.others, FindingsWhenAsked):
        others = cell.others.of(entries)
    else:
        others = tuple(f for f in cell.others if f.entry.identity in wanted)
    return (cell.best, *others) if cell.best.entry.identity in wanted else others


def others_but(cell: CellResult, known: Container[tuple[str, date]]) -> list[RuleEntry]:
    """The rules beside the best that do something for a cell, but for those whose identity is known: none of these is
    tested. They are in no order.
    """
    if isinstance(cell.others, OtherFindings):
        return [f.entry for f in cell.others.but(known)]
    return [f.entry for f in cell.others if f.entry.identity not in known]
