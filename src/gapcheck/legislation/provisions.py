"""The provisions of legislation as a search sees them: heading, place in the Act, words, and definitions apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.legislation.tree import Legislation, Node, Placed

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


def _provision(legislation: Legislation, placed: Placed) -> Provision:
    node = placed.node
    words: list[str] = []
    definitions: list[str] = []
    for part, defined in _own(node, False):
        (definitions if defined else words).append(part)
    return Provision(
        legislation.name,
        legislation.citation_number,
        node.label,
        node.heading,
        "; ".join(n.heading for n in placed.above if n.kind in _ABOVE and n.heading),
        "\n".join(words),
        "\n".join(definitions),
        legislation.as_at.isoformat() if legislation.as_at else "",
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
