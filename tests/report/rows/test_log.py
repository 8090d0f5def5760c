"""The change log: what the data tell of the history of a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.builders import assessed, catalogue, duty, held, rule

from gapcheck.faces import Assessment
from gapcheck.model.context import Context
from gapcheck.report.rows.log import LogRow, log_note, log_rows
from gapcheck.report.rows.timeline import timeline_of

ACCESS = duty(conduct="access")
LATE = rule(conduct="access", start="2015-01-01")


def rows(assessment: Assessment, since: date | None = None, **context: Any) -> tuple[LogRow, ...]:
    found = Context.model_validate({"context": {"instrument": "t"}, **context})
    return log_rows(assessment, found, timeline_of(assessment), since)


def entries(found: tuple[LogRow, ...]) -> list[tuple[str, str]]:
    return [(str(r.day), r.entry) for r in found]


def test_versions_first_then_by_day() -> None:
    found = rows(assessed(ACCESS, LATE))
    assert [r.entry for r in found[:2]] == ["Version of the data", "Version of gapcheck"]
    assert entries(found)[2:] == [
        ("2020-01-01", "Law as at"),
        ("2015-01-01", "Last change of the law on record"),
        ("2015-01-01", "Moved: art 1"),
        ("2019-01-01", "Statute book searched"),
    ]


def test_moves_are_those_after_the_baseline() -> None:
    (moved,) = (r for r in rows(assessed(ACCESS, LATE), date(2014, 12, 31)) if r.entry.startswith("Moved"))
    assert (moved.detail, moved.by) == ("From unmet to met.", ("Start of Made Up Act 2000, s 1",))
    assert [r for r in rows(assessed(ACCESS, LATE), date(2015, 1, 1)) if r.entry.startswith("Moved")] == []


def test_who_prepared_reviewed_and_cleared_it() -> None:
    head = {
        "instrument": "t",
        "prepared": "2019-05-01",
        "author": "Justice",
        "clearance": {"status": "cabinet-approved", "by": "Cabinet", "date": "2019-06-01"},
    }
    reviews = [
        {"about": "t:1", "role": "Counsel", "date": "2019-05-02", "text": "Fine."},
        {"about": "t:1", "role": "Counsel", "date": "2021-05-02", "text": "After the day."},
    ]
    signed = [{"role": "Secretary", "name": "A Person", "date": "2019-05-03"}, {"role": "Not yet"}]
    found = rows(assessed(ACCESS), context=head, reviews=reviews, sign_off=signed)
    assert [
        (str(r.day), r.entry, r.by) for r in found if r.day and r.day > date(2019, 1, 1) and r.entry != "Law as at"
    ] == [
        ("2019-05-01", "Context prepared", ("Justice",)),
        ("2019-05-02", "Review", ("Counsel",)),
        ("2019-05-03", "Signed off", ("A Person",)),
        ("2019-06-01", "Clearance", ("Cabinet",)),
    ]


def test_a_mandate_rests_on_a_text_and_not_on_law() -> None:
    found = entries(rows(held(ACCESS, ACCESS)))
    assert ("2019-01-01", "Adopted text searched") in found
    assert not [entry for _, entry in found if "law on record" in entry]


def test_the_text_by_the_days_of_its_adoption_and_opening(small: Any) -> None:
    found = rows(small.assess("model", "2019-06-01"), context={"instrument": "model"})
    assert ("2001-05-01", "Text opened for signature") in entries(found)
    assert ("2001-05-01", "Text opened for signature") not in entries(
        rows(small.assess("model", "2000-01-01"), context={"instrument": "model"})
    )


def test_nothing_is_said_of_law_where_there_is_none() -> None:
    assert "Last change of the law on record" not in [r.entry for r in rows(assessed(ACCESS))]
    assert catalogue(ACCESS).rules == ()


def test_what_the_log_covers() -> None:
    assert log_note(date(2014, 12, 31)) == "Moves of articles are listed from 31 December 2014 on."
    assert log_note(None) == "Nothing moved before the date, so there is no baseline."
