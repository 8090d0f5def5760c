"""Pinpoints as people write them."""

from __future__ import annotations

import pytest

from gapcheck.citing.pinpoints import beside, read_brackets, read_pinpoint
from gapcheck.wording.citation import Pinpoint


@pytest.mark.parametrize(
    ("text", "sort", "point", "left"),
    [
        ("249(1)(a) of", "section", "249(1)(a)", ()),
        ("249 (1) (a) of", "section", "249(1)(a)", ()),
        ("98AA", "section", "98AA", ()),
        ("6.1.a.i of", "article", "6(1)(a)(i)", ()),
        ("17(1)b)", "article", "17(1)(b)", ()),
        ("14.6", "rule", "14.6", ()),
        ("249(1) (viii) of", "section", "249(1)(viii)", ()),
        ("6.a of", "section", "6", ()),
        ("249ff.", "section", "249", ("ff.",)),
        ("249(1)ff.", "section", "249(1)", ("ff.",)),
        ("249(a-c) (b)", "section", "249", ("(a-c)", "(b)")),
        # A letter with half a bracket may number a list of the sentence.
        ("6.1 a) the", "article", "6(1)", ()),
        ("249 et seq of", "section", "249", ("et seq",)),
        ("249(1)(a-c)", "section", "249(1)", ("(a-c)",)),
        ("249(a-c)", "section", "249", ("(a-c)",)),
        ("9 (a) the", "section", "9", ("(a)",)),
    ],
)
def test_read(text: str, sort: str, point: str, left: tuple[str, ...]) -> None:
    read = read_pinpoint(text, 0, sort)
    assert read is not None
    assert (str(read.point), read.left_out) == (point, left)


@pytest.mark.parametrize("text", ["487.01", "14.6", "2nd", "5-year", "5%", "x", "12345"])
def test_no_pinpoint(text: str) -> None:
    assert read_pinpoint(text, 0) is None


def test_brackets_alone() -> None:
    assert read_brackets("(1)(a) of", 0) == (("1", "a"), 6)
    assert read_brackets("x(1)(a) of", 1) == (("1", "a"), 7)
    assert read_brackets("1(a)", 0) is None


@pytest.mark.parametrize(
    ("last", "parts", "point"),
    [
        ("40(21)", ("22",), "40(22)"),
        ("6(1)(2)", ("3",), "6(1)(3)"),
        ("8(2)(a)", ("3",), "8(3)"),
        ("8(2)(a)(i)", ("3", "b"), "8(3)(b)"),
        # (i) comes after (h), and after (a) it is a numeral.
        ("8(a)(iv)", ("v",), "8(a)(v)"),
        ("8(a)(iv)", ("b",), "8(b)"),
        ("8(h)", ("i",), "8(i)"),
        ("8(1)(i)", ("j",), "8(1)(j)"),
        ("8(a)(iv)(A)", ("B",), "8(a)(iv)(B)"),
        ("8(A)(b)", ("c",), "8(A)(c)"),
        ("8(1)(a)", ("A",), None),
        ("8", ("a",), None),
    ],
)
def test_parts_beside(last: str, parts: tuple[str, ...], point: str | None) -> None:
    assert beside(Pinpoint.parse(last), parts) == (Pinpoint.parse(point) if point else None)
