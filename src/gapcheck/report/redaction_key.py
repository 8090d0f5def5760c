"""The key of a released paper: the grounds that it lists, with the reasons that it gives, and numbered codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.report.redaction_marks import GROUND, normal

# Headings that tell of a key by themselves, and such as are one only if an entry follows.
_HEAD = re.compile(
    r"\bkey\b.*\b(?:redact\w*|withh\w*|grounds?)|\bredaction (?:codes?|key)\b|\bgrounds? for withholding\b"
    r"|\bwithholding grounds?\b|\breasons? for withholding\b|\brelease key\b",
    re.IGNORECASE,
)
_MAY_HEAD = re.compile(
    r"\b(?:key|legend|grounds?|codes?|redacted|redactions?|withh[eo]ld|withholding|reasons?|deleted)\b"
    r"|\bsections? of the act\b",
    re.IGNORECASE,
)
_LONGEST_HEAD = 160
_ENTRY_START = re.compile(r"[-*+\u2022>|#_\s]*(?:\[(?P<code>\d{1,2}[A-Za-z]?)\]\s*[-:|\u2013\u2014]?\s*)?[|\s]*[\[(]?")
_AND = re.compile(r"\s*(?:,|and|or|&|/)\s*")
_ENTRY_END = re.compile(r"[*_\])]*\s*(?:[:|\u2013\u2014-]\s*)?(?P<reason>\S.*)?$")
_WORDED = re.compile(
    r"[-*+\u2022>|#_\s]*\[?(?P<name>out of scope|not relevant|legally privileged)"
    r"(?:[^\S\n]*to (?:the )?request)?(?:[^\S\n]*\])?(?:[^\S\n]*[*_]+)?\s*[:|\u2013\u2014-]\s*(?P<reason>\S.*)$",
    re.IGNORECASE,
)
_NAMES = {"out of scope": "out of scope", "not relevant": "not relevant", "legally privileged": "legal privilege"}


@dataclass(frozen=True)
class KeyEntry:
    """A ground that the key lists, with the reason that the paper gives for it, its line, and its code if any."""

    ground: str
    reason: str
    line: int
    code: str = ""


@dataclass(frozen=True)
class Key:
    """The entries of every key of a paper, the lines that they take, and the headings that no entry follows."""

    entries: tuple[KeyEntry, ...]
    lines: frozenset[int]
    unread: tuple[int, ...]

    @property
    def codes(self) -> dict[str, str]:
        """The ground of each numbered code."""
        return {entry.code: entry.ground for entry in self.entries if entry.code}


def read_key(lines: Sequence[str]) -> Key:
    """The entries under every heading of a key, and the numbers of the lines that they take."""
    entries: list[KeyEntry] = []
    taken: set[int] = set()
    unread: list[int] = []
    for head, line in enumerate(lines, 1):
        if head in taken:
            continue
        before = len(entries)
        if _is_coded(line, head):
            _follow(lines, head - 1, entries, taken)
            continue
        if len(line) > _LONGEST_HEAD or not (_HEAD.search(line) or _may_head(lines, head)):
            continue
        _follow(lines, head, entries, taken)
        if len(entries) > before:
            taken.add(head)
        elif _HEAD.search(line) and not line.rstrip().endswith("."):
            unread.append(head)
    return Key(tuple(entries), frozenset(taken), tuple(unread) if not entries else ())


def _is_coded(line: str, number: int) -> bool:
    """Whether a line gives a numbered code its ground and reason, which only a key does."""
    return any(entry.code and entry.reason for entry in _entries(line, number, ""))


def _may_head(lines: Sequence[str], head: int) -> bool:
    """Whether a line that tells of grounds or withholding is followed by an entry."""
    line = lines[head - 1]
    if not _MAY_HEAD.search(line) or GROUND.search(line):
        return False
    after = [(n, text) for n, text in enumerate(lines[head : head + 6], head + 1) if text.strip(" |-:=")]
    if not after:
        return False
    number, text = after[0]
    # A table has a row of names first.
    if "|" in text and not _entries(text, number, "") and len(after) > 1:
        number, text = after[1]
    following = lines[number] if number < len(lines) else ""
    return bool(_entries(text, number, following)) and (
        text.lstrip()[:1] in "-*+\u2022|[" or _is_reason(text) or line.rstrip().endswith(":")
    )


def _is_reason(line: str) -> bool:
    """Whether an entry gives its reason as a key does: ``6(a) - to avoid prejudice``, and not in a sentence."""
    ground = GROUND.search(line)
    return bool(
        ground
        and re.match(
            r"[*_\])]*\s*(?:[:|\u2013\u2014-]|to\b|protect|maintain|avoid|prevent)", line[ground.end() :], re.I
        )
    )


def _follow(lines: Sequence[str], head: int, entries: list[KeyEntry], taken: set[int]) -> None:
    """Read the lines after a heading as entries, as long as they are some."""
    inside, before = False, len(entries)
    reason: list[str] = []  # the lines of the last entry's; joined once, however many they are
    for number, line in enumerate(lines[head:], head + 1):
        following = lines[number] if number < len(lines) else ""
        read = _entries(line, number, following)
        goes_on = inside and line.strip() and not GROUND.search(line) and not _new_paragraph(line, entries)
        # A heading may be underlined; after the first entry a line of dashes ends the key.
        empty = not line.strip(" |-:=") if len(entries) == before else not line.strip()
        if not (empty or read or goes_on or line.lstrip().startswith("|")):
            break
        if goes_on and not read:
            reason.append(_tidy(line))
        else:
            _go_on(entries, reason)
            reason = []
        inside = bool(read or goes_on)
        entries += read
        taken.add(number)
    _go_on(entries, reason)


def _go_on(entries: list[KeyEntry], reason: Sequence[str]) -> None:
    """Give the last entry the lines with which its reason goes on."""
    if reason:
        last = entries[-1]
        entries[-1] = KeyEntry(last.ground, " ".join(" ".join([last.reason, *reason]).split()), last.line, last.code)


def _new_paragraph(line: str, entries: Sequence[KeyEntry]) -> bool:
    """Whether a line is no more of the reason before it: it is numbered, a heading, or holds a code of the key."""
    coded = any(entry.code and f"[{entry.code}]" in line for entry in entries)
    return coded or bool(re.match(r"\s*(?:#|\d{1,3}[.)]?\s+[A-Z])", line))


def _entries(line: str, number: int, following: str) -> list[KeyEntry]:
    """The grounds at the start of a line of a key, with the reason after them, which may begin on the next line."""
    if worded := _WORDED.match(line):
        return [KeyEntry(_NAMES[worded["name"].lower()], _tidy(worded["reason"]), number)]
    start = _ENTRY_START.match(line)
    place, grounds = start.end() if start else 0, list[str]()
    code = (start["code"] if start else None) or ""
    while match := GROUND.match(line, place):
        grounds.append(normal(match))
        place = match.end()
        joined = _AND.match(line, place)
        place = joined.end() if joined and GROUND.match(line, joined.end()) else place
    end = _ENTRY_END.match(line, place)
    reason = (end["reason"] or "") if end else ""
    if not reason and not following.lstrip().lower().startswith("to "):
        return []
    return [KeyEntry(ground, _tidy(reason), number, code) for ground in grounds]


def _tidy(reason: str) -> str:
    """A reason on one line, without the signs of the table or list, and the word, that lead to the next."""
    text = " ".join(reason.split()).rstrip(" *_|;.")
    if re.search(r"\band$", text[-4:]):
        text = text[:-3].rstrip()
    return text[:-1] if text.endswith((";", ",")) else text
