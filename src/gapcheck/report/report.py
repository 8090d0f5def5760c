"""A report: one assessment with its context, its marking and its baseline, from which every output is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from gapcheck.change.comparison import ComparisonResult
from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import DataError, UsageError
from gapcheck.model.base import as_at_date
from gapcheck.model.context import Context
from gapcheck.model.withholding import Ground, released
from gapcheck.repair.measures import Measure, measures
from gapcheck.report.context_file import check_context, context_for, shipped_grounds
from gapcheck.report.release import grounds_of, release_key, released_assessment
from gapcheck.report.rows.change import baseline, change_of
from gapcheck.report.rows.duties import ArticleRow, DutyRow, article_rows, duty_rows
from gapcheck.report.rows.reservations import ReservationRow, reservation_rows
from gapcheck.report.rows.timeline import timeline_of

LONGEST_CLASSIFICATION = 60
"""A marking has to fit at the head and foot of a page as a whole."""


@dataclass(frozen=True, eq=False)
class Report:
    """What every output is made of. Make one with :func:`make_report`.

    ``classification`` stands at the head and foot of every page; ``since`` is the baseline against which change is
    told. In a ``release`` copy neither the assessment nor the context holds any text that is withheld.
    """

    assessment: InstrumentResult
    context: Context
    classification: str
    key: tuple[Ground, ...]
    since: date | None = None
    release: bool = False

    @cached_property
    def duties(self) -> tuple[DutyRow, ...]:
        """One row for each duty."""
        return duty_rows(self.assessment)

    @cached_property
    def articles(self) -> tuple[ArticleRow, ...]:
        """One row for each article."""
        return article_rows(self.assessment)

    @cached_property
    def timeline(self) -> TimelineResult:
        """How each article stood from the opening of the instrument to the day."""
        return timeline_of(self.assessment)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that would answer what the law does not, by Act."""
        return measures(self.assessment)

    def measures_for(self, duty: str) -> tuple[Measure, ...]:
        """The measures that a duty (``16(2)``) needs."""
        return self._measured.get(duty, ())

    @cached_property
    def _measured(self) -> Mapping[str, tuple[Measure, ...]]:
        return {row.duty: tuple(m for m in self.measures if row.duty in m.serves) for row in self.duties}

    @cached_property
    def reservations(self) -> tuple[ReservationRow, ...]:
        """The reservations and declarations that the instrument allows, with those that New Zealand has lodged."""
        return reservation_rows(self.assessment, self.duties)

    @cached_property
    def baseline(self) -> date | None:
        """The day against which change is told: ``since``, or else the eve of the last day on which an article moved."""
        return baseline(self.since, self.timeline)

    @cached_property
    def change(self) -> ComparisonResult | None:
        """The assessment held against the law of the baseline; ``None`` without one."""
        return change_of(self.assessment, self.baseline)

    def warm(self) -> None:
        """Work out what several outputs read, before they are made beside each other."""
        _ = self.duties, self.articles, self.timeline, self.measures, self.reservations

    @property
    def stem(self) -> str:
        """What the names of its files begin with: ``budapest_2025-12-01``."""
        found = self.assessment
        name = f"{found.instrument.id}_{found.as_at}"
        name += f"_{found.reading.id}" if found.reading else ""
        name += f"_with_{found.reform.id}" if found.reform else ""
        name += "_release" if self.release else ""
        # An id may hold characters that no file name should, a slash above all.
        return re.sub(r"[^\w.()-]", "-", name)

    def write(
        self,
        folder: str | Path,
        formats: Sequence[str] = (),
        *,
        template: str | Path | None = None,
        final: bool = False,
    ) -> tuple[Path, ...]:
        """Write the outputs of the formats (of xlsx, docx, html and md without any) into a folder and return their
        paths.

        ``template`` is an agency's Word file for the annex. A ``final`` report may have no drafting note left. Raises
        ``UsageError`` for an unknown format, a template that cannot be filled, a note left, or a folder that cannot be
        written.
        """
        from gapcheck.report.outputs import write_outputs

        return write_outputs(self, Path(folder), formats, template, final=final)

    def to_excel(self, path: str | Path) -> Path:
        """Write the workbook and return its path. Raises ``UsageError`` if it cannot be written there."""
        from gapcheck.report.files import write_file
        from gapcheck.report.workbook import workbook_bytes

        return write_file(path, workbook_bytes(self), ".xlsx")

    def __repr__(self) -> str:
        copy = "release copy" if self.release else "internal copy"
        return f"<Report of {self.assessment!r}, {self.classification}, {copy}>"


def make_report(
    assessment: InstrumentResult,
    classification: str,
    context: Context | str | Path | None = None,
    since: date | str | None = None,
    *,
    release: bool = False,
) -> Report:
    """A report of an assessment. Without a ``context`` (or the path of one) the one that comes with gapcheck is taken.

    Raises ``UsageError`` for a missing or long marking, a baseline that is not before the day, or a file that cannot be
    read; ``DataError`` for a context with problems, and for a ground for withholding that is not in the key.
    """
    marking = classification.strip()
    if not marking or not marking.isprintable() or len(marking) > LONGEST_CLASSIFICATION:
        raise UsageError(
            f"classification {classification!r}: expected a marking of 1 to {LONGEST_CLASSIFICATION} characters"
        )
    baseline = None if since is None else as_at_date(since)
    if baseline is not None and baseline >= assessment.as_at:
        raise UsageError(f"since {baseline}: expected a day before {assessment.as_at}, the day of the law")
    grounds = shipped_grounds()
    if isinstance(context, Context):
        found = context
        if problems := list(check_context(found, assessment, grounds)):
            raise DataError(problems, "the context")
    else:
        found = context_for(assessment, context, grounds)
    known = found.key if found.key is not None else grounds
    key = release_key(
        list(grounds_of(assessment, found)), known
    )  # also what a release loses has to have a known ground
    if release:
        assessment, found = released_assessment(assessment), released(found)
        key = released(release_key(list(grounds_of(assessment, found)), known))
    return Report(assessment, found, marking, key, baseline, release)
