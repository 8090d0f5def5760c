"""What a form may use: texts and lists of a report, each item with fields that are texts or lists again.

docs/forms.md is written from the tables here. Everything comes from the rows of the copy, so that a form of a release
copy cannot hold what is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gapcheck import __version__
from gapcheck.engine.results import FULFILLED, ArticleResult, DutyResult
from gapcheck.explain.answers import ArticleAnswer, DutyAnswer
from gapcheck.explain.article_answer import answer
from gapcheck.explain.duty_sentences import FORCE as ASKS_NOTHING
from gapcheck.explain.law_known import law_known_sentence
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.treaty_reading import unread_sentence
from gapcheck.model.law import RuleEntry
from gapcheck.model.vocabulary import Parts
from gapcheck.report.facts import (
    binding_in_words,
    clearance_parts,
    consent_in_words,
    participation_in_words,
    reading_in_words,
    reform_in_words,
)
from gapcheck.report.forms.form_marks import ANSWER, COMPLIANCE, MARK, RATING
from gapcheck.report.forms.provision_texts import ProvisionTexts
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.verdict_counts import certainty_in_words, verdicts_in_words
from gapcheck.report.statuses import CERTAINTY, DISCLAIMER, FORCE, VIEW_BASIS
from gapcheck.wording.citation import cite_rule, cite_treaty, division_label, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small

"""Kinds of rules that enforce others."""
PARAPHRASE = "In our words; the treaty text was not at hand."
NO_CHANGE = "No change of law is proposed."

Item = dict[str, Any]


@dataclass(frozen=True, eq=False)
class FormValues:
    """The values of a report for its forms, with the texts of provisions and of the treaty that are at hand."""

    report: ReportRows
    provisions: ProvisionTexts = field(default_factory=lambda: ProvisionTexts({}))
    treaty: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> Item:
        """Every variable by its name."""
        articles = [self._article(result) for result in self.report.assessment.articles]
        duties = [duty for article in articles for duty in article["duties"]]
        judged = [a for a in articles if a["status"] not in ("no_duty", "withheld", "not_assessed")]
        return {
            **self._texts(),
            "articles": articles,
            "duties": duties,
            "judged": judged,
            "chapters": _chapters(articles),
            "met": [a for a in judged if a["status"] in FULFILLED],
            "not_met": [a for a in judged if a["status"] not in FULFILLED],
            "better": [a for a in judged if _better(a)],
            "provisions": self._provisions(self._every_rule()),
            "reservations": [self._reservation(row) for row in self.report.reservations],
            "lodged": [self._reservation(row) for row in self.report.reservations if row.made is not None],
            "questions": [self._question(row) for row in self.report.questions],
            "measures": [self._measure(m) for m in self.report.measures],
            "counts": [{"verdict": c.verdict, "articles": str(c.articles)} for c in self.report.verdicts if c.articles],
            "grounds": [{"ground": g.id, "reason": g.reason} for g in self.report.key],
        }

    def _texts(self) -> Item:
        assessment = self.report.assessment
        made = [row for row in self.report.reservations if row.made is not None]
        lodged = _unique(f"{row.kind} under {row.under}" if row.under else row.kind for row in made)
        return {
            "classification": self.report.classification,
            "copy": self.report.copy,
            "clearance": "".join(str(part) for part in clearance_parts(self.report.context.context.clearance)),
            "subject": assessment.instrument.title,
            "short_title": assessment.instrument.short_title,
            "citation": cite_treaty(assessment.instrument),
            "division": assessment.instrument.division,
            "state": assessment.state.at_start,
            "language": assessment.state.language,
            "information_act": assessment.state.information_act,
            "law_as_at": long_date(assessment.as_at),
            "law_known": law_known_sentence(assessment),
            "treaty_read": unread_sentence(assessment),
            "binding": binding_in_words(assessment),
            "consent": consent_in_words(assessment),
            "participation": participation_in_words(assessment),
            "reading": reading_in_words(assessment),
            "reform": reform_in_words(assessment),
            "summary": f"By {assessment.instrument.division}: {verdicts_in_words(self.report.verdicts)}.",
            "certainty": certainty_in_words(self.report.articles, assessment.instrument.division),
            "reservations_in_short": "; ".join(lodged) or "None lodged",
            "view_basis": VIEW_BASIS,
            "disclaimer": DISCLAIMER,
            "data_version": assessment.catalogue.version,
            "gapcheck_version": __version__,
        }

    # Articles and duties ------------------------------------------------------------------------------------------

    @cached_property
    def _writer(self) -> SentenceWriter:
        return self.report.writer

    @cached_property
    def _rows(self) -> Mapping[str, DutyRow]:
        return {row.duty: row for row in self.report.duties}

    def _article(self, result: ArticleResult) -> Item:
        told = answer(self._writer, result)
        duties = [self._duty(duty, told) for duty in result.duties]
        number = result.article.article
        proposed = _texts_of(duties, "proposed")
        told_questions = [self.report.assessment.catalogue.question(q).title for q in told.questions]
        full_text = _without_heading(self.treaty.get(number, ""), result.article.heading)
        return {
            "article": number,
            "label": capital(division_label(self.report.assessment.instrument, number)),
            "heading": result.article.heading,
            "chapter": result.article.chapter,
            **self._verdict(result.status, told.words, result.certainty),
            "sentence": told.sentence,
            "why": " ".join(told.why),
            "asks": "\n".join(_numbered(duties)),
            "treaty_text": full_text or "\n".join(_numbered(duties)),
            "treaty_text_from": "" if full_text else PARAPHRASE,
            "law": _lines(merge_citations(_cited(result.duties))) or _no_law(result.status),
            "our_law": "\n".join(_our_law(result.duties)) or _no_law(result.status),
            "provisions": self._provisions(rule for duty in result.duties for rule in duty.rules),
            "turning": told.turning,
            "questions": _lines(told_questions),
            "would_change": _lines(told.would_change),
            "beyond_doubt": _lines(told.would_change) if result.status in FULFILLED else "",
            "proposed": "\n".join(proposed),
            "proposal": "\n".join(proposed) or _no_proposal(result.status),
            "recommendation": " ".join(told.would_change) or " ".join(told.why),
            "left_out": " ".join(_texts_of(duties, "left_out")),
            "reservations": (reservations := _lines(_texts_of(duties, "reservations"))),
            "short_basis": reservations.replace("\n", "; ") or "; ".join(told_questions),
            "goes_beyond": _lines(_texts_of(duties, "goes_beyond")),
            "goes_beyond_in": join(_unique(small(facet) for facet in _texts_of(duties, "goes_beyond_in"))),
            "duties": duties,
        }

    def _verdict(self, status: str, verdict: str, certainty: str | None) -> Item:
        return {
            "status": status,
            "verdict": verdict,
            "certainty": CERTAINTY.get(certainty or "", ""),
            "answer": ANSWER[status],
            "compliance": COMPLIANCE[status],
            "rating": RATING[status],
        }

    def _duty(self, result: DutyResult, article: ArticleAnswer) -> Item:
        row = self._rows[result.full.duty.id]
        told = next((d for d in article.duties if result.id in d.duties), None)
        enforcing = _unique(_enforcement(result.rules, self.report.assessment.catalogue.vocabulary.parts))
        return {
            "duty": row.duty,
            "label": capital(division_label(self.report.assessment.instrument, row.duty)),
            "article": row.article,
            "heading": row.heading,
            "chapter": row.chapter,
            "asks": row.text,
            "force": FORCE[row.force],
            "kind": row.kind_label,
            **self._verdict(row.status, row.verdict, row.certainty),
            "sentence": told.sentence if told else ASKS_NOTHING[row.force],
            "reason": " ".join(told.why) if told else ASKS_NOTHING[row.force],
            "law": _lines(merge_citations(row.law.citations)) or _no_law(row.status),
            "left_out": _lines(told.left_out) if told else "",
            "turning": told.turning if told else "",
            "would_change": _lines(told.would_change) if told else "",
            "proposed": "\n".join(self._proposed(row, told)),
            "reservations": _lines(row.reservations.in_words),
            "goes_beyond": _lines(capital(b) for b in row.gap.goes_beyond) if row.status in FULFILLED else "",
            "goes_beyond_in": _lines(row.gap.wider_facets) if row.status in FULFILLED else "",
            "provisions": self._provisions(result.rules),
            "law_mark": MARK[row.status],
            "law_sources": _lines(merge_citations(_cited([result], practice=False))),
            "enforcement_mark": "NA" if row.status == "no_duty" else _enforcement_mark(row.status, enforcing),
            "enforcement_sources": _lines(enforcing),
        }

    def _proposed(self, row: DutyRow, told: DutyAnswer | None) -> tuple[str, ...]:
        """The measures that the duty needs; where none can be computed, what would change the verdict."""
        if not row.binding or row.status not in ("partial", "unmet", "unclear"):
            return ()
        measures = tuple(capital(m.change) for m in self.report.measures_for(row.duty))
        return measures or (told.would_change if told else ())

    # The other lists ----------------------------------------------------------------------------------------------

    def _every_rule(self) -> Iterable[RuleEntry]:
        return (rule for duty in self.report.assessment.duties for rule in duty.rules)

    def _provisions(self, rules: Iterable[RuleEntry]) -> list[Item]:
        return [
            {"citation": p.citation, "heading": p.heading, "text": p.text, "basis": p.basis}
            for p in self.provisions.of_rules(rules)
        ]

    def _reservation(self, row: Any) -> Item:
        return {
            "duty": capital(division_label(self.report.assessment.instrument, row.duty)),
            "kind": row.kind,
            "under": row.under,
            "allows": row.allows,
            "made": long_date(row.made) if row.made else "",
            "lodged": row.lodged,
            "uncertain": "It is not certain that it reaches this." if row.arguably else "",
        }

    def _question(self, row: Any) -> Item:
        places = [capital(division_label(self.report.assessment.instrument, place)) for place in row.turns]
        return {
            "title": row.title,
            "asks": row.asks,
            "view": row.view_in_words,
            "settled_by": row.settled_by,
            "who": row.confirm_with,
            "articles": ", ".join(places),
        }

    def _measure(self, measure: Any) -> Item:
        serves = (division_label(self.report.assessment.instrument, duty) for duty in measure.serves)
        return {
            "act": measure.act,
            "vehicle": measure.vehicle,
            "change": measure.change,
            "serves": ", ".join(serves),
            "certain": "Needed" if measure.certain else "Needed on our working view",
        }


def _better(article: Item) -> bool:
    """Whether an article is met, and the law goes beyond it."""
    return article["status"] in FULFILLED and bool(article["goes_beyond"])


def _chapters(articles: Iterable[Item]) -> list[Item]:
    chapters: dict[str, list[Item]] = {}
    for article in articles:
        chapters.setdefault(article["chapter"], []).append(article)
    return [
        {
            "chapter": chapter,
            "articles": own,
            "met": [a for a in own if a["status"] in FULFILLED],
            "not_met": [a for a in own if a["status"] in ("partial", "unmet", "unclear")],
            "better": [a for a in own if _better(a)],
        }
        for chapter, own in chapters.items()
    ]


def _without_heading(text: str, heading: str) -> str:
    """The text of an article without the heading that the form prints already."""
    first, _, rest = text.partition("\n")
    return rest if first.casefold().strip(" .") == heading.casefold() else text


def _numbered(duties: Iterable[Item]) -> list[str]:
    return [f"{duty['label']}: {duty['asks']}" for duty in duties]


def _cited(duties: Iterable[DutyResult], *, practice: bool = True) -> list[str]:
    rules = (rule for duty in duties for rule in duty.rules)
    return list(dict.fromkeys(cite_rule(rule) for rule in rules if practice or not rule.act.outside_statute))


def _our_law(duties: Iterable[DutyResult]) -> Iterable[str]:
    """Each rule with what it says, in our words."""
    return _unique(f"{cite_rule(rule)}: {rule.rule.text}" for duty in duties for rule in duty.rules)


def _enforcement(rules: Iterable[RuleEntry], parts: Parts) -> Iterable[str]:
    """What enforces: penalties with their maximum, rules on sanctions and liability, and measures outside statute."""
    penal = {*parts.maximum_terms, *parts.penalties}
    for entry in rules:
        gives = entry.rule.gives
        terms = [g.amount_in_words for g in gives if g.facet in parts.maximum_terms and g.amount_in_words]
        if terms:
            yield f"{cite_rule(entry)}: up to {terms[0]} of imprisonment"
        elif entry.act.outside_statute:
            yield f"{cite_rule(entry)} (practice)"
        elif entry.rule.kind in {*parts.sanctions, *parts.liability} or any(g.facet in penal for g in gives):
            yield cite_rule(entry)


def _enforcement_mark(status: str, enforcing: Iterable[str]) -> str:
    if status == "withheld":
        return MARK[status]
    return "X" if tuple(enforcing) else "\u2013"


def _no_law(status: str) -> str:
    return {"not_assessed": "Not searched", "withheld": "Withheld", "no_duty": ""}.get(status, "None found")


def _no_proposal(status: str) -> str:
    return NO_CHANGE if status in (*FULFILLED, "no_duty") else ""


def _texts_of(duties: Iterable[Item], name: str) -> tuple[str, ...]:
    """The lines of a field of several duties, once each."""
    return _unique(line for duty in duties for line in duty[name].split("\n") if line)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values)
