"""The words of an element, and what a history note says: what is read of official XML without its structure."""

from __future__ import annotations

import re
from typing import Any

from gapcheck.legislation.tree import HistoryNote
from gapcheck.legislation.xml_text import days_in, tidy

# ``end`` holds sections of amending Acts (skeletons) beside the notes to a reprint; ``cf`` compares with an older Act.
# fmt: off
SKIPPED = frozenset((
    "amends-note", "billdetail", "billref", "brk.header", "cf", "colspec", "contents", "cover", "date",
    "editorial-note", "end", "explnote", "ird.aids", "key", "readers-notes", "signature-block", "toc",
))
# fmt: on
_LINKS = ("link", "linkcontent")
_NUMBER = re.compile(r"\((\d{4}) No (\d+)\)")


def words_of(element: Any, terms: list[str] | None = None) -> list[str]:
    """The words of an element and of those inside it; ``terms`` takes the terms that they define (not a term within a
    term).
    """
    tag = element.tag
    if not isinstance(tag, str) or (tag[0] == "{" and tag.rpartition("}")[2] not in _LINKS):
        return []
    if tag == "brk":
        return [" "]
    # An editor's link has no words of its own but those of its content.
    words = [element.text] if element.text and not tag.endswith("}link") else []
    inner = None if tag == "def-term" else terms
    for child in element:
        if child.tag not in SKIPPED:
            words += words_of(child, inner)
        if child.tail and not tag.endswith("}link"):
            words.append(child.tail)
    if tag == "def-term" and terms is not None and (term := tidy("".join(words))):
        terms.append(term)
    return words


def note_of(element: Any) -> HistoryNote:
    """What a history note says."""
    text = tidy("".join(words_of(element)))

    def part(tag: str) -> str:
        outermost = (match for match in element.iter(tag) if next(match.iterancestors(tag), None) is None)
        return ", ".join(tidy("".join(words_of(match))) for match in outermost)

    by = next(iter(element.iter("amending-provision")), None)
    number = _NUMBER.search(text)
    return HistoryNote(
        id=tidy(element.get("id")) or None,
        line=element.sourceline or 0,
        provision=part("amended-provision"),
        operation=part("amending-operation"),
        # The older dialect has no element for the date: it is read from the words of the note.
        dates=days_in(part("amendment-date")) or days_in(text),
        by=part("amending-provision"),
        by_id=None if by is None else tidy(by.get("href")) or None,
        legislation=part("amending-leg"),
        number=f"{number[1]} No {number[2]}" if number else None,
        text=text,
    )
