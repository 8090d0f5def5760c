"""Short papers as PDF: tagged, steady, on one page, and text that stays text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.annexes import HOSTILE
from support.briefs import PAPER

from gapcheck.report.brief.content import brief_of
from gapcheck.report.paper.pdf import paper_as_pdf
from gapcheck.report.report import Report

pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")


def read(tool: str, raw: bytes, tmp_path: Path, *more: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    file = tmp_path / "paper.pdf"
    file.write_bytes(raw)
    return subprocess.run([tool, str(file), *more], capture_output=True, check=True, text=True).stdout


def test_it_is_pdf_ua_and_tagged() -> None:
    raw = paper_as_pdf(PAPER)
    assert b"/StructTreeRoot" in raw
    assert b"pdfuaid:part" in raw
    assert paper_as_pdf(PAPER) == raw


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    # A long text is broken over lines wherever it may be.
    shown = "".join(read("pdftotext", paper_as_pdf(PAPER), tmp_path, "-").split())
    for hostile in HOSTILE:
        assert "".join(hostile.split()) in shown
    assert shown.count("INCONFIDENCE") == 2


@pytest.mark.parametrize("instrument", ["budapest", "uncc", "second-protocol"])
def test_a_brief_is_one_page(shipped_report: Callable[..., Report], instrument: str, tmp_path: Path) -> None:
    paper = brief_of(shipped_report(instrument, "2026-11-28"))
    assert "Pages:           1\n" in read("pdfinfo", paper_as_pdf(paper), tmp_path)
