"""The public face: a loaded catalogue that answers questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load as _load
from gapcheck.engine.assessment import assess as _assess
from gapcheck.errors import UnknownIdError
from gapcheck.model.base import as_at_date
from gapcheck.model.treaty import Instrument
from gapcheck.wording.citation import PRACTICE, cite_rule, division_label

if TYPE_CHECKING:
    from gapcheck.change.comparison import Comparison
    from gapcheck.change.instrument_comparison import InstrumentComparison
    from gapcheck.change.timeline import Timeline
    from gapcheck.engine.assessment import Assessment
    from gapcheck.repair.hindcast import Hindcast
    from gapcheck.repair.plan import Plan
    from gapcheck.statements.statement_comparison import Comparison as StatementComparison

MOST_SHOWN = 50


@dataclass(frozen=True)
class Hit:
    """A duty or rule that :meth:`Gapcheck.find` found."""

    what: str
    id: str
    citation: str
    heading: str
    text: str


@dataclass(frozen=True)
class Hits:
    """What :meth:`Gapcheck.find` found, as a small table."""

    wanted: str
    hits: tuple[Hit, ...]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __str__(self) -> str:
        width = max((len(h.id) for h in self.hits), default=0)
        return "\n".join(f"{h.what:<5}{h.id:<{width}}  {h.heading}: {h.text}" for h in self.hits) or "nothing found"

    def __repr__(self) -> str:
        return f"<Hits {self.wanted!r}: {len(self.hits)}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(h.what)}</td><td>{escape(h.id)}</td><td>{escape(h.citation)}</td>"
            f"<td>{escape(h.heading)}</td><td>{escape(h.text)}</td></tr>"
            for h in self.hits[:MOST_SHOWN]
        )
        head = "".join(f"<th>{h}</th>" for h in ("What", "Id", "Citation", "Heading", "Text"))
        left = len(self.hits) - MOST_SHOWN
        more = f"<p>{left} more {'is' if left == 1 else 'are'} not shown.</p>" if left > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


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
        self, instrument: str, as_at: date | str, reading: str | None = None, reform: str | None = None
    ) -> Assessment:
        """Judge an instrument against the law of ``as_at`` (a date or ISO string), under a named reading, with a named
        reform.

        Raises ``UnknownIdError`` for an unknown instrument, reading or reform, ``UsageError`` for a bad date,
        ``ReformError`` for a reform that cannot be applied.
        """
        return _assess(self.catalogue, instrument, as_at, reading, reform)

    def repair(self, instrument: str, as_at: date | str, reading: str | None = None) -> Plan:
        """The smallest changes of the law of ``as_at`` that were found to close the gaps of an instrument, each proven.

        Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for a bad date or an instrument
        that a treaty text answers.
        """
        from gapcheck.repair.plan import plan_repairs

        return plan_repairs(self.assess(instrument, as_at, reading))

    def hindcast(
        self, instrument: str, act: str, before: date | str, after: date | str, reading: str | None = None
    ) -> Hindcast:
        """Repairs computed on the law of ``before``, held against what the Act of that title had done by ``after``.

        Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for bad dates or an Act that
        brought in no rule between them.
        """
        from gapcheck.repair.hindcast import hindcast

        return hindcast(self.catalogue, instrument, act, before, after, reading)

    def timeline(
        self,
        instrument: str,
        start: date | str | None = None,
        end: date | str | None = None,
        reading: str | None = None,
    ) -> Timeline:
        """How the status of each article moved from ``start`` to ``end`` (both included), and what moved it.

        Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for bad dates.
        """
        from gapcheck.change.timeline import timeline

        return timeline(self.catalogue, instrument, start, end, reading)

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
    ) -> Comparison:
        """What opened, closed or moved from the law of ``as_at`` to that of ``then`` (without it, the same day), and
        why.

        ``reform`` is laid over the first side, ``then_reform`` over the second; ``then_book`` is another version of the
        data for the second side, loaded from a folder or a revision. Raises ``UnknownIdError`` for an unknown id,
        ``UsageError`` for a bad date, ``ReformError`` for a reform that cannot be applied.
        """
        from gapcheck.change.comparison import Side, compare

        day = as_at_date(as_at)
        other = self if then_book is None else then_book
        first = Side(self.catalogue, day, reform, self.name)
        second = Side(other.catalogue, day if then is None else as_at_date(then), then_reform, other.name)
        return compare(instrument, first, second, reading)

    def compare_instruments(self, first: str, second: str) -> InstrumentComparison:
        """Which duties of each instrument a State meets by meeting the other: a comparison of texts, whatever the law
        says.

        Raises ``UnknownIdError`` for an unknown instrument.
        """
        from gapcheck.change.instrument_comparison import compare_instruments

        return compare_instruments(self.catalogue, first, second)

    def statements(
        self, as_at: date | str, instrument: str | None = None, reading: str | None = None
    ) -> tuple[StatementComparison, ...]:
        """What officials had said by ``as_at``, held against the verdicts; of one instrument if it is given.

        Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for a bad date.
        """
        from gapcheck.statements.statement_comparison import compare_statements

        return compare_statements(self.catalogue, as_at, instrument, reading)

    def corresponding(self, place: str) -> tuple[tuple[str, str], ...]:
        """The articles of other instruments on the same subject as an article or duty (``budapest:16``), each with the
        difference.

        Raises ``UnknownIdError``.
        """
        found = {
            f"{i}:{a.article}" for i in self.instruments for a in self.catalogue.articles(i)
        } | self.catalogue.duties.keys()
        if place not in found:
            raise UnknownIdError("article", place, found)
        return self.catalogue.correspondences.get(place, ())

    def find(self, text: str) -> Hits:
        """The duties and rules whose id, heading or text holds every word of ``text``."""
        words = text.casefold().split()
        found = [h for h in self._all() if all(w in f"{h.id} {h.heading} {h.text}".casefold() for w in words)]
        return Hits(text, tuple(found) if words else ())

    def _all(self) -> Iterator[Hit]:
        headings = {(i, a.article): a.heading for i in self.instruments for a in self.catalogue.articles(i)}
        for key, full in self.catalogue.duties.items():
            instrument = self.instruments[full.instrument]
            title = f"{instrument.short_title}, {division_label(instrument, full.duty.id)}"
            yield Hit("duty", key, title, headings[full.instrument, full.article], full.duty.text)
        for entry in self.catalogue.rules:
            yield Hit("rule", entry.key, cite_rule(entry), entry.section.heading, entry.rule.text)

    @property
    def _acts(self) -> int:
        return len(self.catalogue.acts.keys() - {PRACTICE})

    def __repr__(self) -> str:
        ids = ", ".join(self.instruments)
        counts = f"{len(self.catalogue.duties)} duties, {self._acts} Acts, {len(self.catalogue.rules)} rules"
        return f"<Gapcheck {ids}: {counts}, catalogue {self.catalogue.version}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{escape(i.id)}</code></td><td>{escape(i.short_title)}</td><td>{escape(i.citation)}</td>"
            f"<td>{len(self.catalogue.articles(i.id))}</td>"
            f"<td>{sum(d.instrument == i.id for d in self.catalogue.duties.values())}</td></tr>"
            for i in self.instruments.values()
        )
        head = "".join(f"<th>{h}</th>" for h in ("Id", "Instrument", "Citation", "Articles", "Duties"))
        law = f"{len(self.catalogue.rules)} rules of {self._acts} Acts; catalogue {self.catalogue.version}"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{escape(law)}</p>"


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
    instrument: str, as_at: date | str, reading: str | None = None, *, data: str | Path | None = None
) -> Assessment:
    """Load a catalogue and judge one instrument: ``load(data).assess(instrument, as_at, reading)``."""
    return load(data).assess(instrument, as_at, reading)
