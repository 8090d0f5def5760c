"""What bodies outside New Zealand found of its law, in the section on implementation."""

from __future__ import annotations

from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import cell, cell_of
from gapcheck.report.rows.assessors import findings_in_words
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, stop


def write_assessors(draft: Draft) -> None:
    """How many findings agree with the verdicts, and each that disagrees; nothing where there is none."""
    findings = draft.report.assessors
    if not findings:
        return
    draft.write.heading("What bodies outside New Zealand have found")
    held = f"Of {draft.count(len(findings), 'finding')} on an {draft.instrument.division}"
    draft.write.paragraph(f"{held}, each held against the verdict of its own day, {findings_in_words(findings)}.")
    rows = [row for row in findings if row.result == "disagrees"]
    if not rows:
        return
    draft.write.paragraph("A body that weighs shortfalls by their importance may rate a law above its verdict here.")
    draft.write.table(
        "Findings of outside bodies that disagree with the verdict",
        (("Who and when", 26), ("On", 14), ("What was found", 36), ("Verdict", 24)),
        [
            (
                cell_of([r.assessor, long_date(r.date), *([capital(r.rating)] if r.rating else [])]),
                cell(r.label),
                cell(stop(r.text)),
                cell_of([f"Then: {r.then}", f"Now: {r.now}"] if r.then != r.now else [f"Then and now: {r.then}"]),
            )
            for r in rows
        ],
    )
