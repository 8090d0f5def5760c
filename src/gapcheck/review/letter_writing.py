"""The letter that asks an agency to confirm what it knows: a Word file with a table to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from gapcheck.review.review_items import Dispatch, ReviewItem, seal, whole_mark
from gapcheck.review.review_sheet import AGENCY, DAY, GROUND, ROLE, WHOLE
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

NUMBER, QUESTION_COLUMN, WHY, REFERENCE = "No.", "Question", "Why it matters", "Reference"
ANSWER, GROUNDS_FOR = "Your answer", "What it rests on"
TABLE = (NUMBER, QUESTION_COLUMN, WHY, ANSWER, GROUNDS_FOR, REFERENCE)
_WIDTHS_CM = (1.1, 5.6, 5.6, 2.4, 7.4, 3.6)
SIGNATURE = (AGENCY, ROLE, DAY, GROUND)
LETTER_ANSWERS = ("yes", "no", "not known")


def question_text(item: ReviewItem) -> str:
    """What is asked, as the letter words it."""
    return f"{item.place}: {item.asks}"


def why_text(item: ReviewItem) -> str:
    """What we took the answer to be, and what turns on it."""
    return f"{item.taken} {item.law}"


def letter_seal(about: str, as_at: str, question: str, why: str, data: str, mark: str) -> str:
    """The seal of a row of a letter; how words break into lines is for the program that shows them."""
    return seal([about, as_at, *(" ".join(text.split()) for text in (question, why))], data, mark)


def letter_bytes(sent: Dispatch, *, marking: str = "") -> bytes:
    """The letter as the bytes of a .docx file. ``marking`` stands at the head and foot of each page."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    document = Document()
    _clean(document, sent)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _cm(29.7), _cm(21.0)
    section.left_margin = section.right_margin = _cm(2.0)
    section.top_margin = section.bottom_margin = _cm(2.0)
    for part in (section.header, section.footer):
        part.paragraphs[0].text = marking
        part.paragraphs[0].alignment = 1
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10)
    _write(document, sent)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def _cm(length: float) -> Any:
    from docx.shared import Cm

    return Cm(length)


def _clean(document: Any, sent: Dispatch) -> None:
    """Without what the template of the library brings: a picture, a part of XML, and its own author and dates."""
    for owner, kinds in ((document.part.package, ("thumbnail",)), (document.part, ("customXml",))):
        for ident, link in list(owner.rels.items()):
            if link.reltype.rpartition("/")[2] in kinds:
                del owner.rels[ident]
    properties = document.core_properties
    properties.title, properties.author, properties.comments = f"Request to confirm: {sent.title}", "gapcheck", ""
    # The clock would make other bytes of the same letter.
    properties.created = properties.modified = datetime.combine(sent.as_at, time())
    properties.last_modified_by, properties.language = "gapcheck", sent.state.language


def _write(document: Any, sent: Dispatch) -> None:
    document.add_heading(f"Request to confirm: {sent.title}", level=1)
    document.add_paragraph(f"To: {sent.agency or 'the agencies that are named in each question'}")
    for text in _opening(sent):
        document.add_paragraph(text)
    _fill(document.add_table(rows=1, cols=len(TABLE)), TABLE, (_cells(sent, n, i) for n, i in enumerate(sent.items, 1)))
    document.add_paragraph()
    document.add_heading("Who answers", level=2)
    blanks = {AGENCY: sent.agency}
    _pairs(document, [(name, blanks.get(name, "")) for name in SIGNATURE])
    document.add_heading("About this letter", level=2)
    document.add_paragraph("Please leave this table as it is: the answers are matched by it.")
    _pairs(document, [*sent.head.items(), (WHOLE, _whole(sent))])


def _opening(sent: Dispatch) -> Iterable[str]:
    count = len(sent.items)
    yield (
        f"We hold the law and practice of {sent.state.name}, as at {long_date(sent.as_at)}, against the duties of the "
        f"{sent.title}. Some verdicts turn on facts, or on texts that we have not read, which your agency can confirm. "
        f"Please answer the {'question' if count == 1 else f'{count} questions'} below."
    )
    yield (
        f"In the column “{ANSWER}” please write {join(LETTER_ANSWERS, 'or')}. In “{GROUNDS_FOR}” please say what the "
        "answer rests on: the document, decision or practice, with its date and where it is kept. Leave a row empty if "
        "somebody else should answer it. Below the table please give your office, not your name, and the day; and, if "
        f"the answers are to be withheld from copies for release, a ground of the {sent.state.information_act}."
    )


def _cells(sent: Dispatch, number: int, item: ReviewItem) -> tuple[str, ...]:
    asks, why, day = question_text(item), why_text(item), item.as_at.isoformat()
    sealed = letter_seal(item.about, day, asks, why, item.data, sent.mark)
    return str(number), asks, why, "", "", f"{item.about}\n{day}\n{sealed}"


def _whole(sent: Dispatch) -> str:
    """The fingerprint of the head, and that of all rows."""
    seals = [_cells(sent, number, item)[-1].split()[-1] for number, item in enumerate(sent.items, start=1)]
    return f"{sent.mark}-{whole_mark(seals)}"


def _fill(table: Any, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from docx.shared import Pt

    table.style = "Table Grid"
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # The header is printed again on each page.
    _set(table.rows[0], "tblHeader")
    for row in rows:
        line = table.add_row()
        _set(line, "cantSplit")
        for place, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            cell.text = text
            if place == len(head) - 1:
                for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                    run.font.size = Pt(6.5)
    for column, width in zip(table.columns, _WIDTHS_CM, strict=True):
        # Word goes by the cells, LibreOffice by the column.
        column.width = _cm(width)
        for cell in column.cells:
            cell.width = _cm(width)


def _set(row: Any, name: str) -> None:
    """Give a row of a table a property that the library has no word for."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(properties.tag.replace("trPr", name), {}))


def _pairs(document: Any, pairs: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for name, value in pairs:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].text = value
