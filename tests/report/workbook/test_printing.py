"""How many sheets of paper the workbook takes, counted through an office program where there is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.assessing import assess
from support.office import Office, page_count, printed_text

from gapcheck.catalogue.loading import load
from gapcheck.report.report import make_report


def pages(instrument: str, office: Office, folder: Path) -> tuple[int, str]:
    """The number of pages of the workbook as a PDF, and its text."""
    report = make_report(assess(load(), instrument, "2026-11-21"), "IN CONFIDENCE", since="2023-12-20")
    path = report.to_excel(folder / "matrix.xlsx")
    (pdf,) = office.convert("pdf", folder, path)
    return page_count(pdf), printed_text(pdf, "-layout")


@pytest.mark.parametrize(("instrument", "most", "glance"), [("budapest", 37, 2), ("uncc", 60, 3)])
def test_the_whole_workbook_prints_on_few_sheets(
    office: Office, tmp_path: Path, instrument: str, most: int, glance: int
) -> None:
    number, text = pages(instrument, office, tmp_path)
    assert number <= most
    assert len(re.findall(r"Articles \(A4\), page", text)) == glance
