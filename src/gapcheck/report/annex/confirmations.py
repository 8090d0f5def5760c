"""Facts that somebody in Government knows: they are asked of the agency that knows them, and argued by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, cell, cell_of, line, marked, strong
from gapcheck.report.rows.questions import QuestionRow
from gapcheck.wording.dates import long_date

HEADING = "Facts to be confirmed"
NOT_KNOWN = "Not known; the verdict stays open."
_TAKEN = {"holds": "Yes.", "fails": "No."}


def of_fact(draft: Draft) -> list[QuestionRow]:
    """The questions that a practice, a document or a text answers, and no argument."""
    return [q for q in draft.report.questions if q.nature != "law"]


def to_confirm(draft: Draft) -> list[QuestionRow]:
    """Those of them that nobody has answered: no agency in the context of the report, and no signed review."""
    return [q for q in of_fact(draft) if unanswered(draft, q)]


def unanswered(draft: Draft, question: QuestionRow) -> bool:
    """Whether a question of fact still waits for the agency that knows."""
    return not question.signed and question.id not in draft.report.context.confirmed(draft.report.assessment.as_at)


def confirmations(draft: Draft) -> None:
    """The facts by the agency that knows them, and a drafting note to each agency that has not answered."""
    every = of_fact(draft)
    if not every:
        return
    draft.write.heading(HEADING)
    draft.write.paragraph(
        "These are matters of fact, not of law. The table says what the analysis takes each to be. The agency that "
        "knows is asked to confirm it."
    )
    columns = (("Agency", 20), ("What it is asked", 44), ("What the analysis takes", 20), ("Bears on", 16))
    ordered = sorted(every, key=lambda row: _agency(draft, row))
    draft.write.table(HEADING, columns, [_row(draft, row) for row in ordered])
    left = to_confirm(draft)
    for agency in sorted({_agency(draft, row) for row in left}):
        mine = [row for row in left if _agency(draft, row) == agency]
        # By its title, since what a fact is asked in full stands in the table.
        places = "; ".join(f"“{row.title}”" for row in mine)
        # The table is where the answer goes, so that the note stands in the list alone.
        asked = "1 question of fact" if len(mine) == 1 else f"{len(mine)} questions of fact"
        needs = f"please answer {asked}: {places}"
        draft.write.front_note(needs, f"the {agency}", draft.numbers["opposing"])


def _agency(draft: Draft, row: QuestionRow) -> str:
    return row.confirm_with or draft.procedure.responsible


def _row(draft: Draft, row: QuestionRow) -> tuple[TableCell, ...]:
    return (
        cell(_agency(draft, row)),
        cell_of([strong(row.title), row.asks]),
        cell_of([*_taken(draft, row)]),
        cell(draft.linked_articles(row.turns) or draft.places(row.short_duties)),
    )


def _taken(draft: Draft, row: QuestionRow) -> Iterator[Part]:
    answer = draft.report.context.confirmed(draft.report.assessment.as_at).get(row.id)
    if row.signed:
        yield f"{_TAKEN.get(row.view, NOT_KNOWN)} Answered {row.signed}."
    if answer is None and row.signed:
        return
    if answer is None:
        yield _TAKEN.get(row.view, NOT_KNOWN)
    else:
        day = f", {long_date(answer.told_on)}" if answer.told_on else ""
        yield line("Confirmed by ", marked(answer.by), f"{day}: ", marked(answer.says))
