"""Where in each document of a release text was withheld, found in what was written and not in what was meant."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import PurePosixPath

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.treaty import Article, Instrument
from gapcheck.report.annex.document import AnnexDocument, Piece
from gapcheck.report.annex.package_check import parse_xml
from gapcheck.report.article_lists import articles_in_short
from gapcheck.report.paper.document import Paper
from gapcheck.report.scope import mandates_answered

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class WithheldPlace:
    """A place in a document at which text was withheld, and the ground."""

    document: str
    place: str
    ground: str


def marks_in(text: str, grounds: Collection[str]) -> list[str]:
    """The grounds whose mark stands in a text, in the order of the key.

    >>> marks_in("Talks with [s 6(a)] go on", ["s 9(2)(j)", "s 6(a)"])
    ['s 6(a)']
    """
    return [ground for ground in grounds if f"[{ground}]" in text]


def in_annex(name: str, document: AnnexDocument, grounds: Collection[str]) -> Iterator[WithheldPlace]:
    """The places in the annex, by section and paragraph, however it is written."""
    parts = [("Front page", document.facts), ("Front page, sign-off", document.sign_off)]
    for place, value in parts:
        yield from _found(name, place, value, grounds)
    for section in document.parts:
        for block in section.blocks:
            number, caption = getattr(block, "number", ""), getattr(block, "caption", "")
            place = section.title
            place += f", paragraph {number}" if number else ""
            place += f", table “{caption}”" if caption else ""
            yield from _found(name, place, block, grounds)
    for footnote in document.footnotes:
        yield from _found(name, f"Footnote {footnote.number}", footnote.line, grounds)


def in_paper(name: str, paper: Paper, grounds: Collection[str]) -> Iterator[WithheldPlace]:
    """The places in a short paper, by the heading of the block."""
    yield from _told(name, "Under the title", paper.subtitle, grounds)
    for block in paper.blocks:
        heading = getattr(block, "heading", "") or getattr(block, "caption", "") or "Text"
        yield from _found(name, heading, block, grounds)


def in_workbook(name: str, raw: bytes, grounds: Collection[str]) -> Iterator[WithheldPlace]:
    """The places in a workbook, by sheet and cell."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        strings = ["".join(item.itertext()) for item in parse_xml(package.read("xl/sharedStrings.xml"))]
        rels = parse_xml(package.read("xl/_rels/workbook.xml.rels"))
        parts = {rel.get("Id"): f"xl/{PurePosixPath(rel.get('Target', ''))}" for rel in rels}
        for sheet in parse_xml(package.read("xl/workbook.xml")).iter(f"{_SHEET}sheet"):
            root = parse_xml(package.read(parts[sheet.get(_RELATION)]))
            for cell in root.iter(f"{_SHEET}c"):
                if cell.get("t") == "s":
                    text = strings[int(cell.findtext(f"{_SHEET}v", "0"))]
                    yield from _told(name, f"Sheet {sheet.get('name')}, {cell.get('r')}", text, grounds)


def in_page(name: str, raw: bytes, grounds: Collection[str]) -> Iterator[WithheldPlace]:
    """The places in the page, by the heading above them."""
    from lxml import html

    heading = "Head"
    for element in html.document_fromstring(raw).iter():
        if element.tag in ("h1", "h2", "h3"):
            heading = " ".join(element.text_content().split())
        own = element.text if isinstance(element.tag, str) and element.tag not in ("script", "style") else None
        for text in (own, element.tail):
            yield from _told(name, f"Under “{heading}”", text or "", grounds)


def in_mandates(assessment: InstrumentResult) -> Iterator[WithheldPlace]:
    """What a mandate that the text answers, or the instrument itself, was released without: nobody here knows it."""
    own: list[tuple[Instrument, Iterable[Article]]] = [
        (assessment.instrument, [result.article for result in assessment.articles])
    ]
    answered = [(m, assessment.catalogue.articles(m.id)) for m in mandates_answered(assessment)]
    for instrument, articles in (*own, *answered):
        by_ground: dict[str, list[str]] = {}
        for article in articles:
            if article.withheld is not None:
                by_ground.setdefault(article.withheld.ground, []).append(article.article)
        for ground, numbers in by_ground.items():
            places = articles_in_short(instrument.division, numbers)
            yield WithheldPlace(f"{instrument.title}, as released", places, ground)


def _found(name: str, place: str, value: object, grounds: Collection[str]) -> Iterator[WithheldPlace]:
    for piece in _pieces(value):
        yield from _told(name, place, piece.text, grounds)


def _told(name: str, place: str, text: str, grounds: Collection[str]) -> Iterator[WithheldPlace]:
    for ground in marks_in(text, grounds):
        yield WithheldPlace(name, place, ground)


def _pieces(value: object) -> Iterator[Piece]:
    """Every piece of text in a value of a document."""
    if isinstance(value, Piece):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _pieces(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _pieces(getattr(value, field.name))
