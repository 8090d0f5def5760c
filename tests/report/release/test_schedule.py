"""The schedule: every place at which a document withholds something, found in what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from support.briefs import report_of
from support.releases import READY

from gapcheck import Gapcheck
from gapcheck.report.annex.content import annex_of
from gapcheck.report.brief.content import brief_of
from gapcheck.report.page import page_bytes
from gapcheck.report.release.schedule import (
    WithheldPlace,
    in_annex,
    in_mandates,
    in_page,
    in_paper,
    in_workbook,
    marks_in,
)
from gapcheck.report.report import Report
from gapcheck.report.workbook import workbook_bytes

GROUNDS = ["s 6(a)", "s 9(2)(a)", "s 9(2)(f)(iv)"]


@pytest.fixture(scope="module")
def released(small: Gapcheck) -> Report:
    recommended = READY["prose"] | {"recommendation": [{"text": "Sign.", "withheld": "s 9(2)(f)(iv)"}]}
    return report_of(small.catalogue, READY | {"prose": recommended}, release=True)


def test_in_the_annex_by_section_and_paragraph(released: Report) -> None:
    found = {(p.ground, p.place) for p in in_annex("Analysis", annex_of(released), GROUNDS)}
    assert ("s 6(a)", "3 Why New Zealand became a party, paragraph 3.2") in found
    assert any(ground == "s 9(2)(f)(iv)" and place.startswith("9 Costs") for ground, place in found)
    assert any(ground == "s 9(2)(a)" and place.startswith("10 Consultation") for ground, place in found)


def test_in_the_brief_by_heading(released: Report) -> None:
    assert list(in_paper("Brief", brief_of(released), GROUNDS)) == [
        WithheldPlace("Brief", "Recommendation", "s 9(2)(f)(iv)")
    ]


@pytest.mark.parametrize(
    ("places", "write", "begins"), [(in_workbook, workbook_bytes, "Sheet "), (in_page, page_bytes, "Under “")]
)
def test_in_what_has_no_paragraphs(
    places: Callable[[str, bytes, list[str]], Iterable[WithheldPlace]],
    write: Callable[[Report], bytes],
    begins: str,
    released: Report,
) -> None:
    raw = write(released)
    found = list(places("D", raw, GROUNDS))
    assert all(place.place.startswith(begins) for place in found)
    # Without a ground nothing is found: a schedule lists no place that withholds nothing.
    assert list(places("D", raw, [])) == []


def test_the_workbook_names_the_cell(released: Report) -> None:
    found = list(in_workbook("D", workbook_bytes(released), GROUNDS))
    assert any(place.ground == "s 9(2)(a)" for place in found)


def test_what_was_released_to_us_with_gaps_is_told_too(policy: Gapcheck) -> None:
    withheld = [a.article for a in policy.catalogue.articles("mandate") if a.withheld]
    found = list(in_mandates(policy.assess("mandate", "2020-01-01")))
    assert withheld
    assert all(any(number in place.place for place in found) for number in withheld)


def test_a_ground_that_is_spoken_of_is_no_mark() -> None:
    assert marks_in("Under s 6(a) nothing is withheld.", GROUNDS) == []
    assert marks_in("[s 9(2)(f)(iv)] and [s 6(a)]", GROUNDS) == ["s 6(a)", "s 9(2)(f)(iv)"]
