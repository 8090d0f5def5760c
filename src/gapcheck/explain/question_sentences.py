"""The sentences about questions: what is asked, our view, the strongest argument on each side, what would settle it.

Whoever reads an explanation meets a question here, by its title, and never the points that turn on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gapcheck.model.question import Argument, Question, SignedQuestion, View
from gapcheck.wording.dates import long_date
from gapcheck.wording.sources import source_in_words
from gapcheck.wording.words import capital, join, stop

_ANSWERS: Mapping[View, str] = {"holds": "yes", "fails": "no"}
SIGNED_ANSWERS: Mapping[View, str] = {"holds": "yes", "fails": "no", "open": "it cannot be said"}
"""How an answer that a review signed is told."""


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
    if isinstance(question, SignedQuestion) and not tried:
        return f"{capital(on_view_of(question))}: {SIGNED_ANSWERS[question.view]}."
    if question.view == "open":
        return "The answer is left open." if tried else "Our working view: open."
    answer = _ANSWERS[question.view]
    return f"Answer tried here: {answer}." if tried else f"Our working view: {answer} ({question.strength})."


def on_view_of(question: SignedQuestion) -> str:
    """Whose answer stands in place of our view, and of which day: ``on the view of Police, 2 December 2026``."""
    return f"on the view of {question.by}, {long_date(question.date)}"


def signed_view(question: SignedQuestion) -> str:
    """An answer that a review signed, without a stop: ``On the view of Police, 2 December 2026, the answer is no``."""
    answer = "cannot be given" if question.view == "open" else f"is {SIGNED_ANSWERS[question.view]}"
    return f"{capital(on_view_of(question))}, the answer {answer}"


def bases(questions: Iterable[Question]) -> tuple[str, ...]:
    """What a verdict rests on that turns on questions: ``on our working view of “A”``, and signed answers by whose they
    are.
    """
    asked = tuple(questions)
    own = [q for q in asked if not isinstance(q, SignedQuestion)]
    answered: dict[str, list[Question]] = {}
    for question in (q for q in asked if isinstance(q, SignedQuestion)):
        answered.setdefault(on_view_of(question), []).append(question)
    ours = (f"on our working view of {named(own)}",) if own else ()
    return (*ours, *(f"{whose}, of {named(several)}" for whose, several in answered.items()))


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
