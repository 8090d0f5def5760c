"""Sorting labels as people do: 2 before 10."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(\d+)")
_LONGEST = 100  # digits that are still read as a number


def natural_key(label: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key that puts ``2`` before ``10`` and ``6(1)(a)`` before ``6(1)(b)``."""
    parts = (part for part in _DIGITS.split(label) if part)
    keys = tuple((0, int(part)) if part.isdecimal() and len(part) <= _LONGEST else (1, part) for part in parts)
    return *keys, (-1, label)  # "1" and "01" are different labels
