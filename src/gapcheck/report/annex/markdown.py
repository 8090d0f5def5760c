"""The annex as Markdown (CommonMark with the tables and footnotes of GitHub). Text from the data is never read as
Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    Table,
    TableCell,
)
from gapcheck.report.markdown import Markdown, escape_markdown, link


def markdown_bytes(document: AnnexDocument) -> bytes:
    """The annex as one Markdown file, UTF-8."""
    return ("\n\n".join(_document(document)) + "\n").encode()


def _document(document: AnnexDocument) -> Iterator[str]:
    banner = f"**{escape_markdown(document.classification)}**"
    yield banner
    yield f"# {escape_markdown(document.title)}: {escape_markdown(document.subject)}"
    yield f"{escape_markdown(document.copy)}. {escape_markdown(document.disclaimer)}"
    yield from _part(document.summary)
    yield "\n".join(
        ["| | |", "| --- | --- |", *(f"| {escape_markdown(n)} | {markdown_line(v)} |" for n, v in document.facts)]
    )
    if document.sign_off.rows:
        yield "## Sign-off"
        yield from _table(document.sign_off)
    if document.notes:
        yield "## Drafting notes"
        yield "These are left. A final document has none."
        yield "\n".join(
            f"- **{n.id}** ({escape_markdown(n.place)}): {escape_markdown(f'{n.needs}; from {n.asked_of}')}"
            for n in document.notes
        )
    for part in document.after_summary:
        yield from _part(part)
    if document.key:
        yield "## Key of grounds for withholding"
        yield from _table(document.key)
    if document.footnotes:
        yield "\n".join(f"[^{note.number}]: {markdown_line(note.line)}" for note in document.footnotes)
    yield banner


def _part(part: AnnexSection) -> Iterator[str]:
    yield f"## {escape_markdown(part.title)}"
    for block in part.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, AnnexParagraph):
        yield f"{block.number} {markdown_line(block.line)}" if block.number else markdown_line(block.line)
    elif isinstance(block, Heading):
        yield f"### {escape_markdown(block.text)}"
    elif isinstance(block, Bullets):
        yield "\n".join(f"- {markdown_line(item)}" for item in block.items)
    elif isinstance(block, DraftingNote):
        yield f"> **{block.label}** {escape_markdown(f'{block.request} {block.help}'.strip())}"
    elif isinstance(block, Figure):
        # A file of text holds no picture: what it shows is told in words.
        yield f"*{escape_markdown(block.title)}*"
        yield escape_markdown(block.description)
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield f"*{escape_markdown(table.title)}*"
    # Markdown has one row of heads, so that a heading over several columns is told in each.
    heads = [escape_markdown(f"{c.group}: {c.heading}" if c.group else c.heading) for c in table.columns]
    rows = [_row([_cell(c) for c in row], len(heads)) for row in table.rows]
    yield "\n".join([_row(heads, len(heads)), _row(["---"] * len(heads), len(heads)), *rows])


def _row(cells: Sequence[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _cell(cell: TableCell) -> str:
    return "<br>".join(markdown_line(line) for line in cell.lines)


def markdown_line(line: Line) -> str:
    return "".join(_piece(piece, first=n == 0) for n, piece in enumerate(_joined(line)))


def _joined(line: Line) -> list[Piece]:
    """The pieces, plain ones that follow each other as one: what opens a block may be spread over two of them."""
    pieces: list[Piece] = []
    for piece in line:
        if pieces and all(p.style == "plain" and p.url is None for p in (pieces[-1], piece)) and not pieces[-1].notes:
            pieces[-1] = Piece(pieces[-1].text + piece.text, notes=piece.notes)
        else:
            pieces.append(piece)
    return pieces


def _piece(piece: Piece, *, first: bool) -> str:
    """A piece with the spaces at its ends, which escaping takes away; strong text has its spaces outside the stars."""
    text = piece.text
    if not text.strip():
        return " "
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    # A sign that would open a block is none inside a line.
    inner = escape_markdown(text) if first else Markdown(escape_markdown(f"x{text.strip()}")[1:])
    if piece.url:
        inner = link(text, piece.url)
    if piece.style != "plain" and inner:
        inner = Markdown(f"**{inner}**")
    notes = "".join(f"[^{number}]" for number in piece.notes)
    return f"{' ' if before else ''}{inner}{' ' if after else ''}{notes}"
