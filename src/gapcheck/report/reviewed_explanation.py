"""An explanation with what reviewers said of what it explains."""

from __future__ import annotations

from dataclasses import replace

from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.explanation import Explanation
from gapcheck.explain.passage import Passage
from gapcheck.report.rows.reviews import said_of_article
from gapcheck.review.answers import computed_state
from gapcheck.review.reviews_folder import Reviews

HEADING = "What reviewers say"


def with_reviews_told(assessment: InstrumentResult, reviews: Reviews, explanation: Explanation) -> Explanation:
    """The explanation with a passage on reviews, where there are any of its duties or of what they turn on."""
    state = computed_state(assessment, reviews)
    told = said_of_article(state, assessment, (link.id for link in explanation.duties))
    return replace(explanation, passages=(*explanation.passages, Passage(HEADING, told))) if told else explanation
