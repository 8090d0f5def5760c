"""The annex to a national interest analysis: one content model, written as Word, HTML, Markdown and PDF."""

from __future__ import annotations

from gapcheck.errors import UsageError
from gapcheck.report.report import Report

__all__ = ["refuse_notes"]


def refuse_notes(report: Report) -> None:
    """Raise ``UsageError`` that lists every drafting note that is left; a final annex has none."""
    from gapcheck.report.annex.content import annex_of

    notes = annex_of(report).notes
    if notes:
        count = f"{len(notes)} drafting note{'' if len(notes) == 1 else 's'}"
        listed = "\n".join(f"  {n.id} (section {n.section}): {n.needs}, from {n.asked_of}" for n in notes)
        raise UsageError(
            f"a final annex may hold no drafting note; {count} left:\n{listed}".replace(
                "(section Front page)", "(front page)"
            )
        )
