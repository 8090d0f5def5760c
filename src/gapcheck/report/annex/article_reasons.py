"""Why an article stands as it does, and what would change it: one text for the article, its duties merged."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import ArticleResult
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, readable


def reasons(draft: Draft, result: ArticleResult) -> Iterator[Part]:
    """The reasons."""
    rows = [row for row in draft.report.duties if row.article == result.article.article and row.binding]
    every = dict.fromkeys(readable(reason) for row in rows for reason in row.gap.reasons if not row.status.startswith("met"))
    yield from list(every)[:3]
