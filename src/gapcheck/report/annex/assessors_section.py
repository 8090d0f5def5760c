"""What bodies outside the State found of its law: how it stands to the verdicts, and each finding that disagrees."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, cell, cell_of, line
from gapcheck.report.rows.assessors import findings_in_words
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, stop


def write_assessors(draft: Draft) -> None:
    """How many findings agree with the verdicts; nothing where there is none."""
    findings = draft.report.assessors
    if not findings:
        return
    draft.write.heading(f"What bodies outside {draft.state.name} have found")
    held = f"Of {draft.count(len(findings), 'finding')} on an {draft.instrument.division}"
    told: list[Part] = [f"{held}, each held against the verdict of its own day, {findings_in_words(findings)}."]
    if any(row.result == "disagrees" for row in findings):
        told += [
            " A body that weighs shortfalls by their importance may rate a law above its verdict here. "
            "Those that disagree are among the views in ", draft.section("opposing"), ".",
        ]  # fmt: skip
    draft.write.paragraph(line(*told))


def disagreeing_findings(draft: Draft) -> Iterator[tuple[TableCell, ...]]:
    """A row for each finding that disagrees with the verdict of its own day."""
    for row in draft.report.assessors:
        if row.result == "disagrees":
            verdict = row.now.lower() if row.then == row.now else f"{row.then.lower()} then, {row.now.lower()} now"
            yield (
                cell_of([f"{row.assessor}, {long_date(row.date)}", *([capital(row.rating)] if row.rating else [])]),
                cell(row.label),
                cell(f"{stop(row.text)} (Verdict here: {verdict}.)"),
            )
