"""The answer of a report in one sentence: how many articles the law meets, falls short of, or leaves open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from gapcheck.engine.results import FULFILLED
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.statuses import GAP_STATUSES
from gapcheck.wording.words import join


def judged_articles(report: ReportRows) -> tuple[ArticleRow, ...]:
    """The articles that hold a duty."""
    return tuple(row for row in report.articles if row.status not in ("no_duty", "withheld"))


def standing(rows: Iterable[ArticleRow], statuses: Collection[str], certainty: str) -> tuple[ArticleRow, ...]:
    """Those of some statuses and one certainty."""
    return tuple(row for row in rows if row.status in statuses and row.certainty == certainty)


def answer_sentence(report: ReportRows) -> str:
    """``Of the 47 articles that hold a duty, New Zealand law meets 10, likely meets 17, ...``."""
    stand = [(row.status, row.certainty) for row in report.articles]
    return answer_in_words(report.assessment.law, report.assessment.instrument.division, stand)


def answer_in_words(law: str, division: str, stand: Iterable[tuple[str, str | None]]) -> str:
    """The same, from the status and the certainty of each article (or item)."""
    rows = [(status, certainty) for status, certainty in stand if status not in ("no_duty", "withheld")]
    told = [*_judged(rows), *_left(rows)]
    if not told:
        return f"No {division} holds a duty that can be judged."
    if len(rows) == 1:
        return f"Of the one {division} that holds a duty, {law} {join(told)}."
    return f"Of the {len(rows)} {division}s that hold a duty, {law} {join(told)}."


def _judged(rows: Sequence[tuple[str, str | None]]) -> list[str]:
    parts = [
        (FULFILLED, "settled", "meets {}"),
        (FULFILLED, "view", "likely meets {}"),
        (GAP_STATUSES, "settled", "falls short of {}"),
        (GAP_STATUSES, "view", "likely falls short of {}"),
    ]
    found = [(sum(s in statuses and c == sure for s, c in rows), words) for statuses, sure, words in parts]
    return [words.format(number) for number, words in found if number]


def _left(rows: Sequence[tuple[str, str | None]]) -> list[str]:
    left = [("unclear", "contested"), ("not_assessed", "not assessed")]
    found = [(sum(s == status for s, _ in rows), words) for status, words in left]
    return [f"leaves {number} {words}" for number, words in found if number]
