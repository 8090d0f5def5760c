"""Section 6: the law that meets the treaty already, the changes it needs, and what is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from gapcheck.engine.results import ArticleResult
from gapcheck.explain.open_points import article_settling
from gapcheck.explain.sentences import Teller
from gapcheck.model.treaty import JUDGED
from gapcheck.repair.measures import Measure
from gapcheck.report.annex.model import Cell, Line
from gapcheck.report.annex.numbering import Part, cell, cell_of, cite_rules, readable, strong
from gapcheck.report.annex.phrases import Telling, rules_of
from gapcheck.report.annex.topics import TOPIC
from gapcheck.report.rows.statements import OfficialRow, official_rows
from gapcheck.report.statuses import STATUS
from gapcheck.wording.citation import PRACTICE, cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop

_SETTLE = " would settle whether "


def implementation(t: Telling) -> None:
    """6 Measures that the Government could or should adopt to implement the obligations."""
    _existing(t)
    _changes(t)
    _open(t)
    _passed(t)
    _officials(t)
    t.write.heading(TOPIC["implementation"].heading)
    t.wanted("implementation")


def _existing(t: Telling) -> None:
    t.write.heading(f"Existing law that meets {t.name}")
    if not t.with_status("met", "met_with_reservation"):
        t.write.paragraph(f"No {t.instrument.division} is shown to be met as a whole. Annex A tells which duties are.")
        return
    t.write.paragraph(
        f"These {t.instrument.division}s are met as a whole. Annex A tells which duties of the others are met."
    )
    for chapter, results in t.chapters.items():
        met = [r for r in results if r.status in ("met", "met_with_reservation")]
        if met:
            t.write.paragraph(
                strong(chapter), f": no change of law is required for {t.articles(r.article.article for r in met)}."
            )
            t.write.bullets(_met(t, r) for r in met)


def _met(t: Telling, result: ArticleResult) -> Line:
    rules = rules_of(result)
    acts = list(dict.fromkeys(e.act.title for e in rules if e.act.id != PRACTICE))
    practice = list(dict.fromkeys(cite_rule(e).rstrip(".") for e in rules if e.act.id == PRACTICE))
    by = join([*(f"the {act}" for act in acts), *practice])
    label = t.articles([result.article.article]).capitalize()
    words = STATUS[result.status].words.lower()
    told = (
        f"{label} ({result.article.heading}): {words}, by {by}."
        if by
        else f"{label} ({result.article.heading}): {words}."
    )
    return t.write.cited(told, cite_rules(rules))


# Changes ----------------------------------------------------------------------------------------------------------


def _changes(t: Telling) -> None:
    certain = [m for m in t.report.measures if m.certain]
    doubtful = [m for m in t.report.measures if not m.certain]
    t.write.heading("Changes needed")
    if certain:
        t.write.paragraph(
            "The law falls short on any view of these duties. Each line names the Act, the change, and what it serves."
        )
        _table(t, "Changes that are needed", certain)
    else:
        t.write.paragraph("No change of law is shown to be needed on every view of the law.")
    if unknown := [d.full.duty.id for d in t.report.assessment.duties if d.binding and d.status == "not_assessed"]:
        t.write.paragraph(f"No change is proposed where nobody has searched the statute book: {t.places(unknown)}.")
    if doubtful:
        t.write.heading("Changes that would only put a point beyond doubt")
        t.write.paragraph(
            "The law may suffice without these. Each would end an argument about whether it reaches what the duty asks;"
            " so would a decision of a court. None is claimed to be required."
        )
        _table(t, "Changes that would put a point beyond doubt", doubtful)
    if unproven := list(dict.fromkeys(duty for m in t.report.measures if not m.proven for duty in m.serves)):
        t.write.paragraph(f"Even with all these changes, these duties are not shown to be met: {t.places(unproven)}.")


def _table(t: Telling, caption: str, measures: Iterable[Measure]) -> None:
    columns = (("Change", 62), ("How", 18), (f"Serves ({t.instrument.division})", 20))
    rows: list[tuple[Cell, ...]] = []
    for act, found in groupby(measures, key=lambda m: m.act):
        rows.append((cell(strong(act)),))
        rows += [(cell(change_in_short(m)), cell(m.vehicle), cell(t.places(m.serves))) for m in found]
    t.write.table(caption, columns, rows)


def change_in_short(measure: Measure) -> str:
    """The change without the Act, which stands beside it."""
    for mark in (", ", ": "):
        if measure.change.startswith(measure.act + mark):
            rest = measure.change.removeprefix(measure.act + mark)
            return rest if mark == ", " else capital(rest)
    return measure.change


# What is open -----------------------------------------------------------------------------------------------------


def _open(t: Telling) -> None:
    results = t.with_status("unclear", "not_assessed")
    if not results:
        return
    t.write.heading("Points that are unclear")
    t.write.paragraph(
        "For these the answer turns on an arguable point, or nobody has searched the statute book. The low end has every point"
        " lost, the high end has every one won."
    )
    teller = Teller(t.report.assessment)
    rows = []
    for result in results:
        ends = f"{STATUS[result.low].words} to {STATUS[result.high].words.lower()}"
        told = _clauses(readable(s) for s in article_settling(teller, result))
        duties = [d.full.duty.id for d in result.duties if d.binding and d.status in ("unclear", "not_assessed")]
        head = [f"{t.articles([result.article.article]).capitalize()}", result.article.heading]
        rows.append((cell_of(head), cell_of([ends, f"Turns on {t.places(duties)}"], result.status), cell_of(told)))
    t.write.table(
        "What would settle each point",
        ((capital(t.instrument.division), 20), ("How it stands", 22), ("What would settle it", 58)),
        rows,
    )


def _clauses(sentences: Iterable[str]) -> list[str]:
    """The sentences, those with one opening told together, and no clause twice: ``A decision ... would settle whether
    ...``.
    """
    found: dict[str, dict[str, None]] = {}
    for sentence in sentences:
        opening, mark, rest = sentence.partition(_SETTLE)
        clauses = rest.removesuffix(".").split("; whether ") if mark else [""]
        found.setdefault(opening + mark if mark else sentence, {}).update(dict.fromkeys(clauses))
    return [
        f"{opening}{'; whether '.join(clauses)}." if any(clauses) else opening for opening, clauses in found.items()
    ]


def _passed(t: Telling) -> None:
    """Law on what the duties ask that Parliament has passed and that commences after the day; it counts towards no
    verdict.
    """
    day = t.report.assessment.as_at
    asked = {d.full.duty.kind for d in t.report.assessment.duties if d.full.duty.force in JUDGED}
    found: dict[tuple[date, str], list[str]] = {}
    for entry in t.report.assessment.rules:
        interval = entry.rule.in_force
        passed = interval.enacted is not None and interval.enacted <= day < interval.start
        if passed and entry.treaty is None and entry.rule.kind in asked:
            found.setdefault((interval.start, interval.by or "Not on record"), []).append(cite_rule(entry))
    if not found:
        return
    t.write.heading("Law passed but not yet in force")
    t.write.paragraph(
        f"Parliament had passed this law by {long_date(day)}. It counts towards no verdict here until it commences."
    )
    rows = [
        (cell(by), cell(long_date(start)), cell(join(merge_citations(cited))))
        for (start, by), cited in sorted(found.items())
    ]
    t.write.table(
        "Law passed but not yet in force", (("Brought in by", 34), ("In force from", 18), ("Provisions", 48)), rows
    )


def _officials(t: Telling) -> None:
    told = official_rows(t.report.assessment)
    rows = [r for r in told if r.result == "Disagrees"]
    if not told:
        return
    t.write.heading("What officials and Ministers have said")
    if not rows:
        many = (
            "One official statement was"
            if len(told) == 1
            else f"{len(told)} official statements on an {t.instrument.division} were"
        )
        t.write.paragraph(f"{many} held against the verdicts of this annex. None disagrees with a verdict.")
        return
    t.write.paragraph(
        "These statements disagree with the verdict computed for their own day. The difference should be settled before tabling."
    )
    t.write.table(
        "Official statements that disagree with the verdict",
        (("Who and when", 26), ("On", 14), ("What was said", 36), ("Verdict", 24)),
        [
            (cell_of([r.speaker, long_date(r.date)]), cell(_place(r)), cell(stop(r.text)), cell_of(_verdict(r)))
            for r in rows
        ],
    )


def _place(row: OfficialRow) -> str:
    return row.place.partition(", ")[2] or row.place


def _verdict(row: OfficialRow) -> list[Part]:
    return [f"Then: {row.then}", f"Now: {row.now}"] if row.then != row.now else [f"Then and now: {row.then}"]
