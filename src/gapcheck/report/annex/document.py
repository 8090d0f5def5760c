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
    """A stretch of text in one style, perhaps a link, and the numbers of the footnotes that follow it.

    ``target`` is the anchor of a place in the document that the text leads to; ``above`` says that the text is the
    number of an earlier footnote.
    """

    text: str
    style: Style = "plain"
    url: str | None = None
    notes: tuple[int, ...] = ()
    target: str = ""
    above: int = 0


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
    """What somebody still has to write: its number (``DN3``), its section, what is needed and who is asked for it.

    ``limb`` names the matter of the ``rule`` of Parliament (a Standing Order) that asks for it, as far as that is
    known; ``prompts`` are the questions that the text should answer.
    """

    id: str
    section: str
    needs: str
    asked_of: str
    limb: str = ""
    prompts: tuple[str, ...] = ()
    rule: str = ""

    @property
    def label(self) -> str:
        """What the note is called."""
        return f"Drafting note {self.id}."

    @property
    def request(self) -> str:
        """What is needed, and from whom."""
        return f"Needed: {self.needs}. From: {self.asked_of}."

    @property
    def help(self) -> str:
        """What the text should answer, and the matter of the rule of Parliament that asks for it; empty without any."""
        asked = f"To cover: {'; '.join(self.prompts)}." if self.prompts else ""
        order = f"{self.rule}: {self.limb} of the usual list, to be checked." if self.limb and self.rule else ""
        return " ".join(text for text in (asked, order) if text)

    @property
    def anchor(self) -> str:
        """Where a link to the note goes."""
        return self.id.lower()

    @property
    def text(self) -> str:
        """The note in words."""
        return f"{self.label} {self.request}"

    @property
    def place(self) -> str:
        """Where the text would stand: ``section 6``, ``Annex A``, ``front page``."""
        if self.section == FRONT_PAGE:
            return self.section.lower()
        return f"{'section' if self.section[:1].isdigit() else 'Annex'} {self.section}"


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: its heading, its width in parts of a hundred, and the heading that it shares with the
    columns beside it.
    """

    heading: str
    width: int
    group: str = ""


@dataclass(frozen=True)
class TableCell:
    """A cell of a table, in lines; ``status`` names the status that colours it, ``anchor`` where a link to it goes."""

    lines: tuple[Line, ...]
    status: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption. The first cell of each row is its heading; a row of one cell spans the table.

    One that is not numbered (``0``) stands on the front page.
    """

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    number: int = 0

    @property
    def title(self) -> str:
        """``Table 3: Changes that are needed``."""
        return f"Table {self.number}: {self.caption}" if self.number else self.caption

    @property
    def anchor(self) -> str:
        """Where a link to the table goes."""
        return f"table-{self.number}"

    @property
    def groups(self) -> tuple[tuple[str, tuple[TableColumn, ...]], ...]:
        """The columns under the heading that they share, each of the others alone under none; empty where none share
        one.
        """
        if not any(column.group for column in self.columns):
            return ()
        runs: list[tuple[str, tuple[TableColumn, ...]]] = []
        for column in self.columns:
            if runs and column.group and runs[-1][0] == column.group:
                runs[-1] = (column.group, (*runs[-1][1], column))
            else:
                runs.append((column.group, (column,)))
        return tuple(runs)


@dataclass(frozen=True)
class Figure:
    """A picture across the page, as SVG, with its caption and what it shows in words."""

    caption: str
    svg: str
    description: str
    number: int

    @property
    def title(self) -> str:
        """``Figure 1: How each article stands``."""
        return f"Figure {self.number}: {self.caption}"

    @property
    def anchor(self) -> str:
        """Where a link to the picture goes."""
        return f"figure-{self.number}"


Block = AnnexParagraph | Heading | Bullets | DraftingNote | Figure | Table


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
    language: str = "en"
    """The language tag of the text: ``en-NZ``."""

    @property
    def summary(self) -> AnnexSection:
        """The first section, which stands on the first page."""
        return self.sections[0]

    @property
    def placed_notes(self) -> frozenset[str]:
        """The drafting notes that stand in a section as well as in the list."""
        return frozenset(b.id for part in self.parts for b in part.blocks if isinstance(b, DraftingNote))

    def place_of(self, note: DraftingNote) -> str:
        """Where a link from the list to a note goes: the note itself, else its section; nothing for the front page."""
        if note.id in self.placed_notes:
            return note.anchor
        return next((part.anchor for part in self.parts if part.number == note.section), "")

    @property
    def has_contents(self) -> bool:
        """Whether the document is long enough for a list of its sections."""
        return len(self.parts) > 3

    @property
    def after_summary(self) -> tuple[AnnexSection, ...]:
        """The sections and annexes that follow the tables of the front page."""
        return self.parts[1:]

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
        elif isinstance(block, Figure):
            yield from ((Piece(block.title),), (Piece(block.description),))
        else:
            yield (Piece(block.text),)
