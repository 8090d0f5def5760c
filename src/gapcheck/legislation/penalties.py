"""The maximum terms of imprisonment that the words of a provision state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gapcheck.legislation.tree import Node
from gapcheck.model.quantity import Quantity, Unit

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_WORDS |= {"twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20}
_UNITS: dict[str, Unit] = {"year": "year", "month": "month", "day": "day"}
_MAXIMUM = re.compile(
    r"\bimprisonment(?: for)?(?: a| any)?(?: term)?"
    r" (?:(?:not exceeding|not more than|of not more than|up to|of up to|that does not exceed) "
    r"(?P<amount>\d{1,3}|[a-z]{3,9}) (?P<unit>year|month|day)s?\b)",
    re.IGNORECASE,
)
_LIFE = re.compile(r"\bimprisonment for life\b", re.IGNORECASE)


def maxima(text: str) -> frozenset[Quantity | None]:
    """Every maximum that a text states (``imprisonment for a term not exceeding 7 years``); ``None`` stands for life.

    A term that marks a threshold (``punishable by imprisonment for 2 years or more``) is none.
    """
    found: set[Quantity | None] = {None} if _LIFE.search(text) else set()
    for match in _MAXIMUM.finditer(text):
        amount = int(match["amount"]) if match["amount"].isdigit() else _WORDS.get(match["amount"].lower())
        if amount is not None:
            found.add(Quantity(amount=amount, unit=_UNITS[match["unit"].lower()]))
    return frozenset(found)


def stated_maximum(way: Sequence[Node]) -> Quantity | None:
    """The one maximum that holds for the last node of ``way``, which leads to it from its section.

    It is looked for in the provision itself, then in what it is part of. ``None`` if nothing, or more than one term, or
    life, is stated there: nothing is guessed.
    """
    for node in reversed(way):
        found = maxima(" ".join(node.lines()))
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None
