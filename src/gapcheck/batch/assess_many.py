"""``assess_many`` and ``stream_many``: many jobs, answered by any workers, in memory or into a folder."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.batch.catalogue_source import SharedData, sources_of
from gapcheck.batch.job import Job, checked_jobs
from gapcheck.batch.light_rows import LightRow
from gapcheck.batch.parquet import frame_of, read_frame
from gapcheck.batch.parts import Part, parts_of
from gapcheck.batch.parts_folder import ROWS, PartsFolder
from gapcheck.batch.task import Answer, JobError, Task
from gapcheck.batch.task_runner import TaskRunner
from gapcheck.batch.workers import Workers
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int, str], None]

PER_PART = 50


@dataclass(frozen=True, repr=False)
class ManyAssessments:
    """What became of many jobs: how many rows there are, the jobs that have none and why, and where the rows are.

    ``kept`` counts the jobs whose rows an earlier run had written. ``rows`` is empty where they stand in ``folder``.
    """

    jobs: int
    kept: int
    row_count: int
    errors: tuple[JobError, ...]
    folder: Path | None = None
    rows: tuple[LightRow, ...] = field(default=())

    def frame(self) -> pd.DataFrame:
        """Every row as a pandas frame, in the order of the jobs: ``from`` and ``to`` are days, all else categories.

        Raises ``UsageError`` where the rows stand in Parquet files and pyarrow is not installed.
        """
        return frame_of(self.rows) if self.folder is None else read_frame(self.folder / ROWS)

    def __repr__(self) -> str:
        where = "" if self.folder is None else f" in {str(self.folder)!r}"
        return f"<{self.jobs:,} jobs: {self.row_count:,} rows{where}, {len(self.errors):,} errors>"


def assess_many(
    jobs: Iterable[Job],
    executor: Executor | None = None,
    out: str | Path | None = None,
    *,
    data: SharedData = None,
    state: str | None = None,
    workers: int = 1,
    per_part: int = PER_PART,
    update: bool = False,
    cached: bool = False,
    progress: Progress | None = None,
) -> ManyAssessments:
    """Answer many jobs: the status, certainty and four ends of every article and duty, by day or interval.

    ``executor`` is any ``concurrent.futures.Executor`` (a process pool, threads, Dask's ``client.get_executor()``);
    without it, ``workers`` processes of our own, or this one. Each loads a catalogue once: from the folders that jobs
    name, or else from ``data``, which is folders too (those that come with gapcheck, if it is ``None``) or what
    ``gapcheck.load`` gave; ``state`` is the State of jobs that name none. The order of the rows is that of the jobs,
    whatever is done first; a job that is asked twice is answered once. A job that fails is an error, and the others go
    on; so is one over which its worker dies again and again.

    With ``out`` the rows go into that folder as Parquet (the extra ``scale``), ``per_part`` jobs a file. The same call
    after an interruption goes on where it stood. Where jobs, data or gapcheck differ from those that the folder was
    begun with, it is left alone, unless ``update`` says to make anew what differs. With ``cached`` a worker may take
    a catalogue of one State from the user's cache folder where it runs. ``progress`` is called with the number of jobs
    done, their total, and a text.

    Raises ``UsageError`` for what is no job, for an executor beside workers, or for a folder that cannot be taken.
    """
    asked = _Asked.of(jobs, data, state, per_part, cached)
    with _workers(executor, workers) as put:
        if out is None:
            return _in_memory(asked, put, _Count(asked, progress))
        return _into_folder(asked, put, PartsFolder(Path(out), asked.parts, update=update), _Count(asked, progress))


def stream_many(
    jobs: Iterable[Job],
    executor: Executor | None = None,
    *,
    data: SharedData = None,
    state: str | None = None,
    workers: int = 1,
    cached: bool = False,
) -> Iterator[tuple[Job, Answer]]:
    """Each job with its rows or its error, in the order of the jobs, as soon as it and those before it are answered.

    The arguments are as :func:`assess_many` has them. Raises ``UsageError`` as it does.
    """
    asked = _Asked.of(jobs, data, state, PER_PART, cached)
    with _workers(executor, workers) as put:
        for number, answer in _in_order(TaskRunner(put).run(asked.tasks(asked.parts))):
            yield asked.jobs[number], answer


@dataclass(frozen=True)
class _Asked:
    """The jobs, none twice, and the parts that they make."""

    jobs: tuple[Job, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, jobs: Iterable[Job], data: SharedData, state: str | None, per_part: int, cached: bool) -> _Asked:
        if per_part < 1:
            raise UsageError(f"{per_part} jobs a part; expected at least 1")
        listed = [job if job.state is not None else replace(job, state=state) for job in checked_jobs(jobs)]
        sources = sources_of(listed, data, cached=cached)
        once: dict[str, Job] = {}
        for job in listed:
            once.setdefault(job.key(sources[job.where].content), job)
        return cls(tuple(once.values()), parts_of(tuple(once.values()), sources, per_part))

    @staticmethod
    def tasks(parts: Iterable[Part]) -> Iterator[Task]:
        return (task for part in parts for task in part.tasks())


class _Count:
    """How far a run is, told to whoever asked."""

    def __init__(self, asked: _Asked, progress: Progress | None) -> None:
        self._total, self._progress = len(asked.jobs), progress
        self.done = self.rows = self.errors = 0

    def add(self, answers: Sequence[Answer]) -> None:
        """More jobs are answered."""
        errors = sum(isinstance(answer, JobError) for answer in answers)
        self.more(len(answers), sum(len(a) for a in answers if not isinstance(a, JobError)), errors)

    def more(self, jobs: int, rows: int, errors: int) -> None:
        """So many more jobs, rows and errors are there."""
        self.done += jobs
        self.rows += rows
        self.errors += errors
        if self._progress is not None:
            failed = f", {self.errors:,} errors" if self.errors else ""
            self._progress(self.done, self._total, f"{self.done:,} of {self._total:,} jobs, {self.rows:,} rows{failed}")


@contextmanager
def _workers(executor: Executor | None, workers: int) -> Iterator[Workers]:
    if workers < 1 or (executor is not None and workers > 1):
        raise UsageError(f"workers={workers} beside an executor; expected one of them, and at least one worker")
    put = Workers(executor, workers)
    try:
        yield put
    except BaseException:
        put.close(at_once=True)
        raise
    put.close(at_once=False)


def _in_order(answered: Iterable[tuple[Task, Sequence[Answer]]]) -> Iterator[tuple[int, Answer]]:
    """The answers by the place of their jobs, each as soon as all before it are there."""
    ahead: list[tuple[int, Answer]] = []
    wanted = 0
    for task, answers in answered:
        for place, answer in enumerate(answers, start=task.number):
            heapq.heappush(ahead, (place, answer))
        while ahead and ahead[0][0] == wanted:
            yield heapq.heappop(ahead)
            wanted += 1


def _in_memory(asked: _Asked, put: Workers, count: _Count) -> ManyAssessments:
    def counted() -> Iterator[tuple[Task, Sequence[Answer]]]:
        for task, answers in TaskRunner(put).run(asked.tasks(asked.parts)):
            count.add(answers)
            yield task, answers

    found = [answer for _, answer in _in_order(counted())]
    errors = tuple(answer for answer in found if isinstance(answer, JobError))
    rows = tuple(row for answer in found if not isinstance(answer, JobError) for row in answer)
    return ManyAssessments(len(asked.jobs), 0, len(rows), errors, None, rows)


def _into_folder(asked: _Asked, put: Workers, folder: PartsFolder, count: _Count) -> ManyAssessments:
    errors: dict[int, tuple[JobError, ...]] = {}
    missing: list[Part] = []
    for part in asked.parts:
        there = folder.done(part)
        if there is None:
            missing.append(part)
        else:
            errors[part.number] = there.errors
            count.more(len(part.jobs), there.rows, len(there.errors))
    kept = count.done
    for part, answers in _whole_parts(missing, TaskRunner(put).run(asked.tasks(missing)), count):
        errors[part.number] = tuple(answer for answer in answers if isinstance(answer, JobError))
        rows = [row for answer in answers if not isinstance(answer, JobError) for row in answer]
        folder.write(part, rows, errors[part.number])
    told = tuple(error for part in asked.parts for error in errors[part.number])
    folder.finish(told)
    return ManyAssessments(len(asked.jobs), kept, count.rows, told, folder.folder)


def _whole_parts(
    parts: Iterable[Part], answered: Iterable[tuple[Task, Sequence[Answer]]], count: _Count
) -> Iterator[tuple[Part, list[Answer]]]:
    """Each part with the answers to all its jobs, as soon as the last of them is there."""
    part_of = {part.first + place: part for part in parts for place in range(len(part.jobs))}
    waiting: dict[int, dict[int, Answer]] = {}
    for task, answers in answered:
        part = part_of[task.number]
        held = waiting.setdefault(part.number, {})
        held.update(enumerate(answers, start=task.number))
        count.add(answers)
        if len(held) == len(part.jobs):
            yield part, [held[number] for number in sorted(waiting.pop(part.number))]
