"""The laws of design 2.5: the settings of every property test on random catalogues, and what two assessments say of
each other.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, event, settings

from gapcheck.engine.results import RANK, ArticleResult, DutyResult
from gapcheck.faces import Assessment

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
TIMES = {"ci": 0.25, "explore": 5.0, "few": 0.1}
"""How many examples each profile draws, as against the number that a test names."""


def use_profile() -> None:
    """The profile of a run: ``ci`` draws the same examples every time, and a quarter of those that a test names, so
    that people run it; ``HYPOTHESIS_PROFILE=explore`` draws new ones, twenty times as many, and keeps those that fail;
    ``few`` draws few of those of ``ci``, for mutants and for coverage.
    """
    settings.register_profile("ci", derandomize=True, deadline=None, database=None, max_examples=50)
    settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
    settings.register_profile("few", settings.get_profile("ci"), max_examples=100)
    settings.load_profile(PROFILE)


def law(examples: int) -> settings:
    """The settings of a property test over whole catalogues."""
    return settings(
        max_examples=round(examples * TIMES[PROFILE]),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )


def results(assessment: Assessment) -> dict[str, ArticleResult | DutyResult]:
    """Every article and every duty that is judged, by name."""
    found: dict[str, ArticleResult | DutyResult] = {d.id: d for d in assessment.duties}
    found |= {f"article {a.article.article}": a for a in assessment.articles}
    return {name: one for name, one in found.items() if one.status != "no_duty"}


def ranks(assessment: Assessment) -> dict[str, tuple[int, int]]:
    """Both ends of every article and duty."""
    return {name: (RANK[one.low], RANK[one.high]) for name, one in results(assessment).items()}


def cell_ranks(assessment: Assessment) -> dict[tuple[str, str], tuple[int, int]]:
    """Both ends of every cell."""
    return {(d.id, str(n)): (c.low, c.high) for d in assessment.duties for n, c in enumerate(d.cells)}


def assert_not_lower(after: Assessment, before: Assessment) -> None:
    """No end of any article, duty or cell is lower after than before, and nothing assessed is no longer assessed."""
    for measure in (ranks, cell_ranks):
        lower, upper = measure(before), measure(after)
        assert lower.keys() == upper.keys()
        for name, (low, high) in lower.items():
            assert upper[name][0] >= low, (name, "low")
            assert upper[name][1] >= high, (name, "high")
    was, now = results(before), results(after)
    assert not [d.id for d in before.duties if d.id in was and was[d.id].status == "met" != now[d.id].status]
    event("raised something" if ranks(after) != ranks(before) else "changed no status")
