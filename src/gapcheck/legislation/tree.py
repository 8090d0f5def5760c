"""What an official file holds, as one frozen tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Type = Literal["act", "regulation", "bill", "sop", "fragment"]
Kind = Literal[
    "long-title",
    "preamble",
    "enactment",
    "part",
    "subpart",
    "division",  # an older level of headings (head1 to head6 with something below them)
    "crosshead",
    "section",  # of the body: a section of an Act, a regulation, a clause of a Bill
    "clause",  # a provision of a schedule
    "subsection",
    "paragraph",
    "definition",
    "text",
    "item",
    "example",
    "proviso",
    "formula",
    "table",
    "row",
    "cell",
    "form",
    "schedule",
    "empowering",  # which sections a schedule belongs to
    "treaty",  # the text of a treaty, scheduled
    "article",
    "amendment",  # words for another enactment; nothing below it is the file's own law
]
_FOREIGN: frozenset[Kind] = frozenset({"amendment", "treaty"})


@dataclass(frozen=True, slots=True)
class HistoryNote:
    """One history note: what was done to ``provision``, on which day, by which provision of which enactment.

    ``dates`` are the dates that the note gives, in its order; most give one. ``number`` is the amending Act's: ``2025
    No 39``.
    """

    id: str | None
    line: int
    provision: str
    operation: str
    dates: tuple[date, ...]
    by: str
    by_id: str | None
    legislation: str
    number: str | None
    text: str

    @property
    def date(self) -> date | None:
        """The latest day that the note names; ``None`` if it names none."""
        # A note may name the day of assent beside that of commencement, which is the later one.
        return max(self.dates, default=None)


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the tree. ``text`` is what stands before the children; a later text is a child of kind ``text``.

    ``label`` is as printed, without brackets, and may be empty. ``status`` is what the file says of its deletion
    (``repealed``, ``expired``, ``revoked``, ``spent``, ``not-in-force``; ``struck-out`` in a Bill), or ``None``.
    ``terms`` are the terms that ``text`` defines. ``subtype`` is the file's word for a schedule or treaty (``annex``,
    ``protocol``), ``line`` its line.
    """

    kind: Kind
    id: str | None
    label: str
    heading: str
    text: str
    status: str | None
    line: int
    children: tuple[Node, ...] = ()
    history: tuple[HistoryNote, ...] = ()
    terms: tuple[str, ...] = ()
    subtype: str | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.label!r} {self.heading or self.text[:40]!r}>"

    def walk(self) -> Iterator[Node]:
        """This node and every one below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def lines(self) -> Iterator[str]:
        """The text, one line for each node that has any: label, heading, words. History and notes are no part of it."""
        # One dialect writes the brackets of a label and the other does not; their texts have to be equal.
        label = f"({self.label})" if self.kind in _BRACKETED and self.label.isalnum() else self.label
        if line := " ".join(part for part in (label, self.heading, self.text) if part):
            yield line
        for child in self.children:
            yield from child.lines()

    @property
    def full_text(self) -> str:
        """The lines of :meth:`lines`. The same words give the same text in both dialects of the format."""
        return "\n".join(self.lines())

    def notes(self) -> Iterator[HistoryNote]:
        """The history notes of this node and of every one below it."""
        for node in self.walk():
            yield from node.history


_BRACKETED: frozenset[Kind] = frozenset({"subsection", "paragraph", "item"})


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with those above it, the outermost first."""

    node: Node
    above: tuple[Node, ...]

    @property
    def status(self) -> str | None:
        """The status of the node, or else of the nearest node above that has one: a repealed Part repeals its
        sections.
        """
        return next((n.status for n in (self.node, *reversed(self.above)) if n.status), None)

    @property
    def live(self) -> bool:
        """Whether the file shows it as law, and not as repealed, expired, revoked, spent, struck out or not in
        force.
        """
        return self.status is None

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands: kinds and labels from the outermost in, ``("part 10", "section 253")``. It need not be
        unique.
        """
        # Cross-headings come and go without any change of law.
        return tuple(f"{n.kind} {n.label}".strip() for n in (*self.above, self.node) if n.kind != "crosshead")


@dataclass(frozen=True)
class Legislation:
    """An Act, regulation, Bill or supplementary order paper, as one file has it, or a ``fragment``: one provision,
    Part, schedule or form by itself, which does not say what it is part of (year 0, no number).

    ``as_at`` is the day whose text this is, and ``as_at_from`` the attribute that tells it (``date.as.at``,
    ``date.first.valid`` or ``date.assent``, ``date.signed``, in that order); a Bill has none. ``title`` is empty in an
    extract without a cover. ``subtype`` is ``public``, ``private``, ``local``, ``government`` and the like. ``status``
    is the file's word for the whole (``repealed``), from ``terminated`` on. ``division`` is its word for its
    provisions: section, regulation, clause. ``ministry`` administers it.
    """

    type: Type
    id: str | None
    title: str
    year: int
    number: str
    subtype: str | None
    division: str | None
    as_at: date | None
    as_at_from: str | None
    assent: date | None
    stage: str | None
    status: str | None
    terminated: date | None
    ministry: str | None
    file: str
    children: tuple[Node, ...] = ()
    history: tuple[HistoryNote, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.type} {self.name!r} as at {self.as_at}>"

    @property
    def citation_number(self) -> str:
        """The year and number as a catalogue has them: ``1961 No 43``; empty for a fragment."""
        return f"{self.year} No {self.number}" if self.number else ""

    @property
    def name(self) -> str:
        """The title, or the year and number of an extract that has none; a fragment goes by the name of its file."""
        return self.title or self.citation_number or f"Extract ({self.file})"

    def walk(self, *, foreign: bool = False) -> Iterator[PlacedNode]:
        """Every node in the order of the file. What is not its own law (amendments' words, treaties) only with
        ``foreign``.
        """
        for child in self.children:
            yield from _walk(child, (), foreign)

    @property
    def extract(self) -> bool:
        """Whether this is only a part: a whole enactment has a cover with its title."""
        return not self.title

    @cached_property
    def sections(self) -> tuple[PlacedNode, ...]:
        """Its own sections, repealed ones included. Two may have one label: a repealed one and the one in its place."""
        every = (placed for placed in self.walk() if placed.node.kind == "section")
        return tuple(placed for placed in every if not any(n.kind == "section" for n in placed.above))

    @property
    def treaties(self) -> tuple[PlacedNode, ...]:
        """The treaties scheduled to it (not those that it puts into another Act)."""
        scheduled = (p for p in self.walk(foreign=True) if p.node.kind == "treaty")
        return tuple(p for p in scheduled if not any(n.kind == "amendment" for n in p.above))

    def repeated_labels(self) -> dict[str, tuple[PlacedNode, ...]]:
        """The labels that more than one of its sections have, with those sections; a section without a label is left
        out.
        """
        by_label: dict[str, list[PlacedNode]] = {}
        for placed in self.sections:
            by_label.setdefault(placed.node.label, []).append(placed)
        return {label: tuple(group) for label, group in sorted(by_label.items()) if label and len(group) > 1}


def articles(treaty: Node) -> tuple[PlacedNode, ...]:
    """The articles of a treaty, those of its protocols and annexes apart."""

    def under(node: Node, above: tuple[Node, ...]) -> Iterator[PlacedNode]:
        for child in node.children:
            if child.kind == "article":
                yield PlacedNode(child, (*above, node))
            elif child.kind != "treaty":
                yield from under(child, (*above, node))

    return tuple(under(treaty, ()))


def _walk(node: Node, above: tuple[Node, ...], foreign: bool) -> Iterator[PlacedNode]:
    if node.kind in _FOREIGN and not foreign:
        return
    yield PlacedNode(node, above)
    for child in node.children:
        yield from _walk(child, (*above, node), foreign)
