"""Judging: cells over the rules in force, duties over cells, articles over duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.engine.best_rules import best_findings, preference
from gapcheck.engine.cells import Cell, SplitDuties
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.opinion import Exercised, Opinion, Positions
from gapcheck.engine.results import RANK, ArticleResult, CellResult, DutyResult, End, InstrumentResult, Judged, Verdict
from gapcheck.engine.rule_masks import Mask, RuleMasks
from gapcheck.engine.rules_of_cell import tested
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.model.base import as_at_date
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Reading
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
    """An article with its duties, of which those that bind are combined."""
    return ArticleResult(article, article_verdict(article, [d for d in duties if d.binding]), duties)


def article_verdict(article: Article, binding: Sequence[Judged]) -> Verdict:
    """The binding duties of an article combined at every end; one not assessed may turn out anything.

    Of an article whose words were withheld nothing can be said.
    """
    if article.withheld is not None:
        return Verdict.none("withheld")
    return combined_verdict(binding) if binding else Verdict.none("no_duty")


def combined_verdict(binding: Sequence[Judged]) -> Verdict:
    """What several binding duties come to together, in an article or for a duty that follows them."""
    return _of_duties(tuple(duty.verdict for duty in binding))


@lru_cache(maxsize=4096)  # the duties of many articles stand as those of others do
def _of_duties(verdicts: tuple[Verdict, ...]) -> Verdict:
    anything: Ends[End] = Ends("unmet", "unmet", "met", "met")
    unknown = any(verdict.status == "not_assessed" for verdict in verdicts)
    ends = (anything if verdict.status == "not_assessed" else verdict.ends for verdict in verdicts)
    combined = Verdict.of(Ends.combined(ends, combine_duties))
    return combined.not_assessed() if unknown and combined.status == "unclear" else combined


@lru_cache(maxsize=4096)  # so do the cells of many duties
def _of_cells(ends: tuple[Ends[Outcome], ...]) -> Verdict:
    """What the cells of a duty come to together, given that somebody looked for rules."""
    return Verdict.of(Ends.combined(ends, combine_cells))


def following(full: FullDuty, followed: tuple[DutyResult, ...]) -> DutyResult:
    """A duty that is carried out by others: it stands as these do together."""
    return DutyResult(full, combined_verdict(followed), followed=followed)


@dataclass(frozen=True)
class Judge:
    """Judges duties of one catalogue on one day under one reading."""

    coverage: Coverage
    day: date
    _judged: dict[str, DutyResult] = field(default_factory=dict, repr=False, compare=False)
    """Duties judged already: those that others follow are asked for by each of these."""
    _split: SplitDuties = field(default_factory=SplitDuties, repr=False, compare=False)

    @classmethod
    def on(
        cls,
        catalogue: Catalogue,
        day: date,
        reading: Reading | None,
        rules: tuple[RuleEntry, ...] | None = None,
        masks: RuleMasks | None = None,
        which: Mapping[str, Mask] | None = None,
    ) -> Judge:
        """A judge over the rules in force on ``day`` (or the ``rules`` given) and the positions taken by then.

        ``masks`` of these rules and others save making them anew; ``which`` tells these among the others, by kind.
        """
        exercised = catalogue.exercised_by(day)
        in_force = catalogue.rules_in_force(day) if rules is None else rules
        opinion = Opinion.of(catalogue.questions.values(), reading)
        positions = Positions.settle(exercised, opinion)
        coverage = Coverage(catalogue.vocabulary, in_force, positions, opinion, shared=masks, in_force=which)
        return cls(coverage, day, _split=split_duties(catalogue))

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        treaty: Instrument,
        day: date,
        reading: Reading | None,
        masks: RuleMasks | None = None,
    ) -> Judge:
        """A judge over what an instrument is held against: the State law, or the treaty text that answers it.

        ``masks`` are those of the rules of every interval.
        """
        masks = masks_for(catalogue, treaty) if masks is None else masks
        reading = None if reading is None else reading.of(treaty.id)
        in_force = tuple(e for e in masks.rules if e.rule.in_force.holds(day))
        return cls.on(catalogue, day, reading, in_force, masks)

    def with_law(self, day: date, in_force: Mapping[str, Mask]) -> Judge:
        """The same judge on another day, on which neither what rules give to others nor what was exercised differs."""
        return replace(self, coverage=replace(self.coverage, in_force=in_force), day=day, _judged={})

    def article(self, catalogue: Catalogue, instrument: str, article: Article) -> ArticleResult:
        """One article with its duties, of an instrument of the catalogue."""
        mine = catalogue.duties_of(instrument, article.article)
        return judge_article(article, tuple(map(self._once, mine)))

    def duty(self, full: FullDuty, split: Sequence[Cell] | None = None) -> DutyResult:
        """One duty, judged at every end; ``split`` are its cells, if they are at hand."""
        if full.duty.force not in JUDGED:
            return DutyResult(full, Verdict.none("no_duty"))
        if full.follows:
            return following(full, tuple(map(self._once, full.follows)))
        cells = tuple(self.cell(full, cell) for cell in (self._split.cells(full) if split is None else split))
        return self.of_cells(full, cells)

    def knowing(self, results: Mapping[str, DutyResult]) -> Judge:
        """The same judge, told how duties that others follow stand, by full id."""
        return replace(self, _judged=dict(results))

    def _once(self, full: FullDuty) -> DutyResult:
        if full.key not in self._judged or self._judged[full.key].full is not full:
            self._judged[full.key] = self.duty(full)
        return self._judged[full.key]

    def of_cells(self, full: FullDuty, cells: tuple[CellResult, ...]) -> DutyResult:
        """A duty from its cells."""
        return DutyResult(full, self.verdict(full, (cell.ends for cell in cells)), cells)

    def verdict(self, full: FullDuty, cells: Iterable[Ends[Outcome]]) -> Verdict:
        """The verdict that the ends of its cells give a duty.

        Without a survey of the law of the day, nothing below met is claimed.
        """
        verdict = _of_cells(tuple(cells))
        survey = full.duty.survey
        if verdict.ends.low != "met" and (survey is None or not survey.reaches(self.day)):
            return verdict.not_assessed()
        return verdict

    def cell(self, full: FullDuty, cell: Cell) -> CellResult:
        """One cell: the best finding over the rules, and the waiver that hits it."""
        return self._weighed(full, cell, *best_findings(self.coverage, full, cell))

    def weigh(self, full: FullDuty, cell: Cell, reaching: Iterable[Finding]) -> CellResult:
        """A cell from what the rules do for it that are not disjoint from it."""
        findings = sorted(reaching, key=preference)
        return self._weighed(full, cell, findings, tuple(findings[1:]))

    def _weighed(
        self, full: FullDuty, cell: Cell, findings: Sequence[Finding], others: Sequence[Finding]
    ) -> CellResult:
        """A cell from the findings that decide it, the best first, and all but the best."""
        best = findings[0] if findings else None
        reached = _NOTHING if best is None else best.ends
        if len(findings) > 1 and reached.low is not Outcome.COVERS:
            reached = Ends.combined((f.ends for f in findings), max)
        if not full.waives:
            return CellResult(cell, reached, best, others)
        hits, positions = self._hitting(full, cell), self.coverage.positions
        certain = [w for w in hits if w.value.how == "free" or w.key in positions.certain]
        ends = self._raised(hits, reached)
        used = certain[0] if certain and reached.low < ends.low else None
        curable = hits[0] if hits and ends.low < Outcome.COVERS_BY_POSITION else None
        return CellResult(cell, ends, best, others, used, curable)

    def ends(self, full: FullDuty, cell: Cell, reached: Ends[Outcome]) -> Ends[Outcome]:
        """How a cell stands that the rules reach so far: so far, or as far as a waiver takes it."""
        return self._raised(self._hitting(full, cell), reached) if full.waives else reached

    def _raised(self, hits: Sequence[Allowed[Waiver]], reached: Ends[Outcome]) -> Ends[Outcome]:
        waived = Ends(*(_waived(hits, exercised) for exercised in self.coverage.positions.ends))
        return Ends.combined((reached, waived), max)

    def _hitting(self, full: FullDuty, cell: Cell) -> list[Allowed[Waiver]]:
        """The waivers that hit a cell, those that are free first."""
        hits = (w for w in full.waives if self.hit(w.value, cell))
        return sorted(hits, key=lambda w: (w.value.how != "free", w.key))

    def again(self, result: DutyResult, changed: frozenset[str] | None = None) -> DutyResult:
        """A duty judged anew by a judge who differs in opinion only: the rules that can reach it are the same.

        ``changed`` are the points on which the opinion differs, if none of them tells what New Zealand has exercised.
        The verdict is then found with the rules that decide alone; what others do for its cells is not.
        """
        if result.full.duty.force not in JUDGED:
            return result
        if result.followed:
            return following(result.full, tuple(self.again(other, changed) for other in result.followed))
        cells = tuple(self.cell_again(result.full, cell, changed) for cell in result.cells)
        return self.of_cells(result.full, cells)

    def cell_again(self, full: FullDuty, result: CellResult, changed: frozenset[str] | None = None) -> CellResult:
        """A cell judged anew over the rules that were found to reach it.

        Opinion tells only where there is an arguable point, or a narrowing that may be arguably exercised.
        """

        def told(finding: Finding) -> bool:
            if changed is not None:
                return not changed.isdisjoint(finding.points)
            return bool(full.allows or finding.points)

        # A rule that was not tested leaves the cell narrow at most, and narrow it is at the least.
        findings = result.findings if changed is None else tested(result)
        again = [f for f in findings if told(f)]
        if not again and (changed is not None or not full.waives):
            return result
        standing = [f for f in findings if not told(f)]
        anew = (self.coverage.test_reaching(full, result.cell, finding.entry) for finding in again)
        return self.weigh(full, result.cell, [*standing, *(f for f in anew if f is not None)])

    def hit(self, waiver: Waiver, cell: Cell) -> bool:
        """Whether a waiver hits a cell: in each facet it names, all the cell's concepts are within a listed one."""
        words = self.coverage.vocabulary
        return all(
            facet in cell.scope and all(words.within_any(c, listed) for c in cell.scope[facet])
            for facet, listed in waiver.cells.items()
        )


