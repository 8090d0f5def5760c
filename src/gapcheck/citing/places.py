"""Places in an Act or treaty as a text names them: ``ss 71-79``, ``s 22, IPP 11(1)(e)``, ``arts 6 and 40(21) and
(22)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from gapcheck.wording.citation import Pinpoint, Span
from gapcheck.wording.words import join

Sort = Literal["section", "article", "principle", "schedule", "clause"]

_HEAD = re.compile(
    r"""
    (?<! [\w'&/.-] )
    (?: (?P<section>   [Ss]ections? | SECTIONS? | ss? | Ss?(?=\ ) | §§? )
    |   (?P<article>   [Aa]rticles? | [Aa]rts? )
    |   (?P<principle> IPPs? | (?:[Ii]nformation\ +)?[Pp]rivacy\ +principles? )     # Privacy Act 2020, s 22
    |   (?P<schedule>  [Ss]chedules? | [Ss]ch )
    |   (?P<clause>    [Cc]lauses? | cls? )
    ) \.? \ * (?= \d )
    """,
    re.VERBOSE,
)
_LONGEST = 60  # characters of one pinpoint
# After a pinpoint, what shows that it is none: a letter, a decimal (the sections of other countries), a compound
# (5-year).
_NO_END = re.compile(r"\w|\.\d|-[A-Za-z]")
_LINK = re.compile(r" *(?:(?P<to>-|to(?= )) *|(?P<comma>,) *(?:(?P<also>and|or|&) +)?|(?P<and>and|or|&) +)")
_PARTS = re.compile(r"(?:\((?:\d+[A-Z]*|[ivxl]+|[a-z]{1,2}|[A-Z]{1,2})\))+(?!\w)")
_PART = re.compile(r"\(([^)]+)\)")
# After a number in a list, what shows that it counts something, or is a date.
_COUNTS = re.compile(
    r" *(?:%|(?:per ?cent|years?|months?|weeks?|days?|hours?|people|persons?|States|countries|times|of the \d|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_LIST_GOES_ON = re.compile(r" *(?:[,;.:)\]¶-]|$|(?:and|or|to|of|in|&) )")


@dataclass(frozen=True)
class Place:
    """What stands between ``start`` and ``end``: the spans of one sort; ``under`` is the place it is part of, or its
    principle.

    ``backward`` is a range that ends before it begins, if there is one: nobody can tell what was meant.
    """

    start: int
    end: int
    sort: Sort
    spans: tuple[Span, ...]
    under: Place | None = None
    backward: str = ""

    @property
    def label(self) -> str:
        """The form for print: ``ss 71–79``, ``s 22, IPP 11(1)(e)``, ``sch 1, cl 6``."""
        word, words = _WORDS[self.sort]
        several = len(self.spans) > 1 or self.spans[0].last is not None
        own = f"{words if several else word} {join(self.spans)}"
        return f"{own}, {self.under.label}" if self.under else own


_WORDS: dict[Sort, tuple[str, str]] = {
    "section": ("s", "ss"),
    "article": ("art", "arts"),
    "principle": ("IPP", "IPPs"),
    "schedule": ("sch", "schs"),
    "clause": ("cl", "cls"),
}


def find_places(text: str) -> tuple[Place, ...]:
    """Every place in an even text, in order; a clause only with its schedule (others are of Bills)."""
    found = [place for head in _HEAD.finditer(text) if (place := _read(text, head)) is not None]
    return tuple(_joined(text, found))


def _read(text: str, head: re.Match[str]) -> Place | None:
    sort: Sort = head.lastgroup  # type: ignore[assignment]
    first = _pinpoint(text, head.end())
    if first is None:
        return None
    word = head[0].rstrip(" .")
    many = word.endswith(("s", "S", "§§")) and word not in ("s", "S")
    spans, end, backward = _spans(text, first, many)
    return Place(head.start(), end, sort, spans, backward=backward)


def _spans(text: str, first: tuple[Pinpoint, int], many: bool) -> tuple[tuple[Span, ...], int, str]:
    """The list that begins with a pinpoint. After a word in the singular only a range or further parts may follow."""
    (last, end), spans, backward = first, [Span(first[0])], ""
    while link := _LINK.match(text, end):
        following = _next(text, link, last, many)
        if following is None:
            break
        point, after = following
        if not link["to"]:
            spans.append(Span(point))
        elif spans[-1].last is None and spans[-1].first < point:
            spans[-1] = Span(spans[-1].first, point)
        else:
            backward = backward or f"{last}-{point}"
            spans.append(Span(point))
        last, end = point, after
    return tuple(spans), end, backward


def _next(text: str, link: re.Match[str], last: Pinpoint, many: bool) -> tuple[Pinpoint, int] | None:
    parts = _PARTS.match(text, link.end())
    if parts is not None:
        point = _beside(last, tuple(_PART.findall(parts[0])))
        return None if point is None else (point, parts.end())
    if not many and not link["to"]:
        return None
    found = _pinpoint(text, link.end())
    if found is None or _COUNTS.match(text, found[1]):
        return None
    if link["comma"] and not link["also"] and not _LIST_GOES_ON.match(text, found[1]):
        return None
    return found


def _pinpoint(text: str, at: int) -> tuple[Pinpoint, int] | None:
    point, rest = Pinpoint.leading(text[at : at + _LONGEST])
    if point is None:
        return None
    end = at + len(text[at : at + _LONGEST]) - len(rest)
    return None if _NO_END.match(text, end) or len(point.label) > 8 else (point, end)


def _beside(last: Pinpoint, parts: tuple[str, ...]) -> Pinpoint | None:
    """``(22)`` after ``40(21)`` is 40(22): the parts replace the lowest level of the same sort. ``None`` if there is
    none.
    """
    wanted = _level(parts[0], "")
    levels = [_level(part, before) for before, part in zip(("", *last.parts), last.parts, strict=False)]
    if wanted == "letter" and "numeral" in levels and set(parts[0]) <= set("ivxl"):
        wanted = "numeral"
    if wanted not in levels:
        return None
    depth = max(n for n, level in enumerate(levels) if level == wanted)
    return Pinpoint(last.label, (*last.parts[:depth], *parts))


def _level(part: str, before: str) -> str:
    if part[0].isdigit():
        return "number"
    if part.isupper():
        return "capital"
    return "numeral" if before.isalpha() and set(part) <= set("ivxl") else "letter"


_WITHIN = re.compile(r",? *\(?|,? +of +(?:the +)?")


def _joined(text: str, found: list[Place]) -> Iterator[Place]:
    """A section with its principle, a schedule with its clauses, either way round, as one place."""
    waiting: Place | None = None
    for place in found:
        pair = (waiting.sort, place.sort) if waiting else None
        if waiting and pair in _PAIRS and _WITHIN.fullmatch(text, waiting.end, place.start):
            upper, lower = (waiting, place) if pair in _DOWNWARD else (place, waiting)
            backward = upper.backward or lower.backward
            waiting = replace(upper, start=waiting.start, end=place.end, under=lower, backward=backward)
            continue
        if waiting and waiting.sort != "clause":
            yield waiting
        waiting = place
    if waiting and waiting.sort != "clause":
        yield waiting


_DOWNWARD = {("section", "principle"), ("schedule", "clause")}
_PAIRS = _DOWNWARD | {("principle", "section"), ("clause", "schedule")}
