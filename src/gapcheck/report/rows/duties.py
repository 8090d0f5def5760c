"""Plain rows for every report: what the frame, the workbook, the Markdown and the page all read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding, Shortfall
from gapcheck.engine.relation import relation
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.explain.cell_groups import describe, group_cells
from gapcheck.explain.explanation import citations, reasons, suspect_sentences
from gapcheck.explain.open_points import settling
from gapcheck.explain.sentences import Teller, place
from gapcheck.explain.wider_law import beyond_in_short, duty_beyond_in_short, goes_beyond
from gapcheck.model.base import Source
from gapcheck.model.position import Exercise, settle
from gapcheck.model.treaty import Allowed, Article, Element, FullDuty, Narrowing, Waiver
from gapcheck.model.vocabulary import Vocabulary
from gapcheck.report.json_contract import shortfalls_of
from gapcheck.report.rows.statements import officials_by_place
from gapcheck.wording.citation import PRACTICE, article_label, cite_rule, rule_url
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

LACK: Mapping[str, str] = {
    "narrower": "narrower",
    "extra_condition": "extra condition",
    "missing": "missing",
    "exception": "exception",
    "arguable": "arguable",
}
CHECK_ORDER = ("unverified", "secondary", "verified")


@dataclass(frozen=True)
class ArticleRow:
    """One article with the number of its duties of each status."""

    article: str
    heading: str
    chapter: str
    status: str
    low: str
    high: str
    duties: Mapping[str, int]


@dataclass(frozen=True)
class CellRow:
    """One cell of a duty with the best rule for it."""

    duty: str
    label: str
    concepts: str
    result: str
    rule: str
    citation: str
    url: str | None
    relation: str
    shortfalls: tuple[str, ...]
    goes_beyond: tuple[str, ...]
    curable_under: tuple[str, ...]
    position: tuple[str, ...]


@dataclass(frozen=True)
class DutyRow:
    """One duty, judged."""

    instrument: str
    article: str
    heading: str
    chapter: str
    duty: str
    force: str
    binding: bool
    kind: str
    kind_label: str
    text: str
    status: str
    low: str
    high: str
    citations: tuple[str, ...]
    practice: tuple[str, ...]
    links: Mapping[str, str | None]
    in_force_from: date | None
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]
    goes_beyond: tuple[str, ...]
    curable_under: tuple[str, ...]
    reservation_used: tuple[str, ...]
    positions: tuple[str, ...]
    arguable_points: tuple[str, ...]
    arguable_in_words: tuple[str, ...]
    settled_by: tuple[str, ...]
    officials: tuple[str, ...]
    survey_date: date | None
    survey_acts: tuple[str, ...]
    checked: str
    suspect: tuple[str, ...]
    cells: tuple[CellRow, ...]


def article_rows(assessment: InstrumentResult) -> tuple[ArticleRow, ...]:
    """One row for each article, in the order of the instrument."""
    rows = []
    for result in assessment.articles:
        found = [d.status for d in result.duties]
        counts: dict[str, int] = {status: found.count(status) for status in assessment.statuses}
        article = result.article
        rows.append(
            ArticleRow(
                article.article, article.heading, article.chapter, result.status, result.low, result.high, counts
            )
        )
    return tuple(rows)


def duty_rows(assessment: InstrumentResult) -> tuple[DutyRow, ...]:
    """One row for each duty, in the order of the instrument."""
    builder = _Builder(assessment)
    return tuple(builder.duty(result.article, duty) for result in assessment.articles for duty in result.duties)


def cell_rows(duties: Iterable[DutyRow]) -> tuple[CellRow, ...]:
    """One row for each cell of the duties given."""
    return tuple(cell for duty in duties for cell in duty.cells)


def concepts_in_words(cell: Cell, words: Vocabulary) -> str:
    """What a cell describes: ``Conduct: accessing; Object: computer system``."""
    return "; ".join(f"{words.facets[e.facet].label}: {_element_in_words(e, words)}" for e in cell.elements)


def _element_in_words(element: Element, words: Vocabulary) -> str:
    return element.bound or " or ".join(words.label(c) for c in element.concepts)


def cell_label(result: DutyResult, cell: Cell, words: Vocabulary) -> str:
    """The concepts that tell a cell from its sisters; for an only cell, those of the anchor facet."""
    varying = {e.facet for e in result.full.elements if e.every is not None and len(e.every) > 1}
    wanted = varying or {words.kinds[result.full.duty.kind].anchor}
    return ", ".join(_element_in_words(e, words) for e in cell.elements if e.facet in wanted)


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values once each, in the order in which they first come."""
    return tuple(dict.fromkeys(values))


