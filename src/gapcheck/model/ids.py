"""Ids as types: parse them, print them, and take them apart nowhere else.

Whether an id names anything is for the catalogue to say: parsing never fails, and what is parsed prints as it was.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DutyId:
    """A duty or an article of an instrument: ``budapest:16(2)``, ``budapest:16``.

    >>> DutyId.parse("budapest:16(2)")
    DutyId(instrument='budapest', duty='16(2)')
    >>> str(DutyId.parse("16(2)", within="budapest"))
    'budapest:16(2)'
    """

    instrument: str
    duty: str

    @classmethod
    def parse(cls, text: str, within: str | None = None) -> DutyId:
        """Read an id; one that names no instrument belongs to the instrument ``within`` which it is written."""
        instrument, colon, duty = text.partition(":")
        if not colon and within is not None:
            return cls(within, text)
        return cls(instrument, duty)

    def __str__(self) -> str:
        return f"{self.instrument}:{self.duty}"


@dataclass(frozen=True)
class RuleId:
    """A rule of an Act: ``crimes-act-1961:252(1)``. Rules of several intervals may share an id.

    >>> RuleId.parse("crimes-act-1961:252(1)").act
    'crimes-act-1961'
    """

    act: str
    rule: str

    @classmethod
    def parse(cls, text: str) -> RuleId:
        """Read an id; one without a colon names an Act and no rule."""
        act, _, rule = text.partition(":")
        return cls(act, rule)

    def __str__(self) -> str:
        return f"{self.act}:{self.rule}"


@dataclass(frozen=True)
class Point:
    """What hangs on a rule or a duty: an arguable point, or a narrowing or waiver that a position exercises.

    ``owner`` is the id of the rule (``crimes-act-1961:252(1)``) or duty (``budapest:22(2)``); ``name`` the facet, the
    section of an exception, or the id of the narrowing.

    >>> Point.parse("crimes-act-1961:252(1)#fault").name
    'fault'
    """

    owner: str
    name: str

    @classmethod
    def parse(cls, text: str) -> Point:
        """Read a point; a text without ``#`` is an owner and no point."""
        owner, _, name = text.partition("#")
        return cls(owner, name)

    @property
    def rule(self) -> RuleId:
        """The owner, as a rule."""
        return RuleId.parse(self.owner)

    @property
    def duty(self) -> DutyId:
        """The owner, as a duty."""
        return DutyId.parse(self.owner)

    def __str__(self) -> str:
        return f"{self.owner}#{self.name}"
