"""The annex to a national interest analysis: one content model, written as Word, HTML, Markdown and PDF."""

from __future__ import annotations

from gapcheck.errors import UsageError
from gapcheck.report.annex.document import FRONT_PAGE, AnnexDocument, DraftingNote

__all__ = ["refuse_notes"]


def refuse_notes(document: AnnexDocument) -> None:
    """Raise ``UsageError`` that lists every drafting note that is left; a final annex has none."""
    notes = document.notes
    if notes:
        count = f"{len(notes)} drafting note{'' if len(notes) == 1 else 's'}"
        listed = "\n".join(f"  {note.id} ({_where(note)}): {note.needs}, from {note.asked_of}" for note in notes)
        raise UsageError(f"a final annex may hold no drafting note; {count} left:\n{listed}")


def _where(note: DraftingNote) -> str:
    return "front page" if note.section == FRONT_PAGE else f"section {note.section}"
