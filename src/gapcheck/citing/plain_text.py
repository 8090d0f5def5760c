"""A text normalised for matching: every character keeps its place, but spaces, quotation marks and hyphens are each
of one sort, and the signs of Markdown and HTML are spaces.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

BREAK = "¶"
"""What stands where a paragraph, a list item, a heading or a row of a table ends."""

_SPACES = "\t\r\f\v\xa0\u2007\u2009\u202f"
# The signs of Markdown's emphasis read as spaces: *Crimes Act 1961*, s 249. So do double quotation marks, and
# the raised numbers of notes.
_PUT_ASIDE = '*_`"“”«»\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079'
_NORMAL = {
    **dict.fromkeys(map(ord, _SPACES + _PUT_ASIDE), " "),
    **dict.fromkeys(map(ord, "‣▪·"), "•"),
    **dict.fromkeys(map(ord, "‘’ʼ"), "'"),
    **dict.fromkeys(map(ord, "‐‑–−—"), "-"),
    ord("["): "(",
    ord("]"): ")",
}
_BULLET = re.compile(r"(?m)^( *)\*(?= )")
_LINK = re.compile(r"\]\(<?[^()\s<>]{0,400}>?(?: +\"[^\"\n]{0,200}\")?\)")
_NOTE_MARK = re.compile(r"(?<=\S)\[\^?\d{1,3}\]|\[\^\d{1,3}\]")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,600})?/?>|<!--.{0,2000}?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:amp|nbsp|ndash|mdash|rsquo|lsquo|rdquo|ldquo|quot|sect|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "li", "ol", "p", "section", "table", "td", "th", "title", "tr", "ul",
    )
)  # fmt: skip
_ESCAPE = re.compile(r"\\(?=[\[\]()*_.#+`|&<>-])")
# An apostrophe belongs to its word; a quotation mark stands before one, or after a year or another sign.
_QUOTE = re.compile(r"(?<!\w)'(?=\w)|(?<=[\d).,])'(?!\w)|'(?= *\))")

_BLANK_LINES = re.compile(r"\n[ \n]*\n")
# An item of a list is a paragraph of its own: Markdown needs no blank line between items.
_ITEM = r" *(?:[-+•]|\d{1,3}[.)]|\([a-z0-9]{1,4}\)) "
_NEW_ITEM = re.compile(rf"\n(?={_ITEM}| *[#|>])")
# The paragraphs of a judgment: "... the appeal. [12]  The Judge ...".
_NUMBERED_PARAGRAPH = re.compile(r"(?<=[^\w,-])\s(?=\[\d{1,3}\]\s+[A-Z])")
# A number in square brackets is that of a paragraph, a year or a note, and never part of a pinpoint.
_BRACKETED = re.compile(r"\[\d{1,4}\]")
_HEAD = re.compile(r" *(#{1,6}) ")
_IS_ITEM = re.compile(rf"{_ITEM}| *\|")
_HEADING_LINE = re.compile(r"(?:(?<=\n)|\A) *#{1,6} [^\n]*\n")
_SENTENCE_ENDS = re.compile(r"[.!?][)']?(?= +[A-ZĀĒĪŌŪ('])|¶+| \|(?= )")
# Words after which a line of a PDF goes on, also over a blank line.
_HANGING = re.compile(
    r"(?:^|[\s(])(?:the|a|an|of|and|or|in|to|under|by|with|for|from|as|that|this|an?|see|[Ss]ections?|ss?|[Aa]rticles?|"
    r"[Aa]rts?|[Ss]chedule|Part|[Cc]lauses?|,|Act)$"
)
_FIRST_WORDS = 40  # characters of a line that show whether it is an item
_LAST_WORDS = 160  # characters of a line in which a title that goes on begins
_ONLY_NUMBER = re.compile(r" *(?:\([a-z0-9]{1,4}\)|[-•])")
_OPEN_TITLE = re.compile(
    r"\b(?:the|of|under|in|and) (?:[A-Z][\w'()-]*,? (?:(?:and|of|in|for|or) )?){0,8}[A-Z][\w'()-]*,?$"
)


def normalised(text: str) -> str:
    """The text with one sort of space, quotation mark and hyphen, and ``BREAK`` between paragraphs; as long as
    before.
    """
    text = _ENTITY.sub(_entity, text)
    text = _TAG.sub(_tag, text)
    text = _ESCAPE.sub(" ", text)
    text = _NUMBERED_PARAGRAPH.sub(BREAK, text)
    text = _BRACKETED.sub(_blank, text)
    text = _NOTE_MARK.sub(_blank, text)
    text = _LINK.sub(_blank, text)
    text = _BULLET.sub(r"\1•", text)
    text = text.replace("\u000c", "\n").translate(_NORMAL)
    text = _QUOTE.sub(" ", text)
    text = _HEADING_LINE.sub(lambda m: m[0][:-1] + BREAK, text)
    text = "".join(_joined(text))
    return _NEW_ITEM.sub(BREAK, text).replace("\n", " ")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0]).ljust(len(match[0]))


def _tag(match: re.Match[str]) -> str:
    block = (match["name"] or "").lower() in _BLOCKS
    # A cell belongs to its row.
    if block and match["name"].lower() in ("td", "th"):
        return ("" if match[0].startswith("</") else "|").center(len(match[0]))
    return (BREAK if block else " ").ljust(len(match[0]))


def _joined(text: str) -> Iterator[str]:
    """The text with its blank lines as breaks, but for those inside a sentence, as ``pdftotext`` leaves them."""
    done = 0
    for gap in _BLANK_LINES.finditer(text):
        yield text[done : gap.start()]
        before = text[done : gap.start()].rpartition("\n")[2].rpartition(BREAK)[2]
        after = text[gap.end() : gap.end() + _FIRST_WORDS].partition("\n")[0]
        yield (" " if _goes_on(before.rstrip(), after.strip()) else BREAK) * len(gap[0])
        done = gap.end()
    yield text[done:]


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence goes on over a blank line, or a number stands alone before its item."""
    if after and _ONLY_NUMBER.fullmatch(before):
        return True
    if not after or before.lstrip().startswith(("#", "|", ">")) or _IS_ITEM.match(f"{after} "):
        return False
    end = before[-_LAST_WORDS:]
    if _HANGING.search(end) and (after[0].isalnum() or after[0] == "("):
        return True
    if re.match(r"Act (?:1[89]|20)\d\d\b", after) or _OPEN_TITLE.search(end):
        return after[0].isupper() and len(before) > 3 and before[-1].isalpha()
    return False


