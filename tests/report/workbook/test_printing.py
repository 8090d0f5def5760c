"""How many sheets of paper the workbook takes, counted through an office program where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support.assessing import assess

from gapcheck.catalogue.loading import load
from gapcheck.report.report import make_report

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None or shutil.which("pdfinfo") is None, reason="soffice or pdfinfo is not installed"
)


def pages(instrument: str, folder: Path) -> tuple[int, str]:
    """The number of pages of the workbook as a PDF, and its text."""
    report = make_report(assess(load(), instrument, "2026-11-21"), "IN CONFIDENCE", since="2023-12-20")
    path = report.to_excel(folder / "matrix.xlsx")
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pdf = path.with_suffix(".pdf")
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", told)[0]), text


@pytest.mark.parametrize(("instrument", "most", "glance"), [("budapest", 37, 2), ("uncc", 60, 3)])
def test_the_whole_workbook_prints_on_few_sheets(tmp_path: Path, instrument: str, most: int, glance: int) -> None:
    number, text = pages(instrument, tmp_path)
    assert number <= most
    assert len(re.findall(r"Articles \(A4\), page", text)) == glance
