"""Rows of reservations and declarations: what the treaty allows, what was lodged by the day, and what rests on it."""

from __future__ import annotations

from datetime import date

from support.builders import assessed, duty, limit_to, rule

from gapcheck import Gapcheck
from gapcheck.report.rows.duties import duty_rows
from gapcheck.report.rows.reservations import reservation_rows


def rows(book: Gapcheck, day: str):
    assessment = book.assess("model", day)
    return {r.duty: r for r in reservation_rows(assessment, duty_rows(assessment))}


def test_what_the_treaty_allows_in_its_order(small: Gapcheck) -> None:
    found = rows(small, "2005-01-01")
    assert [(r.duty, r.kind, r.under, r.allows) for r in found.values()] == [
        ("2", "Declaration", "art 40", "Require a security measure infringed"),
        ("4", "Reservation", "art 4(3)", "Leave out possessing"),
        ("6(1)", "Reservation", "art 6(3)", "Leave out the whole duty"),
        ("9", "Reservation", "art 9(2)", "Require serious harm"),
    ]
    assert all((r.made, r.lodged, r.effect) == (None, "", ()) for r in found.values())


def test_what_was_lodged_counts_from_its_day(small: Gapcheck) -> None:
    assert rows(small, "2010-05-31")["4"].made is None
    found = rows(small, "2010-06-01")["4"]
    assert (found.made, found.lodged) == (date(2010, 6, 1), "New Zealand does not apply article 4 to possession.")


def test_the_duties_that_rest_on_it(small: Gapcheck) -> None:
    found = rows(small, "2014-01-01")
    assert (found["6(1)"].effect, found["2"].effect) == (("6(1)", "6(2)"), ())


def test_what_was_only_arguably_lodged_says_so(small: Gapcheck) -> None:
    assert [d for d, r in rows(small, "2014-01-01").items() if r.arguably] == ["9"]


def test_a_limit_that_is_free_is_not_a_reservation() -> None:
    assessment = assessed(
        duty(conduct="access", allows=[limit_to("purpose", "dishonesty", how="free")]), rule(conduct="access")
    )
    assert reservation_rows(assessment, duty_rows(assessment)) == ()
