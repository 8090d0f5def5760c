"""A job: one instrument held against the law of a day or over an interval, as a small value that can be sent away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.errors import UsageError
from gapcheck.model.base import as_at_date

Day = date | str | None

Where = tuple[DataChoice, str | None]
"""Data, and the State whose law is meant where it was named."""


@dataclass(frozen=True)
class Job:
    """One question to :func:`gapcheck.assess_many`.

    Either ``as_at`` is a day, or the answer is a timeline over the half-open interval ``[start, end)``: without
    ``start`` from the day on which the instrument was opened, without ``end`` with no end. Days are dates or ISO
    strings. ``data`` is a folder (or several that are taken together) in place of the one that every job shares.
    ``state`` is the id of the State whose law it is, which needs no saying where the data have the law of one alone.
    ``views`` are as ``assess`` takes them; they are kept as pairs.

    Raises ``UsageError`` for a bad day, an empty interval, or both a day and an interval.
    """

    instrument: str
    as_at: Day = None
    start: Day = None
    end: Day = None
    reading: str | None = None
    reform: str | None = None
    views: Mapping[str, str] | tuple[tuple[str, str], ...] | None = ()
    data: DataChoice = None
    state: str | None = None

    def __post_init__(self) -> None:
        for name in ("as_at", "start", "end"):
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else as_at_date(value))
        if self.day is not None and (self.first, self.until) != (None, None):
            raise UsageError(f"a job on {self.instrument!r} has a day and an interval; expected one of them")
        if self.first is not None and self.until is not None and self.until <= self.first:
            raise UsageError(f"a job on {self.instrument!r} would end on {self.until}, not after {self.first}")
        if self.views is not None:
            object.__setattr__(self, "views", tuple(sorted(dict(self.views).items())))
        if self.data is not None and not isinstance(self.data, str):
            several = [self.data] if hasattr(self.data, "__fspath__") else list(self.data)
            object.__setattr__(self, "data", tuple(map(str, several)))

    @property
    def day(self) -> date | None:
        """The day that is asked of; ``None`` where it is an interval."""
        return None if self.as_at is None else as_at_date(self.as_at)

    @property
    def first(self) -> date | None:
        """The first day of the interval."""
        return None if self.start is None else as_at_date(self.start)

    @property
    def until(self) -> date | None:
        """The first day after the interval."""
        return None if self.end is None else as_at_date(self.end)

    @property
    def tried(self) -> dict[str, str] | None:
        """The answers that are tried in place of views; ``None`` leaves every question open."""
        return None if self.views is None else dict(self.views)

    @property
    def where(self) -> Where:
        """The data that answer, and the State whose law is meant where they have the law of several."""
        return self.data, self.state

    @property
    def question(self) -> tuple[object, ...]:
        """What is asked apart from the day: days of one question can be answered by one timeline."""
        return (self.data, self.state, self.instrument, self.reading, self.reform, self.views)

    def key(self, content: str) -> str:
        """The hash of the job and of the content of its data, wherever these stand."""
        days = [None if day is None else day.isoformat() for day in (self.day, self.first, self.until)]
        asked = [content, self.state, self.instrument, *days, self.reading, self.reform, self.views]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def checked_jobs(jobs: Iterable[Job]) -> tuple[Job, ...]:
    """The jobs in their order. Raises ``UsageError`` for what is no job."""
    found = tuple(jobs)
    for one in found:
        if not isinstance(one, Job):
            raise UsageError(f"{one!r} is no job; expected a gapcheck.Job")
    return found
