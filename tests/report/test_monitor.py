"""Duties and measures as rows for the Human Rights Monitor."""

from __future__ import annotations

from datetime import date

import pytest
from support.assessing import assess
from support.builders import catalogue, duty, rule
from support.reviews import AS_AT

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UnknownIdError
from gapcheck.model.base import Marked
from gapcheck.model.context import Context, Head, Owner, blank
from gapcheck.model.review import MeasureProgress
from gapcheck.report.monitor import (
    ACTION_HEAD,
    RECOMMENDATION_HEAD,
    MonitorTables,
    day_first,
    monitor_tables,
)
from gapcheck.report.rows.measure_progress import measure_references

PROGRESS = MeasureProgress(
    reference="t:M:act:1",
    owner="Ministry of Business, Innovation and Employment",
    vehicle="Crimes Amendment Bill",
    target=date(2027, 6, 30),
    target_note="Subject to the House",
    progress="in-progress",
    note=Marked(text="ZQXSECRET7q", withheld="s 9(2)(f)(iv)"),
)


@pytest.fixture
def short() -> Catalogue:
    """A duty that section 5 meets in part, and one that it meets."""
    duties = [duty("1", conduct="access", fault="recklessness"), duty("2", conduct="access", fault="intention")]
    return catalogue(duties, [rule("5", conduct="access", fault="intention")])


def tables(made: Catalogue, *progress: MeasureProgress, context: Context | None = None) -> MonitorTables:
    return monitor_tables(assess(made, "t", AS_AT), context or blank("t"), progress)


def test_each_binding_duty_is_a_recommendation(short: Catalogue) -> None:
    first, second = tables(short).recommendations
    assert len(first) == len(RECOMMENDATION_HEAD)
    assert first[:2] == ("4", "t:1")
    assert first[4].startswith("Partial.")
    assert first[5] == ""
    assert (first[6], second[6]) == ("t:M:act:1", "")


def test_each_measure_is_an_action_that_is_linked_to_its_duties(short: Catalogue) -> None:
    (action,) = tables(short).actions
    assert len(action) == len(ACTION_HEAD)
    assert action[0] == "t:M:act:1"
    assert action[6] == "t:1"
    assert action[4:6] == ("", "")


def test_what_is_known_of_a_measure_is_told(short: Catalogue) -> None:
    (action,) = tables(short, PROGRESS).actions
    assert "Vehicle: Crimes Amendment Bill. Progress: In progress." in action[2]
    assert action[4:6] == ("30/06/2027", "Subject to the House")
    # A comma would make two agencies of one.
    assert action[7] == "Ministry of Business Innovation and Employment"


def test_a_note_that_is_withheld_is_not_there(short: Catalogue) -> None:
    assert "ZQXSECRET7q" not in str(tables(short, PROGRESS))
    told = PROGRESS.model_copy(update={"note": Marked(text="With the Office")})
    assert "With the Office." in str(tables(short, told))


def test_a_measure_that_is_done_is_still_told(short: Catalogue) -> None:
    done = PROGRESS.model_copy(update={"reference": "t:M:act:9", "progress": "completed"})
    action = tables(short, done).actions[-1]
    assert action[0] == "t:M:act:9"
    assert "Progress: Completed. The law of this day does not need it any more." in action[2]
    other = PROGRESS.model_copy(update={"reference": "u:M:act:9"})
    assert len(tables(short, other).actions) == 1


def test_a_measure_that_is_under_way_and_is_none_is_told_with_the_nearest(short: Catalogue) -> None:
    slip = PROGRESS.model_copy(update={"reference": "t:M:act:11"})
    with pytest.raises(UnknownIdError, match="did you mean 't:M:act:1'"):
        tables(short, slip)


def test_an_owner_is_an_agency(short: Catalogue) -> None:
    owner = Owner(about="t:1", agency=Marked(text="Police"))
    found = tables(short, context=Context(context=Head(instrument="t"), owners=(owner,)))
    assert found.recommendations[0][7] == "Police"


def test_only_what_is_new_is_left(short: Catalogue) -> None:
    found = tables(short)
    assert found.without(["t:1"], ["t:M:act:1"]).references == (("t:2",), ())
    assert found.without(*found.references) == MonitorTables((), ())


def test_references_stay_the_same_while_the_place_does(short: Catalogue) -> None:
    more = catalogue(
        [duty("1", conduct="access", fault="recklessness"), duty("3", conduct="delete")],
        [rule("5", conduct="access", fault="intention"), rule("6", conduct="alter")],
    )
    before, after = (set(measure_references(assess(made, "t", AS_AT))) for made in (short, more))
    assert before < after
    assert all(reference.startswith("t:M:") for reference in after)


def test_a_day_is_as_the_monitor_reads_it() -> None:
    assert day_first(date(2027, 6, 3)) == "03/06/2027"
