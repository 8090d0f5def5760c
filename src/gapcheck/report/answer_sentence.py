"""The answer of a report in one sentence: how many articles the law meets, falls short of, or leaves open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from gapcheck.engine.results import FULFILLED
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.wording.words import join

SHORT: frozenset[str] = frozenset({"partial", "unmet"})
"""The statuses of an article that the law falls short of."""


def judged_articles(report: ReportRows) -> tuple[ArticleRow, ...]:
    """The articles that hold a duty."""
    return tuple(row for row in report.articles if row.status not in ("no_duty", "withheld"))


def standing(rows: Iterable[ArticleRow], statuses: Collection[str], certainty: str) -> tuple[ArticleRow, ...]:
    """Those of some statuses and one certainty."""
    return tuple(row for row in rows if row.status in statuses and row.certainty == certainty)


def answer_sentence(report: ReportRows) -> str:
    """``Of the 47 articles that hold a duty, New Zealand law meets 10, likely meets 17, ...``."""
    rows, division = judged_articles(report), report.assessment.instrument.division
    told = [*_judged(rows), *_left(rows)]
    if not told:
        return f"No {division} holds a duty that can be judged."
    if len(rows) == 1:
        return f"Of the one {division} that holds a duty, {report.assessment.law} {join(told)}."
    return f"Of the {len(rows)} {division}s that hold a duty, {report.assessment.law} {join(told)}."


def _judged(rows: Sequence[ArticleRow]) -> list[str]:
    parts = [
        (standing(rows, FULFILLED, "settled"), "meets {}"),
        (standing(rows, FULFILLED, "view"), "likely meets {}"),
        (standing(rows, SHORT, "settled"), "falls short of {}"),
        (standing(rows, SHORT, "view"), "likely falls short of {}"),
    ]
    return [words.format(len(found)) for found, words in parts if found]


def _left(rows: Sequence[ArticleRow]) -> list[str]:
    left = [(standing(rows, ["unclear"], "open"), "contested")]
    left += [(tuple(row for row in rows if row.status == "not_assessed"), "not assessed")]
    return [f"leaves {len(found)} {words}" for found, words in left if found]
