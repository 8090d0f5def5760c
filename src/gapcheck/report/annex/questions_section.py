"""The questions of law that the verdicts turn on: what is asked, both sides, our view, and who can settle it."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.model.base import Source
from gapcheck.model.question import Argument
from gapcheck.report.annex.document import Line, Piece, TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.footnotes import pinpoint_in_style, secure
from gapcheck.report.annex.writer import Part, cell_of, line, strong
from gapcheck.report.rows.questions import QuestionRow, view_words
from gapcheck.wording.words import join, small, stop

HEADING = "Questions of law that the verdicts turn on"


def questions(draft: Draft) -> None:
    """The questions of law: those that no view decides first, then those that alone would change an article."""
    numbers = draft.question_numbers
    if not numbers and not draft.minor_questions:
        return
    draft.write.heading(HEADING)
    if numbers:
        _table(draft)
    if minor := draft.minor_questions:
        listed = join(f"“{q.title}” ({draft.places(q.short_duties)})" for q in minor)
        draft.write.paragraph(f"Other questions bear on a duty and decide no article; the workbook has them: {listed}.")


def _table(draft: Draft) -> None:
    numbers = draft.question_numbers
    told = (
        f" gives each question with the leading argument for {draft.state.name}, the leading argument against, and our "
        "view. The workbook has every argument with its authorities. A case can be made against a fair view, and "
        "hardly any against a strong one."
    )
    draft.write.paragraph(line(draft.write.next_table, told))
    columns = (
        ("Question", 21),
        (f"For {draft.state.name}", 29),
        ("Against", 29),
        ("Our working view, and who can settle it", 21),
    )
    draft.write.table(HEADING, columns, [_row(draft, draft.questions[key], n) for key, n in numbers.items()])


def _row(draft: Draft, row: QuestionRow, number: int) -> tuple[TableCell, ...]:
    question = draft.report.assessment.catalogue.question(row.id)
    return (
        TableCell(tuple(line(part) for part in _asked(draft, row, number)), anchor=f"question-{number}"),
        cell_of([*_leading(draft, question.in_favour)]),
        cell_of([*_leading(draft, question.against)]),
        cell_of([*_view(row)]),
    )


def _asked(draft: Draft, row: QuestionRow, number: int) -> Iterator[Part]:
    yield line(strong(f"Q{number}. {row.title}"))
    yield row.asks
    if row.turns:
        yield line("Decides ", draft.linked_articles(row.turns), ".")
    else:
        yield f"Bears on {draft.places(row.short_duties)}."


def _leading(draft: Draft, arguments: tuple[Argument, ...]) -> Iterator[Part]:
    if not arguments:
        yield "None on record."
        return
    first = arguments[0]
    yield line(stop(first.text), " ", _authorities(draft, first.source))


def _authorities(draft: Draft, sources: tuple[Source, ...]) -> Line:
    """The authorities of an argument in brackets, each as short as it can be found by."""
    told: list[Part] = []
    for citation, source in zip(draft.cite(sources), sources, strict=True):
        name = citation.short if citation.key in draft.report.assessment.catalogue.instruments else source.ref
        told += ["; " if told else "(", Piece(name, url=secure(source.url)), pinpoint_in_style(source.pinpoint)]
    return line(*told, ")")


def _view(row: QuestionRow) -> Iterator[Part]:
    tried = " This answer was tried in place of our view." if row.tried else ""
    yield line(strong(f"{view_words(row.view, row.state)}{f' ({row.strength})' if row.strength else ''}."), tried)
    if row.settled_by:
        yield f"To settle it: {small(stop(row.settled_by))}"
    if row.confirm_with:
        yield f"Who knows: the {stop(row.confirm_with)}"
