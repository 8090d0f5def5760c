"""The articles that bind by chapter, as they stood on two days: how many are met, met in part, not met or open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gapcheck.engine.results import FULFILLED, ArticleResult, InstrumentResult
from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Column, Part, cell, strong
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

_COLUMNS = ("Met", "In part", "Not met", "Open")


def counts(draft: Draft) -> None:
    """The table; of the day alone where nothing is on record to hold it against. It has no percentage."""
    change = draft.report.change
    sides = [*([change.before] if change else []), draft.report.assessment]
    days = [*([change.first.as_at] if change else []), draft.report.assessment.as_at]
    first, each = (34, 8) if len(sides) == 2 else (52, 12)
    columns: list[Column] = [("Chapter", first, "")]
    columns += [(name, each, long_date(day)) for day in days for name in _COLUMNS]
    widths = sum(column[1] for column in columns)
    columns[0] = ("Chapter", first + 100 - widths, "")
    rows = [
        _row(chapter, [_by_number(side) for side in sides], [r.article.article for r in results])
        for chapter, results in draft.chapters.items()
        if any(r.status != "no_duty" for r in results)
    ]
    every = [a.article.article for a in draft.report.assessment.articles]
    rows.append(_row(strong("All chapters"), [_by_number(side) for side in sides], every))
    noun = capital(f"{draft.instrument.division}s")
    on = "on two days" if len(sides) == 2 else f"on {long_date(days[0])}"
    draft.write.table(f"{noun} with binding duties, by chapter, {on} (“met” includes “likely met”)", columns, rows)


def _by_number(side: InstrumentResult) -> Mapping[str, ArticleResult]:
    return {a.article.article: a for a in side.articles}


def _row(name: Part, sides: Sequence[Mapping[str, ArticleResult]], numbers: Sequence[str]) -> tuple[TableCell, ...]:
    cells = [cell(name)]
    for side in sides:
        found = [side[n].status for n in numbers if n in side]
        met = sum(status in FULFILLED for status in found)
        partial, unmet = found.count("partial"), found.count("unmet")
        open_ = sum(status in ("unclear", "not_assessed", "withheld") for status in found)
        cells += [cell(str(n) if n else "–") for n in (met, partial, unmet, open_)]
    return tuple(cells)