_NOTHING: Ends[Outcome] = Ends.all(Outcome.DISJOINT)


def _waived(hits: Sequence[Allowed[Waiver]], exercised: Exercised) -> Outcome:
    """What the waivers that hit a cell make of it, given what was exercised; ``hits`` has the free ones first."""
    used = next((w for w in hits if w.value.how == "free" or w.key in exercised), None)
    if used is None:
        return Outcome.DISJOINT
    return Outcome.COVERS if used.value.how == "free" else Outcome.COVERS_BY_POSITION


def rules_for(catalogue: Catalogue, treaty: Instrument) -> tuple[RuleEntry, ...]:
    """The rules that an instrument is held against: the State law, or the duties of the treaty that answers it."""
    return catalogue.rules if treaty.answered_by is None else treaty_rules(catalogue, treaty.answered_by)


def masks_for(catalogue: Catalogue, treaty: Instrument) -> RuleMasks:
    """These rules sorted into masks, once for every day, reading and opinion."""
    name = "rules that can reach what", treaty.answered_by
    return catalogue.derived.get(name, lambda: RuleMasks(catalogue.vocabulary, rules_for(catalogue, treaty)))


def split_duties(catalogue: Catalogue) -> SplitDuties:
    """The duties of a catalogue with their cells, split once for whoever judges them."""
    return catalogue.derived.get("duties and their cells", SplitDuties)


