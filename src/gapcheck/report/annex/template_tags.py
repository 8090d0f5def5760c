"""The tags of a template: where they stand in a text, found in one pass however many of them have no end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_BEGIN = re.compile(r"\{[{%#]")
_ENDS: Mapping[str, str] = {"{{": "}}", "{%": "%}", "{#": "#}"}
MOST_UNENDED = 100
"""So many tags without an end make the programs that fill templates read the rest of the file as often."""


def find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends, in order."""
    return ((begin, end) for begin, end in _all(text) if end > 0)


def without_tags(text: str) -> str:
    """What is left of a text."""
    left, done = [], 0
    for begin, end in find_tags(text):
        left.append(text[done:begin])
        done = end
    return "".join([*left, text[done:]])


def has_many_unended(text: str) -> bool:
    """Whether more than ``MOST_UNENDED`` tags begin and do not end."""
    found = 0
    for _, end in _all(text):
        found += end < 0
        if found > MOST_UNENDED:
            return True
    return False


def _all(text: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends; one without an end has -1."""
    at = 0
    ended = dict.fromkeys(_ENDS, True)
    while begin := _BEGIN.search(text, at):
        kind = begin[0]
        # Where one of a kind has no end, none after it has.
        end = text.find(_ENDS[kind], begin.end()) if ended[kind] else -1
        ended[kind] = end >= 0
        at = begin.start() + 1 if end < 0 else end + 2
        yield begin.start(), -1 if end < 0 else at
