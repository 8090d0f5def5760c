"""Rows of articles, with the number of their duties of each status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gapcheck.engine.results import InstrumentResult


@dataclass(frozen=True)
class ArticleRow:
    """One article with the number of its duties of each status."""

    article: str
    heading: str
    chapter: str
    status: str
    low: str
    high: str
    duties: Mapping[str, int]


def article_rows(assessment: InstrumentResult) -> tuple[ArticleRow, ...]:
    """One row for each article, in the order of the instrument."""
    rows = []
    for result in assessment.articles:
        article, statuses = result.article, [d.status for d in result.duties]
        counts: dict[str, int] = {status: statuses.count(status) for status in assessment.statuses}
        low, high = result.low, result.high
        rows.append(ArticleRow(article.article, article.heading, article.chapter, result.status, low, high, counts))
    return tuple(rows)
