"""Writing the annex in order: paragraphs, tables, notes and footnotes get their numbers as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gapcheck.model.base import Marked
from gapcheck.report.annex.document import (
    FRONT_PAGE,
    AnnexParagraph,
    AnnexSection,
    Block,
    Bullets,
    DraftingNote,
    Figure,
    Footnote,
    Heading,
    Line,
    Piece,
    Table,
    TableCell,
    TableColumn,
)
from gapcheck.report.annex.footnotes import NoteCitation

_POINT = re.compile(r" \(point \S+\)")

Part = str | Piece | Line


@dataclass
class AnnexWriter:
    """Collects the sections, the tables, the footnotes and the drafting notes of one annex."""

    footnotes: list[Footnote] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    notes: list[DraftingNote] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)
    _last: str = ""
    _tables: int = 0
    _figures: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _number: str = ""
    _title: str = ""
    _counted: int = 0
    rule: str = ""
    """What a rule of Parliament is called (``Standing Order``), for the notes that name one."""

    def begin(self, number: str, heading: str) -> None:
        """Begin a section; what is written next stands in it."""
        self._blocks, self._number, self._title, self._counted = [], number, heading, 0

    def end(self, *, wide: bool = False) -> AnnexSection:
        """End the section and return it."""
        return AnnexSection(self._number, self._title, tuple(self._blocks), wide)

    def paragraph(self, *parts: Part) -> None:
        """A paragraph with the next number of the section."""
        self._counted += 1
        self._blocks.append(AnnexParagraph(line(*parts), f"{self._number}.{self._counted}"))

    def heading(self, text: str) -> None:
        """A heading inside the section."""
        self._blocks.append(Heading(text))

    def bullets(self, items: Iterable[Line]) -> None:
        """A list of points."""
        self._blocks.append(Bullets(tuple(items)))

    def table(self, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[TableCell]]) -> Piece:
        """A table with the next number; the widths of its columns are parts of a hundred. Returns a text that leads to
        it.
        """
        self._tables += 1
        table = replace(make_table(caption, columns, rows), number=self._tables)
        self._blocks.append(table)
        return Piece(f"Table {table.number}", target=table.anchor)

    @property
    def next_table(self) -> Piece:
        """A text that leads to the table that is written next."""
        return Piece(f"Table {self._tables + 1}", target=f"table-{self._tables + 1}")

    def figure(self, caption: str, svg: str, description: str) -> None:
        """A picture with the next number."""
        self._figures += 1
        self._blocks.append(Figure(caption, svg, description, self._figures))

    def note(self, needs: str, asked_of: str, limb: str = "", prompts: tuple[str, ...] = ()) -> None:
        """A drafting note with the next number, where the text would stand."""
        drafting_note = self.front_note(needs, asked_of, self._number, limb, prompts)
        self._blocks.append(drafting_note)

    def front_note(
        self, needs: str, asked_of: str, section: str = FRONT_PAGE, limb: str = "", prompts: tuple[str, ...] = ()
    ) -> DraftingNote:
        """A drafting note that is listed at the front alone."""
        self.notes.append(DraftingNote(f"DN{len(self.notes) + 1}", section, needs, asked_of, limb, prompts, self.rule))
        return self.notes[-1]

    # Footnotes ----------------------------------------------------------------------------------------------------

    def cited(self, text: Part, *citations: NoteCitation) -> Line:
        """A text with one footnote after it, which cites everything; the text alone without anything to cite."""
        pieces = line(text)
        wanted = [c for c in dict.fromkeys(citations) if c.full]
        if not wanted or not pieces:
            return pieces
        number = len(self.footnotes) + 1
        told: list[Part] = []
        for citation in wanted:
            told += ["; " if told else "", self._told(citation, number)]
        self.footnotes.append(Footnote(number, line(*told, ".")))
        if any(c.checked != "verified" for c in wanted):
            self.unread.append(number)
        self._last = wanted[0].key if len(wanted) == 1 else ""
        *head, last = pieces
        return (*head, replace(last, notes=(*last.notes, number)))

    def _told(self, citation: NoteCitation, number: int) -> Line:
        first = self._first.get(citation.key) if citation.key else None
        if first is None:
            if citation.key:
                self._first[citation.key] = number
            web = line(" ", Piece(citation.web, url=citation.full[0].url)) if citation.web else ()
            return line(citation.full, web, citation.pinpoint)
        if first == number:
            return line(citation.short, citation.pinpoint)
        # The style guide has "At [17]." for a second place in what the footnote before cites alone.
        if citation.key == self._last and citation.pinpoint.startswith(" at "):
            return line(f"A{citation.pinpoint[2:]}")
        return line(citation.short, ", above n ", Piece(str(first), above=first), citation.pinpoint)

    def all_footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes by number."""
        return tuple(self.footnotes)


Column = tuple[str, int] | tuple[str, int, str]
"""A column of a table: its heading, its width, and perhaps the heading that it shares with its neighbours."""


def line(*parts: Part) -> Line:
    """A line from texts, pieces and other lines; empty texts are left out."""
    pieces: list[Piece] = []
    for part in parts:
        given = part if isinstance(part, tuple) else (_piece(part),)
        pieces += [piece for piece in given if piece.text]
    return tuple(pieces)


def _piece(part: str | Piece) -> Piece:
    return part if isinstance(part, Piece) else Piece(part)


def strong(text: str) -> Piece:
    """A text that stands out."""
    return Piece(text, "strong")


def marked(value: Marked) -> Piece:
    """A text that may be withheld, as the copy has it."""
    return Piece(str(value), "plain" if value.withheld is None else "withheld")


def cell(*parts: Part, status: str = "", anchor: str = "") -> TableCell:
    """A cell of one line."""
    return TableCell((line(*parts),), status, anchor)


def cell_of(lines: Iterable[Part], status: str = "", anchor: str = "") -> TableCell:
    """A cell of several lines."""
    return TableCell(tuple(line(part) for part in lines) or (line(""),), status, anchor)


def linked(parts: Iterable[Piece], between: str = ", ") -> Line:
    """Pieces with a text between them."""
    told: list[Part] = []
    for piece in parts:
        told += [between, piece] if told else [piece]
    return line(*told)


def make_table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[TableCell]]) -> Table:
    """A table from plain columns and rows."""
    return Table(caption, tuple(TableColumn(*column) for column in columns), tuple(tuple(row) for row in rows))


def readable(sentence: str) -> str:
    """A sentence of the engine without the ids of arguable points, which readings and reforms use."""
    return _POINT.sub("", sentence)
