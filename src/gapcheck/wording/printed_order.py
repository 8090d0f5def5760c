"""The order in which an Act prints its sections: 98, 98AA, 98A, 98B, 98BA, 98C."""

from __future__ import annotations

import re

from gapcheck.natural_order import natural_key

_LETTERS = re.compile(r"(\d+)([A-Z]*)")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
"""What the letters of a small numeral stand for."""


def label_key(label: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key of a section: what is inserted before the first insertion is called AA, AB and so on."""
    match = _LETTERS.fullmatch(label)
    if match is None or len(match[2]) < 2 or match[2][0] != "A":
        return natural_key(label)
    number = natural_key(match[1])[:-1]
    # What follows the number in the key of 98A is (1, "A").
    return *number, (0, 0), (1, match[2]), (-1, label)


def late_key(label: str) -> tuple[int, int, str]:
    """A sort key where the alphabet ran out: 239, 239A ... 239Z, 239AA."""
    match = _LETTERS.fullmatch(label)
    return (int(match[1]), len(match[2]), match[2]) if match else (0, 0, label)


def runs_late(first: str, last: str) -> bool:
    """Whether a range that begins in the last letters (239X to 239AC) runs over the end of the alphabet."""
    return re.fullmatch(r"\d+[T-Z]", first) is not None and late_key(first) < late_key(last)


def roman(numeral: str) -> int:
    """The number of a small numeral: ``xiv`` is 14."""
    values = [ROMAN[letter] for letter in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
