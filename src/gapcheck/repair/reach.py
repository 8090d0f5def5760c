"""How far a rule reaches once it is amended: a repair may reach what the treaty describes, and nothing else.

A situation is one concept for each facet that matters. A rule reaches it if each of its conditions lets the concept in;
a duty describes it if each of the duty's scope elements does. See design 2.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from gapcheck.model.law import Condition, Rule
from gapcheck.model.treaty import Element, FullDuty
from gapcheck.model.vocabulary import Vocabulary

Part = tuple[str, tuple[str, ...], bool]
"""A facet, concepts that a condition lets in there, and whether an amendment added them."""


@dataclass(frozen=True, eq=False)
class Described:
    """What some duties describe, which says how far a rule may be made to reach.

    The duties of a kind are the bits of whole numbers, posted by what they list in a facet: which of them describe a
    mixture is found without going through the duties.
    """

    words: Vocabulary
    duties: tuple[FullDuty, ...]

    def opened(self, old: Rule, new: Rule) -> tuple[Mapping[str, str], ...]:
        """What a rule reaches once it is amended that it did not reach before and that no duty describes, by facet.

        ``new`` is ``old`` with concepts added to its conditions. Every mixture of what was there and what was added is
        looked at: two additions that are each described alone may open something together.
        """
        return tuple(
            {facet: ", ".join(concepts) for facet, concepts, _ in parts}
            for parts in _mixtures(self.words, old, new)
            if not self._inside(new.kind, parts)
        )

    def confined(self, rule: Rule) -> bool:
        """Whether a rule reaches nothing but what some duty of its kind describes."""
        return self._inside(rule.kind, [(c.facet, tuple(c.any), False) for c in rule.conditions])

    def _inside(self, kind: str, parts: Sequence[Part]) -> bool:
        """Whether a duty describes everything in a mixture: where the rule sets no limit, neither may the duty."""
        left = (1 << len(self._of_kind.get(kind, ()))) - 1
        for facet, limited in self._limited(kind).items():
            held = 0
            for concepts in (concepts for name, concepts, _ in parts if name == facet):
                held |= self._describing(kind, facet, concepts)
            left &= held | ~limited
        return left != 0

    def _describing(self, kind: str, facet: str, concepts: Iterable[str]) -> int:
        """The duties of a kind that describe each of some concepts in a facet."""
        found = self._limited(kind)[facet]
        for concept in concepts:
            listed = 0
            for above in self.words.above(concept):
                listed |= self._listed.get((kind, facet, above), 0)
            found &= listed
        return found

    def _limited(self, kind: str) -> Mapping[str, int]:
        """By scope facet, the duties of a kind that describe something there."""
        return self._facets.get(kind, {})

    @cached_property
    def _of_kind(self) -> Mapping[str, list[FullDuty]]:
        found: dict[str, list[FullDuty]] = {}
        for full in self.duties:
            found.setdefault(full.duty.kind, []).append(full)
        return found

    @cached_property
    def _facets(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for kind, number, element in self._scope():
            facets = found.setdefault(kind, {})
            facets[element.facet] = facets.get(element.facet, 0) | 1 << number
        return found

    @cached_property
    def _listed(self) -> Mapping[tuple[str, str, str], int]:
        found: dict[tuple[str, str, str], int] = {}
        for kind, number, element in self._scope():
            for concept in element.concepts:
                key = (kind, element.facet, concept)
                found[key] = found.get(key, 0) | 1 << number
        return found

    def _scope(self) -> Iterator[tuple[str, int, Element]]:
        """The scope elements of all duties, with the kind of the duty and its number among those of the kind."""
        for kind, duties in self._of_kind.items():
            for number, full in enumerate(duties):
                yield from ((kind, number, e) for e in full.elements if self.words.is_scope(e.facet))


def _mixtures(words: Vocabulary, old: Rule, new: Rule) -> Iterator[tuple[Part, ...]]:
    """The mixtures of old and added concepts that hold at least one that was added."""
    if len(old.conditions) != len(new.conditions):
        raise ValueError("a repair adds concepts to conditions and takes none of them out")
    choices = [_parts(words, before, after) for before, after in zip(old.conditions, new.conditions, strict=True)]
    yield from (parts for parts in product(*choices) if any(added for _, _, added in parts))


def _parts(words: Vocabulary, before: Condition, after: Condition) -> list[Part]:
    added = [c for c in sorted(set(after.any)) if not words.within_any(c, before.any)]
    return [(before.facet, tuple(sorted(before.any)), False), *((after.facet, (c,), True) for c in added)]
