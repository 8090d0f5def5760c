"""Light rows: how an article or a duty stood over an interval, and nothing of why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from gapcheck.batch.job import Job
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import assess_with, with_reform
from gapcheck.change.timeline import FIRST, TimelineDay, timeline
from gapcheck.engine.results import Certainty, End, InstrumentResult, Judged, Status
from gapcheck.model.ids import DutyId

ENOUGH_DAYS = 12
"""From so many days of one question on, one timeline is less work than each day by itself (docs/scale.md)."""

_LAST = date.max
_DAY = timedelta(days=1)


class LightRow(NamedTuple):
    """How an article (``duty`` is ``None``) or a duty stood on every day of the half-open interval ``[start, end)``.

    ``end`` is ``None`` where no end is known. ``low`` to ``high`` are the four ends of a verdict; the certainty is
    ``None`` where there is nothing to be certain of.
    """

    state: str
    instrument: str
    article: str
    duty: str | None
    start: date
    end: date | None
    status: Status
    certainty: Certainty | None
    low: End
    view_low: End
    view_high: End
    high: End
    reading: str | None
    reform: str | None
    job: str
    """The key of the job, so that rows of two jobs on one instrument can be told apart."""


class _Head(NamedTuple):
    """What every row of a job has."""

    state: str
    job: Job
    key: str


class _Place(NamedTuple):
    """An article or duty, with how it stands."""

    article: str
    duty: str | None
    judged: Judged


def rows_of_job(catalogue: Catalogue, job: Job, key: str) -> tuple[LightRow, ...]:
    """The rows of one job: by article, each before its duties, and of each by day.

    Raises ``UnknownIdError``, ``UsageError`` and ``ReformError`` as ``assess`` and ``timeline`` do.
    """
    if job.day is None:
        return tuple(_of_interval(catalogue, _Head(catalogue.state.id, job, key)))
    result = assess_with(catalogue, job.instrument, job.day, job.reading, job.reform, job.tried)
    return tuple(_of_day(_Head(catalogue.state.id, job, key), _of_result(result), job.day))


def rows_of_days(catalogue: Catalogue, jobs: Iterable[Job], keys: Iterable[str]) -> Iterator[tuple[LightRow, ...]]:
    """The rows of jobs that ask one question of many days, by one timeline. Raises as :func:`rows_of_job` does."""
    asked = list(jobs)
    days = [job.day for job in asked if job.day is not None]
    steps = _steps(catalogue, asked[0], min(days), max(days))
    for job, day, key in zip(asked, days, keys, strict=True):
        step = [s for s in steps if s.day <= day][-1]
        yield tuple(_of_day(_Head(catalogue.state.id, job, key), _of_step(catalogue, job, step), day))


def may_share_a_timeline(catalogue: Catalogue, job: Job) -> bool:
    """Whether days of its question have one timeline: a reform without a day of commencement is laid over each anew."""
    if job.reform is None:
        return True
    reform = catalogue.reforms.get(job.reform)
    return reform is not None and reform.commences is not None


def _of_day(head: _Head, places: Iterable[_Place], day: date) -> Iterator[LightRow]:
    after = None if day == _LAST else day + _DAY
    for place in places:
        yield _row(head, place, day, after)


def _of_interval(catalogue: Catalogue, head: _Head) -> Iterator[LightRow]:
    """The rows of a timeline: a new one begins where the place stands otherwise than the day before."""
    job = head.job
    last = None if job.until is None else job.until - _DAY
    begun: dict[tuple[str, str | None], tuple[date, _Place]] = {}
    ended: dict[tuple[str, str | None], list[LightRow]] = {}
    for step in _steps(catalogue, job, job.first, last):
        for place in _of_step(catalogue, job, step):
            here = place[:2]
            held = begun.get(here)
            if held is not None and _verdict(held[1]) == _verdict(place):
                continue
            if held is not None:
                ended.setdefault(here, []).append(_row(head, held[1], held[0], step.day))
            begun[here] = (step.day, place)
    for here, (start, place) in begun.items():
        yield from ended.get(here, ())
        yield _row(head, place, start, job.until)


def _steps(catalogue: Catalogue, job: Job, first: date | None, last: date | None) -> tuple[TimelineDay, ...]:
    law = catalogue.with_views(job.tried)
    if job.reform is not None:
        treaty = law.instrument(job.instrument)
        law = with_reform(law, job.reform, first or treaty.opened or treaty.adopted or FIRST)
    return timeline(law, job.instrument, first, last, job.reading, in_words=False).steps


def _of_step(catalogue: Catalogue, job: Job, step: TimelineDay) -> Iterator[_Place]:
    for article, standing in step.standings.items():
        yield _Place(article, None, standing)
        for full in catalogue.duties_of(job.instrument, article):
            yield _Place(article, full.duty.id, step.duties[full.key])


def _of_result(result: InstrumentResult) -> Iterator[_Place]:
    for article in result.articles:
        yield _Place(article.article.article, None, article)
        for duty in article.duties:
            yield _Place(article.article.article, duty.full.duty.id, duty)


def _verdict(place: _Place) -> object:
    return place.judged.verdict


def _row(head: _Head, place: _Place, start: date, end: date | None) -> LightRow:
    job, judged = head.job, place.judged
    ends = (judged.low, judged.view_low, judged.view_high, judged.high)
    duty = None if place.duty is None else str(DutyId(job.instrument, place.duty))
    where = (head.state, job.instrument, place.article, duty)
    return LightRow(*where, start, end, judged.status, judged.certainty, *ends, job.reading, job.reform, head.key)
