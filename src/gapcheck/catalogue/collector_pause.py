"""A pause of Python's search for reference cycles, while much is made and nothing thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LEAST_PUT_BY = 20_000
"""Fewer values are searched as ever: that takes a millisecond, and to ask whether others are put by may take longer."""
MOST_PUT_BY = 1_000_000
"""So many values that pauses made, some 200 MB, are put by without a search."""


@dataclass
class _PutBy:
    """How many values were made in pauses since they were last searched: at most, since many are gone by then."""

    values: int = 0

    def add(self, made: int) -> None:
        """Put what was made with the old values, which are searched seldom and all at once."""
        # What somebody else froze has to stay so, and could not be told from what is put by.
        if made >= LEAST_PUT_BY and not gc.get_freeze_count():
            self.values += made
            gc.freeze()
            gc.unfreeze()

    def search_if_many(self) -> None:
        """Search all values for cycles if many were put by: what made most of them is gone by now."""
        if self.values > MOST_PUT_BY:
            gc.collect()
            self.values = 0


_PUT_BY = _PutBy()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Look for no cycles meanwhile: a load makes none and a report few, and the search would go through all that was
    made, again and again.

    Nor is it searched right after, while all of it is still in use, but before a later pause, and only if there is much
    of it. It is a pause of the time of one call, and the collector is put back as it was found: no more is for a
    library to decide.
    """
    enabled = gc.isenabled()
    if enabled:
        _PUT_BY.search_if_many()
        # Found off, it is left: the thread whose pause that is may end it just now, and nobody would end ours.
        gc.disable()
    before = gc.get_count()[0]
    try:
        yield
    finally:
        if enabled:
            _PUT_BY.add(gc.get_count()[0] - before)
            gc.enable()
