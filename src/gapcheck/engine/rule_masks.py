"""Sets of rules as whole numbers: which rules can reach what a cell wants, found without going through the rules.

A rule has a number, its place in the tuple of rules; a set of rules is the whole number with these bits. What is
asked of it depends on the vocabulary and the rules alone, so that one value serves every day, reading and opinion.
A cell asks for rules of its own kind alone: in the masks of a kind sets are as much shorter as it has fewer rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gapcheck.engine.cells import Cell
from gapcheck.engine.rule_postings import RulePostings
from gapcheck.engine.subsumption import compare, delivers, quantified
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import Element
from gapcheck.model.vocabulary import Vocabulary

Mask = int
"""A set of rules: bit ``n`` stands for rule ``n``."""


def numbers(mask: Mask) -> Iterator[int]:
    """The numbers of the rules in a set, in their order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Level(NamedTuple):
    """Rules that are each sure of so many shortfalls, so many of them heavy.

    A condition of the rule's own and a guarantee that is not given are heavy, a condition that is narrower is not.
    """

    shortfalls: int
    heavy: int
    rules: Mask


class _Facets(NamedTuple):
    """The facets that a cell describes and those that it does not, without the limited ones.

    ``within`` are the rules that have no condition in one of the others.
    """

    described: tuple[str, ...]
    others: tuple[str, ...]
    within: Mask


