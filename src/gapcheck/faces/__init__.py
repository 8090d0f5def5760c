"""Results as people touch them: each is a plain value of a lower room, with what it can be shown as."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapcheck.faces.assessment import Assessment
    from gapcheck.faces.comparisons import Comparison, InstrumentComparison, Timeline, compare_assessments
    from gapcheck.faces.places import AssessedArticle, AssessedDuty, AssessedPlace, Duties
    from gapcheck.faces.question_list import Questions
    from gapcheck.faces.result_lists import AssessorComparisons, Relations, StatementComparisons

__all__ = [
    "AssessedArticle",
    "AssessedDuty",
    "AssessedPlace",
    "Assessment",
    "AssessorComparisons",
    "Comparison",
    "Duties",
    "InstrumentComparison",
    "Questions",
    "Relations",
    "StatementComparisons",
    "Timeline",
    "compare_assessments",
]

# Imported when first asked for: who assesses needs nothing of what compares.
_HOMES = {
    "AssessedArticle": "places",
    "AssessedDuty": "places",
    "AssessedPlace": "places",
    "Assessment": "assessment",
    "AssessorComparisons": "result_lists",
    "Comparison": "comparisons",
    "Duties": "places",
    "InstrumentComparison": "comparisons",
    "Questions": "question_list",
    "Relations": "result_lists",
    "StatementComparisons": "result_lists",
    "Timeline": "comparisons",
    "compare_assessments": "comparisons",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'gapcheck.faces' has no attribute {name!r}")
    return getattr(import_module(f"gapcheck.faces.{_HOMES[name]}"), name)
