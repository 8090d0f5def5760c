"""Assessments as pandas frames: plain columns, stable order, dates as dates, statuses as ordered categories.

Categories run from what leaves nothing to do to what leaves most, so that ``status >= 'partial'`` are the gaps alone.
Text that is absent is empty, a date that is absent is ``NaT``, and where nothing is judged ``certainty`` is missing;
several values are joined by ``; ``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.findings import Result
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.model.law import RuleEntry
from gapcheck.report.rows.articles import ArticleRow, article_rows
from gapcheck.report.rows.duties import cell_rows, duty_rows
from gapcheck.report.statuses import VERDICT, weakest_check
from gapcheck.wording.citation import cite_rule

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.faces.places import AssessedDuty


@dataclass(frozen=True)
class FrameColumn:
    """A column of a frame: its name, the value of a row, and the order of its categories if it has any."""

    name: str
    value: Callable[[Any], object]
    categories: tuple[str, ...] = ()
    dates: bool = False


def _plain(*names: str) -> tuple[FrameColumn, ...]:
    return tuple(FrameColumn(name, attrgetter(name)) for name in names)


BY_CONCERN = ("withheld", "no_duty", "met", "met_with_reservation", "not_assessed", "unclear", "partial", "unmet")
"""The order of statuses as categories: nothing is asked, met, not known, short."""

_BEFORE = ("Withheld", "No duty")
VERDICTS_BY_CONCERN = (
    *_BEFORE,
    *(words for words in VERDICT if words.removeprefix("Likely ").lower().startswith("met")),
    "Not assessed",
    "Contested",
    *(words for words in VERDICT if words.removeprefix("Likely ").lower().startswith(("partial", "unmet"))),
)
CERTAINTIES = ("settled", "view", "open")

ENDS = ("status", "low", "high", "view_low", "view_high")


def _full_id(row: Any) -> str:
    return f"{row.instrument}:{row.duty}"


DUTY_COLUMNS = (
    FrameColumn("id", _full_id),
    *_plain("instrument", "article", "heading", "chapter", "duty", "force", "binding", "kind", "text"),
    *(FrameColumn(name, attrgetter(name), BY_CONCERN) for name in ("status", "low", "high")),
    FrameColumn("certainty", lambda r: r.certainty or None, CERTAINTIES),
    *(FrameColumn(name, attrgetter(name), BY_CONCERN) for name in ("view_low", "view_high")),
    FrameColumn("verdict", attrgetter("verdict"), VERDICTS_BY_CONCERN),
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
    FrameColumn("id", _full_id),
    *_plain("instrument", "duty"),
    FrameColumn("cell", attrgetter("label")),
    FrameColumn("concepts", lambda r: _join(r.elements)),
    FrameColumn("result", attrgetter("result"), get_args(Result)),
    *_plain("rule", "citation", "relation"),
    FrameColumn("shortfalls", lambda r: " ".join(r.shortfalls)),
    FrameColumn("goes_beyond", lambda r: _join(r.goes_beyond)),
    FrameColumn("curable_under", lambda r: _join(r.curable_under)),
    FrameColumn("position", lambda r: _join(r.position)),
)

ARTICLE_COLUMNS = (
    *_plain("id", "instrument", "article", "heading", "chapter"),
    *(FrameColumn(name, attrgetter(name), BY_CONCERN) for name in ENDS),
    FrameColumn("certainty", lambda r: r.certainty or None, CERTAINTIES),
    FrameColumn("verdict", attrgetter("verdict"), VERDICTS_BY_CONCERN),
    FrameColumn("questions", lambda r: _join([q.id for q in r.questions])),
    FrameColumn("duties", lambda r: sum(r.duties.values())),
)
LINK_COLUMNS = (
    *_plain("id", "instrument", "duty"),
    FrameColumn("status", attrgetter("status"), BY_CONCERN),
    *_plain("rule", "act", "section", "citation"),
    FrameColumn("from", attrgetter("start"), dates=True),
    FrameColumn("to", attrgetter("end"), dates=True),
    *_plain("checked"),
)


def duty_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each duty, in the order of the instrument."""
    return _frame(DUTY_COLUMNS, duty_rows(assessment))


def cell_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each cell, in the order of the duties."""
    return _frame(CELL_COLUMNS, cell_rows(duty_rows(assessment)))


def article_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each article, in the order of the instrument; ``duties`` is how many it has."""
    return _frame(ARTICLE_COLUMNS, [_OfInstrument(assessment, row) for row in article_rows(assessment)])


