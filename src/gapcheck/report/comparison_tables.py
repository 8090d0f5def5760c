"""Comparisons for notebooks: as pandas frames, and as plain HTML with inline colours in which everything is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.change.comparison import ComparisonResult, StandingChange
from gapcheck.change.instrument_comparison import Direction, InstrumentComparisonResult, answer_in_words
from gapcheck.change.standing import Standing
from gapcheck.html_table import bordered_table
from gapcheck.model.ids import DutyId
from gapcheck.report.statuses import status_badge

if TYPE_CHECKING:
    import pandas as pd

MAX_ROWS = 80

HEADS = ("Article or duty", "Heading", "Change", "Before", "After", "Why")

COLUMNS = ("level", "id", "duty", "article", "heading", "kind", "direction")


def comparison_frame(comparison: ComparisonResult) -> pd.DataFrame:
    """One row for each article and duty that changed; text that is absent is empty, several values are joined by ``;
    ``.
    """
    needs_pandas()
    import pandas as pd

    rows = comparison.rows()
    instrument = comparison.after.instrument.id
    plain = [{**row.to_dict(), **ids_of(row, instrument)} for row in rows]
    data: dict[str, object] = {name: [row[name] for row in plain] for name in COLUMNS}
    for name in ("before", "after"):
        standings: list[Standing | None] = [getattr(row, name) for row in rows]
        data[name] = [s.status if s else "" for s in standings]
        for part in ("low", "high", "certainty", "view_low", "view_high"):
            data[f"{name}_{part}"] = [getattr(s, part) or "" if s else "" for s in standings]
        data[f"{name}_words"] = [s.verdict_words if s else "" for s in standings]
    data["came"] = ["; ".join(row.cause.added) for row in rows]
    data["went"] = ["; ".join(row.cause.removed) for row in rows]
    data["by"] = ["; ".join(row.by) for row in rows]
    data["why"] = [" ".join(row.why) for row in rows]
    return pd.DataFrame(data)


def ids_of(change: StandingChange, instrument: str) -> dict[str, str]:
    """The full id, and the pinpoint of a duty."""
    if change.level == "article":
        return {"id": f"{instrument}:{change.place}", "duty": ""}
    return {"id": change.place, "duty": DutyId.parse(change.place).duty}


def comparison_html(comparison: ComparisonResult, max_rows: int = MAX_ROWS) -> str:
    """A row for each change, at most ``max_rows``, under a line that says what was compared."""
    rows = comparison.rows()
    first, second = comparison.sides
    title = (
        f"<strong>{escape(comparison.after.instrument.title)}</strong>: {escape(first)} compared with {escape(second)}."
    )
    counts = ", ".join(f"{n} {kind}" for kind, n in comparison.counts.items() if n) or "No article stands differently"
    table = bordered_table(HEADS, map(_row, rows[:max_rows])) if rows else ""
    return f"<div><p>{title}</p><p>{escape(counts)}.</p>{table}{_not_shown(len(rows) - max_rows)}</div>"


def _not_shown(left: int) -> str:
    """How many rows are not shown."""
    if left <= 0:
        return ""
    return f"<p>{left} more {'row is' if left == 1 else 'rows are'} not shown; <code>.frame()</code> has them all.</p>"


def _row(change: StandingChange) -> tuple[str, ...]:
    place = escape(change.place) if change.level == "duty" else f"<strong>{escape(change.place)}</strong>"
    direction = "" if change.direction == "neither" else f" ({change.direction})"
    # The sentences of an article would say again what those of its duties say below it.
    by = escape("; ".join(change.by))
    why = "<br>".join(escape(s) for s in change.why) if change.level == "duty" else by
    kind = f"{change.kind}{direction}"
    return place, escape(change.heading), escape(kind), _standing(change.before), _standing(change.after), why


def _standing(standing: Standing | None) -> str:
    return "not there" if standing is None else status_badge(standing.verdict_words, standing.words)


# Instruments ------------------------------------------------------------------------------------------------------

# An answer looks like the status that it comes nearest to.
_LOOKS: Mapping[str, str] = {
    "suffices": "met",
    "may_fall_short": "unclear",
    "falls_short": "partial",
    "says_nothing": "unmet",
    "no_duty": "no_duty",
}


def instruments_frame(comparison: InstrumentComparisonResult) -> pd.DataFrame:
    """One row for each duty of either instrument: which text is met, which duty is asked, and the answer."""
    needs_pandas()
    import pandas as pd

    rows = [(d, one) for d in (comparison.forward, comparison.backward) for one in d]
    data: dict[str, object] = {"met": [d.met.id for d, _ in rows], "asked": [d.asked.id for d, _ in rows]}
    data |= {
        name: [getattr(one, name) for _, one in rows] for name in ("id", "article", "heading", "binding", "result")
    }
    data["duty"] = [DutyId.parse(one.id).duty for _, one in rows]
    data["by"] = ["; ".join(one.by) for _, one in rows]
    data["sentences"] = [" ".join(one.sentences) for _, one in rows]
    return pd.DataFrame(data)


def instruments_html(comparison: InstrumentComparisonResult, max_rows: int = MAX_ROWS) -> str:
    """A table for each direction, each of at most ``max_rows`` duties."""
    return f"<div>{''.join(_direction(d, max_rows) for d in (comparison.forward, comparison.backward))}</div>"


def _direction(direction: Direction, max_rows: int) -> str:
    title = f"Duties of the {direction.asked.short_title} for a State that meets the {direction.met.short_title}"
    rows = [
        (
            escape(d.id),
            escape(d.heading),
            status_badge(_LOOKS[d.result], answer_in_words(d.result)),
            "<br>".join(escape(s) for s in d.sentences),
        )
        for d in direction.duties
    ]
    table = bordered_table(("Duty", "Heading", "Answer", "Why"), rows[:max_rows])
    return f"<p><strong>{escape(title)}</strong></p>{table}{_not_shown(len(rows) - max_rows)}"
