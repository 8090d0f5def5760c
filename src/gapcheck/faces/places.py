"""The places of an assessment as people touch them: articles and duties, and a choice of duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gapcheck.engine.results import STATUSES, ArticleResult, DutyResult, Judged
from gapcheck.errors import UnknownIdError
from gapcheck.faces.field_values import field_values
from gapcheck.faces.question_list import Questions
from gapcheck.model.treaty import Article
from gapcheck.natural_order import natural_key
from gapcheck.wording.words import small

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.explain.explanation import Explanation
    from gapcheck.faces.assessment import Assessment
    from gapcheck.report.rows.shortfalls import ShortfallRow

GAPS = ("unmet", "partial", "unclear", "not_assessed")
"""The statuses of duties that are not met, the worst first."""


class AssessedPlace(Judged):
    """What an article and a duty of an assessment can both be asked."""

    assessment: Assessment
    article: Article
    duties: tuple[AssessedDuty, ...]

    @property
    def heading(self) -> str:
        """The heading of the article."""
        return self.article.heading

    @property
    def chapter(self) -> str:
        """The chapter that the article stands in."""
        return self.article.chapter

    @property
    def words(self) -> str:
        """The verdict in words, with what could be confirmed: ``Likely met, to be confirmed``."""
        return self.assessment.sensitivity.in_words(self)  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        """What is asked, in our words; a line for each duty."""
        return "\n".join(duty.full.duty.text for duty in self.duties)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it stands as it does, in sentences."""
        from gapcheck.explain.explanation import reasons
        from gapcheck.explain.sentences import SentenceWriter

        writer = SentenceWriter(self.assessment)
        return tuple(dict.fromkeys(told for duty in self.duties for told in reasons(writer, duty)))

    @property
    def citations(self) -> tuple[str, ...]:
        """The provisions that the verdict rests on: ``Crimes Act 1961, s 252(1)``."""
        from gapcheck.explain.cited_rules import citations
        from gapcheck.wording.citation import merge_citations

        return merge_citations(told for duty in self.duties for told in citations(duty))

    @property
    def questions(self) -> Questions:
        """The questions that an end or the status of one of its duties turns on."""
        keys = {duty.id for duty in self.duties}
        return Questions(tuple(row for row in self.assessment.questions if keys & set(row.duties)))

    @property
    def shortfalls(self) -> tuple[ShortfallRow, ...]:
        """What falls short, cell by cell; empty where nothing does."""
        from gapcheck.report.rows.shortfalls import shortfall_rows

        return shortfall_rows(self.assessment, self.duties)

    @property
    def pinpoint(self) -> str:
        """The number without the instrument: ``16`` or ``16(1)``."""
        raise NotImplementedError

    def why(self, *, full: bool = False) -> Explanation:
        """The verdict in plain sentences with citations; ``full`` tells all that is on record."""
        return self.assessment.why(self.pinpoint, full=full)


@dataclass(frozen=True, repr=False)
class AssessedDuty(AssessedPlace, DutyResult):
    """A duty judged, with its reasons, citations, questions and shortfalls."""

    assessment: Assessment = field(kw_only=True, compare=False)
    article: Article = field(kw_only=True, compare=False)

    @property
    def duties(self) -> tuple[AssessedDuty, ...]:  # type: ignore[override]
        """Itself alone."""
        return (self,)

    @property
    def pinpoint(self) -> str:
        """The id without the instrument, ``16(2)``."""
        return self.full.duty.id

    def _repr_html_(self) -> str:
        return self.why()._repr_html_()


@dataclass(frozen=True, repr=False)
class AssessedArticle(AssessedPlace, ArticleResult):
    """An article judged over its binding duties, with what these can be asked."""

    duties: tuple[AssessedDuty, ...]
    assessment: Assessment = field(kw_only=True, compare=False)

    @classmethod
    def of(cls, result: ArticleResult, assessment: Assessment) -> AssessedArticle:
        """The face of an article of an assessment."""
        values = field_values(result)
        duties = (_duty(duty, result.article, assessment) for duty in result.duties)
        return cls(**{**values, "duties": tuple(duties), "assessment": assessment})

    @property
    def id(self) -> str:
        """The full id, ``budapest:16``."""
        return f"{self.assessment.instrument.id}:{self.article.article}"

    @property
    def pinpoint(self) -> str:
        """The number of the article."""
        return self.article.article

    def _repr_html_(self) -> str:
        from gapcheck.report.notebook_html import article_html

        return article_html(self)


def _duty(result: DutyResult, article: Article, assessment: Assessment) -> AssessedDuty:
    return AssessedDuty(**{**field_values(result), "article": article, "assessment": assessment})


class Duties(tuple[AssessedDuty, ...]):
    """Some duties of an assessment: a tuple with a frame and a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        found = Counter(duty.status for duty in self)
        told = ", ".join(f"{found[status]} {small(status.replace('_', ' '))}" for status in STATUSES if found[status])
        return f"<Duties: {told or 'none'}>"

    def frame(self) -> pd.DataFrame:
        """One row for each of the duties, with the columns of ``Assessment.frame()``."""
        from gapcheck.report.frames import frame_of_duties

        return frame_of_duties(self)

    def settled_by(self) -> dict[str, tuple[str, ...]]:
        """What would settle those of them that something open bears on, by the id of the duty."""
        from gapcheck.explain.open_points import settling
        from gapcheck.explain.sentences import SentenceWriter

        told = {duty.id: tuple(settling(SentenceWriter(duty.assessment), duty)) for duty in self}
        return {key: sentences for key, sentences in told.items() if sentences}

    def _repr_html_(self) -> str:
        from gapcheck.report.notebook_html import duties_html

        return duties_html(self)


def where(duties: Iterable[AssessedDuty], **wanted: str | Collection[str] | bool | None) -> Duties:
    """The duties of which everything given holds. Raises ``UnknownIdError`` for a value that none can have."""
    every = tuple(duties)
    tests = {name: _one_of(name, value, every) for name, value in wanted.items() if value is not None}
    return Duties(duty for duty in every if all(_value(duty, name) in allowed for name, allowed in tests.items()))


_CODES: Mapping[str, tuple[str, ...]] = {"status": (*STATUSES, "withheld"), "certainty": ("settled", "view", "open")}


def _one_of(name: str, value: str | Collection[str] | bool, duties: tuple[AssessedDuty, ...]) -> Collection[object]:
    if isinstance(value, bool):
        return (value,)
    values = (value,) if isinstance(value, str) else tuple(value)
    known = _CODES.get(name) or sorted({str(_value(duty, name)) for duty in duties}, key=natural_key)
    for one in values:
        if one not in known:
            raise UnknownIdError(name, one, known)
    return values


def _value(duty: AssessedDuty, name: str) -> object:
    return duty.article.article if name == "article" else getattr(duty, name)
