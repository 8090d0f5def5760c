"""Articles in a few words."""

from __future__ import annotations

import pytest

from gapcheck.model.treaty import Division
from gapcheck.report.article_lists import articles_in_short


@pytest.mark.parametrize(
    ("division", "numbers", "told"),
    [
        ("article", [], ""),
        ("article", ["2"], "art 2"),
        ("article", ["2", "3"], "arts 2 and 3"),
        ("article", ["2", "3", "4", "9", "9"], "arts 2–4 and 9"),
        # A range never runs over a number that is not listed.
        ("article", ["2", "4", "5", "6"], "arts 2 and 4–6"),
        ("article", ["9A", "10"], "arts 9A and 10"),
        ("item", ["6.1", "6.2", "6.3"], "items 6.1, 6.2 and 6.3"),
        ("paragraph", ["1", "2"], "paras 1 and 2"),
    ],
)
def test_runs_of_three_and_more_are_told_together(division: Division, numbers: list[str], told: str) -> None:
    assert articles_in_short(division, numbers) == told
