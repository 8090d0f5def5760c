"""Many assessments: the same rows whoever answers them, in the order of the jobs."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import gapcheck
from gapcheck import Gapcheck, Job, JobError, UsageError, assess_many, stream_many
from gapcheck.batch.light_rows import rows_of_job

JOBS = (
    Job("model", start="1990-01-01", end="2021-01-01"),
    *(Job("model", as_at=f"{year}-07-01") for year in range(2000, 2022)),
    Job("nothing"),
    Job("model", as_at="2014-01-01", reading="strict", state="nz"),
)


def test_rows_are_those_of_each_job_by_itself_in_their_order(small: Gapcheck) -> None:
    found = assess_many(JOBS, data=small)
    [error] = found.errors
    wanted = [j for j in JOBS if j.instrument == "model"]
    keys = dict.fromkeys(row.job for row in found.rows)
    assert list(found.rows) == [
        r for j, k in zip(wanted, keys, strict=True) for r in rows_of_job(small.catalogue, j, k)
    ]
    assert (error.instrument, error.kind) == ("nothing", "UnknownIdError")
    assert repr(found) == f"<25 jobs: {len(found.rows):,} rows, 1 errors>"


def test_it_makes_no_difference_who_answers(small_path: Path) -> None:
    here = assess_many(JOBS, data=small_path, per_part=4)
    with ThreadPoolExecutor(3) as threads:
        assert assess_many(JOBS, threads, data=small_path) == here
    processes = assess_many(JOBS, data=small_path, workers=2)
    assert processes == here


def test_a_catalogue_in_memory_can_be_sent(small: Gapcheck) -> None:
    assert assess_many(JOBS[:3], data=small, workers=2).rows == assess_many(JOBS[:3], data=small).rows


def test_answers_stream_in_the_order_of_the_jobs(small_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        streamed = list(stream_many(JOBS, threads, data=small_path))
    assert [job for job, _ in streamed] == list(JOBS)
    rows = [row for _, answer in streamed if not isinstance(answer, JobError) for row in answer]
    assert rows == list(assess_many(JOBS, data=small_path).rows)


def test_a_stream_that_nobody_reads_to_its_end_stops(small_path: Path) -> None:
    stream = stream_many(JOBS, data=small_path, workers=2)
    assert next(stream)[0] == JOBS[0]
    stream.close()  # type: ignore[attr-defined]


def test_a_job_that_is_asked_twice_is_answered_once(small: Gapcheck) -> None:
    jobs = [JOBS[0], JOBS[1], JOBS[0]]
    assert assess_many(jobs, data=small).jobs == 2
    assert [job for job, _ in stream_many(jobs, data=small)] == jobs[:2]


def test_progress_counts_jobs_rows_and_errors(small: Gapcheck) -> None:
    told: list[tuple[int, int, str]] = []
    found = assess_many(JOBS, data=small, progress=lambda *step: told.append(step))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1] == (25, 25, f"25 of 25 jobs, {found.row_count:,} rows, 1 errors")


def test_a_frame_has_days_and_categories(small: Gapcheck) -> None:
    frame = assess_many(JOBS, data=small).frame()
    assert {name: str(kind) for name, kind in frame.dtypes.items() if kind != "category"} == {
        "from": "datetime64[s]",
        "to": "datetime64[s]",
    }
    on = frame[(frame["from"] <= "2014-07-01") & (frame["to"] > "2014-07-01") & (frame["duty"] == "model:2")]
    assert list(on["status"]) == ["met", "met"]


def test_a_frame_of_nothing_has_the_columns(small: Gapcheck) -> None:
    assert list(assess_many([], data=small).frame().columns) == list(assess_many(JOBS[:1], data=small).frame().columns)
    assert isinstance(assess_many([], data=small).frame(), pd.DataFrame)


@pytest.mark.parametrize(("more", "told"), [({"workers": 0}, "at least one"), ({"per_part": 0}, "at least 1")])
def test_what_cannot_be_asked(small: Gapcheck, more: dict[str, int], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        assess_many(JOBS, data=small, **more)  # type: ignore[arg-type]


def test_an_executor_beside_workers_is_refused(small: Gapcheck) -> None:
    with ThreadPoolExecutor(1) as threads, pytest.raises(UsageError, match="expected one of them"):
        assess_many(JOBS, threads, data=small, workers=2)


def test_a_frame_needs_pandas(small: Gapcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    found = assess_many(JOBS[:1], data=small)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        found.frame()


def test_its_names_are_public() -> None:
    assert {"Job", "JobError", "LightRow", "ManyAssessments", "assess_many", "stream_many"} <= set(gapcheck.__all__)
