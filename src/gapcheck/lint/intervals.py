"""Intervals of rules held against the Acts that are said to have brought them into force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, on_rule
from gapcheck.model.law import RuleEntry

_CITED = re.compile(r"\b(Act|Order|Regulations)(?: \(No \d+\))? ((?:1[89]|20)\d\d)\b")
_TITLE_YEAR = re.compile(r"\b((?:1[89]|20)\d\d)$")


def lint_intervals(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Rules whose dates contradict the years of Acts, and rules with gaps."""
    for entry in catalogue.rules:
        yield from _years(catalogue, entry)
    for former, entry in pairwise(catalogue.rules):
        end, start = former.rule.in_force.end, entry.rule.in_force.start
        if former.key == entry.key and end is not None and end < start:
            message = f"the rule does not hold from {end} to {start}"
            yield on_rule(
                catalogue, "interval-gap", entry, message, "intervals that meet, unless it was repealed in between"
            )


def _years(catalogue: Catalogue, entry: RuleEntry) -> Iterator[LintFinding]:
    interval = entry.rule.in_force
    cited = [(found[1], int(found[2])) for found in _CITED.finditer(interval.by or "")]
    if any(year > interval.start.year for _, year in cited):
        message = f"the rule begins on {interval.start}, but is said to be brought into force by {interval.by!r}"
        yield on_rule(catalogue, "act-after-commencement", entry, message, "a date in the year of that Act or later")
    assent = {year for word, year in cited if word == "Act"}
    if interval.enacted and assent and interval.enacted.year not in assent:
        message = f"enacted on {interval.enacted}, but by {interval.by!r}"
        yield on_rule(catalogue, "enacted-year", entry, message, f"a date in {' or '.join(map(str, sorted(assent)))}")
    own = _TITLE_YEAR.search(entry.act.title)
    if own and interval.start.year < int(own[1]):
        message = f"the rule begins on {interval.start}, before the year of the {entry.act.title}"
        yield on_rule(
            catalogue, "rule-before-its-act", entry, message, f"a date in {own[1]} or later, or the earlier Act"
        )
