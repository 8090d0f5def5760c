"""How a rule stands to a cell, in the set-theory vocabulary of NIST IR 8477, and in what it is the wider of the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.model.law import Condition, RuleEntry
from gapcheck.model.quantity import Quantity
from gapcheck.model.vocabulary import Vocabulary

Relation = Literal["equal", "superset", "subset", "intersects", "none"]
WiderType = Literal["broader", "also", "overlaps", "silent", "exceeds", "instead"]


@dataclass(frozen=True)
class Wider:
    """One way in which a rule goes beyond a cell.

    ``broader``: what it reaches holds what the treaty describes, and more; ``also``: it reaches something else besides;
    ``overlaps``: what it reaches lies in part outside; ``silent``: it has no condition where the treaty describes;
    ``exceeds``: it gives more than the least that the treaty asks for; ``instead``: it has another condition in place
    of the treaty's. ``asked`` and ``found`` are concept ids (or a quantity in words); ``entry`` is the rule that
    reaches or gives it.
    """

    type: WiderType
    facet: str
    asked: tuple[str, ...]
    found: tuple[str, ...]
    entry: RuleEntry


def relation(vocabulary: Vocabulary, cell: Cell, finding: Finding | None) -> Relation:
    """How a rule stands to a cell.

    ``superset``: it goes beyond the cell; ``subset``: it falls short; ``intersects``: both; ``none``: no rule.
    """
    if finding is None:
        return "none"
    beyond = wider(vocabulary, cell, finding)
    if finding.low >= Outcome.COVERS_BY_POSITION and not finding.excused:  # what is excused is a shortfall all the same
        return "superset" if beyond else "equal"
    return "intersects" if beyond else "subset"


def wider(vocabulary: Vocabulary, cell: Cell, finding: Finding) -> tuple[Wider, ...]:
    """Every way in which the rule is wider than the cell, by facet; none of them says that it reaches the cell."""
    found = [*_in_scope(vocabulary, cell, finding.entry), *_in_quantity(cell, finding)]
    return tuple(sorted(found, key=lambda w: (w.facet, w.type, w.found)))


def _in_scope(vocabulary: Vocabulary, cell: Cell, entry: RuleEntry) -> Iterator[Wider]:
    # The anchor of another kind describes what rules of that kind are about: that a power has no condition on "the
    # power that is safeguarded" makes it no wider. In the anchor of its own kind a rule always has a condition.
    for facet, asked in cell.stated.items():
        if not vocabulary.is_scope(facet):
            continue
        beyond = [(c, _outside(vocabulary, c, asked)) for c in entry.rule.conditions if c.facet == facet]
        if not beyond:
            if facet not in vocabulary.anchors and not any(vocabulary.concepts[c].absent for c in asked):
                yield Wider("silent", facet, asked, (), entry)
        elif all(outside for _, outside in beyond):
            yield from _conditions(vocabulary, facet, asked, beyond, entry)


def _outside(vocabulary: Vocabulary, condition: Condition, asked: Sequence[str]) -> tuple[str, ...]:
    return tuple(d for d in sorted(condition.any) if not vocabulary.within_any(d, asked))


def _conditions(
    vocabulary: Vocabulary,
    facet: str,
    asked: tuple[str, ...],
    beyond: Sequence[tuple[Condition, tuple[str, ...]]],
    entry: RuleEntry,
) -> Iterator[Wider]:
    """The conditions of a facet, each with what it lets through that the cell does not describe."""
    by_type: dict[WiderType, list[str]] = {}
    for condition, outside in beyond:
        for concept in outside:
            by_type.setdefault(_type(vocabulary, condition, concept, asked), []).append(concept)
    if len(by_type) > 1:
        by_type.pop(
            "instead", None
        )  # an extra condition takes away: next to one that lets more through it adds nothing
    for kind, found in by_type.items():
        yield Wider(kind, facet, asked, tuple(dict.fromkeys(found)), entry)


def _type(vocabulary: Vocabulary, condition: Condition, concept: str, asked: Sequence[str]) -> WiderType:
    if any(vocabulary.within(t, concept) for t in asked):
        return "broader"
    satisfied = any(vocabulary.within_any(t, condition.any) for t in asked)
    if not satisfied and any(vocabulary.touch(concept, t) for t in asked):
        return "overlaps"
    reached = any(vocabulary.touch(d, t) for d in condition.any for t in asked)
    arguable = any(vocabulary.within_any(t, condition.arguably) for t in asked)
    return "also" if reached or arguable else "instead"


def _in_quantity(cell: Cell, finding: Finding) -> Iterator[Wider]:
    """Quantities above the least that is asked for. To stay below a ceiling is no more than the ceiling asks."""
    for element in cell.elements:
        if element.at_least is None or not element.stated:
            continue
        most: tuple[Quantity, RuleEntry] | None = None
        for entry in (finding.entry, *finding.relies_on):
            for gift in entry.rule.gives:
                given = gift.quantity if gift.facet == element.facet else None
                if given is None or not given.at_least(element.at_least) or element.at_least.at_least(given):
                    continue
                if most is None or not most[0].at_least(given):
                    most = given, entry
        if most is not None:
            yield Wider("exceeds", element.facet, (str(element.bound),), (str(most[0]),), most[1])
