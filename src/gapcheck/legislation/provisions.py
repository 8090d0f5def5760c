"""The provisions of legislation as a search sees them: heading, place in the Act, words, and definitions apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.legislation.tree import Legislation, Node, Placed

_FOREIGN = frozenset({"amendment", "treaty"})
_ABOVE = frozenset({"part", "subpart", "division", "crosshead", "schedule"})
_PUNISHES = re.compile(r"\bcommits? an offence\b|\bliable (?:on (?:summary )?conviction|to (?:a )?(?:fine|imprisonment))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Provision:
    """One live section of an Act, or its like: regulation, clause of a Bill.

    ``place`` holds the headings it stands under, ``words`` its own text without definitions, words for other enactments and
    treaties. ``punishes``: it makes something an offence or says how one is punished. ``file`` and ``line`` tell where it was read.
    """

    act: str
    number: str
    label: str
    heading: str
    place: str
    words: str
    definitions: str
    punishes: bool
    id: str | None
    file: str
    line: int


def provisions(legislation: Legislation) -> Iterator[Provision]:
    """The live sections of an enactment that have words of their own, in its order."""
    for placed in legislation.sections:
        if placed.live:
            made = _provision(legislation, placed)
            if made.words or made.definitions:
                yield made


def _provision(legislation: Legislation, placed: Placed) -> Provision:
    node = placed.node
    words, definitions = [], []
    for part, defined in _own(node, False):
        (definitions if defined else words).append(part)
    text = "\n".join(words)
    return Provision(
        legislation.name,
        legislation.citation_number,
        node.label,
        node.heading,
        "; ".join(n.heading for n in placed.above if n.kind in _ABOVE and n.heading),
        text,
        "\n".join(definitions),
        bool(_PUNISHES.search(text)),
        node.id,
        legislation.file,
        node.line,
    )


def _own(node: Node, defined: bool) -> Iterator[tuple[str, bool]]:
    """The texts of a node and those below it, and whether each belongs to a definition."""
    defined = defined or node.kind == "definition"
    if node.text:
        yield node.text, defined
    for child in node.children:
        if child.kind not in _FOREIGN and child.status is None:
            if child.heading:
                yield child.heading, defined
            yield from _own(child, defined)
