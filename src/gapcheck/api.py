"""The public face: a loaded catalogue that answers questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.catalogue.loading import load as _load
from gapcheck.catalogue.loading import load_states as _load_states
from gapcheck.catalogue.named_readings import TOGETHER, ReadingChoice
from gapcheck.change.reform import assess_with
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.faces.assessment import Assessment
from gapcheck.model.base import as_at_date
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import Reform
from gapcheck.model.position import Reading
from gapcheck.model.state import State

if TYPE_CHECKING:
    from gapcheck.catalogue.search import Matches
    from gapcheck.faces import AssessorComparisons, Comparison, InstrumentComparison, StatementComparisons, Timeline
    from gapcheck.faces.law_book import ActList, InstrumentList, RuleList
    from gapcheck.faces.repairs import Hindcast, Plan
    from gapcheck.repair.plan import Progress
    from gapcheck.review.reviews_folder import Reviews


# What only some questions need is imported where it is asked for: a command asks one of them.
@dataclass(frozen=True, repr=False)
class Gapcheck:
    """A loaded catalogue. Make one with :func:`gapcheck.load`. ``name`` is what its version of the data is called."""

    catalogue: Catalogue
    name: str | None = None

    @property
    def instruments(self) -> InstrumentList:
        """The instruments by id, as a small table."""
        from gapcheck.faces.law_book import instruments_of

        return instruments_of(self.catalogue)

    @property
    def state(self) -> State:
        """The State whose law it has."""
        return self.catalogue.state

    @property
    def acts(self) -> ActList:
        """The Acts by id, each with its rules: ``book.acts["crimes-act-1961"].rules``."""
        from gapcheck.faces.law_book import acts_of

        return acts_of(self.catalogue)

    @property
    def rules(self) -> RuleList:
        """Every rule of every interval, in the order of Act, section and commencement."""
        from gapcheck.faces.law_book import RuleList

        return RuleList(self.catalogue.rules)

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The readings by id."""
        return self.catalogue.readings

    @property
    def reforms(self) -> Mapping[str, Reform]:
        """The reforms by id."""
        return self.catalogue.reforms

    def assess(
        self,
        instrument: str,
        as_at: date | str,
        reading: ReadingChoice = None,
        reform: str | None = None,
        *,
        views: Views = AS_VIEWED,
        reviews: Reviews | str | Path | None = None,
        effective: bool = False,
    ) -> Assessment:
        """Judge an instrument against the law of ``as_at`` (a date, ISO string or ``Timestamp``), under a reading, with
        a named reform.

        ``reading`` is an id, a ``Reading`` made on the spot (``Reading(id="mine", title="Mine", accepts=[point])``), or
        a list of either, taken together.

        ``views`` tries other answers to questions: ``{"insiders": "fails"}``, each ``holds``, ``fails`` or ``open``;
        with ``None`` every question is open. ``reviews`` is a folder of reviews (docs/reviews.md), told beside what is
        computed; with ``effective``, the answers that are signed there stand in place of our views. Raises
        ``UnknownIdError`` for an unknown instrument, reading, reform or question, ``UsageError`` for a bad date or
        view, or ``effective`` without reviews, ``ReformError`` for a reform that cannot be applied, ``DataError`` for
        reviews with problems.
        """
        if reviews is None:
            if effective:
                raise UsageError("effective takes answers from reviews; expected a folder of reviews")
            laid, chosen = self._under(reading)
            return Assessment.of(assess_with(laid, instrument, as_at, chosen, reform, views))
        from gapcheck.review.answers import answered
        from gapcheck.review.reviews_folder import Reviews, read_reviews

        read = reviews if isinstance(reviews, Reviews) else read_reviews(reviews, self.catalogue)
        laid, chosen = self._under(reading)
        catalogue = answered(laid, instrument, as_at, read) if effective else laid
        assessment = Assessment.of(assess_with(catalogue, instrument, as_at, chosen, reform, views))
        return replace(assessment, reviews=read)

    def _under(self, reading: ReadingChoice) -> tuple[Catalogue, str | None]:
        """The catalogue with every reading that was made on the spot, and the name of what was chosen.

        Raises ``UsageError`` for what is no reading.
        """
        if reading is None or isinstance(reading, str):
            return self.catalogue, reading
        chosen = (reading,) if isinstance(reading, Reading) else tuple(reading)
        catalogue, names = self.catalogue, []
        for one in chosen:
            if not isinstance(one, (str, Reading)):
                raise UsageError(f"{one!r} is no reading; expected an id, a Reading, or a list of these")
            catalogue = catalogue.with_reading(one) if isinstance(one, Reading) else catalogue
            names.append(one if isinstance(one, str) else one.id)
        return catalogue, TOGETHER.join(names) or None

    def repair(
        self,
        instrument: str,
        as_at: date | str,
        reading: ReadingChoice = None,
        *,
        beyond_doubt: bool = False,
        views: Views = AS_VIEWED,
    ) -> Plan:
        """The smallest changes of the law of ``as_at`` that were found to close the gaps of an instrument, each proven.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for a bad date or view, or an instrument that a treaty text answers.
        """
        # Repairs may bring a solver with them, so they are imported when they are asked for.
        from gapcheck.faces.repairs import Plan
        from gapcheck.repair.plan import plan_repairs

        return Plan.of(plan_repairs(self.assess(instrument, as_at, reading, views=views), beyond_doubt=beyond_doubt))

    def hindcast(
        self,
        instrument: str,
        act: str,
        before: date | str,
        after: date | str,
        reading: ReadingChoice = None,
        *,
        views: Views = AS_VIEWED,
        progress: Progress | None = None,
    ) -> Hindcast:
        """Repairs computed on the law of ``before``, held against what the Act of that title had done by ``after``.

        ``views`` are as :meth:`assess` takes them. ``progress`` is called before each duty to be repaired with the
        number of duties done, their total, and its full id. Raises ``UnknownIdError`` for an unknown instrument,
        reading or question, ``UsageError`` for bad dates or views, or an Act that brought in no rule between them.
        """
        from gapcheck.faces.repairs import Hindcast
        from gapcheck.repair.hindcast import hindcast

        laid, chosen = self._under(reading)
        return Hindcast.of(hindcast(laid, instrument, act, before, after, chosen, views, progress))

    def timeline(
        self,
        instrument: str,
        start: date | str | None = None,
        end: date | str | None = None,
        reading: ReadingChoice = None,
        *,
        views: Views = AS_VIEWED,
    ) -> Timeline:
        """How the verdict on each article moved from ``start`` to ``end`` (both included), and what moved it.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for bad dates or views.
        """
        from gapcheck.change.timeline import timeline
        from gapcheck.faces.comparisons import Timeline

        laid, chosen = self._under(reading)
        return Timeline.of(timeline(laid, instrument, start, end, chosen, views))

    def compare(
        self,
        instrument: str,
        as_at: date | str,
        then: date | str | None = None,
        *,
        reading: ReadingChoice = None,
        reform: str | None = None,
        then_reform: str | None = None,
        then_book: Gapcheck | None = None,
        views: Views = AS_VIEWED,
    ) -> Comparison:
        """What opened, closed or moved from the law of ``as_at`` to that of ``then`` (without it, the same day), and
        why.

        ``reform`` is laid over the first side, ``then_reform`` over the second; ``then_book`` is another version of the
        data for the second side, loaded from a folder or a revision. ``views``, as :meth:`assess` takes them, are tried
        on both sides. Raises ``UnknownIdError`` for an unknown id, ``UsageError`` for a bad date or view,
        ``ReformError`` for a reform that cannot be applied.
        """
        from gapcheck.change.comparison import Side
        from gapcheck.change.comparison import compare as held_together
        from gapcheck.faces.comparisons import Comparison

        day = as_at_date(as_at)
        # Each side has its own data: two versions of a catalogue may judge the same day differently.
        other = self if then_book is None else then_book
        laid, chosen = self._under(reading)
        first = Side(laid, day, reform, self.name)
        second = Side(
            laid if then_book is None else other._under(reading)[0],
            day if then is None else as_at_date(then),
            then_reform,
            other.name,
        )
        return Comparison.of(held_together(instrument, first, second, chosen, views))

    def compare_instruments(self, first: str, second: str) -> InstrumentComparison:
        """Which duties of each instrument a State meets by meeting the other: a comparison of texts, whatever the law
        says.

        Raises ``UnknownIdError`` for an unknown instrument.
        """
        from gapcheck.change.instrument_comparison import compare_instruments
        from gapcheck.faces.comparisons import InstrumentComparison

        return InstrumentComparison.of(compare_instruments(self.catalogue, first, second))

    def statements(
        self,
        as_at: date | str,
        instrument: str | None = None,
        reading: ReadingChoice = None,
        *,
        views: Views = AS_VIEWED,
    ) -> StatementComparisons:
        """What officials had said by ``as_at``, held against the verdicts; of one instrument if it is given.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for a bad date or view.
        """
        from gapcheck.faces.result_lists import StatementComparisons
        from gapcheck.statements.statement_comparison import compare_statements

        laid, chosen = self._under(reading)
        return StatementComparisons(compare_statements(laid.with_views(views), as_at, instrument, chosen))

    def corresponding(self, place: str) -> tuple[tuple[str, str], ...]:
        """The articles of other instruments on the same subject as an article or duty (``budapest:16``), each with the
        difference.

        Raises ``UnknownIdError``.
        """
        known = {
            f"{i}:{a.article}" for i in self.instruments for a in self.catalogue.articles(i)
        } | self.catalogue.duties.keys()
        if place not in known:
            raise UnknownIdError("article", place, known)
        return self.catalogue.correspondences.get(place, ())

    def assessors(self, as_at: date | str, instrument: str | None = None) -> AssessorComparisons:
        """What bodies outside the State had found by ``as_at``, held against the verdicts of their own day.

        Raises ``UnknownIdError`` for an unknown instrument, ``UsageError`` for a bad date.
        """
        from gapcheck.faces.result_lists import AssessorComparisons
        from gapcheck.statements.assessor_comparison import compare_assessments as held_against

        return AssessorComparisons(held_against(self.catalogue, as_at, instrument))

    def find(self, text: str) -> Matches:
        """What holds every word of ``text`` in its id, citation, heading or text: duties, rules, concepts, facets,
        kinds, questions, Acts, instruments, readings and reforms. ``section 252`` and ``art 16(2)`` are pinpoints.
        """
        from gapcheck.catalogue.search import search

        return search(self.catalogue, text)

    @property
    def _acts(self) -> int:
        return len(self.catalogue.acts.keys() - self.catalogue.practice)

    def __repr__(self) -> str:
        ids = ", ".join(self.instruments)
        counts = f"{len(self.catalogue.duties)} duties, {self._acts} Acts, {len(self.catalogue.rules)} rules"
        return f"<Gapcheck {ids}: {counts}, catalogue {self.catalogue.version}>"

    def _repr_html_(self) -> str:
        from html import escape

        law = f"{len(self.catalogue.rules)} rules of {self._acts} Acts; catalogue {self.catalogue.version}"
        return self.instruments._repr_html_() + f"<p>{escape(law)}</p>"