def link_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each duty and rule that its verdict rests on; ``from`` and ``to`` are the interval of the rule."""
    return _frame(LINK_COLUMNS, [_Link(duty, entry) for duty in assessment.duties for entry in duty.rules])


FRAMES: Mapping[str, Callable[[InstrumentResult], pd.DataFrame]] = {
    "duties": duty_frame,
    "articles": article_frame,
    "cells": cell_frame,
    "links": link_frame,
}


def frame_of_duties(duties: Sequence[AssessedDuty]) -> pd.DataFrame:
    """The rows of some duties of an assessment, in their order, with the columns of ``duty_frame``."""
    if not duties:
        return _frame(DUTY_COLUMNS, ())
    rows = {f"{row.instrument}:{row.duty}": row for row in duty_rows(duties[0].assessment)}
    return _frame(DUTY_COLUMNS, [rows[duty.id] for duty in duties])


class _OfInstrument:
    """A row of an article, with the instrument that it is of."""

    def __init__(self, assessment: InstrumentResult, row: ArticleRow) -> None:
        self.instrument, self.row = assessment.instrument.id, row
        self.id = f"{self.instrument}:{row.article}"

    def __getattr__(self, name: str) -> object:
        return getattr(self.row, name)


@dataclass(frozen=True)
class _Link:
    """A duty and one rule that its verdict rests on."""

    result: DutyResult
    entry: RuleEntry

    @property
    def row(self) -> dict[str, object]:
        """The values of the columns, by their names."""
        entry, rule = self.entry, self.entry.rule
        return {
            "id": self.result.id,
            "instrument": self.result.full.instrument,
            "duty": self.result.full.duty.id,
            "status": self.result.status,
            "rule": entry.key,
            "act": entry.act.title,
            "section": entry.section.section,
            "citation": cite_rule(entry),
            "start": rule.in_force.start,
            "end": rule.in_force.end,
            "checked": weakest_check(rule.source),
        }

    def __getattr__(self, name: str) -> object:
        return self.row[name]


def _frame(columns: Sequence[FrameColumn], rows: Sequence[object]) -> pd.DataFrame:
    needs_pandas()
    import pandas as pd

    return pd.DataFrame({column.name: _series(column, [column.value(row) for row in rows]) for column in columns})


def _series(column: FrameColumn, values: list[Any]) -> Any:
    if column.categories:
        return _ordered(values, column.categories)
    return day_column(values) if column.dates else values


def _join(values: Sequence[str]) -> str:
    return "; ".join(values)


def _ordered(values: Sequence[str | None], order: Sequence[str]) -> pd.Categorical[str]:
    import pandas as pd

    return pd.Categorical(pd.Series(list(values)), categories=list(order), ordered=True)


def day_column(values: Sequence[date | None]) -> pd.Series[pd.Timestamp]:
    """Days as a column of days (``datetime64[s]``); a day that is absent is ``NaT``."""
    import numpy as np
    import pandas as pd

    # Seconds, not the nanoseconds of pandas, whose range ends in 1677 and 2262.
    return pd.Series(pd.DatetimeIndex([np.datetime64(v, "s") for v in values]), dtype="datetime64[s]")


def timeline_frame(timeline: TimelineResult) -> pd.DataFrame:
    """One row for each article, one column for each day on which some article moved."""
    needs_pandas()
    import pandas as pd

    data = {step.day.isoformat(): [s.status for s in step.standings.values()] for step in timeline.moved}
    return pd.DataFrame(data, index=pd.Index(list(timeline.steps[0].standings), name="article"))


def timeline_long_frame(timeline: TimelineResult) -> pd.DataFrame:
    """One row for each article and each day on which some article moved."""
    needs_pandas()
    import pandas as pd

    instrument = timeline.instrument.id
    found = [(step.day, article, at) for step in timeline.moved for article, at in step.standings.items()]
    data: dict[str, Any] = {"date": day_column([day for day, _, _ in found])}
    data["id"] = [f"{instrument}:{article}" for _, article, _ in found]
    data["instrument"] = [instrument for _ in found]
    data["article"] = [article for _, article, _ in found]
    for name in ("status", "low", "high"):
        data[name] = _ordered([getattr(at, name) for _, _, at in found], BY_CONCERN)
    data["certainty"] = _ordered([at.certainty or None for _, _, at in found], CERTAINTIES)
    data["verdict"] = _ordered([at.verdict_words for _, _, at in found], VERDICTS_BY_CONCERN)
    return pd.DataFrame(data)
