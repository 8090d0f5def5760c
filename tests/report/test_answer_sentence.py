"""The answer in one sentence, the same in every output."""

from __future__ import annotations

import re

from support.briefs import report_of

from gapcheck import Gapcheck
from gapcheck.report.answer_sentence import answer_sentence, judged_articles, standing
from gapcheck.report.brief.tally import Tally
from gapcheck.report.short_answer import short_answer
from gapcheck.report.statuses import GAP_STATUSES


def test_every_article_that_holds_a_duty_is_counted_once(small: Gapcheck) -> None:
    report = report_of(small.catalogue)
    total, *parts = [int(n) for n in re.findall(r"\d+", answer_sentence(report))]
    assert total == len(judged_articles(report)) == sum(parts)


def test_page_workbook_and_brief_tell_the_same(small: Gapcheck) -> None:
    report = report_of(small.catalogue)
    told = answer_sentence(report)
    assert short_answer(report).sentence == told
    assert re.sub(r" \(arts? [^)]*\)", "", Tally(report).sentence) == told


def test_what_stands_is_asked_by_status_and_certainty(small: Gapcheck) -> None:
    rows = judged_articles(report_of(small.catalogue))
    short = standing(rows, GAP_STATUSES, "settled")
    assert short
    assert all(row.is_gap and row.certainty == "settled" for row in short)
    assert standing(rows, (), "settled") == ()
