"""Answers on articles and duties, as values: the verdict in a sentence, why in at most three, what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.explain import answer_sentences as say
from gapcheck.explain.missing_sentences import together

MOST_WHY = 3
"""How many sentences say why."""


@dataclass(frozen=True)
class DutyAnswer:
    """The answer on one duty, or on several of one article that stand alike.

    ``duties`` are their ids; ``place`` names them in a sentence (*article 16(1)–(3)*). ``status`` is the code and
    ``words`` the verdict (*Likely met*). ``sentence`` tells the verdict; ``asks`` what the treaty asks, a text for each
    duty; ``rules`` the rule (or the reservation) that answers, ``left_out`` what it leaves out, ``turning`` the
    question that it turns on with our view (empty where it turns on none). ``would_change`` tells what would change it.
    ``questions`` are the ids of the questions that the verdict turns on.
    """

    duties: tuple[str, ...]
    place: str
    status: str
    words: str
    sentence: str
    asks: tuple[str, ...]
    rules: tuple[str, ...]
    left_out: tuple[str, ...]
    turning: str
    would_change: tuple[str, ...]
    questions: tuple[str, ...]
    binding: bool

    @property
    def why(self) -> tuple[str, ...]:
        """Why, in at most three sentences: the rule, what it leaves out, and the question that it turns on."""
        return why_of((*self.rules, *self.left_out), self.turning)

    @property
    def line(self) -> str:
        """The verdict in a line: *Article 22(1)(a) and (5): met*."""
        return say.stand_so(self.place, self.words)


@dataclass(frozen=True)
class ArticleAnswer:
    """The answer on one article. The fields are those of :class:`DutyAnswer`; ``duties`` are the answers on its duties,
    those that stand alike as one, in the order of the article.
    """

    article: str
    heading: str
    place: str
    status: str
    words: str
    sentence: str
    reasons: tuple[str, ...]
    turning: str
    would_change: tuple[str, ...]
    questions: tuple[str, ...]
    duties: tuple[DutyAnswer, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """Why, in at most three sentences."""
        return why_of(self.reasons, self.turning)


def why_of(reasons: Sequence[str], turning: str) -> tuple[str, ...]:
    """Reasons in at most three sentences, the question that a verdict turns on as the last."""
    room = MOST_WHY - bool(turning)
    told = reasons if len(reasons) <= room else (*reasons[: room - 1], together(reasons[room - 1 :]))
    return (*told, turning) if turning else tuple(told)
