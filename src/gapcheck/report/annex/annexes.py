"""Annex A, the matrix article by article; Annex B, reservations and declarations; Annex C, the assessment under the
Treaty.
"""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import ArticleResult
from gapcheck.model.treaty import JUDGED
from gapcheck.report.annex.document import Piece, TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.implementation_section import change_in_short
from gapcheck.report.annex.writer import Part, cell, cell_of, line, marked, readable, strong
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.statuses import FORCE, ends_in_words
from gapcheck.wording.citation import PRACTICE, cited_act, division_label, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital


def matrix(draft: Draft) -> None:
    """Annex A: one row for each duty that is judged, under its article."""
    draft.write.paragraph(
        "Each row is one duty. Permissions, limits and definitions are left out; the workbook has them. "
        "Section 6 lists the"
        " changes by Act, and the questions that the verdicts turn on."
    )
    draft.write.table(
        "What the verdicts mean",
        (("Verdict", 30), ("Meaning", 70)),
        [(cell(c.verdict, status=c.verdict), cell(c.look.meaning)) for c in draft.report.verdicts],
    )
    columns = (
        ("Duty", 9),
        ("What it asks", 24),
        ("Verdict", 13),
        ("New Zealand law", 20),
        ("Reason, and the change that is needed", 34),
    )
    rows = {row.duty: row for row in draft.report.duties}
    for chapter, results in draft.chapters.items():
        cells = [row for result in results for row in _article(draft, result, rows)]
        draft.write.heading(chapter)
        if not any(d.full.duty.force in JUDGED for r in results for d in r.duties):
            draft.write.paragraph(
                f"{draft.articles(r.article.article for r in results).capitalize()}: no duty to judge."
            )
            continue
        draft.write.table(f"{chapter}: duties and how the law stands", columns, cells)


def _article(draft: Draft, result: ArticleResult, rows: dict[str, DutyRow]) -> Iterator[tuple[TableCell, ...]]:
    """The row of the article, then a row for each duty that is judged."""
    verdict = draft.report.assessment.sensitivity.in_words(result)
    label = draft.articles([result.article.article]).capitalize()
    yield (cell(strong(f"{label}: {result.article.heading}"), f" – {verdict}"),)
    for duty in result.duties:
        if duty.full.duty.force in JUDGED:
            yield _duty(draft, rows[duty.full.duty.id])


def _duty(draft: Draft, row: DutyRow) -> tuple[TableCell, ...]:
    lies = ends_in_words(row.view_low, row.view_high) if row.status == "unclear" else ""
    ends = [f"{capital(lies)} on our view"] if lies else []
    force = [FORCE[row.force]] if not row.binding else []
    law = _law(row)
    return (
        cell(division_label(draft.instrument, row.duty)),
        cell_of([row.text, *force]),
        cell_of([row.verdict, *ends], row.verdict),
        cell_of(law or ["Not searched" if row.status == "not_assessed" else "None found"]),
        cell_of([*_reasons(draft, row)]),
    )


def _law(row: DutyRow) -> list[Part]:
    """The citations, those of one Act on one line with a link to its page."""
    pages = {provision.act: provision.url for provision in row.law.provisions if provision.url}
    return [Piece(c, "plain", pages.get(cited_act(c))) for c in merge_citations(row.law.citations)]


def _reasons(draft: Draft, row: DutyRow) -> Iterator[Part]:
    yield from (strong(sentence) for sentence in row.suspect)
    yield from (readable(reason) for reason in row.gap.reasons)
    for measure in draft.report.measures_for(row.duty):
        if measure.certain or row.status in ("partial", "unmet"):
            # Lodging, and a measure outside statute, change no Act that could be named.
            act = "" if measure.edit.sort == "lodge" or measure.act == PRACTICE else f"{measure.act}: "
            yield line(
                strong("Change: " if measure.certain else "Change, on our working view: "),
                f"{act}{change_in_short(measure)}",
            )
    if row.questions:
        yield line(strong("Turns on: "), "; ".join(q.words for q in row.questions), ".")
    if row.reservations.in_words:
        yield line(strong("Reservation or declaration used: "), "; ".join(row.reservations.in_words))
    if row.gap.wider_facets:
        facets = [label.lower() for label in row.gap.wider_facets]
        yield line(strong(f"Goes beyond the {draft.instrument.noun}, as to: "), "; ".join(facets), ".")
    disagreeing = [note.words for note in row.officials if note.result == "disagrees"]
    if disagreeing:
        yield line(strong("Official statements: "), "; ".join(disagreeing))
    for review in draft.report.reviews_of(row):
        view = f", {review.view}" if review.view else ""
        yield line(strong("Review: "), marked(review.role), f", {long_date(review.date)}{view}: ", marked(review.text))


def reservations(draft: Draft) -> None:
    """Annex B: what New Zealand lodged, then what the instrument allows besides."""
    made = [r for r in draft.report.reservations if r.made is not None]
    left = [r for r in draft.report.reservations if r.made is None]
    if not draft.report.reservations:
        draft.write.paragraph(
            f"{capital(draft.name)} allows no reservation or declaration that bears on a duty assessed here."
        )
    if made:
        draft.write.paragraph(
            "New Zealand has lodged these. The last column names the duties whose verdict rests on it."
        )
        columns = (("Duty", 12), ("Kind", 18), ("What was lodged", 46), ("Verdicts that rest on it", 24))
        draft.write.table("Lodged by New Zealand", columns, [_made(draft, r) for r in made])
    elif draft.report.reservations:
        draft.write.paragraph(f"None is recorded to have been lodged by {long_date(draft.report.assessment.as_at)}.")
    if left:
        draft.write.paragraph(_still_open(draft))
        allowed = (("Duty", 12), ("Kind", 22), ("What it lets a State do", 66))
        draft.write.table(
            "Allowed, and not lodged", allowed, [(cell(_label(draft, r)), cell(_kind(r)), cell(r.allows)) for r in left]
        )


def _still_open(draft: Draft) -> str:
    """What else the text allows, and whether it can still be lodged: that is done on signing or on consenting to be
    bound.
    """
    position = draft.report.assessment.catalogue.positions.get(draft.instrument.id)
    consent = position.consent if position else None
    text = (
        "The text allows these too, of those that bear on a duty assessed here. None is recorded to have been lodged."
    )
    if consent is not None and consent.kind != "signature" and consent.date <= draft.report.assessment.as_at:
        text += f" They had to be lodged by {long_date(consent.date)}, when New Zealand consented to be bound."
    return text


def _made(draft: Draft, row: ReservationRow) -> tuple[TableCell, ...]:
    day = long_date(row.made) if row.made else ""
    sure = ["It is not certain that what was lodged reaches this."] if row.arguably else []
    return (
        cell(_label(draft, row)),
        cell_of([_kind(row), day]),
        cell_of([row.lodged, *sure]),
        cell(draft.places(row.effect) or "None"),
    )


def _label(draft: Draft, row: ReservationRow) -> str:
    return division_label(draft.instrument, row.duty)


def _kind(row: ReservationRow) -> str:
    return f"{row.kind} under {row.under}" if row.under else row.kind
