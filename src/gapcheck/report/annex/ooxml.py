"""Blocks of the annex as WordprocessingML. Text is escaped; footnotes are marks that :mod:`.assembling` turns into real
ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from gapcheck.report.annex.model import (
    Block,
    Bullets,
    Cell,
    Document,
    DraftingNote,
    Heading,
    Line,
    Paragraph,
    Piece,
    Section,
    Table,
    plain,
)
from gapcheck.report.annex.numbering import cell, make_table
from gapcheck.report.statuses import STATUS

# Marks in the private use area, which no text of the data keeps: a footnote is called at \ue001<number>\ue002, and a
# paragraph that holds nothing but \ue003<name>\ue004 stands for a block.
NOTE, NOTE_END, BLOCK, BLOCK_END = "\ue001", "\ue002", "\ue003", "\ue004"

PORTRAIT, LANDSCAPE = 9638, 14570
"""The width of the text in twentieths of a point, on A4 with margins of 20 mm."""
TALL = 700
"""A row with a longer text in some cell may break over two pages; any other stays whole."""

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue010-\ufffd\U00010000-\U0010ffff]")
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
class Words:
    """Writes blocks; collects the addresses of links, which the package lists apart."""

    styles: Styles
    bullet: str
    links: dict[str, str] = field(default_factory=dict)
    prefix: str = "rIdLink"
    _bookmarks: int = 9000

    def section(self, part: Section) -> str:
        """A section or an annex with its heading."""
        self._bookmarks += 1
        ident = f'w:id="{self._bookmarks}"'
        mark = f"<w:bookmarkStart {ident} w:name={quoteattr(_anchor(part))}/><w:bookmarkEnd {ident}/>"
        return self._p("heading 1", f"{mark}{_run(part.title)}") + "".join(
            ("" if n == 0 or not isinstance(part.blocks[n - 1], Table) else self._p("Annex Space", ""))
            + self.block(block, wide=part.wide)
            for n, block in enumerate(part.blocks)
        )

    def block(self, block: Block, *, wide: bool = False) -> str:
        """One block."""
        if isinstance(block, Paragraph):
            style = "Annex Numbered" if block.number else "Annex Text"
            number = f"{_run(block.number)}<w:r><w:tab/></w:r>" if block.number else ""
            return self._p(style, number + self.line(block.line))
        if isinstance(block, Heading):
            return self._p("heading 2", _run(block.text))
        if isinstance(block, Bullets):
            points = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.bullet}"/></w:numPr>'
            return "".join(self._p("Annex Bullet", self.line(item), points) for item in block.items)
        if isinstance(block, DraftingNote):
            head = f"Drafting note {block.id}."
            return self._p("Annex Note", _run(head, "<w:b/>") + _run(block.text.removeprefix(head)))
        return self.table(block, wide=wide)

    def facts(self, document: Document) -> str:
        """The table of the front page."""
        rows = [(cell(name), Cell((value,))) for name, value in document.facts]
        return self.table(make_table("What this document is of", (("Matter", 28), ("Value", 72)), rows))

    def key(self, document: Document) -> str:
        """The key of the grounds for withholding, under its heading; nothing if none is used."""
        if document.key is None:
            return ""
        return self._p("heading 1", _run("Key of grounds for withholding")) + self.table(document.key)

    def notes(self, document: Document) -> str:
        """The list of drafting notes at the front; nothing if none is left."""
        if not document.notes:
            return ""
        points = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.bullet}"/></w:numPr>'
        items = []
        for note in document.notes:
            where = f"section {note.section}" if note.section[:1].isdigit() else note.section.lower()
            text = _run(note.id, "<w:b/>") + _run(f" ({where}): {note.needs}; from {note.asked_of}")
            items.append(self._p("Annex Bullet", text, points))
        head = self._p("heading 2", _run("Drafting notes")) + self._p(
            "Annex Text", _run("These are left. A final document has none.")
        )
        return head + "".join(items)

    def contents(self, document: Document) -> str:
        """The sections and annexes, each a link to its heading."""
        style = self.styles["Hyperlink"]
        links = (
            f'<w:hyperlink w:anchor={quoteattr(_anchor(p))} w:history="1"><w:r><w:rPr><w:rStyle w:val={style}/></w:rPr>'
            f"{_text(p.title)}</w:r></w:hyperlink>"
            for p in document.parts
        )
        return self._p("heading 2", _run("Contents")) + "".join(self._p("Annex Text", link) for link in links)

    # Tables -------------------------------------------------------------------------------------------------------

    def table(self, table: Table, *, wide: bool = False) -> str:
        """A table under its caption: its header row repeats, and its caption is its title for those who cannot see it."""
        full = LANDSCAPE if wide else PORTRAIT
        widths = [c.width * full // 100 for c in table.columns]
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        heads = "".join(self._head(c.heading, c.width) for c in table.columns)
        rows = "".join(self._row(row, table) for row in table.rows)
        described = f"Table of {len(table.rows)} rows with the columns {', '.join(c.heading for c in table.columns)}."
        return (
            self._p("caption", _run(table.caption), "<w:keepNext/>")
            + f'<w:tbl><w:tblPr><w:tblStyle w:val={self.styles["Annex Table"]}/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
            f' w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={_attribute(table.caption)}/>'
            f"<w:tblDescription w:val={_attribute(described)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"
        )

    def _head(self, text: str, width: int) -> str:
        run = _run(text, '<w:b/><w:color w:val="FFFFFF"/>')
        return _tc(width, self._p("Annex Cell", run, "<w:keepNext/>"), _HEAD_FILL)

    def _row(self, row: tuple[Cell, ...], table: Table) -> str:
        if len(row) == 1 and len(table.columns) > 1:
            text = "".join(self._p("Annex Cell", self.line(line), "<w:keepNext/>") for line in row[0].lines)
            return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_tc(100, text, _GROUP_FILL, len(table.columns))}</w:tr>"
        tall = max(sum(len(plain(line)) for line in c.lines) for c in row) > TALL
        cells = "".join(self._cell(c, column.width) for c, column in zip(row, table.columns, strict=True))
        return f"<w:tr>{'' if tall else '<w:trPr><w:cantSplit/></w:trPr>'}{cells}</w:tr>"

    def _cell(self, cell: Cell, width: int) -> str:
        if not cell.status:
            return _tc(width, "".join(self._p("Annex Cell", self.line(line)) for line in cell.lines))
        look, (first, *rest) = STATUS[cell.status], cell.lines
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill.removeprefix("#")}"/>'
        status = self._p("Annex Cell", self.line((Piece(f"{look.symbol} "), *first)), shade)
        return _tc(width, status + "".join(self._p("Annex Cell", self.line(line)) for line in rest))

    # Lines --------------------------------------------------------------------------------------------------------

    def line(self, line: Line) -> str:
        """A line as runs."""
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, piece: Piece) -> str:
        calls = "".join(f"{NOTE}{n}{NOTE_END}" for n in piece.notes)
        if piece.url:
            link = self.links.setdefault(piece.url, f"{self.prefix}{len(self.links) + 1}")
            look = f"<w:rStyle w:val={self.styles['Hyperlink']}/>"
            return f'<w:hyperlink r:id="{link}" w:history="1">{_run(piece.text, look)}</w:hyperlink>' + _mark(calls)
        look = {"plain": "", "strong": "<w:b/>", "withheld": f"<w:rStyle w:val={self.styles['Annex Withheld']}/>"}[
            piece.style
        ]
        return _run(piece.text, look) + _mark(calls)

    def _p(self, style: str, inside: str, more: str = "") -> str:
        keep, rest = ("<w:keepNext/>", more.replace("<w:keepNext/>", "")) if "<w:keepNext/>" in more else ("", more)
        return f"<w:p><w:pPr><w:pStyle w:val={self.styles[style]}/>{keep}{rest}</w:pPr>{inside}</w:p>"


def _anchor(part: Section) -> str:
    return part.anchor.replace("-", "_")


def _tc(width: int, inside: str, fill: str = "", span: int = 1) -> str:
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


def footnote_xml(words: Words, number: int, line: Iterable[Piece]) -> str:
    """A footnote with the id ``number``."""
    reference = f"<w:r><w:rPr><w:rStyle w:val={words.styles['footnote reference']}/></w:rPr><w:footnoteRef/></w:r>"
    inside = f'{reference}<w:r><w:t xml:space="preserve"> </w:t></w:r>{words.line(tuple(line))}'
    return f'<w:footnote w:id="{number}">{words._p("footnote text", inside)}</w:footnote>'
