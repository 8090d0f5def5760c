"""Rows of articles, with the number of their duties of each status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.report.rows.questions import QuestionMention, mentioned
from gapcheck.report.statuses import is_gap


@dataclass(frozen=True)
class ArticleRow:
    """One article: how it stands, the questions that it turns on, and the number of its duties of each status.

    ``verdict`` is the status in words with how sure it is: ``Likely met``.
    """

    article: str
    heading: str
    chapter: str
    status: str
    certainty: str
    low: str
    view_low: str
    view_high: str
    high: str
    verdict: str
    questions: tuple[QuestionMention, ...]
    duties: Mapping[str, int]

    @property
    def is_gap(self) -> bool:
        """Whether it is a gap: an article is judged over its binding duties alone."""
        return is_gap(self.status)


def article_rows(assessment: InstrumentResult) -> tuple[ArticleRow, ...]:
    """One row for each article, in the order of the instrument."""
    rows = []
    for result in assessment.articles:
        article, statuses = result.article, [d.status for d in result.duties]
        counts: dict[str, int] = {status: statuses.count(status) for status in assessment.statuses}
        row = ArticleRow(
            article=article.article,
            heading=article.heading,
            chapter=article.chapter,
            status=result.status,
            certainty=result.certainty or "",
            **result.verdict.ends._asdict(),
            verdict=assessment.sensitivity.in_words(result),
            questions=mentioned(assessment.sensitivity, result),
            duties=FrozenMapping(counts),
        )
        rows.append(row)
    return tuple(rows)
