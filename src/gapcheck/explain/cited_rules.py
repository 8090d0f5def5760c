"""The rules that an instrument is held against, looked up by how they are cited and whether they hold on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.engine.results import DutyResult
from gapcheck.model.law import RuleEntry
from gapcheck.wording.citation import cite_rule


def citations(duty: DutyResult) -> tuple[str, ...]:
    """The rules that the verdict on a duty rests on, as citations: the best ones, then those that they rely on."""
    return tuple(dict.fromkeys(cite_rule(entry) for entry in duty.rules))


@dataclass(frozen=True, eq=False)
class CitedRules:
    """Rules of every interval, and the day that is asked about."""

    rules: Sequence[RuleEntry]
    day: date

    @cached_property
    def in_force(self) -> Mapping[str, RuleEntry]:
        """The rules in force on the day, by their id."""
        return {e.key: e for e in self.rules if e.rule.in_force.holds(self.day)}

    @cached_property
    def citations(self) -> Mapping[str, str]:
        """The citation of every rule of any day, by its id."""
        return {e.key: cite_rule(e) for e in self.rules}

    @cached_property
    def cited_in_force(self) -> frozenset[str]:
        """The citations of the rules in force on the day."""
        return frozenset(map(cite_rule, self.in_force.values()))

    def cited_as(self, citation: str) -> Sequence[RuleEntry]:
        """The rules of any day that are cited so: those of one provision, in all their forms."""
        return self._by_citation.get(citation, ())

    @cached_property
    def _by_citation(self) -> Mapping[str, list[RuleEntry]]:
        found: dict[str, list[RuleEntry]] = {}
        for entry in self.rules:
            found.setdefault(cite_rule(entry), []).append(entry)
        return found

    def amended(self, entry: RuleEntry) -> bool:
        """Whether the form before ended on the very day on which this one began: the rule was amended, not new."""
        return (entry.key, entry.rule.in_force.start) in self._ended

    @cached_property
    def _ended(self) -> frozenset[tuple[str, date | None]]:
        return frozenset((e.key, e.rule.in_force.end) for e in self.rules)
