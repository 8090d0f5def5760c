"""Rows of cells: what each part of a duty asks, the best rule for it, and what falls short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Outcome, Shortfall, name_result
from gapcheck.engine.relation import Wider, relation
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.wider_law import beyond_in_short
from gapcheck.model.treaty import Element
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.report.rows.duty_reservations import DutyReservations
from gapcheck.report.rows.provisions import CitedProvision, provision_of


@dataclass(frozen=True)
class CellRow:
    """One cell of a duty with the best rule for it; ``rule`` and ``provision`` are empty where no rule reaches it.

    ``elements`` tell what the cell describes, facet by facet; ``verdict`` is the result with how sure it
    is. ``wider_facets`` are those in which the rule goes beyond
    the treaty.
    """

    instrument: str
    duty: str
    label: str
    elements: tuple[str, ...]
    result: str
    verdict: str
    rule: str
    provision: CitedProvision | None
    relation: str
    shortfalls: tuple[str, ...]
    goes_beyond: tuple[str, ...]
    wider_facets: tuple[str, ...]
    curable_under: tuple[str, ...]
    position: tuple[str, ...]

    @property
    def citation(self) -> str:
        """The provision as it is cited."""
        return self.provision.citation if self.provision else ""

    @property
    def url(self) -> str | None:
        """The address of the provision."""
        return self.provision.url if self.provision else None


def cell_row(
    teller: SentenceWriter,
    reservations: DutyReservations,
    result: DutyResult,
    cell: CellResult,
    wider: tuple[Wider, ...],
) -> CellRow:
    """The row of one cell of a duty. ``wider`` is what the best rule for it goes beyond the treaty in."""
    assessment = teller.assessment
    words, best = assessment.catalogue.vocabulary, cell.best
    shortfalls = shortfalls_of(assessment, result, cell)
    waiver = cell.curable_waiver
    cures = [*(s.curable_under for s in shortfalls), waiver and (waiver.value.under or waiver.value.id)]
    return CellRow(
        instrument=result.full.instrument,
        duty=result.full.duty.id,
        label=cell_label(result, cell.cell, words),
        elements=elements_in_words(cell.cell, words),
        result=cell.result,
        verdict=verdict_of_cell(cell),
        rule=best.entry.key if best else "",
        provision=provision_of(best.entry) if best else None,
        relation=relation(words, cell.cell, best),
        shortfalls=unique(teller.shortfall(s, full=result.full, cell=cell.cell) for s in shortfalls),
        goes_beyond=tuple(beyond_in_short(teller, item) for item in wider),
        wider_facets=unique(item.facet for item in wider),
        curable_under=unique(cure for cure in cures if cure),
        position=unique(reservations.in_words(p) for p in reservations.used_by(result, cell)),
    )


def verdict_of_cell(cell: CellResult) -> str:
    """What a cell comes to with how sure that is: ``covers``, ``likely_covers``, or ``arguable`` where it is open."""
    if cell.result != "arguable" or not cell.ends.viewed:
        return cell.result
    return f"likely_{name_result(cell.ends.view_low, cell.ends.view_high)}"


def shortfalls_of(assessment: InstrumentResult, duty: DutyResult, result: CellResult) -> tuple[Shortfall, ...]:
    """What a cell lacks at its low end. A cell that no rule reaches lacks a rule; one that is covered lacks nothing."""
    # The low end is what is certain: at the high end an arguable point may have been won.
    if result.low >= Outcome.COVERS_BY_POSITION:
        return ()
    if result.best is not None:
        return result.best.shortfalls
    anchor = assessment.catalogue.vocabulary.kinds[duty.full.duty.kind].anchor
    waiver = result.curable_waiver
    under = (waiver.value.under or waiver.value.id) if waiver else None
    return (Shortfall("no_rule", None, anchor, result.cell.scope.get(anchor, ()), curable_under=under),)


def elements_in_words(cell: Cell, words: Vocabulary) -> tuple[str, ...]:
    """What a cell describes, facet by facet: ``Conduct: accessing``, ``Object: computer system``."""
    return tuple(f"{words.facets[e.facet].label}: {_element_in_words(e, words)}" for e in cell.elements)


def concepts_in_words(cell: Cell, words: Vocabulary) -> str:
    """What a cell describes: ``Conduct: accessing; Object: computer system``."""
    return "; ".join(elements_in_words(cell, words))


def _element_in_words(element: Element, words: Vocabulary) -> str:
    return element.bound or " or ".join(words.label(c) for c in element.concepts)


def cell_label(result: DutyResult, cell: Cell, words: Vocabulary) -> str:
    """The concepts that tell a cell from its sisters; for an only cell, those of the anchor facet."""
    varying = {e.facet for e in result.full.elements if e.every is not None and len(e.every) > 1}
    # All cells share what does not vary, so that it tells none apart.
    wanted = varying or {words.kinds[result.full.duty.kind].anchor}
    return ", ".join(_element_in_words(e, words) for e in cell.elements if e.facet in wanted)


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values once each, in the order in which they first come."""
    return tuple(dict.fromkeys(values))
