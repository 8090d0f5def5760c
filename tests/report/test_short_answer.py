"""The answer in a sentence, and the lines under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.golden_files import small_assessment
from support.reviews import AS_AT, entry

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.page.days import days_of
from gapcheck.report.report import make_report
from gapcheck.report.short_answer import answer_sentence, short_answer
from gapcheck.review.reviews_folder import Reviews

MET, LIKELY, GAP = ("met", "settled"), ("met_with_reservation", "view"), ("partial", "view")
OPEN, UNKNOWN, NONE = ("unclear", "open"), ("not_assessed", None), ("no_duty", None)


@pytest.mark.parametrize(
    ("stand", "told"),
    [
        ([MET], "Of the 1 article judged, the law meets 1; none is a gap."),
        ([MET, LIKELY, NONE], "Of the 2 articles judged, the law meets 1 and likely meets 1; none is a gap."),
        ([GAP, GAP], "Of the 2 articles judged, the law meets none outright; 2 are gaps."),
        ([MET, OPEN], "Of the 2 articles judged, the law meets 1; none is a gap and 1 is contested."),
        ([MET, UNKNOWN], "Of the 1 article judged, the law meets 1; none is a gap. 1 more is not assessed."),
        ([MET, UNKNOWN, UNKNOWN], "Of the 1 article judged, the law meets 1; none is a gap. 2 more are not assessed."),
        ([NONE], "No article of this instrument asks anything that can be judged."),
        ([UNKNOWN], "No article of this instrument has been judged; 1 is not assessed."),
    ],
)
def test_the_sentence(stand: list[tuple[str, str | None]], told: str) -> None:
    assert answer_sentence("the law", "article", stand) == told


def test_each_day_of_the_page_has_the_sentence_and_the_last_is_that_of_the_report(small_path: Path) -> None:
    report = make_report(small_assessment(small_path), "IN CONFIDENCE", since="2012-01-01")
    days = days_of(report)
    assert len(days.sentences) == len(days.days)
    assert days.sentences[-1] == short_answer(report).sentence
    assert len(set(days.sentences)) > 1


def test_who_disagrees_is_told_among_the_lines(reviewed: Catalogue) -> None:
    reviews = Reviews((entry(reviewed, "model:2", "disagrees", reason="Deletion is within section 5."),))
    told = dict(short_answer(Gapcheck(reviewed).assess("model", AS_AT, reviews=reviews).report("IN CONFIDENCE")).lines)
    assert "disagrees with the verdict on art 2 (met): Deletion is within section 5." in told["Reviews"]
    assert "Reviews" not in dict(short_answer(Gapcheck(reviewed).assess("model", AS_AT).report("X")).lines)
