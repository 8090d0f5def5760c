"""Section 5: what the instrument asks for, duty by duty in our own words, and how disputes are settled."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import ArticleResult, DutyResult
from gapcheck.model.treaty import JUDGED
from gapcheck.report.annex.document import Piece, TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, cell, cell_of, line, strong
from gapcheck.wording.words import capital, stop

_SOFT = {"consider": " (To be considered only.)", "endeavour": " (To be endeavoured only.)"}


def obligations(draft: Draft) -> None:
    """5 Legal obligations, article by article."""
    draft.prose("obligations")
    soft = any(d.full.duty.force in _SOFT for d in draft.report.assessment.duties)
    verb = "would be" if draft.kind.proposes else "is"
    told = f" tells in our own words what {draft.state.name} {verb} obliged to do. The text of {draft.name} prevails."
    told += " Duties only to consider or to endeavour are marked and are never counted as gaps." if soft else ""
    draft.write.paragraph(line(draft.write.next_table, told))
    write_obligations(draft)
    draft.write.heading(draft.heading_of("dispute_settlement"))
    draft.wanted("dispute_settlement", "settlement of disputes")


def write_obligations(draft: Draft) -> None:
    """The table of what each article asks for, under its chapter."""
    rows: list[tuple[TableCell, ...]] = []
    for chapter, results in draft.chapters.items():
        asking = [r for r in results if any(d.full.duty.force in JUDGED for d in r.duties)]
        if asking:
            rows += [(cell(strong(chapter)),), *(_row(draft, r) for r in asking)]
    if not rows:
        draft.write.paragraph(
            f"No {draft.instrument.division} of {draft.name} obliges {draft.state.name} to do anything."
        )
        return
    columns = ((capital(draft.instrument.division), 19), ("What it asks", 81))
    draft.write.table(f"What {draft.name} asks", columns, rows)


def _row(draft: Draft, result: ArticleResult) -> tuple[TableCell, ...]:
    number = result.article.article
    name = f"{number} {result.article.heading}"
    # A link to the verdict, where the article has one.
    label = Piece(name, target=draft.article_anchor(number)) if draft.judged(number) else Piece(name)
    return (
        TableCell((line(label),), anchor=draft.obligation_anchor(number)),
        cell_of([*_asked(result)]),
    )


def _asked(result: ArticleResult) -> Iterator[Part]:
    """A line for each duty that is judged, with its place in the article."""
    for duty in result.duties:
        if duty.full.duty.force in JUDGED:
            place = _place(result, duty)
            yield line(
                strong(f"{place} ") if place else "", stop(duty.full.duty.text), _SOFT.get(duty.full.duty.force, "")
            )


def _place(result: ArticleResult, duty: DutyResult) -> str:
    """The place of a duty in its article: ``(1)(a)``; nothing for the article as a whole."""
    # A suffix that tells duties of one paragraph apart is no part of the place.
    return duty.full.duty.id.removeprefix(result.article.article).partition("-")[0]


# A statement that binds nobody --------------------------------------------------------------------------------------


def statement_summary(draft: Draft) -> None:
    """1 Summary of a statement: what it is, and that it binds nobody."""
    draft.write.paragraph(
        draft.write.cited(
            f"{capital(draft.name)} is a statement of intent. It creates no obligation under international law, and no "
            "law is held against it.",
            *draft.cite(draft.instrument.source),
        )
    )
    draft.prose("summary")


def statements(draft: Draft) -> None:
    """2 What a statement says, paragraph by paragraph."""
    rows = [
        (cell(f"{r.article.article} {r.article.heading}"), cell_of([stop(d.full.duty.text) for d in r.duties]))
        for r in draft.report.assessment.articles
    ]
    draft.write.table(
        "What the statement says", ((capital(draft.instrument.division), 30), ("In our own words", 70)), rows
    )
