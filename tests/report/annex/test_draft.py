"""Ranges of articles: a run never goes over an article that is not in the analysis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gapcheck import Gapcheck
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import lines_of, plain
from gapcheck.report.annex.draft import runs_of, told_articles
from gapcheck.report.report import make_report


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["2", "3", "4", "5"], ["2 to 5"]),
        (["2", "3", "5", "6", "7"], ["2", "3", "5 to 7"]),
        (["11", "12"], ["11", "12"]),
    ],
)
def test_runs_of_three_and_more(bundled: Gapcheck, numbers: list[str], told: list[str]) -> None:
    assert runs_of(bundled.assess("budapest", "2026-11-21").instrument, numbers) == told


def test_without_a_list_of_articles_their_numbers_tell_what_follows(bundled: Gapcheck) -> None:
    draft = bundled.assess("uncc-draft-2023", "2023-12-20").instrument
    assert draft.contents == ()
    assert told_articles(draft, ["6.1", "6.2", "6.3", "6.5"]) == "topics 6.1 to 6.3 and 6.5"


def test_a_treaty_that_is_held_in_part_says_which_articles_are_not_in_the_analysis(bundled: Gapcheck) -> None:
    whole = bundled.assess("budapest", "2026-11-21")
    part = replace(whole, articles=tuple(a for a in whole.articles if a.article.article not in ("4", "30", "31", "32")))
    found = annex_of(make_report(part, "IN CONFIDENCE"))
    told = "\n".join(plain(line) for line in lines_of(found.summary.blocks))
    assert "Articles 4 and 30 to 32 of the treaty are not analysed here." in told
    assert "The analysis covers articles 1 to 3, 5 to 29 and 33 to 48." in told
    # A run that begins before a missing article ends there.
    assert "articles 2, 3 and 5 to 13" in told
