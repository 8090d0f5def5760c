"""The bundled data on Budapest: within the closed lists of the treaty, with verdicts that follow from elements and
dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.engine.results import RANK
from gapcheck.faces import Assessment

# Budapest arts 40 and 42: the closed lists of what a declaration or reservation may concern.
DECLARATIONS = {"2", "3", "6(1)(b)", "7", "9(1)(a)", "9(1)(b)"}
RESERVATION_ARTICLES = {"4(2)", "6(3)", "9(4)", "10(3)", "11(3)", "14(3)(a)", "14(3)(b)", "22(2)", "29(4)"}


@pytest.fixture(scope="module")
def book() -> Gapcheck:
    return gapcheck.load()


@pytest.fixture(scope="module")
def on(book: Gapcheck) -> Mapping[str, Assessment]:
    days = ("2023-12-20", "2025-07-30", "2025-07-31", "2025-09-30", "2025-10-01", "2025-12-01", "2026-11-21")
    return {day: book.assess("budapest", as_at=day) for day in days}


def test_narrowings_stay_within_the_closed_lists_of_the_treaty(book: Gapcheck) -> None:
    for duty in (d for d in book.catalogue.duties.values() if d.instrument == "budapest"):
        for item in (*duty.duty.allows, *duty.duty.waives):
            if item.how == "declaration":
                assert duty.duty.id in DECLARATIONS
            if item.how == "reservation":
                assert item.under in RESERVATION_ARTICLES


def test_every_point_of_the_reading_officials_cites_a_statement(book: Gapcheck) -> None:
    reading = book.catalogue.reading("officials")
    assert {g.point for g in reading.grounds} == {*reading.accepts, *reading.rejects}
    assert all(g.source for g in reading.grounds)


def test_the_two_texts_numbered_251_and_253_never_overlap(book: Gapcheck) -> None:
    by_id = {e.rule.id: e.rule for e in book.catalogue.rules if e.act.id == "crimes-act-1961"}
    assert by_id["251(1)"].in_force.end == date(2025, 7, 31)
    assert by_id["253(1)"].in_force.start == by_id["254(1)"].in_force.start == date(2025, 7, 31)


def test_preservation_directions_begin_on_1_october_2025(book: Gapcheck) -> None:
    starts = {e.rule.in_force.start for e in book.catalogue.rules if e.section.section == "79G"}
    assert starts == {date(2025, 10, 1)}


def test_art_16_falls_short_in_2023_and_is_better_from_1_october_2025(on: Mapping[str, Assessment]) -> None:
    before, after = on["2023-12-20"]["16"], on["2025-10-01"]["16"]
    assert before.status in {"partial", "unmet"}
    assert on["2025-09-30"]["16"].status == before.status
    assert RANK[after.low] >= RANK[before.low]
    assert RANK[after.high] > RANK[before.high]


def test_art_6_changes_on_31_july_2025(on: Mapping[str, Assessment]) -> None:
    assert on["2025-07-30"]["6"].verdict == on["2023-12-20"]["6"].verdict
    assert on["2025-07-31"]["6"].certainty == "view"
    assert RANK[on["2025-07-31"]["6"].high] > RANK[on["2025-07-30"]["6"].high]


def test_art_20_rests_on_a_reservation_from_1_december_2025(on: Mapping[str, Assessment]) -> None:
    assert on["2023-12-20"]["20"].status == "partial"
    assert on["2025-12-01"]["20"].status == "met_with_reservation"
    assert "14(3)(a)" in str(on["2025-12-01"].why("20(1)"))


def test_the_treaty_binds_from_its_entry_into_force_for_new_zealand(on: Mapping[str, Assessment]) -> None:
    assert not on["2025-10-01"].binding
    assert on["2025-12-01"].binding


def test_no_verdict_is_written_down_anywhere(book: Gapcheck) -> None:
    statuses = {"met", "partial", "unmet", "unclear", "met_with_reservation", "not_assessed"}
    contents = book.catalogue.contents
    fields = set().union(*(type(m).model_fields for f in contents.statutes for s in f.sections for m in s.rules))
    fields |= set().union(*(type(d).model_fields for f in contents.articles for a in f.articles for d in a.duties))
    assert not fields & {"status", "verdict", "result", *statuses}


def test_what_is_carried_out_by_other_articles_is_not_met_while_these_are_not(on: Mapping[str, Assessment]) -> None:
    for found in on.values():
        for key in ("14(1)", "25(2)"):
            duty = found.duty(key)
            short = [other for other in duty.followed if RANK[other.low] < RANK["met_with_reservation"]]
            assert (RANK[duty.low] < RANK["met_with_reservation"]) is bool(short)
    now = on["2026-11-21"]
    assert {d.id for d in now.duty("25(2)").followed if d.status == "partial"} == {
        "budapest:29(3)",
        "budapest:29(7)",
        "budapest:30(1)",
    }
    assert (now.duty("14(1)").status, now.duty("25(2)").status) == ("partial", "partial")
