"""The work sheet for whoever has a treaty's text: a row for each paragraph that was not read, and how it is written.

What the catalogue says stands in locked cells, and a fingerprint in each row tells whether one of them was altered.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UsageError
from gapcheck.explain.treaty_reading import treaty_sources
from gapcheck.model.base import Source
from gapcheck.model.ids import Point
from gapcheck.model.treaty import Article, Element, Force, FullDuty, Instrument
from gapcheck.review.reading_places import reading_places
from gapcheck.review.work_sheet import begin_sheet, finish_sheet, row_height
from gapcheck.wording.citation import division_label
from gapcheck.wording.words import capital, join, stop

SHEET = "Work sheet"
INSTRUCTIONS = "Instructions"
FINGERPRINT = "Fingerprint"

ROLE, DAY, AGAINST, SAME, DIFFERENCE = "Read by (role)", "On (date)", "Against which text", "Same?", "What differs"
COMPUTED: Mapping[str, float] = {
    "Row": 20,
    "Paragraph": 14,
    "Heading": 24,
    "Force": 18,
    "Our paraphrase": 50,
    "What to look for": 50,
    "Where to find it": 44,
    "Cited today": 24,
    "Level today": 30,
}
"""The columns that are computed, each with its width in characters."""
FILLED: Mapping[str, float] = {ROLE: 22, DAY: 13, AGAINST: 30, SAME: 9, DIFFERENCE: 44}
"""The columns that whoever reads the text fills in."""
COLUMNS: tuple[str, ...] = (*COMPUTED, *FILLED, FINGERPRINT)

ANSWERS = ("yes", "no", "differs")
LONGEST: Mapping[str, int] = {ROLE: 120, AGAINST: 300, DIFFERENCE: 4_000}
"""The most characters of what is filled in; what says who read it goes into the data."""
MOST_TEXT = 32_767
"""The height in points of a line of text, and of the highest row that a spreadsheet has."""
_INSTRUCTIONS_WIDTH = 80

_FORCES: Mapping[Force, str] = {
    "shall": "shall (binds)",
    "consider": "shall consider (does not bind to a result)",
    "endeavour": "shall endeavour, or as far as possible (does not bind to a result)",
    "may": "may (a permission)",
    "limit": "a limit on a duty",
    "definition": "a definition",
    "statement": "a statement",
}
_LEVELS: Mapping[str, str] = {
    "verified": "Verified: read there.",
    "secondary": "Secondary: read second-hand.",
    "unverified": "Unverified: not read.",
}


@dataclass(frozen=True)
class WorkRow:
    """One source of one duty that somebody has to look up: ``point`` is ``uncc:54(2)#1`` for its first source.

    ``cells`` are the texts of the computed columns, in their order; ``data`` is the fingerprint of what the catalogue
    says, ``fingerprint`` that of the row as it is written.
    """

    point: Point
    full: FullDuty
    source: Source
    cells: tuple[str, ...]
    data: str

    @property
    def fingerprint(self) -> str:
        """What stands in the last column."""
        return f"{self.data}-{row_hash(self.cells, self.data)}"


def row_hash(cells: Sequence[str], data: str) -> str:
    """The hash of the computed cells of a row as they stand in a sheet, together with that of the data."""
    # Excel and LibreOffice keep line ends in their own ways; nothing else of a cell may change.
    return _hash([[cell.replace("\r\n", "\n") for cell in cells], data])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def work_rows(catalogue: Catalogue, instrument: str) -> tuple[WorkRow, ...]:
    """The rows of an instrument: the sources of its duties that cite the treaty's own text and were not read there.

    In the order of the paragraphs. Raises ``UnknownIdError``.
    """
    return tuple(row for row in all_rows(catalogue, instrument) if row.source.checked != "verified")


def all_rows(catalogue: Catalogue, instrument: str) -> Iterator[WorkRow]:
    """The rows as they would be for every source that cites the treaty's own text, read or not."""
    head = catalogue.instrument(instrument)
    articles = {a.article: a for a in catalogue.articles(instrument)}
    for full in catalogue.duties_of(instrument):
        for place in treaty_sources(head, full.duty):
            yield _row(catalogue, head, articles[full.article], full, place)


