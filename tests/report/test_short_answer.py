"""The answer in a sentence, and the lines under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.golden_files import small_assessment
from support.reviews import AS_AT, entry

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.answer_sentence import answer_in_words
from gapcheck.report.page.days import days_of
from gapcheck.report.report import make_report
from gapcheck.report.short_answer import short_answer
from gapcheck.review.reviews_folder import Reviews

MET, LIKELY, GAP = ("met", "settled"), ("met_with_reservation", "view"), ("partial", "view")
OPEN, UNKNOWN, NONE = ("unclear", "open"), ("not_assessed", None), ("no_duty", None)


@pytest.mark.parametrize(
    ("stand", "told"),
    [
        ([MET], "Of the one article that holds a duty, the law meets 1."),
        ([MET, LIKELY, NONE], "Of the 2 articles that hold a duty, the law meets 1 and likely meets 1."),
        ([GAP, GAP], "Of the 2 articles that hold a duty, the law likely falls short of 2."),
        ([MET, OPEN], "Of the 2 articles that hold a duty, the law meets 1 and leaves 1 contested."),
        ([MET, UNKNOWN], "Of the 2 articles that hold a duty, the law meets 1 and leaves 1 not assessed."),
        ([NONE], "No article holds a duty that can be judged."),
        ([UNKNOWN], "Of the one article that holds a duty, the law leaves 1 not assessed."),
    ],
)
def test_the_sentence(stand: list[tuple[str, str | None]], told: str) -> None:
    assert answer_in_words("the law", "article", stand) == told


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
