"""A text made even for matching: every character stays at its place, but spaces, quotation marks and hyphens are of one
sort.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

BREAK = "¶"
"""What stands where a paragraph, a list item, a heading or a row of a table ends."""

# The signs of Markdown's emphasis read as spaces: *Crimes Act 1961*, s 249.
_EVEN = str.maketrans("\t\r\f\v\xa0\u2007\u2009\u202f*_‘’ʼ“”‐‑–−", "          '''\"\"----")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_NEW_ITEM = re.compile(r"\n(?= *(?:[-+•#|>]|\d{1,3}[.)] |\([a-z0-9]{1,3}\) ))")
_SENTENCE_ENDS = re.compile(r"[.!?][)\"']?(?= +[A-ZĀĒĪŌŪ(\"'])|¶+")


def even(text: str) -> str:
    """The text with one sort of space, quotation mark and hyphen, and ``BREAK`` between paragraphs; as long as before."""
    found = _BLANK_LINES.sub(lambda m: BREAK * len(m[0]), text.translate(_EVEN))
    return _NEW_ITEM.sub(BREAK, found).replace("\n", " ")


@dataclass(frozen=True)
class Plain:
    """An even text, and where its sentences and paragraphs end."""

    text: str

    @cached_property
    def _sentences(self) -> list[int]:
        return [found.end() for found in _SENTENCE_ENDS.finditer(self.text)]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [found.end() for found in re.finditer(f"{BREAK}+", self.text)]

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds an offset."""
        return bisect_right(self._sentences, place)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that holds an offset."""
        return bisect_right(self._paragraphs, place)