@dataclass(frozen=True)
class _Builder:
    assessment: InstrumentResult

    @cached_property
    def teller(self) -> Teller:
        """Words for the assessment."""
        return Teller(self.assessment)

    @cached_property
    def exercised(self) -> Mapping[str, tuple[Exercise, ...]]:
        """What New Zealand had exercised by the day, by narrowing or waiver."""
        found = [
            x
            for p in self.assessment.catalogue.positions.values()
            for x in p.exercised
            if x.date <= self.assessment.as_at
        ]
        return {x.narrowing: tuple(y for y in found if y.narrowing == x.narrowing) for x in found}

    @cached_property
    def officials(self) -> Mapping[str, tuple[str, ...]]:
        """What officials said by the day, in short, by article or duty."""
        return officials_by_place(self.assessment)

    def duty(self, article: Article, result: DutyResult) -> DutyRow:
        duty, full = result.full.duty, result.full
        cells = tuple(self.cell(result, c) for c in result.cells)
        rules = result.rules
        points = unique(p for c in result.cells for p in self._points(result, c))
        survey = duty.survey
        used = self._used(result)
        return DutyRow(
            instrument=full.instrument,
            article=full.article,
            heading=article.heading,
            chapter=article.chapter,
            duty=duty.id,
            force=duty.force,
            binding=result.binding,
            kind=duty.kind,
            kind_label=self.assessment.catalogue.vocabulary.kinds[duty.kind].label,
            text=duty.text,
            status=result.status,
            low=result.low,
            high=result.high,
            citations=citations(result),
            practice=unique(cite_rule(e) for e in rules if e.act.id == PRACTICE),
            links={cite_rule(e): rule_url(e) for e in rules},
            in_force_from=max((e.rule.in_force.start for e in result.rules), default=None),
            reasons=reasons(self.teller, result),
            lacks=unique(self._lacks(result)),
            goes_beyond=duty_beyond_in_short(self.teller, result),
            curable_under=unique(u for c in cells for u in c.curable_under),
            reservation_used=unique(a.key for a in used),
            positions=unique(self._position(a) for a in used),
            arguable_points=points,
            arguable_in_words=unique(self._point(p, full) for p in points),
            settled_by=settling(self.teller, result),
            officials=unique(s for place in (full.article, duty.id) for s in self.officials.get(place, ())),
            survey_date=survey.date if survey else None,
            survey_acts=tuple(self.teller.act(a) for a in survey.acts) if survey else (),
            checked=_weakest([*duty.source, *(s for e in rules for s in e.rule.source)]),
            suspect=suspect_sentences(self.assessment, result),
            cells=cells,
        )

    def cell(self, result: DutyResult, cell: CellResult) -> CellRow:
        words = self.assessment.catalogue.vocabulary
        best = cell.best
        open_ = shortfalls_of(self.assessment, result, cell)
        cures = [*(s.curable_under for s in open_), _under(cell.curable_waiver)]
        return CellRow(
            duty=result.full.duty.id,
            label=cell_label(result, cell.cell, words),
            concepts=concepts_in_words(cell.cell, words),
            result=cell.result,
            rule=best.entry.key if best else "",
            citation=cite_rule(best.entry) if best else "",
            url=rule_url(best.entry) if best else None,
            relation=relation(words, cell.cell, best),
            shortfalls=unique(self.teller.shortfall(s, full=result.full, cell=cell.cell) for s in open_),
            goes_beyond=tuple(beyond_in_short(self.teller, i) for i in goes_beyond(self.assessment, result, cell)),
            curable_under=unique(c for c in cures if c),
            position=unique(self._position(a) for a in self._cell_used(result, cell)),
        )

    def _lacks(self, result: DutyResult) -> Iterator[str]:
        """What falls short, in a few words for each group of like cells: ``Purpose: extra condition (a dishonest
        purpose)``.
        """
        for group in group_cells(result):
            if not group.covered and group.first.best is None:
                words = self.assessment.catalogue.vocabulary
                yield "No rule" if group.whole else f"No rule: {describe([c.cell for c in group.cells], result, words)}"
            elif not group.covered:
                yield from (self._lack(shortfall, word) for shortfall, word in group.shortfalls)

    def _lack(self, shortfall: Shortfall, word: str) -> str:
        matter = f"exception in {place(shortfall.exception)}" if shortfall.exception else LACK[shortfall.type]
        if shortfall.exception and shortfall.type == "arguable":
            matter += ", arguable"
        wanted = shortfall.type in ("missing", "arguable")
        concepts = self.teller.labels(shortfall.wanted, word) if wanted else self.teller.found(shortfall)
        about = f" ({concepts})" if concepts else ""
        facet = self.assessment.catalogue.vocabulary.facets[shortfall.facet].label if shortfall.facet else ""
        return f"{facet}: {matter}{about}" if facet else capital(f"{matter}{about}")

    # Positions and arguable points ------------------------------------------------------------------------------

    def _used(self, result: DutyResult) -> list[Allowed[Narrowing] | Allowed[Waiver]]:
        return [a for c in result.cells for a in self._cell_used(result, c)]

    def _cell_used(self, result: DutyResult, cell: CellResult) -> list[Allowed[Narrowing] | Allowed[Waiver]]:
        """The reservations and declarations that the result of a cell rests on; a free limit is not one."""
        if cell.waiver is not None:
            return [cell.waiver] if cell.waiver.value.how != "free" else []
        excused = {s.excused for s in cell.best.excused} if cell.best else set()
        return [a for a in result.full.allows if a.key in excused and a.value.how != "free"]

    def _position(self, allowed: Allowed[Narrowing] | Allowed[Waiver]) -> str:
        value = allowed.value
        under = f" under {article_label(value.under)}" if value.under else ""
        days = [x.date for x in self.exercised.get(allowed.key, ())]
        lodged = f", {long_date(max(days))}" if days else ""
        return f"{value.how.capitalize()}{under}{lodged}"

    def _points(self, result: DutyResult, cell: CellResult) -> list[str]:
        """The arguable points that part the two ends of a cell."""
        if cell.low == cell.high:
            return []
        candidates = [f for f in (cell.best, *cell.others) if f is not None and f.high == cell.high]
        finding: Finding | None = candidates[0] if candidates else cell.best
        open_ = finding.shortfalls if finding else ()
        points = [s.point for s in open_ if s.type == "arguable" and s.point]
        facets = {s.facet for s in open_}
        points += [a.key for a in result.full.allows if self._unsettled(a.key) and a.value.facet in facets]
        if cell.curable_waiver is not None and self._unsettled(cell.curable_waiver.key):
            points.append(cell.curable_waiver.key)
        return points

    def _point(self, point: str, full: FullDuty) -> str:
        """An arguable point in words: the provision and what is arguable about it."""
        allowed = self.teller.allowed(full, point)
        if allowed is not None:
            under = f" under {article_label(allowed.value.under)}" if allowed.value.under else ""
            return f"whether New Zealand made the {allowed.value.how}{under}"
        key, _, about = point.partition("#")
        entry = next((e for e in self.assessment.rules_in_force(self.assessment.as_at) if e.key == key), None)
        facets = self.assessment.catalogue.vocabulary.facets
        matter = facets[about].label.lower() if about in facets else f"exception in {place(about)}"
        return f"{cite_rule(entry) if entry else key}: {matter}"

    def _unsettled(self, key: str) -> bool:
        """Whether it is arguable that the narrowing or waiver was exercised at all."""
        exercises = self.exercised.get(key, ())
        return bool(exercises) and all(x.arguably for x in exercises) and settle(key, self.assessment.reading) is None


def _under(allowed: Allowed[Waiver] | None) -> str | None:
    return None if allowed is None else allowed.value.under or allowed.value.id


def _weakest(sources: Iterable[Source]) -> str:
    """The weakest check among sources: a verdict is no better founded than that."""
    return min((s.checked for s in sources), key=CHECK_ORDER.index, default="unverified")
