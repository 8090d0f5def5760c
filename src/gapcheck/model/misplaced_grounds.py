"""Grounds for withholding that stand where they withhold nothing: in a text that is open, or in a comment.

Whoever wrote one meant the text to be withheld, so it is refused rather than printed. What only tells that something
was withheld ("part of the paragraph is withheld under s 9(2)(j)") is let through.
"""

from __future__ import annotations

import re
import unicodedata

_WITHHELD = r"(?:with[\s-]?h?[eo]ld|redacted|redact|puritia|hunaia)"
# No two parts that can hold the same spaces stand side by side: a line of spaces would take the square of its length.
_ACT = r"(?:(?:oia|lgoima|official information act(?: 1982)?,?)\s*)?"
_SECTION = r"(?:ss?|sections?|tekiona|wāhanga)\.?\s*(?:6|7|9|18)\s*\("
# These few are hardly ever of another Act.
_OF_THE_ACT = r"(?:ss?|sections?|tekiona|wāhanga)\.?\s*(?:6\s*\([a-e]\)|9\s*\(2\)\s*\([a-k]\))(?:\([ivx]+\))?"
_ASKED = r"(?:(?:to be|please|kia|kua|is|all)\s+)*"
_BRACKETED = rf"\(\s*{_ASKED}{_WITHHELD}\b"

# Patterns are compiled where they are first needed, which is hardly ever: most files hold no sign of a ground.
_IN_TEXT = (
    rf"\b{_WITHHELD}\s*[:=]"  # "withheld: s 6(a)"
    rf"|[\[{{<«]\s*{_ASKED}{_WITHHELD}\b"  # "[withheld]", "<to be withheld>"
    rf"|[\[{{<«]\s*{_ACT}(?:{_SECTION}|(?:6|7|9|18)\s*\()"  # "[s 6(a)]", "[OIA s 9(2)(j)]", "[6(a)]"
    # "(withheld under s 6(a))"; what another such bracket begins is left to that one.
    rf"|{_BRACKETED}(?:(?!{_BRACKETED})[^)])*?{_SECTION}"
    rf"|\b{_WITHHELD}\s*(?:[-\u2013\u2014,;/|]\s*)?{_ACT}{_SECTION}"  # "withheld s 6(a)", "withheld - s 6(a)"
)
# Of a text of which any part may be withheld, such as a paragraph of a context: "s 6(a): ...", "... (s 9(2)(j))".
_AT_AN_END = rf"^\W*{_ACT}{_OF_THE_ACT}\W*[:\u2013\u2014-]|(?<!withheld )[(\u2013\u2014/|-]\s*{_ACT}{_OF_THE_ACT}\W*$"
_COMMENT = re.compile(r"(?:^|\s)#(.*)")
_IN_COMMENT = rf"{_IN_TEXT}|^\W*{_ACT}{_OF_THE_ACT}\W*$|^\W*{_ASKED}{_WITHHELD}\b.*{_SECTION}"
_BEHIND_A_VALUE = rf"^\W*{_ASKED}{_WITHHELD}\b"

# What a text that any of these could be in holds at the least; to look for them takes next to no time.
_HINTS = ("withhe", "withho", "withel", "withol", "with-h", "with h", "redact", "puritia", "hunaia")
_SIGNS = re.compile(r"[\[{<«]\s*(?:oia|lgoima|official|s|tek|wāh|[6791])", re.IGNORECASE)


def _plain(text: str) -> str:
    """The text with the letters, colons and brackets of other widths as the plain ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def in_text(text: str, *, at_an_end: bool = False) -> bool:
    """Whether a ground stands inside an open text; ``at_an_end``: also one that only stands before or after it."""
    plain = _plain(text)
    return _found(_IN_TEXT, plain) or (at_an_end and _found(_AT_AN_END, plain.strip()))


def in_comment(line: str) -> bool:
    """Whether a ground stands in the comment of a line of YAML."""
    plain = _plain(line)
    comment = _COMMENT.search(plain)
    if comment is None:
        return False
    behind = bool(plain[: comment.start()].strip())
    return _found(_IN_COMMENT, comment[1]) or (behind and _found(_BEHIND_A_VALUE, comment[1]))


def may_be_in(text: str) -> bool:
    """Whether a whole file may hold one; of most files nothing more has to be asked."""
    lower = _plain(text).lower()
    return any(hint in lower for hint in _HINTS) or _SIGNS.search(lower) is not None
