"""Links inside an annex: the places that can be led to, and the removal of links that would lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gapcheck.report.annex.document import (
    AnnexDocument,
    AnnexParagraph,
    AnnexSection,
    Block,
    Bullets,
    Figure,
    Line,
    Table,
)


def anchors(document: AnnexDocument) -> Iterator[str]:
    """Every place of a document that a link can lead to."""
    for part in document.parts:
        yield part.anchor
        for block in part.blocks:
            if isinstance(block, (Figure, Table)):
                yield block.anchor
            if isinstance(block, Table):
                yield from (cell.anchor for row in block.rows for cell in row if cell.anchor)


def with_links_that_lead(document: AnnexDocument) -> AnnexDocument:
    """The document without the links whose place it does not hold; their text stays."""
    known = frozenset(anchors(document))
    return replace(
        document,
        sections=tuple(_section(part, known) for part in document.sections),
        annexes=tuple(_section(part, known) for part in document.annexes),
    )


def _section(part: AnnexSection, known: frozenset[str]) -> AnnexSection:
    return replace(part, blocks=tuple(_block(block, known) for block in part.blocks))


def _block(block: Block, known: frozenset[str]) -> Block:
    if isinstance(block, AnnexParagraph):
        return replace(block, line=_line(block.line, known))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(_line(item, known) for item in block.items))
    if isinstance(block, Table):
        rows = tuple(
            tuple(replace(cell, lines=tuple(_line(x, known) for x in cell.lines)) for cell in row) for row in block.rows
        )
        return replace(block, rows=rows)
    return block


def _line(line: Line, known: frozenset[str]) -> Line:
    return tuple(replace(p, target="") if p.target and p.target not in known else p for p in line)
