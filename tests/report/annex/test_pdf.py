"""The annex as PDF: tagged, steady, with text that stays text."""

from __future__ import annotations

import builtins
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.annexes import CONTEXT, HOSTILE, SECRET, hostile_context, small_annex, small_report

from gapcheck.errors import UsageError
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import AnnexParagraph, plain
from gapcheck.report.annex.pdf import pdf_bytes


def text_of(raw: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "annex.pdf"
    file.write_bytes(raw)
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def pdf(small_path: Path) -> bytes:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    return pdf_bytes(small_annex(small_path, CONTEXT))


def test_each_page_has_the_marking_twice_and_says_what_it_is(pdf: bytes, tmp_path: Path) -> None:
    pages = text_of(pdf, tmp_path).rstrip("\f").split("\f")
    assert len(pages) > 3
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert (lines[0], lines[-1]) == ("IN CONFIDENCE", "IN CONFIDENCE")
        assert "law as at 1 June 2019. Internal copy." in lines[-2]


def test_every_text_of_the_content_is_shown(pdf: bytes, small_path: Path, tmp_path: Path) -> None:
    shown = "".join(text_of(pdf, tmp_path).split())
    document = annex_of(small_report(small_path, CONTEXT))
    for note in document.notes:
        assert "".join(f"{note.needs}; from {note.asked_of}".split()) in shown
    paragraphs = [
        b
        for part in document.parts
        for b in part.blocks
        if isinstance(b, AnnexParagraph) and not any(p.notes for p in b.line)
    ]
    assert len(paragraphs) > 5
    for paragraph in paragraphs:
        assert "".join(plain(paragraph.line).split())[:40] in shown


def test_it_is_pdf_ua_and_tagged(pdf: bytes) -> None:
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid:part" in pdf


def test_macrons_are_right(pdf: bytes, tmp_path: Path) -> None:
    assert "Māori" in text_of(pdf, tmp_path)


@pytest.mark.usefixtures("loaded_anew")
def test_the_same_content_gives_the_same_bytes(pdf: bytes, small_path: Path) -> None:
    assert pdf_bytes(small_annex(small_path, CONTEXT)) == pdf


def test_hostile_text_stays_text(small_path: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    shown = " ".join(text_of(pdf_bytes(small_annex(small_path, hostile_context())), tmp_path).split())
    for hostile in HOSTILE:
        assert hostile in shown


def test_a_release_copy_shows_grounds_alone(small_path: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    shown = text_of(pdf_bytes(small_annex(small_path, CONTEXT, release=True)), tmp_path)
    assert SECRET not in shown
    assert "s 9(2)(j)" in shown


def test_nothing_stands_between_a_ground_and_the_stop_after_it(small_path: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    parts = ["The agencies need", {"text": "three more people", "withheld": "s 9(2)(f)(iv)"}, "."]
    context = CONTEXT | {"prose": {"reasons": [{"parts": parts}]}}
    shown = text_of(pdf_bytes(small_annex(small_path, context, release=True)), tmp_path)
    assert "The agencies need [s 9(2)(f)(iv)]." in shown


def test_without_the_extra_it_says_what_to_install(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match="pip install typst"):
        pdf_bytes(small_annex(small_path))
