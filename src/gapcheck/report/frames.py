"""Assessments as pandas frames: plain columns, stable order, dates as dates, statuses as ordered categories.

Text that is absent is empty, a date that is absent is ``NaT``; several values are joined by ``; ``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.results import STATUSES, InstrumentResult
from gapcheck.report.rows.duties import cell_rows, duty_rows
from gapcheck.report.statuses import RESULT

if TYPE_CHECKING:
    import pandas as pd

DUTY_TEXT = ("instrument", "article", "heading", "chapter", "duty", "force", "binding", "kind", "text")
CELL_TEXT = ("duty", "label", "concepts")


def duty_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each duty, in the order of the instrument."""
    import pandas as pd

    rows = duty_rows(assessment)
    data: dict[str, object] = {name: [getattr(r, name) for r in rows] for name in DUTY_TEXT}
    data |= {name: _ordered([getattr(r, name) for r in rows], STATUSES) for name in ("status", "low", "high")}
    data["citations"] = [_join(r.citations) for r in rows]
    data["in_force_from"] = _dates([r.in_force_from for r in rows])
    data["reasons"] = [" ".join(r.reasons) for r in rows]
    data["goes_beyond"] = [_join(r.goes_beyond) for r in rows]
    data["curable_under"] = [_join(r.curable_under) for r in rows]
    data["reservation_used"] = [_join(r.reservation_used) for r in rows]
    data["arguable_points"] = [_join(r.arguable_points) for r in rows]
    data["settled_by"] = [" ".join(r.settled_by) for r in rows]
    data["officials"] = [_join(r.officials) for r in rows]
    data["survey_date"] = _dates([r.survey_date for r in rows])
    data["survey_acts"] = [_join(r.survey_acts) for r in rows]
    data["checked"] = [r.checked for r in rows]
    data["suspect"] = [" ".join(r.suspect) for r in rows]
    return pd.DataFrame(data)


def cell_frame(assessment: InstrumentResult) -> pd.DataFrame:
    """One row for each cell, in the order of the duties."""
    import pandas as pd

    rows = cell_rows(duty_rows(assessment))
    data: dict[str, object] = {"cell" if n == "label" else n: [getattr(r, n) for r in rows] for n in CELL_TEXT}
    data["result"] = _ordered([r.result for r in rows], tuple(RESULT))
    for name in ("rule", "citation", "relation"):
        data[name] = [getattr(r, name) for r in rows]
    data["shortfalls"] = [" ".join(r.shortfalls) for r in rows]
    data["goes_beyond"] = [_join(r.goes_beyond) for r in rows]
    data["curable_under"] = [_join(r.curable_under) for r in rows]
    data["position"] = [_join(r.position) for r in rows]
    return pd.DataFrame(data)


def _join(values: Sequence[str]) -> str:
    return "; ".join(values)


def _ordered(values: Sequence[str], order: Sequence[str]) -> pd.Categorical[str]:
    import pandas as pd

    return pd.Categorical(pd.Series(list(values)), categories=list(order), ordered=True)


def _dates(values: Sequence[date | None]) -> pd.Series[pd.Timestamp]:
    import numpy as np
    import pandas as pd

    return pd.Series(pd.DatetimeIndex([np.datetime64(v, "s") for v in values]), dtype="datetime64[s]")


def timeline_frame(timeline: TimelineResult) -> pd.DataFrame:
    """One row for each article, one column for each day on which some article moved."""
    import pandas as pd

    data = {step.day.isoformat(): [s.status for s in step.standings.values()] for step in timeline.moved}
    return pd.DataFrame(data, index=pd.Index(list(timeline.steps[0].standings), name="article"))
