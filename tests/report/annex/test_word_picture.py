"""Pictures in the Word annex: an image of the package with its words, and what stands there without one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from support.annexes import small_annex, small_report, word_of, word_text

from gapcheck.report.annex.document import Figure

PNG = b"\x89PNG\r\n\x1a\n"
PICTURE = "word/media/annex-picture-1.png"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def figure_of(small_path: Path) -> Figure:
    (figure,) = (b for b in small_annex(small_path).summary.blocks if isinstance(b, Figure))
    return figure


def tree(raw: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return etree.fromstring(package.read(part))


@pytest.fixture(scope="module")
def raw(small_path: Path) -> bytes:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    return word_of(small_report(small_path))


class TestDrawn:
    def test_the_image_is_in_the_package_with_its_type_and_its_relationship(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            assert package.read(PICTURE).startswith(PNG)
        assert [t.get("ContentType") for t in tree(raw, "[Content_Types].xml") if t.get("Extension") == "png"] == [
            "image/png"
        ]
        related = {r.get("Id"): r.get("Target") for r in tree(raw, "word/_rels/document.xml.rels")}
        assert related["rIdAnnexPicture1"] == PICTURE.removeprefix("word/")

    def test_it_says_in_words_what_it_shows(self, raw: bytes, small_path: Path) -> None:
        (named,) = tree(raw, "word/document.xml").iter(f"{WP}docPr")
        assert named.get("descr") == figure_of(small_path).description

    def test_its_caption_counts_the_figures(self, raw: bytes) -> None:
        assert r" SEQ Figure \* ARABIC " in etree.tostring(tree(raw, "word/document.xml"), encoding="unicode")

    def test_it_is_as_wide_as_the_text_and_keeps_its_shape(self, raw: bytes) -> None:
        (extent,) = tree(raw, "word/document.xml").iter(f"{WP}extent")
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            head = package.read(PICTURE)[16:24]
        width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
        assert int(extent.get("cx", "")) == 9978 * 635
        assert int(extent.get("cy", "")) == 9978 * 635 * height // width


def test_without_what_draws_it_the_words_stand_in_its_place(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gapcheck.report.annex.word_xml.can_draw_png", lambda: False)
    raw = word_of(small_report(small_path))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert PICTURE not in package.namelist()
    assert f"AnnexText: {figure_of(small_path).description}" in word_text(raw)
