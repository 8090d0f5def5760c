"""What a lint finds, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from gapcheck.catalogue.catalogue import Catalogue, Origin
from gapcheck.lint.rules import RULES, Level
from gapcheck.model.law import RuleEntry

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
NOWHERE = Origin("", 0)


@dataclass(frozen=True)
class LintFinding:
    """One finding on a catalogue that is sound: ``key`` is the id of the thing, ``expected`` what would end the
    finding.

    ``file`` is empty and ``line`` 0 in a catalogue that was not read from files.
    """

    code: str
    level: Level
    file: str
    line: int
    key: str
    message: str
    expected: str

    @property
    def sentence(self) -> str:
        """The message with what was expected."""
        return f"{self.message}; expected {self.expected}"

    def reaches(self, level: Level) -> bool:
        """Whether this is as grave as ``level``, or graver."""
        return LEVELS.index(self.level) <= LEVELS.index(level)

    def to_dict(self) -> dict[str, object]:
        """The finding as plain values."""
        return asdict(self)


def finding(
    catalogue: Catalogue, code: str, key: str, message: str, expected: str, place: str | None = None
) -> LintFinding:
    """A finding on ``key``; ``place`` is the key of the origins that tells the line, if that is not ``key`` itself."""
    origin = catalogue.origins.get(place or key) or catalogue.origins.get(key, NOWHERE)
    return LintFinding(code, RULES[code].level, origin.file, origin.line, key, message, expected)


def on_rule(catalogue: Catalogue, code: str, entry: RuleEntry, message: str, expected: str) -> LintFinding:
    """A finding on a rule, at the interval that is meant."""
    return finding(catalogue, code, entry.key, message, expected, f"{entry.key}@{entry.rule.in_force.start}")
