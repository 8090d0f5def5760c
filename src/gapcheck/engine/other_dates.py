"""Rules that are not in force on the day, but would reach a duty better: not yet commenced, or repealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage, supports
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.model.law import RuleEntry

Reach = tuple[int, int, int]


@dataclass(frozen=True)
class Better:
    """What a rule of another day does for some cells. ``entry`` is the rule that came or went, ``finding`` its best
    result.

    ``entry`` differs from ``finding.entry`` where it only gives a guarantee to that rule.
    """

    entry: RuleEntry
    finding: Finding
    cells: tuple[CellResult, ...]


def not_yet(assessment: InstrumentResult, duty: DutyResult) -> tuple[Better, ...]:
    """Rules that start after the day and reach a cell better than anything before, in the order of their starts."""
    entries = _relevant(assessment.not_yet_in_force, duty)
    reached = {cell.cell: _reach_now(cell) for cell in _short(duty)}
    found: list[Better] = []
    for day in sorted({e.rule.in_force.start for e in entries}):
        turning = [e for e in entries if e.rule.in_force.start == day]
        found += _improvements(assessment, duty, day, turning, reached)
    return tuple(found)


def no_longer(assessment: InstrumentResult, duty: DutyResult) -> tuple[Better, ...]:
    """Rules that ended on or before the day and reached a cell better than anything now, the latest first."""
    entries = _relevant(assessment.no_longer_in_force, duty)
    reached = {cell.cell: _reach_now(cell) for cell in _short(duty)}
    found: list[Better] = []
    for end in sorted({e.rule.in_force.end for e in entries if e.rule.in_force.end}, reverse=True):
        turning = [e for e in entries if e.rule.in_force.end == end]
        found += _improvements(assessment, duty, end - timedelta(days=1), turning, reached)
    return tuple(found)


def _relevant(entries: Iterable[RuleEntry], duty: DutyResult) -> list[RuleEntry]:
    kind = duty.full.duty.kind
    return [e for e in entries if e.rule.kind == kind or e.rule.supports is not None]


def _short(duty: DutyResult) -> list[CellResult]:
    return [cell for cell in duty.cells if cell.low is not Outcome.COVERS]


def _reach_now(cell: CellResult) -> Reach:
    return cell.low, cell.high, -len(cell.best.shortfalls) if cell.best else 0


def _reach(finding: Finding) -> Reach:
    return finding.low, finding.high, -len(finding.shortfalls)


def _improvements(
    assessment: InstrumentResult, duty: DutyResult, day: date, turning: list[RuleEntry], reached: dict[Cell, Reach]
) -> Iterator[Better]:
    """What the rules that turn on ``day`` do better than ``reached``, which is raised as they do."""
    rules = assessment.rules_in_force(day)
    coverage = Judge.on(assessment.catalogue, assessment.as_at, assessment.reading, rules, assessment.masks).coverage
    told: dict[tuple[object, object], list[tuple[RuleEntry, Finding, CellResult]]] = {}
    ways = _ways(turning, [e for e in rules if e.rule.kind == duty.full.duty.kind])
    for cell in _short(duty):
        best = _best(coverage, duty, cell, ways)
        if best is not None and _reach(best[1]) > reached[cell.cell]:
            reached[cell.cell] = _reach(best[1])
            told.setdefault((best[0].identity, best[1].result), []).append((*best, cell))
    for same in told.values():
        yield Better(same[0][0], same[0][1], tuple(cell for _, _, cell in same))


def _ways(turning: Iterable[RuleEntry], rules: Iterable[RuleEntry]) -> list[tuple[RuleEntry, RuleEntry]]:
    """Each turning rule with itself, and with the rules to which it gives a guarantee."""
    found = []
    for entry in turning:
        found.append((entry, entry))
        if entry.rule.supports is not None:
            found += [(entry, e) for e in rules if e is not entry and supports(entry, e)]
    return found


def _best(
    coverage: Coverage, duty: DutyResult, cell: CellResult, ways: Iterable[tuple[RuleEntry, RuleEntry]]
) -> tuple[RuleEntry, Finding] | None:
    """The turning rule that does most for a cell, itself or through a rule to which it gives a guarantee."""
    found = []
    for entry, receiver in ways:
        finding = coverage.test(duty.full, cell.cell, receiver)
        if finding is not None:
            found.append((entry, finding))
    return max(found, key=lambda f: (_reach(f[1]), f[0] is f[1].entry, f[0].key), default=None)
