"""Looking up rules by their place in an Act: the Act, a section, a subsection or one rule."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.errors import UnknownIdError
from gapcheck.model.law import RuleEntry


def find_rules(rules: Iterable[RuleEntry], place: str) -> tuple[RuleEntry, ...]:
    """The rules at a place: ``crimes-act-1961``, ``crimes-act-1961:252``, ``crimes-act-1961:252(1)``.

    A section holds its subsections, an Act its sections. Raises ``UnknownIdError`` where no rule stands.
    """
    every = tuple(rules)
    act, colon, within = place.partition(":")
    found = tuple(e for e in every if e.act.id == act and (not colon or _stands_at(e, within)))
    if not found:
        raise UnknownIdError("place in the law", place, law_places(every))
    return found


def law_places(rules: Iterable[RuleEntry]) -> frozenset[str]:
    """Every place of which there is a rule: Acts, sections and rules, by id."""
    every = tuple(rules)
    sections = {f"{e.act.id}:{e.section.section}" for e in every}
    return frozenset({e.act.id for e in every} | sections | {e.key for e in every})


def _stands_at(entry: RuleEntry, within: str) -> bool:
    own = entry.rule.id
    return within in (entry.section.section, own) or own.startswith((f"{within}(", f"{within}-"))
