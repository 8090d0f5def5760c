"""What rules say, sorted by facet and concept: for each, the numbers of the rules that say it.

A rule has a number, its place in the tuple of rules. Everything here is worked out once, when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.model.law import Condition, Gift, RuleEntry


class Posted(dict[tuple[str, str], list[int]]):
    """The numbers of rules by facet and concept."""

    def post(self, number: int, facet: str, concepts: Iterable[str]) -> None:
        """Put a number under some concepts of a facet."""
        for concept in concepts:
            self.setdefault((facet, concept), []).append(number)

    def under(self, facet: str, concepts: Iterable[str]) -> Iterator[int]:
        """The numbers under some concepts of a facet; a rule that is under several comes several times."""
        for concept in concepts:
            yield from self.get((facet, concept), ())


@dataclass(frozen=True)
class PostedConditions:
    """The conditions of some rules.

    ``single`` has by facet the rules with one condition there that names a concept; ``reached`` and ``arguable`` what
    these conditions name, surely and arguably. ``odd`` has by facet, with their rules, all others: several in one
    facet, and those that name no concept for sure.
    """

    single: Mapping[str, list[int]]
    reached: Posted
    arguable: Posted
    odd: Mapping[str, list[tuple[int, Condition]]]


@dataclass(frozen=True, eq=False)
class RulePostings:
    """Some rules, sorted by what they say."""

    rules: tuple[RuleEntry, ...]
    others: tuple[RuleEntry, ...] = ()
    """Rules that may give to these and are not sorted."""

    @cached_property
    def by_kind(self) -> Mapping[str, list[int]]:
        """By kind."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.rules):
            found.setdefault(entry.rule.kind, []).append(number)
        return found

    @cached_property
    def conditions(self) -> PostedConditions:
        """The conditions of the rules."""
        single: dict[str, list[int]] = {}
        odd: dict[str, list[tuple[int, Condition]]] = {}
        reached, arguable = Posted(), Posted()
        for number, entry in enumerate(self.rules):
            conditions = entry.rule.conditions
            facets = [condition.facet for condition in conditions]
            for condition in conditions:
                if not condition.any or facets.count(condition.facet) > 1:
                    odd.setdefault(condition.facet, []).append((number, condition))
                    continue
                single.setdefault(condition.facet, []).append(number)
                reached.post(number, condition.facet, condition.any)
                arguable.post(number, condition.facet, condition.arguably)
        return PostedConditions(single, reached, arguable, odd)

    @cached_property
    def given(self) -> Posted:
        """What rules give by themselves, surely or arguably."""
        found = Posted()
        for number, entry in enumerate(self.rules):
            for gift in entry.rule.gives:
                found.post(number, gift.facet, gift.concepts)
                found.post(number, gift.facet, gift.arguably)
        return found

    @cached_property
    def amounts(self) -> Mapping[str, list[tuple[int, Gift]]]:
        """By facet, the quantities that rules give there."""
        found: dict[str, list[tuple[int, Gift]]] = {}
        for number, entry in enumerate(self.rules):
            for gift in entry.rule.gives:
                if gift.amount is not None:
                    found.setdefault(gift.facet, []).append((number, gift))
        return found

    @cached_property
    def supported(self) -> frozenset[int]:
        """The rules to which another may give its guarantees."""
        # Every key given has to match: who names rules gives to these at most, who names Acts to the rules of these.
        named: set[str] = set()
        acts: set[str] = set()
        kinds: set[str] = set()
        for entry in (*self.rules, *self.others):
            keys = entry.rule.supports
            if keys is not None and keys.rules is not None:
                named.update(keys.rules)
            elif keys is not None and keys.acts is not None:
                acts.update(keys.acts)
            elif keys is not None and keys.kinds is not None:
                kinds.update(keys.kinds)
        every = enumerate(self.rules)
        return frozenset(n for n, e in every if e.key in named or e.act.id in acts or e.rule.kind in kinds)

    @cached_property
    def settled(self) -> list[int]:
        """The rules of which nothing is arguable, that no other gives anything, and that make no exception.

        A duty of a treaty that acts as a rule is not among them: what the treaty allows is weighed as well.
        """
        apart = {number for listed in self.conditions.odd.values() for number, _ in listed} | self.supported
        return [number for number, entry in enumerate(self.rules) if number not in apart and _settled(entry)]


def _settled(entry: RuleEntry) -> bool:
    rule = entry.rule
    return (
        entry.treaty is None
        and all(exception.effect == "none" for exception in rule.exceptions)
        and not any(condition.arguably for condition in rule.conditions)
        and not any(gift.arguably for gift in rule.gives)
    )
