"""What pictures are drawn with."""

from __future__ import annotations

import pytest

from gapcheck.report.pictures.drawing import Drawing, fitting, svg_of, wrapped, wrapped_to_fit
from gapcheck.report.statuses import VERDICT


def test_text_is_wrapped_and_no_word_is_parted() -> None:
    assert wrapped("expedited preservation of data", 100, 20) == ["expedited", "preservation", "of data"]
    assert wrapped("", 100, 20) == [""]


def test_a_text_that_is_long_is_smaller() -> None:
    assert fitting("a", 20, 100) == 20
    assert fitting("a" * 100, 20, 100) < 2


def test_the_largest_size_that_fits_is_taken() -> None:
    size, lines = wrapped_to_fit(["one two", "three"], 60, 40, (30, 20, 10, 5))
    assert (size, lines) == (10, ["one two", "three"])
    # Nothing is cut, even where no size fits.
    assert wrapped_to_fit(["one two"], 60, 1, (30, 20)) == (20, ["one", "two"])


@pytest.mark.parametrize("verdict", VERDICT)
def test_every_verdict_has_a_sign_beside_its_colour(verdict: str) -> None:
    drawing = Drawing()
    drawing.cell(0, 0, 50, 50, VERDICT[verdict], verdict)
    (cell,) = drawing.parts
    assert "<path" in cell or "<circle" in cell or cell.count("<rect") > 1
    svg = svg_of(drawing, "T", "D", "en")
    assert ("<pattern" in svg) == (VERDICT[verdict].texture != "plain")
