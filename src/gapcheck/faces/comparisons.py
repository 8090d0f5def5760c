"""Timelines and comparisons as people touch them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gapcheck.change.comparison import ComparisonResult, compare_results
from gapcheck.change.instrument_comparison import InstrumentComparisonResult
from gapcheck.change.timeline import TimelineResult
from gapcheck.faces.assessment import Assessment
from gapcheck.faces.field_values import field_values

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.engine.results import InstrumentResult
    from gapcheck.report.svg_image import SvgImage


@dataclass(frozen=True, repr=False)
class Timeline(TimelineResult):
    """The standing of every article over an interval ``[start, end]``. Made by :meth:`gapcheck.Gapcheck.timeline`."""

    @classmethod
    def of(cls, result: TimelineResult) -> Timeline:
        """The face of a timeline."""
        return cls(**field_values(result))

    def frame(self, *, long: bool = False) -> pd.DataFrame:
        """One row for each article (index ``article``), one column for each day on which some article moved.

        With ``long``, a row for each article and day: ``date`` (datetime64), ``id`` (``budapest:16``), ``instrument``,
        ``article``, ``status``, ``low`` and ``high`` (categories, the least to do first), ``certainty``, ``verdict``.
        """
        from gapcheck.report.frames import timeline_frame, timeline_long_frame

        return timeline_long_frame(self) if long else timeline_frame(self)

    def plot(self) -> SvgImage:
        """The same picture as :meth:`to_svg`, which a notebook shows; ``plot().save("timeline.svg")`` writes it."""
        from gapcheck.report.svg_image import SvgImage

        return SvgImage(self.to_svg())

    def to_svg(self) -> str:
        """A picture for a slide: articles down, the days on which one moved across, the verdict in each band."""
        from gapcheck.report.pictures.timeline_drawing import timeline_svg

        return timeline_svg(self)

    def _repr_html_(self) -> str:
        return self.to_svg()


@dataclass(frozen=True, repr=False, eq=False)
class Comparison(ComparisonResult):
    """Two assessments of one instrument, and what stands differently. Made by :meth:`gapcheck.Gapcheck.compare`."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Comparison) and (self.before, self.after) == (other.before, other.after)

    def __hash__(self) -> int:
        return hash((self.before, self.after))

    @classmethod
    def of(cls, result: ComparisonResult) -> Comparison:
        """The face of a comparison."""
        sides = {"before": Assessment.of(result.before), "after": Assessment.of(result.after)}
        return cls(**{**field_values(result), **sides})

    def frame(self) -> pd.DataFrame:
        """One row for each article and each duty that changed; duties follow their article.

        Columns: ``level``, ``id`` (``budapest:16``), ``duty`` (its pinpoint, empty for an article), ``article``,
        ``heading``, ``kind``, ``direction``; ``before`` and ``after`` with their ``_low``, ``_high``, ``_certainty``,
        ``_view_low``, ``_view_high`` and ``_words``; ``came``, ``went``, ``by`` and ``why``, all of them texts.
        """
        from gapcheck.report.comparison_tables import comparison_frame

        return comparison_frame(self)

    def _repr_html_(self) -> str:
        from gapcheck.report.comparison_tables import comparison_html

        return comparison_html(self)


@dataclass(frozen=True, repr=False)
class InstrumentComparison(InstrumentComparisonResult):
    """Two instruments compared both ways. Made by :meth:`gapcheck.Gapcheck.compare_instruments`."""

    @classmethod
    def of(cls, result: InstrumentComparisonResult) -> InstrumentComparison:
        """The face of a comparison of two texts."""
        return cls(**field_values(result))

    def frame(self) -> pd.DataFrame:
        """One row for each duty of either instrument, as a pandas frame."""
        from gapcheck.report.comparison_tables import instruments_frame

        return instruments_frame(self)

    def _repr_html_(self) -> str:
        from gapcheck.report.comparison_tables import instruments_html

        return instruments_html(self)


def compare_assessments(before: InstrumentResult, after: InstrumentResult) -> Comparison:
    """Two assessments of one instrument held side by side: two days, readings, reforms, answers or versions of data.

    Raises ``UsageError`` for assessments of two instruments.
    """
    return Comparison.of(compare_results(before, after))
