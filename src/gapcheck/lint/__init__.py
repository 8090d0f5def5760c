"""The lint: findings on a catalogue that is consistent. What is inconsistent is told by
:mod:`gapcheck.catalogue.checks`.

Each module holds the lints of one subject; :data:`RULES` says what every code means, how grave it is, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.citations import lint_citations
from gapcheck.lint.contents import lint_contents
from gapcheck.lint.finding import LintFinding
from gapcheck.lint.intervals import lint_intervals
from gapcheck.lint.penalties import lint_penalties
from gapcheck.lint.questions import lint_questions
from gapcheck.lint.rules import LEVELS, RULES, Level, LintRule
from gapcheck.lint.sections import lint_sections
from gapcheck.lint.sources import lint_sources
from gapcheck.lint.surveys import lint_surveys
from gapcheck.lint.text_age import lint_text_age
from gapcheck.lint.usage import lint_usage
from gapcheck.natural_order import natural_key

__all__ = ["LEVELS", "RULES", "Level", "LintFinding", "LintRule", "lint"]

LINTS: tuple[Callable[[Catalogue], Iterator[LintFinding]], ...] = (
    lint_sources,
    lint_text_age,
    lint_surveys,
    lint_usage,
    lint_contents,
    lint_intervals,
    lint_sections,
    lint_penalties,
    lint_citations,
    lint_questions,
)


def lint(catalogue: Catalogue) -> tuple[LintFinding, ...]:
    """Every finding on a catalogue, in the order of files and lines."""
    findings = {finding for run in LINTS for finding in run(catalogue)}
    return tuple(sorted(findings, key=lambda f: (f.file, f.line, natural_key(f.key), f.code, f.message)))
