"""Annex A, the matrix article by article; Annex B, reservations and declarations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gapcheck.engine.results import FULFILLED, ArticleResult
from gapcheck.report.annex.article_reasons import reasons, turning
from gapcheck.report.annex.document import Piece, TableCell
from gapcheck.report.annex.draft import Draft, follows_others, rules_of
from gapcheck.report.annex.footnotes import secure
from gapcheck.report.annex.proposal_sections import kind_of_reservation
from gapcheck.report.annex.writer import Column, Part, cell, cell_of, line, marked, strong
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.statuses import STATUS
from gapcheck.wording.citation import act_url, cite_rule, cited_act, division_label, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small, stop

SHORT_COLUMNS: tuple[Column, ...] = (
    ("Article", 10),
    ("How it stands", 8),
    ("Provisions", 15, "Law"),
    ("Who has to act", 9, "Law"),
    ("Measures", 8, "Practice"),
    ("Who has to act", 8, "Practice"),
    ("Why, and what would change it", 42),
)
MET_COLUMNS: tuple[Column, ...] = (
    ("Article", 26),
    ("How it stands", 13),
    ("Provisions", 32, "Law"),
    ("Measures", 19, "Practice"),
    ("Turns on", 10),
)


THOSE_OF_OTHERS = "Those of the articles that it asks to be carried out"


def matrix(draft: Draft) -> None:
    """Annex A: the articles that fall short or are contested first, with the reason; then the others, a line each."""
    draft.write.paragraph(
        "Permissions, limits and definitions are left out. Every duty has a row of its own in the workbook. What an "
        "article asks is told in ", draft.section("obligations"), "; Q1, Q2 and so on are the questions in ",
        draft.section("implementation"), ".",
    )  # fmt: skip
    _meanings(draft)
    judged = [r for r in draft.report.assessment.articles if r.status not in ("no_duty", "withheld")]
    short = [r for r in judged if r.status not in FULFILLED]
    met = [r for r in judged if r.status in FULFILLED]
    noun = f"{capital(draft.instrument.division)}s"
    if short:
        rows = [row for result in short for row in _short(draft, result)]
        draft.write.table(f"{noun} that fall short, or that are contested", _named(draft, SHORT_COLUMNS), rows)
    if met:
        caption = f"{noun} that are met, or likely are"
        draft.write.table(caption, _named(draft, MET_COLUMNS), [_met(draft, r) for r in met])


def _named(draft: Draft, columns: Sequence[Column]) -> list[Column]:
    """The columns, the first called by what the instrument calls its divisions."""
    return [(capital(draft.instrument.division), columns[0][1]), *columns[1:]]


def _meanings(draft: Draft) -> None:
    """What the verdicts in the tables mean, in a paragraph."""
    used = {a.status for a in draft.report.articles if a.status != "no_duty"}
    told: list[Part] = []
    for status, look in STATUS.items():
        if status in used:
            told += [strong(look.words), f": {small(look.means(draft.state))} "]
    words = [a.verdict for a in draft.report.articles]
    if any("ikely" in word for word in words):
        told += [
            strong("Likely"),
            ": on our working view of the questions that it turns on, though the contrary can be argued. ",
        ]
    if any("confirmed" in word for word in words):
        told += [strong("To be confirmed"), ": it turns on a fact that somebody in Government knows."]
    if told:
        draft.write.paragraph(line(*told))


def _label(draft: Draft, result: ArticleResult) -> TableCell:
    number = result.article.article
    name = Piece(f"{number} {result.article.heading}", "strong", target=draft.obligation_anchor(number))
    return TableCell((line(name),), anchor=draft.article_anchor(number))


def _verdict(draft: Draft, result: ArticleResult) -> TableCell:
    words = draft.report.assessment.sensitivity.in_words(result)
    return cell(words, status=words)


def _short(draft: Draft, result: ArticleResult) -> Iterator[tuple[TableCell, ...]]:
    yield (
        _label(draft, result),
        _verdict(draft, result),
        cell_of(_law(result) or [_no_law(result)]),
        cell_of(_who_legislates(draft, result)),
        cell_of(_practice(result) or ["–"]),
        cell_of(_who_practises(draft, result)),
        cell_of([*reasons(draft, result), *_remarks(draft, result)]),
    )


def _met(draft: Draft, result: ArticleResult) -> tuple[TableCell, ...]:
    remarks = list(_remarks(draft, result))
    practice = [*(_practice(result) or ["–"]), *_to_confirm(draft, result)]
    return (
        _label(draft, result),
        _verdict(draft, result),
        cell_of([*(_law(result) or ["–"]), *remarks]),
        cell_of(practice),
        cell(turning(draft, result) or "–"),
    )


# Law and practice -------------------------------------------------------------------------------------------------


def _law(result: ArticleResult) -> list[Part]:
    """The provisions, those of one Act together in a line with a link to its page; nothing without any."""
    entries = [e for e in rules_of(result) if not e.act.outside_statute]
    pages = {cited_act(cite_rule(e)): secure(act_url(e.act)) for e in entries if e.treaty is None}
    told: list[Part] = [Piece(c, "plain", pages.get(cited_act(c))) for c in merge_citations(map(cite_rule, entries))]
    # A line for each Act, so that a row that is too tall can be parted between two of them.
    return [*told, THOSE_OF_OTHERS] if follows_others(result) else told


def _no_law(result: ArticleResult) -> str:
    """What stands where no provision answers: that none was looked for, that practice does, or that none was found."""
    if result.status == "not_assessed":
        return "Not searched"
    return "–" if _practice(result) else "None found"


def _practice(result: ArticleResult) -> list[Part]:
    return list(dict.fromkeys(cite_rule(e) for e in rules_of(result) if e.act.outside_statute))


def _who_legislates(draft: Draft, result: ArticleResult) -> list[Part]:
    """Who changes the law where it has to change: Parliament on the advice of the agency of the Act, or the Government
    by lodging a reservation or declaration.
    """
    changes = draft.report.measures_of(result.article.article)
    acts = [m for m in changes if m.edit.sort != "lodge"]
    agencies = [agency for agency in dict.fromkeys(draft.agencies.get(m.act) for m in acts) if agency]
    told: list[Part] = ["Parliament"] if acts else []
    told += [f"Advice: {join(agencies)}"] if agencies else []
    told += ["Government, by what it lodges"] if len(acts) < len(changes) else []
    return told or ["–"]


def _who_practises(draft: Draft, result: ArticleResult) -> list[Part]:
    agencies = [e.act.agency for e in rules_of(result) if e.act.outside_statute and e.act.agency]
    return [*(_to_confirm(draft, result) or list(dict.fromkeys(agencies)) or ["–"])]


def _to_confirm(draft: Draft, result: ArticleResult) -> list[Part]:
    """The agencies that are asked to confirm a fact on which the article turns."""
    answered = draft.report.context.confirmed(draft.report.assessment.as_at)
    asked = [q for q in draft.report.assessment.sensitivity.of_article(result) if q.nature != "law"]
    agencies = dict.fromkeys(q.confirm_with for q in asked if q.confirm_with and q.id not in answered)
    return [f"{agency} to confirm" for agency in agencies]


def _remarks(draft: Draft, result: ArticleResult) -> Iterator[Part]:
    """What stands beside a verdict: a rule in question, a reservation used, what reviewers and officials say."""
    rows = draft.report.duties_of(result.article.article)
    yield from (strong(text) for text in dict.fromkeys(s for row in rows for s in row.suspect))
    if used := list(dict.fromkeys(text for row in rows for text in row.reservations.in_words)):
        yield line(strong("Rests on: "), "; ".join(used), ".")
    reviews = dict.fromkeys(review for row in rows for review in draft.report.reviews_of(row))
    for review in reviews:
        view = f", {review.view}" if review.view else ""
        day = f", {long_date(review.told_on)}" if review.told_on else ""
        yield line(strong("Review: "), marked(review.role), f"{day}{view}: ", marked(review.text))


# Annex B ----------------------------------------------------------------------------------------------------------


def reservations(draft: Draft) -> None:
    """Annex B: what the State lodged, then what the instrument allows besides."""
    made = [r for r in draft.report.reservations if r.made is not None]
    left = [r for r in draft.report.reservations if r.made is None]
    if not draft.report.reservations:
        draft.write.paragraph(
            f"{capital(draft.name)} allows no reservation or declaration that bears on a duty assessed here."
        )
    if made:
        draft.write.paragraph(
            f"{draft.state.at_start} has lodged these. The last column names the duties whose verdict rests on it."
        )
        columns = (("Duty", 12), ("Kind", 18), ("What was lodged", 46), ("Verdicts that rest on it", 24))
        draft.write.table(f"Lodged by {draft.state.name}", columns, [_made(draft, r) for r in made])
    elif draft.report.reservations:
        draft.write.paragraph(f"None is recorded to have been lodged by {long_date(draft.report.assessment.as_at)}.")
    if left and _closed(draft):
        lodged = {kind_of_reservation(r) for r in made}
        others = dict.fromkeys(kind_of_reservation(r) for r in left)
        kinds = [kind.removeprefix("a ") for kind in others if kind not in lodged]
        draft.write.paragraph(
            f"{_still_open(draft)} They are: {join(kinds)}. The workbook tells what each would have let "
            f"{draft.state.name} do."
        )
    elif left:
        draft.write.paragraph(_still_open(draft))
        draft.write.table(
            "Allowed, and not lodged", (("Kind", 24), ("On", 26), ("What it lets a State do", 50)), _left(draft, left)
        )


def _left(draft: Draft, rows: Sequence[ReservationRow]) -> list[tuple[TableCell, ...]]:
    """What was not lodged, with the duties of one kind together."""
    kinds: dict[tuple[str, str], list[ReservationRow]] = {}
    for row in rows:
        kinds.setdefault((capital(kind_of_reservation(row).removeprefix("a ")), row.allows), []).append(row)
    return [
        (cell(kind), cell(draft.places(dict.fromkeys(r.duty for r in of_kind))), cell(stop(allows)))
        for (kind, allows), of_kind in kinds.items()
    ]


def _closed(draft: Draft) -> bool:
    """Whether nothing more can be lodged: that is done on signing or on consenting to be bound."""
    position = draft.report.assessment.catalogue.positions.get(draft.instrument.id)
    consent = position.consent if position else None
    return consent is not None and consent.kind != "signature" and consent.date <= draft.report.assessment.as_at


def _still_open(draft: Draft) -> str:
    """What else the text allows, and whether it can still be lodged."""
    text = (
        "The text allows these too, of those that bear on a duty assessed here. None is recorded to have been lodged."
    )
    position = draft.report.assessment.catalogue.positions.get(draft.instrument.id)
    if position is not None and position.consent is not None and _closed(draft):
        day = long_date(position.consent.date)
        text += f" They had to be lodged by {day}, when {draft.state.name} consented to be bound."
    return text


def _made(draft: Draft, row: ReservationRow) -> tuple[TableCell, ...]:
    day = long_date(row.made) if row.made else ""
    sure = ["The text of what was lodged is to be confirmed."] if row.arguably else []
    return (
        cell(division_label(draft.instrument, row.duty)),
        cell_of([capital(kind_of_reservation(row).removeprefix("a ")), day]),
        cell_of([row.lodged, *sure]),
        cell(draft.places(row.effect) or "None"),
    )
