"""Results as people touch them: each is a plain value of a lower room, with what it can be shown as.

What a face shows is imported when it is asked for: each brings a library of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from gapcheck.change.comparison import ComparisonResult
from gapcheck.change.instrument_comparison import InstrumentComparisonResult
from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.errors import UnknownIdError

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.explain.explanation import Explanation
    from gapcheck.model.context import Context
    from gapcheck.report.relations import RelationRow
    from gapcheck.report.report import Report
    from gapcheck.report.rows.questions import QuestionRow
    from gapcheck.review.reviews_folder import Reviews


def _values(value: Any) -> dict[str, Any]:
    """The fields of a result, as its face takes them."""
    # Not asdict, which would copy every value inside and lose its type.
    return {field.name: getattr(value, field.name) for field in fields(value)}


class AssessedArticle(ArticleResult):
    """An article judged over its binding duties."""

    def _repr_html_(self) -> str:
        from gapcheck.report.notebook_html import article_html

        return article_html(self)


@dataclass(frozen=True, repr=False)
class Questions(Sequence["QuestionRow"]):
    """The questions that an assessment turns on, by number or by id: ``now.questions["insiders"]``."""

    rows: tuple[QuestionRow, ...]

    @overload
    def __getitem__(self, index: int | str) -> QuestionRow: ...

    @overload
    def __getitem__(self, index: slice) -> Questions: ...

    def __getitem__(self, index: int | str | slice) -> QuestionRow | Questions:
        """The question with that number or id, or some of them. Raises ``UnknownIdError``, ``IndexError``."""
        if isinstance(index, slice):
            return Questions(self.rows[index])
        if isinstance(index, int):
            return self.rows[index]
        found = {row.id: row for row in self.rows}
        if index not in found:
            raise UnknownIdError("question", index, found)
        return found[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        if not self.rows:
            return "<Questions: none is asked>"
        turning = sum(bool(row.turns) for row in self.rows)
        views = Counter(row.view for row in self.rows)
        told = ", ".join(f"{views[view]} {words}" for view, words in _VIEWS.items() if views[view])
        return f"<Questions: {len(self.rows)}, of which {turning} turn an article; {told}>"

    def frame(self) -> pd.DataFrame:
        """One row for each question, as a pandas frame."""
        from gapcheck.report.questions import question_frame

        return question_frame(self.rows)

    def to_dict(self) -> list[dict[str, object]]:
        """The questions in the words of the JSON contract."""
        return [row.to_dict() for row in self.rows]

    def _repr_html_(self) -> str:
        from gapcheck.report.questions import question_html

        return question_html(self.rows)


_VIEWS = {"holds": "viewed for New Zealand", "fails": "against it", "open": "open"}


@dataclass(frozen=True, repr=False, eq=False)
class Assessment(InstrumentResult):
    """An instrument judged against the law of one day. Made by :meth:`gapcheck.Gapcheck.assess`.

    ``rules`` are the rules, of every interval, that it was held against: New Zealand law, or the duties of a treaty
    text. ``reform`` is the Bill or proposal that was laid over the statute book first.
    """

    reviews: Reviews | None = None
    """What a folder of reviews holds; reports show it beside what was computed."""

    @classmethod
    def of(cls, result: InstrumentResult) -> Assessment:
        """The face of a result of the engine."""
        articles = tuple(AssessedArticle(**_values(article)) for article in result.articles)
        return cls(**{**_values(result), "articles": articles})

    def why(self, pinpoint: str | int, *, full: bool = False) -> Explanation:
        """The verdict on a duty or an article in plain sentences with citations; ``full`` tells all that is on record.

        Raises ``UnknownIdError``.
        """
        from gapcheck.explain.explanation import explain

        explanation = explain(self, str(pinpoint), full=full)
        if self.reviews is None:
            return explanation
        from gapcheck.report.reviewed_explanation import with_reviews_told

        return with_reviews_told(self, self.reviews, explanation)

    def overview(self) -> Explanation:
        """The whole instrument in plain sentences: the answer, what falls short, the questions, the chapters."""
        from gapcheck.explain.explanation import explain_instrument

        return explain_instrument(self)

    def to_dict(self) -> dict[str, object]:
        """The JSON form, as the command line prints it."""
        from gapcheck.report.json_contract import assessment_as_dict

        return assessment_as_dict(self)

    def frame(self) -> pd.DataFrame:
        """One row for each duty, as a pandas frame."""
        from gapcheck.report.frames import duty_frame

        return duty_frame(self)

    @cached_property
    def questions(self) -> Questions:
        """The questions that some duty turns on, those that turn most articles first."""
        from gapcheck.report.rows.questions import question_rows

        return Questions(question_rows(self, self.sensitivity))

    def cells(self) -> pd.DataFrame:
        """One row for each cell, as a pandas frame."""
        from gapcheck.report.frames import cell_frame

        return cell_frame(self)

    def relations(self) -> tuple[RelationRow, ...]:
        """How each cell stands to the best rule for it, in the set-theory terms of NIST IR 8477, read from treaty to
        law.
        """
        from gapcheck.report.relations import relation_rows

        return relation_rows(self)

    def to_oscal(self) -> dict[str, object]:
        """The relations as an OSCAL mapping collection. Raises ``UsageError`` if no rule reaches anything."""
        from gapcheck.report.oscal import mapping_collection

        return mapping_collection(self)

    def report(
        self,
        classification: str,
        context: Context | str | Path | None = None,
        since: date | str | None = None,
        *,
        release: bool = False,
        draft: bool = False,
    ) -> Report:
        """A report with its marking and context, to be written as a workbook, an annex, a brief and a page: see
        ``make_report``.
        """
        from gapcheck.report.report import make_report

        how = {"release": release, "draft": draft}
        return make_report(self, classification, context, since, **how, reviews=self.reviews)

    def to_excel(self, path: str | Path, *, classification: str) -> Path:
        """Write the gap matrix as an Excel workbook and return its path: short for ``report(...).to_excel(path)``.

        The ``classification`` stands at the head and foot of every page. Raises ``UsageError`` if it cannot be written
        there.
        """
        return self.report(classification).to_excel(path)

    def to_markdown(self) -> str:
        """The gap matrix as Markdown."""
        from gapcheck.report.markdown import render_markdown

        return render_markdown(self)

    def _repr_html_(self) -> str:
        from gapcheck.report.notebook_html import assessment_html

        return assessment_html(self)


@dataclass(frozen=True, repr=False)
class Timeline(TimelineResult):
    """The standing of every article over an interval ``[start, end]``. Made by :meth:`gapcheck.Gapcheck.timeline`."""

    @classmethod
    def of(cls, result: TimelineResult) -> Timeline:
        """The face of a timeline."""
        return cls(**_values(result))

    def frame(self) -> pd.DataFrame:
        """One row for each article, one column for each day on which some article moved."""
        from gapcheck.report.frames import timeline_frame

        return timeline_frame(self)

    def to_svg(self) -> str:
        """A picture for a slide: articles down, the days on which one moved across, the verdict in each band."""
        from gapcheck.report.pictures.timeline_drawing import timeline_svg

        return timeline_svg(self)

    def _repr_html_(self) -> str:
        return self.to_svg()


@dataclass(frozen=True, repr=False, eq=False)
class Comparison(ComparisonResult):
    """Two assessments of one instrument, and what stands differently. Made by :meth:`gapcheck.Gapcheck.compare`."""

    @classmethod
    def of(cls, result: ComparisonResult) -> Comparison:
        """The face of a comparison."""
        return cls(**_values(result))

    def frame(self) -> pd.DataFrame:
        """One row for each article and each duty that changed, as a pandas frame; duties follow their article."""
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
        return cls(**_values(result))

    def frame(self) -> pd.DataFrame:
        """One row for each duty of either instrument, as a pandas frame."""
        from gapcheck.report.comparison_tables import instruments_frame

        return instruments_frame(self)

    def _repr_html_(self) -> str:
        from gapcheck.report.comparison_tables import instruments_html

        return instruments_html(self)
