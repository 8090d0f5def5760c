"""How many articles and duties have each verdict, and how sure these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.statuses import CERTAINTY, VERDICT, Look
from gapcheck.wording.words import join, small


@dataclass(frozen=True)
class VerdictCount:
    """A verdict in words, and how many articles and duties have it."""

    verdict: str
    articles: int
    duties: int

    @property
    def look(self) -> Look:
        """How it looks."""
        return VERDICT[self.verdict]


def verdict_counts(articles: Sequence[ArticleRow], duties: Sequence[DutyRow]) -> tuple[VerdictCount, ...]:
    """The verdicts that an article or a duty has, the best first."""
    by_article, by_duty = [a.verdict for a in articles], [d.verdict for d in duties]
    counts = (VerdictCount(verdict, by_article.count(verdict), by_duty.count(verdict)) for verdict in VERDICT)
    return tuple(c for c in counts if c.articles or c.duties)


def certainty_counts(rows: Sequence[ArticleRow] | Sequence[DutyRow]) -> dict[str, int]:
    """How many are settled, rest on our view, or are contested; what has nothing to judge is not among them."""
    found = [row.certainty for row in rows]
    return {certainty: found.count(certainty) for certainty in CERTAINTY}


def certainty_in_words(articles: Sequence[ArticleRow], division: str) -> str:
    """``Of the 34 articles judged, 7 are settled, 26 rest on our working view, and 1 is contested.``"""
    counts = certainty_counts(articles)
    total = sum(counts.values())
    if not total:
        return ""
    parts = [
        f"{counts['settled']} {_verb(counts['settled'], 'is', 'are')} settled",
        f"{counts['view']} {_verb(counts['view'], 'rests', 'rest')} on our working view",
        f"{counts['open']} {_verb(counts['open'], 'is', 'are')} contested",
    ]
    return f"Of the {total} {division}{'' if total == 1 else 's'} judged, {join(parts)}."


def verdicts_in_words(counts: Sequence[VerdictCount]) -> str:
    """The articles by verdict in a few words: ``7 met, 10 likely met``."""
    return ", ".join(f"{c.articles} {small(c.verdict)}" for c in counts if c.articles)


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
