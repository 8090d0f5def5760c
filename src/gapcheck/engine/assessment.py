"""Judging: cells over the rules in force, duties over cells, articles over duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import with_reform
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.findings import Finding, Outcome, Result, name_result
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.errors import UnknownIdError
from gapcheck.model.base import as_at_date
from gapcheck.model.law import Reform, RuleEntry
from gapcheck.model.position import Exercise, Positions, Reading
from gapcheck.model.treaty import BINDING, JUDGED, Allowed, Article, FullDuty, Instrument, Waiver

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from gapcheck.explain.explanation import Explanation
    from gapcheck.model.context import Context
    from gapcheck.report.relations import RelationRow
    from gapcheck.report.report import Report

End = Literal["unmet", "partial", "met_with_reservation", "met", "no_duty", "withheld"]
Status = Literal["met", "met_with_reservation", "partial", "unmet", "unclear", "not_assessed", "no_duty", "withheld"]

STATUSES: tuple[Status, ...] = ("met", "met_with_reservation", "partial", "unmet", "unclear", "not_assessed", "no_duty")
"""The statuses of every assessment. ``withheld`` is a state of articles alone, told apart where an instrument has any.
"""
FULFILLED: frozenset[str] = frozenset({"met", "met_with_reservation"})
"""The statuses under which nothing is left to do."""

RANK: Mapping[str, int] = {"unmet": 0, "partial": 1, "met_with_reservation": 2, "met": 3}


def status_in_words(status: str) -> str:
    """A status as it stands in a sentence: ``met with reservation``."""
    return status.replace("_", " ")


@dataclass(frozen=True)
class CellResult:
    """A cell with the best result over the rules in force, and the waiver that removed it, if one did."""

    cell: Cell
    low: Outcome
    high: Outcome
    best: Finding | None
    others: tuple[Finding, ...] = ()
    waiver: Allowed[Waiver] | None = None
    curable_waiver: Allowed[Waiver] | None = None

    @property
    def result(self) -> Result:
        """The result in the word of the method."""
        return name_result(self.low, self.high)


@dataclass(frozen=True, repr=False)
class DutyResult:
    """A duty judged: ``low`` with every arguable point lost, ``high`` with every one won."""

    full: FullDuty
    status: Status
    low: End
    high: End
    cells: tuple[CellResult, ...] = ()

    def __repr__(self) -> str:
        ends = f", {status_in_words(self.low)} to {status_in_words(self.high)}" if self.low != self.high else ""
        return f"<Duty {self.full.key}: {status_in_words(self.status)}{ends}>"

    @property
    def id(self) -> str:
        """The full id, ``budapest:16(2)``."""
        return self.full.key

    @property
    def binding(self) -> bool:
        """Whether the duty binds (``shall``); others are shown but never counted as gaps."""
        return self.full.duty.force in BINDING

    @property
    def rules(self) -> tuple[RuleEntry, ...]:
        """The rules that the verdict rests on: the best of each cell, then those that give these a guarantee they lack."""
        findings = [c.best for c in self.cells if c.best is not None]
        best = sorted((f.entry for f in findings), key=lambda e: e.order)
        others = sorted((e for f in findings for e in f.relies_on), key=lambda e: e.order)
        return tuple({e.identity: e for e in (*best, *others)}.values())


@dataclass(frozen=True)
class ArticleResult:
    """An article judged over its binding duties."""

    article: Article
    status: Status
    low: End
    high: End
    duties: tuple[DutyResult, ...]

    def __repr__(self) -> str:
        duties = ", ".join(f"{d.full.duty.id} {status_in_words(d.status)}" for d in self.duties)
        return f"<Article {self.article.article} {self.article.heading}: {status_in_words(self.status)} ({duties})>"

    def _repr_html_(self) -> str:
        from gapcheck.report.notebook_html import article_html

        return article_html(self)


def combine_cells(outcomes: Iterable[Outcome]) -> End:
    """A duty from the outcomes of its cells, at one end."""
    found = list(outcomes)
    if all(o >= Outcome.COVERS_BY_POSITION for o in found):
        return "met" if all(o is Outcome.COVERS for o in found) else "met_with_reservation"
    return "unmet" if all(o is Outcome.DISJOINT for o in found) else "partial"


def combine_duties(ends: Iterable[End]) -> End:
    """An article from its binding duties, at one end."""
    found = list(ends)
    if all(RANK[e] >= RANK["met_with_reservation"] for e in found):
        return "met" if all(e == "met" for e in found) else "met_with_reservation"
    return "unmet" if all(e == "unmet" for e in found) else "partial"


def judge_article(article: Article, duties: tuple[DutyResult, ...]) -> ArticleResult:
    """Combine the binding duties of an article at both ends; one not assessed may turn out anything.

    Of an article whose words were withheld nothing can be said.
    """
    if article.withheld is not None:
        return ArticleResult(article, "withheld", "withheld", "withheld", duties)
    binding = [d for d in duties if d.binding]
    if not binding:
        return ArticleResult(article, "no_duty", "no_duty", "no_duty", duties)
    unknown = [d.status == "not_assessed" for d in binding]
    low = combine_duties("unmet" if u else d.low for d, u in zip(binding, unknown, strict=True))
    high = combine_duties("met" if u else d.high for d, u in zip(binding, unknown, strict=True))
    status: Status = low if low == high else "not_assessed" if any(unknown) else "unclear"
    return ArticleResult(article, status, low, high, duties)


@dataclass(frozen=True)
class Judge:
    """Judges duties of one catalogue on one day under one reading."""

    coverage: Coverage
    day: date

    @classmethod
    def on(
        cls, catalogue: Catalogue, day: date, reading: Reading | None, rules: tuple[RuleEntry, ...] | None = None
    ) -> Judge:
        """A judge over the rules in force on ``day`` (or the ``rules`` given) and the positions taken by then."""
        exercised: list[Exercise] = [x for p in catalogue.positions.values() for x in p.exercised if x.date <= day]
        in_force = catalogue.rules_in_force(day) if rules is None else rules
        return cls(Coverage(catalogue.vocabulary, in_force, Positions.settle(exercised, reading), reading), day)

    def duty(self, full: FullDuty, split: Sequence[Cell] | None = None) -> DutyResult:
        """One duty, judged at both ends; ``split`` are its cells, if they are at hand."""
        if full.duty.force not in JUDGED:
            return DutyResult(full, "no_duty", "no_duty", "no_duty")
        cells = tuple(self.cell(full, cell) for cell in (cells_of(full) if split is None else split))
        low, high = combine_cells(c.low for c in cells), combine_cells(c.high for c in cells)
        status: Status = low if low == high else "unclear"
        survey = full.duty.survey
        if low != "met" and (survey is None or not survey.reaches(self.day)):
            status = "not_assessed"
        return DutyResult(full, status, low, high, cells)

    def cell(self, full: FullDuty, cell: Cell) -> CellResult:
        """One cell: the best finding over the rules, and the waiver that hits it."""
        findings = sorted(self.coverage.findings(full, cell), key=_preference)
        low = max((f.low for f in findings), default=Outcome.DISJOINT)
        high = max((f.high for f in findings), default=Outcome.DISJOINT)
        positions = self.coverage.positions
        hits = sorted((w for w in full.waives if self.hit(w.value, cell)), key=lambda w: (w.value.how != "free", w.key))
        certain = [w for w in hits if w.value.how == "free" or w.key in positions.certain]
        possible = [w for w in hits if w.value.how == "free" or w.key in positions.possible]
        low = max(low, _waived(certain))
        high = max(high, _waived(possible), low)
        used = certain[0] if certain and (not findings or findings[0].low < _waived(certain)) else None
        curable = next((w for w in hits if w not in certain), None) if low < Outcome.COVERS_BY_POSITION else None
        best = findings[0] if findings else None
        return CellResult(cell, low, high, best, tuple(findings[1:]), used, curable)

    def hit(self, waiver: Waiver, cell: Cell) -> bool:
        """Whether a waiver hits a cell: in each facet it names, all the cell's concepts are within a listed one."""
        words = self.coverage.vocabulary
        return all(
            facet in cell.scope and all(words.within_any(c, listed) for c in cell.scope[facet])
            for facet, listed in waiver.cells.items()
        )


