"""The provisions of legislation as a search sees them: heading, place in the Act, words, and definitions apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.legislation.tree import Legislation, Node, PlacedNode

# An amending Act is full of words for other Acts, which a search would take for its own.
_FOREIGN = frozenset({"amendment", "treaty"})
_ABOVE = frozenset({"part", "subpart", "division", "crosshead", "schedule"})


@dataclass(frozen=True, slots=True)
class Provision:
    """One live section of an Act, or its like: regulation, clause of a Bill.

    ``place`` holds the headings it stands under, ``words`` its own text without definitions, words for other enactments
    and treaties. ``as_at`` is the day whose text it is (empty for a Bill), ``id`` the official one; ``file`` and
    ``line`` tell where it was read.
    """

    act: str
    number: str
    label: str
    heading: str
    place: str
    words: str
    definitions: str
    as_at: str
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


def _provision(legislation: Legislation, placed: PlacedNode) -> Provision:
    node = placed.node
    words: list[str] = []
    definitions: list[str] = []
    for part, defined in _own(node, False):
        (definitions if defined else words).append(part)
    return Provision(
        act=legislation.name,
        number=legislation.citation_number,
        label=node.label,
        heading=node.heading,
        place="; ".join(n.heading for n in placed.above if n.kind in _ABOVE and n.heading),
        words="\n".join(words),
        definitions="\n".join(definitions),
        as_at=legislation.as_at.isoformat() if legislation.as_at else "",
        id=node.id,
        file=legislation.file,
        line=node.line,
    )


def _own(node: Node, defined: bool) -> Iterator[tuple[str, bool]]:
    """The texts of a node and those below it, and whether each belongs to a definition."""
    defined = defined or node.kind == "definition"
    if node.text:
        yield node.text, defined
    for child in node.children:
        # A repealed paragraph keeps its words in some files.
        if child.kind not in _FOREIGN and child.status is None:
            if child.heading:
                yield child.heading, defined
            yield from _own(child, defined)
