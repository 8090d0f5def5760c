"""Results as small tables, the same for frames and for notebooks: plans, hindcasts, relations, statements, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.html_table import html_table
from gapcheck.model.ids import DutyId
from gapcheck.natural_order import natural_key
from gapcheck.repair.hindcast import HindcastResult
from gapcheck.repair.instructions import Drafter
from gapcheck.repair.plan import PlanResult
from gapcheck.report.frames import day_column
from gapcheck.report.relations import RelationRow
from gapcheck.statements.assessor_comparison import AssessorComparison
from gapcheck.statements.statement_comparison import StatementComparison
from gapcheck.wording.words import status_in_words

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 60


@dataclass(frozen=True)
class ResultTable:
    """Rows under named columns; a notebook shows those of them in ``shown``, by the words for people."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    shown: tuple[tuple[str, str], ...]
    title: str = ""
    foot: str = ""

    def frame(self) -> pd.DataFrame:
        """Every column, as a pandas frame; days as days."""
        needs_pandas()
        import pandas as pd

        values: dict[str, list[Any]] = {name: [row[n] for row in self.rows] for n, name in enumerate(self.columns)}
        days = {"date", "as_at"}
        return pd.DataFrame({name: day_column(found) if name in days else found for name, found in values.items()})

    def html(self) -> str:
        """The columns for people, at most sixty rows; everything is escaped."""
        places = [self.columns.index(name) for name, _ in self.shown]
        rows = [[row[place] for place in places] for row in self.rows]
        table = html_table([head for _, head in self.shown], rows, most=MOST_ROWS)
        above = f"<p><strong>{escape(self.title)}</strong></p>" if self.title else ""
        return f"<div>{above}{table}{f'<p>{escape(self.foot)}</p>' if self.foot else ''}</div>"


def plan_table(plan: PlanResult) -> ResultTable:
    """The instructions of a plan, by Act."""
    drafter = Drafter(plan.assessment)
    rows = []
    for told in drafter.instructions(plan.edits, plan.serves):
        then = sorted({status_in_words(plan.closed[key]) for key in told.serves if key in plan.closed})
        rows.append(
            (told.act, told.text, "; ".join(told.serves), _pinpoints(told.serves), "; ".join(then), len(told.edits))
        )
    treaty, day = plan.assessment.instrument.short_title, plan.assessment.as_at
    return ResultTable(
        ("act", "instruction", "serves", "duties", "then", "changes"),
        tuple(rows),
        (("act", "Act"), ("instruction", "Change"), ("duties", "Serves"), ("then", "These would be")),
        f"Changes that would close the gaps of the {treaty} on the law of {day}",
        f"No repair was found for {', '.join(plan.left)}." if plan.left else "",
    )


def hindcast_table(hindcast: HindcastResult) -> ResultTable:
    """The computed changes, and what the Act did of each."""
    drafter = Drafter(hindcast.before)
    rows = [
        (
            drafter.instruction(one.edit, one.serves),
            "; ".join(one.serves),
            _pinpoints(one.serves),
            one.result,
            "; ".join(one.where),
        )
        for one in hindcast.edits
    ]
    return ResultTable(
        ("instruction", "serves", "duties", "outturn", "where"),
        tuple(rows),
        (("instruction", "Computed change"), ("duties", "Serves"), ("outturn", "Outturn"), ("where", "Where")),
        f"Repairs computed on the law of {hindcast.before.as_at}, and the {hindcast.act}",
        f"What the Act did that no gap needed: {'; '.join(hindcast.beyond) or 'nothing on record'}.",
    )


def relation_table(relations: Iterable[RelationRow]) -> ResultTable:
    """How each cell of a treaty stands to the best rule for it."""
    columns = ("focal", "relationship", "reference", "rule", "focal_description", "reference_description")
    rows = [
        (
            row.duty,
            DutyId.parse(row.duty).instrument,
            DutyId.parse(row.duty).duty,
            *(getattr(row, name) for name in columns),
            " ".join(row.comments),
            row.as_at,
        )
        for row in relations
    ]
    return ResultTable(
        ("id", "instrument", "duty", *columns, "comments", "as_at"),
        tuple(rows),
        (("focal", "Treaty"), ("relationship", "is ..."), ("reference", "Law"), ("comments", "Comments")),
    )


def statement_table(comparisons: Iterable[StatementComparison]) -> ResultTable:
    """What officials said, and whether the verdicts bear it out."""
    rows = [
        (
            one.statement.id,
            one.statement.speaker,
            one.statement.as_at,
            one.about,
            one.statement.claim,
            one.result,
            one.then.words if one.then else "",
            one.now.words if one.now else "",
            "; ".join(one.changed_by),
            one.sentence,
        )
        for one in comparisons
    ]
    return ResultTable(
        ("statement", "speaker", "date", "id", "claim", "result", "then", "now", "changed_by", "sentence"),
        tuple(rows),
        (("id", "About"), ("date", "Said on"), ("result", "Result"), ("sentence", "In words")),
    )


def assessor_table(comparisons: Iterable[AssessorComparison]) -> ResultTable:
    """What outside bodies found, and whether the verdicts bear it out."""
    rows = [
        (
            one.assessment.id,
            one.assessment.assessor,
            one.assessment.standard,
            one.assessment.as_at,
            one.about,
            one.assessment.rating or "",
            one.result,
            one.status or "",
            one.certainty or "",
            one.sentence,
        )
        for one in comparisons
    ]
    return ResultTable(
        ("finding", "assessor", "standard", "date", "id", "rating", "result", "status", "certainty", "sentence"),
        tuple(rows),
        (("id", "About"), ("date", "Found on"), ("result", "Result"), ("sentence", "In words")),
    )


def _pinpoints(keys: Sequence[str]) -> str:
    return "; ".join(sorted((DutyId.parse(key).duty for key in keys), key=natural_key))
