"""Measuring text in a column: how many lines it takes, and how much of a list fits into one row."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

MAX_HEIGHT = 400.0
"""Points; no row of a workbook can be much higher (409)."""
LINE_HEIGHT = 12.75


def lines_needed(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column; words are kept whole, and a word too long for the column is broken."""
    # Bold letters are broader; a little is left over for programs that have no Arial.
    room = max((width * 7 - 4 - INDENT) / EM * (0.92 if bold else 0.97), 2.0)
    if "\n" in text:
        return sum(_paragraph_lines(paragraph, room) for paragraph in text.split("\n"))
    # No character is broader than an em.
    return 1 if len(text) <= room else _paragraph_lines(text, room)


@lru_cache(maxsize=20_000)
def _paragraph_lines(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        breadth = _word_breadth(word)
        if used and used + SPACE + breadth > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += SPACE
        if breadth > room:
            broken = math.ceil(breadth / room) - 1
            lines, breadth = lines + broken, breadth - broken * room
        used += breadth
    return lines


@lru_cache(maxsize=10_000)
def _word_breadth(word: str) -> float:
    return sum(_breadth(c) for c in word)


@cache
def _breadth(character: str) -> float:
    """The breadth of a character of Arial in ems; what is not Latin is taken to be square."""
    return next(
        (breadth for breadth, characters in _BREADTHS if character in characters),
        1.0 if ord(character) > 0x2E7F else 0.72,
    )


EM = 10 * 96 / 72
"""Pixels of the standard font; a unit of column width is seven."""
INDENT = 9
"""Pixels by which the text of a table keeps away from the edge of its cell."""
SPACE = 0.28
_BREADTHS = (
    (0.23, "ijl'|"),
    (0.28, " .,:;/!Itf"),
    (0.36, 'r()[]-`"*•'),
    (0.5, "ckszvxyJ"),
    (0.56, "abdeghnopqu0123456789#$?_L+=<>~–"),
    (0.67, "ABEFKPSTVXYZ&"),
    (0.78, "CDGHNOQRUw"),
    (0.95, "MWm@%…"),
)


def bullets(items: Sequence[str]) -> list[str]:
    """Items that can be told apart in one cell: a bullet before each, if there are several."""
    return [f"• {item}" for item in items] if len(items) > 1 else list(items)


MOST_LINES = int((MAX_HEIGHT - 4) / LINE_HEIGHT) - 2
"""How many lines the highest row holds, before the one that counts the rest."""


def listed(
    items: Sequence[str], width: float, more: Callable[[int], str], separator: str = "\n", room: int = MOST_LINES
) -> str:
    """As many items as fit into ``room`` lines, and then a line that says how many more there are."""
    kept: list[str] = []
    used = 0
    for item in items:
        needed = lines_needed(item, width)
        if kept and used + needed > room:
            return separator.join([*kept, more(len(items) - len(kept))])
        kept.append(item)
        used += needed
    return separator.join(kept)
