"""Section 6: the law that answers the treaty already, the changes it needs, and the questions that are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from gapcheck.engine.results import FULFILLED
from gapcheck.model.treaty import JUDGED
from gapcheck.repair.measures import Measure
from gapcheck.report.annex.assessors_section import write_assessors
from gapcheck.report.annex.document import Piece, TableCell
from gapcheck.report.annex.draft import Draft, rules_of
from gapcheck.report.annex.footnotes import secure
from gapcheck.report.annex.questions_section import questions
from gapcheck.report.annex.writer import Part, cell, line, strong
from gapcheck.report.rows.official_statements import counts_in_words
from gapcheck.wording.citation import act_url, cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small


def implementation(draft: Draft) -> None:
    """6 The law as it stands, measures that the Government could or should adopt, and what they turn on."""
    _existing(draft)
    _changes(draft)
    questions(draft)
    _passed(draft)
    _officials(draft)
    write_assessors(draft)
    done = draft.report.context.prose.on("implementation", draft.report.assessment.as_at)
    for key in ("implementation", "intentions") if done else ("intentions",):
        draft.topic(key)


def _existing(draft: Draft) -> None:
    """The Acts that answer the treaty, each with its agency and the articles that it serves."""
    draft.write.heading("Existing law")
    met: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    acts = {}
    for result in draft.report.assessment.articles:
        into = met if result.status in FULFILLED else short
        for act in {
            e.act.id: e.act for e in rules_of(result) if not e.act.outside_statute and e.treaty is None
        }.values():
            acts[act.id] = act
            into.setdefault(act.id, []).append(result.article.article)
    if not acts:
        draft.write.paragraph("No Act answers a binding duty of this text.")
        return
    draft.write.paragraph(
        line(
            draft.write.next_table,
            f" names the Acts that {draft.state.name} relies on. ",
            draft.annex("A"),
            " has the sections.",
        )
    )
    rows = [
        (
            cell(Piece(act.title, "plain", secure(act_url(act)))),
            cell(act.agency or "–"),
            cell(draft.linked_articles(met.get(act.id, ())) or "–"),
            cell(draft.linked_articles(short.get(act.id, ())) or "–"),
        )
        for act in sorted(acts.values(), key=lambda act: act.title)
    ]
    columns = (
        ("Act", 34),
        ("Administered by", 22),
        ("Articles met with it", 24),
        ("Articles it leaves short or open", 20),
    )
    draft.write.table("Acts that answer the treaty", columns, rows)


# Changes ----------------------------------------------------------------------------------------------------------


def _changes(draft: Draft) -> None:
    certain = [m for m in draft.report.measures if m.certain]
    viewed = [m for m in draft.report.measures if not m.certain]
    draft.write.heading("Changes needed")
    if certain:
        draft.write.paragraph(
            "The law falls short of these duties on any view. Each line names the Act, the change, and what it serves."
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
    columns = (("Change", 84), ("Serves", 16))
    rows: list[tuple[TableCell, ...]] = []
    for (act, vehicle), alike in groupby(measures, key=lambda m: (m.act, m.vehicle)):
        rows.append((cell(strong(act), f" ({small(vehicle)})" if vehicle != act else ""),))
        rows += [(cell(change_in_short(m)), cell(draft.places(m.serves))) for m in alike]
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
    """How what officials and Ministers said stands to the verdicts: every count, so that none misleads."""
    statements = draft.report.officials
    if not statements:
        return
    draft.write.heading("What officials and Ministers have said")
    held = (
        f"Of {draft.count(len(statements), 'statement')} on an {draft.instrument.division}, held against the verdicts"
    )
    told: list[Part] = [f"{held} of this document, {counts_in_words(statements)}."]
    if any(row.result == "disagrees" for row in statements):
        told += [" Those that disagree are among the views in ", draft.section("opposing"), "."]
    draft.write.paragraph(line(*told))
