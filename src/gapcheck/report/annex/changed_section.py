"""The section on what changed since a baseline: which articles stand otherwise, what moved them, and why."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import cell
from gapcheck.report.rows.article_changes import ChangeRow, change_rows
from gapcheck.wording.citation import act_of
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join

MOST_CAUSES = 4
"""How many causes are told in a place."""


def changed(draft: Draft) -> None:
    """What has changed since the day that was asked for."""
    since = draft.report.since
    rows = change_rows(draft.report.change)
    if since is None:
        return
    first, last = long_date(since), long_date(draft.report.assessment.as_at)
    if not rows:
        draft.write.paragraph(f"No {draft.instrument.division} stands otherwise on {last} than on {first}.")
        return
    by = list(dict.fromkeys(act for row in rows for act in _acts(row)))
    brought = f" What moved them: {join(by)}." if 0 < len(by) <= MOST_CAUSES else ""
    draft.write.paragraph(
        f"From {first} to {last}, {draft.count(len(rows), draft.instrument.division)} moved: "
        f"{draft.articles(row.article for row in rows)}.{brought}"
    )
    columns = (
        (capital(f"{draft.instrument.division}s"), 17), (first, 17, "How they stood"), (last, 17, "How they stood"),
        ("What moved them", 49),
    )  # fmt: skip
    # Only what moved an article is told of it: those that another Act moved have a row of their own.
    groups: dict[tuple[str, str, tuple[str, ...]], list[ChangeRow]] = {}
    for row in rows:
        groups.setdefault((row.before, row.after, _acts(row)), []).append(row)
    draft.write.table(f"What changed since {first}", columns, [_row(draft, alike) for alike in groups.values()])


def _row(draft: Draft, rows: list[ChangeRow]) -> tuple[TableCell, ...]:
    """The articles that moved alike, and by the same, in a row."""
    before, after = capital(rows[0].before), capital(rows[0].after)
    return (
        cell(draft.linked_articles(row.article for row in rows)),
        cell(before or "–", status=before),
        cell(after or "–", status=after),
        cell(_listed(_acts(rows[0]))),
    )


def _listed(causes: Iterable[str]) -> str:
    """What moved articles, or the first of it and how much more there is: the workbook has it all."""
    every = list(causes)
    if len(every) <= MOST_CAUSES:
        return join(every) or "–"
    return f"{', '.join(every[:MOST_CAUSES])} and {len(every) - MOST_CAUSES} more, which the workbook lists"


def _acts(row: ChangeRow) -> tuple[str, ...]:
    """The Acts that moved an article, each once; what brought it about otherwise stands for itself."""
    return tuple(dict.fromkeys(act_of(cause) for cause in row.by))
