"""What a heat strip shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.annexes import small_report

from gapcheck import Gapcheck
from gapcheck.report.pictures.strip import Strip, strip_of


@pytest.fixture(scope="module")
def strip(small_path: Path) -> Strip:
    return strip_of(small_report(small_path, since="2009-01-01"))


def test_one_cell_for_each_article_that_holds_a_duty(strip: Strip, small: Gapcheck) -> None:
    held = [a.article.article for a in small.assess("model", "2019-06-01") if a.status != "no_duty"]
    assert [cell.article for cell in strip.cells] == held
    assert strip.silent == len(small.assess("model", "2019-06-01")) - len(held)


def test_what_is_left_out_is_counted_in_grammar(strip: Strip) -> None:
    assert replace(strip, silent=1).subtitle.endswith(" 1 article holds no duty and is left out.")
    assert replace(strip, silent=2).subtitle.endswith(" 2 articles hold no duty and are left out.")


def test_both_days_are_as_assessed(strip: Strip, small: Gapcheck) -> None:
    for day, field in (("2019-06-01", "now"), ("2009-01-01", "before")):
        assessed = small.assess("model", day)
        told = {a.article.article: assessed.sensitivity.in_words(a) for a in assessed}
        assert {c.article: getattr(c, field) for c in strip.cells} == {c.article: told[c.article] for c in strip.cells}


def test_what_moved_an_article_is_named_without_its_section(strip: Strip) -> None:
    moved = [cell for cell in strip.cells if cell.before != cell.now]
    assert moved
    assert all(cell.movers for cell in moved)
    assert all(", s " not in mover.name for mover in strip.movers)
    assert {a for mover in strip.movers for a in mover.articles} == {cell.article for cell in moved}


def test_the_counts_are_those_of_the_cells(strip: Strip) -> None:
    assert sum(now for now, _ in strip.counts.values()) == len(strip.cells)
    assert sum(before for _, before in strip.counts.values()) == len(strip.cells)


def test_without_a_baseline_there_is_one_day(small_path: Path) -> None:
    strip = strip_of(small_report(small_path))
    assert (strip.since, strip.movers) == (None, ())
    assert all(cell.before == "" for cell in strip.cells)


def test_the_description_tells_every_article_and_both_days(strip: Strip) -> None:
    assert "Law as at 1 June 2019, and as at 1 January 2009." in strip.description
    assert "Since 1 January 2009 moved: art " in strip.description
    assert strip.as_at == date(2019, 6, 1)
