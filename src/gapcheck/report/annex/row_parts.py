"""Rows of a printed table that would run over a page: told in parts, each with its label again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gapcheck.report.annex.document import Line, Piece, Table, TableCell, plain

_PORTRAIT, _LANDSCAPE = 1.15, 1.7
"""How many characters of a line each part of a hundred of the width holds, in the type of a table."""
_TALLEST = 26
"""A row of more lines than this is told in parts; any other stays whole on a page."""

Row = tuple[TableCell, ...]


def printed_rows(table: Table, *, wide: bool = False) -> Iterator[Row]:
    """The rows as they are printed: none is so tall that it has to break, and a part of a row has its label."""
    scale = _LANDSCAPE if wide else _PORTRAIT
    for row in table.rows:
        if len(row) == len(table.columns) > 1:
            yield from _parts(row, [column.width * scale for column in table.columns])
        else:
            yield row


def _parts(row: Row, widths: Sequence[float]) -> Iterator[Row]:
    pages = [_pages(cell, width) for cell, width in zip(row, widths, strict=True)]
    count = max(len(lines) for lines in pages)
    if count == 1:
        yield row
        return
    label, *_ = row
    again = TableCell((_continued(label.lines[0]),))
    for number in range(count):
        parts = tuple(
            replace(
                cell, lines=lines[number] if number < len(lines) else ((),), status=cell.status if number == 0 else ""
            )
            for cell, lines in zip(row[1:], pages[1:], strict=True)
        )
        yield (label if number == 0 else again, *parts)


def _continued(label: Line) -> Line:
    # What is repeated is no second place to lead to, and calls no footnote again.
    return (*(replace(piece, notes=()) for piece in label), Piece(" (continued)"))


def _pages(cell: TableCell, width: float) -> list[tuple[Line, ...]]:
    """The lines of a cell in groups, none of which is taller than a row may be."""
    groups: list[list[Line]] = [[]]
    height = 0
    for line in cell.lines:
        # Rounded up: a short line takes a line too.
        lines = 1 + int(len(plain(line)) / width)
        if groups[-1] and height + lines > _TALLEST:
            groups.append([])
            height = 0
        groups[-1].append(line)
        height += lines
    return [tuple(group) for group in groups]
