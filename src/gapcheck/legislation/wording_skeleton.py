"""The skeleton of a provision's wording: each subsection and paragraph with its first words, and the penalties stated.

It is for whoever fills a scaffold in, beside the official text; it is no copy of that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from gapcheck.legislation.penalties import maxima
from gapcheck.legislation.tree import Node

MOST_WORDS = 90
"""How many characters of each text stand in a skeleton."""

_BRACKETED = ("subsection", "paragraph", "item")
_LEFT_OUT = ("amendment", "treaty", "example", "formula")
_FINE = re.compile(
    r"\bfine (?:not exceeding|of not more than|not more than|up to|of up to|that does not exceed)"
    r" (\$[0-9][0-9, ]*[0-9])"
)


def skeleton(node: Node) -> Iterator[str]:
    """The lines below a provision, indented by two spaces for each level."""
    yield from _lines(node, 0, head=False)


def _lines(node: Node, level: int, *, head: bool = True) -> Iterator[str]:
    label = f"({node.label})" if node.kind in _BRACKETED and node.label else ""
    words = shorten(" ".join(filter(None, (node.heading if head else "", node.text))), MOST_WORDS, placeholder=" ...")
    if line := " ".join(filter(None, (label, words))):
        status = f" [{node.status.replace('-', ' ')}]" if node.status and head else ""
        yield "  " * level + line + status
    for child in node.children:
        if child.kind == "amendment":
            yield "  " * (level + 1) + _foreign(child)
        elif child.kind not in _LEFT_OUT:
            yield from _lines(child, level + 1 if line else level)


def _foreign(node: Node) -> str:
    sections = [f"{p.label} {p.heading}".strip() for p in inserted(node)]
    named = f": {shorten('; '.join(sections), 200, placeholder=' ...')}" if sections else ""
    return f"[words for another enactment{named}]"


def inserted(node: Node) -> Iterator[Node]:
    """The sections that a provision puts into another enactment."""
    for child in node.walk():
        if child.kind == "amendment":
            yield from (n for n in child.walk() if n.kind == "section")
            return


def penalties(node: Node) -> Iterator[str]:
    """The maximum penalties that a provision states, each with its pinpoint: ``(1): imprisonment for 7 years``."""
    yield from _penalties(node, "")


def _penalties(node: Node, place: str) -> Iterator[str]:
    terms = sorted("imprisonment for " + ("life" if term is None else str(term)) for term in maxima(node.text))
    fines = dict.fromkeys(f"a fine of {amount}" for amount in _FINE.findall(node.text))
    if stated := " or ".join([*terms, *fines]):
        yield f"{place}: {stated}" if place else stated
    for child in node.children:
        if child.kind not in _LEFT_OUT and child.status is None:
            inner = f"({child.label})" if child.kind in _BRACKETED and child.label else ""
            yield from _penalties(child, place + inner)
