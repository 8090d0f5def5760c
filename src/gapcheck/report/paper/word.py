"""A short paper as a Word file, in the styles of the annex."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

from gapcheck.report.annex.document import AnnexParagraph, Bullets, Heading, Line, Table, TableCell
from gapcheck.report.annex.own_template import own_template
from gapcheck.report.annex.word_xml import clean
from gapcheck.report.annex.writer import line
from gapcheck.report.paper.document import PAGE_WIDTH, BesideHeading, Paper, PaperBlock, Picture, setting_of
from gapcheck.report.pictures.raster import can_draw_png, png_bytes
from gapcheck.report.statuses import look_of
from gapcheck.report.steady_zip import steady_zip

HEAD_FILL, DEEP = "1F3A5F", "1F3A5F"


def paper_as_word(paper: Paper) -> bytes:
    """The paper as one Word file. Its picture needs ``gapcheck[pdf]``; without it, what it shows is told in words."""
    return steady_zip(_WordPaper(paper).made(), paper.as_at)


class _WordPaper:
    """A Word file in the making, on the annex's own template, of which only the styles and the page are kept."""

    def __init__(self, paper: Paper) -> None:
        from docx import Document

        self.paper = paper
        self.size, self.scale = setting_of(paper)
        self.document: Any = Document(io.BytesIO(own_template(paper.language)))
        body = self.document.element.body
        for child in list(body)[:-1]:
            body.remove(child)

    def made(self) -> bytes:
        """The bytes of the file."""
        from docx.shared import Mm

        section = self.document.sections[0]
        section.left_margin = section.right_margin = Mm(15)
        section.top_margin, section.bottom_margin = Mm(18), Mm(20)
        section.header_distance = section.footer_distance = Mm(8)
        self._marks(section)
        self._text(self.paper.title, 1.6 * self.size, bold=True, after=1, style="heading 1")
        self._text(self.paper.subtitle, self.size, after=4)
        for block in self.paper.blocks:
            self._block(block)
        self._properties()
        raw = io.BytesIO()
        self.document.save(raw)
        return raw.getvalue()

    def _marks(self, section: Any) -> None:
        """The marking at the head and the foot, and the line that says what the paper is of."""
        _only(section.header.paragraphs[0], self.paper.classification, bold=True, size=10)
        foot = section.footer.paragraphs
        _only(foot[0], self.paper.foot, bold=False, size=8)
        for paragraph in foot[1:-1]:
            paragraph._element.getparent().remove(paragraph._element)
        _only(foot[-1], self.paper.classification, bold=True, size=10)

    def _block(self, block: PaperBlock) -> None:
        if isinstance(block, Heading):
            self._text(block.text, 1.15 * self.size, bold=True, before=6, after=2, style="heading 2")
        elif isinstance(block, AnnexParagraph):
            self._line(self._paragraph(after=4), block.line)
        elif isinstance(block, BesideHeading):
            paragraph = self._paragraph(after=4)
            self._run(paragraph, f"{block.heading}. ", bold=True, colour=DEEP)
            self._line(paragraph, block.line)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._bullet(item)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._table(block)

    # Text -------------------------------------------------------------------------------------------------------

    def _paragraph(self, *, before: float = 0, after: float = 4, style: str = "Normal") -> Any:
        from docx.shared import Pt

        paragraph = self.document.add_paragraph(style=style)
        _spaced(paragraph, Pt(before), Pt(after))
        return paragraph

    def _text(
        self, text: str, size: float, *, bold: bool = False, before: float = 0, after: float = 4, style: str = "Normal"
    ) -> None:
        self._run(self._paragraph(before=before, after=after, style=style), text, bold=bold, size=size)

    def _line(self, paragraph: Any, pieces: Line) -> None:
        for piece in pieces:
            run = self._run(paragraph, piece.text, bold=piece.style == "strong")
            if piece.style == "withheld":
                run.style = self.document.styles["Annex Withheld"]

    def _run(
        self, paragraph: Any, text: str, *, bold: bool = False, size: float | None = None, colour: str = ""
    ) -> Any:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(clean(text))
        run.bold = bold or None
        run.font.size = Pt(size if size is not None else self.size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        return run

    def _bullet(self, item: Line) -> None:
        from docx.shared import Mm

        paragraph = self._paragraph(after=1.5)
        paragraph.paragraph_format.left_indent = Mm(5)
        paragraph.paragraph_format.first_line_indent = Mm(-4)
        self._run(paragraph, "•\u2002")
        self._line(paragraph, item)

    # Tables and pictures ----------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        from docx.shared import Mm, Pt

        self._text(table.caption, self.size, bold=True, before=4, after=2)
        made = self.document.add_table(rows=1, cols=len(table.columns), style="Annex Table")
        made.autofit = False
        self._described(made, table.caption)
        for column, cell in zip(table.columns, made.rows[0].cells, strict=True):
            self._fill(cell, HEAD_FILL)
            self._run(_first(cell), column.heading, bold=True, size=self.size - 0.5, colour="FFFFFF")
        _repeats(made.rows[0])
        for row in table.rows:
            cells = made.add_row().cells
            for place, given in enumerate(row):
                self._cell(cells[place], given)
        for column, kept in zip(table.columns, made.columns, strict=True):
            kept.width = Mm(PAGE_WIDTH * column.width / 100)
        for row in made.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                cell.width = Mm(PAGE_WIDTH * column.width / 100)
        # Word wants a paragraph after a table; it takes next to no room.
        gap = self._paragraph(after=0)
        gap.paragraph_format.line_spacing = Pt(4)

    def _cell(self, cell: Any, given: TableCell) -> None:
        if given.status:
            self._fill(cell, look_of(given.status).fill.lstrip("#"))
        for number, pieces in enumerate(given.lines):
            paragraph = _first(cell) if number == 0 else cell.add_paragraph()
            _spaced(paragraph, 0, 0)
            if given.status and number == 0:
                self._run(paragraph, f"{look_of(given.status).symbol} ", size=self.size - 0.5)
            for piece in pieces:
                self._run(paragraph, piece.text, bold=piece.style == "strong", size=self.size - 0.5)

    def _picture(self, picture: Picture) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        if not can_draw_png():
            self._line(self._paragraph(after=4), line(picture.description))
            return
        paragraph = self._paragraph(after=2)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(
            io.BytesIO(png_bytes(picture.svg)), width=Mm(PAGE_WIDTH * picture.width * self.scale / 100)
        )
        shape._inline.docPr.set("descr", clean(picture.description))
        shape._inline.docPr.set("name", "Heat strip")

    def _fill(self, cell: Any, colour: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
            shade.set(qn(f"w:{name}"), value)
        cell._element.get_or_add_tcPr().append(shade)

    def _described(self, table: Any, caption: str) -> None:
        """The caption where a screen reader looks for it."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        told = OxmlElement("w:tblCaption")
        told.set(qn("w:val"), clean(caption))
        table._element.tblPr.append(told)

    def _properties(self) -> None:
        """Properties of its own: nothing of the template or of who runs this is passed on."""
        paper, core = self.paper, self.document.core_properties
        stamp = datetime.combine(paper.as_at, time(), UTC)
        core.title, core.subject = clean(f"{paper.classification}: {paper.title}"), clean(paper.subtitle)[:255]
        core.author = core.last_modified_by = "gapcheck"
        core.created, core.modified, core.revision, core.language = stamp, stamp, 1, paper.language


def _first(cell: Any) -> Any:
    """The first paragraph of a cell, without room above or below."""
    _spaced(cell.paragraphs[0], 0, 0)
    return cell.paragraphs[0]


def _spaced(paragraph: Any, before: int, after: int) -> None:
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = before, after
    paragraph.paragraph_format.line_spacing = 1.0


def _only(paragraph: Any, text: str, *, bold: bool, size: float) -> None:
    """Put the text in place of all that stands in the paragraph."""
    from docx.shared import Pt

    for child in list(paragraph._element):
        if not child.tag.endswith("}pPr"):
            paragraph._element.remove(child)
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(size)


def _repeats(row: Any) -> None:
    """The row of headings stands again on the next page."""
    from docx.oxml import OxmlElement

    row._element.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
