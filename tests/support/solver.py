"""Choosing repairs without the solver."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from gapcheck.repair import choice


@contextmanager
def without_scipy() -> Iterator[None]:
    """As on a computer on which SciPy is not installed."""
    real: Callable[..., Any] = builtins.__import__

    def refuse(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "scipy":
            raise ImportError(name)
        return real(name, *args, **more)

    with patch.object(builtins, "__import__", refuse):
        yield


@contextmanager
def without_solver() -> Iterator[None]:
    """The same, where the choices are so many that they are not all tried."""
    with without_scipy(), patch.object(choice, "TRIED_UP_TO", 0):
        yield
