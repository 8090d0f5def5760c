"""Sections in the order in which an Act prints them."""

from __future__ import annotations

import pytest

from gapcheck.wording.citation import CitationError, Pinpoint, StatuteCitation, in_printed_order, stands_between
from gapcheck.wording.printed_order import label_key, roman

PRINTED = ["97", "98", "98AA", "98AB", "98A", "98B", "98BA", "98C", "98Z", "98ZA", "99", "100", "216A", "239A"]


def test_insertions_before_the_first_insertion() -> None:
    assert sorted(sorted(PRINTED), key=label_key) == PRINTED
    assert [str(point) for point in sorted(map(Pinpoint, PRINTED))] == PRINTED


@pytest.mark.parametrize(("first", "last"), [("98", "98AA"), ("98AA", "98A"), ("239Z", "239AA"), ("239X", "239AC")])
def test_ranges_that_an_act_can_have(first: str, last: str) -> None:
    assert in_printed_order(Pinpoint(first), Pinpoint(last))
    assert str(StatuteCitation.parse(f"Crimes Act 1961, ss {first}-{last}")) == f"Crimes Act 1961, ss {first}–{last}"


@pytest.mark.parametrize(("first", "last"), [("98A", "98AA"), ("98", "97"), ("98A", "98A")])
def test_ranges_that_run_backwards(first: str, last: str) -> None:
    assert not in_printed_order(Pinpoint(first), Pinpoint(last))
    with pytest.raises(CitationError):
        StatuteCitation.parse(f"Crimes Act 1961, ss {first}-{last}")


@pytest.mark.parametrize(
    ("first", "label", "last", "inside"),
    [
        ("98", "98AA", "98A", True),
        ("98A", "98AA", "98F", False),
        ("239X", "239AA", "239AC", True),
        ("239X", "239B", "239AC", False),
        ("71", "71A", "72", True),
        ("71", "71", "72", True),
    ],
)
def test_what_stands_in_a_range(first: str, label: str, last: str, *, inside: bool) -> None:
    assert stands_between(Pinpoint(first), label, Pinpoint(last)) is inside


@pytest.mark.parametrize(
    ("numeral", "number"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40), ("lxxviii", 78)]
)
def test_small_numerals(numeral: str, number: int) -> None:
    assert roman(numeral) == number
