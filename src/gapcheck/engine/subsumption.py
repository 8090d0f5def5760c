"""How a condition of a rule, and what a rule gives, stand to what a cell wants in the same facet."""

from __future__ import annotations

from gapcheck.engine.cells import Cell
from gapcheck.model.law import Condition, Gift, Offer
from gapcheck.model.treaty import Element
from gapcheck.model.vocabulary import Vocabulary


def compare(words: Vocabulary, condition: Condition, wanted: tuple[str, ...], *, lost: bool = False) -> str:
    """How a condition stands to what a cell wants in its facet (design 2.3).

    ``satisfied``, ``arguable``, ``narrower``, ``extra`` or ``disjoint``; ``lost`` once its arguable point is lost: as
    if it reached nothing arguably. A treaty duty that acts as the rule, and is content with one of several concepts,
    has no other condition: it stays narrower.
    """
    arguably = () if lost else condition.arguably
    if any(words.within_any(t, condition.any) for t in wanted) or _whichever(words, condition, wanted):
        return "satisfied"
    if any(words.within_any(t, arguably) for t in wanted):
        return "arguable"
    reached = condition.any or condition.arguably
    if any(words.touch(d, t) for d in reached for t in wanted):
        return "narrower"
    if not wanted or words.overlapping(condition.facet):
        return "extra"
    return "disjoint"


def _whichever(words: Vocabulary, condition: Condition, wanted: tuple[str, ...]) -> bool:
    """Whether a treaty duty that acts as the rule, and is content with one of several concepts, will do whichever it
    is.
    """
    if condition.any:
        return False
    return all(any(words.within(w, choice) for w in wanted) for choice in condition.arguably)


def quantified(cell: Cell, facet: str) -> bool:
    """Whether the cell asks for a quantity in a facet."""
    return any(e.facet == facet and not e.concepts for e in cell.elements)


def delivers(words: Vocabulary, gift: Gift, element: Element) -> bool:
    """Whether what a rule gives is surely what an element asks for in its guarantee facet (design 2.3)."""
    if gift.quantity is not None:
        if isinstance(gift, Offer) and gift.bound is not None and getattr(element, gift.bound) is None:
            return False  # a bound in the other direction
        if element.at_least is not None:
            return gift.quantity.at_least(element.at_least)
        return element.at_most is not None and gift.quantity.at_most(element.at_most)
    if isinstance(gift, Offer):  # whichever a State chooses has to be one that is asked for
        return all(words.within_any(c, element.concepts) for c in gift.arguably)
    return any(words.within_any(c, element.concepts) for c in gift.concepts)
