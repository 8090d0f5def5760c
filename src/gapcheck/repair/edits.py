"""Edits of the law that would close a gap, as values: each can be drafted as an instruction and applied as a reform."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Interval
from gapcheck.model.law import (
    Amendment,
    Condition,
    Enactment,
    Gift,
    Lodgement,
    Reform,
    ReformChange,
    ReformFile,
    Rule,
    RuleEntry,
)
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element, FullDuty
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.natural_order import natural_key

Sort = Literal["lodge", "widen", "give", "set", "provide", "enact"]

PREFERENCE: Mapping[Sort, int] = {"lodge": 0, "widen": 1, "give": 2, "set": 2, "provide": 3, "enact": 4}
"""Of sets with as many edits, the one with the lower sum is preferred. No edit takes a limit out of the law."""

EACH = 100
"""What an edit costs before its preference: fewer edits come first."""


@dataclass(frozen=True, order=True)
class Edit:
    """One edit: ``target`` is a rule, a narrowing to lodge, or the duty for which a section is enacted.

    ``widen`` adds ``concept`` to the condition in ``facet``; ``give`` adds it to what the rule gives; ``set`` gives
    ``quantity``; ``provide`` adds a subsection, beside the rule, that reaches what ``duty`` describes.
    """

    target: str
    sort: Sort
    facet: str = ""
    concept: str = ""
    quantity: str = ""
    duty: str = ""

    @property
    def cost(self) -> int:
        """How much it changes."""
        return EACH + PREFERENCE[self.sort]

    @property
    def for_one_duty(self) -> bool:
        """Whether it is made for one duty alone: no edit for another is the same, or does as much."""
        return self.sort in ("provide", "enact")

    @property
    def place(self) -> tuple[str, str, str]:
        """Where and how it changes the law: only of two edits in one place can one do as much as the other."""
        return self.target, self.sort, self.facet


def total(edits: Iterable[Edit]) -> int:
    """How much a set of edits changes."""
    return sum(e.cost for e in edits)


def weight(edits: Iterable[Edit]) -> tuple[int, int]:
    """What sets of edits are compared by: their number, and of equals their preference."""
    every = list(edits)
    return len(every), total(every)


def does_as_much(words: Vocabulary, one: Edit, other: Edit) -> bool:
    """Whether ``one`` mends whatever ``other`` does: a condition widened to more; a stronger guarantee."""
    if one == other:
        return True
    if one.place != other.place:
        return False
    if other.sort == "widen":
        return words.within(other.concept, one.concept)
    return other.sort == "give" and words.within(one.concept, other.concept)


def without_idle(words: Vocabulary, edits: Iterable[Edit]) -> frozenset[Edit]:
    """The edits without those that another does as much as."""
    kept: list[Edit] = []
    for same in by_place(edits).values():
        alone = len(same) == 1 or same[0].for_one_duty
        kept += same if alone else (e for e in same if not any(o != e and does_as_much(words, o, e) for o in same))
    return frozenset(kept)


def by_place(edits: Iterable[Edit]) -> dict[tuple[str, str, str], list[Edit]]:
    """The edits once each, by where and how they change the law."""
    places: dict[tuple[str, str, str], list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        places.setdefault(edit.place, []).append(edit)
    return places


def clash(edits: Iterable[Edit]) -> bool:
    """Whether the edits set one quantity at two amounts, of which only one can hold."""
    places = [(e.target, e.facet) for e in set(edits) if e.sort == "set"]
    return len(places) != len(set(places))


def as_reform(catalogue: Catalogue, edits: Iterable[Edit], day: date, name: str, title: str) -> ReformFile:
    """The edits as a proposal laid over the law of ``day``, commencing that day."""
    amendments: dict[str, list[Edit]] = {}
    changes: list[ReformChange] = []
    for edit in sorted(set(edits)):
        if edit.sort == "lodge":
            changes.append(ReformChange(lodge=Lodgement(narrowing=edit.target, text="Proposed.")))
        elif edit.sort == "enact":
            changes.append(ReformChange(enact=_enacted(catalogue, catalogue.duty(edit.target), day)))
        elif edit.sort == "provide":
            changes.append(ReformChange(enact=_provided(catalogue, edit, day)))
        else:
            amendments.setdefault(edit.target, []).append(edit)
    changes += [ReformChange(amend=_amendment(target, same)) for target, same in amendments.items()]
    head = Reform(id=name, title=title, stage="proposal", commences=day, over=day)
    return ReformFile(reform=head, changes=tuple(changes))


def _amendment(target: str, edits: list[Edit]) -> Amendment:
    widened = [Condition(facet=f, any=concepts) for f, concepts in _by_facet(e for e in edits if e.sort == "widen")]
    given = [Gift(facet=f, concepts=concepts) for f, concepts in _by_facet(e for e in edits if e.sort == "give")]
    given += [_set(e) for e in edits if e.sort == "set"]
    return Amendment(rule=target, add=tuple(widened), give=tuple(given))


def _by_facet(edits: Iterable[Edit]) -> list[tuple[str, tuple[str, ...]]]:
    by_facet: dict[str, list[str]] = {}
    for edit in edits:
        by_facet.setdefault(edit.facet, []).append(edit.concept)
    return [(facet, tuple(concepts)) for facet, concepts in by_facet.items()]


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
    quantities: list[Quantity] = []
    while left:
        bounds = [(q, q is e.at_most) for e in left for q in (e.at_least, e.at_most) if q is not None]
        # The bound that keeps to most of what is left, a floor before a ceiling; then in an order of its own.
        best, _ = min(bounds, key=lambda b: (-sum(_keeps(b[0], e) for e in left), b[1], b[0].unit, b[0].amount))
        quantities.append(best)
        left = [e for e in left if not _keeps(best, e)]
    return tuple(quantities)


def _keeps(quantity: Quantity, element: Element) -> bool:
    floor, ceiling = element.at_least, element.at_most
    return (floor is not None and quantity.at_least(floor)) or (ceiling is not None and quantity.at_most(ceiling))


def _enacted(catalogue: Catalogue, full: FullDuty, day: date) -> Enactment:
    """A new section for a duty, in the Act in which it would stand. Raises ``ValueError`` where there is none."""
    act = home(catalogue, full)
    if act is None:
        raise ValueError(f"there is no Act in which a section for {full.key} could stand")
    made = _described(catalogue.vocabulary, full, _new_id(full), day)
    return Enactment(act=act, section=f"new-{full.duty.id}", heading=full.duty.id, rule=made)


def _provided(catalogue: Catalogue, edit: Edit, day: date) -> Enactment:
    """A new subsection for a duty in the section of a rule."""
    entry = rule_of(catalogue, edit.target, day)
    full = catalogue.duty(edit.duty)
    made = _described(catalogue.vocabulary, full, f"{entry.rule.id}-{_suffix(full)}", day)
    return Enactment(act=entry.act.id, section=entry.section.section, heading=entry.section.heading, rule=made)


def changes_rule(catalogue: Catalogue, edit: Edit) -> str | None:
    """The id of the rule that an edit amends or adds; ``None`` where it lodges something."""
    if edit.sort == "lodge":
        return None
    if edit.sort == "enact":
        full = catalogue.duty(edit.target)
        return f"{home(catalogue, full)}:{_new_id(full)}"
    if edit.sort == "provide":
        return f"{edit.target}-{_suffix(catalogue.duty(edit.duty))}"
    return edit.target


def _new_id(full: FullDuty) -> str:
    return f"new-{_suffix(full)}"


def _suffix(full: FullDuty) -> str:
    return f"{full.instrument}-{full.duty.id}"


def rule_of(catalogue: Catalogue, key: str, day: date) -> RuleEntry:
    """The rule with that id in force on a day."""
    return next(e for e in rules_by_key(catalogue)[key] if e.rule.in_force.holds(day))


def rules_by_key(catalogue: Catalogue) -> Mapping[str, list[RuleEntry]]:
    """The rules of every interval by their id, the earliest first."""

    def make() -> dict[str, list[RuleEntry]]:
        found: dict[str, list[RuleEntry]] = {}
        for entry in catalogue.rules:
            found.setdefault(entry.key, []).append(entry)
        return found

    return catalogue.derived.get("rules by key", make)


def _described(words: Vocabulary, full: FullDuty, id: str, day: date) -> Rule:
    """A rule that reaches what a duty describes and nothing else, and gives all that it asks for."""
    conditions, gives = [], []
    for facet in sorted({e.facet for e in full.elements}):
        elements = [e for e in full.elements if e.facet == facet]
        if words.is_scope(facet):
            conditions.append(Condition(facet=facet, any=tuple(sorted({c for e in elements for c in e.concepts}))))
            continue
        if asked := _asked(elements):
            gives.append(Gift(facet=facet, concepts=asked))
        gives += [Gift(facet=facet, amount=quantity.amount, unit=quantity.unit) for quantity in promised(elements)]
    return Rule(
        id=id,
        kind=full.duty.kind,
        text=full.duty.text,
        in_force=Interval(start=day),
        conditions=tuple(conditions),
        gives=tuple(gives),
        source=full.duty.source,
    )


def _asked(elements: Iterable[Element]) -> tuple[str, ...]:
    """The concepts to give for what a facet asks: each under ``every``, and of an ``any`` list one that is enough."""
    concepts = {c for e in elements for c in e.every or ()}
    for element in elements:
        # Of an `any` list nothing is added where something that is given anyhow is enough.
        if element.any and not concepts & set(element.any):
            concepts.add(min(element.any))
    return tuple(sorted(concepts))


def home(catalogue: Catalogue, full: FullDuty) -> str | None:
    """The Act in which a new section for a duty would stand: of those surveyed for it, the one with most rules of its
    kind.

    Without one that may be amended among these, of all Acts; between equals, the first by id. ``None`` if none may be.
    """
    count, kind = kinds_of_acts(catalogue), full.duty.kind
    amendable = [a.id for a in catalogue.acts.values() if a.amendable]
    surveyed = set(full.duty.survey.acts) if full.duty.survey else set()
    # A survey may name Acts that the catalogue does not hold: nothing can be enacted in these.
    acts = [a for a in amendable if a in surveyed] or amendable
    # The Acts come in the order of their ids, and of equals the first is kept.
    return max(acts, key=lambda a: count.get((a, kind), 0), default=None)


def kinds_of_acts(catalogue: Catalogue) -> Mapping[tuple[str, str], int]:
    """How many rules of a kind an Act has, by the Act and the kind."""
    return catalogue.derived.get("kinds of Acts", lambda: Counter((e.act.id, e.rule.kind) for e in catalogue.rules))


def in_place(edit: Edit) -> tuple[object, ...]:
    """The order in which edits are told: by the number of the rule, then as they compare."""
    return natural_key(edit.target), edit
