"""Which rules are suspect: the official text said something else, and nobody has looked at them again since.

What was found is part of the data (``nz_statutes/verification.yaml``), so that the same data always give the same
output. It never changes a verdict; it is shown beside every verdict that rests on the rule. It lapses when the encoding
of the rule changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import Field

from gapcheck.model.base import Date, Id, Many, Model, Text

if TYPE_CHECKING:
    from gapcheck.model.law import RuleEntry

# What these say of a rule is not what it is held to say.
_BESIDE: Mapping[str, Any] = {
    **dict.fromkeys(("text_hash", "source", "note", "settled_by", "savings"), True),
    "in_force": {"checked"},
}


class RecordedFinding(Model):
    """One finding: its code, and what was found, in words."""

    code: Id
    text: Text


class SuspectRule(Model):
    """What was found of a rule as it was encoded then (``fingerprint``), in the official text of the day ``as_at``."""

    rule: Id
    start: Date = Field(alias="from")
    fingerprint: Id
    as_at: Date
    found: Many[RecordedFinding]


class VerificationFile(Model):
    """``nz_statutes/verification.yaml``."""

    verification: Many[SuspectRule]


@dataclass(frozen=True)
class Suspicion:
    """Why a rule is suspect: the findings in words, and the day of the official text."""

    rule: str
    as_at: date
    found: tuple[RecordedFinding, ...]


def fingerprint(entry: RuleEntry) -> str:
    """Twelve hexadecimal digits that change with the encoding of a rule, its section's number, heading or id, and
    nothing else.

    Sources, notes, savings, how far the dates were checked and the hash of the text are no part of the encoding.
    """
    # Without the defaults: a key that rules do not have yet must not make every record lapse.
    encoding = entry.rule.model_dump_json(exclude=dict(_BESIDE), exclude_defaults=True)
    return _fingerprint(entry.section.section, entry.section.heading, entry.section.pco_id, encoding)


# Every assessment asks it of every rule.
@lru_cache(maxsize=4096)
def _fingerprint(*parts: str | None) -> str:
    return hashlib.sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:12]


def carried_over(
    suspects: Mapping[tuple[str, date], Suspicion], before: Iterable[RuleEntry], after: Iterable[RuleEntry]
) -> Mapping[tuple[str, date], Suspicion]:
    """What is suspect once a reform has been laid over the law: also what the reform makes of a rule that is
    suspect.
    """
    if not suspects:
        return suspects
    old = [entry for entry in before if entry.identity in suspects]
    known = {entry.identity for entry in old}
    # A reform gives an amended rule a new start, so a suspicion is carried over by the id and the day.
    made = {
        entry.identity: suspects[suspect.identity]
        for entry in after
        for suspect in old
        if entry.identity not in known
        and entry.key == suspect.key
        and suspect.rule.in_force.holds(entry.rule.in_force.start)
    }
    return {**suspects, **made}


def suspicions(recorded: Iterable[SuspectRule], rules: Iterable[RuleEntry]) -> Mapping[tuple[str, date], Suspicion]:
    """The rules that are suspect, by their identity. What was found of an encoding that is no more has lapsed."""
    entries = {entry.identity: entry for entry in rules}
    suspects: dict[tuple[str, date], Suspicion] = {}
    for record in recorded:
        entry = entries.get((record.rule, record.start))
        # Whoever has encoded the rule anew since has looked at it.
        if entry is not None and fingerprint(entry) == record.fingerprint and record.found:
            suspects[entry.identity] = Suspicion(record.rule, record.as_at, record.found)
    return suspects
