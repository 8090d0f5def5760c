"""Whether the marks of a released paper agree with its key of redaction codes.

A paper that is released in part says at its head on which grounds of the Official Information Act 1982 text was taken
out, and prints the ground in the place of the text. :func:`check_redactions` reads both and tells where they differ.
Grounds are compared exactly: ``6(b)`` in a key does not stand for ``s 6(b)(i)`` in the text. Only the spacing and a
leading ``s``, ``ss`` or ``section`` are put aside.

What is shaped like a ground under s 6, 7 or 9(2) is taken for a mark if it stands alone on its line or in square
brackets. In running text it is one too, unless the words around it show that it cites a provision or numbers a
paragraph:

* another Act is named before or after it, or it has no ``s`` and follows the word article, clause, paragraph or the
  like;
* it is spelt out (``section 6(a)``), or follows ``see`` or ``under`` and is of s 6 or 7, and nothing is said of
  withholding;
* it has no ``s`` and begins a line that goes on, or is of s 6 or 7 and does not end a line after a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from gapcheck.errors import Problem, nearest
from gapcheck.model.withholding import WithholdingGround
from gapcheck.natural_order import natural_key

# A ground may be broken over two lines, but not over a blank one.
_GAP = r"[^\S\n]{0,4}\n?[^\S\n]{0,4}"
_GROUND = re.compile(
    rf"(?<!\w)(?<!\d\.)(?P<prefix>(?:ss?|sections?)\b\.?{_GAP}|ss?(?=\d))?"
    rf"(?P<ground>[67]{_GAP}\({_GAP}[a-z]{_GAP}\)|9{_GAP}\({_GAP}2{_GAP}\){_GAP}\({_GAP}[a-z]{{1,2}}{_GAP}\))"
    rf"(?P<last>{_GAP}\({_GAP}[ivx]+{_GAP}\))?(?!\w|\((?![A-Za-z]{{4}}))",
    re.IGNORECASE,
)
_JOIN = r"\s*(?:,|;|/|&|-|\u2013|and\b|or\b|to\b)\s*(?:and\s+|or\s+)?"
_PINPOINT = r"\d+[A-Z]*(?:\s*\([0-9a-z]+\))*"
_LISTED = rf"(?:ss?\b\.?\s*|sections?\s+)?(?:{_PINPOINT}{_JOIN})*(?:ss?\b\.?\s*)?"

# What makes a number the pinpoint of something else, also through a list: "articles 4(2), 6(3) and 9(2)(b)".
_OTHER = (
    "art|article|para|paragraph|cl|clause|reg|regulation|rule|sch|schedule|annex|appendix|item|point|part|principle|"
    "order|recommendation|question|option|step|note|figure|table"
)
_BEFORE_OTHER = re.compile(rf"\b(?:{_OTHER})s?\.?\s*{_LISTED}$", re.IGNORECASE)
_BEFORE_ACT = re.compile(rf"\b(?:Act|Bill|Code|Convention|Regulations)(?:\s+\d{{4}})?,?\s*\(?{_LISTED}$")
_AFTER = re.compile(
    rf"(?:{_JOIN}(?:ss?\b\.?\s*|sections?\s+)?{_PINPOINT})*,?\s*"
    r"(?:(?:of|in|to|under)\s+(?:the|that|this|our|its|an?)\s+(?P<named>[^.;:]{0,120})"
    r"|(?P<title>(?:[A-Z][\w'-]*,?\s+){1,8}Act\b))"
)
_LAW = re.compile(
    r"\b(?:Acts?|Bill|Code|Convention|Treaty|Protocol|Regulations|Covenant|Charter|Ordinance|Order|Rules)\b"
)
_OIA = re.compile(r"Official Information Act|\bOIA\b|^Act\b(?!\s*\d)")
_WITHHELD = re.compile(r"\b(?:withh[eo]ld|withholding|redact\w*|removed|deleted|refused)\b[^.;:]*$", re.IGNORECASE)
_CITING = re.compile(r"\b(?:see|under|pursuant to|by virtue of|in terms of)\s*$", re.IGNORECASE)
# So many characters on either side tell what a ground stands in.
_WINDOW = 300
_SHORT = re.compile(r"\s*(?:,|and|or|&|/)\s*\([a-z]{1,3}\)", re.IGNORECASE)
_NUMBERING = re.compile(r"[-*+\u2022>|#_\[\]().,;:\d\s\u00b9\u00b2\u00b3\u2070-\u2079]*")
_NOTHING = re.compile(r"[*_|\]).,;:\s]*")
_FILLING = re.compile(
    r"\b(?:ss?|sections?|and|or|under|withheld|redacted|removed|deleted|information|text|of|the|OIA)\b", re.IGNORECASE
)

_KEY_HEAD = re.compile(
    r"\bkey\b.*\b(?:redact\w*|withh\w*|grounds?)|\bredaction codes?\b|\bgrounds for withholding\b", re.IGNORECASE
)
_LONGEST_HEAD = 120
_ENTRY_START = re.compile(r"[-*+\u2022>|#_\s]*[\[(]?")
_AND = re.compile(r"\s*(?:,|and|or|&|/)\s*")
_ENTRY_END = re.compile(r"[*_\])]*\s*[:|\u2013\u2014-]?\s*(?P<reason>\S.*)?$")


@dataclass(frozen=True)
class Mark:
    """A ground that stands in the text in place of what was taken out, the line (from 1) where it begins, and how it is
    written.
    """

    ground: str
    line: int
    text: str


@dataclass(frozen=True)
class KeyEntry:
    """A ground that the key lists, with the reason that the paper gives for it, and its line."""

    ground: str
    reason: str
    line: int


@dataclass(frozen=True)
class Redactions:
    """What a released paper withholds: its key, its marks, and what does not agree."""

    file: str
    key: tuple[KeyEntry, ...]
    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def grounds(self) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
        """Each ground that is marked, with its marks, by its number."""
        by_ground: dict[str, list[Mark]] = {}
        for mark in self.marks:
            by_ground.setdefault(mark.ground, []).append(mark)
        return tuple((ground, tuple(by_ground[ground])) for ground in sorted(by_ground, key=natural_key))

    def to_dict(self) -> dict[str, object]:
        """The same as plain data."""
        grounds = [
            {"ground": g, "count": len(marks), "lines": sorted({m.line for m in marks})} for g, marks in self.grounds
        ]
        problems = [
            {
                "code": p.code,
                "line": p.line,
                "ground": p.key,
                "message": p.message,
                "expected": p.expected,
                "nearest": p.suggestion,
            }
            for p in self.problems
        ]
        key = [{"ground": e.ground, "reason": e.reason, "line": e.line} for e in self.key]
        return {"file": self.file, "key": key, "grounds": grounds, "problems": problems}


def check_redactions(text: str, grounds: Collection[WithholdingGround], file: str = "the paper") -> Redactions:
    """Hold the marks of a released paper against its key, and both against the grounds of the Act.

    The problems have the codes ``mark-not-in-key``, ``no-key`` (marks, but no key at all), ``key-not-used``,
    ``no-such-ground`` (not one of ``grounds``) and ``short-mark`` (a second ground cut down to its last letter, which
    could not be read).
    """
    paper = text.replace("\r\n", "\n").replace("\r", "\n")
    key, taken = _read_key(paper.split("\n"))
    starts = [0, *(line_end.end() for line_end in re.finditer("\n", paper))]
    marks: list[Mark] = []
    cut: list[Mark] = []
    for match in _GROUND.finditer(paper):
        line = bisect_right(starts, match.start())
        if line not in taken and _is_mark(paper, match):
            marks.append(Mark(_normal(match), line, " ".join(match.group().split())))
            cut += marks[-1:] if _SHORT.match(paper, match.end()) else []
    known = {ground.id for ground in grounds}
    problems = (
        *_unlisted(marks, key, file),
        *_unused(marks, key, file),
        *_unknown(marks, key, known, file),
        *_cut_down(cut, file),
    )
    return Redactions(file, key, tuple(marks), tuple(sorted(problems, key=lambda p: (p.line, p.key, p.code))))


def _normal(match: re.Match[str]) -> str:
    """The ground as it is cited: ``s 9(2)(g)(i)``. Capitals stay, since they would be another provision."""
    return "s " + "".join((match["ground"] + (match["last"] or "")).split())


def _read_key(lines: list[str]) -> tuple[tuple[KeyEntry, ...], set[int]]:
    """The entries under every heading of a key, and the numbers of the lines that they take."""
    entries: list[KeyEntry] = []
    taken: set[int] = set()
    heads = [n for n, line in enumerate(lines, 1) if len(line) <= _LONGEST_HEAD and _KEY_HEAD.search(line)]
    for head in heads:
        inside = False
        for number, line in enumerate(lines[head:], head + 1):
            following = lines[number] if number < len(lines) else ""
            read = _entries(line, number, following)
            goes_on = inside and line.strip() and not _GROUND.search(line)
            if number in taken or (line.strip() and not read and not goes_on and not line.lstrip().startswith("|")):
                break
            if goes_on and not read:
                entries[-1] = KeyEntry(entries[-1].ground, _tidy(f"{entries[-1].reason} {line}"), entries[-1].line)
            inside = bool(read or goes_on)
            entries += read
            taken.add(number)
    return tuple(entries), taken


def _entries(line: str, number: int, following: str) -> list[KeyEntry]:
    """The grounds at the start of a line of a key, with the reason after them, which may begin on the next line."""
    start = _ENTRY_START.match(line)
    place, grounds = start.end() if start else 0, list[str]()
    while match := _GROUND.match(line, place):
        grounds.append(_normal(match))
        place = match.end()
        joined = _AND.match(line, place)
        place = joined.end() if joined and _GROUND.match(line, joined.end()) else place
    end = _ENTRY_END.match(line, place)
    reason = (end["reason"] or "") if end else ""
    if not reason and not following.lstrip().lower().startswith("to "):
        return []
    return [KeyEntry(ground, _tidy(reason), number) for ground in grounds]


def _tidy(reason: str) -> str:
    return re.sub(r"[;,]?\s*(?:\band)?[\s*_|;.]*$", "", " ".join(reason.split()))


def _is_mark(paper: str, match: re.Match[str]) -> bool:
    """Whether what is shaped like a ground stands in the place of text that was taken out."""
    line_before = paper[max(0, match.start() - _WINDOW) : match.start()].rpartition("\n")[2]
    line_after = paper[match.end() : match.end() + _WINDOW].partition("\n")[0]
    # Alone on its line, or in brackets, a ground stands for what was taken out, whatever is around it.
    begins, ends = _NUMBERING.fullmatch(line_before), _NOTHING.fullmatch(line_after)
    if (begins and ends) or _bracketed(line_before, line_after):
        return True
    before, after = _around(paper, match)
    withheld = bool(_WITHHELD.search(before))
    prefix, vague = match["prefix"], match["ground"][0] in "67"
    if (prefix is None and _BEFORE_OTHER.search(before)) or _cites_act(before, after, withheld=withheld):
        return False
    # 6 and 7 are also numbers of articles and paragraphs: without an s they count only after a full sentence.
    if prefix is None:
        return bool(ends and re.search(r"[.!?]\W*\s$", line_before)) if vague else not begins
    # Officials cite the Act as section 6(a) and mark what they withhold as s 6(a).
    spelt = prefix.lower().startswith("sec")
    return withheld or not (spelt or (vague and _CITING.search(before)))


def _around(paper: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a ground in its own paragraph, on one line."""
    before = re.split(r"\n\s*\n", paper[max(0, match.start() - _WINDOW) : match.start()])[-1]
    after = re.split(r"\n\s*(?:\n|[-*\u2022] )", paper[match.end() : match.end() + _WINDOW])[0]
    return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after)


