"""The variables of a Word template: plain texts and lists, and blocks that are put in place of a whole paragraph.

docs/annex-template.md is written from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gapcheck import __version__
from gapcheck.report.annex.model import Document, plain
from gapcheck.report.annex.ooxml import BLOCK, BLOCK_END, clean
from gapcheck.report.report import Report
from gapcheck.report.statuses import STATUS
from gapcheck.wording.citation import cite_treaty, division_label
from gapcheck.wording.dates import long_date

MOST_SECTIONS = 12


@dataclass(frozen=True)
class Variable:
    """A variable of a template. A list says which fields each of its items has."""

    name: str
    kind: Literal["text", "list", "block"]
    meaning: str
    fields: tuple[str, ...] = ()


VARIABLES: tuple[Variable, ...] = (
    Variable("classification", "text", "The marking, for the head and foot of each page"),
    Variable("title", "text", "The title of the document"),
    Variable("subject", "text", "The full title of the instrument"),
    Variable("short_title", "text", "The short title of the instrument"),
    Variable("citation", "text", "The citation of the instrument"),
    Variable("law_as_at", "text", "The day of the law, in words"),
    Variable("copy", "text", "Whether this is an internal copy or a release copy"),
    Variable("clearance", "text", "How far the document is cleared, by whom and when"),
    Variable("disclaimer", "text", "That the verdicts are working analysis"),
    Variable("data_version", "text", "The version of the data"),
    Variable("gapcheck_version", "text", "The version of gapcheck"),
    Variable("facts", "list", "What the document is of, in the order of the front page", ("name", "value")),
    Variable("counts", "list", "How many articles have each status", ("status", "articles", "meaning")),
    Variable("sign_off", "list", "Who signs the document off", ("role", "name", "date")),
    Variable("notes", "list", "The drafting notes that are left", ("id", "section", "needs", "asked_of")),
    Variable(
        "articles",
        "list",
        "The articles and how they stand",
        ("article", "heading", "chapter", "status", "low", "high"),
    ),
    Variable(
        "duties",
        "list",
        "The duties and how they stand",
        ("duty", "article", "asks", "force", "status", "law", "reason"),
    ),
    Variable("measures", "list", "The changes of law", ("act", "vehicle", "change", "serves", "certain")),
    Variable(
        "reservations",
        "list",
        "Reservations and declarations",
        ("duty", "kind", "under", "allows", "made", "lodged", "uncertain"),
    ),
    Variable("grounds", "list", "The grounds for withholding that are used", ("ground", "reason")),
    Variable("facts_table", "block", "The table of the front page"),
    Variable("sign_off_table", "block", "The sign-off table; nothing if there is none"),
    Variable("drafting_notes", "block", "The list of drafting notes; nothing if none is left"),
    Variable("contents", "block", "The list of sections and annexes, with links"),
    Variable("body", "block", "All the sections"),
    *(Variable(f"section_{n}", "block", f"Section {n} alone, with its heading") for n in range(1, MOST_SECTIONS + 1)),
    Variable("annex_a", "block", "Annex A, the matrix; put it in a section of the document in landscape"),
    Variable("annex_b", "block", "Annex B, reservations and declarations"),
    Variable("annex_c", "block", "Annex C, the assessment under the Treaty of Waitangi; nothing if there is none"),
    Variable("key_table", "block", "The key of the grounds for withholding; nothing if none is used"),
)


def values_of(report: Report, document: Document) -> dict[str, Any]:
    """The value of each variable: texts, lists of texts, and marks where blocks will stand; nothing with methods of its
    own.
    """
    texts = _texts(report, document)
    lists = {"facts": [{"name": n, "value": clean(plain(v))} for n, v in document.facts], **_lists(report, document)}
    blocks = {v.name: f"{BLOCK}{v.name}{BLOCK_END}" for v in VARIABLES if v.kind == "block"}
    return {**texts, **lists, **blocks}


def _texts(report: Report, document: Document) -> dict[str, str]:
    facts = dict(document.facts)
    found = {
        "classification": document.classification,
        "title": document.title,
        "subject": document.subject,
        "short_title": report.assessment.instrument.short_title,
        "citation": cite_treaty(report.assessment.instrument),
        "law_as_at": long_date(report.assessment.as_at),
        "copy": document.copy,
        "clearance": plain(facts["Clearance"]),
        "disclaimer": document.disclaimer,
        "data_version": report.assessment.catalogue.version,
        "gapcheck_version": __version__,
    }
    return {name: clean(text) for name, text in found.items()}


def _lists(report: Report, document: Document) -> dict[str, list[dict[str, str]]]:
    assessment, label = report.assessment, report.assessment.instrument
    found: dict[str, list[Mapping[str, str]]] = {
        "counts": [
            {"status": STATUS[s].words, "articles": str(n), "meaning": STATUS[s].meaning}
            for s, n in assessment.counts.items()
        ],
        "sign_off": [
            dict(zip(("role", "name", "date"), (plain(c.lines[0]) for c in row), strict=True))
            for row in document.sign_off.rows
        ],
        "notes": [{"id": n.id, "section": n.section, "needs": n.needs, "asked_of": n.asked_of} for n in document.notes],
        "articles": [
            {
                "article": a.article,
                "heading": a.heading,
                "chapter": a.chapter,
                "status": STATUS[a.status].words,
                "low": STATUS[a.low].words,
                "high": STATUS[a.high].words,
            }
            for a in report.articles
        ],
        "duties": [
            {
                "duty": division_label(label, d.duty),
                "article": d.article,
                "asks": d.text,
                "force": d.force,
                "status": STATUS[d.status].words,
                "law": "; ".join(d.citations),
                "reason": " ".join(d.reasons),
            }
            for d in report.duties
        ],
        "measures": [
            {
                "act": m.act,
                "vehicle": m.vehicle,
                "change": m.change,
                "serves": ", ".join(division_label(label, x) for x in m.serves),
                "certain": "yes" if m.certain else "no",
            }
            for m in report.measures
        ],
        "reservations": [
            {
                "duty": division_label(label, r.duty),
                "kind": r.kind,
                "under": r.under,
                "allows": r.allows,
                "made": long_date(r.made) if r.made else "",
                "lodged": r.lodged,
                "uncertain": "yes" if r.arguably else "no",
            }
            for r in report.reservations
        ],
        "grounds": [{"ground": g.id, "reason": g.reason} for g in report.key],
    }
    return {name: [{key: clean(text) for key, text in item.items()} for item in items] for name, items in found.items()}
