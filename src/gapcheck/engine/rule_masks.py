"""Sets of rules as whole numbers: which rules can reach what a cell wants, found without going through the rules.

A rule has a number, its place in the tuple of rules; a set of rules is the whole number with these bits. What is
asked of it depends on the vocabulary and the rules alone, so that one value serves every day, reading and opinion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.model.law import Condition, RuleEntry
from gapcheck.model.vocabulary import Vocabulary

Mask = int
"""A set of rules: bit ``n`` stands for rule ``n``."""

_Posted = dict[tuple[str, str], Mask]


def numbers(mask: Mask) -> Iterator[int]:
    """The numbers of the rules in a set, in their order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def compare(words: Vocabulary, condition: Condition, wanted: tuple[str, ...]) -> str:
    """How a condition stands to what a cell wants in its facet (design 2.3).

    ``satisfied``, ``arguable``, ``narrower``, ``extra`` or ``disjoint``.
    """
    if any(words.within_any(t, condition.any) for t in wanted) or _whichever(words, condition, wanted):
        return "satisfied"
    if any(words.within_any(t, condition.arguably) for t in wanted):
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


@dataclass(frozen=True, eq=False)
class RuleMasks:
    """Some rules, of any intervals, and which of them can reach what."""

    vocabulary: Vocabulary
    rules: tuple[RuleEntry, ...]
    _disjoint: dict[tuple[str, tuple[str, ...]], Mask] = field(default_factory=dict, repr=False)
    _lacking: dict[tuple[str, tuple[str, ...]], Mask] = field(default_factory=dict, repr=False)
    _silent: dict[tuple[object, ...], Mask] = field(default_factory=dict, repr=False)

    def set_of(self, entries: Iterable[RuleEntry]) -> Mask:
        """The set of some of the rules."""
        mask = 0
        for entry in entries:
            mask |= 1 << self._numbers[entry.identity]
        return mask

    def of_kind(self, kind: str) -> Mask:
        """The rules of a kind."""
        return self._kinds.get(kind, 0)

    def reaching(self, kind: str, cell: Cell) -> Mask:
        """The rules of a kind that are not disjoint from a cell."""
        left = self.of_kind(kind) & ~self.silent(kind, cell)
        for facet, wanted in cell.scope.items():
            left &= ~self.disjoint(facet, wanted)
        return left

    def disjoint(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        """The rules that a condition in one facet makes disjoint from all cells that want the same there."""
        key = (facet, wanted)
        if key not in self._disjoint:
            self._disjoint[key] = self._excluded(facet, wanted)
        return self._disjoint[key]

    def _excluded(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        if not wanted or not self.vocabulary.is_scope(facet) or self.vocabulary.overlapping(facet):
            return 0
        words = self.vocabulary
        touched = {above for t in wanted for below in words.below(t) for above in words.above(below)}
        arguable = {above for t in wanted for above in words.above(t)}
        reached = _union(self._reached, facet, touched) | _union(self._arguable, facet, arguable)
        excluded = self._single.get(facet, 0) & ~reached
        for number, condition in self._several.get(facet, ()):
            if compare(words, condition, wanted) == "disjoint":
                excluded |= 1 << number
        return excluded

    def by_least_shortfalls(self, left: Mask, cell: Cell, limited: frozenset[str]) -> Iterator[Mask]:
        """Some rules, sorted into sets by how many shortfalls each is sure to have for a cell: none, one, two, ...

        Only what no narrowing could excuse is counted: nothing in the facets that are ``limited``. What is counted
        leaves a rule narrow at every end.
        """
        every, wanting = tuple(self._failing(cell, limited)), 0
        for failing in every:
            wanting |= failing
        yield left & ~wanting
        left &= wanting
        # Each facet adds one to the rules that fail in it: numbers of a bit for each power of two, added side by side.
        digits: list[Mask] = []
        for failing in every:
            carry = failing & left
            for place, digit in enumerate(digits):
                digits[place], carry = digit ^ carry, digit & carry
            if carry:
                digits.append(carry)
        for count in range(1, 1 << len(digits)):
            if not left:
                return
            found = left
            for place, digit in enumerate(digits):
                found &= digit if count >> place & 1 else ~digit
            left &= ~found
            yield found

    def _failing(self, cell: Cell, limited: frozenset[str]) -> Iterator[Mask]:
        """For each facet, the rules that are sure to fall short in it."""
        for facet in self._single:
            if facet not in limited:
                yield self._narrower(facet, cell.scope.get(facet, ()))
        for element in cell.elements:
            if not self.vocabulary.is_scope(element.facet) and element.facet not in limited:
                yield self._missing(element.facet, element.concepts)

    def _narrower(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        """The rules with a condition that neither holds nor arguably holds of what is wanted in a scope facet."""
        key = (facet, wanted)
        if key not in self._lacking:
            above = {a for t in wanted for a in self.vocabulary.above(t)}
            found = _union(self._reached, facet, above) | _union(self._arguable, facet, above)
            self._lacking[key] = self._single[facet] & ~found
        return self._lacking[key]

    def _missing(self, facet: str, wanted: tuple[str, ...]) -> Mask:
        """The rules that neither give what is wanted in a guarantee facet nor could be given it by another."""
        key = (facet, wanted)
        if key not in self._lacking:
            below = {b for t in wanted for b in self.vocabulary.below(t)}
            given = _union(self._given, facet, below) if wanted else self._amounts.get(facet, 0)
            self._lacking[key] = ~(given | self._supported)
        return self._lacking[key]

    def silent(self, kind: str, cell: Cell) -> Mask:
        """The rules of a kind that are silent in its anchor facet for all cells that want the same there."""
        anchor = self.vocabulary.kinds[kind].anchor
        scope = self.vocabulary.is_scope(anchor)
        key = (kind,) if scope else (kind, cell.scope.get(anchor, ()), quantified(cell, anchor))
        if key not in self._silent:
            entries = ((number, self.rules[number]) for number in numbers(self.of_kind(kind)))
            self._silent[key] = _mask(number for number, entry in entries if self.is_silent(cell, entry, anchor))
        return self._silent[key]

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

    # What is posted once --------------------------------------------------------------------------------------

    @cached_property
    def _numbers(self) -> Mapping[tuple[object, ...], int]:
        return {entry.identity: number for number, entry in enumerate(self.rules)}

    @cached_property
    def _kinds(self) -> Mapping[str, Mask]:
        found: dict[str, Mask] = {}
        for number, entry in enumerate(self.rules):
            found[entry.rule.kind] = found.get(entry.rule.kind, 0) | 1 << number
        return found

    @cached_property
    def _conditions(self) -> Mapping[str, Mapping[int, list[Condition]]]:
        """By facet and rule, its conditions."""
        found: dict[str, dict[int, list[Condition]]] = {}
        for number, entry in enumerate(self.rules):
            for condition in entry.rule.conditions:
                found.setdefault(condition.facet, {}).setdefault(number, []).append(condition)
        return found

    @cached_property
    def _several(self) -> Mapping[str, list[tuple[int, Condition]]]:
        """By facet, the conditions of rules with several there, and those that name no concept for sure."""
        found: dict[str, list[tuple[int, Condition]]] = {}
        for facet, by_rule in self._conditions.items():
            odd = ((n, c) for n, conditions in by_rule.items() for c in conditions if _odd(conditions))
            found[facet] = list(odd)
        return found

    @cached_property
    def _plain(self) -> list[tuple[int, Condition]]:
        """The conditions that stand alone in their facet and name a concept, with their rules."""
        return [
            (number, conditions[0])
            for by_rule in self._conditions.values()
            for number, conditions in by_rule.items()
            if not _odd(conditions)
        ]

    @cached_property
    def _single(self) -> Mapping[str, Mask]:
        found: dict[str, Mask] = {}
        for number, condition in self._plain:
            found[condition.facet] = found.get(condition.facet, 0) | 1 << number
        return found

    @cached_property
    def _reached(self) -> _Posted:
        return _posted((c.facet, concept, n) for n, c in self._plain for concept in c.any)

    @cached_property
    def _arguable(self) -> _Posted:
        return _posted((c.facet, concept, n) for n, c in self._plain for concept in c.arguably)

    @cached_property
    def _given(self) -> _Posted:
        """What rules give by themselves, surely or arguably; what is made of no concept at all is not told apart."""
        gifts = [(g, n) for n, e in enumerate(self.rules) for g in e.rule.gives]
        return _posted((g.facet, concept, n) for g, n in gifts for concept in (*g.concepts, *g.arguably))

    @cached_property
    def _amounts(self) -> Mapping[str, Mask]:
        """By facet, the rules that give a quantity there."""
        found: dict[str, Mask] = {}
        for number, entry in enumerate(self.rules):
            for gift in entry.rule.gives:
                if gift.amount is not None:
                    found[gift.facet] = found.get(gift.facet, 0) | 1 << number
        return found

    @cached_property
    def _supported(self) -> Mask:
        """The rules to which another may give its guarantees."""
        givers = [e.rule.supports for e in self.rules if e.rule.supports is not None]
        named = {key for s in givers for key in s.rules or ()}
        acts = {act for s in givers if s.rules is None for act in s.acts or ()}
        kinds = {kind for s in givers if s.rules is None and s.acts is None for kind in s.kinds or ()}
        return _mask(n for n, e in enumerate(self.rules) if e.key in named or e.act.id in acts or e.rule.kind in kinds)


def _odd(conditions: list[Condition]) -> bool:
    return len(conditions) > 1 or not conditions[0].any


def _posted(places: Iterable[tuple[str, str, int]]) -> _Posted:
    found: _Posted = {}
    for facet, concept, number in places:
        found[facet, concept] = found.get((facet, concept), 0) | 1 << number
    return found


def _union(posted: _Posted, facet: str, concepts: Iterable[str]) -> Mask:
    mask = 0
    for concept in concepts:
        mask |= posted.get((facet, concept), 0)
    return mask


def _mask(found: Iterable[int]) -> Mask:
    mask = 0
    for number in found:
        mask |= 1 << number
    return mask
