"""A row that would run over a page is told in parts, each with its label."""

from __future__ import annotations

from gapcheck.report.annex.document import Piece, TableCell, plain
from gapcheck.report.annex.row_parts import printed_rows
from gapcheck.report.annex.writer import cell, cell_of, make_table

COLUMNS = (("Article", 20), ("Why", 80))


def test_a_short_row_stays_as_it_is() -> None:
    table = make_table("T", COLUMNS, [(cell("art 1"), cell("Short."))])
    assert list(printed_rows(table)) == list(table.rows)


def test_a_tall_row_repeats_its_label_and_loses_no_line() -> None:
    lines = [f"{n} {'word ' * 40}" for n in range(30)]
    label = TableCell(((Piece("art 1", notes=(3,)),),), anchor="article-1")
    table = make_table("T", COLUMNS, [(label, cell_of(lines))])
    rows = list(printed_rows(table))
    assert len(rows) > 2
    assert [plain(row[0].lines[0]) for row in rows] == ["art 1", *["art 1 (continued)"] * (len(rows) - 1)]
    assert [plain(line) for row in rows for line in row[1].lines] == lines
    # A footnote is called once, and a place is one place.
    assert [row[0].anchor for row in rows] == ["article-1", *[""] * (len(rows) - 1)]
    assert [p.notes for row in rows[1:] for p in row[0].lines[0]] == [(), ()] * (len(rows) - 1)


def test_the_heading_of_a_group_is_no_row_to_be_parted() -> None:
    table = make_table("T", COLUMNS, [(cell("word " * 2000),)])
    assert list(printed_rows(table)) == list(table.rows)
