"""Blocks of the annex as WordprocessingML. Text is escaped; footnotes are marks that :mod:`.word_assembly` turns into
real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.sax.saxutils import escape, quoteattr

from gapcheck.report.annex.document import (
    AnnexDocument,
    AnnexParagraph,
    AnnexSection,
    Block,
    Bullets,
    DraftingNote,
    Figure,
    Heading,
    Line,
    Piece,
    Style,
    Table,
    TableCell,
)
from gapcheck.report.annex.row_parts import printed_rows
from gapcheck.report.annex.te_reo import LANGUAGE, by_language
from gapcheck.report.annex.word_lists import WordLists
from gapcheck.report.annex.word_picture import WordPicture
from gapcheck.report.annex.writer import cell, make_table
from gapcheck.report.pictures.raster import can_draw_png, png_bytes
from gapcheck.report.statuses import Texture, look_of, pale

# Marks in the private use area, which no text of the data keeps: a footnote is called at \ue001<number>\ue002, and a
# paragraph that holds nothing but \ue003<name>\ue004 stands for a block.
NOTE, NOTE_END, BLOCK, BLOCK_END = "\ue001", "\ue002", "\ue003", "\ue004"

PORTRAIT, LANDSCAPE = 9978, 14910
"""The width of the text in twentieths of a point, on A4 with margins of 17 mm."""

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

    @cached_property
    def _quoted(self) -> Mapping[str, str]:
        return {name: quoteattr(ident) for name, ident in self.ids.items()}

    def __getitem__(self, name: str) -> str:
        return self._quoted[name]


STYLES = (
    "heading 1",
    "heading 2",
    "toc 1",
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
    """Writes blocks; collects the addresses of links, which the package lists apart.

    ``printed`` tells the bookmark and the number of each footnote that stands in the file already.
    """

    styles: Styles
    lists: WordLists
    links: dict[str, str] = field(default_factory=dict)
    prefix: str = "rIdLink"
    printed: dict[int, tuple[str, int]] = field(default_factory=dict)
    pictures: list[WordPicture] = field(default_factory=list)
    # Ids of bookmarks are unique in a document: a template counts from 0, footnotes from 20000.
    _bookmarks: int = 9000

    def section(self, part: AnnexSection) -> str:
        """A section or an annex with its heading."""
        number = self.lists.begin(part.number)
        heading = self.marked(part.anchor, _run(part.heading))
        return self.paragraph("heading 1", heading, _in_list(number, 0)) + "".join(
            ("" if n == 0 or not isinstance(part.blocks[n - 1], Table) else self.paragraph("Annex Space", ""))
            + self.block(block, wide=part.wide)
            for n, block in enumerate(part.blocks)
        )

    def block(self, block: Block, *, wide: bool = False) -> str:
        """One block."""
        if isinstance(block, AnnexParagraph):
            if not block.number:
                return self.paragraph("Annex Text", self.line(block.line))
            return self.paragraph("Annex Numbered", self.line(block.line), _in_list(self.lists.current, 1))
        if isinstance(block, Heading):
            return self.paragraph("heading 2", _run(block.text))
        if isinstance(block, Bullets):
            return "".join(self._bullet(self.line(item)) for item in block.items)
        if isinstance(block, DraftingNote):
            told = self.marked(block.anchor, _run(block.label, "<w:b/>"))
            return self.paragraph("Annex Note", told + _run(f" {block.request} {block.help}".rstrip()))
        if isinstance(block, Figure):
            return self.figure(block)
        return self.table(block, wide=wide)

    def figure(self, figure: Figure) -> str:
        """A picture under its caption; without what draws it, its words stand in its place."""
        number = complex_field(r"SEQ Figure \* ARABIC", _run(str(figure.number)))
        caption = self.marked(figure.anchor, _run("Figure ") + number) + _run(f": {figure.caption}")
        head = self.paragraph("caption", caption, keep_next=True)
        if not can_draw_png():
            return head + self.paragraph("Annex Text", _run(figure.description))
        number_in_file = len(self.pictures) + 1
        picture = WordPicture(number_in_file, png_bytes(figure.svg), clean(figure.title), clean(figure.description))
        self.pictures.append(picture)
        return head + self.paragraph("Annex Text", f"<w:r>{picture.xml(PORTRAIT)}</w:r>")

    def marked(self, anchor: str, runs: str) -> str:
        """Runs as a place that links and cross-references lead to."""
        self._bookmarks += 1
        ident = f'w:id="{self._bookmarks}"'
        return f"<w:bookmarkStart {ident} w:name={quoteattr(bookmark(anchor))}/>{runs}<w:bookmarkEnd {ident}/>"

    def facts(self, document: AnnexDocument) -> str:
        """The table of the front page."""
        rows = [(cell(name), TableCell((value,))) for name, value in document.facts]
        return self.table(make_table("What it is", (("Matter", 22), ("Value", 78)), rows))

    def key(self, document: AnnexDocument) -> str:
        """The key of the grounds for withholding, under its heading; nothing if none is used."""
        if document.key is None:
            return ""
        return self.paragraph("heading 1", _run("Key of grounds for withholding")) + self.table(document.key)

    def notes(self, document: AnnexDocument) -> str:
        """The list of drafting notes at the front, with links to where they stand; nothing if none is left."""
        if not document.notes:
            return ""
        head = self.paragraph("heading 2", _run("Drafting notes")) + self.paragraph(
            "Annex Text", _run("These are left. A final document has none.")
        )
        return head + "".join(self._listed(note, document) for note in document.notes)

    def _listed(self, note: DraftingNote, document: AnnexDocument) -> str:
        target = document.place_of(note)
        place = self._inside(note.place, target) if target else _run(note.place)
        help_ = "" if note.id in document.placed_notes or not note.help else f". {note.help}"
        told = _run(f"): {note.needs}; from {note.asked_of}{help_}")
        # In the small type of a table: a draft has many, and they are work for a few.
        runs = _run(note.id, "<w:b/>") + _run(" (") + place + told
        return self.paragraph(
            "Annex Cell", runs, _in_list(self.lists.bullet, 0) + '<w:ind w:left="284" w:hanging="284"/>'
        )

    def contents(self, document: AnnexDocument) -> str:
        """The table of contents: a field that Word fills with page numbers, and until then links to the headings; a
        short document has none.
        """
        if not document.has_contents:
            return ""
        entries = [self._inside(p.title, p.anchor) for p in document.parts]
        code = '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText>'
        # Marked as out of date: Word counts the pages when the file is opened.
        begin = f'<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r>{code}</w:r>'
        entries[0] = f'{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{entries[0]}'
        entries[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return self.paragraph("heading 2", _run("Contents")) + "".join(
            self.paragraph("toc 1", entry) for entry in entries
        )

    # Tables -------------------------------------------------------------------------------------------------------

    def table(self, table: Table, *, wide: bool = False) -> str:
        """A table under its caption: its header rows repeat, and its caption is its title for those who cannot see
        it.
        """
        full = LANDSCAPE if wide else PORTRAIT
        widths = [c.width * full // 100 for c in table.columns]
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        rows = "".join(self._row(row, table) for row in printed_rows(table, wide=wide))
        # Read aloud to those who cannot see the table, before they go into it.
        described = f"Table of {len(table.rows)} rows with the columns {', '.join(c.heading for c in table.columns)}."
        return (
            self.paragraph("caption", self._caption(table), keep_next=True)
            + f'<w:tbl><w:tblPr><w:tblStyle w:val={self.styles["Annex Table"]}/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={_attribute(table.title)}/>'
            f"<w:tblDescription w:val={_attribute(described)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"{self._heads(table)}{rows}</w:tbl>"
        )

    def _caption(self, table: Table) -> str:
        """The caption, its number counted by Word."""
        if not table.number:
            return _run(table.caption)
        number = complex_field(r"SEQ Table \* ARABIC", _run(str(table.number)))
        return self.marked(table.anchor, _run("Table ") + number) + _run(f": {table.caption}")

    def _heads(self, table: Table) -> str:
        """The header row, and over it the headings that columns share."""
        row = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>"
        if not table.groups:
            return row.format("".join(self._head(c.heading, c.width) for c in table.columns))
        over = "".join(
            self._head(name, sum(c.width for c in columns), len(columns))
            if name
            else self._head(columns[0].heading, columns[0].width, merge='<w:vMerge w:val="restart"/>')
            for name, columns in table.groups
        )
        under = "".join(
            self._head(c.heading if c.group else "", c.width, merge="" if c.group else "<w:vMerge/>")
            for c in table.columns
        )
        return row.format(over) + row.format(under)

    def _head(self, text: str, width: int, span: int = 1, merge: str = "") -> str:
        run = _run(text, '<w:b/><w:color w:val="FFFFFF"/>')
        return _tc(width, self.paragraph("Annex Cell", run, keep_next=True), _HEAD_FILL, span, merge)

    def _row(self, row: tuple[TableCell, ...], table: Table) -> str:
        whole = "<w:trPr><w:cantSplit/></w:trPr>"
        # A row of one cell is the heading of a group, and stays with what follows it.
        if len(row) == 1 and len(table.columns) > 1:
            text = "".join(self.paragraph("Annex Cell", self.line(line), keep_next=True) for line in row[0].lines)
            return f"<w:tr>{whole}{_tc(100, text, _GROUP_FILL, len(table.columns))}</w:tr>"
        cells = "".join(self._cell(c, column.width) for c, column in zip(row, table.columns, strict=True))
        return f"<w:tr>{whole}{cells}</w:tr>"

    def _cell(self, cell: TableCell, width: int) -> str:
        if not cell.status:
            runs = [self.line(line) for line in cell.lines]
            runs[0] = self.marked(cell.anchor, runs[0]) if cell.anchor else runs[0]
            return _tc(width, "".join(self.paragraph("Annex Cell", one) for one in runs))
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
        look = self._look(piece.style)
        if piece.above:
            return self._above(piece) + _mark(calls)
        if piece.target:
            return self._inside(piece.text, piece.target, look) + _mark(calls)
        if piece.url:
            # A link names a relationship of the package; the same address is listed there once.
            link = self.links.setdefault(piece.url, f"{self.prefix}{len(self.links) + 1}")
            style = f"<w:rStyle w:val={self.styles['Hyperlink']}/>"
            return f'<w:hyperlink r:id="{link}" w:history="1">{_run(piece.text, style)}</w:hyperlink>' + _mark(calls)
        return _run(piece.text, look) + _mark(calls)

    def _look(self, style: Style) -> str:
        if style == "withheld":
            return f"<w:rStyle w:val={self.styles['Annex Withheld']}/>"
        return "<w:b/>" if style == "strong" else ""

    def _above(self, piece: Piece) -> str:
        """The number of an earlier footnote: a field, so that it is right whatever is put in before it."""
        if piece.above not in self.printed:
            return _run(piece.text)
        mark, shown = self.printed[piece.above]
        return complex_field(rf"NOTEREF {mark} \h", _run(str(shown)))

    def _inside(self, text: str, target: str, look: str = "") -> str:
        """A text that leads to a place in the document; of a section, an annex or a table it is a cross-reference."""
        mark = bookmark(target)
        if target.startswith("section-") and text.startswith("section "):
            number = text.removeprefix("section ")
            return _run("section ", look) + complex_field(rf"REF {mark} \r \h", _run(number, look))
        if target.startswith("annex-") and text.startswith("Annex ") and ":" not in text:
            return complex_field(rf"REF {mark} \r \h", _run(text, look))
        if target.startswith("table-"):
            return complex_field(rf"REF {mark} \h", _run(text, look))
        style = f"<w:rStyle w:val={self.styles['Hyperlink']}/>"
        return f'<w:hyperlink w:anchor="{mark}" w:history="1">{_run(text, style + look)}</w:hyperlink>'

    def _bullet(self, runs: str) -> str:
        return self.paragraph("Annex Bullet", runs, _in_list(self.lists.bullet, 0))

    def paragraph(self, style: str, runs: str, properties: str = "", *, keep_next: bool = False) -> str:
        """A paragraph; one that is kept with the next is not parted from it at the end of a page."""
        # The schema of Word wants the style first, then keepNext, then lists and shades.
        keep = "<w:keepNext/>" if keep_next else ""
        return f"<w:p><w:pPr><w:pStyle w:val={self.styles[style]}/>{keep}{properties}</w:pPr>{runs}</w:p>"


def bookmark(anchor: str) -> str:
    """What Word calls a place: letters, digits and underscores."""
    return re.sub(r"\W", "_", anchor)


def complex_field(code: str, result: str) -> str:
    """A field of Word with what it shows until it is worked out anew."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _in_list(number: str, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _tc(width: int, inside: str, fill: str = "", span: int = 1, merge: str = "") -> str:
    # Word tells a percentage in fiftieths of one.
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * 50}" w:type="pct"/>{spanning}{merge}{shade}</w:tcPr>{inside}</w:tc>'


def _run(text: str, look: str = "") -> str:
    """A text as runs, each in its language."""
    return "".join(_one_run(part, look, te_reo=te_reo) for part, te_reo in by_language(text))


def _one_run(text: str, look: str, *, te_reo: bool) -> str:
    language = f'<w:lang w:val="{LANGUAGE}-NZ"/>' if te_reo else ""
    properties = f"<w:rPr>{look}{language}</w:rPr>" if look or language else ""
    return f"<w:r>{properties}{_text(text)}</w:r>"


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
