"""Tasks are answered once each, whatever happens to the workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from support.dying_workers import dying_pool

from gapcheck import Gapcheck, Job, JobError, UsageError
from gapcheck.batch.catalogue_source import sources_of
from gapcheck.batch.task import WORKER_DIED, Answer, Task, tasks_of
from gapcheck.batch.task_runner import ATTEMPTS, TaskRunner
from gapcheck.batch.worker import answer_task
from gapcheck.batch.workers import Workers


class Failing(Executor):
    """An executor that fails over what ``fails`` says, as one does whose workers are far away. It counts its tasks."""

    _max_workers = 2

    def __init__(self, fails: Callable[[Task, int], Exception | None]) -> None:
        self.fails, self.put = fails, Counter[int]()

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        [task] = args
        self.put[task.number] += 1
        future: Future[Any] = Future()
        failure = self.fails(task, self.put[task.number])
        if failure is None:
            future.set_result(fn(task))
        else:
            future.set_exception(failure)
        return future


def tasks(data: object, *jobs: Job) -> list[Task]:
    return list(tasks_of(jobs, next(iter(sources_of(jobs, data).values())), 0))  # type: ignore[arg-type]


def answers(executor: Executor | None, listed: list[Task]) -> dict[int, Answer]:
    """The answer to each job by its place. None is answered twice."""
    workers = Workers(executor, 1)
    found = [
        (number, answer)
        for task, told in TaskRunner(workers).run(listed)
        for number, answer in enumerate(told, start=task.number)
    ]
    workers.close(at_once=False)
    assert len(found) == len(dict(found))
    return dict(found)


def five(data: object) -> list[Task]:
    return tasks(data, *(Job("model", start=f"{year}-01-01", end="2021-01-01") for year in range(1995, 2000)))


def plain(listed: list[Task]) -> dict[int, Answer]:
    return {task.number + n: a for task in listed for n, a in enumerate(answer_task(task))}


def test_without_an_executor_they_are_answered_here(small: Gapcheck) -> None:
    assert answers(None, five(small)) == plain(five(small))


def test_threads_answer_the_same(small: Gapcheck) -> None:
    with ThreadPoolExecutor(3) as threads:
        assert answers(threads, five(small)) == plain(five(small))


def test_what_an_executor_gave_up_once_is_put_again(small: Gapcheck) -> None:
    executor = Failing(lambda task, time: OSError("gone") if task.number == 2 and time == 1 else None)
    assert answers(executor, five(small)) == plain(five(small))
    assert executor.put == {0: 1, 1: 1, 2: 2, 3: 1, 4: 1}


def test_what_it_gives_up_each_time_is_an_error_and_the_rest_goes_on(small: Gapcheck) -> None:
    executor = Failing(lambda task, _: OSError("gone") if task.number == 2 else None)
    found = answers(executor, five(small))
    assert {n: a.kind for n, a in found.items() if isinstance(a, JobError)} == {2: WORKER_DIED}
    assert "OSError: gone" in str(found[2])
    assert executor.put[2] == 2 + ATTEMPTS


def test_of_days_that_go_together_only_the_bad_one_is_an_error(small: Gapcheck) -> None:
    listed = tasks(small, *(Job("model", as_at=f"{year}-01-01") for year in range(2010, 2014)))
    assert len(listed) == 1
    bad = listed[0].jobs[1]
    found = answers(Failing(lambda task, _: MemoryError() if bad in task.jobs else None), listed)
    assert [n for n, a in sorted(found.items()) if isinstance(a, JobError)] == [1]
    assert {n: a for n, a in found.items() if n != 1} == {n: a for n, a in plain(listed).items() if n != 1}


def test_no_more_is_put_than_the_workers_take(small: Gapcheck) -> None:
    taken: list[int] = []

    def counted() -> Any:
        for task in five(small) * 10:
            taken.append(task.number)
            yield task

    running = TaskRunner(Workers(Failing(lambda *_: None), 1)).run(counted())
    next(running)
    assert len(taken) == 4
    running.close()


class TestProcesses:
    def test_a_worker_that_dies_loses_nothing(self, small_path: Path, tmp_path: Path) -> None:
        listed = tasks(
            small_path, Job("model", end="2020-01-01"), Job("killer"), *(t.jobs[0] for t in five(small_path))
        )
        with dying_pool("killer", tmp_path / "deaths", times=1) as pool:
            found = answers(pool, listed)
            assert len(list((tmp_path / "deaths").iterdir())) == 1
        # The instrument does not exist: its second worker lives to say so.
        assert isinstance(found[1], JobError)
        assert found == plain(listed)

    def test_a_job_that_kills_each_worker_is_an_error(self, small_path: Path, tmp_path: Path) -> None:
        listed = tasks(
            small_path, Job("model", end="2020-01-01"), Job("killer"), *(t.jobs[0] for t in five(small_path))
        )
        with dying_pool("killer", tmp_path / "deaths", times=99) as pool:
            found = answers(pool, listed)
        assert len(list((tmp_path / "deaths").iterdir())) == 2 + ATTEMPTS
        assert {n: a.kind for n, a in found.items() if isinstance(a, JobError)} == {1: WORKER_DIED}
        assert {n: a for n, a in found.items() if n != 1} == {n: a for n, a in plain(listed).items() if n != 1}

    def test_a_pool_that_is_broken_already_is_replaced(self, small_path: Path, tmp_path: Path) -> None:
        with dying_pool("killer", tmp_path / "deaths", times=1) as pool:
            [task] = tasks(small_path, Job("killer"))
            with pytest.raises(BrokenProcessPool):
                pool.submit(answer_task, task).result()
            assert answers(pool, five(small_path)) == plain(five(small_path))


class Client:
    """What an executor of Dask has: it alone knows whether the scheduler is there."""

    status = "running"


class FarAway(Failing):
    """An executor whose scheduler goes away after so many tasks: what was put then never ends."""

    def __init__(self, after: int) -> None:
        super().__init__(lambda *_: None)
        self.after, self._client = after, Client()

    def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
        if sum(self.put.values()) < self.after:
            return super().submit(fn, *args, **more)
        self._client.status = "connecting"
        return Future()


class TestASchedulerThatIsGone:
    @pytest.mark.parametrize("after", [0, 1, 3])
    def test_the_run_ends_with_one_error(self, small: Gapcheck, after: int) -> None:
        with pytest.raises(
            UsageError, match=r"cannot be reached any more \(the scheduler does not answer\); what was w"
        ):
            answers(FarAway(after), five(small))

    def test_also_over_a_task_that_is_put_by_itself(self, small: Gapcheck) -> None:
        class Alone(FarAway):
            """It fails once over everything, and is gone when the first task is put for the third time."""

            def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
                [task] = args
                self.after = 99 if self.put[task.number] < 2 else 0
                return super().submit(fn, *args, **more)

        executor = Alone(0)
        executor.fails = lambda *_: OSError("lost")
        with pytest.raises(UsageError, match="the scheduler does not answer"):
            answers(executor, five(small))

    def test_an_executor_that_was_shut_down_takes_nothing_more(self, small: Gapcheck) -> None:
        executor = ThreadPoolExecutor(1)
        executor.shutdown()
        with pytest.raises(
            UsageError, match=r"cannot be reached any more \(cannot schedule new futures after shutdown\)"
        ):
            answers(executor, five(small))
