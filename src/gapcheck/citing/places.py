"""Places in an Act or treaty as a text names them: ``ss 71-79``, ``s 22, IPP 11(1)(e)``, ``subsection (1) of section
249``, ``Article 6, paragraph 1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from gapcheck.citing.pinpoints import Read, beside, read_brackets, read_pinpoint
from gapcheck.wording.citation import Pinpoint, Span, in_printed_order
from gapcheck.wording.words import join

Sort = Literal["section", "article", "principle", "schedule", "clause", "regulation", "rule", "part", "within"]

_HEAD = re.compile(
    r"""
    (?<! [\w'&/.-] )
    (?: (?P<section>    [Ss]ections? | SECTIONS? | [Ss]ecs?(?=[.\ ]) | ss? | Ss?(?=\ ) | §§? )
    |   (?P<article>    [Aa]rticles? | ARTICLES? | [Aa]rts? )
    |   (?P<principle>  IPPs? | (?:[Ii]nformation\ +)?(?:[Pp]rivacy\ +)?[Pp]rinciples? )   # Privacy Act 2020, s 22
    |   (?P<schedule>   [Ss]chedules? | [Ss]chs? )
    |   (?P<clause>     [Cc]lauses? | cls? )
    |   (?P<regulation> [Rr]egulations? | [Rr]egs? )
    |   (?P<rule>       [Rr]ules? | rr? )
    |   (?P<part>       Parts? | pts? | Pts? )
    |   (?P<within>     [Ss]ub-?sections? | subss? | [Pp]aragraphs? | [Pp]aras? | [Ss]ub-?paragraphs? | sub-?paras? )
    ) \.? \ * (?= [\d(] )
    """,
    re.VERBOSE,
)
_LINK = re.compile(
    r" *(?:(?P<to>-|(?:to|through|until)(?= )|up +to(?= )) *"
    r"|(?P<comma>[,;]) *(?:(?P<also>and/or|and|or|&)(?= |\() *)?(?:alternatively,? +)?"
    r"|(?P<and>and/or|and|or|&)(?= |\(),? *(?:alternatively,? +)?)"
)
# A heading or remark in brackets after a pinpoint: section 252 (accessing a computer system).
_ASIDE = re.compile(r" *\((?=[^()]{0,200}[A-Za-z]{3})[^()]{3,200}\)")
_HOLDS_PLACE = re.compile(r"\b(?:ss?|[Ss]ections?|[Aa]rts?|[Aa]rticles?)\.? ?\d|\b(?:1[89]|20)\d\d\b|[Aa]ct\)")
# After a number in a list, what shows that it counts something, or is a date.
_COUNTS = re.compile(
    r" *(?:%|(?:per ?cent|(?:[a-z]+ )?(?:years?|months?|weeks?|days?|hours?|people|persons?|times|offences|charges|"
    r"counts|others|members|pages)|States|countries|of the \d+|(?:NZLR|CRNZ|NZCA|NZHC|NZSC|NZAR)|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_LIST_GOES_ON = re.compile(
    r" *(?:[,;.:)\]|¶-]|$|(?:and|or|to|through|&) *(?:\d|\(|[sS]|[aA]rt)"
    r"|(?:of|in|under|to) +(?:the|that|this|such|[A-Z])"
    r"|(?:inclusive|above|below|respectively|is|are|was|were|has|have|had|may|must|shall|should|will|would|can|cannot|"
    r"does|do|did|if|until|as|that|which|who|when|where|by|on|for|at|from|with|under|before|after|because|but|unless|"
    r"except|without|applies|apply|applied|requires?|provides?|takes?|makes?|gives?|sets?|deals?|covers?|in|to|not|"
    r"continues?|extends?|prohibits?|creates?|punishes|says|states|so|only|also|and|or)\b)"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\()")
_SUFFIX = re.compile(
    r"(?:,| ) *(?:sub-?sections?|subs|paragraphs?|paras?|sub-?paragraphs?|sub-?paras?|sub)\.? *(?=\(|\d)"
)
_THEN_OF = re.compile(r",? +of\b")
_NUMBERED = re.compile(r"\d{1,2}[A-Z]?(?![\w/])")
_DEEPEST = 4
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,4}(?![\w.])")
_NEXT_PLACE = r" +(?:of|in) +(?:[Ss]ections?|[Aa]rticles?|ss?|[Aa]rts?|sub-?sections?|paragraphs?)\.? *[\d(]"
_OF_NEXT = re.compile(_NEXT_PLACE)
_OF_PLACE = re.compile(rf"[^.;¶]{{0,40}}?{_NEXT_PLACE}")


@dataclass(frozen=True)
class Place:
    """What stands between ``start`` and ``end``: the spans of one sort; ``under`` is the place it is part of, or its
    principle.

    ``fault`` says why nobody can tell what was meant: a range that ends before it begins, or a number that is
    ``decimal``. ``left_out`` is what belongs to it and was not read.
    """

    start: int
    end: int
    sort: Sort
    spans: tuple[Span, ...]
    under: Place | None = None
    fault: str = ""
    left_out: tuple[str, ...] = ()
    decimal: bool = False

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
    "regulation": ("reg", "regs"),
    "rule": ("r", "rr"),
    "part": ("pt", "pts"),
    "within": ("para", "paras"),
}
# Sorts that other texts than statutes have as well: they are a citation only beside the name of what they are in.
NEEDS_NAME: frozenset[Sort] = frozenset({"clause", "regulation", "rule", "part"})


def find_places(text: str) -> tuple[Place, ...]:
    """Every place in a normalised text, in order. A clause or a Part is only a citation with its referent."""
    places: list[Place] = []
    for head in _HEAD.finditer(text):
        # "section 249 subsection (1)" is one place.
        if places and head.start() < places[-1].end:
            continue
        place = _read(text, head)
        if place is not None:
            places.append(place)
    return tuple(_joined(text, places))


def list_after(text: str, at: int, sort: Sort, start: int) -> Place | None:
    """The list of pinpoints at an offset, as a place of a sort; ``None`` if there is none."""
    first = read_pinpoint(text, at, sort)
    return None if first is None else _list(text, start, sort, first, many=True)


def _read(text: str, head: re.Match[str]) -> Place | None:
    sort: Sort = head.lastgroup  # type: ignore[assignment]
    if sort == "within":
        return _read_within(text, head)
    first = read_pinpoint(text, head.end(), sort)
    if first is None:
        decimal = _DECIMAL.match(text, head.end())
        if decimal is None or sort not in ("section", "article"):
            return None
        fault = f"{decimal[0]} is no number of a section here"
        whole = Span(Pinpoint(decimal[0].partition(".")[0]))
        return Place(head.start(), decimal.end(), sort, (whole,), fault=fault, decimal=True)
    word = head[0].rstrip(" .")
    # "s 5 and 6 people" has one section; "ss 5 and 6" has two.
    many = word.endswith(("s", "S", "§§", "rr")) and word not in ("s", "S")
    if word in ("pt", "r", "rr", "cl", "cls", "pts") and head[0].rstrip(" ") == head[0]:
        return None
    return _list(text, head.start(), sort, first, many=many)


def _read_within(text: str, head: re.Match[str]) -> Place | None:
    """``subsection (1)``, ``paragraphs 2 and 3``: parts of a section or article that is named next."""
    first = _part(text, head.end())
    if first is None:
        return None
    spans, end = [Span(Pinpoint("0", first[0]))], first[1]
    while (link := _LINK.match(text, end)) and (more := _another(text, link.end())):
        spans, end = _extended(spans, Pinpoint("0", more[0]), to=bool(link["to"])), more[1]
    return Place(head.start(), end, "within", tuple(spans))


def _part(text: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """``(1)(a)``, ``1`` or ``1(a)``, and where it ends."""
    number = _NUMBERED.match(text, at)
    if number is None:
        return read_brackets(text, at)
    more = read_brackets(text, number.end())
    return (number[0], *(more[0] if more else ())), more[1] if more else number.end()


def _another(text: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """A part with which a list goes on; a number alone may count something else."""
    part = _part(text, at)
    if part is None or text[at] == "(":
        return part
    shown = _OF_NEXT.match(text, part[1]) or _LIST_GOES_ON.match(text, part[1])
    return part if shown and not _COUNTS.match(text, part[1]) else None


def _extended(spans: list[Span], point: Pinpoint, *, to: bool) -> list[Span]:
    if to and spans[-1].last is None:
        return [*spans[:-1], Span(spans[-1].first, point)]
    return [*spans, Span(point)]


def _list(text: str, start: int, sort: Sort, first: Read, *, many: bool) -> Place:
    """The list that begins with a pinpoint."""
    # A paragraph that is named after its article takes its place.
    spans, last, end = _suffixed(text, first, sort) or ([Span(first.point)], first.point, first.end)
    fault, left = "", [*first.left_out]
    while True:
        aside = _aside(text, end)
        link = _LINK.match(text, aside)
        if link is None:
            break
        following = _next(text, link, last, sort, many=many or aside != end)
        if following is None:
            left += _rejected(text, link, sort, many=many)
            break
        point = following.point
        # A list goes on with one more; a range needs a number above the last.
        if not link["to"]:
            spans += [Span(point)]
        elif spans[-1].last is None and in_printed_order(spans[-1].first, point):
            spans[-1] = Span(spans[-1].first, point)
        else:
            fault = fault or f"the range {last}-{point} ends before it begins"
            spans.append(Span(point))
        last, end = point, following.end
        left += following.left_out
    return Place(start, end, sort, tuple(spans), fault=fault, left_out=tuple(left))


def _suffixed(text: str, first: Read, sort: Sort) -> tuple[list[Span], Pinpoint, int] | None:
    """``, paragraphs 1 to 3`` or `` subsection (1)`` after a pinpoint: the pinpoints with that part, the last of them,
    and where it ends.
    """
    point, end, spans = first.point, first.end, list[Span]()
    for _ in range(_DEEPEST):
        suffix = _SUFFIX.match(text, end)
        if suffix is None:
            break
        part = _part(text, suffix.end())
        if part is None:
            break
        # "section 47(1), subsections (2) and (3) of section 47": they belong to what follows.
        deeper = not (point.parts and point.parts[-1][0].isdigit() and part[0][0][0].isdigit())
        # After the comma of "s 177, subs (1) and the rest" the sentence may go on.
        doubtful = sort == "section" and suffix[0][0] == "," and not _THEN_OF.match(text, part[1])
        if not deeper or doubtful or _OF_PLACE.match(text, part[1]):
            break
        point, end = Pinpoint(point.label, (*point.parts, *part[0])), part[1]
        spans = [Span(point)]
        while (link := _LINK.match(text, end)) and (more := _another(text, link.end())):
            following = beside(point, more[0])
            if following is None:
                break
            point, end = following, more[1]
            spans = _extended(spans, point, to=bool(link["to"]))
    return (spans, point, end) if spans else None


def _aside(text: str, end: int) -> int:
    """Where a heading in brackets ends that stands between a pinpoint and what goes on with the list."""
    aside = _ASIDE.match(text, end)
    return end if aside is None or _HOLDS_PLACE.search(aside[0]) else aside.end()


def _next(text: str, link: re.Match[str], last: Pinpoint, sort: Sort, *, many: bool) -> Read | None:
    parts = read_brackets(text, link.end())
    if parts is not None:
        point = beside(last, parts[0])
        return None if point is None else Read(point, parts[1])
    following = read_pinpoint(text, link.end(), sort)
    if following is None or _COUNTS.match(text, following.end) or _YEAR.match(text, link.end()):
        return None
    if link["to"] or following.point.parts or following.point.label[-1].isalpha():
        return following
    # "ss 5, 6 and 7" goes on after 6; in "ss 5, 12 offences" nothing follows that shows a list.
    certain = many and (not link["comma"] or link["also"])
    return following if certain or _LIST_GOES_ON.match(text, _aside(text, following.end)) else None


def _rejected(text: str, link: re.Match[str], sort: Sort, *, many: bool) -> list[str]:
    """What goes on like a list and was not read as one, after a word in the plural."""
    following = read_pinpoint(text, link.end(), sort)
    if not many or following is None or _COUNTS.match(text, following.end) or _YEAR.match(text, link.end()):
        return []
    return [text[link.start() : following.end].strip()]


_WITHIN = re.compile(r",? *\(?|,? +(?:of|in|to) +(?:the +)?")
_OF = re.compile(r" +(?:of|in) +")
_DOWNWARD = {("section", "principle"), ("schedule", "clause"), ("schedule", "part")}
_PAIRS = _DOWNWARD | {("principle", "section"), ("clause", "schedule")}
_IN_PART = {"section", "schedule", "clause", "regulation"}


def _joined(text: str, places: list[Place]) -> Iterator[Place]:
    """A section with its principle, a schedule with its clauses, either way round, and a section with what was named of
    it before, as one place.
    """
    waiting: Place | None = None
    for place in places:
        if waiting is None:
            waiting = place
            continue
        together = _together(text, waiting, place)
        if together is None and waiting.sort != "within":
            yield waiting
        waiting = together or place
    if waiting is not None and waiting.sort != "within":
        yield waiting


def _together(text: str, first: Place, second: Place) -> Place | None:
    if first.sort == "within" and _OF.fullmatch(text, first.end, second.start):
        return _inside(first, second)
    if first.sort in _IN_PART and second.sort == "part" and _OF.fullmatch(text, first.end, second.start):
        return replace(first, end=second.end)
    pair = (first.sort, second.sort)
    if pair not in _PAIRS or first.under or not _WITHIN.fullmatch(text, first.end, second.start):
        return None
    upper, lower = (first, second) if pair in _DOWNWARD else (second, first)
    fault = upper.fault or lower.fault
    left = (*upper.left_out, *lower.left_out)
    return replace(upper, start=first.start, end=second.end, under=lower, fault=fault, left_out=left)


def _inside(parts: Place, place: Place) -> Place:
    """``subsection (1) of section 249`` as 249(1)."""
    left = (*place.left_out, *parts.left_out)
    if len(place.spans) > 1 or place.spans[0].last is not None:
        # Of several it may be the one of each, or of the last.
        return replace(place, left_out=(*left, parts.label.replace(" 0", " ")))
    point = place.spans[0].first
    spans = tuple(
        Span(_under(point, span.first), None if span.last is None else _under(point, span.last)) for span in parts.spans
    )
    return replace(place, start=parts.start, spans=spans, left_out=left)


def _under(point: Pinpoint, part: Pinpoint) -> Pinpoint:
    return Pinpoint(point.label, (*point.parts, *part.parts))
