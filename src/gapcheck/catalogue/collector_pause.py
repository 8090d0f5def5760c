"""A pause of Python's search for reference cycles, while much is made and nothing thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Look for no cycles meanwhile: a load makes none and a report few, and the search would go through all that was
    made, again and again.

    It is a pause of the time of one call, and the collector is put back as it was found: no more is for a library to
    decide.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
