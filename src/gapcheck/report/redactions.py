"""Whether the marks of a released paper agree with its key of redaction codes.

A paper that is released in part says at its head on which grounds of the Official Information Act 1982 (or of the Local
Government Official Information and Meetings Act 1987) text was taken out, and prints the ground in the place of the
text. :func:`check_redactions` reads both and tells where they differ, and what it could not read. Grounds are compared
exactly: ``6(b)`` in a key does not stand for ``s 6(b)(i)`` in the text. Only the spacing and a leading ``s``, ``ss`` or
``section`` are put aside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from gapcheck.errors import Problem, nearest
from gapcheck.model.withholding import WithholdingGround
from gapcheck.natural_order import natural_key
from gapcheck.report.redaction_key import Key, KeyEntry, read_key
from gapcheck.report.redaction_marks import Mark, Marks, find_marks

# The Local Government Official Information and Meetings Act 1987, s 7(2), and the refusals of s 18 of the Official
# Information Act 1982: a paper may be marked with them, but a copy of gapcheck never is.
_LOCAL = "a b(i) b(ii) ba c(i) c(ii) d e f(i) f(ii) g h i j"
_REFUSALS = "a b c(i) c(ii) d da e f g(i) g(ii) h"


def _listed(section: str, parts: str) -> Iterator[str]:
    for part in parts.split():
        letter, _, rest = part.partition("(")
        yield f"s {section}({letter})" + (f"({rest}" if rest else "")


OTHER_GROUNDS = frozenset((*_listed("7(2)", _LOCAL), *_listed("18", _REFUSALS)))
# Marks that name no ground at all: the Acts ask for one.
WITHOUT_GROUND = frozenset({"not stated", "blacked out", "legal privilege", "commercially sensitive"})
OUTSIDE = frozenset({"out of scope", "not relevant"})

_SAYS_WITHHELD = re.compile(
    r"\b(?:withheld|redacted)\b[^.\n]{0,120}(?:Official Information|\bOIA\b|\bLGOIMA\b|\bthe Act\b)"
    r"|\b(?:this|the) (?:paper|document|release|report|briefing|minute)\b[^.\n]{0,80}\b(?:withheld|redacted)\b"
    r"|\b(?:information|text|parts?|material|content)\b[^.\n]{0,30}\b(?:has|have) been (?:withheld|redacted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Redactions:
    """What a released paper withholds: its key, its marks, and what does not agree or was not understood."""

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
        key = [{"ground": e.ground, "reason": e.reason, "line": e.line, "code": e.code} for e in self.key]
        return {"file": self.file, "key": key, "grounds": grounds, "problems": problems}


def check_redactions(text: str, grounds: Collection[WithholdingGround], file: str = "the paper") -> Redactions:
    """Hold the marks of a released paper against its key, and both against the grounds of the Act.

    The problems have the codes ``mark-not-in-key``, ``no-key`` (marks, but no key at all), ``key-not-used``,
    ``no-such-ground`` (not one of ``grounds``), ``no-ground`` (text is taken out and no ground is given),
    ``short-mark`` (a second ground cut down to its last letter) and ``not-understood`` (what looks like a key or a mark
    and could not be read, a paper that says that text is withheld and has no mark, or one with no text at all).
    """
    paper = text.replace("\r\n", "\n").replace("\r", "\n")
    key = read_key(paper.split("\n"))
    found = find_marks(paper, key.lines, key.codes)
    known = {ground.id for ground in grounds} | OTHER_GROUNDS
    problems = (
        *_unlisted(found.marks, key.entries, file),
        *_unused(found.marks, key.entries, file),
        *_unknown(found.marks, key.entries, known, file),
        *_without_ground(found.marks, key.entries, file),
        *_cut_down(found.cut, file),
        *_not_understood(paper, key, found, file),
    )
    return Redactions(file, key.entries, found.marks, tuple(sorted(problems, key=lambda p: (p.line, p.key, p.code))))


def _near(ground: str, known: Collection[str]) -> str | None:
    """The nearest ground: first one that is part of this, or of which this is a part."""
    # Most mistakes leave out the last bracket: 6(b) for 6(b)(i).
    kin = sorted((k for k in known if k.startswith(f"{ground}(") or ground.startswith(f"{k}(")), key=natural_key)
    return kin[0] if kin else nearest(ground, known)


def _unlisted(marks: Collection[Mark], key: Collection[KeyEntry], file: str) -> Iterator[Problem]:
    listed = {entry.ground for entry in key}
    if marks and not key:
        message, expected = "text is withheld, but there is no key", "a key of the grounds that are marked"
        yield Problem(file, 0, "", message, expected, None, "no-key")
        return
    for mark in marks:
        if mark.ground not in listed | WITHOUT_GROUND:
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
        if ground not in known and ground.startswith("s "):
            message = "neither Act on official information has such a ground"
            expected = "a ground of s 6, 7, 9(2) or 18"
            yield Problem(file, line, ground, message, expected, _near(ground, known), "no-such-ground")


def _without_ground(marks: Collection[Mark], key: Collection[KeyEntry], file: str) -> Iterator[Problem]:
    listed = {entry.ground for entry in key}
    for mark in marks:
        if mark.ground in WITHOUT_GROUND and mark.ground not in listed:
            message = f"text is taken out ({mark.text[:40]!r}) and no ground is given"
            yield Problem(file, mark.line, mark.ground, message, "the ground of the Act beside it", None, "no-ground")


def _cut_down(marks: Collection[Mark], file: str) -> Iterator[Problem]:
    for mark in marks:
        message = f"after {mark.text!r} another ground is cut down to its last letters and was not counted"
        yield Problem(file, mark.line, mark.ground, message, "each ground in full", None, "short-mark")


def _not_understood(paper: str, key: Key, found: Marks, file: str) -> Iterator[Problem]:
    """What a gate must not take for clean."""
    code = "not-understood"
    if not re.search(r"\w", paper):
        message = "there is no text to read; a scanned paper has none"
        yield Problem(file, 0, "", message, "the text of the paper", None, code)
        return
    for line in key.unread:
        yield Problem(file, line, "", "a key begins here, but no ground could be read in it", "", None, code)
    for mark in found.unread:
        message = f"{mark.text!r} looks like a mark, but is no whole ground and was not counted"
        yield Problem(file, mark.line, "", message, "each ground in full", None, code)
    said = _SAYS_WITHHELD.search(paper)
    if said and not found.marks and not key.entries:
        line = paper.count("\n", 0, said.start()) + 1
        yield Problem(file, line, "", "the paper says that text is withheld, but no mark was found", "", None, code)
