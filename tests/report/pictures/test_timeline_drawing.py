"""The timeline drawn as a slide: nothing cut, what moved named, and that it is not to scale."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from gapcheck import Gapcheck
from gapcheck.change.timeline import TimelineResult, timeline
from gapcheck.report.pictures.timeline_drawing import timeline_svg
from gapcheck.wording.citation import act_of
from gapcheck.wording.dates import long_date

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def followed(small: Gapcheck) -> TimelineResult:
    return timeline(small.catalogue, "model", "2005-01-01", "2021-01-01")


def told(svg: str) -> str:
    return " ".join(" ".join(e.text or "" for e in ElementTree.fromstring(svg).iter(f"{SVG}text")).split())


def test_it_is_a_slide_with_a_title_and_a_description(followed: TimelineResult) -> None:
    root = ElementTree.fromstring(timeline_svg(followed, "SENSITIVE"))
    assert root.get("viewBox") == "0 0 1600 900"
    assert root.findtext(f"{SVG}title") == "Model Convention: verdict by article over time"
    description = root.findtext(f"{SVG}desc") or ""
    for day in followed.moved[1:]:
        assert long_date(day.day) in description
        assert all(m.after.words in description for m in day.moves)


def test_it_says_what_it_is_of_and_that_it_is_not_to_scale(followed: TimelineResult) -> None:
    shown = told(timeline_svg(followed, "SENSITIVE"))
    assert shown.count("SENSITIVE") == 2
    assert "From 1 January 2005 to 1 January 2021." in shown
    assert "columns are not to the scale of time" in shown
    assert f"data version {followed.catalogue.version}" in shown
    assert "Reading: none chosen." in shown


def test_headings_are_whole(followed: TimelineResult) -> None:
    shown = told(timeline_svg(followed))
    moved = {m.article for day in followed.moved for m in day.moves}
    for article in followed.catalogue.articles("model"):
        if article.article in moved:
            assert f"art {article.article} {article.heading}" in shown
    assert "…" not in shown


def test_articles_without_a_duty_have_no_row(followed: TimelineResult) -> None:
    shown = told(timeline_svg(followed))
    silent = [a for a, s in followed.moved[0].standings.items() if s.status == "no_duty"]
    headings = {a.article: a.heading for a in followed.catalogue.articles("model")}
    assert silent
    assert all(f"art {a} {headings[a]}" not in shown for a in silent)


def test_over_each_day_stands_what_moved_most(followed: TimelineResult) -> None:
    shown = "".join(told(timeline_svg(followed)).split())
    for day in followed.moved[1:]:
        names = {act_of(by).partition(": ")[0] for move in day.moves for by in move.by}
        assert any("".join(name.split()) in shown for name in names) or "surveyofthelawbegins" in shown


def test_without_a_marking_there_is_none(followed: TimelineResult) -> None:
    assert "SENSITIVE" not in told(timeline_svg(followed))
