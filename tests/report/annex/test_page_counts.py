"""How many pages an annex takes, as PDF and as Word printed by LibreOffice: what is longer is not read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.office import Office, page_count

from gapcheck.report.outputs import render
from gapcheck.report.report import Report

BEFORE, NOW = "2023-12-20", "2026-11-21"
MOST = [("budapest", BEFORE, 20), ("budapest", NOW, 20), ("uncc", NOW, 35), ("mandate-2023", NOW, 2)]


def _written(report: Report, form: str, folder: Path) -> Path:
    ((name, raw),) = render(report, [form]).items()
    (folder / name).write_bytes(raw)
    return folder / name


@pytest.mark.parametrize(("instrument", "day", "most"), MOST)
def test_the_pdf(shipped_report: Callable[..., Report], instrument: str, day: str, most: int, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    report = shipped_report(instrument, day, since=BEFORE if day == NOW else None)
    assert page_count(_written(report, "pdf", tmp_path)) <= most


def test_word(shipped_report: Callable[..., Report], office: Office, tmp_path: Path) -> None:
    """All of them are opened at one start of LibreOffice, which takes as long as opening two."""
    reports = [shipped_report(instrument, day, since=BEFORE if day == NOW else None) for instrument, day, _ in MOST]
    files = [_written(report, "docx", tmp_path) for report in reports]
    pdfs = office.convert("pdf", tmp_path, *files, environment=_fonts(tmp_path))
    counts = {file.name: page_count(pdf) for file, pdf in zip(files, pdfs, strict=True)}
    assert len(counts) == len(MOST)
    assert all(found <= most for found, (*_, most) in zip(counts.values(), MOST, strict=True)), counts


def _fonts(folder: Path) -> dict[str, str]:
    """Without Arial or a font of its widths, the condensed DejaVu, which is a little wider, stands in for it."""
    found = subprocess.run(["fc-match", "Arial"], capture_output=True, check=False, text=True).stdout
    if "DejaVu" not in found:
        return {}
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include><match target="pattern">'
        '<test qual="any" name="family"><string>Arial</string></test><edit name="family" mode="assign" '
        'binding="strong"><string>DejaVu Sans Condensed</string></edit></match></fontconfig>'
    )
    return {"FONTCONFIG_FILE": str(settings)}
