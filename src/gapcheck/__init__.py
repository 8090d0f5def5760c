"""Which obligations of a treaty the law of a State meets, on any date, with the reason and the citation.

>>> import gapcheck
>>> assessment = gapcheck.load().assess("budapest", as_at="2023-12-20")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck, assess, compare, load, load_states
    from gapcheck.batch.assess_many import ManyAssessments, assess_many, stream_many
    from gapcheck.batch.job import Job
    from gapcheck.batch.light_rows import LightRow
    from gapcheck.batch.task import JobError
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.catalogue.search import Match, Matches
    from gapcheck.change.reform import ReformError
    from gapcheck.engine.results import Certainty, Status
    from gapcheck.errors import DataError, GapcheckError, Problem, UnknownIdError, UsageError
    from gapcheck.explain.explanation import Explanation
    from gapcheck.faces import (
        AssessedArticle,
        AssessedDuty,
        Assessment,
        AssessorComparisons,
        Comparison,
        Duties,
        InstrumentComparison,
        Questions,
        Relations,
        StatementComparisons,
        Timeline,
    )
    from gapcheck.faces.law_book import ActLaw, RuleList
    from gapcheck.faces.repairs import Hindcast, Plan
    from gapcheck.model.position import Reading
    from gapcheck.report.report import Report
    from gapcheck.report.svg_image import SvgImage

__version__ = "0.3.0"

__all__ = [
    "ActLaw",
    "AssessedArticle",
    "AssessedDuty",
    "Assessment",
    "AssessorComparisons",
    "Catalogue",
    "Certainty",
    "Comparison",
    "DataError",
    "Duties",
    "Explanation",
    "Gapcheck",
    "GapcheckError",
    "Hindcast",
    "InstrumentComparison",
    "Job",
    "JobError",
    "LightRow",
    "ManyAssessments",
    "Match",
    "Matches",
    "Plan",
    "Problem",
    "Questions",
    "Reading",
    "ReformError",
    "Relations",
    "Report",
    "RuleList",
    "StatementComparisons",
    "Status",
    "SvgImage",
    "Timeline",
    "UnknownIdError",
    "UsageError",
    "__version__",
    "assess",
    "assess_many",
    "compare",
    "load",
    "load_states",
    "stream_many",
]

# Everything is imported when it is first asked for, so that `import gapcheck` costs next to nothing.
_HOMES = {
    "ActLaw": "gapcheck.faces.law_book",
    "AssessedArticle": "gapcheck.faces",
    "AssessedDuty": "gapcheck.faces",
    "Assessment": "gapcheck.faces",
    "AssessorComparisons": "gapcheck.faces",
    "Catalogue": "gapcheck.catalogue.catalogue",
    "Certainty": "gapcheck.engine.results",
    "Comparison": "gapcheck.faces",
    "DataError": "gapcheck.errors",
    "Duties": "gapcheck.faces",
    "Explanation": "gapcheck.explain.explanation",
    "Gapcheck": "gapcheck.api",
    "GapcheckError": "gapcheck.errors",
    "Hindcast": "gapcheck.faces.repairs",
    "InstrumentComparison": "gapcheck.faces",
    "Match": "gapcheck.catalogue.search",
    "Matches": "gapcheck.catalogue.search",
    "SvgImage": "gapcheck.report.svg_image",
    "Plan": "gapcheck.faces.repairs",
    "Problem": "gapcheck.errors",
    "Questions": "gapcheck.faces",
    "Reading": "gapcheck.model.position",
    "ReformError": "gapcheck.change.reform",
    "Relations": "gapcheck.faces",
    "Report": "gapcheck.report.report",
    "RuleList": "gapcheck.faces.law_book",
    "StatementComparisons": "gapcheck.faces",
    "Status": "gapcheck.engine.results",
    "Timeline": "gapcheck.faces",
    "UnknownIdError": "gapcheck.errors",
    "UsageError": "gapcheck.errors",
    "assess": "gapcheck.api",
    "compare": "gapcheck.api",
    "load": "gapcheck.api",
    "Job": "gapcheck.batch.job",
    "JobError": "gapcheck.batch.task",
    "LightRow": "gapcheck.batch.light_rows",
    "ManyAssessments": "gapcheck.batch.assess_many",
    "assess_many": "gapcheck.batch.assess_many",
    "stream_many": "gapcheck.batch.assess_many",
    "load_states": "gapcheck.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'gapcheck' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
