"""What the catalogues that no test changes were asked, worked out once for a run: assessments, timelines and measures.

A command and a report work them out anew each time, which is most of what they take; with the same catalogue, day and
reading the answer is the same frozen value, so it may be shared as the catalogue is (``warm_catalogues``). What reads
files (reviews) or is told as it goes (progress) is never shared, and nothing is with the fixture ``loaded_anew``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from types import ModuleType
from typing import Any

from support.warm_catalogues import is_shared

Answers = dict[tuple[object, ...], Any]


def share_results() -> None:
    """Let assessments be shared, and in reports timelines and measures: tests that call these by themselves, and those
    of the engine, get a new answer each time.
    """
    from gapcheck.api import Gapcheck
    from gapcheck.report import report_rows
    from gapcheck.report.rows import measure_progress, timeline

    # A load makes a new face of the catalogue each time.
    _share(Gapcheck, "assess", lambda book: book.catalogue)
    _share(timeline, "timeline")
    _share(report_rows, "measures")
    measure_progress.measures = report_rows.measures


def _share(owner: ModuleType | type, name: str, subject: Callable[[Any], Any] = lambda first: first) -> None:
    """Let a function answer from what it said of the same subject, its first argument, when it was asked the same."""
    function = getattr(owner, name)
    signature = inspect.signature(function)
    answers: Answers = {}

    @wraps(function)
    def answered(first: Any, *args: Any, **options: Any) -> Any:
        given = signature.bind(first, *args, **options)
        given.apply_defaults()
        asked = [*given.arguments.values()][1:]
        if not (is_shared(getattr(first, "catalogue", first)) and all(map(_is_plain, asked))):
            return function(first, *args, **options)
        key = (id(subject(first)), *map(str, asked))
        if key not in answers:
            # The subject is kept, so that no other can come to have its identity.
            answers[key] = subject(first), function(first, *args, **options)
        return answers[key][1]

    setattr(owner, name, answered)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, date, bool)) or value == {}
