"""The annex as plain values: the one content model from which Word, HTML, Markdown and PDF are written.

A text is a line of pieces. Every writer escapes every piece; no piece is markup, a formula or a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Style = Literal["plain", "strong", "withheld"]

FRONT_PAGE = "Front page"
"""The section of a drafting note that is listed at the front alone."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one style, perhaps a link, and the numbers of the footnotes that follow it."""

    text: str
    style: Style = "plain"
    url: str | None = None
    notes: tuple[int, ...] = ()


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class AnnexParagraph:
    """A paragraph; one of a numbered section has a number such as ``6.2``."""

    line: Line
    number: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class DraftingNote:
    """What somebody still has to write: its number (``DN3``), its section, what is needed and who is asked for it."""

    id: str
    section: str
    needs: str
    asked_of: str

    @property
    def label(self) -> str:
        """What the note is called."""
        return f"Drafting note {self.id}."

    @property
    def request(self) -> str:
        """What is needed, and from whom."""
        return f"Needed: {self.needs}. From: {self.asked_of}."

    @property
    def text(self) -> str:
        """The note in words."""
        return f"{self.label} {self.request}"

    @property
    def place(self) -> str:
        """Where the text would stand: ``section 6``, ``annex a``, ``front page``."""
        return f"section {self.section}" if self.section[:1].isdigit() else self.section.lower()


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: its heading, and its width in parts of a hundred."""

    heading: str
    width: int


@dataclass(frozen=True)
class TableCell:
    """A cell of a table, in lines; ``status`` names the status that colours it."""

    lines: tuple[Line, ...]
    status: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption. The first cell of each row is its heading; a row of one cell spans the table."""

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]


Block = AnnexParagraph | Heading | Bullets | DraftingNote | Table


@dataclass(frozen=True)
class AnnexSection:
    """A section (number ``6``) or an annex (number ``A``); a ``wide`` one is printed in landscape."""

    number: str
    heading: str
    blocks: tuple[Block, ...]
    wide: bool = False

    @property
    def title(self) -> str:
        """``6 Measures ...``, or ``Annex A: ...``."""
        return f"{self.number} {self.heading}" if self.number.isdigit() else f"Annex {self.number}: {self.heading}"

    @property
    def anchor(self) -> str:
        """Where a link inside the document goes to: ``section-6``, ``annex-a``."""
        return f"section-{self.number}" if self.number.isdigit() else f"annex-{self.number.lower()}"


@dataclass(frozen=True)
class Footnote:
    """A footnote: its number and its text."""

    number: int
    line: Line


@dataclass(frozen=True)
class AnnexDocument:
    """The annex as a whole, in the order in which it is printed."""

    title: str
    subject: str
    short_title: str
    as_at: date
    classification: str
    copy: str
    disclaimer: str
    facts: tuple[tuple[str, Line], ...]
    sign_off: Table
    notes: tuple[DraftingNote, ...]
    sections: tuple[AnnexSection, ...]
    annexes: tuple[AnnexSection, ...]
    key: Table | None
    footnotes: tuple[Footnote, ...]

    @property
    def parts(self) -> tuple[AnnexSection, ...]:
        """The sections, then the annexes."""
        return (*self.sections, *self.annexes)


def plain(line: Iterable[Piece]) -> str:
    """The text of a line without its styles, links and footnotes."""
    return "".join(piece.text for piece in line)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every line of text in blocks, in order."""
    for block in blocks:
        if isinstance(block, AnnexParagraph):
            yield block.line
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Table):
            yield from (line for row in block.rows for cell in row for line in cell.lines)
        else:
            yield (Piece(block.text),)
