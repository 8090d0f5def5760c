"""The sentences about questions: what is asked, our view, the strongest argument on each side, what would settle it.

Whoever reads an explanation meets a question here, by its title, and never the points that turn on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gapcheck.model.question import Argument, Question, View
from gapcheck.wording.sources import source_in_words
from gapcheck.wording.words import join, stop

_ANSWERS: Mapping[View, str] = {"holds": "yes", "fails": "no"}


def named(questions: Iterable[Question]) -> str:
    """The titles, quoted: ``“Insiders” and “Live performances”``."""
    return join(f"“{question.title}”" for question in questions)


def view(question: Question, tried: bool = False) -> str:
    """Our view in a sentence; an answer that is only tried is never called a view.

    >>> from gapcheck.model.question import Question
    >>> asked = {"id": "q", "title": "T", "asks": "Is it?", "points": ["a:1#f"], "nature": "law", "by": "us"}
    >>> source = {"ref": "r", "pinpoint": "p", "checked": "verified"}
    >>> argued = {"date": "2026-01-01", "for": [{"text": "t", "source": [source]}]}
    >>> view(Question(**asked, **argued, view="holds", strength="fair"))
    'Our working view: yes (fair).'
    """
    if question.view == "open":
        return "The answer is left open." if tried else "Our working view: open."
    answer = _ANSWERS[question.view]
    return f"Answer tried here: {answer}." if tried else f"Our working view: {answer} ({question.strength})."


def in_short(question: Question, tried: bool = False) -> str:
    """A question in a line: its title, what is asked and our view."""
    return f"“{question.title}”: {question.asks} {view(question, tried)}"


def at_length(question: Question, tried: bool = False) -> Iterator[str]:
    """A question with every argument on each side, the strongest first, and what would settle it."""
    yield f"{question.asks} {view(question, tried)}"
    for side, arguments in (("For", question.in_favour), ("Against", question.against)):
        yield from (f"{side}: {argument(a)}" for a in arguments)
    if found := settlement(question):
        yield f"What would settle it: {found}"


def argument(one: Argument) -> str:
    """An argument with its authorities in brackets."""
    return f"{stop(one.text)} [{'; '.join(map(source_in_words, one.source))}]"


def settlement(question: Question) -> str:
    """Who can confirm the answer, or what else would settle it; nothing where neither is on record."""
    settled = stop(question.settled_by) if question.settled_by else ""
    if question.confirm_with is None:
        return settled
    return f"{question.confirm_with} can confirm. {settled}".strip()


def anchor(question: Question) -> str:
    """What the passage of a question is linked by."""
    return f"question-{question.id}"
