"""The variables of a Word template: plain texts and lists, and blocks that are put in place of a whole paragraph.

docs/annex-template.md is written from this table.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from gapcheck import __version__
from gapcheck.repair.measures import Measure
from gapcheck.report.annex.document import AnnexDocument, plain
from gapcheck.report.annex.word_xml import BLOCK, BLOCK_END, clean
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.questions import NATURES, QuestionRow
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.statuses import STATUS
from gapcheck.wording.citation import cite_treaty, division_label
from gapcheck.wording.dates import long_date

MOST_SECTIONS = 14


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
    Variable("counts", "list", "How many articles have each verdict", ("status", "articles", "meaning")),
    Variable("sign_off", "list", "Who signs the document off", ("role", "name", "date")),
    Variable(
        "notes",
        "list",
        "The drafting notes that are left",
        ("id", "section", "needs", "asked_of", "limb", "prompts", "rule"),
    ),
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
    Variable(
        "questions",
        "list",
        "The questions that the verdicts turn on",
        ("title", "asks", "view", "kind", "arguments_for", "arguments_against", "who", "settled_by", "articles"),
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
    Variable("body_after_summary", "block", "All the sections but the first, the summary, which is `section_1`"),
    *(Variable(f"section_{n}", "block", f"Section {n} alone, with its heading") for n in range(1, MOST_SECTIONS + 1)),
    Variable("annex_a", "block", "Annex A, the matrix; put it in a section of the document in landscape"),
    Variable("annex_b", "block", "Annex B, reservations and declarations"),
    Variable("annex_c", "block", "Annex C, the assessment under the Treaty of Waitangi; nothing if there is none"),
    Variable("key_table", "block", "The key of the grounds for withholding; nothing if none is used"),
)


def values_of(report: ReportRows, document: AnnexDocument) -> dict[str, Any]:
    """The value of each variable: texts, lists of texts, and marks where blocks will stand; nothing with methods of its
    own.
    """
    texts = _texts(report, document)
    lists = {"facts": [{"name": n, "value": clean(plain(v))} for n, v in document.facts], **_lists(report, document)}
    blocks = {v.name: f"{BLOCK}{v.name}{BLOCK_END}" for v in VARIABLES if v.kind == "block"}
    return {**texts, **lists, **blocks}


def _texts(report: ReportRows, document: AnnexDocument) -> dict[str, str]:
    facts = dict(document.facts)
    texts = {
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
    return {name: clean(text) for name, text in texts.items()}


def _lists(report: ReportRows, document: AnnexDocument) -> dict[str, list[dict[str, str]]]:
    state = report.assessment.state
    lists: dict[str, list[dict[str, str]]] = {
        "counts": [
            {"status": c.verdict, "articles": str(c.articles), "meaning": c.look.means(state)} for c in report.verdicts
        ],
        "sign_off": [
            dict(zip(("role", "name", "date"), (plain(c.lines[0]) for c in row), strict=True))
            for row in document.sign_off.rows
        ],
        "notes": [asdict(note) | {"prompts": "; ".join(note.prompts)} for note in document.notes],
        "articles": [_article(row) for row in report.articles],
        "duties": [_duty(report, row) for row in report.duties],
        "questions": [_question(report, row) for row in report.questions],
        "measures": [_measure(report, measure) for measure in report.measures],
        "reservations": [_reservation(report, row) for row in report.reservations],
        "grounds": [{"ground": ground.id, "reason": ground.reason} for ground in report.key],
    }
    # Cleaned in one place: whatever a template is given can stand in XML and holds none of our marks.
    return {name: [{key: clean(text) for key, text in item.items()} for item in items] for name, items in lists.items()}


def _article(row: ArticleRow) -> dict[str, str]:
    ends = {name: STATUS[getattr(row, name)].words for name in ("low", "high")}
    return {"article": row.article, "heading": row.heading, "chapter": row.chapter, "status": row.verdict, **ends}


def _duty(report: ReportRows, row: DutyRow) -> dict[str, str]:
    return {
        "duty": division_label(report.assessment.instrument, row.duty),
        "article": row.article,
        "asks": row.text,
        "force": row.force,
        "status": row.verdict,
        "law": "; ".join(row.law.citations),
        "reason": " ".join(row.gap.reasons),
    }


def _question(report: ReportRows, row: QuestionRow) -> dict[str, str]:
    return {
        "title": row.title,
        "asks": row.asks,
        "view": row.view_in_words,
        "kind": NATURES[row.nature],
        "arguments_for": " ".join(a.words for a in row.in_favour),
        "arguments_against": " ".join(a.words for a in row.against),
        "who": row.confirm_with,
        "settled_by": row.settled_by,
        "articles": ", ".join(division_label(report.assessment.instrument, article) for article in row.turns),
    }


def _measure(report: ReportRows, measure: Measure) -> dict[str, str]:
    return {
        "act": measure.act,
        "vehicle": measure.vehicle,
        "change": measure.change,
        "serves": ", ".join(division_label(report.assessment.instrument, duty) for duty in measure.serves),
        "certain": "yes" if measure.certain else "no",
    }


def _reservation(report: ReportRows, row: ReservationRow) -> dict[str, str]:
    return {
        "duty": division_label(report.assessment.instrument, row.duty),
        "kind": row.kind,
        "under": row.under,
        "allows": row.allows,
        "made": long_date(row.made) if row.made else "",
        "lodged": row.lodged,
        "uncertain": "yes" if row.arguably else "no",
    }
