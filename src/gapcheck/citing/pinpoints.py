"""One pinpoint as a text writes it: ``249(1)(a)``, ``249 (1) (a)``, ``6.1.a.i``, ``17(1)b)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gapcheck.wording.citation import Pinpoint

_LABEL = re.compile(r"(?P<label>\d{1,4}[A-Z]{0,4})(?![\w]|\.\d)|(?P<glued>\d{1,4}[A-Z]{0,4})(?=ff?\b|\.[a-z\d])")
_RULE = re.compile(r"\d{1,2}\.\d{1,3}[A-Z]?(?![\w.])")
_PART = r"\d{1,3}[A-Z]{0,3}|[ivxl]{1,6}|[a-z]{1,2}|[A-Z]{1,2}"
_BRACKET = re.compile(rf"\( *(?P<part>{_PART}) *\)")
_SPACED = re.compile(rf" +\( *(?P<part>{_PART}) *\)")
_HALF = re.compile(r" ?(?P<part>[ivxl]{1,6}|[a-z]{1,2})\)")
_DOTTED = re.compile(r"\.(?P<part>\d{1,2}|[ivx]{1,4}|[a-z]{1,2})(?![A-Za-z\d])")
# What belongs to the pinpoint and is not read: a bracket of another form, a glued letter.
_GLUED = re.compile(r"\([^()\s]{1,10}\)|[a-z]{1,4}(?![\w])")
_FOLLOWING = re.compile(r" ?(?:ff?\b\.?|et +seq\b\.?)")
# After a pinpoint, what shows that it is none: a letter, a compound (5-year), a sum, a decimal.
_NO_END = re.compile(r"\w|-[A-Za-z]|%|\.\d")


@dataclass(frozen=True)
class Read:
    """A pinpoint, where it ends, and what belongs to it and was not read."""

    point: Pinpoint
    end: int
    left_out: tuple[str, ...] = ()


def read_pinpoint(text: str, at: int, sort: str = "section") -> Read | None:
    """The pinpoint at an offset, or ``None``. Articles and rules of court may have stops in them."""
    label = (_RULE.match(text, at) if sort == "rule" else None) or _LABEL.match(text, at)
    if label is None:
        return None
    own, end = label[0], label.end()
    parts, end = _parts(text, end, article=sort == "article")
    left: tuple[str, ...] = ()
    while (glued := _GLUED.match(text, end)) and glued[0] not in ("f", "ff"):
        left, end = (*left, glued[0]), glued.end()
    if more := _FOLLOWING.match(text, end):
        left, end = (*left, more[0].strip()), more.end()
    # "section 5 (a) the court": a letter after a space may number a list of the sentence.
    if spaced := _SPACED.match(text, end):
        left, end = (*left, spaced[0].strip()), spaced.end()
    if _NO_END.match(text, end):
        return None
    return Read(Pinpoint(own, tuple(parts)), end, left)


def _parts(text: str, end: int, *, article: bool) -> tuple[list[str], int]:
    parts: list[str] = []
    while article and (dotted := _DOTTED.match(text, end)):
        parts, end = [*parts, dotted["part"]], dotted.end()
    while True:
        bracket = _BRACKET.match(text, end)
        if bracket is None and (spaced := _SPACED.match(text, end)) and (parts or spaced["part"][0].isdigit()):
            bracket = spaced
        if bracket is None and text[end - 1] == ")":
            bracket = _HALF.match(text, end)
        if bracket is None:
            return parts, end
        parts, end = [*parts, bracket["part"]], bracket.end()


_NUMERAL = re.compile(r"[ivxl]+")
_BRACKETS = re.compile(rf"(?:\( *(?:{_PART}) *\) ?)+(?!\w)")


def read_brackets(text: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """Bracketed parts alone, such as ``(1)(a)``, and where they end."""
    match = _BRACKETS.match(text, at)
    if match is None:
        return None
    return tuple(m["part"] for m in _BRACKET.finditer(match[0])), at + len(match[0].rstrip())


def beside(last: Pinpoint, parts: tuple[str, ...]) -> Pinpoint | None:
    """``(22)`` after ``40(21)`` is 40(22): the parts replace the lowest level of the same sort. ``None`` if there is
    none.
    """
    wanted = _level(parts[0], "")
    levels = [_level(part, before) for before, part in zip(("", *last.parts), last.parts, strict=False)]
    # (i) is a letter after (h) and a numeral after (a): the level that is already there decides.
    if "numeral" in levels and _NUMERAL.fullmatch(parts[0]):
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
    return "numeral" if before.isalpha() and _NUMERAL.fullmatch(part) else "letter"