def _waived(waivers: list[Allowed[Waiver]]) -> Outcome:
    if not waivers:
        return Outcome.DISJOINT
    return Outcome.COVERS if waivers[0].value.how == "free" else Outcome.COVERS_BY_POSITION


# Of two rules that fall short, the one that only makes an exception comes nearest, and one with a condition of its own
# or without a guarantee is furthest off.
_GRAVITY: Mapping[str, int] = {"exception": 0, "arguable": 0, "narrower": 1}


def _preference(finding: Finding) -> tuple[object, ...]:
    """The best finding first; ties go to the one with the fewest and lightest shortfalls, then by id."""
    gravity = sorted((_GRAVITY.get(s.type, 2) for s in finding.shortfalls), reverse=True)
    return -finding.low, -finding.high, len(gravity), gravity, finding.entry.order


@dataclass(frozen=True, repr=False, eq=False)
class Assessment:
    """An instrument judged against the law of one day. Made by :meth:`gapcheck.Gapcheck.assess`.

    ``rules`` are the rules, of every interval, that it was held against: New Zealand law, or the duties of a treaty
    text. ``reform`` is the Bill or proposal that was laid over the statute book first.
    """

    catalogue: Catalogue
    instrument: Instrument
    as_at: date
    reading: Reading | None
    articles: tuple[ArticleResult, ...]
    rules: tuple[RuleEntry, ...]
    reform: Reform | None = None

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that can occur: ``withheld`` only where the words of an article were withheld."""
        return (*STATUSES, "withheld") if any(a.article.withheld for a in self.articles) else STATUSES

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        """How many articles have each status."""
        found = [a.status for a in self.articles]
        return {status: found.count(status) for status in self.statuses}

    @property
    def law(self) -> str:
        """What the instrument is held against: ``New Zealand law``, or a treaty, ``the Budapest Convention``."""
        other = self.instrument.answered_by
        return "New Zealand law" if other is None else f"the {self.catalogue.instrument(other).short_title}"

    @cached_property
    def assessable(self) -> Mapping[str, tuple[int, int]]:
        """For each group of articles some of which were withheld: how many can be assessed, out of how many.

        Items 6.1 to 6.13 are the group 6.
        """
        groups: dict[str, list[ArticleResult]] = {}
        for result in self.articles:
            groups.setdefault(result.article.article.partition(".")[0], []).append(result)
        return {
            group: (sum(a.article.withheld is None for a in found), len(found))
            for group, found in groups.items()
            if any(a.article.withheld for a in found)
        }

    def rules_in_force(self, day: date) -> tuple[RuleEntry, ...]:
        """Those of ``rules`` whose interval holds on ``day``."""
        return tuple(e for e in self.rules if e.rule.in_force.holds(day))

    @property
    def binding(self) -> bool:
        """Whether the instrument binds New Zealand on the day."""
        position = self.catalogue.positions.get(self.instrument.id)
        return position is not None and position.binding_from is not None and position.binding_from <= self.as_at

    @property
    def duties(self) -> tuple[DutyResult, ...]:
        """Every duty, in the order of the instrument."""
        return tuple(d for a in self.articles for d in a.duties)

    def __iter__(self) -> Iterator[ArticleResult]:
        """The articles, in the order of the instrument."""
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    def __contains__(self, article: object) -> bool:
        """Whether the instrument has an article with that number."""
        return any(a.article.article == str(article) for a in self.articles)

    def __getitem__(self, article: str | int) -> ArticleResult:
        """The article with that number. Raises ``UnknownIdError``."""
        for result in self.articles:
            if result.article.article == str(article):
                return result
        raise UnknownIdError("article", str(article), (a.article.article for a in self.articles))

    def duty(self, duty: str | int) -> DutyResult:
        """The duty with that pinpoint (``16(2)``, or ``budapest:16(2)``). Raises ``UnknownIdError``."""
        wanted = str(duty).removeprefix(f"{self.instrument.id}:")
        for result in self.duties:
            if result.full.duty.id == wanted:
                return result
        raise UnknownIdError("duty", wanted, (d.full.duty.id for d in self.duties))

    def why(self, pinpoint: str | int) -> Explanation:
        """The verdict on a duty or an article in plain sentences with citations. Raises ``UnknownIdError``."""
        from gapcheck.explain.explanation import explain

        return explain(self, str(pinpoint))

    def to_dict(self) -> dict[str, object]:
        """The JSON form, as the command line prints it."""
        from gapcheck.report.json_contract import assessment_as_dict

        return assessment_as_dict(self)

    def frame(self) -> pd.DataFrame:
        """One row for each duty, as a pandas frame."""
        from gapcheck.report.frames import duty_frame

        return duty_frame(self)

    def cells(self) -> pd.DataFrame:
        """One row for each cell, as a pandas frame."""
        from gapcheck.report.frames import cell_frame

        return cell_frame(self)

    def relations(self) -> tuple[RelationRow, ...]:
        """How each cell stands to the best rule for it, in the set-theory terms of NIST IR 8477, read from treaty to
        law.
        """
        from gapcheck.report.relations import relation_rows

        return relation_rows(self)

    def to_oscal(self) -> dict[str, object]:
        """The relations as an OSCAL mapping collection. Raises ``UsageError`` if no rule reaches anything."""
        from gapcheck.report.oscal import mapping_collection

        return mapping_collection(self)

    def report(
        self,
        classification: str,
        context: Context | str | Path | None = None,
        since: date | str | None = None,
        *,
        release: bool = False,
    ) -> Report:
        """A report with its marking and context, to be written as a workbook, an annex and a page: see ``make_report``."""
        from gapcheck.report.report import make_report

        return make_report(self, classification, context, since, release=release)

    def to_excel(self, path: str | Path, *, classification: str) -> Path:
        """Write the gap matrix as an Excel workbook and return its path: short for ``report(...).to_excel(path)``.

        The ``classification`` stands at the head and foot of every page. Raises ``UsageError`` if it cannot be written
        there.
        """
        return self.report(classification).to_excel(path)

    def to_markdown(self) -> str:
        """The gap matrix as Markdown."""
        from gapcheck.report.markdown import render_markdown

        return render_markdown(self)

    def __repr__(self) -> str:
        words = ", ".join(f"{n} {status_in_words(s)}" for s, n in self.counts.items() if n)
        reading = f", reading {self.reading.id}" if self.reading else ""
        reading += f", with {self.reform.id}" if self.reform else ""
        law = "NZ law" if self.instrument.answered_by is None else self.law
        return f"<Assessment {self.instrument.short_title} v {law} as at {self.as_at}{reading}: {words}>"

    def _repr_html_(self) -> str:
        from gapcheck.report.notebook_html import assessment_html

        return assessment_html(self)


def rules_for(catalogue: Catalogue, treaty: Instrument) -> tuple[RuleEntry, ...]:
    """The rules that an instrument is held against: New Zealand law, or the duties of the treaty that answers it."""
    return catalogue.rules if treaty.answered_by is None else treaty_rules(catalogue, treaty.answered_by)


def assess(
    catalogue: Catalogue, instrument: str, as_at: date | str, reading: str | None = None, reform: str | None = None
) -> Assessment:
    """Judge every article of an instrument against the law of ``as_at`` (a date or ISO string), with a reform if one is
    named.

    Raises ``UnknownIdError`` for an unknown instrument, reading or reform, ``UsageError`` for a bad date,
    ``ReformError`` for a reform that cannot be applied.
    """
    day = as_at_date(as_at)
    laid = None if reform is None else catalogue.reform(reform).reform
    catalogue = catalogue if reform is None else with_reform(catalogue, reform)
    chosen = None if reading is None else catalogue.reading(reading)
    treaty = catalogue.instrument(instrument)
    rules = rules_for(catalogue, treaty)
    judge = Judge.on(catalogue, day, chosen, tuple(e for e in rules if e.rule.in_force.holds(day)))
    mine = [f for f in catalogue.duties.values() if f.instrument == instrument]
    results = [
        judge_article(article, tuple(judge.duty(f) for f in mine if f.article == article.article))
        for article in catalogue.articles(instrument)
    ]
    return Assessment(catalogue, treaty, day, chosen, tuple(results), rules, laid)
