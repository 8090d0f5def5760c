"""An assessment as a list: a line for each duty, with the verdict on it and the law that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.engine.sensitivity import Sensitivity
from gapcheck.explain.cited_rules import citations
from gapcheck.explain.suspect_sentences import suspect_sentences
from gapcheck.model.question import Question
from gapcheck.wording.citation import merge_citations


@dataclass(frozen=True)
class VerdictLine:
    """A duty of an article; of an article that has none, the article alone.

    ``verdict`` says too where the duty does not bind and where the law that answers it is called in question; ``law``
    are citations, and ``turns_on`` titles of questions, each put into one text.
    """

    article: ArticleResult
    article_verdict: str
    duty: DutyResult | None = None
    verdict: str = ""
    law: str = ""
    turns_on: str = ""

    @property
    def pinpoint(self) -> str:
        """The duty within its treaty: ``16(1)``."""
        return "" if self.duty is None else self.duty.full.duty.id


def verdict_lines(assessment: InstrumentResult) -> Iterator[VerdictLine]:
    """A line for each duty of each article, and one for an article without duties."""
    sensitivity = assessment.sensitivity
    for article in assessment.articles:
        verdict = sensitivity.in_words(article)
        if not article.duties:
            yield VerdictLine(article, verdict)
        for duty in article.duties:
            force = "" if duty.binding or duty.status == "no_duty" else f" ({duty.full.duty.force}, not binding)"
            suspect = ", suspect" if suspect_sentences(assessment, duty) else ""
            own = f"{sensitivity.in_words(duty)}{force}{suspect}"
            turns = "; ".join(question.title for question in turning_on(sensitivity, duty))
            yield VerdictLine(article, verdict, duty, own, "; ".join(merge_citations(citations(duty))), turns)


def turning_on(sensitivity: Sensitivity, duty: DutyResult) -> tuple[Question, ...]:
    """The questions that a reader has to know of: those that the status depends on, or all where none decides it."""
    return sensitivity.least(duty) or sensitivity.of_duty(duty)
