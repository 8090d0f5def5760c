"""The heat strip on the first sheet: a picture with its words, or a line that says that it is left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from support.annexes import small_report

from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.workbook import workbook_bytes
from gapcheck.report.workbook.strip_image import LEFT_OUT


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_it_stands_on_the_first_sheet_with_its_words(small_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    report = small_report(small_path)
    parts = parts_of(workbook_bytes(report))
    assert parts["xl/media/image1.png"].startswith(b"\x89PNG")
    assert b"drawing1.xml" in parts["xl/worksheets/_rels/sheet1.xml.rels"]
    assert f'descr="{strip_of(report).description}"'.encode() in parts["xl/drawings/drawing1.xml"]


def test_without_what_draws_it_a_line_says_so(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gapcheck.report.workbook.strip_image.can_draw_png", lambda: False)
    parts = parts_of(workbook_bytes(small_report(small_path)))
    assert "xl/media/image1.png" not in parts
    assert LEFT_OUT.encode() in parts["xl/sharedStrings.xml"]
