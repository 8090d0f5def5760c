"""A short paper as a PDF for everybody (PDF/UA-1), written by Typst from content as data; needs ``gapcheck[pdf]``."""

from __future__ import annotations

from typing import Any

from gapcheck.report.annex.document import AnnexParagraph, Bullets, Heading, Line, Table
from gapcheck.report.annex.pdf import compiled_pdf, set_language
from gapcheck.report.annex.word_xml import clean
from gapcheck.report.paper.document import SETTINGS, BesideHeading, Paper, PaperBlock, Picture
from gapcheck.report.statuses import EDGES, look_of

TEMPLATE = "paper.typ"


def paper_as_pdf(paper: Paper) -> bytes:
    """The paper as one PDF. Raises ``UsageError`` without the extra, or for a character that its fonts lack."""
    data = {
        **set_language(paper.language),
        "title": clean(paper.title),
        "subtitle": clean(paper.subtitle),
        "classification": clean(paper.classification),
        "foot": clean(paper.foot),
        "settings": [list(tried) for tried in (SETTINGS if paper.one_page else SETTINGS[:1])],
        "blocks": [_block(block) for block in paper.blocks],
    }
    return compiled_pdf(TEMPLATE, data, paper.as_at, "the paper")


def _block(block: PaperBlock) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": clean(block.text)}
    if isinstance(block, AnnexParagraph):
        return {"kind": "paragraph", "heading": "", "line": _line(block.line)}
    if isinstance(block, BesideHeading):
        return {"kind": "paragraph", "heading": clean(block.heading), "line": _line(block.line)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_line(item) for item in block.items]}
    if isinstance(block, Picture):
        return {"kind": "picture", "svg": block.svg, "told": clean(block.description), "width": block.width}
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    columns = [{"heading": clean(c.heading), "width": c.width} for c in table.columns]
    rows = [[{"lines": [_line(x) for x in c.lines], **_look(c.status)} for c in row] for row in table.rows]
    return {"kind": "table", "caption": clean(table.caption), "columns": columns, "rows": rows}


def _line(line: Line) -> list[dict[str, str]]:
    return [{"text": clean(piece.text), "style": piece.style} for piece in line]


def _look(status: str) -> dict[str, str]:
    if not status:
        return {"fill": "", "symbol": "", "edge": ""}
    look = look_of(status)
    return {"fill": look.fill, "symbol": look.symbol, "edge": EDGES[look.texture]}
