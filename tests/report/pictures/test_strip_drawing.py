"""The heat strip drawn: whole, steady, and told in words beside its colours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.annexes import small_report

from gapcheck.report.pictures.strip import Strip, StripChapter, strip_of
from gapcheck.report.pictures.strip_drawing import MOST_MOVERS, strip_band_svg, strip_svg

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert('a & b')</script>"


@pytest.fixture(scope="module")
def strip(small_path: Path) -> Strip:
    return strip_of(small_report(small_path, since="2009-01-01"))


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_it_is_a_slide_with_a_title_and_a_description(strip: Strip) -> None:
    root = ElementTree.fromstring(strip_svg(strip))
    assert root.get("viewBox") == "0 0 1600 900"
    assert root.findtext(f"{SVG}title") == f"{strip.title}: verdict on each article"
    assert root.findtext(f"{SVG}desc") == strip.description


def test_the_marking_stands_at_head_and_foot(strip: Strip) -> None:
    assert texts(strip_svg(strip)).count("IN CONFIDENCE") == 2


def test_each_cell_says_what_it_is(strip: Strip) -> None:
    told = [e.text for e in ElementTree.fromstring(strip_svg(strip)).iter(f"{SVG}title")]
    for cell in strip.cells:
        assert f"{cell.article} {cell.heading}, 1 June 2019: {cell.now}" in told
        assert f"{cell.article} {cell.heading}, 1 January 2009: {cell.before}" in told


def test_colour_is_never_the_only_sign(strip: Strip) -> None:
    for group in ElementTree.fromstring(strip_svg(strip)).iter(f"{SVG}g"):
        if group.find(f"{SVG}rect") is not None and group.find(f"{SVG}title") is not None:
            assert group.find(f"{SVG}g") is not None


def test_every_verdict_and_what_moved_stand_in_words(strip: Strip) -> None:
    told = " ".join(texts(strip_svg(strip)))
    for mover in strip.movers[:MOST_MOVERS]:
        assert mover.told("article") in told
    assert strip.source in told


def test_nothing_stands_outside_the_slide(strip: Strip) -> None:
    for element in ElementTree.fromstring(strip_svg(strip)).iter(f"{SVG}rect"):
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        assert x + float(element.get("width", "0")) <= 1600.1
        assert y + float(element.get("height", "0")) <= 900.1


def test_the_same_bytes_twice(strip: Strip) -> None:
    assert strip_svg(strip) == strip_svg(strip)


def test_what_the_data_says_is_escaped(strip: Strip) -> None:
    chapters = tuple(
        StripChapter(NASTY, tuple(replace(c, heading=NASTY) for c in chapter.cells)) for chapter in strip.chapters
    )
    svg = strip_svg(replace(strip, chapters=chapters, short_title=NASTY, marking=NASTY, source=NASTY))
    assert "<script" not in svg
    assert NASTY in " ".join(ElementTree.fromstring(svg).itertext())


def test_a_strip_without_articles_can_be_drawn(strip: Strip) -> None:
    assert texts(strip_svg(replace(strip, chapters=(), movers=())))


def test_many_articles_stand_in_two_lines(strip: Strip) -> None:
    (first, *_) = strip.cells
    many = tuple(
        StripChapter(f"Chapter {c}", tuple(replace(first, article=str(20 * c + n), movers=()) for n in range(20)))
        for c in range(3)
    )
    days = [t for t in texts(strip_svg(replace(strip, chapters=many, movers=()))) if t == "1 June"]
    assert len(days) == 2


class TestBand:
    def test_it_is_as_wide_as_a_slide_and_no_higher_than_it_has_to_be(self, strip: Strip) -> None:
        root = ElementTree.fromstring(strip_band_svg(strip))
        width, height = (float(x) for x in (root.get("viewBox") or "").split()[2:])
        lowest = max(float(e.get("y", "0")) for e in root.iter(f"{SVG}text"))
        assert width == 1600
        assert lowest < height < lowest + 40

    def test_it_says_what_it_shows_and_its_marking(self, strip: Strip) -> None:
        root = ElementTree.fromstring(strip_band_svg(strip))
        assert root.findtext(f"{SVG}desc") == strip.description
        assert texts(strip_band_svg(strip)).count("IN CONFIDENCE") == 1

    def test_it_has_a_cell_for_each_article_on_each_day(self, strip: Strip) -> None:
        told = [e.text for e in ElementTree.fromstring(strip_band_svg(strip)).iter(f"{SVG}title")]
        for cell in strip.cells:
            assert f"{cell.article} {cell.heading}, 1 June 2019: {cell.now}" in told
            assert f"{cell.article} {cell.heading}, 1 January 2009: {cell.before}" in told

    def test_no_id_is_that_of_a_slide(self, strip: Strip) -> None:
        ids = [{e.get("id") for e in ElementTree.fromstring(svg).iter() if e.get("id")} for svg in _both(strip)]
        assert not ids[0] & ids[1]

    def test_nothing_stands_outside_it(self, strip: Strip) -> None:
        root = ElementTree.fromstring(strip_band_svg(strip))
        height = float(root.get("height", "0"))
        for element in root.iter(f"{SVG}rect"):
            assert float(element.get("y", "0")) + float(element.get("height", "0")) <= height
            assert float(element.get("x", "0")) + float(element.get("width", "0")) <= 1600

    def test_text_is_text(self, strip: Strip) -> None:
        chapters = (StripChapter(NASTY, strip.chapters[0].cells),)
        svg = strip_band_svg(replace(strip, chapters=chapters, marking=NASTY))
        assert "<script>" not in svg
        assert texts(svg).count(NASTY) >= 1


def _both(strip: Strip) -> tuple[str, str]:
    return strip_svg(strip), strip_band_svg(strip)
