"""Results as people touch them: each is a plain value of a lower room, with what it can be shown as."""

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
