"""A web page: its lines with their tags and without scripts and styles, or its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gapcheck.errors import UsageError

_CODE = ("script", "style", "template", "noscript")
_OPEN = re.compile(rf"<(?P<name>{'|'.join(_CODE)})\b", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def is_web_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return _PAGE.match(text) is not None


def without_code(text: str) -> str:
    """The page with spaces in place of scripts and styles; line ends stay."""
    lower = text.lower()
    parts, done = [], 0
    while match := _OPEN.search(text, done):
        # What is never closed runs to the end of the page.
        closed = lower.find(f"</{match['name'].lower()}", match.end())
        end = len(text) if closed < 0 else closed
        parts += [text[done : match.start()], re.sub(r"[^\n]", " ", text[match.start() : end])]
        done = end
        if closed >= 0:
            after = text.find(">", closed)
            after = len(text) if after < 0 else after + 1
            parts.append(re.sub(r"[^\n]", " ", text[closed:after]))
            done = after
    return "".join((*parts, text[done:]))


_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|d[dlt]|details|div|fig(caption|ure)|footer|form|h[1-6r]|header|"
    "html|legend|li|main|[ou]l|p|pre|section|summary|table|t(body|foot|head|[dhr])"
)
_UNSEEN = frozenset((*_CODE, "head", "nav", "svg"))


def paragraphs_of_page(text: str) -> list[str]:
    """Every paragraph of the body and every row of its tables (cells with ``|`` between them), as of a Word file.

    A heading begins with ``#`` for each level; a term of a list stands in a row with what it means. What only leads
    about the page (``nav``) and what is drawn are left out. Raises ``UsageError`` for a page that cannot be read whole.
    """
    from lxml import html

    # As bytes, since a page may name an encoding that it no longer has.
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    root = html.document_fromstring(text.encode(), parser=parser)
    # What comes after it would be missing, and nobody would know.
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise UsageError("the web page is nested too deeply to be read; save its text as a text file")
    return [told for one in _paragraphs(root) if (told := " ".join(one.split())).strip("#| ")]


def _paragraphs(element: Any) -> Iterator[str]:
    """The paragraphs of an element; text between two blocks is one of its own."""
    if element.tag == "tr":
        cells = (" ".join(" ".join(_paragraphs(cell)).split()) for cell in element.iterchildren("td", "th"))
        yield f"| {' | '.join(cells)} |"
        return
    if element.tag == "dl":
        # A term begins the line that tells what it is.
        terms: list[str] = []
        for child in element.iter("dt", "dd"):
            told = " ".join(" ".join(_paragraphs(child)).split())
            if child.tag == "dt":
                terms.append(told)
            else:
                yield f"| {' | '.join((*terms, told))} |"
                terms = []
        return
    running = element.text or ""
    for child in element.iterchildren():
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            first, *rest = list(_paragraphs(child)) or [""]
            if _BLOCKS.fullmatch(child.tag):
                yield running
                yield from (_heading(child) + first, *rest)
                running = ""
            else:
                running += first
                for told in rest:
                    yield running
                    running = told
        running += child.tail or ""
    yield running


def _heading(element: Any) -> str:
    return "#" * int(element.tag[1]) + " " if re.fullmatch("h[1-6]", element.tag) else ""
