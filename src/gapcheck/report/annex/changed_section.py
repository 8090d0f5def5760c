"""The section on what changed since a baseline: which articles stand otherwise, what moved them, and why."""

from __future__ import annotations

from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import cell, cell_of, line
from gapcheck.report.rows.article_changes import ChangeRow, change_rows
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join


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
    by = list(dict.fromkeys(cause for row in rows for cause in row.by))
    brought = f" What moved them: {join(by)}." if 0 < len(by) <= 4 else ""
    draft.write.paragraph(
        f"From {first} to {last}, {draft.count(len(rows), draft.instrument.division)} moved: "
        f"{draft.articles(row.article for row in rows)}.{brought}"
    )
    columns = (
        (capital(draft.instrument.division), 28), (first, 18, "How it stood"), (last, 18, "How it stood"), ("What moved it", 36)
    )  # fmt: skip
    draft.write.table(f"What changed since {first}", columns, [_row(draft, row) for row in rows])


def _row(draft: Draft, row: ChangeRow) -> tuple[TableCell, ...]:
    return (
        cell_of([line(draft.linked_articles([row.article]) or row.article, f" {row.heading}")]),
        cell(capital(row.before) or "–", status=capital(row.before) if row.before else ""),
        cell(capital(row.after) or "–", status=capital(row.after) if row.after else ""),
        cell(join(row.by) or "–"),
    )
