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

    ``verdict`` is that on the duty, ``force`` what it is where it does not bind, ``suspect`` what calls the law that
    answers it in question; ``law`` are citations, and ``questions`` all on which the verdict turns.
    """

    article: ArticleResult
    article_verdict: str
    duty: DutyResult | None = None
    verdict: str = ""
    force: str = ""
    suspect: tuple[str, ...] = ()
    law: str = ""
    questions: tuple[Question, ...] = ()

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
            yield VerdictLine(
                article,
                verdict,
                duty,
                sensitivity.in_words(duty),
                "" if duty.binding or duty.status == "no_duty" else duty.full.duty.force,
                suspect_sentences(assessment, duty),
                "; ".join(merge_citations(citations(duty))),
                questions_in_order(sensitivity, duty),
            )


def questions_in_order(sensitivity: Sensitivity, place: DutyResult | ArticleResult) -> tuple[Question, ...]:
    """The questions that a duty or an article turns on; first those on which its status depends, or that are open."""
    bearing = sensitivity.of_duty(place) if isinstance(place, DutyResult) else sensitivity.of_article(place)
    found = (*sensitivity.least(place), *sorted(bearing, key=lambda question: question.view != "open"))
    return tuple({question.id: question for question in found}.values())


def turning_on(sensitivity: Sensitivity, duty: DutyResult) -> tuple[Question, ...]:
    """The questions that a reader has to know of: those that the status depends on, or all where none decides it."""
    return sensitivity.least(duty) or sensitivity.of_duty(duty)
