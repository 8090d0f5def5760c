"""What a worker does: it answers the jobs of a task, whatever becomes of one of them."""

from __future__ import annotations

from gapcheck import __version__
from gapcheck.batch.catalogue_source import HELD
from gapcheck.batch.job import Job
from gapcheck.batch.light_rows import ENOUGH_DAYS, may_share_a_timeline, rows_of_days, rows_of_job
from gapcheck.batch.task import OTHER_VERSION, Answer, Task, job_error
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import GapcheckError


def answer_task(task: Task) -> tuple[Answer, ...]:
    """The answer to each job of a task, in their order. Raises nothing that a job can be blamed for."""
    if task.version != __version__:
        told = f"the worker has gapcheck {__version__}, and the jobs come from {task.version}; expected the same"
        return task.failed(OTHER_VERSION, told)
    try:
        catalogue = HELD.catalogue(task.source)
    except GapcheckError as error:
        return task.failed(*_told(error))
    days = {job.day for job in task.jobs}
    if None not in days and len(days) >= ENOUGH_DAYS and may_share_a_timeline(catalogue, task.jobs[0]):
        try:
            return tuple(rows_of_days(catalogue, task.jobs, task.keys))
        except GapcheckError as error:  # the question itself is wrong, and so is each of its days
            return task.failed(*_told(error))
    return tuple(_answer(catalogue, job, key) for job, key in zip(task.jobs, task.keys, strict=True))


def _answer(catalogue: Catalogue, job: Job, key: str) -> Answer:
    try:
        return rows_of_job(catalogue, job, key)
    # One job out of a million may meet a mistake of ours, or run out of memory: the others are answered all the same.
    except Exception as error:
        return job_error(job, key, *_told(error))


def _told(error: Exception) -> tuple[str, str]:
    return type(error).__name__, str(error) or type(error).__name__
