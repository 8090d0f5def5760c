"""Annex A, the matrix article by article; Annex B, reservations and declarations; Annex C, the assessment under the
Treaty.
"""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import ArticleResult
from gapcheck.model.treaty import JUDGED
from gapcheck.report.annex.implementation import change_in_short
from gapcheck.report.annex.model import Cell, Piece
from gapcheck.report.annex.numbering import Part, cell, cell_of, line, marked, readable, strong
from gapcheck.report.annex.phrases import Telling
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.statuses import FORCE, STATUS
from gapcheck.wording.citation import PRACTICE, division_label, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital


def matrix(t: Telling) -> None:
    """Annex A: one row for each duty that is judged, under its article."""
    t.write.paragraph(
        "Each row is one duty. Permissions, limits and definitions are left out; the workbook has them. Section 6 lists the"
        " changes by Act, and says what would settle each point that is unclear."
    )
    t.write.table(
        "What the statuses mean",
        (("Status", 24), ("Meaning", 76)),
        [(cell(STATUS[s].words, status=s), cell(STATUS[s].meaning)) for s in t.report.assessment.statuses],
    )
    columns = (
        ("Duty", 9),
        ("What it asks", 24),
        ("Status", 13),
        ("New Zealand law", 20),
        ("Reason, and the change that is needed", 34),
    )
    rows = {row.duty: row for row in t.report.duties}
    for chapter, results in t.chapters.items():
        found = [c for r in results for c in _article(t, r, rows)]
        t.write.heading(chapter)
        if not any(d.full.duty.force in JUDGED for r in results for d in r.duties):
            t.write.paragraph(f"{t.articles(r.article.article for r in results).capitalize()}: no duty to judge.")
            continue
        t.write.table(f"{chapter}: duties and how the law stands", columns, found)


def _article(t: Telling, result: ArticleResult, rows: dict[str, DutyRow]) -> Iterator[tuple[Cell, ...]]:
    """The row of the article, then a row for each duty that is judged."""
    look = STATUS[result.status]
    label = t.articles([result.article.article]).capitalize()
    yield (cell(strong(f"{label}: {result.article.heading}"), f" – {look.words}"),)
    for duty in result.duties:
        if duty.full.duty.force in JUDGED:
            yield _duty(t, rows[duty.full.duty.id])


def _duty(t: Telling, row: DutyRow) -> tuple[Cell, ...]:
    ends = [f"{STATUS[row.low].words} to {STATUS[row.high].words.lower()}"] if row.low != row.high else []
    force = [FORCE[row.force]] if not row.binding else []
    law = _law(row)
    return (
        cell(division_label(t.instrument, row.duty)),
        cell_of([row.text, *force]),
        cell_of([STATUS[row.status].words, *ends], row.status),
        cell_of(law or ["Not searched" if row.status == "not_assessed" else "None found"]),
        cell_of([*_reasons(t, row)]),
    )


def _law(row: DutyRow) -> list[Part]:
    """The citations, those of one Act on one line with a link to its page."""
    pages = {title: url for citation, url in row.links.items() if (title := citation.partition(", s")[0]) and url}
    found = merge_citations(row.citations)
    return [Piece(c, "plain", pages.get(c.partition(", s")[0])) for c in found]


def _reasons(t: Telling, row: DutyRow) -> Iterator[Part]:
    yield from (strong(told) for told in row.suspect)
    yield from (readable(r) for r in row.reasons)
    for measure in t.report.measures_for(row.duty):
        if measure.certain:
            act = "" if measure.vehicle.startswith("Reservation") or measure.act == PRACTICE else f"{measure.act}: "
            yield line(strong("Change: "), f"{act}{change_in_short(measure)}")
    if row.positions:
        yield line(strong("Reservation or declaration used: "), "; ".join(row.positions))
    if row.goes_beyond:
        facets = dict.fromkeys(told.partition(":")[0].lower() for told in row.goes_beyond)
        yield line(strong(f"Goes beyond the {t.instrument.noun}, as to: "), "; ".join(facets), ".")
    disagreeing = [o for o in row.officials if o.startswith("Disagrees")]
    if disagreeing:
        yield line(strong("Official statements: "), "; ".join(disagreeing))
    for review in t.report.context.reviewed(
        (f"{row.instrument}:{row.duty}", f"{row.instrument}:{row.article}"), t.report.assessment.as_at
    ):
        view = f", {review.view}" if review.view else ""
        yield line(strong("Review: "), marked(review.role), f", {long_date(review.date)}{view}: ", marked(review.text))


def reservations(t: Telling) -> None:
    """Annex B: what New Zealand lodged, then what the instrument allows besides."""
    made = [r for r in t.report.reservations if r.made is not None]
    left = [r for r in t.report.reservations if r.made is None]
    if not t.report.reservations:
        t.write.paragraph(f"{capital(t.name)} allows no reservation or declaration that bears on a duty assessed here.")
    if made:
        t.write.paragraph("New Zealand has lodged these. The last column names the duties whose verdict rests on it.")
        columns = (("Duty", 12), ("Kind", 18), ("What was lodged", 46), ("Verdicts that rest on it", 24))
        t.write.table("Lodged by New Zealand", columns, [_made(t, r) for r in made])
    elif t.report.reservations:
        t.write.paragraph(f"None is recorded to have been lodged by {long_date(t.report.assessment.as_at)}.")
    if left:
        t.write.paragraph(_still_open(t))
        allowed = (("Duty", 12), ("Kind", 22), ("What it lets a State do", 66))
        t.write.table(
            "Allowed, and not lodged", allowed, [(cell(_label(t, r)), cell(_kind(r)), cell(r.allows)) for r in left]
        )


def _still_open(t: Telling) -> str:
    """What else the text allows, and whether it can still be lodged: that is done on signing or on consenting to be
    bound.
    """
    position = t.report.assessment.catalogue.positions.get(t.instrument.id)
    consent = position.consent if position else None
    told = (
        "The text allows these too, of those that bear on a duty assessed here. None is recorded to have been lodged."
    )
    if consent is not None and consent.kind != "signature" and consent.date <= t.report.assessment.as_at:
        told += f" They had to be lodged by {long_date(consent.date)}, when New Zealand consented to be bound."
    return told


def _made(t: Telling, row: ReservationRow) -> tuple[Cell, ...]:
    day = long_date(row.made) if row.made else ""
    sure = ["It is not certain that what was lodged reaches this."] if row.arguably else []
    return (
        cell(_label(t, row)),
        cell_of([_kind(row), day]),
        cell_of([row.lodged, *sure]),
        cell(t.places(row.effect) or "None"),
    )


def _label(t: Telling, row: ReservationRow) -> str:
    return division_label(t.instrument, row.duty)


def _kind(row: ReservationRow) -> str:
    return f"{row.kind} under {row.under}" if row.under else row.kind