def _bracketed(before: str, after: str) -> bool:
    """Whether a ground stands in square brackets, alone, with other grounds and such words as ``withheld``, or before a
    colon.
    """
    opened, closed = before.rfind("["), after.find("]")
    if opened < 0 or closed < 0 or opened < before.rfind("]"):
        return False
    left = _FILLING.sub("", _GROUND.sub("", f"{before[opened + 1 :]} {after[:closed]}"))
    return not re.search(r"\w", left) or after.startswith(":")


def _cites_act(before: str, after: str, *, withheld: bool) -> bool:
    """Whether a ground is cited as a provision of an Act that is named; one of the Act itself may say what was
    withheld.
    """
    if named_before := _BEFORE_ACT.search(before):
        ours = _OIA.search(before[: named_before.end()]) is not None
        return not (ours and withheld)
    named = _AFTER.match(after)
    if named is None:
        return False
    law = named["title"] or named["named"]
    return not withheld if _OIA.search(law) else bool(_LAW.search(law))


def _near(ground: str, known: Collection[str]) -> str | None:
    """The nearest ground: first one that is part of this, or of which this is a part."""
    # Most mistakes leave out the last bracket: 6(b) for 6(b)(i).
    kin = sorted((k for k in known if k.startswith(f"{ground}(") or ground.startswith(f"{k}(")), key=natural_key)
    return kin[0] if kin else nearest(ground, known)


