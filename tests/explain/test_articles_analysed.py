"""Ranges of articles: a run never goes over an article that is not in the analysis."""

from __future__ import annotations

import pytest

from gapcheck.explain.articles_analysed import runs_of, told_articles
from gapcheck.model.treaty import Instrument, Listing


def instrument(*listed: str, division: str = "article") -> Instrument:
    contents = [Listing(article=number, heading="H") for number in listed]
    return Instrument(
        id="t", title="T", short_title="T", citation="TS 1", text_status="draft", division=division,
        contents=contents, source=[],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["2", "3", "4", "5"], ["2 to 5"]),
        (["2", "3", "5", "6", "7"], ["2", "3", "5 to 7"]),
        (["11", "12"], ["11", "12"]),
        (["5", "3", "4"], ["3 to 5"]),
    ],
)
def test_runs_of_three_and_more(numbers: list[str], told: list[str]) -> None:
    assert runs_of(instrument(*map(str, range(1, 13))), numbers) == told


def test_the_list_tells_what_follows_what() -> None:
    assert runs_of(instrument("4", "4A", "5", "6"), ["4", "4A", "5"]) == ["4 to 5"]
    assert runs_of(instrument("4", "4A", "5", "6"), ["4", "5", "6"]) == ["4", "5", "6"]


def test_without_a_list_of_articles_their_numbers_tell_what_follows() -> None:
    assert told_articles(instrument(division="topic"), ["6.1", "6.2", "6.3", "6.5"]) == "topics 6.1 to 6.3 and 6.5"


def test_one_is_told_in_the_singular() -> None:
    assert told_articles(instrument("1", "2"), ["2"]) == "article 2"
