"""The JSON form of an assessment: the contract that other programs rely on."""

from __future__ import annotations

from typing import get_args

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.relation import Wider, relation
from gapcheck.engine.results import ArticleResult, CellResult, Certainty, DutyResult, InstrumentResult
from gapcheck.engine.wider_rules import goes_beyond
from gapcheck.explain.cited_rules import citations
from gapcheck.explain.explanation import reasons, suspect_sentences
from gapcheck.explain.open_points import article_settling, settling
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.transition import transition_sentences
from gapcheck.explain.treaty_reading import treaty_read, treaty_reading_sentence
from gapcheck.explain.wider_law import beyond_sentence, beyond_sentences
from gapcheck.model.base import Checked
from gapcheck.report.rows.cells import shortfalls_of
from gapcheck.report.rows.questions import QuestionRow, question_rows

CONTRACT = 2
"""The number of the contract. It moves when a key that programs may rely on changes its meaning."""

QUESTION = ("id", "title", "view", "strength", "nature", "weight", "turns")
"""What the contract says of a question, in its order; what more there is comes after it."""

CHECKED: tuple[Checked, ...] = ("unverified", "secondary", "verified")
"""How far a source was read, the weakest first."""


def assessment_as_dict(assessment: InstrumentResult) -> dict[str, object]:
    """An assessment as plain values, in the order of the contract; keys beyond it come after its own."""
    teller = SentenceWriter(assessment)
    read = treaty_read(assessment)
    known = assessment.catalogue.law_known_to
    reading = assessment.reading
    return {
        "contract": CONTRACT,
        "instrument": assessment.instrument.id,
        "as_at": assessment.as_at.isoformat(),
        "law_known_to": known.isoformat() if known else None,
        "reading": reading.id if reading else None,
        "reform": assessment.reform.id if assessment.reform else None,
        "binding": assessment.binding,
        "counts": dict(assessment.counts),
        "articles": [_article(teller, article) for article in assessment.articles],
        "questions": [_question(row) for row in question_rows(assessment, assessment.sensitivity)],
        "catalogue": assessment.catalogue.version,
        "treaty_read": {
            "unread": read.unread,
            "binding": read.binding,
            "sentence": treaty_reading_sentence(assessment),
        },
        "counts_by_certainty": _certainties(assessment),
        **({"on_reading": teller.on_reading} if reading else {}),
        **({"tried": dict(assessment.tried)} if assessment.tried else {}),
        "binding_record": assessment.binding_record,
        **_signed(assessment),
    }


def _signed(assessment: InstrumentResult) -> dict[str, object]:
    """The answers that were taken from reviews in place of our views; nothing without any."""
    taken = assessment.catalogue.signed
    answers = [{"question": q.id, "view": q.view, "by": q.by, "date": q.date.isoformat()} for q in taken]
    return {"answers_from_reviews": answers} if answers else {}


def _certainties(assessment: InstrumentResult) -> dict[str, int]:
    """How many articles that are judged are settled, decided by our view, or open."""
    found = [article.certainty for article in assessment.articles]
    return {certainty: found.count(certainty) for certainty in get_args(Certainty)}


def _question(row: QuestionRow) -> dict[str, object]:
    values = row.to_dict()
    return {**{key: values[key] for key in QUESTION}, **values}


def _ends(result: ArticleResult | DutyResult) -> dict[str, object]:
    return {
        "status": result.status,
        "certainty": result.certainty,
        "low": result.low,
        "high": result.high,
        "view_low": result.view_low,
        "view_high": result.view_high,
    }


def _article(teller: SentenceWriter, result: ArticleResult) -> dict[str, object]:
    return {
        "article": result.article.article,
        "heading": result.article.heading,
        **_ends(result),
        "duties": [_duty(teller, duty) for duty in result.duties],
        "chapter": result.article.chapter,
        "settled_by": list(article_settling(teller, result)),
        "verdict": teller.verdict(result),
        "depends_on": [question.id for question in teller.assessment.sensitivity.least(result)],
        **({"withheld": result.article.withheld.ground} if result.article.withheld else {}),
    }


def _duty(teller: SentenceWriter, result: DutyResult) -> dict[str, object]:
    duty = result.full.duty
    reading = teller.assessment.reading
    caveats = teller.settled(teller.settled_points(result), reading) if reading else []
    return {
        "id": result.id,
        "force": duty.force,
        "kind": duty.kind,
        **_ends(result),
        "questions": [question.id for question in teller.assessment.sensitivity.of_duty(result)],
        "checked": checked(result),
        "cells": [_cell(teller, result, cell) for cell in result.cells],
        "citations": list(citations(result)),
        "reasons": list(reasons(teller, result)),
        "text": duty.text,
        "not_binding": not result.binding,
        "settled_by": list(settling(teller, result)),
        "goes_beyond": list(beyond_sentences(teller, result)),
        "transition": list(transition_sentences(result, teller.assessment.as_at)),
        "suspect": list(suspect_sentences(teller.assessment, result)),
        "verdict": teller.verdict(result),
        **({"reading": caveats} if caveats else {}),
        **({"follows": [other.id for other in result.followed]} if result.followed else {}),
    }


def checked(result: DutyResult) -> Checked | None:
    """The weakest level of the sources of a duty and of the rules that its verdict rests on, if there are any."""
    duties = [result.full.duty, *(part.duty for part in result.full.follows)]
    levels = [source.checked for duty in duties for source in duty.source]
    levels += [source.checked for entry in result.rules for source in entry.rule.source]
    return min(levels, key=CHECKED.index, default=None)


def _cell(teller: SentenceWriter, duty: DutyResult, result: CellResult) -> dict[str, object]:
    best = result.best
    return {
        # What is there only so that rules can be compared is no part of what the treaty describes.
        "concepts": {f: c[0] if len(c) == 1 else list(c) for f, c in result.cell.stated.items()},
        "result": result.result,
        "rule": best.entry.key if best else None,
        "relation": relation(teller.assessment.catalogue.vocabulary, result.cell, best),
        "shortfalls": [
            _shortfall(teller, duty, result.cell, s) for s in shortfalls_of(teller.assessment, duty, result)
        ],
        "quantities": _quantities(result.cell),
        # A waiver takes the whole cell away, so that nothing is left to be excused.
        "excused_by": sorted({s.excused for s in best.excused if s.excused} if best and not result.waiver else ()),
        "waiver": result.waiver.key if result.waiver else None,
        "goes_beyond": [_beyond(teller, item) for item in goes_beyond(teller.assessment, duty, result)],
    }


def _beyond(teller: SentenceWriter, item: Wider) -> dict[str, object]:
    return {
        "type": item.type,
        "facet": item.facet,
        "rule": item.entry.key,
        "asked": list(item.asked),
        "found": list(item.found),
        "sentence": beyond_sentence(teller, item),
    }


def _quantities(cell: Cell) -> dict[str, str]:
    lower_first = sorted(cell.elements, key=lambda e: e.at_most is not None)
    return {e.facet: e.bound for e in lower_first if e.bound and e.stated}


def _shortfall(teller: SentenceWriter, duty: DutyResult, cell: Cell, shortfall: Shortfall) -> dict[str, object]:
    return {
        "type": shortfall.type,
        "facet": shortfall.facet,
        "rule": shortfall.rule,
        "curable_under": shortfall.curable_under,
        "sentence": teller.shortfall(shortfall, full=duty.full, cell=cell),
        "point": shortfall.point,
    }