def _row(catalogue: Catalogue, instrument: Instrument, article: Article, full: FullDuty, place: int) -> WorkRow:
    duty, source = full.duty, full.duty.source[place]
    point = Point(full.key, str(place + 1))
    cells = (
        str(point),
        division_label(instrument, duty.id),
        article.heading,
        capital(_FORCES[duty.force]),
        duty.text,
        "\n".join([*_wanted(catalogue, instrument, article, full), *_doubts(catalogue, source)]),
        "\n".join(reading_places(instrument, source)),
        f"{source.ref}, {source.pinpoint}",
        # The sheet goes to other people: of a note that is withheld it has the ground alone.
        "\n".join([_LEVELS[source.checked], *([str(source.note.released())] if source.note else [])]),
    )
    for column, cell in zip(COMPUTED, cells, strict=True):
        if len(cell) > MOST_TEXT:
            raise UsageError(f"{full.key}: {column!r} has {len(cell):,} characters; a cell holds {MOST_TEXT:,}")
    return WorkRow(point, full, source, cells, _data_hash(article, full, source))


def _data_hash(article: Article, full: FullDuty, source: Source) -> str:
    """The fingerprint of what the catalogue says of a duty and a source, however a sheet words it."""
    # The words of a sheet may become better with another version of gapcheck; sheets that are out stay good then. What
    # a survey or an open verdict says of domestic law is not for a reader of the treaty.
    own = full.duty.model_dump(mode="json", exclude={"survey", "settled_by", "source", "note"}, exclude_defaults=True)
    cited = source.model_dump(mode="json", exclude_defaults=True)
    return _hash([full.instrument, article.article, article.heading, own, cited])


def _wanted(catalogue: Catalogue, instrument: Instrument, article: Article, full: FullDuty) -> list[str]:
    """Number, force word and elements, in words: what a reader holds against the text."""
    duty = full.duty
    lines = [
        f"Number: does {division_label(instrument, duty.id)} ({article.heading}) say this?",
        f"Force: {_FORCES[duty.force]}.",
        *(f"{_facet(catalogue, e)}: {_described(catalogue, e)}." for e in duty.elements if e.stated),
    ]
    if duty.inherits:
        also = join(division_label(instrument, other) for other in duty.inherits)
        lines.append(f"Read together with {also}.")
    for narrowing in duty.allows:
        what = narrowing.text or f"a limit as to {_label(catalogue, narrowing.facet)}"
        lines.append(f"It may be limited ({narrowing.how}): {stop(what)}")
    for waiver in duty.waives:
        lines.append(f"A part may be left out ({waiver.how}): {stop(waiver.text or waiver.id)}")
    for bracket in duty.brackets:
        lines.append(f"Alternatives in the draft: {' / '.join(bracket.alternatives)}.")
    return lines


def _facet(catalogue: Catalogue, element: Element) -> str:
    return capital(_label(catalogue, element.facet))


def _label(catalogue: Catalogue, facet: str) -> str:
    return catalogue.vocabulary.facets[facet].label


def _described(catalogue: Catalogue, element: Element) -> str:
    if element.bound:
        return element.bound
    # Not joined by commas, which labels have inside.
    listed = "; ".join(catalogue.vocabulary.label(c) for c in element.concepts)
    return f"any of {listed}" if element.any and len(element.any) > 1 else listed


def _doubts(catalogue: Catalogue, source: Source) -> Iterator[str]:
    """What the questions on unread texts say of the very paragraph that a source cites."""
    for question in (q for q in catalogue.questions.values() if q.nature == "text"):
        for argument in (*question.in_favour, *question.against):
            if any((s.ref, s.pinpoint) == (source.ref, source.pinpoint) for s in argument.source):
                yield f"In doubt: {stop(argument.text)}"


# Writing ---------------------------------------------------------------------------------------------------------


def work_sheet_bytes(catalogue: Catalogue, instrument: str) -> bytes:
    """The workbook as the bytes of an .xlsx file. Raises ``UnknownIdError``, and ``UsageError`` if nothing is to be
    read.
    """
    rows = work_rows(catalogue, instrument)
    head = catalogue.instrument(instrument)
    if not rows:
        raise UsageError(f"{instrument}: every duty rests on a text that was read; there is nothing to look up")
    import xlsxwriter

    raw = io.BytesIO()
    # Text from the data stays text, whatever it begins with.
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    look = {"default_format_properties": {"font_name": "Arial", "font_size": 10}}
    book = xlsxwriter.Workbook(raw, {"in_memory": True, **texts, **look})
    book.set_properties(
        {
            "title": f"Work sheet: {head.short_title}, paragraphs whose text was not read",
            "author": "gapcheck",
            # The clock would make other bytes of the same sheet.
            "created": datetime.combine(first_day(head), time()),
        }
    )
    _write_instructions(book, catalogue, head, rows)
    _write_rows(book, head, rows)
    book.close()
    return raw.getvalue()


