"""Pictures for notebooks: whole SVG images that a notebook shows as what they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gapcheck.engine.results import InstrumentResult
from gapcheck.file_writing import write_file
from gapcheck.model.base import as_at_date
from gapcheck.model.context import blank
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.pictures.strip_drawing import strip_svg
from gapcheck.report.report_rows import ReportRows


class SvgImage(str):
    """An SVG image, whole in itself: a text that a notebook shows as the picture that it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<SvgImage: {len(self):,} characters of SVG>"

    def _repr_svg_(self) -> str:
        return str(self)

    def save(self, path: str | Path) -> Path:
        """Write the image to a file that ends in ``.svg`` and return its path. Raises ``UsageError``."""
        return write_file(path, self.encode(), ".svg")


def assessment_picture(assessment: InstrumentResult, since: date | str | None = None) -> SvgImage:
    """The heat strip of an assessment, without a marking; with ``since``, beside that of an earlier day.

    Raises ``UsageError`` for a bad date.
    """
    earlier = None if since is None else as_at_date(since)
    rows = ReportRows(assessment, blank(assessment.instrument.id), "", (), earlier)
    return SvgImage(strip_svg(strip_of(rows)))
