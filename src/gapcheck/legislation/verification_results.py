"""What holding a catalogue against official texts gives: findings, rules held, and rules that no text can judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gapcheck.catalogue.catalogue import Catalogue, Origin
from gapcheck.errors import Problem
from gapcheck.legislation.tree import Legislation, PlacedNode
from gapcheck.legislation.xml_parsing import NOT_LEGISLATION
from gapcheck.lint.finding import NOWHERE
from gapcheck.lint.rules import Level
from gapcheck.model.law import Act, RuleEntry


@dataclass(frozen=True)
class VerifyFinding:
    """One finding. ``key`` is the section or rule, ``rules`` those (with the day they begin) whose verdicts it makes
    suspect.

    ``file`` and ``line`` are those of the catalogue, ``text`` and ``text_line`` those of the official text, which is as
    at ``as_at``. A ``note`` makes nothing suspect.
    """

    code: str
    level: Level
    key: str
    file: str
    line: int
    message: str
    expected: str
    as_at: date
    text: str
    text_line: int
    rules: tuple[tuple[str, date], ...]

    @property
    def sentence(self) -> str:
        """The message with what was expected."""
        return f"{self.message}; expected {self.expected}"

    def to_dict(self) -> dict[str, object]:
        """The finding as plain values."""
        return {
            "code": self.code,
            "level": self.level,
            "key": self.key,
            "file": self.file,
            "line": self.line,
            "message": self.message,
            "expected": self.expected,
            "as_at": self.as_at.isoformat(),
            "text": self.text,
            "text_line": self.text_line,
            "rules": [{"rule": key, "from": start.isoformat()} for key, start in self.rules],
        }


@dataclass(frozen=True)
class HeldRule:
    """A rule that was held against a text: the section it was found in (``None`` if it is not there), and its hash."""

    entry: RuleEntry
    text: Legislation
    section: PlacedNode | None
    hash: str | None

    @property
    def accepted(self) -> bool:
        """Whether somebody accepted the rule on this very text."""
        recorded = self.entry.rule.text_hash
        # Only the hash counts: an unchanged section of a later consolidation is the text that was accepted.
        return (
            recorded is not None and self.hash is not None and recorded.partition("@")[0] == self.hash.partition("@")[0]
        )


@dataclass(frozen=True)
class HeldAct:
    """An Act with the texts that were found for it, and its rules that no text can judge, with the reason."""

    act: Act
    texts: tuple[Legislation, ...]
    held: tuple[HeldRule, ...]
    not_held: tuple[tuple[RuleEntry, str], ...]


@dataclass(frozen=True)
class Verification:
    """What came of holding a catalogue against official texts. ``not_read`` are the files that could not be read."""

    acts: tuple[HeldAct, ...]
    without_text: tuple[Act, ...]
    findings: tuple[VerifyFinding, ...]
    not_read: tuple[Problem, ...] = ()

    @property
    def damaged(self) -> tuple[Problem, ...]:
        """Those that may be legislation and could not be read; what is something else altogether is not among them."""
        return tuple(p for p in self.not_read if p.code != NOT_LEGISLATION)

    @property
    def held(self) -> tuple[HeldRule, ...]:
        """Every rule that was held against a text."""
        return tuple(h for act in self.acts for h in act.held)

    def to_dict(self) -> dict[str, object]:
        """The verification as plain values."""
        return {
            "acts": [_act_as_dict(a) for a in self.acts],
            "without_text": [{"act": a.id, "title": a.title, "number": a.number} for a in self.without_text],
            "not_read": [{"file": p.file, "line": p.line, "code": p.code, "message": p.message} for p in self.not_read],
            "findings": [f.to_dict() for f in self.findings],
        }


def _act_as_dict(held: HeldAct) -> dict[str, object]:
    texts = [
        {
            "file": t.file,
            "title": t.title or None,
            "as_at": t.as_at.isoformat() if t.as_at else None,
            "as_at_from": t.as_at_from,
            "extract": t.extract,
            "rules_held": sum(h.text is t for h in held.held),
        }
        for t in held.texts
    ]
    not_held = [{"rule": e.key, "from": e.rule.in_force.start.isoformat(), "why": why} for e, why in held.not_held]
    return {
        "act": held.act.id,
        "title": held.act.title,
        "number": held.act.number,
        "texts": texts,
        "not_held": not_held,
    }


def origin_of(catalogue: Catalogue, entry: RuleEntry) -> Origin:
    """Where a rule of one interval is written down."""
    origins = catalogue.origins
    return origins.get(f"{entry.key}@{entry.rule.in_force.start}") or origins.get(entry.key, NOWHERE)


def recorded_day(recorded: str) -> date:
    """The day whose text a recorded hash is of."""
    return date.fromisoformat(recorded.rpartition("@")[2])
