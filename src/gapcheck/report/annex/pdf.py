"""The annex as a PDF for everybody (PDF/UA-1), written by Typst from the content as data; needs the extra
``gapcheck[pdf]``.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from gapcheck.catalogue.resources import data_folder
from gapcheck.errors import UsageError, not_installed
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
    Table,
    TableCell,
)
from gapcheck.report.annex.row_parts import printed_rows
from gapcheck.report.annex.te_reo import LANGUAGE, by_language
from gapcheck.report.annex.word_xml import clean
from gapcheck.report.statuses import EDGES, look_of
from gapcheck.wording.dates import long_date

TEMPLATE = "annex.typ"


def pdf_bytes(document: AnnexDocument) -> bytes:
    """The annex as one PDF. Raises ``UsageError`` without the extra."""
    return compiled_pdf(TEMPLATE, _document(document), document.as_at, "the annex")


def compiled_pdf(template: str, data: object, day: date, what: str) -> bytes:
    """What a template of ``reports/templates/`` makes of data. Raises ``UsageError`` without the extra, and for a text
    that cannot be set; ``what`` can then be written as Word.
    """
    try:
        import typst
    except ImportError:
        raise not_installed("a PDF", "typst") from None
    folder = data_folder("reports") / "templates"
    try:
        return _compiled(typst, folder / template, data, day)
    except typst.TypstError as error:
        # Typst tells of the words that it cannot set; those may be withheld, so only the kind of trouble is passed on.
        kind = "a character that its fonts do not have" if "displayed" in str(error) else "something that cannot be set"
        raise UsageError(f"the PDF cannot be made: the text holds {kind}; write {what} as Word") from None


def set_language(tag: str) -> dict[str, str]:
    """A language tag as Typst takes it: the language, and the region where the tag names one.

    >>> set_language("en-NZ")
    {'language': 'en', 'region': 'NZ'}
    """
    language, _, region = tag.partition("-")
    return {"language": language, "region": region}


def _compiled(typst: Any, template: Path, data: object, day: date) -> bytes:
    document = typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        # The fonts of the machine would make other bytes of the same content elsewhere.
        ignore_system_fonts=True,
        # The data are strings of JSON: Typst reads them as text, never as markup.
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False),
            "year": str(day.year),
            "month": str(day.month),
            "day": str(day.day),
        },
        pdf_standards="ua-1",
        timestamp=datetime.combine(day, time(), UTC),
    )
    assert isinstance(document, bytes)
    return document


def _document(document: AnnexDocument) -> dict[str, Any]:
    return {
        **set_language(document.language),
        "title": clean(document.title),
        "subject": clean(document.subject),
        "short_title": clean(document.short_title),
        "day": long_date(document.as_at),
        "classification": clean(document.classification),
        "copy": document.copy,
        "disclaimer": document.disclaimer,
        "facts": [{"name": name, "value": _line(value)} for name, value in document.facts],
        "sign_off": _block(document.sign_off),
        "notes": [_note(note, document) for note in document.notes],
        "contents": document.has_contents,
        "summary": _part(document.summary),
        "parts": [_part(part) for part in document.after_summary],
        "key": _block(document.key) if document.key else None,
        "footnotes": {str(note.number): _line(note.line) for note in document.footnotes},
    }


def _part(part: AnnexSection) -> dict[str, Any]:
    blocks = [_block(block, wide=part.wide) for block in part.blocks]
    return {"title": _text(part.title), "anchor": part.anchor, "wide": part.wide, "blocks": blocks}


def _line(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "parts": _text(p.text),
            "style": p.style,
            "url": p.url or "",
            "target": f"note-{p.above}" if p.above else p.target,
            "notes": list(p.notes),
        }
        for p in line
    ]


def _text(text: str) -> list[dict[str, Any]]:
    """A text in stretches, each with its language."""
    return [{"text": part, "lang": LANGUAGE if te_reo else "en"} for part, te_reo in by_language(clean(text))]


def _note(note: DraftingNote, document: AnnexDocument) -> dict[str, Any]:
    """A drafting note in the list, with a link to its place, where it has one."""
    help_ = f" {note.help}" if note.help and note.id not in document.placed_notes else ""
    return {
        "id": note.id,
        "label": note.label,
        "place": _text(note.place),
        "target": document.place_of(note),
        "listed": _text(
            f"{note.needs}; from {note.asked_of}.{help_}" if help_ else f"{note.needs}; from {note.asked_of}"
        ),
    }


def _block(block: Block, *, wide: bool = False) -> dict[str, Any]:
    if isinstance(block, AnnexParagraph):
        return {"kind": "paragraph", "number": block.number, "line": _line(block.line)}
    if isinstance(block, Heading):
        return {"kind": "heading", "text": _text(block.text)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_line(item) for item in block.items]}
    if isinstance(block, DraftingNote):
        told = _text(f" {block.request} {block.help}".rstrip())
        return {"kind": "note", "label": block.label, "anchor": block.anchor, "told": told}
    if isinstance(block, Figure):
        words = {"caption": _text(block.title), "told": clean(block.description)}
        return {"kind": "figure", "anchor": block.anchor, "svg": block.svg, **words}
    return _table(block, wide=wide)


def _table(table: Table, *, wide: bool = False) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in printed_rows(table, wide=wide)]
    columns = [
        {"heading": _text(column.heading), "width": column.width, "under": bool(column.group)}
        for column in table.columns
    ]
    # A column that shares no heading has its own over both rows of heads.
    groups = [
        {"text": _text(name or under[0].heading), "span": len(under), "alone": not name} for name, under in table.groups
    ]
    return {
        "kind": "table",
        "caption": _text(table.title),
        "anchor": table.anchor if table.number else "",
        "columns": columns,
        "groups": groups,
        "rows": rows,
    }


def _cell(cell: TableCell) -> dict[str, Any]:
    return {"lines": [_line(x) for x in cell.lines], "anchor": cell.anchor, **_look(cell.status)}


def _look(status: str) -> dict[str, str]:
    if not status:
        return {"fill": "", "symbol": "", "edge": ""}
    look = look_of(status)
    return {"fill": look.fill, "symbol": look.symbol, "edge": EDGES[look.texture]}
