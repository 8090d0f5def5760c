"""How a rule stands to a cell, in the set-theory vocabulary of NIST IR 8477, and which rules complete it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from gapcheck.assessment import CellResult
from gapcheck.catalogue import RuleEntry
from gapcheck.cells import Cell
from gapcheck.coverage import supports
from gapcheck.findings import Finding, Outcome
from gapcheck.law import Gift
from gapcheck.treaty import Element
from gapcheck.vocabulary import Vocabulary

Relation = Literal["equal", "superset", "subset", "intersects", "none"]


def relation(vocabulary: Vocabulary, cell: Cell, finding: Finding | None) -> Relation:
    """How a rule stands to a cell.

    ``superset``: it goes beyond the cell; ``subset``: it falls short; ``intersects``: both; ``none``: no rule.
    """
    if finding is None:
        return "none"
    wider = goes_beyond(vocabulary, cell, finding)
    if finding.low >= Outcome.COVERS_BY_POSITION:
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


def givers(cell: CellResult, rules: Iterable[RuleEntry], vocabulary: Vocabulary) -> Mapping[str, list[RuleEntry]]:
    """By facet, those of ``rules`` that give the best rule of a cell a guarantee that it does not give itself."""
    found: dict[str, list[RuleEntry]] = {}
    best = cell.best
    if best is None:
        return found
    own = {g.facet for g in best.entry.rule.gives}
    asked = [e for e in cell.cell.elements if not vocabulary.is_scope(e.facet) and e.facet not in own]
    for giver in rules if asked else ():
        for element in asked if supports(giver, best.entry) else ():
            if any(_goes_towards(gift, element, vocabulary) for gift in giver.rule.gives):
                found.setdefault(element.facet, []).append(giver)
    return found


def _goes_towards(gift: Gift, element: Element, vocabulary: Vocabulary) -> bool:
    """Whether a gift is a length of time, or a concept within one asked for, if only arguably."""
    if gift.facet != element.facet:
        return False
    given = (*gift.concepts, *gift.arguably)
    return gift.quantity is not None or any(vocabulary.within_any(c, element.concepts) for c in given)
