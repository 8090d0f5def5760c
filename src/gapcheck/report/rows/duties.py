"""Rows of duties: what the frame, the workbook, the Markdown, the annex and the page all read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.engine.findings import Shortfall
from gapcheck.engine.relation import Wider
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.engine.wider_rules import cells_go_beyond
from gapcheck.explain.cell_groups import describe, group_cells
from gapcheck.explain.explanation import reasons, suspect_sentences
from gapcheck.explain.open_points import settling
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.wider_law import duty_beyond_in_short
from gapcheck.model.ids import DutyId
from gapcheck.model.treaty import Article
from gapcheck.report.rows.arguable_points import ArguablePoints, arguable_points
from gapcheck.report.rows.cells import CellRow, cell_row, unique
from gapcheck.report.rows.duty_reservations import DutyReservations
from gapcheck.report.rows.official_statements import StatementNote, statement_notes
from gapcheck.report.rows.provisions import CitedProvision, provisions_of
from gapcheck.report.rows.questions import QuestionMention, mentioned
from gapcheck.report.statuses import is_gap, weakest_check
from gapcheck.statements.statement_comparison import StatementComparison
from gapcheck.wording.rules import place
from gapcheck.wording.words import capital

LACK: Mapping[str, str] = {
    "narrower": "narrower",
    "extra_condition": "extra condition",
    "missing": "missing",
    "exception": "exception",
    "arguable": "arguable",
}


@dataclass(frozen=True)
class DutyLaw:
    """The law that answers a duty, since when all of it has been in force, and the weakest check of a source."""

    provisions: tuple[CitedProvision, ...]
    in_force_from: date | None
    checked: str

    @property
    def citations(self) -> tuple[str, ...]:
        """The provisions as they are cited."""
        return tuple(p.citation for p in self.provisions)

    @property
    def practice(self) -> tuple[str, ...]:
        """Those outside statute."""
        return tuple(p.citation for p in self.provisions if p.practice)


@dataclass(frozen=True)
class DutyGap:
    """Why a duty stands as it does: in sentences, and in a few words what is lacking and what goes beyond the treaty.

    ``wider_facets`` are the labels of the facets in which the law goes beyond it.
    """

    reasons: tuple[str, ...]
    lacks: tuple[str, ...]
    goes_beyond: tuple[str, ...]
    wider_facets: tuple[str, ...]


@dataclass(frozen=True)
class DutyPositions:
    """Reservations and declarations: the articles that would allow what is lacking, and what the verdict rests on.

    ``used`` are the ids (``budapest:2#security``), ``in_words`` the same with the day of lodging.
    """

    curable_under: tuple[str, ...]
    used: tuple[str, ...]
    in_words: tuple[str, ...]


@dataclass(frozen=True)
class SurveyRow:
    """The day on which the law was searched for a duty, and in which Acts; the day is ``None`` if nobody did."""

    day: date | None
    acts: tuple[str, ...]


@dataclass(frozen=True)
class DutyRow:
    """One duty, judged. ``verdict`` is its status in words with how sure it is; ``questions`` are what it turns on."""

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
    certainty: str
    low: str
    view_low: str
    view_high: str
    high: str
    verdict: str
    questions: tuple[QuestionMention, ...]
    law: DutyLaw
    gap: DutyGap
    reservations: DutyPositions
    arguable: ArguablePoints
    settled_by: tuple[str, ...]
    officials: tuple[StatementNote, ...]
    survey: SurveyRow
    suspect: tuple[str, ...]
    cells: tuple[CellRow, ...]

    @property
    def id(self) -> str:
        """The full id: ``budapest:16(1)``."""
        return str(DutyId(self.instrument, self.duty))

    @property
    def is_gap(self) -> bool:
        """Whether it is a gap."""
        return is_gap(self.status, binding=self.binding)


def duty_rows(
    assessment: InstrumentResult,
    teller: SentenceWriter | None = None,
    comparisons: Sequence[StatementComparison] | None = None,
) -> tuple[DutyRow, ...]:
    """One row for each duty, in the order of the instrument.

    Others may share the ``teller`` of the assessment, which keeps the answers that it gave, and what officials said
    held against it (``comparisons``).
    """
    builder = _DutyRowBuilder(assessment, teller or SentenceWriter(assessment), comparisons)
    return tuple(builder.row(result.article, duty) for result in assessment.articles for duty in result.duties)


def cell_rows(duties: Iterable[DutyRow]) -> tuple[CellRow, ...]:
    """One row for each cell of the duties given."""
    return tuple(cell for duty in duties for cell in duty.cells)


@dataclass(frozen=True)
class _DutyRowBuilder:
    """What the rows of one assessment share."""

    assessment: InstrumentResult
    teller: SentenceWriter
    comparisons: Sequence[StatementComparison] | None

    @cached_property
    def reservations(self) -> DutyReservations:
        """What was lodged by the day."""
        return DutyReservations(self.assessment)

    @cached_property
    def statements(self) -> Mapping[str, tuple[StatementNote, ...]]:
        """What officials said by the day, by article or duty."""
        return statement_notes(self.assessment, self.comparisons)

    def row(self, article: Article, result: DutyResult) -> DutyRow:
        """The row of one duty."""
        duty, full = result.full.duty, result.full
        wider = cells_go_beyond(self.assessment, result)
        cells = tuple(
            cell_row(self.teller, self.reservations, result, cell, beyond)
            for cell, beyond in zip(result.cells, wider, strict=True)
        )
        notes = (note for where in (full.article, duty.id) for note in self.statements.get(where, ()))
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
            certainty=result.certainty or "",
            **result.verdict.ends._asdict(),
            verdict=self.assessment.sensitivity.in_words(result),
            questions=mentioned(self.assessment.sensitivity, result),
            law=_law(result),
            gap=self._gap(result, cells, wider),
            reservations=self._positions(result, cells),
            arguable=arguable_points(self.teller, self.reservations, result),
            settled_by=settling(self.teller, result),
            officials=tuple(dict.fromkeys(notes)),
            survey=self._survey(result),
            suspect=suspect_sentences(self.assessment, result),
            cells=cells,
        )

    def _gap(self, result: DutyResult, cells: tuple[CellRow, ...], wider: tuple[tuple[Wider, ...], ...]) -> DutyGap:
        labels = self.assessment.catalogue.vocabulary.facets
        facets = sorted({facet for cell in cells for facet in cell.wider_facets})
        return DutyGap(
            reasons=reasons(self.teller, result),
            lacks=unique(self._lacks(result)),
            goes_beyond=duty_beyond_in_short(self.teller, wider),
            wider_facets=unique(labels[facet].label for facet in facets),
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
        concepts = self.teller.labels(shortfall.wanted, word) if wanted else self.teller.rule_says(shortfall)
        about = f" ({concepts})" if concepts else ""
        facet = self.assessment.catalogue.vocabulary.facets[shortfall.facet].label if shortfall.facet else ""
        return f"{facet}: {matter}{about}" if facet else capital(f"{matter}{about}")

    def _positions(self, result: DutyResult, cells: tuple[CellRow, ...]) -> DutyPositions:
        used = self.reservations.used_by_duty(result)
        return DutyPositions(
            curable_under=unique(under for cell in cells for under in cell.curable_under),
            used=unique(permission.key for permission in used),
            in_words=unique(self.reservations.in_words(permission) for permission in used),
        )

    def _survey(self, result: DutyResult) -> SurveyRow:
        survey = result.full.duty.survey
        if survey is None:
            return SurveyRow(None, ())
        return SurveyRow(survey.date, tuple(self.teller.act(act) for act in survey.acts))


def _law(result: DutyResult) -> DutyLaw:
    rules = result.rules
    return DutyLaw(
        provisions=provisions_of(result),
        in_force_from=max((e.rule.in_force.start for e in rules), default=None),
        # A verdict is no better founded than the least checked of what it rests on.
        checked=weakest_check([*result.full.duty.source, *(s for e in rules for s in e.rule.source)]),
    )