class Judges:
    """Judges of one catalogue under one reading, by instrument and day."""

    def __init__(self, catalogue: Catalogue, reading: Reading | None) -> None:
        self._catalogue, self._reading = catalogue, reading
        self._judges: dict[tuple[str, date], Judge] = {}

    def on(self, instrument: str, day: date) -> Judge:
        """The judge of an instrument on a day. Raises ``UnknownIdError`` for an unknown instrument."""
        key = instrument, day
        if key not in self._judges:
            treaty = self._catalogue.instrument(instrument)
            self._judges[key] = Judge.of(self._catalogue, treaty, day, self._reading)
        return self._judges[key]


@collector_paused()
def assess(catalogue: Catalogue, instrument: str, as_at: date | str, reading: str | None = None) -> InstrumentResult:
    """Judge every article of an instrument against the law of ``as_at`` (a date or ISO string).

    Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for a bad date.
    """
    day = as_at_date(as_at)
    treaty = catalogue.instrument(instrument)
    chosen = None if reading is None else catalogue.reading(reading).of(instrument)
    masks = masks_for(catalogue, treaty)
    judge = Judge.of(catalogue, treaty, day, chosen, masks)
    articles = tuple(judge.article(catalogue, instrument, article) for article in catalogue.articles(instrument))
    return InstrumentResult(catalogue, treaty, day, chosen, articles, masks.rules, masks=masks)
