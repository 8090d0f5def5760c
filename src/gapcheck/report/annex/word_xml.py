"""Blocks of the annex as WordprocessingML. Text is escaped; footnotes are marks that :mod:`.word_assembly` turns into
real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from gapcheck.report.annex.document import (
    AnnexDocument,
    AnnexParagraph,
    AnnexSection,
    Block,
    Bullets,
    DraftingNote,
    Heading,
    Line,
    Piece,
    Table,
    TableCell,
    plain,
)
from gapcheck.report.annex.writer import cell, make_table
from gapcheck.report.statuses import Texture, look_of, pale

# Marks in the private use area, which no text of the data keeps: a footnote is called at \ue001<number>\ue002, and a
# paragraph that holds nothing but \ue003<name>\ue004 stands for a block.
NOTE, NOTE_END, BLOCK, BLOCK_END = "\ue001", "\ue002", "\ue003", "\ue004"

PORTRAIT, LANDSCAPE = 9638, 14570
"""The width of the text in twentieths of a point, on A4 with margins of 20 mm."""
TALL = 700
"""A row with a longer text in some cell may break over two pages; any other stays whole."""

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue010-\ufffd\U00010000-\U0010ffff]")
SHADINGS: Mapping[Texture, tuple[str, str]] = {
    "plain": ("clear", "single"),
    "striped": ("thinDiagStripe", "dashed"),
    "dotted": ("pct12", "dotted"),
}
"""What Word calls the shading of a verdict, and the edge to its left, by texture."""
_HEAD_FILL, _GROUP_FILL, _NOTE_FILL = "1F3A5F", "E9EEF5", "FFF4D6"


def clean(text: str) -> str:
    """A text without what XML cannot hold, and without the marks."""
    return _NO_XML.sub("\ufffd", text)


@dataclass
class Styles:
    """The ids of the styles that are used, by their names in Word."""

    ids: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return quoteattr(self.ids[name])


STYLES = (
    "heading 1",
    "heading 2",
    "caption",
    "footnote text",
    "footnote reference",
    "Hyperlink",
    "Annex Text",
    "Annex Numbered",
    "Annex Bullet",
    "Annex Note",
    "Annex Cell",
    "Annex Space",
    "Annex Table",
    "Annex Withheld",
)


@dataclass
class WordWriter:
    """Writes blocks; collects the addresses of links, which the package lists apart."""

    styles: Styles
    bullet: str
    links: dict[str, str] = field(default_factory=dict)
    prefix: str = "rIdLink"
    # Ids of bookmarks are unique in a document: a template counts from 0, footnotes from 20000.
    _bookmarks: int = 9000

    def section(self, part: AnnexSection) -> str:
        """A section or an annex with its heading."""
        self._bookmarks += 1
        ident = f'w:id="{self._bookmarks}"'
        mark = f"<w:bookmarkStart {ident} w:name={quoteattr(_anchor(part))}/><w:bookmarkEnd {ident}/>"
        return self.paragraph("heading 1", f"{mark}{_run(part.title)}") + "".join(
            ("" if n == 0 or not isinstance(part.blocks[n - 1], Table) else self.paragraph("Annex Space", ""))
            + self.block(block, wide=part.wide)
            for n, block in enumerate(part.blocks)
        )

    def block(self, block: Block, *, wide: bool = False) -> str:
        """One block."""
        if isinstance(block, AnnexParagraph):
            style = "Annex Numbered" if block.number else "Annex Text"
            number = f"{_run(block.number)}<w:r><w:tab/></w:r>" if block.number else ""
            return self.paragraph(style, number + self.line(block.line))
        if isinstance(block, Heading):
            return self.paragraph("heading 2", _run(block.text))
        if isinstance(block, Bullets):
            return "".join(self._bullet(self.line(item)) for item in block.items)
        if isinstance(block, DraftingNote):
            return self.paragraph("Annex Note", _run(block.label, "<w:b/>") + _run(f" {block.request}"))
        return self.table(block, wide=wide)

    def facts(self, document: AnnexDocument) -> str:
        """The table of the front page."""
        rows = [(cell(name), TableCell((value,))) for name, value in document.facts]
        return self.table(make_table("What this document is of", (("Matter", 28), ("Value", 72)), rows))

    def key(self, document: AnnexDocument) -> str:
        """The key of the grounds for withholding, under its heading; nothing if none is used."""
        if document.key is None:
            return ""
        return self.paragraph("heading 1", _run("Key of grounds for withholding")) + self.table(document.key)

    def notes(self, document: AnnexDocument) -> str:
        """The list of drafting notes at the front; nothing if none is left."""
        if not document.notes:
            return ""
        items = []
        for note in document.notes:
            text = _run(note.id, "<w:b/>") + _run(f" ({note.place}): {note.needs}; from {note.asked_of}")
            items.append(self._bullet(text))
        head = self.paragraph("heading 2", _run("Drafting notes")) + self.paragraph(
            "Annex Text", _run("These are left. A final document has none.")
        )
        return head + "".join(items)

    def contents(self, document: AnnexDocument) -> str:
        """The sections and annexes, each a link to its heading."""
        style = self.styles["Hyperlink"]
        links = (
            f'<w:hyperlink w:anchor={quoteattr(_anchor(p))} w:history="1"><w:r><w:rPr><w:rStyle w:val={style}/></w:rPr>'
            f"{_text(p.title)}</w:r></w:hyperlink>"
            for p in document.parts
        )
        return self.paragraph("heading 2", _run("Contents")) + "".join(
            self.paragraph("Annex Text", link) for link in links
        )

    # Tables -------------------------------------------------------------------------------------------------------

    def table(self, table: Table, *, wide: bool = False) -> str:
        """A table under its caption: its header row repeats, and its caption is its title for those who cannot see
        it.
        """
        full = LANDSCAPE if wide else PORTRAIT
        widths = [c.width * full // 100 for c in table.columns]
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        heads = "".join(self._head(c.heading, c.width) for c in table.columns)
        rows = "".join(self._row(row, table) for row in table.rows)
        # Read aloud to those who cannot see the table, before they go into it.
        described = f"Table of {len(table.rows)} rows with the columns {', '.join(c.heading for c in table.columns)}."
        return (
            self.paragraph("caption", _run(table.caption), keep_next=True)
            + f'<w:tbl><w:tblPr><w:tblStyle w:val={self.styles["Annex Table"]}/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={_attribute(table.caption)}/>'
            f"<w:tblDescription w:val={_attribute(described)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"
        )

    def _head(self, text: str, width: int) -> str:
        run = _run(text, '<w:b/><w:color w:val="FFFFFF"/>')
        return _tc(width, self.paragraph("Annex Cell", run, keep_next=True), _HEAD_FILL)

    def _row(self, row: tuple[TableCell, ...], table: Table) -> str:
        # A row of one cell is the heading of a group, and stays with what follows it.
        if len(row) == 1 and len(table.columns) > 1:
            text = "".join(self.paragraph("Annex Cell", self.line(line), keep_next=True) for line in row[0].lines)
            return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_tc(100, text, _GROUP_FILL, len(table.columns))}</w:tr>"
        tall = max(sum(len(plain(line)) for line in c.lines) for c in row) > TALL
        cells = "".join(self._cell(c, column.width) for c, column in zip(row, table.columns, strict=True))
        return f"<w:tr>{'' if tall else '<w:trPr><w:cantSplit/></w:trPr>'}{cells}</w:tr>"

    def _cell(self, cell: TableCell, width: int) -> str:
        if not cell.status:
            return _tc(width, "".join(self.paragraph("Annex Cell", self.line(line)) for line in cell.lines))
        look, (first, *rest) = look_of(cell.status), cell.lines
        pattern, edge = SHADINGS[look.texture]
        # An edge to the left of the words; a texture in the colour of the mark, pale enough by its thin lines.
        sides = f'<w:pBdr><w:left w:val="{edge}" w:sz="12" w:space="4" w:color="4D4D4D"/></w:pBdr>'
        colour = "auto" if look.texture == "plain" else pale(look).removeprefix("#")
        fill = look.fill.removeprefix("#")
        shade = f'{sides}<w:shd w:val="{pattern}" w:color="{colour}" w:fill="{fill}"/><w:ind w:left="120"/>'
        # The symbol stands in front of the words, so that the colour is never alone.
        status = self.paragraph("Annex Cell", self.line((Piece(f"{look.symbol} "), *first)), shade)
        return _tc(width, status + "".join(self.paragraph("Annex Cell", self.line(line)) for line in rest))

    # Lines --------------------------------------------------------------------------------------------------------

    def line(self, line: Line) -> str:
        """A line as runs."""
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, piece: Piece) -> str:
        calls = "".join(f"{NOTE}{n}{NOTE_END}" for n in piece.notes)
        if piece.url:
            # A link names a relationship of the package; the same address is listed there once.
            link = self.links.setdefault(piece.url, f"{self.prefix}{len(self.links) + 1}")
            look = f"<w:rStyle w:val={self.styles['Hyperlink']}/>"
            return f'<w:hyperlink r:id="{link}" w:history="1">{_run(piece.text, look)}</w:hyperlink>' + _mark(calls)
        looks = {"plain": "", "strong": "<w:b/>", "withheld": f"<w:rStyle w:val={self.styles['Annex Withheld']}/>"}
        return _run(piece.text, looks[piece.style]) + _mark(calls)

    def _bullet(self, runs: str) -> str:
        points = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.bullet}"/></w:numPr>'
        return self.paragraph("Annex Bullet", runs, points)

    def paragraph(self, style: str, runs: str, properties: str = "", *, keep_next: bool = False) -> str:
        """A paragraph; one that is kept with the next is not parted from it at the end of a page."""
        # The schema of Word wants the style first, then keepNext, then lists and shades.
        keep = "<w:keepNext/>" if keep_next else ""
        return f"<w:p><w:pPr><w:pStyle w:val={self.styles[style]}/>{keep}{properties}</w:pPr>{runs}</w:p>"


def _anchor(part: AnnexSection) -> str:
    return part.anchor.replace("-", "_")


def _tc(width: int, inside: str, fill: str = "", span: int = 1) -> str:
    # Word tells a percentage in fiftieths of one.
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * 50}" w:type="pct"/>{spanning}{shade}</w:tcPr>{inside}</w:tc>'


def _run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{_text(text)}</w:r>" if text else ""


def _mark(calls: str) -> str:
    return f"<w:r><w:t>{calls}</w:t></w:r>" if calls else ""


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(clean(text))}</w:t>'


def _attribute(text: str) -> str:
    return quoteattr(clean(text))


def footnote_xml(writer: WordWriter, number: int, line: Iterable[Piece]) -> str:
    """A footnote with the id ``number``."""
    reference = f"<w:r><w:rPr><w:rStyle w:val={writer.styles['footnote reference']}/></w:rPr><w:footnoteRef/></w:r>"
    inside = f'{reference}<w:r><w:t xml:space="preserve"> </w:t></w:r>{writer.line(tuple(line))}'
    return f'<w:footnote w:id="{number}">{writer.paragraph("footnote text", inside)}</w:footnote>'
