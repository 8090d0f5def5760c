"""Judging: cells over the rules in force, duties over cells, articles over duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.results import RANK, ArticleResult, CellResult, DutyResult, End, InstrumentResult, Status
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.model.base import as_at_date
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Positions, Reading
from gapcheck.model.treaty import JUDGED, Allowed, Article, FullDuty, Instrument, Waiver


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
    status: Status = low
    if low != high:
        status = "not_assessed" if any(unknown) else "unclear"
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
        exercised = catalogue.exercised_by(day)
        in_force = catalogue.rules_in_force(day) if rules is None else rules
        return cls(Coverage(catalogue.vocabulary, in_force, Positions.settle(exercised, reading), reading), day)

    @classmethod
    def of(cls, catalogue: Catalogue, treaty: Instrument, day: date, reading: Reading | None) -> Judge:
        """A judge over what an instrument is held against: New Zealand law, or the treaty text that answers it."""
        rules = rules_for(catalogue, treaty)
        return cls.on(catalogue, day, reading, tuple(e for e in rules if e.rule.in_force.holds(day)))

    def article(self, catalogue: Catalogue, instrument: str, article: Article) -> ArticleResult:
        """One article with its duties, of an instrument of the catalogue."""
        mine = catalogue.duties_of(instrument, article.article)
        return judge_article(article, tuple(self.duty(full) for full in mine))

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


def rules_for(catalogue: Catalogue, treaty: Instrument) -> tuple[RuleEntry, ...]:
    """The rules that an instrument is held against: New Zealand law, or the duties of the treaty that answers it."""
    return catalogue.rules if treaty.answered_by is None else treaty_rules(catalogue, treaty.answered_by)


def assess(catalogue: Catalogue, instrument: str, as_at: date | str, reading: str | None = None) -> InstrumentResult:
    """Judge every article of an instrument against the law of ``as_at`` (a date or ISO string).

    Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for a bad date.
    """
    day = as_at_date(as_at)
    chosen = None if reading is None else catalogue.reading(reading)
    treaty = catalogue.instrument(instrument)
    judge = Judge.of(catalogue, treaty, day, chosen)
    articles = tuple(judge.article(catalogue, instrument, article) for article in catalogue.articles(instrument))
    return InstrumentResult(catalogue, treaty, day, chosen, articles, rules_for(catalogue, treaty))
