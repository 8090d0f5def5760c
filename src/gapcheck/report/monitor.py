"""Duties and measures as rows for the Government's Human Rights Monitor, which runs on IMPACT OSS and imports CSV.

A duty is a recommendation there, a measure an action, an agency a category. References stay the same from one export to
the next, as the Monitor would take a row that comes again for a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.errors import UnknownIdError
from gapcheck.explain.article_answer import answer_on_duty
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.context import Context
from gapcheck.model.ids import DutyId
from gapcheck.model.review import MeasureProgress
from gapcheck.repair.measures import Measure
from gapcheck.report.rows.measure_progress import PROGRESS, measure_references
from gapcheck.review.reviews_folder import Reviews
from gapcheck.review.sign_off import ReviewState
from gapcheck.wording.citation import division_label
from gapcheck.wording.words import stop

RECOMMENDATIONS, ACTIONS = "recommendations.csv", "actions.csv"
FRAMEWORK = 4
"""The framework that a Monitor would have to add: 1 to 3 are those of human rights and of development."""

RECOMMENDATION_HEAD = (
    "Framework id [database:framework_id]",
    "Reference [database:reference]",
    "Title [database:title]",
    "Description [database:description]",
    "Government response (text) [database:response]",
    "Government response (support) [database:support_level]",
    "Action references [rel:action-reference]",
    "Agencies [rel:category-short-title]",
)
ACTION_HEAD = (
    "Reference [database:reference]",
    "Title [database:title]",
    "Description [database:description]",
    "Desired outcome [database:outcome]",
    "Target Date [database:target_date]",
    "Target date comment [database:target_date_comment]",
    "Recommendation references [rel:recommendation-reference]",
    "Agencies [rel:category-short-title]",
)
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class MonitorTables:
    """The rows of the two files, each under its head; the reference of a row is what it is known by."""

    recommendations: tuple[tuple[str, ...], ...]
    actions: tuple[tuple[str, ...], ...]

    def without(self, recommendations: Iterable[str], actions: Iterable[str]) -> MonitorTables:
        """What is new against references that were exported before."""
        seen, done = set(recommendations), set(actions)
        return MonitorTables(
            tuple(row for row in self.recommendations if row[1] not in seen),
            tuple(row for row in self.actions if row[0] not in done),
        )

    @property
    def references(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The references of the recommendations, and of the actions."""
        return tuple(row[1] for row in self.recommendations), tuple(row[0] for row in self.actions)


def monitor_tables(
    result: InstrumentResult, context: Context, progress: Iterable[MeasureProgress], framework: int = FRAMEWORK
) -> MonitorTables:
    """The binding duties and the measures of an assessment, with who does what by when.

    ``progress`` may tell of measures that are completed, which the law of the day needs no more: they are exported with
    what is said of them. Raises ``UnknownIdError`` for another that is no measure of the instrument.
    """
    return _Monitor(result, context, {p.reference: p for p in progress}, framework).tables()


@dataclass(frozen=True, eq=False)
class _Monitor:
    result: InstrumentResult
    context: Context
    progress: Mapping[str, MeasureProgress]
    framework: int

    def tables(self) -> MonitorTables:
        found = measure_references(self.result)
        serving: dict[str, list[str]] = {}
        for reference, measure in found.items():
            for duty in measure.serves:
                serving.setdefault(duty, []).append(reference)
        state = ReviewState(self.result, Reviews(), self.context)
        writer = SentenceWriter(self.result)
        binding = [duty for duty in self.result.duties if duty.binding and duty.status != "no_duty"]
        recommendations = (self._recommendation(writer, state, duty, serving) for duty in binding)
        own = f"{self.result.instrument.id}:"
        done = [p for ref, p in sorted(self.progress.items()) if ref not in found and ref.startswith(own)]
        for other in done:
            if other.progress != "completed":
                raise UnknownIdError("measure", other.reference, found)
        return MonitorTables(
            tuple(recommendations),
            (*(self._action(ref, measure) for ref, measure in found.items()), *(self._done(p) for p in done)),
        )

    def _recommendation(
        self, writer: SentenceWriter, state: ReviewState, duty: DutyResult, serving: Mapping[str, list[str]]
    ) -> tuple[str, ...]:
        instrument, full, told = self.result.instrument, duty.full, answer_on_duty(writer, duty)
        heading = self.result[full.article].article.heading
        return (
            str(self.framework),
            duty.id,
            f"{instrument.short_title}, {division_label(instrument, full.duty.id)}: {heading}",
            full.duty.text,
            " ".join([f"{told.words}.", told.sentence, *told.why]),
            "",
            ",".join(serving.get(full.duty.id, ())),
            _listed(state.agencies(duty.id)),
        )

    def _action(self, reference: str, measure: Measure) -> tuple[str, ...]:
        own = self.progress.get(reference)
        vehicle = own.vehicle if own and own.vehicle else measure.vehicle
        needed = "Needed on any view of the law" if measure.certain else "Needed on our working view of the law"
        labels = [division_label(self.result.instrument, duty) for duty in measure.serves]
        outcome = f"The law meets {', '.join(labels)} of the {self.result.instrument.short_title}."
        title = measure.change
        return (
            reference,
            title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…",
            " ".join([stop(measure.change), f"{needed}.", f"Vehicle: {stop(vehicle)}", *_told(own)]),
            outcome,
            *_target(own),
            ",".join(str(DutyId(self.result.instrument.id, duty)) for duty in measure.serves),
            _listed((own.owner,)) if own else "",
        )

    def _done(self, own: MeasureProgress) -> tuple[str, ...]:
        place = own.reference.partition(":M:")[2] or own.reference
        described = [f"Vehicle: {stop(own.vehicle)}"] if own.vehicle else []
        described += [*_told(own), "The law of this day does not need it any more."]
        title = f"Measure on {place}"
        return own.reference, title, " ".join(described), "", *_target(own), "", _listed((own.owner,))


def _told(own: MeasureProgress | None) -> Iterator[str]:
    if own is None:
        return
    yield f"Progress: {PROGRESS[own.progress]}."
    # A Monitor is public: a note that is withheld is not there at all.
    if own.note is not None and own.note.withheld is None:
        yield stop(str(own.note))
    if own.url:
        yield own.url


def _target(own: MeasureProgress | None) -> tuple[str, str]:
    if own is None:
        return "", ""
    return day_first(own.target) if own.target else "", own.target_note or ""


def day_first(day: date) -> str:
    """A date as the Monitor reads it: ``30/06/2027``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _listed(names: Iterable[str]) -> str:
    """Names by comma, which are links there; a comma inside a name would make two of it."""
    return ",".join(name.replace(",", "") for name in names)
