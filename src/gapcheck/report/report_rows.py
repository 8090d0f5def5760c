"""The rows of a report: what every output reads, each worked out once and only from what the copy may show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from gapcheck.change.comparison import ComparisonResult
from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.results import FULFILLED, InstrumentResult
from gapcheck.explain.answers import ArticleAnswer, DutyAnswer
from gapcheck.explain.article_answer import answer, answer_on_duty
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.context import Context, Review
from gapcheck.model.ids import DutyId
from gapcheck.model.law import Act
from gapcheck.model.review import MeasureProgress
from gapcheck.model.withholding import WithholdingGround
from gapcheck.repair.edits import Edit
from gapcheck.repair.measures import Measure, measures
from gapcheck.report.facts import DRAFT_OF_RELEASE, INTERNAL, RELEASE
from gapcheck.report.rows.article_changes import baseline, change_of
from gapcheck.report.rows.articles import ArticleRow, article_rows
from gapcheck.report.rows.assessors import AssessorRow, assessor_notes, assessor_rows
from gapcheck.report.rows.crosswalk import CrosswalkRow, crosswalk_rows
from gapcheck.report.rows.duties import DutyRow, duty_rows
from gapcheck.report.rows.duty_reservations import LodgedAndAllowed, lodged_and_allowed
from gapcheck.report.rows.law_versions import VersionRow, version_rows
from gapcheck.report.rows.mandate_trace import MandateTrace, mandate_trace
from gapcheck.report.rows.measure_progress import measure_references, progress_in_words
from gapcheck.report.rows.official_statements import OfficialRow, comparisons_of, official_rows
from gapcheck.report.rows.part_groups import PartGroup, part_groups
from gapcheck.report.rows.questions import QuestionRow, question_rows
from gapcheck.report.rows.reservations import ReservationRow, reservation_rows
from gapcheck.report.rows.reviews import SaidRow, SignatureRow, review_sentences, said_rows, signature_rows
from gapcheck.report.rows.rules_and_sources import UnusedRow, unused_rows
from gapcheck.report.rows.timeline import timeline_of
from gapcheck.report.rows.verdict_counts import VerdictCount, verdict_counts
from gapcheck.review.answers import computed_state
from gapcheck.review.duty_reviews import ReviewRow, review_rows
from gapcheck.review.reviews_folder import Reviews
from gapcheck.review.sign_off import ReviewState
from gapcheck.statements.statement_comparison import StatementComparison
from gapcheck.wording.citation import merge_citations
from gapcheck.wording.words import join

MOST_TITLES = 2
"""How many questions a sentence names before it counts the rest."""


@dataclass(frozen=True, eq=False)
class ReportRows:
    """A copy of a report, its marking, and its rows, each made when an output first asks for it.

    ``classification`` stands at the head and foot of every page; ``since`` is the baseline against which change is
    told. In a ``release`` copy neither the assessment nor the context holds any text that is withheld, so no row can.
    ``draft`` is a release copy that is not cleared, and says so.
    """

    assessment: InstrumentResult
    context: Context
    classification: str
    key: tuple[WithholdingGround, ...]
    since: date | None = None
    release: bool = False
    draft: bool = False
    reviews: Reviews | None = None
    """What a folder of reviews holds; a release copy has it without what is withheld."""

    @property
    def copy(self) -> str:
        """What kind of copy it is, as it stands on its pages; a cleared release copy bears the stamp of its release."""
        if not self.release:
            return INTERNAL
        if self.draft:
            return DRAFT_OF_RELEASE
        release = self.context.release
        return RELEASE if release is None else f"Proactively released by the {release.minister}"

    @cached_property
    def review_state(self) -> ReviewState:
        """How the reviews stand on the day, held against the verdicts as they are computed."""
        return computed_state(self.assessment, self.reviews or Reviews(), self.context)

    @cached_property
    def reviewed(self) -> tuple[SaidRow, ...]:
        """What reviewers said of duties and questions, beside what was computed; none without a folder of reviews."""
        return () if self.reviews is None else said_rows(self.review_state, self.assessment)

    @cached_property
    def signatures(self) -> tuple[SignatureRow, ...]:
        """The signatures that verdicts and questions need, with who gave them; none without a folder of reviews."""
        return () if self.reviews is None else signature_rows(self.review_state)

    @cached_property
    def review_sentences(self) -> tuple[str, ...]:
        """What a summary says of reviews; nothing without a folder of reviews."""
        return () if self.reviews is None else review_sentences(self.review_state, self.assessment)

    @cached_property
    def writer(self) -> SentenceWriter:
        """Words for the assessment; it keeps the answers that it gave for whatever tells them again."""
        return SentenceWriter(self.assessment)

    @cached_property
    def duties(self) -> tuple[DutyRow, ...]:
        """One row for each duty."""
        return duty_rows(self.assessment, self.writer, self._comparisons)

    @cached_property
    def parts(self) -> Mapping[str, tuple[PartGroup, ...]]:
        """The parts of each duty (``16(1)``), those that stand alike told together."""
        return part_groups(self.assessment, self.duties)

    @cached_property
    def articles(self) -> tuple[ArticleRow, ...]:
        """One row for each article."""
        return article_rows(self.assessment)

    def duties_of(self, article: str) -> tuple[DutyRow, ...]:
        """The rows of the duties of an article (``16``); none for one without duties."""
        return self._duties_by_article.get(article, ())

    @cached_property
    def _duties_by_article(self) -> Mapping[str, tuple[DutyRow, ...]]:
        found: dict[str, list[DutyRow]] = {}
        for row in self.duties:
            found.setdefault(row.article, []).append(row)
        return {article: tuple(rows) for article, rows in found.items()}

    @cached_property
    def article_places(self) -> Mapping[str, int]:
        """Which row each article (``16``) has, the first being 0."""
        return {row.article: place for place, row in enumerate(self.articles)}

    @cached_property
    def duty_places(self) -> Mapping[str, int]:
        """Which row each duty (``16(1)``) has, the first being 0."""
        return {row.duty: place for place, row in enumerate(self.duties)}

    @cached_property
    def acts_by_title(self) -> Mapping[str, Act]:
        """The Acts on record by their titles; of several with one title, the first."""
        return {act.title: act for act in reversed(tuple(self.assessment.catalogue.acts.values()))}

    def provisions_of(self, article: str) -> tuple[str, ...]:
        """The provisions that answer the duties of an article (``16``), once each, cited as one where they can be."""
        return merge_citations(dict.fromkeys(c for d in self.duties_of(article) for c in d.law.citations))

    @cached_property
    def answers(self) -> Mapping[str, ArticleAnswer]:
        """The answer on each article (``16``): its verdict in a sentence, and why in at most three."""
        return {a.article.article: answer(self.writer, a) for a in self.assessment.articles}

    @cached_property
    def duty_answers(self) -> Mapping[str, DutyAnswer]:
        """The answer on each duty (``16(2)``)."""
        return {d.full.duty.id: answer_on_duty(self.writer, d) for d in self.assessment.duties}

    def in_a_sentence(self, article: str) -> str:
        """Why an article (``16``) stands as it does, in one sentence: what is lacking, the rule that meets it, or the
        questions that it turns on.
        """
        row, told = self._article_rows[article], self.answers[article]
        groups = [d for d in told.duties if d.binding]
        if row.is_gap and len(groups) == 1 and groups[0].left_out:
            return groups[0].left_out[0]
        if row.certainty == "settled" or row.is_gap or not row.questions:
            return told.reasons[0] if told.reasons else told.turning or told.sentence
        titles = join([f"“{q.title}” ({_unbracketed(q.view)})" for q in row.questions[:MOST_TITLES]])
        more = len(row.questions) - MOST_TITLES
        return f"It turns on {titles}{f', and {more} more' if more > 0 else ''}."

    @cached_property
    def _article_rows(self) -> Mapping[str, ArticleRow]:
        return {row.article: row for row in self.articles}

    @cached_property
    def timeline(self) -> TimelineResult:
        """How each article stood from the opening of the instrument, or the baseline if that is earlier, to the
        day.
        """
        return timeline_of(self.assessment, self.since)

    @cached_property
    def questions(self) -> tuple[QuestionRow, ...]:
        """The questions that the verdicts turn on; those that turn most articles come first."""
        return question_rows(self.assessment)

    @cached_property
    def verdicts(self) -> tuple[VerdictCount, ...]:
        """How many articles and duties have each verdict."""
        return verdict_counts(self.articles, self.duties)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that would answer what the law does not, by Act; none for what is only in doubt."""
        short = {d.full.duty.id for d in self.assessment.duties if d.view_high not in FULFILLED}
        found = (replace(m, serves=tuple(d for d in m.serves if m.certain or d in short)) for m in self.measures_found)
        return tuple(m for m in found if m.serves)

    @cached_property
    def measures_found(self) -> tuple[Measure, ...]:
        """All measures that can be computed."""
        return measures(self.assessment)

    def measures_for(self, duty: str) -> tuple[Measure, ...]:
        """The measures that a duty (``16(2)``) needs."""
        return self._measures_by_duty.get(duty, ())

    def measures_of(self, article: str) -> tuple[Measure, ...]:
        """The measures that some duty of an article (``16``) needs."""
        return self._measures_by_article.get(article, ())

    @cached_property
    def _measures_by_article(self) -> Mapping[str, tuple[Measure, ...]]:
        articles = {row.duty: row.article for row in self.duties}
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            for article in dict.fromkeys(articles[duty] for duty in measure.serves):
                found.setdefault(article, []).append(measure)
        return {article: tuple(needed) for article, needed in found.items()}

    @cached_property
    def _measures_by_duty(self) -> Mapping[str, tuple[Measure, ...]]:
        # Outputs ask for every duty in turn; the measures of each are looked up once.
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            for duty in dict.fromkeys(measure.serves):
                found.setdefault(duty, []).append(measure)
        return {duty: tuple(serving) for duty, serving in found.items()}

    def progress_of(self, measure: Measure) -> MeasureProgress | None:
        """Who does a measure by when, if the folder of reviews says so."""
        return self._progress.get(measure.edits)

    def progress_lines(self, found: Iterable[Measure]) -> tuple[str, ...]:
        """Who does each of some measures by when, in words and once each."""
        told = (self.progress_of(measure) for measure in found)
        return tuple(dict.fromkeys(progress_in_words(own) for own in told if own is not None))

    @cached_property
    def _progress(self) -> Mapping[tuple[Edit, ...], MeasureProgress]:
        own = {p.reference: p for p in self.reviews.measures} if self.reviews else {}
        if not own:
            return {}
        named = measure_references(self.assessment, self.measures_found)
        return {measure.edits: own[reference] for reference, measure in named.items() if reference in own}

    @cached_property
    def unused_rules(self) -> tuple[UnusedRow, ...]:
        """The rules in force that answer nothing, with the reason."""
        return unused_rows(self.assessment)

    @cached_property
    def law_versions(self) -> tuple[VersionRow, ...]:
        """The rules that verdicts rest on, or would on another day, by interval."""
        return version_rows(self.assessment)

    @cached_property
    def reservations(self) -> tuple[ReservationRow, ...]:
        """The reservations and declarations that the instrument allows, with those that the State has lodged."""
        return reservation_rows(self.assessment, self.duties)

    @cached_property
    def reservations_by_duty(self) -> Mapping[str, LodgedAndAllowed]:
        """The same in a few words, for each duty (``16(2)``) on which they bear."""
        return lodged_and_allowed(self.assessment)

    @cached_property
    def officials(self) -> tuple[OfficialRow, ...]:
        """The statements of officials about the instrument, by article and date."""
        return official_rows(self.assessment, self._comparisons)

    @cached_property
    def _comparisons(self) -> tuple[StatementComparison, ...]:
        # The matrix, its sheet and the annex read the same comparisons, each of which judges several days.
        return comparisons_of(self.assessment)

    @cached_property
    def mandates(self) -> MandateTrace:
        """The items of mandates that the instrument answers."""
        return mandate_trace(self.assessment)

    @cached_property
    def crosswalk(self) -> tuple[CrosswalkRow, ...]:
        """The instrument beside those whose articles correspond with its own."""
        return crosswalk_rows(self.assessment)

    @cached_property
    def assessors(self) -> tuple[AssessorRow, ...]:
        """What bodies outside the State found, by date."""
        return assessor_rows(self.assessment)

    @cached_property
    def assessor_notes(self) -> Mapping[str, tuple[str, ...]]:
        """The same in short, by article or duty (``31(2)``)."""
        return assessor_notes(self.assessors)

    @cached_property
    def people(self) -> Mapping[str, ReviewRow]:
        """Who answers for each duty (``16(2)``), and what reviewers said of its verdict."""
        return review_rows(self.assessment, self.context)

    def reviews_of(self, row: DutyRow) -> tuple[Review, ...]:
        """The reviews of a duty or of its article by the day, the oldest first."""
        places = [str(DutyId(row.instrument, place)) for place in (row.article, row.duty)]
        return self.context.reviewed(places, self.assessment.as_at)

    @cached_property
    def baseline(self) -> date | None:
        """The day against which change is told: ``since``, or else the eve of the last day on which an article
        moved.
        """
        return baseline(self.since, self.timeline)

    @cached_property
    def change(self) -> ComparisonResult | None:
        """The assessment held against the law of the baseline; ``None`` without one."""
        return change_of(self.assessment, self.baseline)

    @property
    def stem(self) -> str:
        """What the names of its files begin with: ``budapest_2025-12-01``."""
        assessment = self.assessment
        name = f"{assessment.instrument.id}_{assessment.as_at}"
        name += f"_{assessment.reading.id}" if assessment.reading else ""
        name += f"_with_{assessment.reform.id}" if assessment.reform else ""
        name += "_other-views" if assessment.tried else ""
        name += "_reviewed" if assessment.catalogue.signed else ""
        name += "_release" if self.release else ""
        name += "-draft" if self.release and self.draft else ""
        # An id may hold characters that no file name should, a slash above all.
        return re.sub(r"[^\w.()-]", "-", name)


def _unbracketed(view: str) -> str:
    """``New Zealand complies, fair``: a view inside brackets."""
    return view.replace(" (", ", ").rstrip(")")
