"""What is open in section 6: the questions that the verdicts turn on, with both sides and our view, and what is
contested or was not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gapcheck.engine.results import ArticleResult
from gapcheck.explain.open_points import merged, settlements
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, cell_of, readable, strong
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.questions import NATURES, ArgumentRow, QuestionRow
from gapcheck.report.statuses import VIEW_BASIS, ends_in_words
from gapcheck.wording.words import capital, stop

HEADING = "Questions that the verdicts turn on"


def questions(draft: Draft) -> None:
    """The questions that turn an article, and those that only add to the doubt by their number."""
    rows = decisive(draft)
    if not draft.report.questions:
        return
    draft.write.heading(HEADING)
    open_ = sum(row.view == "open" for row in rows)
    every = len(draft.report.questions)
    told = f"The verdicts turn on {draft.count(every, 'question')}. {VIEW_BASIS}"
    if rows:
        told += f" The table has {_many(len(rows), 'that decide', 'that decides')} an {draft.instrument.division}"
        told += f", of which {open_} {'is' if open_ == 1 else 'are'} open."
    if left := every - len(rows):
        told += f" {capital(_many(left, 'others bear', 'other bears'))} on a duty and alone would change no "
        told += f"{draft.instrument.division}; the workbook has them."
    draft.write.paragraph(told)
    if rows:
        columns = (
            ("Question", 22),
            ("For New Zealand", 27),
            ("Against", 27),
            ("Our working view, and who can settle it", 24),
        )
        draft.write.table(HEADING, columns, [_row(draft, row) for row in rows])


def _many(number: int, many: str, one: str) -> str:
    return f"{number} {one if number == 1 else many}"


def decisive(draft: Draft) -> list[QuestionRow]:
    """The questions that alone would change an article, or on which the verdict on one depends with others."""
    least = {q.id for a in draft.report.assessment.articles for q in draft.report.assessment.sensitivity.least(a)}
    return [row for row in draft.report.questions if row.turns or row.id in least]


def _row(draft: Draft, row: QuestionRow) -> tuple[TableCell, ...]:
    places = f"Turns {draft.articles(row.turns)}." if row.turns else f"Bears on {draft.places(row.short_duties)}."
    return (
        cell_of([strong(row.title), row.asks, places]),
        cell_of(_arguments(row.in_favour) or ["None on record."]),
        cell_of(_arguments(row.against) or ["None on record."]),
        cell_of([*_view(row)]),
    )


def _arguments(arguments: Iterable[ArgumentRow]) -> list[Part]:
    return [argument.words for argument in arguments]


def _view(row: QuestionRow) -> Iterator[Part]:
    yield strong(stop(row.view_in_words))
    yield f"Kind: {NATURES[row.nature].lower()}."
    if row.confirm_with:
        yield f"To be confirmed by: {stop(row.confirm_with)}"
    if row.settled_by:
        yield f"What would settle it: {stop(row.settled_by)}"
    if row.note:
        yield stop(row.note)


def contested(draft: Draft) -> None:
    """The articles that our views leave open, and those for which nobody has searched the law."""
    rows = [row for row in draft.report.articles if row.status in ("unclear", "not_assessed")]
    if not rows:
        return
    draft.write.heading("What is contested or was not looked for")
    draft.write.paragraph(
        "For these either our working view leaves a question open, so that neither answer can be preferred, or nobody "
        "has searched the statute book."
    )
    results = {a.article.article: a for a in draft.report.assessment.articles}
    columns = ((capital(draft.instrument.division), 20), ("How it stands", 22), ("What would settle it", 58))
    lines = [_open_article(draft, row, results[row.article]) for row in rows]
    draft.write.table("What would settle each", columns, lines)


def _open_article(draft: Draft, row: ArticleRow, result: ArticleResult) -> tuple[TableCell, ...]:
    lies = ends_in_words(row.view_low, row.view_high) if row.status == "unclear" else ""
    duties = [d.full.duty.id for d in result.duties if d.binding and d.status in ("unclear", "not_assessed")]
    stands = [row.verdict, *([f"{capital(lies)} on our view"] if lies else []), f"Turns on {draft.places(duties)}"]
    return (
        cell_of([f"{draft.articles([row.article]).capitalize()}", row.heading]),
        cell_of(stands, row.verdict),
        cell_of(_settling(draft, row, result)),
    )


def _settling(draft: Draft, row: ArticleRow, result: ArticleResult) -> list[Part]:
    """What would settle an article: its open questions, each once, or else what the explanation says."""
    asked = {question.id: question for question in draft.report.questions}
    found = [asked[m.id] for m in row.questions if m.id in asked and asked[m.id].view == "open"]
    if row.status == "unclear" and found:
        return [f"{q.title}: {stop(q.settled_by or q.asks)}" for q in found]
    teller = SentenceWriter(draft.report.assessment)
    open_duties = [duty for duty in result.duties if duty.binding]
    return [readable(str(s)) for s in merged(s for duty in open_duties for s in settlements(teller, duty))]
