"""Cells judged again by the judge of repairs, who counts against the State what is to be mended.

The findings keep the order that they had, but those come first that arguably suffice: what counts against the State
there is the point alone, and any other rule would need more than that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from gapcheck.engine.assessment import Judge
from gapcheck.engine.findings import Finding, FindingsWhenAsked, Outcome
from gapcheck.engine.results import CellResult
from gapcheck.engine.rules_of_cell import findings_of
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import FullDuty


def cell_again(judge: Judge, full: FullDuty, old: CellResult) -> CellResult:
    """A cell as the judge of repairs sees it; what the rules beside the best do is worked out when somebody asks."""
    if old.best is None:
        # Where no rule reaches, a waiver may still have been exercised arguably.
        return old if old.ends.settled else judge.cell(full, old.cell)
    enough = Outcome.COVERS_BY_POSITION
    best: Finding | None = old.best
    if full.allows or old.best.points:
        best = judge.coverage.test_reaching(full, old.cell, old.best.entry)
    if best is None or old.best.high < enough <= old.ends.high:
        return _in_order_of(old, judge.cell_again(full, old))
    # Where nothing turns on an arguable point, nothing turns on the opinion.
    again = old if old.ends.settled else judge.cell(full, old.cell)
    return replace(again, best=best, others=_OthersAgain(judge, full, old, best))


class _OthersAgain(FindingsWhenAsked):
    """What the rules beside the best do for a cell that is judged again, where the best stays the best."""

    def __init__(self, judge: Judge, full: FullDuty, old: CellResult, best: Finding) -> None:
        self._judge, self._full, self._old, self._best = judge, full, old, best.entry.identity

    def _find(self) -> tuple[Finding, ...]:
        return self._again(self._old)[1:]

    def of(self, entries: Collection[RuleEntry]) -> tuple[Finding, ...]:
        """What some rules do, in order; each is judged by itself, so that no other need be tested."""
        some = findings_of(self._old, [entry for entry in entries if entry.identity != self._best])
        return self._again(replace(self._old, best=some[0], others=some[1:])) if some else ()

    def _again(self, old: CellResult) -> tuple[Finding, ...]:
        return _in_order_of(old, self._judge.cell_again(self._full, old)).findings


def _in_order_of(old: CellResult, new: CellResult) -> CellResult:
    """A cell judged anew with its findings in the order that they have here.

    None is gone: with every arguable point won a rule does what it did.
    """
    found = {f.entry.identity: f for f in new.findings}
    ordered = sorted(old.findings, key=lambda f: f.high < Outcome.COVERS_BY_POSITION)
    best, *others = (found[f.entry.identity] for f in ordered)
    return replace(new, best=best, others=tuple(others))
