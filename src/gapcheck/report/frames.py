"""Assessments as pandas frames: plain columns, stable order, dates as dates, statuses as ordered categories.

Text that is absent is empty, a date that is absent is ``NaT``, and where nothing is judged ``certainty`` is missing;
several values are joined by ``; ``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.findings import Result
from gapcheck.engine.results import STATUSES, InstrumentResult
from gapcheck.report.rows.duties import cell_rows, duty_rows
from gapcheck.report.statuses import CERTAINTY, VERDICT

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FrameColumn:
    """A column of a frame: its name, the value of a row, and the order of its categories if it has any."""

    name: str
    value: Callable[[Any], object]
    categories: tuple[str, ...] = ()
    dates: bool = False


def _plain(*names: str) -> tuple[FrameColumn, ...]:
    return tuple(FrameColumn(name, attrgetter(name)) for name in names)


DUTY_COLUMNS = (
    *_plain("instrument", "article", "heading", "chapter", "duty", "force", "binding", "kind", "text"),
    *(FrameColumn(name, attrgetter(name), STATUSES) for name in ("status", "low", "high")),
    FrameColumn("certainty", lambda r: r.certainty or None, tuple(CERTAINTY)),
    *(FrameColumn(name, attrgetter(name), STATUSES) for name in ("view_low", "view_high")),
    FrameColumn("verdict", attrgetter("verdict"), tuple(VERDICT)),
    FrameColumn("questions", lambda r: _join([q.id for q in r.questions])),
    FrameColumn("citations", lambda r: _join(r.law.citations)),
    FrameColumn("in_force_from", attrgetter("law.in_force_from"), dates=True),
    FrameColumn("reasons", lambda r: " ".join(r.gap.reasons)),
    FrameColumn("goes_beyond", lambda r: _join(r.gap.goes_beyond)),
    FrameColumn("curable_under", lambda r: _join(r.reservations.curable_under)),
    FrameColumn("reservation_used", lambda r: _join(r.reservations.used)),
    FrameColumn("arguable_points", lambda r: _join(r.arguable.ids)),
    FrameColumn("settled_by", lambda r: " ".join(r.settled_by)),
    FrameColumn("officials", lambda r: _join([note.words for note in r.officials])),
    FrameColumn("survey_date", attrgetter("survey.day"), dates=True),
    FrameColumn("survey_acts", lambda r: _join(r.survey.acts)),
    FrameColumn("checked", attrgetter("law.checked")),
    FrameColumn("suspect", lambda r: " ".join(r.suspect)),
)
CELL_COLUMNS = (
    *_plain("duty"),
    FrameColumn("cell", attrgetter("label")),
    FrameColumn("concepts", lambda r: _join(r.elements)),
    FrameColumn("result", attrgetter("result"), get_args(Result)),
    *_plain("rule", "citation", "relation"),
    FrameColumn("shortfalls", lambda r: " ".join(r.shortfalls)),
    FrameColumn("goes_beyond", lambda r: _join(r.goes_beyond)),
    FrameColumn("curable_under", lambda r: _join(r.curable_under)),
    FrameColumn("position", lambda r: _join(r.position)),
)


def duty_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each duty, in the order of the instrument."""
    return _frame(DUTY_COLUMNS, duty_rows(assessment))


def cell_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each cell, in the order of the duties."""
    return _frame(CELL_COLUMNS, cell_rows(duty_rows(assessment)))


def _frame(columns: Sequence[FrameColumn], rows: Sequence[object]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({column.name: _series(column, [column.value(row) for row in rows]) for column in columns})


def _series(column: FrameColumn, values: list[Any]) -> Any:
    if column.categories:
        return _ordered(values, column.categories)
    return _dates(values) if column.dates else values


def _join(values: Sequence[str]) -> str:
    return "; ".join(values)


def _ordered(values: Sequence[str], order: Sequence[str]) -> pd.Categorical[str]:
    import pandas as pd

    return pd.Categorical(pd.Series(list(values)), categories=list(order), ordered=True)


def _dates(values: Sequence[date | None]) -> pd.Series[pd.Timestamp]:
    import numpy as np
    import pandas as pd

    # Seconds, not the nanoseconds of pandas, whose range ends in 1677 and 2262.
    return pd.Series(pd.DatetimeIndex([np.datetime64(v, "s") for v in values]), dtype="datetime64[s]")


def timeline_frame(timeline: TimelineResult) -> pd.DataFrame:
    """One row for each article, one column for each day on which some article moved."""
    import pandas as pd

    data = {step.day.isoformat(): [s.status for s in step.standings.values()] for step in timeline.moved}
    return pd.DataFrame(data, index=pd.Index(list(timeline.steps[0].standings), name="article"))