def first_day(instrument: Instrument) -> date:
    """The first day on which anybody can have read the text."""
    return instrument.adopted or instrument.opened or date(1980, 1, 1)


def _write_rows(book: Any, instrument: Instrument, rows: Sequence[WorkRow]) -> None:
    sheet = book.add_worksheet(SHEET)
    widths = (*COMPUTED.values(), *FILLED.values(), 28)
    locked, filled, day = begin_sheet(book, sheet, zip(COLUMNS, widths, strict=True))
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row.cells):
            sheet.write_string(number, column, text, locked)
        sheet.set_row(number, row_height(zip(row.cells, COMPUTED.values(), strict=True)))
        for column, name in enumerate(FILLED, start=len(row.cells)):
            sheet.write_blank(number, column, None, day if name == DAY else filled)
        sheet.write_string(number, len(COLUMNS) - 1, row.fingerprint, locked)
    _validate(sheet, first_day(instrument), len(rows))
    finish_sheet(sheet, len(rows), len(COLUMNS), 2)


def _validate(sheet: Any, earliest: date, last: int) -> None:
    """What the cells to fill in take; what gets in by other ways is told when the sheet is applied."""
    rules: Mapping[str, Mapping[str, object]] = {
        ROLE: _at_most(ROLE),
        DAY: {
            "validate": "date",
            "criteria": "between",
            "minimum": earliest,
            "maximum": date(2199, 12, 31),
            "error_title": "No such day",
            "error_message": f"A date from {earliest.isoformat()} on.",
        },
        AGAINST: _at_most(AGAINST),
        SAME: {"validate": "list", "source": list(ANSWERS), "error_title": SAME, "error_message": ", ".join(ANSWERS)},
        DIFFERENCE: _at_most(DIFFERENCE),
    }
    for name, rule in rules.items():
        column = COLUMNS.index(name)
        sheet.data_validation(1, column, last, column, dict(rule))


def _at_most(column: str) -> Mapping[str, object]:
    most = LONGEST[column]
    message = f"At most {most} characters."
    return {"validate": "length", "criteria": "<=", "value": most, "error_title": column, "error_message": message}


def _write_instructions(book: Any, catalogue: Catalogue, instrument: Instrument, rows: Sequence[WorkRow]) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS)
    sheet.set_column(0, 0, _INSTRUCTIONS_WIDTH)
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3A5F"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, f"{instrument.short_title}: paragraphs to look up", title)
    for number, line in enumerate(_instructions(catalogue, instrument, rows), start=2):
        sheet.write_string(number, 0, line, text)
        sheet.set_row(number, row_height([(line, _INSTRUCTIONS_WIDTH)]) + 6)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("")


def _instructions(catalogue: Catalogue, instrument: Instrument, rows: Sequence[WorkRow]) -> tuple[str, ...]:
    places = dict.fromkeys(place for row in rows for place in reading_places(instrument, row.source))
    responsible = catalogue.procedure.of(instrument.id).responsible
    return (
        f"The sheet {SHEET!r} has a row for each of the {len(rows)} paragraphs of the {instrument.title} "
        f"({instrument.citation}) that no reader of an authentic text has confirmed. Any authentic language will do.",
        "White cells come from the catalogue and are locked. Fill in the yellow ones of the rows that you read; leave "
        "the others empty.",
        f"{ROLE}: your office, not your name, such as 'Legal adviser, {responsible}'. It is kept in the data.",
        f"{DAY}: the day on which you read the paragraph, as a date.",
        f"{AGAINST}: the text that you held it against, such as 'A/RES/79/243, English text, docs.un.org'.",
        f"{SAME} yes: the number, the force (shall, may, shall consider ...) and every element are as the row says. "
        "differs: the paragraph is there, but its number, its force or an element is not as the row says. "
        "no: there is no such paragraph.",
        "What to look for: the elements are cut small, so that rules of domestic law can be compared. Ask whether "
        "all of them together are what the paragraph says.",
        f"{DIFFERENCE}: needed with no and differs: what the text says instead, in your words. Empty with yes.",
        "Do not change or copy white cells: the fingerprint in the last column would tell, and the whole sheet would "
        "be refused. No formulas, macros or links to other files.",
        f"Then: gapcheck verify-sheet {instrument.id} --apply sheet.xlsx --data FOLDER. It marks the sources of the "
        "rows with yes as verified, with a note of who, when and against which text; it lists the rows with no and "
        "differs, which somebody has to mend in the data; it changes nothing else.",
        "Where the text is found: " + "; ".join(places) + ".",
        f"Made of catalogue {catalogue.version}.",
    )
