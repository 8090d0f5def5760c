"""A web page without its scripts and styles. Its tags stay, so that every line stays where it is."""

from __future__ import annotations

import re

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