def load(
    data: DataChoice = None, *, state: str | None = None, revision: str | None = None, cached: bool = False
) -> Gapcheck:
    """Load and check a catalogue: the one that comes with gapcheck, a folder with ``obligations/`` and
    ``<state>_statutes/``, or several that are taken together: ``load(["bundled", "mine"])``.

    ``state`` is the id of the State whose law is asked; where the data have the law of one alone it needs no saying.
    With a ``revision`` the folder is read as the git repository that holds it kept it then. With ``cached`` a catalogue
    that was found sound before comes from the user's cache folder, as on the command line. Raises ``DataError`` with
    every problem of every file, ``UnknownIdError`` for an unknown State, and ``UsageError`` where one of several States
    has to be named, or if git, the repository or the revision is missing.
    """
    if revision is not None:
        from gapcheck.catalogue.revisions import load_revision

        return Gapcheck(load_revision(data, revision, state), f"revision {revision}")
    return Gapcheck(_load(data, state=state, cached=cached), _name_of(data))


def load_states(data: DataChoice = None) -> Mapping[str, Gapcheck]:
    """The catalogue of each State that some data have the law of, by the id of the State.

    ``data`` are as :func:`load` takes them; the files are read and checked once. Raises ``DataError`` with every
    problem of every file.
    """
    return FrozenMapping((state, Gapcheck(one, _name_of(data))) for state, one in _load_states(data).items())


def _name_of(data: DataChoice) -> str | None:
    if data is None or isinstance(data, (str, Path)):
        return None if data is None else str(data)
    return " + ".join(map(str, data))


def assess(
    instrument: str,
    as_at: date | str,
    reading: ReadingChoice = None,
    *,
    data: DataChoice = None,
    state: str | None = None,
    views: Views = AS_VIEWED,
) -> Assessment:
    """Load a catalogue and judge one instrument: ``load(data, state=state).assess(instrument, as_at, reading,
    views=views)``.
    """
    return load(data, state=state).assess(instrument, as_at, reading, views=views)


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Two assessments of one instrument held side by side, of any sort: two days, readings, reforms, answers or data.

    Raises ``UsageError`` for assessments of two instruments.
    """
    from gapcheck.faces.comparisons import compare_assessments

    return compare_assessments(before, after)
