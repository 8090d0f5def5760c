"""The JSON form of an assessment: the contract that other programs rely on."""

from __future__ import annotations

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.relation import Wider, relation
from gapcheck.engine.results import ArticleResult, CellResult, DutyResult, InstrumentResult
from gapcheck.engine.wider_rules import goes_beyond
from gapcheck.explain.explanation import citations, reasons, suspect_sentences
from gapcheck.explain.open_points import article_settling, settling
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.treaty_reading import treaty_read, treaty_reading_sentence
from gapcheck.explain.wider_law import beyond_sentence, beyond_sentences
from gapcheck.report.rows.cells import shortfalls_of


def assessment_as_dict(assessment: InstrumentResult) -> dict[str, object]:
    """An assessment as plain values, in the order of the contract; keys beyond it come after its own."""
    teller = SentenceWriter(assessment)
    read = treaty_read(assessment)
    return {
        "instrument": assessment.instrument.id,
        "as_at": assessment.as_at.isoformat(),
        "reading": assessment.reading.id if assessment.reading else None,
        "reform": assessment.reform.id if assessment.reform else None,
        "binding": assessment.binding,
        "counts": dict(assessment.counts),
        "articles": [_article(teller, article) for article in assessment.articles],
        "catalogue": assessment.catalogue.version,
        "treaty_read": {
            "unread": read.unread,
            "binding": read.binding,
            "sentence": treaty_reading_sentence(assessment),
        },
    }


def _article(teller: SentenceWriter, result: ArticleResult) -> dict[str, object]:
    return {
        "article": result.article.article,
        "heading": result.article.heading,
        "status": result.status,
        "low": result.low,
        "high": result.high,
        "duties": [_duty(teller, duty) for duty in result.duties],
        "chapter": result.article.chapter,
        "settled_by": list(article_settling(teller, result)),
        **({"withheld": result.article.withheld.ground} if result.article.withheld else {}),
    }


def _duty(teller: SentenceWriter, result: DutyResult) -> dict[str, object]:
    duty = result.full.duty
    return {
        "id": result.id,
        "force": duty.force,
        "kind": duty.kind,
        "status": result.status,
        "low": result.low,
        "high": result.high,
        "cells": [_cell(teller, result, cell) for cell in result.cells],
        "citations": list(citations(result)),
        "reasons": list(reasons(teller, result)),
        "text": duty.text,
        "not_binding": not result.binding,
        "settled_by": list(settling(teller, result)),
        "goes_beyond": list(beyond_sentences(teller, result)),
        "suspect": list(suspect_sentences(teller.assessment, result)),
    }


def _cell(teller: SentenceWriter, duty: DutyResult, result: CellResult) -> dict[str, object]:
    best = result.best
    return {
        "concepts": {f: c[0] if len(c) == 1 else list(c) for f, c in result.cell.scope.items()},
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
    return {e.facet: e.bound for e in lower_first if e.bound}


def _shortfall(teller: SentenceWriter, duty: DutyResult, cell: Cell, shortfall: Shortfall) -> dict[str, object]:
    return {
        "type": shortfall.type,
        "facet": shortfall.facet,
        "rule": shortfall.rule,
        "curable_under": shortfall.curable_under,
        "sentence": teller.shortfall(shortfall, full=duty.full, cell=cell),
        "point": shortfall.point,
    }
