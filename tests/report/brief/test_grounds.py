"""The grounds that stand in a paper."""

from __future__ import annotations

from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.annex.document import Piece
from gapcheck.report.brief.grounds import grounds_in

KEY = [WithholdingGround(id=ground, reason="R") for ground in ("s 6(a)", "s 9(2)(j)", "s 9(2)(a)")]


def test_those_of_marks_in_lines_and_texts_in_the_order_of_the_key() -> None:
    lines = [(Piece("open"), Piece("[s 9(2)(j): secret]", "withheld"))]
    assert grounds_in(lines, ["Cleared by [s 6(a)]"], KEY) == ("s 6(a)", "s 9(2)(j)")


def test_a_ground_that_is_only_spoken_of_is_no_mark() -> None:
    assert grounds_in([(Piece("Under s 6(a) nothing was withheld."),)], ["s 9(2)(a)"], KEY) == ()
