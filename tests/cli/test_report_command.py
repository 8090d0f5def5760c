"""``gapcheck report``: what is told beside the paths of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gapcheck.cli import main
from gapcheck.cli.report_command import WITH_PICTURES
from gapcheck.report.outputs import known_formats

ASKED = ("report", "model", "--as-at", "2026-01-01", "--classification", "UNCLASSIFIED")


@pytest.mark.parametrize(
    ("formats", "drawn", "told"),
    [("xlsx", False, True), ("docx,md", False, True), ("md,html", False, False), ("xlsx", True, False)],
)
def test_that_pictures_are_left_out_is_told(
    small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: str, drawn: bool, told: bool
) -> None:
    for user in ("pictures.raster", "workbook.strip_image", "annex.word_xml"):
        monkeypatch.setattr(f"gapcheck.report.{user}.can_draw_png", lambda: drawn)
    asked = (*ASKED, "--data", str(small_path), "--formats", formats, "--out", str(tmp_path / "out"))
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0
    assert ("note: pictures are told in words" in result.stderr) is told
    assert "note:" not in result.stdout


def test_formats_with_pictures_are_formats() -> None:
    assert known_formats(tuple(WITH_PICTURES))
