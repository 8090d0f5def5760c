"""How far a rule reaches once it is amended: a repair may reach what the treaty describes, and nothing else.

A situation is one concept for each facet that matters. A rule reaches it if each of its conditions lets the concept in;
a duty describes it if each of the duty's scope elements does. See design 2.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from gapcheck.model.law import Condition, Rule
from gapcheck.model.treaty import FullDuty
from gapcheck.model.vocabulary import Vocabulary

Part = tuple[str, tuple[str, ...], bool]
"""A facet, concepts that a condition lets in there, and whether an amendment added them."""


def opened(words: Vocabulary, old: Rule, new: Rule, duties: Iterable[FullDuty]) -> tuple[Mapping[str, str], ...]:
    """What a rule reaches once it is amended that it did not reach before and that no duty describes, by facet.

    ``new`` is ``old`` with concepts added to its conditions. Every mixture of what was there and what was added is
    looked at: two additions that are each described alone may open something together.
    """
    described = [_described(words, full) for full in duties if full.duty.kind == new.kind]
    return tuple(
        {facet: ", ".join(concepts) for facet, concepts, _ in parts}
        for parts in _mixtures(words, old, new)
        if not any(_inside(words, parts, scope) for scope in described)
    )


def confined(words: Vocabulary, rule: Rule, duties: Iterable[FullDuty]) -> bool:
    """Whether a rule reaches nothing but what some duty of its kind describes."""
    parts = [(c.facet, tuple(c.any), False) for c in rule.conditions]
    return any(_inside(words, parts, _described(words, full)) for full in duties if full.duty.kind == rule.kind)


def _mixtures(words: Vocabulary, old: Rule, new: Rule) -> Iterator[tuple[Part, ...]]:
    """The mixtures of old and added concepts that hold at least one that was added."""
    if len(old.conditions) != len(new.conditions):
        raise ValueError("a repair adds concepts to conditions and takes none of them out")
    choices = [_parts(words, before, after) for before, after in zip(old.conditions, new.conditions, strict=True)]
    yield from (parts for parts in product(*choices) if any(added for _, _, added in parts))


def _parts(words: Vocabulary, before: Condition, after: Condition) -> list[Part]:
    added = [c for c in sorted(set(after.any)) if not words.within_any(c, before.any)]
    return [(before.facet, tuple(sorted(before.any)), False), *((after.facet, (c,), True) for c in added)]


def _described(words: Vocabulary, full: FullDuty) -> Mapping[str, tuple[str, ...]]:
    """The concepts that a duty describes, by scope facet."""
    scope: dict[str, tuple[str, ...]] = {}
    for element in full.elements:
        if words.is_scope(element.facet):
            scope[element.facet] = (*scope.get(element.facet, ()), *element.concepts)
    return scope


def _inside(words: Vocabulary, parts: Sequence[Part], scope: Mapping[str, Sequence[str]]) -> bool:
    """Whether everything in a mixture is described: where the rule sets no limit, neither may the duty."""
    for facet, listed in scope.items():
        limits = [concepts for name, concepts, _ in parts if name == facet]
        if not any(all(words.within_any(c, listed) for c in concepts) for concepts in limits):
            return False
    return True
