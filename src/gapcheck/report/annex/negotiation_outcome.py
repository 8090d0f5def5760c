"""What a negotiating mandate brought, on two pages: what was asked for, what the text gives, where, and what is
withheld.
"""

from __future__ import annotations

from collections.abc import Sequence

from gapcheck.engine.results import FULFILLED, ArticleResult
from gapcheck.natural_order import natural_key
from gapcheck.report.annex.article_reasons import reasons
from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft, rules_of
from gapcheck.report.annex.footnotes import NoteCitation
from gapcheck.report.annex.writer import Part, cell, cell_of, line, strong
from gapcheck.wording.citation import TreatyPinpoint, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop

_GOT = {
    "met": "Obtained",
    "met_with_reservation": "Obtained",
    "partial": "Obtained in part",
    "unmet": "Not obtained",
    "unclear": "Open",
    "not_assessed": "Not assessed",
    "no_duty": "Not tested",
}


def outcome_summary(draft: Draft) -> None:
    """1 Summary: what the mandate is, how many of its items the text gives, and what was withheld."""
    assessment, instrument = draft.report.assessment, draft.instrument
    given = f", given on {long_date(instrument.adopted)}" if instrument.adopted else ""
    told = f"{capital(draft.name)} ({instrument.citation}{given}) told negotiators what to seek."
    answer = assessment.catalogue.instruments.get(instrument.answered_by or "")
    held = f" The text held against it is that of {assessment.law}" if answer else ""
    adopted = f", adopted on {long_date(answer.adopted)}" if answer and answer.adopted else ""
    text = line(told, f"{held}{adopted}." if held else "", " An instruction to negotiators binds nobody else.")
    draft.write.paragraph(draft.write.cited(text, *draft.cite(instrument.source), *_text_cited(draft)))
    draft.write.paragraph(_how_many(draft))
    draft.prose("summary")


def _text_cited(draft: Draft) -> list[NoteCitation]:
    answer = draft.report.assessment.catalogue.instruments.get(draft.instrument.answered_by or "")
    return [draft.treaty_cited(answer)] if answer else []


def _how_many(draft: Draft) -> str:
    """``Of its 15 items, 10 can be assessed. The text gives 8 in full and 2 in part. ...``"""
    articles = draft.report.assessment.articles
    noun = draft.instrument.division
    open_ = [a for a in articles if a.status not in ("withheld", "no_duty")]
    got = [a for a in open_ if a.status in FULFILLED]
    part = [a for a in open_ if a.status == "partial"]
    none = [a for a in open_ if a.status == "unmet"]
    unsure = [a for a in open_ if a.status in ("unclear", "not_assessed")]
    every = (
        f"All {len(articles)} {noun}s"
        if len(open_) == len(articles)
        else f"{len(open_)} of its {len(articles)} {noun}s"
    )
    parts = [
        f"{len(got)} in full ({draft.articles(a.article.article for a in got)})" if got else "none in full",
        f"{len(part)} in part ({draft.articles(a.article.article for a in part)})" if part else "",
        f"not {draft.articles(a.article.article for a in none)}" if none else "",
    ]
    told = f"{every} can be held against the text. The text gives {join(p for p in parts if p)}."
    if conduct := [a for a in articles if a.status == "no_duty"]:
        told += f" {capital(draft.articles(a.article.article for a in conduct))} guide conduct and cannot be tested so."
    if unsure:
        told += f" {capital(draft.articles(a.article.article for a in unsure))} cannot be told yet."
    return told


def outcome(draft: Draft) -> None:
    """2 What was asked for, and what the text gives: an item a row."""
    columns = (("What was asked for", 44), ("What was obtained", 15), ("Where", 13), ("Remark", 28))
    rows: list[tuple[TableCell, ...]] = []
    for chapter, results in draft.chapters.items():
        open_ = [r for r in results if r.status != "withheld"]
        if open_:
            rows += [(cell(strong(chapter)),), *(_item(draft, r) for r in open_)]
    draft.write.table("The mandate and the text", columns, rows)
    _withheld(draft, draft.with_status("withheld"))


def _item(draft: Draft, result: ArticleResult) -> tuple[TableCell, ...]:
    words = draft.report.assessment.sensitivity.in_words(result)
    likely = "Likely " if words.startswith("Likely") else ""
    got = _GOT.get(result.status, capital(words))
    label = division_label(draft.instrument, result.article.article).removeprefix("item ")
    several = len(result.duties) > 1
    asked = [
        line(strong(f"({d.full.duty.id.partition('(')[2]} ") if several else "", stop(d.full.duty.text))
        for d in result.duties
    ]
    remark: list[Part] = [] if result.status in FULFILLED else list(reasons(draft, result))
    return (
        cell_of([line(strong(f"{label} "), asked[0] if asked else result.article.heading), *asked[1:]]),
        TableCell((line(capital(f"{likely}{got.lower()}") if likely else got),), status=words),
        cell(_where(result)),
        cell_of(remark or ["–"]),
    )


def _where(result: ArticleResult) -> str:
    """The articles of the text that answer an item, without their paragraphs."""
    numbers: dict[str, None] = dict.fromkeys(
        TreatyPinpoint.parse(f"art {entry.section.section}").spans[0].first.label
        for entry in rules_of(result)
        if entry.treaty is not None
    )
    if not numbers:
        return "–"
    ordered = sorted(numbers, key=natural_key)
    return f"{'arts' if len(ordered) > 1 else 'art'} {join(ordered)}"


def _withheld(draft: Draft, results: Sequence[ArticleResult]) -> None:
    if not results:
        return
    grounds: dict[str, list[str]] = {}
    for result in results:
        if result.article.withheld is not None:
            grounds.setdefault(result.article.withheld.ground, []).append(result.article.article)
    told: list[Part] = [f"{draft.articles(numbers)} under {ground}" for ground, numbers in grounds.items()]
    draft.write.paragraph(
        f"Withheld under the {draft.state.information_act}: {join(told)}. Nothing can be said of what they asked for."
    )
