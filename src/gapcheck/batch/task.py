"""Tasks: the jobs that go to a worker together, and what comes back of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gapcheck import __version__
from gapcheck.batch.catalogue_source import CatalogueSource
from gapcheck.batch.job import Job
from gapcheck.batch.light_rows import LightRow
from gapcheck.errors import shortened


class JobError(NamedTuple):
    """A job that has no rows, and why. ``kind`` is the name of the exception, ``worker-died`` or ``other-version``."""

    job: str
    state: str | None
    instrument: str
    as_at: str | None
    start: str | None
    end: str | None
    reading: str | None
    reform: str | None
    kind: str
    message: str


Answer = tuple[LightRow, ...] | JobError
"""The rows of a job, or what was wrong with it."""

WORKER_DIED = "worker-died"
OTHER_VERSION = "other-version"
TRIED_AGAIN = frozenset({WORKER_DIED, OTHER_VERSION})
"""Errors that say nothing of the job: the next run tries it again."""


@dataclass(frozen=True)
class Task:
    """Jobs that go to a worker together, with their keys. ``number`` is the place of the first in the whole list.

    ``version`` is that of gapcheck where the jobs are put: a worker that has another might judge otherwise.
    """

    number: int
    source: CatalogueSource
    jobs: tuple[Job, ...]
    keys: tuple[str, ...]
    version: str = __version__

    def one_by_one(self) -> Iterator[Task]:
        """A task for each job."""
        for place, (job, key) in enumerate(zip(self.jobs, self.keys, strict=True)):
            yield Task(self.number + place, self.source, (job,), (key,))

    def failed(self, kind: str, message: str) -> tuple[JobError, ...]:
        """Every job of the task as an error."""
        return tuple(job_error(job, key, kind, message) for job, key in zip(self.jobs, self.keys, strict=True))


def job_error(job: Job, key: str, kind: str, message: str) -> JobError:
    """An error of a job, in one line."""
    as_at, start, end = (None if day is None else day.isoformat() for day in (job.day, job.first, job.until))
    told = shortened(" ".join(message.split()))
    return JobError(key, job.state, job.instrument, as_at, start, end, job.reading, job.reform, kind, told)


def tasks_of(jobs: Sequence[Job], source: CatalogueSource, first: int) -> Iterator[Task]:
    """Jobs on one catalogue as tasks, in their order: days of one question that stand together, an interval by itself.

    ``first`` is the place of the first job in the whole list.
    """
    start = 0
    for place in range(1, len(jobs) + 1):
        if place == len(jobs) or not _go_together(jobs[start], jobs[place]):
            mine = tuple(jobs[start:place])
            yield Task(first + start, source, mine, tuple(job.key(source.content) for job in mine))
            start = place


def _go_together(one: Job, other: Job) -> bool:
    return one.day is not None and other.day is not None and one.question == other.question
