"""The arguable points that part the two ends of a verdict, as ids and in words."""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.engine.findings import Finding
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.ids import Point
from gapcheck.model.treaty import FullDuty
from gapcheck.report.rows.cells import unique
from gapcheck.report.rows.duty_reservations import DutyReservations
from gapcheck.wording.citation import article_label, cite_rule
from gapcheck.wording.rules import place


@dataclass(frozen=True)
class ArguablePoints:
    """The points on which a verdict turns: ``act:1#conduct`` and ``Made Up Act 2000, s 1: conduct``."""

    ids: tuple[str, ...]
    in_words: tuple[str, ...]


def arguable_points(teller: SentenceWriter, reservations: DutyReservations, result: DutyResult) -> ArguablePoints:
    """The points that part the two ends of some cell of a duty."""
    ids = unique(p for cell in result.cells for p in _points_of_cell(reservations, result, cell))
    return ArguablePoints(ids, unique(point_in_words(teller, point, result.full) for point in ids))


def _points_of_cell(reservations: DutyReservations, result: DutyResult, cell: CellResult) -> list[str]:
    if cell.low == cell.high:
        return []
    # The high end may be reached by another rule than the one that is best at the low end.
    candidates = [f for f in (cell.best, *cell.others) if f is not None and f.high == cell.high]
    finding: Finding | None = candidates[0] if candidates else cell.best
    shortfalls = finding.shortfalls if finding else ()
    points = [s.point for s in shortfalls if s.type == "arguable" and s.point]
    facets = {s.facet for s in shortfalls}
    points += [a.key for a in result.full.allows if reservations.unsettled(a.key) and a.value.facet in facets]
    if cell.curable_waiver is not None and reservations.unsettled(cell.curable_waiver.key):
        points.append(cell.curable_waiver.key)
    return points


def point_in_words(teller: SentenceWriter, text: str, full: FullDuty) -> str:
    """A point in words: the provision and what is arguable about it."""
    permission = teller.allowed(full, text)
    if permission is not None:
        under = f" under {article_label(permission.value.under)}" if permission.value.under else ""
        return f"whether {teller.assessment.state.name} made the {permission.value.how}{under}"
    point, assessment = Point.parse(text), teller.assessment
    entry = teller.in_force.get(point.owner)
    facet = assessment.catalogue.vocabulary.facets.get(point.name)
    matter = facet.label.lower() if facet else f"exception in {place(point.name)}"
    return f"{cite_rule(entry) if entry else point.owner}: {matter}"
