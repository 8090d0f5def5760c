"""How many sheets of paper the workbook takes, counted through an office program where there is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from support.office import Office, page_count, printed_text

MOST = {"budapest": (30, 2), "uncc": (39, 3)}
"""How many sheets the workbook and its sheet for a glance take."""


def test_the_whole_workbook_prints_on_few_sheets(
    shipped_workbook: Callable[..., bytes], office: Office, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.xlsx" for name in MOST]
    for file in files:
        file.write_bytes(shipped_workbook(file.stem, "2026-11-21", "2023-12-20"))
    for pdf in office.convert("pdf", tmp_path, *files):
        most, glance = MOST[pdf.stem]
        assert page_count(pdf) <= most, pdf.stem
        assert len(re.findall(r"Articles \(A4\), page", printed_text(pdf, "-layout"))) == glance, pdf.stem
