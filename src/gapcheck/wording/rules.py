"""How rules and their exceptions are spoken of: where they stand, and since when they hold."""

from __future__ import annotations

from gapcheck.model.law import RuleEntry
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import small


def place(section: str) -> str:
    """Where an exception stands: ``s 252(2)``, or what its section is called.

    >>> place("252(2)"), place("Guidelines, part 3")
    ('s 252(2)', 'Guidelines, part 3')
    """
    return f"s {section}" if section[0].isdigit() else section


def holding(entry: RuleEntry) -> str:
    """Statutes are in force; measures outside statute are in place; a duty is part of its treaty text."""
    if entry.treaty is not None:
        return "part of the text"
    return "in place" if entry.act.outside_statute else "in force"


def starting(entry: RuleEntry, word: str) -> str:
    """``in force since 1 April 2004 (Computer Amendment Act 2004, s 3)``, or with the word ``from``."""
    interval = entry.rule.in_force
    by = f" ({interval.by})" if interval.by else ""
    return f"{holding(entry)} {word} {long_date(interval.start)}{by}"


def named_law(entry: RuleEntry) -> str:
    """A rule as a citation; what is no statute is said to be practice: ``executive practice (contact point)``."""
    cited = cite_rule(entry)
    return f"executive practice ({small(cited)})" if entry.act.outside_statute else cited
