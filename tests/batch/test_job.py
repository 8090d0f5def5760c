"""Jobs: small values that say what is asked, and which two ask the same."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from pathlib import Path

import pytest

from gapcheck import Job, UsageError
from gapcheck.batch.job import checked_jobs


def test_days_are_read_as_everywhere() -> None:
    assert (
        Job("budapest", as_at="2020-01-01").day == Job("budapest", as_at=datetime(2020, 1, 1)).day == date(2020, 1, 1)
    )
    assert (Job("budapest", start="2001-01-01").first, Job("budapest").until) == (date(2001, 1, 1), None)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"as_at": "1 May 2020"}, "expected an ISO date"),
        ({"as_at": "2020-01-01", "end": "2021-01-01"}, "a day and an interval"),
        ({"start": "2020-01-01", "end": "2020-01-01"}, "not after 2020-01-01"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Job("budapest", **asked)  # type: ignore[arg-type]


def test_a_job_is_a_small_value() -> None:
    job = Job("budapest", as_at="2020-01-01", views={"b": "fails", "a": "holds"}, data=[Path("one"), "two"])
    assert pickle.loads(pickle.dumps(job)) == job
    assert {job} == {Job("budapest", as_at=date(2020, 1, 1), views={"a": "holds", "b": "fails"}, data=("one", "two"))}
    assert len(pickle.dumps(job)) < 500


def test_the_key_tells_apart_what_is_answered_otherwise() -> None:
    one = Job("budapest", as_at="2020-01-01")
    others = [
        Job("uncc", as_at="2020-01-01"),
        Job("budapest", as_at="2020-01-02"),
        Job("budapest", start="2020-01-01"),
        Job("budapest", end="2020-01-01"),
        Job("budapest", as_at="2020-01-01", reading="strict"),
        Job("budapest", as_at="2020-01-01", reform="bill"),
        Job("budapest", as_at="2020-01-01", views={"a": "holds"}),
        Job("budapest", as_at="2020-01-01", views=None),
        Job("budapest", as_at="2020-01-01", state="nz"),
    ]
    keys = [job.key("v1") for job in (one, *others)]
    assert len({*keys, one.key("v2")}) == len(keys) + 1


def test_where_the_data_stand_is_no_part_of_the_key() -> None:
    assert Job("budapest", as_at="2020-01-01", data="here").key("v1") == Job("budapest", as_at="2020-01-01").key("v1")


def test_what_is_no_job_is_told() -> None:
    with pytest.raises(UsageError, match="'budapest' is no job"):
        checked_jobs(["budapest"])  # type: ignore[list-item]
