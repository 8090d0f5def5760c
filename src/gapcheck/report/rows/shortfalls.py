"""Rows of shortfalls: what falls short in each cell of a duty, in codes and in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.report.rows.cells import cell_label, shortfalls_of


@dataclass(frozen=True)
class ShortfallRow:
    """One shortfall of one cell: its type, the facet and the rule (both may be empty), and what it is in a sentence.

    ``duty`` is the full id, ``cell`` what tells the cell from its sisters, ``curable_under`` the article that lets a
    State cure it by a reservation or declaration.
    """

    duty: str
    cell: str
    type: str
    facet: str
    rule: str
    curable_under: str
    sentence: str


def shortfall_rows(assessment: InstrumentResult, duties: Iterable[DutyResult]) -> tuple[ShortfallRow, ...]:
    """A row for each shortfall of each cell of the duties, and of those that they follow."""
    teller, words = SentenceWriter(assessment), assessment.catalogue.vocabulary
    return tuple(
        ShortfallRow(
            duty=part.id,
            cell=cell_label(part, cell.cell, words),
            type=shortfall.type,
            facet=shortfall.facet or "",
            rule=shortfall.rule or "",
            curable_under=shortfall.curable_under or "",
            sentence=teller.shortfall(shortfall, full=part.full, cell=cell.cell),
        )
        for duty in duties
        for part in duty.parts
        for cell in part.cells
        for shortfall in shortfalls_of(assessment, part, cell)
    )
