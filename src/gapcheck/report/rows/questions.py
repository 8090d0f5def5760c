"""Rows about the questions that an instrument meets with: the view on each, what turns on it, and who can settle it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.engine.sensitivity import QuestionResult, Sensitivity
from gapcheck.explain.question_sentences import on_view_of
from gapcheck.explain.verdict_lines import questions_in_order
from gapcheck.model.ids import DutyId
from gapcheck.model.question import Argument, Question, SignedQuestion
from gapcheck.wording.sources import source_in_words

_VIEWS: Mapping[str, str] = {"holds": "{state} complies", "fails": "{state} does not comply", "open": "Open"}
NATURES: Mapping[str, str] = {"law": "Law", "evidence": "Evidence", "text": "Text not read"}


WEIGHTS: Mapping[str, str] = {"core": "A real hole if lost", "edge": "A rare case if lost"}
STRENGTHS: Mapping[str, str] = {
    "strong": "strong: the contrary could hardly be argued",
    "fair": "fair: the contrary can be argued, and would probably lose",
}


@dataclass(frozen=True)
class QuestionMention:
    """A question where it bears on a verdict: what it is called, and the view on it in words."""

    id: str
    title: str
    view: str

    @property
    def words(self) -> str:
        """``Offences that carry no imprisonment: New Zealand complies (fair)``."""
        return f"{self.title}: {self.view}"


@dataclass(frozen=True)
class ArgumentRow:
    """One argument with its authorities, cited."""

    text: str
    sources: tuple[str, ...]

    @property
    def words(self) -> str:
        """The argument with its authorities in brackets."""
        return f"{self.text} [{'; '.join(self.sources)}]"


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
    viewed_on: str
    tried: bool
    state: str
    """The State, as it is called at the start of a sentence."""
    note: str = ""
    signed: str = ""
    """Whose signed answer stands in place of our view, and of which day; empty where our view stands."""

    @property
    def view_in_words(self) -> str:
        """``New Zealand complies (fair)``."""
        return view_in_words(self.state, self.view, self.strength, tried=self.tried, signed=self.signed)

    @property
    def day(self) -> date:
        """The day of the view."""
        return date.fromisoformat(self.viewed_on)

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
            "date": self.viewed_on,
            "points": list(self.points),
            **({"tried": True} if self.tried else {}),
            **({"signed": self.signed} if self.signed else {}),
        }


def view_words(view: str, state: str) -> str:
    """A view on a question alone; ``state`` is the State at the start of a sentence.

    >>> view_words("fails", "Ruritania")
    'Ruritania does not comply'
    """
    return _VIEWS[view].replace("{state}", state)


def view_in_words(state: str, view: str, strength: str | None, *, tried: bool = False, signed: str = "") -> str:
    """A view on a question; an answer that was only tried says so, and one that a review ``signed`` whose it is.

    >>> view_in_words("Ruritania", "holds", "fair"), view_in_words("Ruritania", "fails", None, tried=True)
    ('Ruritania complies (fair)', 'Ruritania does not comply (tried here)')
    """
    told = view_words(view, state)
    if tried:
        return f"{told} (tried here)"
    if signed:
        return f"{told} ({signed})"
    return f"{told} ({strength})" if strength else told


def mentioned(sensitivity: Sensitivity, place: DutyResult | ArticleResult) -> tuple[QuestionMention, ...]:
    """The questions that a duty or an article turns on; first those on which its status depends, or that are open."""
    tried, state = sensitivity.result.tried, sensitivity.result.state.at_start
    return tuple(
        QuestionMention(q.id, q.title, view_in_words(state, q.view, q.strength, tried=q.id in tried, signed=_signed(q)))
        for q in questions_in_order(sensitivity, place)
    )


def open_first(rows: Iterable[QuestionRow]) -> tuple[QuestionRow, ...]:
    """The questions in the order in which a reader asks them: those without a view first, the rest as they stand."""
    return tuple(sorted(rows, key=lambda row: row.view != "open"))


def question_rows(result: InstrumentResult, sensitivity: Sensitivity | None = None) -> tuple[QuestionRow, ...]:
    """One row for each question that some duty turns on; those that turn most articles come first."""
    sensitive = result.sensitivity if sensitivity is None else sensitivity
    return tuple(_row(result, found) for found in sensitive.questions)


def deciding_questions(result: InstrumentResult, rows: Sequence[QuestionRow]) -> list[QuestionRow]:
    """The questions of law that decide an article, alone or with others: every paper counts the same."""
    least = {q.id for article in result.articles for q in result.sensitivity.least(article)}
    return [q for q in rows if q.nature == "law" and (q.turns or q.id in least)]


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
        viewed_on=question.date.isoformat(),
        tried=question.id in result.tried,
        state=result.state.at_start,
        note=str(question.note) if question.note else "",
        signed=_signed(question),
    )


def _signed(question: Question) -> str:
    return on_view_of(question) if isinstance(question, SignedQuestion) else ""


def _arguments(arguments: Sequence[Argument]) -> tuple[ArgumentRow, ...]:
    return tuple(ArgumentRow(a.text, tuple(source_in_words(s) for s in a.source)) for a in arguments)


def _argument_as_dict(argument: ArgumentRow) -> dict[str, object]:
    return {"text": argument.text, "sources": list(argument.sources)}
