"""What the tests of reports share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

import gapcheck
from gapcheck.report.report import Report, make_report

ShippedReport = Callable[..., Report]


@pytest.fixture(scope="session")
def shipped_report() -> ShippedReport:
    """The report on an instrument that comes with gapcheck, as at a day, IN CONFIDENCE; each is made once for a run."""

    @cache
    def made(instrument: str, as_at: str = "2026-11-21", since: str | None = None) -> Report:
        return make_report(gapcheck.load().assess(instrument, as_at), "IN CONFIDENCE", since=since)

    return made
