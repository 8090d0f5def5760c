"""The text of a treaty, article by article, from a file that somebody has: plain text, Markdown or official XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gapcheck.errors import UsageError
from gapcheck.legislation import LegislationError, read_bytes
from gapcheck.legislation.tree import articles
from gapcheck.legislation.xml_text import tidy

MOST_BYTES = 8_000_000
LEAST_TEXT = 40
"""An article has at least so many characters; a line of a table of contents has none."""

_HEAD = re.compile(
    r"[\s#*_>]*(?:article|art\.?)\s+(\d+(?:\s?(?:bis|ter|[A-Z]))?)\b[\s*_.:\u2013\u2014-]*(.{0,150})", re.I
)
_END = re.compile(
    r"[\s#*_>]*(?:(?:chapter|section|title|part|preamble|artikel|chapitre|annex)\b|in witness whereof|done at\b)", re.I
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_MARKS = re.compile(r"^[#>\s]+|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")


def treaty_text(path: str | Path) -> Mapping[str, str]:
    """The text of each article by its number, the first that the file has of each.

    Raises ``UsageError`` for a file that cannot be read or has no articles.
    """
    file = Path(path)
    try:
        raw = file.read_bytes() if file.is_file() and file.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    if not raw:
        raise UsageError(f"{str(path)!r}: expected the text of a treaty, a file of 1 to {MOST_BYTES:,} bytes")
    found = _of_xml(raw, file.name) if raw.lstrip()[:5] == b"<?xml" else _of_text(raw, file.name)
    if not found:
        raise UsageError(f"{file.name}: no article was found; expected lines that begin with Article 1, Article 2, ...")
    return found


def _of_xml(raw: bytes, name: str) -> dict[str, str]:
    try:
        legislation = read_bytes(raw, name)
    except LegislationError as error:
        raise UsageError(str(error)) from error
    texts: dict[str, str] = {}
    for treaty in legislation.treaties:
        for placed in articles(treaty.node):
            number = placed.node.label.split()[-1].rstrip(".") if placed.node.label else ""
            texts.setdefault(number, placed.node.full_text)
    return {number: text for number, text in texts.items() if number}


def _of_text(raw: bytes, name: str) -> dict[str, str]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8 ({error.reason}); save it as text in UTF-8") from None
    texts: dict[str, str] = {}
    for number, lines in _articles(text.splitlines()):
        whole = "\n".join(lines)
        if len(whole) >= LEAST_TEXT:
            texts.setdefault(number, whole)
    return texts


def _articles(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    number = ""
    own: list[str] = []
    for line in lines:
        head = _HEAD.fullmatch(line.rstrip())
        if head is not None or _END.match(line):
            if number:
                yield number, own
            number = head[1].replace(" ", "") if head else ""
            own = [_plain(head[2])] if head and head[2].strip() else []
        elif number and (plain := _plain(line)):
            own.append(plain)
    if number:
        yield number, own


def _plain(line: str) -> str:
    return tidy(_MARKS.sub("", _LINK.sub(r"\1", line)))
