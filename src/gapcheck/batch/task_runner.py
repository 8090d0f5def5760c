"""Running tasks: as many at a time as the workers take, and again where a worker died; none is lost."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait

from gapcheck.batch.task import WORKER_DIED, Answer, Task
from gapcheck.batch.workers import Workers
from gapcheck.errors import UsageError

ATTEMPTS = 2
"""How often a task is put by itself before its jobs are told apart, and a job before it is told as an error."""

_LOOK = 1.0
"""After so many seconds without an answer it is asked whether the workers are still there."""

Answered = tuple[Task, tuple[Answer, ...]]


class TaskRunner:
    """Puts tasks to workers and gives their answers in the order in which they come. Raises ``UsageError`` if the
    workers cannot be reached any more.

    When a process dies, all tasks of its pool are lost and nobody can tell which one killed it. They are put again; one
    that is lost a second time is put by itself, and only a task that was alone when its worker died is blamed. Of one
    that is blamed ``ATTEMPTS`` times each job is put by itself; a job that is blamed as often is an error, and the
    others go on.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._running: dict[Future[tuple[Answer, ...]], Task] = {}
        self._losses: Counter[int] = Counter()
        self._again: deque[Task] = deque()
        self._alone_next: deque[Task] = deque()
        self._broken = False

    def run(self, tasks: Iterable[Task]) -> Iterator[Answered]:
        """The answers to tasks, which are taken as workers become free; of a task that was split, job by job."""
        ahead = iter(tasks)
        more = True
        try:
            while more or self._running or self._again or self._alone_next:
                if not self._running:
                    self._mend()
                    while self._alone_next:
                        yield from self._alone(self._alone_next.popleft())
                if not self._alone_next and not self._broken:
                    more = self._fill(ahead)
                if self._running:
                    done, _ = wait(self._running, _LOOK, FIRST_COMPLETED)
                    self._workers.check()
                    for future in done:
                        yield from self._finish(future)
        finally:
            for future in self._running:
                future.cancel()

    def _fill(self, ahead: Iterator[Task]) -> bool:
        """Put tasks until the workers have enough; whether there may be more of them."""
        while len(self._running) < self._workers.in_flight:
            task = self._again.popleft() if self._again else next(ahead, None)
            if task is None:
                return False
            try:
                self._running[self._workers.submit(task)] = task
            except BrokenExecutor:
                # A worker died meanwhile, and this task had nothing to do with it.
                self._again.append(task)
                self._broken = True
                return True
        return True

    def _finish(self, future: Future[tuple[Answer, ...]]) -> Iterator[Answered]:
        task = self._running.pop(future)
        # Whatever comes out here is no answer of a job: the worker died, or the executor gave up or cancelled it.
        failure = CancelledError() if future.cancelled() else future.exception()
        if failure is None:
            yield task, future.result()
            return
        self._losses[task.number] += 1
        (self._again if self._losses[task.number] == 1 else self._alone_next).append(task)
        self._broken = self._broken or isinstance(failure, BrokenExecutor)

    def _mend(self) -> None:
        if self._broken:
            self._workers.renew()
            self._broken = False

    def _result(self, future: Future[tuple[Answer, ...]]) -> tuple[Answer, ...]:
        while not future.done():
            wait([future], _LOOK)
            self._workers.check()
        return future.result()

    def _alone(self, task: Task) -> Iterator[Answered]:
        told = ""
        for _ in range(ATTEMPTS):
            try:
                answers = self._result(self._workers.submit(task))
            except UsageError:
                raise
            except BrokenExecutor:
                self._workers.renew()
                told = "its worker died each time that it was put by itself"
            except Exception as error:
                told = f"its worker failed: {type(error).__name__}: {error}"
            else:
                yield task, answers
                return
        if len(task.jobs) > 1:
            for one in task.one_by_one():
                yield from self._alone(one)
        else:
            yield task, task.failed(WORKER_DIED, told)