@dataclass(frozen=True)
class Paragraph:
    """Where a paragraph stands; whether it is an item of a list or a row of a table, or a heading of a level."""

    start: int
    end: int
    item: bool
    level: int


@dataclass(frozen=True)
class PlainText:
    """A normalised text, and where its sentences and paragraphs end."""

    text: str

    @cached_property
    def _sentences(self) -> list[int]:
        return [match.end() for match in _SENTENCE_ENDS.finditer(self.text)]

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in re.finditer(f"{BREAK}+", self.text)]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph, in order; the number of one is its place here."""
        found = []
        for start, end in zip([0, *self._ends], [*self._ends, len(self.text)], strict=True):
            head = _HEAD.match(self.text, start, end)
            item = bool(_IS_ITEM.match(self.text, start, end))
            found.append(Paragraph(start, end, item, len(head[1]) if head else 0))
        return tuple(found)

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds an offset."""
        return bisect_right(self._sentences, place)

    def sentence_start(self, place: int) -> int:
        """Where the sentence that holds an offset begins."""
        n = bisect_right(self._sentences, place)
        return self._sentences[n - 1] if n else 0

    def sentence_end(self, place: int) -> int:
        """Where the sentence that holds an offset ends."""
        n = bisect_right(self._sentences, place)
        return self._sentences[n] if n < len(self._sentences) else len(self.text)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that holds an offset."""
        return bisect_right(self._ends, place)
