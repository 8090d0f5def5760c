"""A treaty that is held in part: what the annex says of the rest."""

from __future__ import annotations

from dataclasses import replace

from gapcheck import Gapcheck
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import lines_of, plain
from gapcheck.report.report import make_report


def test_a_treaty_that_is_held_in_part_says_which_articles_are_not_in_the_analysis(bundled: Gapcheck) -> None:
    whole = bundled.assess("budapest", "2026-11-21")
    part = replace(whole, articles=tuple(a for a in whole.articles if a.article.article not in ("4", "30", "31", "32")))
    found = annex_of(make_report(part, "IN CONFIDENCE"))
    told = "\n".join(plain(line) for line in lines_of(found.summary.blocks))
    assert "Articles 4 and 30 to 32 of the treaty are not analysed here." in told
    assert "The analysis covers articles 1 to 3, 5 to 29 and 33 to 48." in told
    # A run that begins before a missing article ends there.
    assert "articles 2, 3 and 5 to 13" in told
