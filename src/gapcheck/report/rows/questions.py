"""Rows about the questions that an instrument meets with: the view on each, what turns on it, and who can settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapcheck.engine.results import InstrumentResult
from gapcheck.engine.sensitivity import QuestionResult, Sensitivity
from gapcheck.model.ids import DutyId
from gapcheck.model.question import Argument
from gapcheck.wording.sources import source_in_words

VIEWS: Mapping[str, str] = {"holds": "New Zealand complies", "fails": "New Zealand does not comply", "open": "Open"}
NATURES: Mapping[str, str] = {"law": "Law", "evidence": "Evidence", "text": "Text not read"}


@dataclass(frozen=True)
class ArgumentRow:
    """One argument with its authorities, cited."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class QuestionRow:
    """A question with its view, its arguments, and what turns on it.

    ``turns`` lists the articles whose status would change if it were answered the other way, ``duties`` the duties
    (full ids) of which an end or the status turns on it. ``tried`` says that the view is an answer that was only tried.
    """

    id: str
    title: str
    asks: str
    nature: str
    weight: str
    view: str
    strength: str
    turns: tuple[str, ...]
    duties: tuple[str, ...]
    points: tuple[str, ...]
    in_favour: tuple[ArgumentRow, ...]
    against: tuple[ArgumentRow, ...]
    confirm_with: str
    settled_by: str
    by: str
    date: str
    tried: bool

    @property
    def view_in_words(self) -> str:
        """``New Zealand complies (fair)``."""
        return f"{VIEWS[self.view]} ({self.strength})" if self.strength else VIEWS[self.view]

    @property
    def short_duties(self) -> tuple[str, ...]:
        """The duties without the instrument: ``16(2)``."""
        return tuple(DutyId.parse(duty).duty for duty in self.duties)

    def to_dict(self) -> dict[str, object]:
        """The row as plain values, in the words of the JSON contract."""
        return {
            "id": self.id,
            "title": self.title,
            "asks": self.asks,
            "view": self.view,
            "strength": self.strength or None,
            "nature": self.nature,
            "weight": self.weight or None,
            "turns": list(self.turns),
            "duties": list(self.duties),
            "for": [_argument_as_dict(a) for a in self.in_favour],
            "against": [_argument_as_dict(a) for a in self.against],
            "confirm_with": self.confirm_with or None,
            "settled_by": self.settled_by or None,
            "by": self.by,
            "date": self.date,
            "points": list(self.points),
            **({"tried": True} if self.tried else {}),
        }


def question_rows(result: InstrumentResult, sensitivity: Sensitivity | None = None) -> tuple[QuestionRow, ...]:
    """One row for each question that some duty turns on; those that turn most articles come first."""
    sensitive = Sensitivity(result) if sensitivity is None else sensitivity
    return tuple(_row(result, found) for found in sensitive.questions)


def _row(result: InstrumentResult, found: QuestionResult) -> QuestionRow:
    question = found.question
    return QuestionRow(
        id=question.id,
        title=question.title,
        asks=question.asks,
        nature=question.nature,
        weight=question.weight or "",
        view=question.view,
        strength=question.strength or "",
        turns=found.articles,
        duties=found.bears_on,
        points=question.points,
        in_favour=_arguments(question.in_favour),
        against=_arguments(question.against),
        confirm_with=question.confirm_with or "",
        settled_by=question.settled_by or "",
        by=question.by,
        date=question.date.isoformat(),
        tried=question.id in result.tried,
    )


def _arguments(arguments: Sequence[Argument]) -> tuple[ArgumentRow, ...]:
    return tuple(ArgumentRow(a.text, tuple(source_in_words(s) for s in a.source)) for a in arguments)


def _argument_as_dict(argument: ArgumentRow) -> dict[str, object]:
    return {"text": argument.text, "sources": list(argument.sources)}
