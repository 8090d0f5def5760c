"""Short papers as Word: the marking, the text, the picture, and nothing of the template or of the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.briefs import JOINING, PAPER, TEXT, report_of, unjoined
from support.office import Office, page_count

from gapcheck import Gapcheck
from gapcheck.report.brief.content import brief_of
from gapcheck.report.paper.word import paper_as_word
from gapcheck.report.report import Report


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_of(part: bytes) -> str:
    from lxml import etree

    return "".join(etree.fromstring(part).itertext())


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return parts(paper_as_word(PAPER))


def test_every_text_is_there_as_text(made: dict[str, bytes]) -> None:
    told = text_of(made["word/document.xml"])
    for words in ("Title", "Subtitle", "Plain strong text.", f"Beside. {TEXT}", "One", "Two", "Caption", "✔ Met"):
        assert words in told


def test_the_marking_stands_at_head_and_foot(made: dict[str, bytes]) -> None:
    assert text_of(made["word/header1.xml"]) == "IN CONFIDENCE"
    assert text_of(made["word/footer1.xml"]) == "Foot.IN CONFIDENCE"


def test_nothing_of_the_template_is_left(made: dict[str, bytes]) -> None:
    assert not any(b"{{" in raw.replace(b"{{ 7*7 }}", b"") for name, raw in made.items() if name.endswith(".xml"))
    core = text_of(made["docProps/core.xml"])
    assert "IN CONFIDENCE: Title" in core
    assert "2019-06-01T00:00:00Z" in core
    assert not any(name.startswith(("customXml", "docProps/thumbnail")) for name in made)


def test_the_picture_is_told_in_words_for_those_who_do_not_see_it(
    made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    assert b'descr="What the picture shows."' in made["word/document.xml"]
    assert any(name.endswith(".png") for name in made)
    # Without the extra there is no picture, and its words stand in its place.
    monkeypatch.setattr("gapcheck.report.paper.word.can_draw_png", lambda: False)
    bare = parts(paper_as_word(PAPER))
    assert "What the picture shows." in text_of(bare["word/document.xml"])
    assert not any(name.endswith(".png") for name in bare)


def test_the_same_bytes_twice() -> None:
    assert paper_as_word(PAPER) == paper_as_word(PAPER)


def test_a_table_has_its_caption_where_a_screen_reader_looks(made: dict[str, bytes]) -> None:
    assert b'<w:tblCaption w:val="Caption"/>' in made["word/document.xml"]
    assert b"<w:tblHeader/>" in made["word/document.xml"]


def test_a_brief_is_one_page_in_an_office_program(
    small: Gapcheck, shipped_report: Callable[..., Report], office: Office, tmp_path: Path
) -> None:
    papers = {
        "small": brief_of(report_of(unjoined(small.catalogue, JOINING))),
        **{i: brief_of(shipped_report(i, "2026-11-28")) for i in ("budapest", "uncc")},
    }
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(paper_as_word(paper))
    for pdf in office.convert("pdf", tmp_path, *(tmp_path / f"{name}.docx" for name in papers)):
        assert page_count(pdf) == 1, pdf.stem
