"""A report: one assessment with its context, its marking and its baseline, from which every output is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import UsageError
from gapcheck.file_writing import write_file, write_files
from gapcheck.model.base import Marked, as_at_date
from gapcheck.model.context import Context
from gapcheck.report.context_file import checked_context, shipped_grounds
from gapcheck.report.markings import checked_marking
from gapcheck.report.release_copy import copy_of
from gapcheck.report.report_rows import ReportRows
from gapcheck.review.answers import computed_state
from gapcheck.review.context_reviews import answers_told, with_reviews
from gapcheck.review.reviews_folder import Reviews
from gapcheck.wording.words import small


class Report(ReportRows):
    """What every output is made of, and how it is written. Make one with :func:`make_report`."""

    def write(
        self,
        folder: str | Path,
        formats: Sequence[str] = (),
        *,
        template: str | Path | None = None,
        final: bool = False,
    ) -> tuple[Path, ...]:
        """Write the outputs of the formats (of xlsx, docx, html and md without any) into a folder and return their
        paths. A release copy gets its cover too.

        ``template`` is an agency's Word file for the annex. A ``final`` report may have no drafting note left, nor may
        a release copy that is no draft. Raises ``UsageError`` for an unknown format, a template that cannot be filled,
        a note left, a copy that is not ready for release, or a folder that cannot be written.
        """
        from gapcheck.report.outputs import write_outputs

        return write_outputs(self, Path(folder), formats, template, final=final)

    def write_forms(
        self,
        folder: str | Path,
        names: Sequence[str],
        *,
        forms: str | Path | None = None,
        legislation: str | Path | None = None,
        treaty_text: str | Path | None = None,
    ) -> tuple[Path, ...]:
        """Fill forms (``coe-profile``) and write them into a folder; return their paths.

        ``forms`` is a folder of forms of your own, ``legislation`` one of official XML and ``treaty_text`` a file, from
        which provisions and articles are given in full. Raises ``UnknownIdError`` for an unknown form, ``UsageError``
        for what cannot be read or filled, and for a release copy that is not ready.
        """
        from gapcheck.report.forms.filled_forms import filled_forms, texts_at_hand
        from gapcheck.report.forms.form_registry import chosen_forms

        chosen = chosen_forms(names, forms)
        return write_files(Path(folder), filled_forms(self, chosen, *texts_at_hand(self, legislation, treaty_text)))

    def to_excel(self, path: str | Path) -> Path:
        """Write the workbook and return its path. Raises ``UsageError`` if it cannot be written there."""
        from gapcheck.report.workbook import workbook_bytes

        return write_file(path, workbook_bytes(self), ".xlsx")

    def __repr__(self) -> str:
        return f"<Report of {self.assessment!r}, {self.classification}, {small(self.copy)}>"


def make_report(
    assessment: InstrumentResult,
    classification: str,
    context: Context | str | Path | None = None,
    since: date | str | None = None,
    *,
    release: bool = False,
    draft: bool = False,
    reviews: Reviews | None = None,
) -> Report:
    """A report of an assessment. Without a ``context`` (or the path of one) the one that comes with gapcheck is taken.

    ``reviews`` are what a folder of reviews holds: computed and reviewed are then told side by side.

    The way of the data: the context is read and checked against the assessment, what a release copy withholds is taken
    out of both, rows are made from what is left (:class:`ReportRows`), and outputs from the rows (:mod:`.outputs`).
    A ``draft`` is a release copy that is not cleared: it may be written unfinished, and says so.

    Raises ``UsageError`` for a missing or long marking, a baseline that is not before the day, or a file that cannot be
    read; ``DataError`` for a context with problems, and for a ground for withholding that is not in the key.
    """
    marking = checked_marking(classification)
    baseline = checked_baseline(since, assessment.as_at)
    shipped = shipped_grounds()
    checked = checked_context(context, assessment, shipped)
    known = shipped if checked.key is None else checked.key
    beside: tuple[Marked, ...] = ()
    if reviews is not None:
        state = computed_state(assessment, reviews, checked)
        checked, beside = with_reviews(state), answers_told(state)
    copy = copy_of(assessment, checked, known, beside, release=release)
    shown = reviews.released() if reviews is not None and release else reviews
    return Report(copy.assessment, copy.context, marking, copy.key, baseline, release, draft, shown)


def checked_baseline(since: date | str | None, as_at: date) -> date | None:
    """The baseline as a date. Raises ``UsageError`` unless it is before the day of the law."""
    baseline = None if since is None else as_at_date(since)
    if baseline is not None and baseline >= as_at:
        raise UsageError(f"since {baseline}: expected a day before {as_at}, the day of the law")
    return baseline
