"""What the tests of reports share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

import gapcheck
from gapcheck.report.report import Report, make_report
from gapcheck.report.workbook import workbook_bytes

ShippedReport = Callable[..., Report]
ShippedWorkbook = Callable[..., bytes]


@pytest.fixture(scope="session")
def shipped_report() -> ShippedReport:
    """The report on an instrument that comes with gapcheck, as at a day, IN CONFIDENCE; each is made once for a run."""

    @cache
    def made(instrument: str, as_at: str, since: str | None) -> Report:
        return make_report(gapcheck.load().assess(instrument, as_at), "IN CONFIDENCE", since=since)

    # However it is asked for, it is the same.
    def report(instrument: str, as_at: str = "2026-11-21", since: str | None = None) -> Report:
        return made(instrument, as_at, since)

    return report


@pytest.fixture(scope="session")
def shipped_workbook(shipped_report: ShippedReport) -> ShippedWorkbook:
    """The workbook of such a report, written once for a run."""
    return cache(lambda instrument, as_at, since=None: workbook_bytes(shipped_report(instrument, as_at, since)))
