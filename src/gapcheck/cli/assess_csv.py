"""An assessment as CSV: what its JSON form holds, a line for each duty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gapcheck.faces import Assessment

CSV_HEAD = (
    "article",
    "heading",
    "article_status",
    "duty",
    "force",
    "kind",
    "status",
    "low",
    "high",
    "citations",
    "reasons",
    "suspect",
    "article_certainty",
    "article_verdict",
    "certainty",
    "view_low",
    "view_high",
    "verdict",
    "turns_on",
    "questions",
    "checked",
    "text",
    "not_binding",
    "settled_by",
    "goes_beyond",
    "transition",
    "cells",
    "on_reading",
    "chapter",
    "article_low",
    "article_high",
    "article_view_low",
    "article_view_high",
    "article_settled_by",
    "withheld",
    "instrument",
    "as_at",
    "binding",
    "binding_record",
    "law_known_to",
    "treaty_read",
    "reading",
    "reform",
    "catalogue",
    "pinpoint",
)
"""The columns. What came later stands last, so that no column of an earlier version has moved."""


def csv_rows(assessment: Assessment) -> Iterator[list[str]]:
    """A row for each duty; an article without duties still has one, or a count of articles would not agree."""
    from gapcheck.explain.verdict_lines import turning_on

    told = assessment.to_dict()
    whole = _of_assessment(told)
    for article, result in zip(_listed(told["articles"]), assessment.articles, strict=True):
        head = {**whole, **_of_article(article)}
        if not result.duties:
            yield [head.get(name, "") for name in CSV_HEAD]
        for duty, judged in zip(article["duties"], result.duties, strict=True):
            turns = "; ".join(q.id for q in turning_on(assessment.sensitivity, judged))
            row = {**head, **_of_duty(duty), "turns_on": turns}
            yield [row.get(name, "") for name in CSV_HEAD]


def _of_assessment(told: Mapping[str, Any]) -> dict[str, str]:
    names = ("instrument", "as_at", "binding_record", "law_known_to", "reading", "reform", "catalogue")
    row = {name: _plain(told[name]) for name in names}
    return {**row, "binding": _plain(told["binding"]), "treaty_read": _plain(told["treaty_read"]["sentence"])}


def _of_article(article: Mapping[str, Any]) -> dict[str, str]:
    ends = ("status", "certainty", "verdict", "low", "high", "view_low", "view_high")
    return {
        **{name: _plain(article[name]) for name in ("article", "heading", "chapter")},
        **{f"article_{name}": _plain(article[name]) for name in ends},
        "article_settled_by": " ".join(article["settled_by"]),
        "withheld": _plain(article.get("withheld")),
    }


def _of_duty(duty: Mapping[str, Any]) -> dict[str, str]:
    names = ("force", "kind", "status", "low", "high", "certainty", "view_low", "view_high", "verdict", "checked")
    sentences = ("reasons", "suspect", "settled_by", "goes_beyond", "transition")
    return {
        "duty": duty["id"],
        "pinpoint": duty["id"].partition(":")[2],
        **{name: _plain(duty[name]) for name in (*names, "text", "not_binding")},
        **{name: "; ".join(duty[name]) for name in ("citations", "questions")},
        **{name: " ".join(duty[name]) for name in sentences},
        "on_reading": " ".join(duty.get("reading", ())),
        "cells": "; ".join(_cell(cell) for cell in duty["cells"]),
    }


def _cell(cell: Mapping[str, Any]) -> str:
    """``conduct=access, fault=intention: covers (crimes-act-1961:252(1))``."""
    concepts = {f: "|".join([c] if isinstance(c, str) else c) for f, c in cell["concepts"].items()}
    parts = [f"{facet}={concept}" for facet, concept in (concepts | cell["quantities"]).items()]
    rule = f" ({cell['rule']})" if cell["rule"] else ""
    return f"{', '.join(parts) or 'all'}: {cell['result']}{rule}"


def _listed(value: Any) -> list[dict[str, Any]]:
    return list(value)


def _plain(value: object) -> str:
    """A value of JSON as a cell: nothing for null, yes or no for a truth."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
