"""An assessment as people touch it: a plain value of the engine, with what it can be shown as.

What a face shows is imported when it is asked for: each brings a library of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gapcheck.catalogue.law_lookup import find_rules
from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import UnknownIdError, UsageError, did_you_mean
from gapcheck.faces.field_values import field_values
from gapcheck.faces.places import GAPS, AssessedArticle, AssessedDuty, AssessedPlace, Duties, where
from gapcheck.faces.question_list import Questions
from gapcheck.faces.result_lists import Relations
from gapcheck.model.frozen_mapping import FrozenMapping

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.explain.explanation import Explanation
    from gapcheck.model.context import Context
    from gapcheck.report.report import Report
    from gapcheck.report.svg_image import SvgImage
    from gapcheck.review.reviews_folder import Reviews


@dataclass(frozen=True, repr=False, eq=False)
class Assessment(InstrumentResult):
    """An instrument judged against the law of one day. Made by :meth:`gapcheck.Gapcheck.assess`.

    ``rules`` are the rules, of every interval, that it was held against: New Zealand law, or the duties of a treaty
    text. ``reform`` is the Bill or proposal that was laid over the statute book first.
    """

    reviews: Reviews | None = None
    """What a folder of reviews holds; reports show it beside what was computed."""

    # The places of an assessment know whose they are, so that each can tell its reasons and questions.
    def __post_init__(self) -> None:
        articles = tuple(AssessedArticle.of(article, self) for article in self.articles)
        object.__setattr__(self, "articles", articles)
        object.__setattr__(self, "tried", FrozenMapping(self.tried))

    @classmethod
    def of(cls, result: InstrumentResult) -> Assessment:
        """The face of a result of the engine."""
        return cls(**field_values(result))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Assessment) or self._identity != other._identity:
            return False
        # A version is a fingerprint of files; catalogues made by hand have none.
        return self.articles == other.articles and self.catalogue.contents == other.catalogue.contents

    def __hash__(self) -> int:
        return hash(self._identity[:3])

    @property
    def _identity(self) -> tuple[object, ...]:
        laid = (self.reading, self.reform, dict(self.tried), self.reviews)
        return self.catalogue.version, self.instrument.id, self.as_at, *laid

    # A place is an article or a duty: wider than the articles of the result that this is the face of.
    def __getitem__(self, place: str | int) -> AssessedPlace:  # type: ignore[override]
        """The article (``16``) or the duty (``16(1)``) of that pinpoint, with or without ``budapest:``.

        Where both have the same number it is the article; :meth:`duty` gives the duty. Raises ``UnknownIdError``.
        """
        wanted = str(place).removeprefix(f"{self.instrument.id}:")
        if wanted not in self._places:
            raise UnknownIdError("article or duty", wanted, self._places)
        return self._places[wanted]

    @cached_property
    def _places(self) -> dict[str, AssessedPlace]:
        places: dict[str, AssessedPlace] = {duty.pinpoint: duty for duty in self.duties}
        return places | {article.article.article: article for article in self._articles}

    @property
    def _articles(self) -> tuple[AssessedArticle, ...]:
        return tuple(a for a in self.articles if isinstance(a, AssessedArticle))

    def __iter__(self) -> Iterator[AssessedArticle]:
        """The articles, in the order of the instrument."""
        return iter(self._articles)

    # Made anew each time: held on to, the list and its assessment would hold each other, and neither could be pickled.
    @property
    def duties(self) -> Duties:
        """Every duty, in the order of the instrument."""
        return Duties(duty for article in self._articles for duty in article.duties)

    def duty(self, duty: str | int) -> AssessedDuty:
        """The duty with that pinpoint (``16(2)``, or ``budapest:16(2)``). Raises ``UnknownIdError``."""
        wanted = str(duty).removeprefix(f"{self.instrument.id}:")
        if wanted not in self._duties_by_pinpoint:
            raise UnknownIdError("duty", wanted, self._duties_by_pinpoint)
        return self._duties_by_pinpoint[wanted]

    @cached_property
    def _duties_by_pinpoint(self) -> dict[str, AssessedDuty]:
        return {one.pinpoint: one for one in self.duties}

    @property
    def gaps(self) -> Duties:
        """The binding duties that are not met, the worst first: unmet, partial, contested, not assessed."""
        short = (d for d in self.duties if d.binding and d.status in GAPS)
        return Duties(sorted(short, key=lambda d: GAPS.index(d.status)))

    def where(
        self,
        *,
        status: str | Collection[str] | None = None,
        certainty: str | Collection[str] | None = None,
        chapter: str | None = None,
        article: str | int | None = None,
        kind: str | None = None,
        force: str | None = None,
        binding: bool | None = None,
    ) -> Duties:
        """The duties of which everything given holds; of several statuses or certainties, one of them.

        Raises ``UnknownIdError`` for a value that no duty of the instrument, or no verdict, can have.
        """
        return where(
            self.duties,
            status=status,
            certainty=certainty,
            chapter=chapter,
            article=None if article is None else str(article).removeprefix(f"{self.instrument.id}:"),
            kind=kind,
            force=force,
            binding=binding,
        )

    def resting_on(self, place: str) -> Duties:
        """The duties whose verdict rests on a section, subsection, rule or whole Act: ``crimes-act-1961:252``.

        Raises ``UnknownIdError`` for a place of which the catalogue holds no rule.
        """
        wanted = find_rules(self.rules, place)
        keys = {entry.key for entry in wanted}
        return Duties(d for d in self.duties if any(entry.key in keys for entry in d.rules))

    def _ipython_key_completions_(self) -> list[str]:
        """The pinpoints of articles and duties, for completion in a notebook."""
        return list(dict.fromkeys([*(a.article.article for a in self.articles), *(d.pinpoint for d in self.duties)]))

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

    def frame(self, rows: Literal["duties", "articles", "cells", "links"] = "duties") -> pd.DataFrame:
        """One row for each duty, article, cell, or link of a duty and a rule, in the order of the instrument.

        In each, ``id`` is the full id (``budapest:16(1)``), ``instrument`` and ``duty`` (or ``article``) its parts.
        Statuses, ``low`` to ``high``, ``certainty`` and ``verdict`` are ordered categories, the least to do first;
        days (``in_force_from``, ``survey_date``, ``from``, ``to``) are ``datetime64[s]``, ``binding`` is a truth, all
        else is text: empty where there is nothing, several values joined by ``; ``. docs/frames.md tells every column.
        Raises ``UsageError`` for other ``rows``.
        """
        from gapcheck.report.frames import FRAMES

        if rows not in FRAMES:
            raise UsageError(f"{rows!r} is no frame; expected one of {', '.join(FRAMES)}{did_you_mean(rows, FRAMES)}")
        return FRAMES[rows](self)

    def plot(self, since: date | str | None = None) -> SvgImage:
        """The verdict on every article that holds a duty as a picture, with ``since`` beside that of an earlier day.

        A notebook shows it; ``plot().save("strip.svg")`` writes it. It bears no marking. Raises ``UsageError`` for a
        bad date.
        """
        from gapcheck.report.svg_image import assessment_picture

        return assessment_picture(self, since)

    @cached_property
    def questions(self) -> Questions:
        """The questions that some duty turns on, those that turn most articles first."""
        from gapcheck.report.rows.questions import question_rows

        return Questions(question_rows(self, self.sensitivity))

    def cells(self) -> pd.DataFrame:
        """One row for each cell, as a pandas frame: the same as ``frame("cells")``."""
        from gapcheck.report.frames import cell_frame

        return cell_frame(self)

    def relations(self) -> Relations:
        """How each cell stands to the best rule for it, in the set-theory terms of NIST IR 8477, read from treaty to
        law.
        """
        from gapcheck.report.relations import relation_rows

        return Relations(relation_rows(self))

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
