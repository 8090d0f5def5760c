"""Section 6: the law that meets the treaty already, the changes it needs, and what is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from gapcheck.engine.results import ArticleResult
from gapcheck.model.treaty import JUDGED
from gapcheck.repair.measures import Measure
from gapcheck.report.annex.assessors_section import write_assessors
from gapcheck.report.annex.document import Line, TableCell
from gapcheck.report.annex.draft import Draft, rules_of
from gapcheck.report.annex.questions_section import contested, questions
from gapcheck.report.annex.topics import TOPIC
from gapcheck.report.annex.writer import Part, cell, cell_of, cite_rules, strong
from gapcheck.report.rows.official_statements import OfficialRow, counts_in_words
from gapcheck.wording.citation import PRACTICE, cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small, stop


def implementation(draft: Draft) -> None:
    """6 Measures that the Government could or should adopt to implement the obligations."""
    _existing(draft)
    _changes(draft)
    questions(draft)
    contested(draft)
    _passed(draft)
    _officials(draft)
    write_assessors(draft)
    draft.write.heading(TOPIC["implementation"].heading)
    draft.wanted("implementation")


def _existing(draft: Draft) -> None:
    draft.write.heading(f"Existing law that meets {draft.name}")
    if not draft.with_status("met", "met_with_reservation"):
        draft.write.paragraph(
            f"No {draft.instrument.division} is shown to be met as a whole. Annex A tells which duties are."
        )
        return
    draft.write.paragraph(
        f"These {draft.instrument.division}s are met as a whole, or likely are. Annex A tells which duties of the "
        "others are met."
    )
    for chapter, results in draft.chapters.items():
        met = [r for r in results if r.status in ("met", "met_with_reservation")]
        if met:
            draft.write.paragraph(
                strong(chapter), f": no change of law is required for {draft.articles(r.article.article for r in met)}."
            )
            draft.write.bullets(_met(draft, r) for r in met)


def _met(draft: Draft, result: ArticleResult) -> Line:
    rules = rules_of(result)
    acts = list(dict.fromkeys(e.act.title for e in rules if e.act.id != PRACTICE))
    practice = list(dict.fromkeys(cite_rule(e).rstrip(".") for e in rules if e.act.id == PRACTICE))
    by = join([*(f"the {act}" for act in acts), *practice])
    label = draft.articles([result.article.article]).capitalize()
    words = small(draft.report.assessment.sensitivity.in_words(result))
    text = (
        f"{label} ({result.article.heading}): {words}, by {by}."
        if by
        else f"{label} ({result.article.heading}): {words}."
    )
    return draft.write.cited(text, cite_rules(rules))


# Changes ----------------------------------------------------------------------------------------------------------


def _changes(draft: Draft) -> None:
    certain = [m for m in draft.report.measures if m.certain]
    viewed = [m for m in draft.report.measures if not m.certain]
    draft.write.heading("Changes needed")
    if certain:
        draft.write.paragraph(
            "The law falls short on any view of these duties. Each line names the Act, the change, and what it serves."
        )
        _table(draft, "Changes that are needed on any view of the law", certain)
    if viewed:
        draft.write.paragraph(
            "On our working view of the questions that they turn on, the law falls short of these duties. The "
            "contrary can be argued; if it is right, the law suffices without these changes."
        )
        _table(draft, "Changes that are needed on our working view", viewed)
    if not draft.report.measures:
        draft.write.paragraph("No change of law was found to be needed.")
    if unknown := [d.full.duty.id for d in draft.report.assessment.duties if d.binding and d.status == "not_assessed"]:
        draft.write.paragraph(
            f"No change is proposed where nobody has searched the statute book: {draft.places(unknown)}."
        )
    # Two changes may stand in each other's way, or a question stay open whatever is enacted.
    if unproven := list(dict.fromkeys(duty for m in draft.report.measures if not m.proven for duty in m.serves)):
        draft.write.paragraph(
            f"Even with all these changes, these duties are not shown to be met: {draft.places(unproven)}."
        )


def _table(draft: Draft, caption: str, measures: Iterable[Measure]) -> None:
    columns = (("Change", 62), ("How", 18), (f"Serves ({draft.instrument.division})", 20))
    rows: list[tuple[TableCell, ...]] = []
    for act, of_act in groupby(measures, key=lambda m: m.act):
        rows.append((cell(strong(act)),))
        rows += [(cell(change_in_short(m)), cell(m.vehicle), cell(draft.places(m.serves))) for m in of_act]
    draft.write.table(caption, columns, rows)


def change_in_short(measure: Measure) -> str:
    """The change without the Act, which stands beside it."""
    for mark in (", ", ": "):
        if measure.change.startswith(measure.act + mark):
            rest = measure.change.removeprefix(measure.act + mark)
            return rest if mark == ", " else capital(rest)
    return measure.change


# What is passed, and what was said ----------------------------------------------------------------------------------


def _passed(draft: Draft) -> None:
    """Law on what the duties ask that Parliament has passed and that commences after the day; it counts towards no
    verdict.
    """
    day = draft.report.assessment.as_at
    asked = {d.full.duty.kind for d in draft.report.assessment.duties if d.full.duty.force in JUDGED}
    by_act: dict[tuple[date, str], list[str]] = {}
    for entry in draft.report.assessment.rules:
        interval = entry.rule.in_force
        # Without a date of assent nothing shows that Parliament has passed it.
        passed = interval.enacted is not None and interval.enacted <= day < interval.start
        if passed and entry.treaty is None and entry.rule.kind in asked:
            by_act.setdefault((interval.start, interval.by or "Not on record"), []).append(cite_rule(entry))
    if not by_act:
        return
    draft.write.heading("Law passed but not yet in force")
    draft.write.paragraph(
        f"Parliament had passed this law by {long_date(day)}. It counts towards no verdict here until it commences."
    )
    rows = [
        (cell(by), cell(long_date(start)), cell(join(merge_citations(cited))))
        for (start, by), cited in sorted(by_act.items())
    ]
    draft.write.table(
        "Law passed but not yet in force", (("Brought in by", 34), ("In force from", 18), ("Provisions", 48)), rows
    )


def _officials(draft: Draft) -> None:
    statements = draft.report.officials
    rows = [row for row in statements if row.result == "disagrees"]
    held = (
        f"Of {draft.count(len(statements), 'statement')} on an {draft.instrument.division}, held against the verdicts"
    )
    if not statements:
        return
    draft.write.heading("What officials and Ministers have said")
    draft.write.paragraph(f"{held} of this annex, {counts_in_words(statements)}.")
    if not rows:
        return
    draft.write.paragraph(
        "These statements disagree with the verdict computed for their own day. The difference should be "
        "settled before tabling."
    )
    draft.write.table(
        "Official statements that disagree with the verdict",
        (("Who and when", 26), ("On", 14), ("What was said", 36), ("Verdict", 24)),
        [
            (cell_of([r.speaker, long_date(r.date)]), cell(r.label), cell(stop(r.text)), cell_of(_verdict(r)))
            for r in rows
        ],
    )


def _verdict(row: OfficialRow) -> list[Part]:
    return [f"Then: {row.then}", f"Now: {row.now}"] if row.then != row.now else [f"Then and now: {row.then}"]
