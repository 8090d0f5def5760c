"""Why an article stands as it does, and what would change it: its duties merged, what falls short first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from gapcheck.engine.results import FULFILLED, ArticleResult
from gapcheck.explain.answers import ArticleAnswer, DutyAnswer
from gapcheck.report.annex.confirmations import unanswered
from gapcheck.report.annex.document import Line
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, line, strong
from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import join, small, stop


def reasons(draft: Draft, result: ArticleResult) -> Iterator[Part]:
    """What falls short, duty by duty; how the others stand, in a line; the questions; and what would change it."""
    named = NamedActs(act.title for act in draft.report.assessment.catalogue.acts.values())
    for part in _reasons(draft, result):
        yield line(*(replace(piece, text=named.once(piece.text)) for piece in line(part)))


def _reasons(draft: Draft, result: ArticleResult) -> Iterator[Part]:
    told = draft.report.answers[result.article.article]
    binding = [d for d in told.duties if d.binding]
    short = [d for d in binding if d.status not in FULFILLED]
    alike = AlikeLacks(draft.report.assessment.law, (a.title for a in draft.report.assessment.catalogue.acts.values()))
    for duty in short:
        place = _inside(told, duty) if len(binding) > 1 else ""
        yield line(strong(f"{place} ") if place else "", alike.told(_lacks(draft, duty)))
    met = [f"{_inside(told, d)} {small(d.words)}" for d in binding if d.status in FULFILLED]
    turns = turning(draft, result)
    if met or turns:
        others = f"{'; '.join(met)}.{' ' if turns else ''}" if met else ""
        yield line(others, *(("Turns on ", turns, ".") if turns else ()))
    facts = [draft.questions[key].title for key in told.questions if _unconfirmed(draft, key)]
    if facts and short:
        yield f"Turns on what is to be confirmed: {join(f'“{fact}”' for fact in facts)}."
    changes = [change for change in told.would_change if not change.startswith("Confirmation by")]
    if changes:
        yield line(strong("What would change it: "), " ".join(stop(change) for change in changes))


@lru_cache(maxsize=1)
def _any_of(titles: tuple[str, ...]) -> str:
    """A pattern of any of the titles, made once for all the articles of an annex."""
    # A title may begin with another.
    return "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))


class NamedActs:
    """Acts that are named in a cell: of a section of the Act that was named last, the section alone is told.

    >>> NamedActs(["Crimes Act 1961"]).once("Section 1 of the Crimes Act 1961 or section 2 of the Crimes Act 1961.")
    'Section 1 of the Crimes Act 1961 or section 2.'
    """

    def __init__(self, titles: Iterable[str]) -> None:
        acts = _any_of(tuple(titles))
        self._named = re.compile(rf"(?<=[0-9A-Z)]) of the ({acts})") if acts else None
        self._last = ""

    def once(self, text: str) -> str:
        """The text, with each Act named where another was named before it, or none."""
        return self._named.sub(self._told, text) if self._named else text

    def _told(self, found: re.Match[str]) -> str:
        known, self._last = self._last, found[1]
        return "" if known == found[1] else found[0]


class AlikeLacks:
    """What the duties of an article lack, one after another: of one that lacks what the one before lacks, only the
    provision is told, or the law as a whole.

    >>> lacks = AlikeLacks("New Zealand law", ["Crimes Act 1961"])
    >>> lacks.told("Section 7(3) of the Crimes Act 1961 covers only some cases of fraud.")
    'Section 7(3) of the Crimes Act 1961 covers only some cases of fraud.'
    >>> lacks.told("Section 8 of the Crimes Act 1961 covers only some cases of fraud.")
    'The same holds of section 8 of the Crimes Act 1961.'
    >>> lacks.told("Section 8 of the Crimes Act 1961 covers only some cases of theft.")
    'Section 8 of the Crimes Act 1961 covers only some cases of theft.'
    """

    def __init__(self, law: str, titles: Iterable[str]) -> None:
        places = r"[Ss]ections? [0-9][0-9A-Za-z()]*(?:(?:, | and )[0-9(][0-9A-Za-z()]*)*"
        acts = _any_of(tuple(titles))
        subject = rf"{places} of the (?:{acts})|{re.escape(law)}" if acts else re.escape(law)
        self._pattern = re.compile(rf"(?P<asked>Whether )?(?P<subject>{subject}) (?P<lack>.+)")
        self._before: tuple[str, str] | None = None

    def told(self, text: str) -> str:
        """The text, or that the same as before holds of its subject."""
        found = self._pattern.fullmatch(text)
        lack = (found["asked"] or "", found["lack"]) if found else None
        same, self._before = lack is not None and lack == self._before, lack
        return f"The same holds of {in_sentence(found['subject'])}." if found and same else text


def _lacks(draft: Draft, duty: DutyAnswer) -> str:
    """What a duty lacks; of one that only follows others, which of them fall short; of one that is contested or not
    assessed, the verdict in its sentence.
    """
    follows = bool(draft.report.assessment.duty(duty.duties[0]).followed)
    lacking = list(duty.left_out) or (list(duty.rules) if follows else []) or [duty.sentence]
    return " ".join(stop(lack) for lack in lacking)


def _inside(told: ArticleAnswer, duty: DutyAnswer) -> str:
    """The place of a duty in its article, which stands beside it: ``(1)(b) and (c)``."""
    return duty.place.removeprefix(told.place) or duty.place


def _unconfirmed(draft: Draft, key: str) -> bool:
    """Whether a question is one of fact that nobody has answered."""
    question = draft.questions.get(key)
    return question is not None and question.nature != "law" and unanswered(draft, question)


def turning(draft: Draft, result: ArticleResult) -> Line:
    """The questions of law that an article turns on, each a text that leads to it: ``Q3, Q7``."""
    keys = dict.fromkeys(draft.report.answers[result.article.article].questions)
    numbers = sorted(draft.question_numbers[key] for key in keys if key in draft.question_numbers)
    by_number = {number: key for key, number in draft.question_numbers.items()}
    pieces: list[Part] = []
    for number in numbers:
        pieces += [", " if pieces else "", draft.question(by_number[number])]
    return line(*pieces)