class _ByConcept(dict[tuple[str, str], Mask]):
    """Sets of rules by facet and concept, each made when it is first asked for."""

    def __init__(self, make: Callable[[str, str], Mask]) -> None:
        self._make = make

    def __missing__(self, place: tuple[str, str]) -> Mask:
        self[place] = made = self._make(*place)
        return made

    def any_of(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        """The rules that are in the set of one of several concepts."""
        if len(wanted) == 1:
            return self[facet, wanted[0]]
        mask = 0
        for concept in wanted:
            mask |= self[facet, concept]
        return mask


@dataclass(frozen=True, eq=False)
class RuleMasks:
    """Some rules, of any intervals and in their order, and which of them can reach what."""

    vocabulary: Vocabulary
    rules: tuple[RuleEntry, ...]
    others: tuple[RuleEntry, ...] = ()
    """Rules that may give to these and are in no set."""

    # What was worked out is worked out again after a pickle.
    def __reduce__(self) -> tuple[type[RuleMasks], tuple[Vocabulary, tuple[RuleEntry, ...], tuple[RuleEntry, ...]]]:
        return RuleMasks, (self.vocabulary, self.rules, self.others)

    def of(self, kind: str) -> RuleMasks:
        """The masks of the rules of one kind, numbered anew in their order."""
        return self._by_kind[kind]

    def sets_of(self, entries: Iterable[RuleEntry]) -> Mapping[str, Mask]:
        """Some of the rules: by kind, the set of those of that kind in its own masks."""
        found: dict[str, list[RuleEntry]] = {}
        for entry in entries:
            found.setdefault(entry.rule.kind, []).append(entry)
        return {kind: self.of(kind).set_of(listed) for kind, listed in found.items()}

    def set_of(self, entries: Iterable[RuleEntry]) -> Mask:
        """The set of those rules that are among these."""
        known = self._numbers
        return _mask(known[entry.identity] for entry in entries if entry.identity in known)

    def of_kind(self, kind: str) -> Mask:
        """The rules of a kind."""
        return self._kinds.get(kind, 0)

    def reaching(self, kind: str, cell: Cell) -> Mask:
        """The rules of a kind that are not disjoint from a cell."""
        left = self.speaking(kind, cell)
        for facet, wanted in cell.scope.items():
            left &= self.open_to(facet, wanted)
        return left

    def open_to(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        """The rules that no condition in one facet makes disjoint from the cells that want the same there."""
        if not wanted or facet not in self._exclusive:
            return self._all
        left = self._open.any_of(facet, wanted)
        return left & ~self._kept_away(facet, wanted) if facet in self._odd else left

    def _kept_away(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        """Those that one of several conditions in the facet, or one that names no concept for sure, makes disjoint."""
        key = facet, wanted
        if key not in self._compared:
            odd = self._posted.conditions.odd[facet]
            self._compared[key] = _mask(n for n, c in odd if compare(self.vocabulary, c, wanted) == "disjoint")
        return self._compared[key]

    def speaking(self, kind: str, cell: Cell) -> Mask:
        """The rules of a kind that are not silent in its anchor facet for the cells that want the same there."""
        anchor = self.vocabulary.kinds[kind].anchor
        if self.vocabulary.is_scope(anchor):
            return self._speaking[kind]
        comparable = self._comparable.any_of(anchor, cell.scope.get(anchor, ()))
        if quantified(cell, anchor):
            comparable |= self._amounts.get(anchor, 0)
        return self.of_kind(kind) & comparable

    # What rules are sure to fall short in -----------------------------------------------------------------------

    def by_least_shortfalls(self, left: Mask, cell: Cell, limited: frozenset[str]) -> Iterator[Level]:
        """Some rules, sorted by how many shortfalls each is sure to have for a cell, then by how many are heavy.

        Only what no narrowing could excuse is counted: nothing in the facets that are ``limited``. What is counted
        leaves a rule narrow at every end.
        """
        facets, satisfied = self._counted(cell, limited)
        none = _in_all(left & facets.within, satisfied)
        if none:
            yield Level(0, 0, none)
        left ^= none
        if not left:
            return
        # Those of the conditions first, which alone can be light.
        failing = [left & ~enough for enough in satisfied]
        touching = (self._touching.any_of(facet, cell.scope[facet]) for facet in facets.described)
        light = _tally(fails & touched for fails, touched in zip(failing, touching, strict=False))
        every = _tally((*failing, *(left & self._single[facet] for facet in facets.others)))
        for count, alike in _by_count(left, every, range(1, 1 << len(every))):
            # Of those that are sure of as many, the more narrower conditions the fewer heavy shortfalls.
            for lights, found in _by_count(alike, light, reversed(range(1 << len(light)))):
                yield Level(count, count - lights, found)

    def fitting(self, left: Mask, cell: Cell, limited: frozenset[str]) -> Mask:
        """Those of some rules that are sure of no shortfall for a cell, as they are counted."""
        facets, satisfied = self._counted(cell, limited)
        return _in_all(left & facets.within, satisfied)

    def _counted(self, cell: Cell, limited: frozenset[str]) -> tuple[_Facets, list[Mask]]:
        """The facets of a cell, and by those that are counted the rules that do not surely fall short there."""
        facets = self._facets(tuple(cell.scope), limited)
        satisfied = [self._satisfied.any_of(facet, cell.scope[facet]) for facet in facets.described]
        satisfied += [self._given(element) for element in self._guarantees(cell) if element.facet not in limited]
        return facets, satisfied

    def surely(self, cell: Cell, limited: frozenset[str]) -> Mask:
        """The rules whose shortfalls for a cell are sure to be those that are counted, whatever anybody's opinion."""
        found = self._settled
        for facet in limited:
            if facet in self._single:
                found &= ~self._single[facet] | self._satisfied.any_of(facet, cell.scope.get(facet, ()))
        for element in self._guarantees(cell) if limited else ():
            if element.facet in limited:
                found &= self._given(element)
        return found

    def _guarantees(self, cell: Cell) -> list[Element]:
        return [element for element in cell.elements if not self.vocabulary.is_scope(element.facet)]

    def _given(self, element: Element) -> Mask:
        """The rules that give what an element asks for, surely or arguably, or could be given it by another."""
        return self._giving.any_of(element.facet, element.concepts) if element.concepts else self._bounded(element)

    def _bounded(self, element: Element) -> Mask:
        """The same where a quantity is asked for."""
        key = element.facet, element.at_least, element.at_most
        if key not in self._within_bounds:
            amounts = self._posted.amounts.get(element.facet, ())
            given = _mask(n for n, gift in amounts if delivers(self.vocabulary, gift, element))
            self._within_bounds[key] = given | self._supported
        return self._within_bounds[key]

    def _facets(self, described: tuple[str, ...], limited: frozenset[str]) -> _Facets:
        """The facets in which rules have a condition, as a cell sees them; many cells describe the same facets."""
        key = described, limited
        if key not in self._seen:
            others = tuple(f for f in self._single if f not in described and f not in limited)
            within = self._all
            for facet in others:
                within &= ~self._single[facet]
            mine = tuple(f for f in described if f in self._single and f not in limited)
            self._seen[key] = _Facets(mine, others, within)
        return self._seen[key]

    def is_silent(self, cell: Cell, entry: RuleEntry, anchor: str) -> bool:
        """Whether a rule says nothing in the anchor facet, or gives nothing comparable with what the cell asks."""
        if self.vocabulary.is_scope(anchor):
            return not any(c.facet == anchor for c in entry.rule.conditions)
        wanted = cell.scope.get(anchor, ())
        for gift in entry.rule.gives:
            if gift.facet != anchor:
                continue
            if self.comparable((*gift.concepts, *gift.arguably), wanted):
                return False
            if gift.amount is not None and quantified(cell, anchor):
                return False
        return True

    def comparable(self, given: Iterable[str], wanted: Iterable[str]) -> bool:
        """Whether a concept given is within a wanted one, or broader than one."""
        words = self.vocabulary
        return any(words.within(c, t) or words.within(t, c) for c in given for t in wanted)

    # What is worked out once ------------------------------------------------------------------------------------

    @cached_property
    def _posted(self) -> RulePostings:
        return RulePostings(self.rules, self.others)

    @cached_property
    def _by_kind(self) -> Mapping[str, RuleMasks]:
        """By kind of the vocabulary, the masks of its rules."""
        listed: dict[str, list[RuleEntry]] = {kind: [] for kind in self.vocabulary.kinds}
        for entry in self.rules:
            listed[entry.rule.kind].append(entry)
        giving = tuple(e for e in (*self.rules, *self.others) if e.rule.supports is not None)
        return {kind: RuleMasks(self.vocabulary, tuple(mine), giving) for kind, mine in listed.items()}

    @cached_property
    def _numbers(self) -> Mapping[tuple[object, ...], int]:
        return {entry.identity: number for number, entry in enumerate(self.rules)}

    @cached_property
    def _all(self) -> Mask:
        return (1 << len(self.rules)) - 1

    @cached_property
    def _kinds(self) -> Mapping[str, Mask]:
        return {kind: _mask(listed) for kind, listed in self._posted.by_kind.items()}

    @cached_property
    def _exclusive(self) -> frozenset[str]:
        """The scope facets in which a condition can keep a rule away."""
        words = self.vocabulary
        return frozenset(facet for facet in words.facets if words.is_scope(facet) and not words.overlapping(facet))

    @cached_property
    def _single(self) -> Mapping[str, Mask]:
        """By facet, the rules with one condition there that names a concept."""
        return {facet: _mask(listed) for facet, listed in self._posted.conditions.single.items()}

    @cached_property
    def _odd(self) -> Mapping[str, Mask]:
        """By facet, the rules with other conditions there."""
        return {facet: _mask(n for n, _ in listed) for facet, listed in self._posted.conditions.odd.items()}

    @cached_property
    def _speaking(self) -> Mapping[str, Mask]:
        """By kind, its rules with a condition in its anchor facet."""
        anchors = {kind.id: kind.anchor for kind in self.vocabulary.kinds.values()}
        said = {kind: self._single.get(anchor, 0) | self._odd.get(anchor, 0) for kind, anchor in anchors.items()}
        return {kind: mask & self.of_kind(kind) for kind, mask in said.items()}

    @cached_property
    def _amounts(self) -> Mapping[str, Mask]:
        """By facet, the rules that give a quantity there."""
        return {facet: _mask(n for n, _ in listed) for facet, listed in self._posted.amounts.items()}

    @cached_property
    def _supported(self) -> Mask:
        return _mask(self._posted.supported)

    @cached_property
    def _settled(self) -> Mask:
        return _mask(self._posted.settled)

    # None of these holds on to the masks themselves, which would then go only when reference cycles are looked for.

    @cached_property
    def _touching(self) -> _ByConcept:
        """The rules with a condition that touches a concept, or arguably holds of it."""
        words, posted = self.vocabulary, self._posted.conditions

        def make(facet: str, concept: str) -> Mask:
            touched = {above for below in words.below(concept) for above in words.above(below)}
            arguable = posted.arguable.under(facet, words.above(concept))
            return _mask((*posted.reached.under(facet, touched), *arguable))

        return _ByConcept(make)

    @cached_property
    def _open(self) -> _ByConcept:
        """These, and the rules without one condition in the facet."""
        every, single, touching = self._all, self._single, self._touching
        return _ByConcept(lambda facet, concept: every & ~single.get(facet, 0) | touching[facet, concept])

    @cached_property
    def _satisfied(self) -> _ByConcept:
        """The rules with a condition that holds or arguably holds of a concept, or without one in the facet."""
        words, posted, every, single = self.vocabulary, self._posted.conditions, self._all, self._single

        def make(facet: str, concept: str) -> Mask:
            above = words.above(concept)
            holding = _mask((*posted.reached.under(facet, above), *posted.arguable.under(facet, above)))
            return every & ~single[facet] | holding

        return _ByConcept(make)

    @cached_property
    def _giving(self) -> _ByConcept:
        """The rules that give a concept or what is within it, surely or arguably, or could be given it by another."""
        words, given, supported = self.vocabulary, self._posted.given, self._supported
        return _ByConcept(lambda facet, concept: _mask(given.under(facet, words.below(concept))) | supported)

    @cached_property
    def _comparable(self) -> _ByConcept:
        """The rules that give what is within a concept, or broader."""
        words, given = self.vocabulary, self._posted.given
        return _ByConcept(lambda facet, concept: _mask(given.under(facet, words.below(concept) | words.above(concept))))

    @cached_property
    def _compared(self) -> dict[tuple[str, tuple[str, ...]], Mask]:
        return {}

    @cached_property
    def _within_bounds(self) -> dict[tuple[object, ...], Mask]:
        return {}

    @cached_property
    def _seen(self) -> dict[tuple[tuple[str, ...], frozenset[str]], _Facets]:
        return {}


def _mask(found: Iterable[int]) -> Mask:
    """The set of some numbers. Bit by bit into a number, it would be copied for each of them."""
    listed = list(found)
    bits = bytearray(max(listed, default=0) // 8 + 1)
    for number in listed:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def _in_all(left: Mask, sets: Iterable[Mask]) -> Mask:
    """Those of some rules that are in each of some sets."""
    for one in sets:
        left &= one
    return left


def _tally(sets: Iterable[Mask]) -> list[Mask]:
    """In how many of some sets each rule is: numbers of a bit for each power of two, added up side by side."""
    digits: list[Mask] = []
    for carry in sets:
        place = 0
        while carry:
            if place == len(digits):
                digits.append(0)
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
    return digits


def _by_count(left: Mask, digits: list[Mask], counts: Iterable[int]) -> Iterator[tuple[int, Mask]]:
    """The rules of each count, without the counts that no rule has."""
    for count in counts:
        if not left:
            return
        found = left
        for place, digit in enumerate(digits):
            found &= digit if count >> place & 1 else ~digit
        if found:
            left &= ~found
            yield count, found
