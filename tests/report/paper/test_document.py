"""Short papers as values: their lines, and the size of letters with which they should fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gapcheck.report.annex.document import AnnexParagraph, plain
from gapcheck.report.annex.writer import cell, line, make_table
from gapcheck.report.paper.document import SCALES, SIZES, Paper, Picture, setting_of, size_of, stands_on_a_page

PAPER = Paper("T", "S", "UNCLASSIFIED", "F", date(2019, 6, 1), (AnnexParagraph(line("Short.")),), one_page=True)


def filled(letters: int) -> Paper:
    return replace(PAPER, blocks=(AnnexParagraph(line("x" * letters)),))


def test_a_short_paper_has_the_largest_letters() -> None:
    assert size_of(PAPER) == SIZES[0]


def test_more_text_never_makes_larger_letters() -> None:
    sizes = [size_of(filled(letters)) for letters in range(100, 20000, 500)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (SIZES[0], SIZES[-1])


def test_a_paper_of_several_pages_keeps_the_usual_size() -> None:
    assert size_of(replace(filled(20000), one_page=False)) == SIZES[0]


def test_tables_and_pictures_take_room() -> None:
    table = make_table("C", (("A", 50), ("B", 50)), [(cell("x" * 300), cell("y"))] * 20)
    assert size_of(replace(PAPER, blocks=(table,))) < SIZES[0]
    assert setting_of(replace(PAPER, blocks=())) == (SIZES[0], SCALES[0])


def test_a_picture_is_made_smaller_before_letters_are() -> None:
    slide = Picture('<svg viewBox="0 0 1600 900">', "", 80)
    assert slide.shape == 9 / 16
    size, scale = setting_of(replace(PAPER, blocks=(slide,) * 3))
    assert size == SIZES[0]
    assert scale < SCALES[0]


def test_letters_are_never_smaller_than_can_be_read_and_what_does_not_fit_is_known() -> None:
    full, too_full = filled(5000), filled(20000)
    assert min(SIZES) == 9.0
    assert (stands_on_a_page(full), stands_on_a_page(too_full)) == (True, False)


def test_its_lines_are_those_of_all_blocks_in_order() -> None:
    table = make_table("C", (("A", 100),), [(cell("in a table"),)])
    paper = replace(PAPER, blocks=(*PAPER.blocks, table, Picture("", "")))
    assert [plain(x) for x in paper.lines] == ["Short.", "in a table"]
