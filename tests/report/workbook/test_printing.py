"""How many sheets of paper the workbook takes, counted through an office program where there is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.office import Office, page_count, printed_text

from gapcheck.report.report import Report


def pages(report: Report, office: Office, folder: Path) -> tuple[int, str]:
    """The number of pages of the workbook as a PDF, and its text."""
    path = report.to_excel(folder / "matrix.xlsx")
    (pdf,) = office.convert("pdf", folder, path)
    return page_count(pdf), printed_text(pdf, "-layout")


@pytest.mark.parametrize(("instrument", "most", "glance"), [("budapest", 30, 2), ("uncc", 39, 3)])
def test_the_whole_workbook_prints_on_few_sheets(
    shipped_report: Callable[..., Report], office: Office, tmp_path: Path, instrument: str, most: int, glance: int
) -> None:
    number, text = pages(shipped_report(instrument, since="2023-12-20"), office, tmp_path)
    assert number <= most
    assert len(re.findall(r"Articles \(A4\), page", text)) == glance
