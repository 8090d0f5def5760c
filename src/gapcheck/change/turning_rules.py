"""On which days rules begin or end, and which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_

from gapcheck.engine.rule_masks import Mask, RuleMasks
from gapcheck.model.law import RuleEntry

_TOGETHER = 16
"""So many days are looked at together first: of most of them nobody need know more."""


@dataclass(frozen=True, eq=False)
class TurningRules:
    """The days on which rules begin or end, with the rules."""

    masks: RuleMasks

    @cached_property
    def on(self) -> Mapping[date, Sequence[RuleEntry]]:
        """The rules that begin or end on each day, in their order."""
        found: dict[date, list[RuleEntry]] = {}
        for entry in self.masks.rules:
            interval = entry.rule.in_force
            found.setdefault(interval.start, []).append(entry)
            if interval.end is not None:
                found.setdefault(interval.end, []).append(entry)
        return found

    def next_day(self, kind: str, rules: Mask, after: date) -> date | None:
        """The first day after another on which one of some rules of a kind begins or ends."""
        days = self._by_kind.get(kind)
        return None if days is None else days.next_day(rules, after)

    @cached_property
    def _by_kind(self) -> Mapping[str, _Days]:
        found: dict[str, dict[date, Mask]] = {}
        for day, turning in sorted(self.on.items()):
            for kind, rules in self.masks.sets_of(turning).items():
                found.setdefault(kind, {})[day] = rules
        return {kind: _Days(tuple(sets), tuple(sets.values())) for kind, sets in found.items()}


@dataclass(frozen=True)
class _Days:
    """The days on which rules of one kind begin or end, in order, and the set of these on each."""

    days: Sequence[date]
    sets: Sequence[Mask]

    @cached_property
    def _together(self) -> Sequence[Mask]:
        """The sets of so many days put together."""
        places = range(0, len(self.sets), _TOGETHER)
        return [reduce(or_, self.sets[place : place + _TOGETHER]) for place in places]

    def next_day(self, rules: Mask, after: date) -> date | None:
        place = bisect_right(self.days, after)
        while place < len(self.days):
            several, within = divmod(place, _TOGETHER)
            if not within and not self._together[several] & rules:
                place += _TOGETHER
            elif self.sets[place] & rules:
                return self.days[place]
            else:
                place += 1
        return None
