"""How a rule stands to a cell, in the set-theory vocabulary of NIST IR 8477."""

from __future__ import annotations

from typing import Literal

from gapcheck.cells import Cell
from gapcheck.findings import Finding, Outcome
from gapcheck.vocabulary import Vocabulary

Relation = Literal["equal", "superset", "subset", "intersects", "none"]


def relation(vocabulary: Vocabulary, cell: Cell, finding: Finding | None) -> Relation:
    """How a rule stands to a cell.

    ``superset``: it goes beyond the cell; ``subset``: it falls short; ``intersects``: both; ``none``: no rule.
    """
    if finding is None:
        return "none"
    wider = goes_beyond(vocabulary, cell, finding)
    if finding.low >= Outcome.COVERS_BY_POSITION and not finding.excused:  # what is excused is a shortfall all the same
        return "superset" if wider else "equal"
    return "intersects" if wider else "subset"


def goes_beyond(vocabulary: Vocabulary, cell: Cell, finding: Finding) -> bool:
    """Whether the rule is wider than the cell in some scope facet, or silent where the cell describes."""
    conditions: dict[str, list[tuple[str, ...]]] = {}
    for condition in finding.entry.rule.conditions:
        conditions.setdefault(condition.facet, []).append(condition.any)
    return any(
        all(any(not vocabulary.within_any(d, described) for d in listed) for listed in conditions.get(facet, []))
        for facet, described in cell.scope.items()
        if vocabulary.is_scope(facet)
    )
