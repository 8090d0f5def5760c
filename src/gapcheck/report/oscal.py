"""Relations as an OSCAL mapping collection (JSON, OSCAL 1.2).

The source is the treaty and the target the State's statutes (for a mandate, the treaty text that answers it); OSCAL
reads a relationship from source to target. Each cell is a statement of a duty, each duty a control. A cell that no rule
reaches has no map, since a map needs a target: a duty of which no cell is reached stands in the gap summary, a single
cell in a property.

Everything follows from the assessment: identifiers are UUIDs (version 5) of what they name, and the time of the last
change is the start of the day assessed, so that the same question gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import NAMESPACE_URL, uuid5

from gapcheck.engine.relation import Relation, relation
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.errors import UsageError
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.law import RuleEntry
from gapcheck.report.markdown import escape_markdown
from gapcheck.report.relations import RATIONALE, falls_short, focal_element, reaches_more
from gapcheck.report.rows.cells import concepts_in_words
from gapcheck.report.statuses import DISCLAIMER
from gapcheck.wording.citation import act_url, cite_rule, cite_treaty, rule_url
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import status_in_words

OSCAL_VERSION = "1.2.1"
NAMESPACE = "urn:x-gapcheck:oscal"
"""The namespace of the properties that gapcheck adds. It is not registered with anyone."""

FROM_SOURCE: Mapping[Relation, str] = {
    "equal": "equal-to",
    "superset": "subset-of",
    "subset": "superset-of",
    "intersects": "intersects-with",
}
"""How a cell (source) stands to its best rule (target), from how the rule stands to the cell."""

_NO_TOKEN = re.compile(r"[^A-Za-z0-9]+")


def mapping_collection(assessment: InstrumentResult) -> dict[str, object]:
    """The relations of an assessment as an OSCAL mapping collection.

    Raises ``UsageError`` if no rule reaches any cell: OSCAL has no collection without a map.
    """
    return _Mapper(assessment).collection()


def tokens(ids: Iterable[str]) -> dict[str, str]:
    """An OSCAL token for each id: ``budapest:16(1)`` becomes ``budapest-16-1``. No two ids share one."""
    by_id: dict[str, str] = {}
    for name in sorted(set(ids)):
        plain = _NO_TOKEN.sub("-", name).strip("-")
        token = plain if plain[:1].isalpha() else f"id-{plain}"
        # Ids that differ in signs alone: 16(1) and 16-1.
        if token in by_id.values():
            token = f"{token}-{_uuid('token', name)[:8]}"
        by_id[name] = token
    return by_id


def _uuid(*content: object) -> str:
    """A UUID that depends on nothing but the content."""
    return str(uuid5(NAMESPACE_URL, f"{NAMESPACE}:{json.dumps(content, sort_keys=True, ensure_ascii=False)}"))


def _text(words: str) -> str:
    """Text for a field that OSCAL reads as Markdown: what comes from the data is shown as it is."""
    return str(escape_markdown(words))


def _prop(name: str, value: str, remarks: str | None = None, kind: str | None = None) -> dict[str, object]:
    prop: dict[str, object] = {"name": name, "ns": NAMESPACE, "value": " ".join(value.split())}
    if kind:
        prop["class"] = kind
    if remarks:
        prop["remarks"] = _text(remarks)
    return prop


@dataclass(frozen=True)
class _Mapper:
    assessment: InstrumentResult

    @cached_property
    def teller(self) -> SentenceWriter:
        """Words for the assessment."""
        return SentenceWriter(self.assessment)

    @cached_property
    def tokens(self) -> Mapping[str, str]:
        """The token of each duty and rule."""
        assessment = self.assessment
        return tokens(
            [*(d.id for d in assessment.duties), *(e.key for e in assessment.rules_in_force(assessment.as_at))]
        )

    @property
    def question(self) -> list[object]:
        """What was asked: every identifier of the document, as a document, rests on it."""
        assessment = self.assessment
        return [
            assessment.instrument.id,
            assessment.reading.id if assessment.reading else None,
            assessment.reform.id if assessment.reform else None,
        ]

    def collection(self) -> dict[str, object]:
        """The whole document."""
        mapping, resources = self._mapping(), self._resources()
        content: dict[str, object] = {
            "metadata": self._metadata(),
            "provenance": self._provenance(),
            "mappings": [mapping],
            "back-matter": {"resources": resources},
        }
        return {"mapping-collection": {"uuid": _uuid("collection", content), **content}}

    def _metadata(self) -> dict[str, object]:
        assessment = self.assessment
        props = [_prop("as-at", assessment.as_at.isoformat()), _prop("catalogue-version", assessment.catalogue.version)]
        if assessment.reading:
            props.append(_prop("reading", assessment.reading.id, assessment.reading.title))
        if assessment.reform:
            props.append(_prop("reform", assessment.reform.id, assessment.reform.title))
        return {
            "title": _text(f"{assessment.instrument.short_title} and {assessment.law}, {long_date(assessment.as_at)}"),
            # OSCAL wants a time with its zone; the clock would make other bytes of the same question.
            "last-modified": f"{assessment.as_at.isoformat()}T00:00:00Z",
            "version": assessment.catalogue.version,
            "oscal-version": OSCAL_VERSION,
            "props": props,
        }

    def _provenance(self) -> dict[str, object]:
        description = (
            f"How each cell of the {self.assessment.instrument.short_title} stands to the best rule of "
            f"{self.assessment.law} in "
            f"force on {self.teller.day}. The elements of treaty and law were written down by people; the "
            "relationships were "
            f"computed from them by gapcheck. {DISCLAIMER}"
        )
        return {
            "method": "automation",
            "matching-rationale": RATIONALE,
            "status": "draft",
            "mapping-description": _text(description),
        }

    # The two sides ----------------------------------------------------------------------------------------------

    def _resources(self) -> list[dict[str, object]]:
        instrument = self.assessment.instrument
        source: dict[str, object] = {
            "uuid": self._side("source"),
            "title": _text(instrument.title),
            "description": _text(cite_treaty(instrument)),
            "props": [_prop("instrument", instrument.id)],
        }
        if instrument.url:
            source["rlinks"] = [{"href": instrument.url}]
        entries = sorted(self.assessment.rules_in_force(self.assessment.as_at), key=lambda e: e.order)
        acts = list({e.act.id: e.act for e in entries}.values())
        target: dict[str, object] = {
            "uuid": self._side("target"),
            "title": _text(self.assessment.law[:1].upper() + self.assessment.law[1:]),
            "description": _text(f"The rules on record that are in force on {self.teller.day}."),
            "props": [_prop("act", act.id, act.title) for act in acts] or [_prop("act", "none")],
        }
        if links := [{"href": url} for act in acts if (url := act_url(act))]:
            target["rlinks"] = links
        return [source, target]

    def _side(self, side: str) -> str:
        return _uuid("resource", side, self.assessment.instrument.id)

    # The maps ---------------------------------------------------------------------------------------------------

    def _mapping(self) -> dict[str, object]:
        maps: list[dict[str, object]] = []
        props: list[dict[str, object]] = []
        gaps: list[str] = []
        for duty in self.assessment.duties:
            # A control that is not mapped at all has a place of its own in OSCAL; a part of one has none.
            if duty.cells and all(c.best is None for c in duty.cells):
                gaps.append(self.tokens[duty.id])
                props.append(_prop("unmapped-duty", self.tokens[duty.id], self._why_unmapped(duty), duty.status))
                continue
            for number, cell in enumerate(duty.cells, start=1):
                if cell.best is None:
                    remarks = focal_element(self.assessment, duty, cell)
                    props.append(_prop("unmapped-cell", self._cell_id(duty, number), remarks, cell.result))
                else:
                    maps.append(self._map(duty, cell, cell.best.entry, number))
        if not maps:
            name, day = self.assessment.instrument.short_title, self.teller.day
            raise UsageError(
                f"no rule on record for {day} reaches any part of the {name}: OSCAL has no mapping without a map"
            )
        mapping: dict[str, object] = {
            "uuid": _uuid("mapping", *self.question),
            "source-resource": {"type": "catalog", "href": f"#{self._side('source')}"},
            "target-resource": {"type": "catalog", "href": f"#{self._side('target')}"},
            "maps": maps,
        }
        if props:
            mapping["props"] = props
        if gaps:
            summary = {"uuid": _uuid("gaps", *self.question), "unmapped-controls": [{"with-ids": gaps}]}
            mapping["source-gap-summary"] = summary
        return mapping

    def _why_unmapped(self, duty: DutyResult) -> str:
        """The status says whether it is a gap: without a survey, or with a reservation, it is not known to be one."""
        binding = "" if duty.binding else ", not binding"
        return f"{duty.full.duty.text} Status: {status_in_words(duty.status)}{binding}."

    def _cell_id(self, duty: DutyResult, number: int) -> str:
        return f"{self.tokens[duty.id]}_cell.{number}"

    def _map(self, duty: DutyResult, cell: CellResult, entry: RuleEntry, number: int) -> dict[str, object]:
        words = self.assessment.catalogue.vocabulary
        source = {
            "type": "statement",
            "id-ref": self._cell_id(duty, number),
            "props": [_prop("duty", duty.id), _prop("cell", focal_element(self.assessment, duty, cell))],
            "remarks": _text(concepts_in_words(cell.cell, words)),
        }
        relied = cell.best.relies_on if cell.best else ()
        content: dict[str, object] = {
            "relationship": FROM_SOURCE[relation(words, cell.cell, cell.best)],
            "sources": [source],
            "targets": [self._target(e) for e in (entry, *relied)],
        }
        if qualifiers := self._qualifiers(duty, cell):
            content["qualifiers"] = qualifiers
        content["props"] = [_prop("result", cell.result)]
        if more := reaches_more(self.teller, duty, cell):
            content["remarks"] = _text(" ".join(more))
        return {"uuid": _uuid("map", self.question, content), **content}

    def _target(self, entry: RuleEntry) -> dict[str, object]:
        target: dict[str, object] = {
            "type": "control",
            "id-ref": self.tokens[entry.key],
            "props": [_prop("rule", entry.key), _prop("citation", cite_rule(entry))],
        }
        if url := rule_url(entry):
            target["links"] = [{"href": url, "rel": "reference"}]
        target["remarks"] = _text(entry.rule.text)
        return target

    def _qualifiers(self, duty: DutyResult, cell: CellResult) -> list[dict[str, object]]:
        """What the law falls short in. ``addressable``: arguable, or what a declaration or reservation allows or would
        allow.
        """
        sentences = falls_short(self.teller, duty, cell)
        open_ = cell.best.shortfalls if cell.best else ()
        restricted = any(s.type != "arguable" and s.curable_under is None for s in open_) and cell.waiver is None
        category = "restricted" if restricted else "addressable"
        return (
            [
                {
                    "subject": "target",
                    "predicate": "has-incompatibility",
                    "category": category,
                    "description": _text(" ".join(sentences)),
                }
            ]
            if sentences
            else []
        )
