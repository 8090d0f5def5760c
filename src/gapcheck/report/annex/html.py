"""The annex as one HTML page: no script, no network, a content security policy, and a print style with the marking on
each page.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gapcheck.catalogue.resources import data_folder
from gapcheck.report.annex.document import (
    AnnexDocument,
    AnnexParagraph,
    Bullets,
    DraftingNote,
    Figure,
    Heading,
    Line,
    Piece,
    Table,
)
from gapcheck.report.annex.te_reo import LANGUAGE, by_language
from gapcheck.report.statuses import VERDICT, look_of
from gapcheck.wording.dates import long_date

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE, STYLE = "annex.html.j2", "annex.css"
_TE_REO = Markup('<span lang="{}">{}</span>')


def html_bytes(document: AnnexDocument) -> bytes:
    """The annex as one HTML file, UTF-8."""
    style = (_folder() / STYLE).read_text(encoding="utf-8") + _own_style(document)
    # The content security policy of the page allows one style sheet, by the hash of its text.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    text = (
        _environment()
        .get_template(TEMPLATE)
        .render(
            document=document,
            page=LineRenderer(),
            placed=document.placed_notes,
            day=document.as_at.isoformat(),
            # It holds no text of the data except the marking, of which only letters and digits stand as they are.
            style=Markup(style),
            digest=digest,
        )
    )
    return (text.rstrip() + "\n").encode()


def _folder() -> Path:
    return data_folder("reports") / "templates"


@cache  # a template is compiled once for all reports
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_folder()),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kind": _kind, "look": look_of, "text": LineRenderer.text, "picture": Markup}
    return environment


def _kind(block: object) -> str:
    kinds = {
        AnnexParagraph: "paragraph",
        Bullets: "bullets",
        DraftingNote: "note",
        Figure: "figure",
        Heading: "heading",
        Table: "table",
    }
    return kinds[type(block)]


def _own_style(document: AnnexDocument) -> str:
    """The style that depends on the document: what stands in the margins of a printed page, the columns, and the
    statuses.
    """
    marking = _string(document.classification)
    foot = _string(f"{document.short_title}, law as at {long_date(document.as_at)}. {document.copy}. Page ")
    pages = 'counter(page) " of " counter(pages) "\\A "'
    tables = [b for part in document.parts for b in part.blocks if isinstance(b, Table)]
    tables += [document.sign_off, *([document.key] if document.key else [])]
    widths = sorted({c.width for table in tables for c in table.columns})
    return "\n".join(
        [
            f"@page {{ @top-center {{ content: {marking} }} @bottom-center {{ content: {foot} {pages} {marking} }} }}",
            *(f".w{width} {{ width: {width}% }}" for width in widths),
            *(f".s-{look.slug} {{ background: {look.fill} }}" for look in VERDICT.values()),
        ]
    )


def _string(text: str) -> str:
    """A text as a string of CSS that cannot end before it should."""
    # The space after an escape belongs to it.
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):X} " for c in text) + '"'


class LineRenderer:
    """Lines as HTML. Each place at which a footnote is called gets an id, so that the note can lead back to it."""

    def __init__(self) -> None:
        self.calls: dict[int, int] = defaultdict(int)

    def line(self, line: Line) -> Markup:
        return Markup("").join(self._piece(piece) for piece in line)

    def backlinks(self, number: int) -> Iterable[str]:
        """The ids of the places at which a footnote was called."""
        return [f"ref-{number}-{call}" for call in range(1, self.calls[number] + 1)]

    @staticmethod
    def text(text: str) -> Markup:
        """A text with the language of each stretch that is not English."""
        return Markup("").join(
            _TE_REO.format(LANGUAGE, part) if te_reo else escape(part) for part, te_reo in by_language(text)
        )

    def _piece(self, piece: Piece) -> Markup:
        text = self.text(piece.text)
        target = f"note-{piece.above}" if piece.above else piece.target
        if piece.url:
            text = Markup('<a href="{}" rel="noreferrer">{}</a>').format(piece.url, text)
        elif target:
            text = Markup('<a class="in" href="#{}">{}</a>').format(target, text)
        if piece.style == "strong":
            text = Markup("<strong>{}</strong>").format(text)
        elif piece.style == "withheld":
            text = Markup('<span class="withheld">{}</span>').format(text)
        return text + Markup("").join(map(self._call, piece.notes)) if piece.notes else text

    def _call(self, number: int) -> Markup:
        self.calls[number] += 1
        call = (
            '<sup><a class="call" href="#note-{0}" '
            'id="ref-{0}-{1}" role="doc-noteref" aria-label="Footnote {0}">{0}</a></sup>'
        )
        return Markup(call).format(number, self.calls[number])
