"""Duties that are judged although nobody recorded where they looked, or before rules were written down."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, finding
from gapcheck.model.treaty import JUDGED


def lint_surveys(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Duties without a survey, surveys of nothing, and surveys of Acts of which no rule is on record."""
    written = {entry.act.id for entry in catalogue.rules}
    for key, full in catalogue.duties.items():
        survey = full.duty.survey
        # One that follows others rests on what was looked through for these.
        if full.duty.force not in JUDGED or full.follows:
            continue
        expected = "a survey that names what was looked through"
        if survey is None:
            yield finding(catalogue, "unsurveyed", key, "the duty is judged, but has no survey", expected)
        elif not survey.acts:
            yield finding(catalogue, "survey-without-acts", key, "the survey names no Act", expected)
        elif written.isdisjoint(survey.acts) and not catalogue.instruments[full.instrument].answered_by:
            message = f"no rule is on record of what the survey names ({', '.join(sorted(survey.acts))})"
            yield finding(catalogue, "survey-before-rules", key, message, "the rules of these Acts first")
