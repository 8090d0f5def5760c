"""A worker answers every job of a task, whatever becomes of one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from gapcheck import Gapcheck, Job, JobError, __version__
from gapcheck.batch import worker
from gapcheck.batch.catalogue_source import sources_of
from gapcheck.batch.light_rows import ENOUGH_DAYS
from gapcheck.batch.task import OTHER_VERSION, Task, tasks_of


def task(jobs: list[Job], data: object) -> Task:
    """The only task that jobs of one question make."""
    [found] = tasks_of(jobs, next(iter(sources_of(jobs, data).values())), 0)  # type: ignore[arg-type]
    return found


def days(count: int, **more: str) -> list[Job]:
    return [Job("model", as_at=date(2010, 1, 1) + timedelta(days=400 * n), **more) for n in range(count)]


def test_many_days_are_answered_by_one_timeline(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = days(ENOUGH_DAYS)
    few = [worker.answer_task(task([job], small_path))[0] for job in jobs]
    monkeypatch.setattr(worker, "rows_of_job", lambda *_: pytest.fail("a day by itself"))
    assert list(worker.answer_task(task(jobs, small_path))) == few


def test_one_job_that_fails_leaves_the_others(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = worker.rows_of_job

    def failing(catalogue: object, job: Job, key: str) -> object:
        if job.day == date(2010, 1, 1):
            raise RecursionError("too\n deep")
        return answer(catalogue, job, key)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "rows_of_job", failing)
    first, second = worker.answer_task(task(days(2), small_path))
    assert isinstance(first, JobError)
    assert (first.kind, first.message, first.as_at) == ("RecursionError", "too deep", "2010-01-01")
    assert len(second) > 10


@pytest.mark.parametrize("count", [1, ENOUGH_DAYS])
def test_a_question_that_cannot_be_asked_is_told_of_each_day(small: Gapcheck, count: int) -> None:
    found = worker.answer_task(task(days(count, reading="stric"), small))
    assert [e.kind for e in found if isinstance(e, JobError)] == ["UnknownIdError"] * count
    assert "did you mean 'strict'" in str(found[0])


def test_a_worker_with_another_version_judges_nothing(small_path: Path) -> None:
    [error] = worker.answer_task(replace(task([Job("model")], small_path), version="0.0.1"))
    assert isinstance(error, JobError)
    assert error.kind == OTHER_VERSION
    told = f"the worker has gapcheck {__version__}, and the jobs come from 0.0.1; expected the same"
    assert error.message == told


def test_data_with_problems_are_told_of_each_job(tmp_path: Path) -> None:
    found = worker.answer_task(task(days(2), tmp_path / "none"))
    assert [e.kind for e in found if isinstance(e, JobError)] == ["DataError"] * 2
    assert "\n" not in str(found[0])


def test_days_of_one_question_go_together_and_an_interval_by_itself(small: Gapcheck) -> None:
    jobs = [*days(2), Job("model"), Job("model", reading="strict"), *days(1, reading="strict"), *days(1)]
    [source] = sources_of(jobs, small).values()
    found = list(tasks_of(jobs, source, 7))
    assert [(t.number, len(t.jobs)) for t in found] == [(7, 2), (9, 1), (10, 1), (11, 1), (12, 1)]
    assert [t.number for t in found[0].one_by_one()] == [7, 8]