def _unlisted(marks: Collection[Mark], key: Collection[KeyEntry], file: str) -> Iterator[Problem]:
    listed = {entry.ground for entry in key}
    if marks and not key:
        yield Problem(
            file, 0, "", "text is withheld, but there is no key", "a key of the grounds that are marked", None, "no-key"
        )
        return
    for mark in marks:
        if mark.ground not in listed:
            near = _near(mark.ground, listed)
            message = f"the mark {mark.text!r} is not in the key"
            yield Problem(file, mark.line, mark.ground, message, "a ground of the key", near, "mark-not-in-key")


def _unused(marks: Collection[Mark], key: Collection[KeyEntry], file: str) -> Iterator[Problem]:
    used = {mark.ground for mark in marks}
    for entry in key:
        if entry.ground not in used:
            message = "the key lists a ground on which nothing is marked as withheld"
            yield Problem(file, entry.line, entry.ground, message, "", _near(entry.ground, used), "key-not-used")


def _unknown(
    marks: Collection[Mark], key: Collection[KeyEntry], known: Collection[str], file: str
) -> Iterator[Problem]:
    """The grounds that the Act does not have, each told once, at its first place."""
    first: dict[str, int] = {}
    for line, ground in sorted([(e.line, e.ground) for e in key] + [(m.line, m.ground) for m in marks]):
        first.setdefault(ground, line)
    for ground, line in first.items():
        if ground not in known:
            message = "the Official Information Act 1982 has no such ground"
            yield Problem(
                file, line, ground, message, "a ground of s 6, 7 or 9(2)", _near(ground, known), "no-such-ground"
            )


def _cut_down(marks: Collection[Mark], file: str) -> Iterator[Problem]:
    for mark in marks:
        message = f"after {mark.text!r} another ground is cut down to its last letters and was not counted"
        yield Problem(file, mark.line, mark.ground, message, "each ground in full", None, "short-mark")
