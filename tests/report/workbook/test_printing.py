"""How many sheets of paper the workbook takes, counted through an office program where there is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from support.office import Office, page_count, printed_text

from gapcheck.report.report import Report

MOST = {"budapest": (30, 2), "uncc": (39, 3)}
"""How many sheets the workbook and its sheet for a glance take."""


def test_the_whole_workbook_prints_on_few_sheets(
    shipped_report: Callable[..., Report], office: Office, tmp_path: Path
) -> None:
    files = [shipped_report(name, since="2023-12-20").to_excel(tmp_path / f"{name}.xlsx") for name in MOST]
    for pdf in office.convert("pdf", tmp_path, *files):
        most, glance = MOST[pdf.stem]
        assert page_count(pdf) <= most, pdf.stem
        assert len(re.findall(r"Articles \(A4\), page", printed_text(pdf, "-layout"))) == glance, pdf.stem
