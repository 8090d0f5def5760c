"""Doing one piece of work beside another: in a copy of this process, where the system can make one."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def may_fork() -> bool:
    """Whether a copy of this process is possible, safe (no other thread could hold a lock in it) and of any use."""
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def beside(aside: Callable[[], A], here: Callable[[], B]) -> tuple[A, B]:
    """The results of both, the first worked out in a copy of this process, if there may be one. Raises what either
    raises.
    """
    if not may_fork():
        return aside(), here()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(aside, reading, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        try:
            mine = here()
            raw = answer.read()
        finally:
            answer.close()  # a copy that still writes is told that nobody listens any more
            os.waitpid(child, 0)
    done, found = pickle.loads(raw)
    if not done:
        raise found
    return found, mine


def _answer(aside: Callable[[], object], reading: int, writing: int) -> None:
    """In the copy: work, write the result or what was raised, and end without anything that the original does at its
    end.
    """
    os.close(reading)
    try:
        try:
            raw = pickle.dumps((True, aside()))
        except Exception as error:
            raw = pickle.dumps((False, error))
        with os.fdopen(writing, "wb") as stream:
            stream.write(raw)
    finally:
        os._exit(0)
