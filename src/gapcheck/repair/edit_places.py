"""Where the law has to be changed for an edit: in the section that sets the limit, or else in the rule's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding, Shortfall
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.rules_of_cell import findings_of
from gapcheck.model.ids import Point, RuleId
from gapcheck.model.law import Act, Condition, Gift, RuleEntry
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.repair.edits import Edit
from gapcheck.repair.repairs import best_amendable, section_of
from gapcheck.wording.citation import cite_rule

NEW = "new"
"""What ``set_in`` says where no section fits."""


@dataclass(frozen=True)
class AmendedPlace:
    """A section of an Act, or a part of one.

    ``own`` says that the rule itself stands there, ``exception`` that an exception to it does. A section that is still
    to be enacted has no ``pinpoint``.
    """

    act: Act
    pinpoint: str
    cited: str
    own: bool = False
    exception: bool = False

    @property
    def section(self) -> tuple[str, str]:
        """The Act and the section, whatever part of it is meant."""
        return self.act.id, self.pinpoint.partition("(")[0]


Facets = tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]
"""What is wanted and what is found, by facet."""

Missing = tuple["AmendedPlace", str, tuple[str, ...], tuple[str, ...]]
"""Where something is missing, in which facet, what is wanted and what limits it."""


@dataclass(frozen=True)
class PlacedChange:
    """What an edit changes in one place.

    ``wanted`` are the concepts that a facet has to reach or give, by facet, ``found`` what limits it there now.
    """

    place: AmendedPlace
    edit: Edit
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    found: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class EditPlaces:
    """Finds the places of edits; ``in_force`` are the rules of the day by id, ``won`` tells which points are won."""

    words: Vocabulary
    acts: Mapping[str, Act]
    in_force: Mapping[str, RuleEntry]
    won: Callable[[str], bool]

    def of(self, edit: Edit, duty: DutyResult | None, short: Iterable[CellResult]) -> tuple[PlacedChange, ...]:
        """The changes that an edit of a rule comes to; for a subsection, what its ``duty`` needs in ``short`` cells."""
        entry = self.in_force[edit.target]
        if duty is None:
            own = AmendedPlace(entry.act, entry.rule.id, cite_rule(entry), own=True)
            return (PlacedChange(self._set_in(entry, edit.facet) or own, edit),)
        return tuple(PlacedChange(place, edit, *facets) for place, facets in self._provided(entry, duty, short).items())

    def _own(self, entry: RuleEntry) -> AmendedPlace:
        """The section in which a rule stands."""
        section = entry.section.section
        return AmendedPlace(entry.act, section, _cite(entry, entry.act, section), own=True)

    def _set_in(self, entry: RuleEntry, facet: str) -> AmendedPlace | None:
        """The place that sets what a rule is limited to, or gives, in a facet; ``None`` where it is the rule itself."""
        parts: list[Condition | Gift] = [*entry.rule.conditions, *entry.rule.gives]
        named = next((p.set_in for p in parts if p.facet == facet and p.set_in), None)
        return None if named is None else self._named(entry, named)

    def _named(self, entry: RuleEntry, named: str) -> AmendedPlace | None:
        other = RuleId.parse(named) if ":" in named else RuleId(entry.act.id, named)
        act = self.acts[other.act]
        if other.rule == NEW:
            return AmendedPlace(act, "", act.title)
        return AmendedPlace(act, other.rule, _cite(entry, act, other.rule)) if act.amendable else None

    def _provided(self, entry: RuleEntry, duty: DutyResult, short: Iterable[CellResult]) -> dict[AmendedPlace, Facets]:
        """By place, what has to be reached or given there, and what limits it."""
        told: dict[AmendedPlace, Facets] = {}
        cells = list(short)
        for cell in cells:
            for place, facet, wanted, found in self._missing(entry, duty, cell):
                _add(told.setdefault(place, ({}, {})), facet, wanted, found)
        if not told:
            # Each facet is spoken of somewhere in the section, but never all of them together.
            anchor = self.words.kinds[duty.full.duty.kind].anchor
            told[self._own(entry)] = ({}, {})
            for cell in cells:
                _add(told[self._own(entry)], anchor, tuple(cell.cell.stated.get(anchor, ())), ())
        return told

    def _missing(self, entry: RuleEntry, duty: DutyResult, cell: CellResult) -> Iterator[Missing]:
        """What a cell lacks in a section; of a power or a form of cooperation, in the section that gives it.

        An offence can be described in one section, whatever others come near to a part of it.
        """
        inside = self._alike.get((section_of(entry), duty.full.duty.kind), ())
        finding = next(iter(findings_of(cell, inside)), None)
        if finding is None and not self.words.is_scope(self.words.kinds[duty.full.duty.kind].anchor):
            finding = best_amendable(cell)
        if finding is None:
            yield from self._unreached(entry, inside, cell.cell)
            return
        for shortfall in finding.shortfalls:
            facet = shortfall.facet or ""
            wanted = tuple(c for c in shortfall.wanted if c in self.words.concepts)
            limit = shortfall.found if facet and self.words.is_scope(facet) and shortfall.exception is None else ()
            yield self._place_of(finding, shortfall), facet, wanted, limit

    def _place_of(self, finding: Finding, shortfall: Shortfall) -> AmendedPlace:
        if shortfall.exception is not None:
            place = self._named(finding.entry, shortfall.exception)
            return self._own(finding.entry) if place is None else replace(place, exception=True)
        owner = self.in_force.get(Point.parse(shortfall.point).owner) if shortfall.point else None
        return self._set_in(owner or finding.entry, shortfall.facet or "") or self._own(finding.entry)

    def _unreached(self, entry: RuleEntry, inside: Sequence[RuleEntry], cell: Cell) -> Iterator[Missing]:
        """What a cell describes that no rule of a section speaks of at all."""
        for facet, concepts in cell.stated.items():
            spoken = [s for e in inside for s in self._spoken(e, facet)]
            if spoken and not any(self.words.within_any(c, some) for c in concepts for some in spoken):
                places = (self._set_in(e, facet) for e in inside)
                yield next((p for p in places if p), self._own(entry)), facet, tuple(concepts), ()

    @cached_property
    def _alike(self) -> Mapping[tuple[tuple[str, str], str], Sequence[RuleEntry]]:
        """The rules of each kind in each section."""
        found: dict[tuple[tuple[str, str], str], list[RuleEntry]] = {}
        for entry in self.in_force.values():
            found.setdefault((section_of(entry), entry.rule.kind), []).append(entry)
        return found

    def _spoken(self, entry: RuleEntry, facet: str) -> Iterator[tuple[str, ...]]:
        """What a rule reaches or gives in a facet, with what it does arguably where the point is won."""
        arguably = self.won(str(Point(entry.key, facet)))
        for condition in entry.rule.conditions:
            if condition.facet == facet:
                yield (*condition.any, *(condition.arguably if arguably else ()))
        for gift in entry.rule.gives:
            if gift.facet == facet:
                yield (*gift.concepts, *(gift.arguably if arguably else ()))


def _add(facets: Facets, facet: str, *more: tuple[str, ...]) -> None:
    """Note what is wanted and what is found in a facet, each concept once."""
    for known, concepts in zip(facets, more, strict=True):
        if concepts:
            known[facet] = tuple(dict.fromkeys((*known.get(facet, ()), *concepts)))


def _cite(entry: RuleEntry, act: Act, pinpoint: str) -> str:
    """The citation of a place in which no rule need stand: ``Crimes Act 1961, s 216A(1)``."""
    section = entry.section.model_copy(update={"section": pinpoint})
    return cite_rule(RuleEntry(act, section, entry.rule.model_copy(update={"id": pinpoint})))


def section_cited(cited: Iterable[str]) -> str:
    """The section that several parts of it stand in: ``Crimes Act 1961, s 216A``."""
    # A title may have brackets of its own: Criminal Proceeds (Recovery) Act 2009.
    act, comma, part = next(iter(cited)).rpartition(", ")
    return f"{act}{comma}{part.partition('(')[0]}"
