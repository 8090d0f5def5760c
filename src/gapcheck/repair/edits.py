"""Edits of the law that would close a gap, as values: each can be told as a drafting instruction and applied as a
reform.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Interval
from gapcheck.model.law import Amendment, Change, Condition, Enactment, Gift, Lodgement, Reform, ReformFile, Rule
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element, FullDuty
from gapcheck.model.vocabulary import Vocabulary

Sort = Literal["widen", "give", "set", "drop", "except", "lodge", "enact"]

COST: Mapping[Sort, int] = {"widen": 1, "give": 1, "set": 1, "lodge": 1, "drop": 2, "except": 2, "enact": 6}
"""How much an edit changes. A word added is least; a condition or exception taken out is more; a new rule is most."""


@dataclass(frozen=True, order=True)
class Edit:
    """One edit: ``target`` is a rule, a narrowing to lodge, or the duty for which a rule is enacted.

    ``widen`` adds ``concept`` to the condition in ``facet``; ``give`` adds it to what the rule gives; ``set`` gives
    ``quantity``; ``drop`` leaves out the condition in ``facet``; ``except`` the exception in the section ``concept``.
    """

    target: str
    sort: Sort
    facet: str = ""
    concept: str = ""
    quantity: str = ""

    @property
    def cost(self) -> int:
        """How much it changes."""
        return COST[self.sort]


def total(edits: Iterable[Edit]) -> int:
    """How much a set of edits changes."""
    return sum(e.cost for e in edits)


def normal(edits: Iterable[Edit]) -> frozenset[Edit]:
    """The edits without those that another makes idle: a condition that is left out need not be widened."""
    found = set(edits)
    dropped = {(e.target, e.facet) for e in found if e.sort == "drop"}
    return frozenset(e for e in found if e.sort != "widen" or (e.target, e.facet) not in dropped)


def does_as_much(words: Vocabulary, one: Edit, other: Edit) -> bool:
    """Whether ``one`` mends whatever ``other`` does: a condition left out, or widened to more; a stronger guarantee."""
    if one == other:
        return True
    if (one.target, one.facet) != (other.target, other.facet):
        return False
    if other.sort == "widen":
        return one.sort == "drop" or (one.sort == "widen" and words.within(other.concept, one.concept))
    return one.sort == other.sort == "give" and words.within(one.concept, other.concept)


def clash(edits: Iterable[Edit]) -> bool:
    """Whether the edits set one quantity at two amounts, of which only one can hold."""
    places = [(e.target, e.facet) for e in set(edits) if e.sort == "set"]
    return len(places) != len(set(places))


def as_reform(catalogue: Catalogue, edits: Iterable[Edit], day: date, name: str, title: str) -> ReformFile:
    """The edits as a proposal laid over the law of ``day``, commencing that day."""
    by_target: dict[str, list[Edit]] = {}
    for edit in sorted(normal(edits)):
        by_target.setdefault(edit.target, []).append(edit)
    changes: list[Change] = []
    for target, found in by_target.items():
        changes += _changes(catalogue, target, found, day)
    head = Reform(id=name, title=title, stage="proposal", commences=day, over=day)
    return ReformFile(reform=head, changes=tuple(changes))


def _changes(catalogue: Catalogue, target: str, edits: list[Edit], day: date) -> list[Change]:
    if edits[0].sort == "enact":
        return [Change(enact=_enactment(catalogue, catalogue.duty(target), day))]
    if edits[0].sort == "lodge":
        return [Change(lodge=Lodgement(narrowing=target, text="Proposed."))]
    dropped: list[dict[Literal["facet", "exception"], str]] = [{"facet": e.facet} for e in edits if e.sort == "drop"]
    dropped += [{"exception": e.concept} for e in edits if e.sort == "except"]
    widened = [Condition(facet=f, any=concepts) for f, concepts in _by_facet(e for e in edits if e.sort == "widen")]
    given = [Gift(facet=f, concepts=concepts) for f, concepts in _by_facet(e for e in edits if e.sort == "give")]
    given += [_set(e) for e in edits if e.sort == "set"]
    return [Change(amend=Amendment(rule=target, drop=tuple(dropped), add=tuple(widened), give=tuple(given)))]


def _by_facet(edits: Iterable[Edit]) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for edit in edits:
        found.setdefault(edit.facet, []).append(edit.concept)
    return [(facet, tuple(concepts)) for facet, concepts in found.items()]


def _set(edit: Edit) -> Gift:
    amount, _, unit = edit.quantity.partition(" ")
    return Gift.model_validate({"facet": edit.facet, "amount": int(amount), "unit": unit})


def as_text(quantity: Quantity) -> str:
    """A quantity as an edit holds it: ``20 day``."""
    return f"{quantity.amount} {quantity.unit}"


def promised(elements: Iterable[Element]) -> tuple[Quantity, ...]:
    """The quantities to give where a facet asks for floors and ceilings: one that keeps to them all where there is one.

    A floor comes before a ceiling. More than one is needed where bounds contradict each other or cannot be compared.
    """
    left = [e for e in elements if e.at_least is not None or e.at_most is not None]
    found: list[Quantity] = []
    while left:
        bounds = [(q, q is e.at_most) for e in left for q in (e.at_least, e.at_most) if q is not None]
        best, _ = min(bounds, key=lambda b: (-sum(_keeps(b[0], e) for e in left), b[1], b[0].unit, b[0].amount))
        found.append(best)
        left = [e for e in left if not _keeps(best, e)]
    return tuple(found)


def _keeps(quantity: Quantity, element: Element) -> bool:
    floor, ceiling = element.at_least, element.at_most
    return (floor is not None and quantity.at_least(floor)) or (ceiling is not None and quantity.at_most(ceiling))


def _enactment(catalogue: Catalogue, full: FullDuty, day: date) -> Enactment:
    """A rule that reaches every cell of a duty: it describes what the duty does, and gives all that it asks for."""
    words = catalogue.vocabulary
    facets = sorted({e.facet for e in full.elements})
    conditions, gives = [], []
    for facet in facets:
        elements = [e for e in full.elements if e.facet == facet]
        concepts = tuple(sorted({c for e in elements for c in e.concepts}))
        if words.is_scope(facet):
            conditions.append(Condition(facet=facet, any=concepts))
            continue
        if asked := _asked(elements):
            gives.append(Gift(facet=facet, concepts=asked))
        gives += [Gift(facet=facet, amount=quantity.amount, unit=quantity.unit) for quantity in promised(elements)]
    act = home(catalogue, full)
    rule = Rule(
        id=f"new-{full.instrument}-{full.duty.id}",
        kind=full.duty.kind,
        text=full.duty.text,
        in_force=Interval(start=day),
        conditions=tuple(conditions),
        gives=tuple(gives),
        source=full.duty.source,
    )
    return Enactment(act=act, section=f"new-{full.duty.id}", heading=full.duty.id, rule=rule)


def _asked(elements: Iterable[Element]) -> tuple[str, ...]:
    """The concepts to give for what a facet asks: each under ``every``, and of an ``any`` list one that is enough."""
    found = {c for e in elements for c in e.every or ()}
    for element in elements:
        if element.any and not found & set(element.any):
            found.add(min(element.any))
    return tuple(sorted(found))


def home(catalogue: Catalogue, full: FullDuty) -> str:
    """The Act in which a new rule for a duty would stand: of those surveyed for it, the one with most rules of its
    kind.

    Without a survey, of all Acts; between equals, the first by id.
    """
    kin = Counter(e.act.id for e in catalogue.rules if e.rule.kind == full.duty.kind)
    surveyed = full.duty.survey.acts if full.duty.survey else ()
    return min([a for a in surveyed if a in catalogue.acts] or catalogue.acts, key=lambda a: (-kin[a], a))
