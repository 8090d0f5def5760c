"""Workers: any executor of ``concurrent.futures``, or processes of our own, which are started anew when one dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

from gapcheck.batch.task import Answer, Task
from gapcheck.batch.worker import answer_task
from gapcheck.errors import UsageError, cause

_AHEAD = 2
"""How many tasks a worker has in hand or in the queue, so that it never waits for the next one."""
_IN_FLIGHT = 64
"""The same for all workers together, of an executor that does not say how many it has."""
_LOST = frozenset({"connecting", "closing", "closed"})
"""The words of a client of Dask that had a scheduler and has it no more."""
_UNREACHABLE = "the workers cannot be reached any more"
_GO_ON = "what was written stays, and the same call with other workers goes on with it"


class Workers:
    """What tasks are put to. Without an executor and with one worker, tasks are answered in this process.

    An executor that was handed in is never shut down; if it is a process pool that broke, one like it takes its place.
    """

    def __init__(self, executor: Executor | None, workers: int) -> None:
        self._executor, self._own = executor, False
        if executor is None and workers > 1:
            self._executor = _processes(workers)
            self._own = True
        count = getattr(self._executor, "_max_workers", None)
        self.in_flight = _AHEAD * count if isinstance(count, int) else _IN_FLIGHT
        if self._executor is None:
            self.in_flight = 1

    def submit(self, task: Task) -> Future[tuple[Answer, ...]]:
        """Put a task. Raises ``BrokenExecutor`` if workers died, ``UsageError`` if nothing can be put any more."""
        if self._executor is not None:
            self.check()
            try:
                with _begun_without_interrupts(self._own):
                    return self._executor.submit(answer_task, task)
            except BrokenExecutor:
                raise
            except RuntimeError as error:  # it was shut down meanwhile
                raise UsageError(f"{_UNREACHABLE} ({cause(error)}); {_GO_ON}") from None
        done: Future[tuple[Answer, ...]] = Future()
        try:
            done.set_result(answer_task(task))
        except Exception as error:
            done.set_exception(error)
        return done

    def check(self) -> None:
        """Raise ``UsageError`` if the scheduler of Dask is gone: of what was put to it nothing ever comes back, not
        even an error, and the client alone knows.
        """
        status = getattr(getattr(self._executor, "_client", None), "status", None)
        if status in _LOST:
            raise UsageError(f"{_UNREACHABLE} (the scheduler does not answer); {_GO_ON}")

    def renew(self) -> None:
        """Take new processes for those that broke. An executor that mends itself stays."""
        if isinstance(self._executor, ProcessPoolExecutor):
            broken: Any = self._executor
            self._executor = ProcessPoolExecutor(
                broken._max_workers,
                mp_context=getattr(broken, "_mp_context", None),
                initializer=getattr(broken, "_initializer", None),
                initargs=getattr(broken, "_initargs", ()),
            )
            if self._own:
                broken.shutdown(wait=False, cancel_futures=True)
            self._own = True

    def close(self, *, at_once: bool) -> None:
        """End the processes that are ours: after their tasks, or at once."""
        if not self._own or self._executor is None:
            return
        # Python only offers to wait for the tasks in hand, which may take minutes after Ctrl-C.
        processes = dict(getattr(self._executor, "_processes", None) or {}) if at_once else {}
        self._executor.shutdown(wait=not at_once, cancel_futures=True)
        for process in processes.values():
            with suppress(OSError, ValueError):
                process.terminate()


def _processes(workers: int) -> ProcessPoolExecutor:
    # A fork of a process that has threads (a notebook, pyarrow) may hang, so each worker is started afresh.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


@contextmanager
def _begun_without_interrupts(ours: bool) -> Iterator[None]:
    """Processes that begin meanwhile take over that Ctrl-C is held back, and tell nothing of it while they start."""
    if not ours or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Ctrl-C is for the process that put the tasks, which then ends us; and if it is killed, we end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
