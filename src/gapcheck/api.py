"""The public face: a loaded catalogue that answers questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.catalogue.loading import load as _load
from gapcheck.catalogue.search import Matches, search
from gapcheck.change.comparison import Side, compare
from gapcheck.change.instrument_comparison import compare_instruments
from gapcheck.change.reform import assess_with
from gapcheck.change.timeline import timeline
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.faces import Assessment, Comparison, InstrumentComparison, Timeline
from gapcheck.html_table import html_table
from gapcheck.model.base import as_at_date
from gapcheck.model.treaty import Instrument
from gapcheck.wording.citation import PRACTICE

if TYPE_CHECKING:
    from gapcheck.repair.hindcast import Hindcast
    from gapcheck.repair.plan import Plan
    from gapcheck.review.reviews_folder import Reviews
    from gapcheck.statements.assessor_comparison import AssessorComparison
    from gapcheck.statements.statement_comparison import StatementComparison


@dataclass(frozen=True, repr=False)
class Gapcheck:
    """A loaded catalogue. Make one with :func:`gapcheck.load`. ``name`` is what its version of the data is called."""

    catalogue: Catalogue
    name: str | None = None

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The instruments by id."""
        return self.catalogue.instruments

    def assess(
        self,
        instrument: str,
        as_at: date | str,
        reading: str | None = None,
        reform: str | None = None,
        *,
        views: Views = AS_VIEWED,
        reviews: Reviews | str | Path | None = None,
        effective: bool = False,
    ) -> Assessment:
        """Judge an instrument against the law of ``as_at`` (a date or ISO string), under a named reading, with a named
        reform.

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
            return Assessment.of(assess_with(self.catalogue, instrument, as_at, reading, reform, views))
        from gapcheck.review.answers import answered
        from gapcheck.review.reviews_folder import Reviews, read_reviews

        read = reviews if isinstance(reviews, Reviews) else read_reviews(reviews, self.catalogue)
        catalogue = answered(self.catalogue, instrument, as_at, read) if effective else self.catalogue
        assessment = Assessment.of(assess_with(catalogue, instrument, as_at, reading, reform, views))
        return replace(assessment, reviews=read)

    def repair(
        self,
        instrument: str,
        as_at: date | str,
        reading: str | None = None,
        *,
        beyond_doubt: bool = False,
        views: Views = AS_VIEWED,
    ) -> Plan:
        """The smallest changes of the law of ``as_at`` that were found to close the gaps of an instrument, each proven.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for a bad date or view, or an instrument that a treaty text answers.
        """
        # Repairs bring a solver with them, so they are imported when they are asked for.
        from gapcheck.repair.plan import plan_repairs

        return plan_repairs(self.assess(instrument, as_at, reading, views=views), beyond_doubt=beyond_doubt)

    def hindcast(
        self,
        instrument: str,
        act: str,
        before: date | str,
        after: date | str,
        reading: str | None = None,
        *,
        views: Views = AS_VIEWED,
    ) -> Hindcast:
        """Repairs computed on the law of ``before``, held against what the Act of that title had done by ``after``.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for bad dates or views, or an Act that brought in no rule between them.
        """
        from gapcheck.repair.hindcast import hindcast

        return hindcast(self.catalogue, instrument, act, before, after, reading, views)

    def timeline(
        self,
        instrument: str,
        start: date | str | None = None,
        end: date | str | None = None,
        reading: str | None = None,
        *,
        views: Views = AS_VIEWED,
    ) -> Timeline:
        """How the verdict on each article moved from ``start`` to ``end`` (both included), and what moved it.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for bad dates or views.
        """
        return Timeline.of(timeline(self.catalogue, instrument, start, end, reading, views))

    def compare(
        self,
        instrument: str,
        as_at: date | str,
        then: date | str | None = None,
        *,
        reading: str | None = None,
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
        day = as_at_date(as_at)
        # Each side has its own data: two versions of a catalogue may judge the same day differently.
        other = self if then_book is None else then_book
        first = Side(self.catalogue, day, reform, self.name)
        second = Side(other.catalogue, day if then is None else as_at_date(then), then_reform, other.name)
        return Comparison.of(compare(instrument, first, second, reading, views))

    def compare_instruments(self, first: str, second: str) -> InstrumentComparison:
        """Which duties of each instrument a State meets by meeting the other: a comparison of texts, whatever the law
        says.

        Raises ``UnknownIdError`` for an unknown instrument.
        """
        return InstrumentComparison.of(compare_instruments(self.catalogue, first, second))

    def statements(
        self,
        as_at: date | str,
        instrument: str | None = None,
        reading: str | None = None,
        *,
        views: Views = AS_VIEWED,
    ) -> tuple[StatementComparison, ...]:
        """What officials had said by ``as_at``, held against the verdicts; of one instrument if it is given.

        ``views`` are as :meth:`assess` takes them. Raises ``UnknownIdError`` for an unknown instrument, reading or
        question, ``UsageError`` for a bad date or view.
        """
        from gapcheck.statements.statement_comparison import compare_statements

        return compare_statements(self.catalogue.with_views(views), as_at, instrument, reading)

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

    def assessors(self, as_at: date | str, instrument: str | None = None) -> tuple[AssessorComparison, ...]:
        """What bodies outside New Zealand had found by ``as_at``, held against the verdicts of their own day.

        Raises ``UnknownIdError`` for an unknown instrument, ``UsageError`` for a bad date.
        """
        from gapcheck.statements.assessor_comparison import compare_assessments

        return compare_assessments(self.catalogue, as_at, instrument)

    def find(self, text: str) -> Matches:
        """The duties and rules whose id, heading or text holds every word of ``text``."""
        return search(self.catalogue, text)

    @property
    def _acts(self) -> int:
        return len(self.catalogue.acts.keys() - {PRACTICE})

    def __repr__(self) -> str:
        ids = ", ".join(self.instruments)
        counts = f"{len(self.catalogue.duties)} duties, {self._acts} Acts, {len(self.catalogue.rules)} rules"
        return f"<Gapcheck {ids}: {counts}, catalogue {self.catalogue.version}>"

    def _repr_html_(self) -> str:
        rows = [
            (i.id, i.short_title, i.citation, len(self.catalogue.articles(i.id)), len(self.catalogue.duties_of(i.id)))
            for i in self.instruments.values()
        ]
        law = f"{len(self.catalogue.rules)} rules of {self._acts} Acts; catalogue {self.catalogue.version}"
        return html_table(("Id", "Instrument", "Citation", "Articles", "Duties"), rows) + f"<p>{escape(law)}</p>"


def load(data: str | Path | None = None, *, revision: str | None = None) -> Gapcheck:
    """Load and check a catalogue: the one that comes with gapcheck, or a folder with ``obligations/`` and
    ``nz_statutes/``.

    With a ``revision`` the folder is read as the git repository that holds it kept it then. Raises ``DataError`` with
    every problem of every file, and ``UsageError`` if git, the repository or the revision is missing.
    """
    if revision is not None:
        from gapcheck.catalogue.revisions import load_revision

        return Gapcheck(load_revision(data, revision), f"revision {revision}")
    return Gapcheck(_load(data), None if data is None else str(data))


def assess(
    instrument: str,
    as_at: date | str,
    reading: str | None = None,
    *,
    data: str | Path | None = None,
    views: Views = AS_VIEWED,
) -> Assessment:
    """Load a catalogue and judge one instrument: ``load(data).assess(instrument, as_at, reading, views=views)``."""
    return load(data).assess(instrument, as_at, reading, views=views)
