"""Rows about the statute book and the sources behind an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import InstrumentResult
from gapcheck.engine.rules_of_cell import others_but
from gapcheck.model.base import Source
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import JUDGED
from gapcheck.natural_order import natural_key
from gapcheck.report.rows.provisions import CitedProvision, provision_of
from gapcheck.report.scope import statements_about, used_rules
from gapcheck.wording.citation import cite_rule, division_label
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class UnusedRow:
    """A rule in force on the day that no cell rests on, and why."""

    act: str
    section: str
    heading: str
    rule: str
    provision: CitedProvision
    text: str
    why: str


@dataclass(frozen=True)
class SourceRow:
    """One source with everything that it supports."""

    ref: str
    pinpoint: str
    checked: str
    url: str
    note: str
    supports: tuple[str, ...]


def unused_rows(assessment: InstrumentResult) -> tuple[UnusedRow, ...]:
    """The rules in force that are the best rule of no cell and give nothing to one that is, with the reason."""
    used = {e.identity for e in used_rules(assessment)}
    asked = {d.full.duty.kind for d in assessment.duties if d.full.duty.force in JUDGED}
    beaten = _beaten(assessment, used)
    rows = []
    for entry in assessment.rules_in_force(assessment.as_at):
        if entry.identity not in used:
            rows.append(_unused(assessment, entry, asked, beaten))
    return tuple(rows)


def _beaten(
    assessment: InstrumentResult, used: Iterable[tuple[str, date]]
) -> Mapping[tuple[str, date], tuple[str, RuleEntry]]:
    """For each rule that is not used and reaches some cell: the first such duty, and the rule that is its best."""
    beaten: dict[tuple[str, date], tuple[str, RuleEntry]] = {}
    known = set(used)
    for duty in assessment.duties:
        for cell in duty.cells:
            if (best := cell.best) is not None:
                found = [entry.identity for entry in others_but(cell, known)]
                beaten |= dict.fromkeys(found, (duty.full.duty.id, best.entry))
                known.update(found)
    return beaten


def _unused(
    assessment: InstrumentResult,
    entry: RuleEntry,
    asked: set[str],
    beaten: Mapping[tuple[str, date], tuple[str, RuleEntry]],
) -> UnusedRow:
    kind = assessment.catalogue.vocabulary.kinds[entry.rule.kind].label
    if entry.rule.supports is not None and entry.identity not in beaten:
        why = "It gives guarantees to other rules, but no verdict rests on them."
    elif entry.rule.kind not in asked:
        why = f"No duty of the instrument asks for a rule of this kind ({kind.lower()})."
    elif entry.identity in beaten:
        duty, better = beaten[entry.identity]
        place = division_label(assessment.instrument, duty)
        why = f"It reaches {place}, but {cite_rule(better)} reaches at least as much of it."
    else:
        why = "It reaches none of the situations that the duties of its kind describe."
    return UnusedRow(
        act=entry.act.title,
        section=entry.section.section,
        heading=entry.section.heading,
        rule=entry.rule.id,
        provision=provision_of(entry),
        text=entry.rule.text,
        why=why,
    )


def source_rows(assessment: InstrumentResult) -> tuple[SourceRow, ...]:
    """Every source of the instrument, its duties, the rules used, the State's position and officials' statements."""
    supported: dict[tuple[str, str, str, str, str], dict[str, None]] = {}
    pages = {act.title: act.url for act in assessment.catalogue.acts.values()}
    for what, source in _sources(assessment):
        # An Act is cited by its title; its page is on record once, with the Act.
        url = source.url or pages.get(source.ref) or ""
        key = (source.ref, source.pinpoint, source.checked, url, str(source.note or ""))
        supported.setdefault(key, {})[what] = None
    ordered = sorted(supported, key=lambda k: (natural_key(k[0]), natural_key(k[1]), k[2:]))
    return tuple(SourceRow(*key, tuple(supported[key])) for key in ordered)


def _sources(assessment: InstrumentResult) -> Iterator[tuple[str, Source]]:
    """Each source with what it supports, in the order in which a reader meets it."""
    yield from ((f"{assessment.instrument.short_title}", s) for s in assessment.instrument.source)
    for part in (assessment.instrument.purpose, assessment.instrument.joining):
        if part is not None:
            yield from ((f"{assessment.instrument.short_title}", s) for s in part.source)
    yield from _sources_of_articles(assessment)
    for entry in used_rules(assessment):
        yield from ((cite_rule(entry), s) for s in entry.rule.source)
    yield from _sources_of_position(assessment)
    for participation in assessment.instrument.participation:
        if participation.as_at <= assessment.as_at:
            yield from (("Parties and signatories", s) for s in participation.source)
    for statement in statements_about(assessment):
        said = f"{statement.speaker}, {long_date(statement.as_at)}"
        yield from ((f"What officials said ({said})", s) for s in statement.source)
    for found in assessment.sensitivity.questions:
        for argument in (*found.question.in_favour, *found.question.against):
            yield from ((f"Question: {found.question.title}", s) for s in argument.source)
    if assessment.reading is not None:
        for ground in assessment.reading.grounds:
            yield from ((assessment.reading.title, s) for s in ground.source)


def _sources_of_articles(assessment: InstrumentResult) -> Iterator[tuple[str, Source]]:
    for article in assessment.articles:
        if article.article.withheld:
            label = division_label(assessment.instrument, article.article.article)
            yield from ((f"{label} (withheld)", s) for s in article.article.withheld.source)
    for duty in assessment.duties:
        yield from ((division_label(assessment.instrument, duty.full.duty.id), s) for s in duty.full.duty.source)


def _sources_of_position(assessment: InstrumentResult) -> Iterator[tuple[str, Source]]:
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    if position is None:
        return
    whose = f"{assessment.state.whose_at_start} position"
    yield from ((whose, s) for s in position.source)
    for exercise in position.exercised:
        if exercise.date <= assessment.as_at:
            yield from ((f"{whose} ({exercise.narrowing})", s) for s in exercise.source)
