"""Two treaty texts held against each other: does a State that meets the one meet the duties of the other?

The least that a text makes a State do is weighed: its binding duties, less whatever it lets a State limit or leave out.
Each part of a duty has to be reached by one duty of the other text; the State's law, its positions and dates play no
part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.instrument_sentences import InstrumentSentences
from gapcheck.engine.assessment import Judge
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import DutyResult
from gapcheck.engine.text_coverage import TextCoverage
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.model.treaty import BINDING, JUDGED, Instrument
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.words import status_in_words

Answer = Literal["suffices", "may_fall_short", "falls_short", "says_nothing", "no_duty"]

ANSWERS: tuple[Answer, ...] = ("suffices", "may_fall_short", "falls_short", "says_nothing", "no_duty")


def answer_in_words(answer: str) -> str:
    """An answer as it stands in a sentence: ``may fall short``."""
    return status_in_words(answer)


@dataclass(frozen=True)
class AnsweredDuty:
    """What meeting one text does for one duty of the other.

    ``suffices``: a State that meets the one surely meets the duty. ``may_fall_short``: it does, unless it used an
    option of that text. ``falls_short``: not all of the duty is reached. ``says_nothing``: no part of it is.
    ``no_duty``: it is a permission, a limit or a definition. ``by`` cites the duties that come nearest.
    """

    id: str
    article: str
    heading: str
    binding: bool
    result: Answer
    by: tuple[str, ...]
    sentences: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The answer as plain values."""
        return {
            "id": self.id,
            "article": self.article,
            "heading": self.heading,
            "binding": self.binding,
            "result": self.result,
            "by": list(self.by),
            "sentences": list(self.sentences),
        }


@dataclass(frozen=True)
class Direction:
    """The duties of one instrument (``asked``), given that another one (``met``) is met."""

    met: Instrument
    asked: Instrument
    duties: tuple[AnsweredDuty, ...]

    @cached_property
    def counts(self) -> Mapping[Answer, int]:
        """How many binding duties have each answer; every duty without an obligation is counted as such."""
        answers = [d.result for d in self.duties if d.binding or d.result == "no_duty"]
        return {answer: answers.count(answer) for answer in ANSWERS}

    def __iter__(self) -> Iterator[AnsweredDuty]:
        return iter(self.duties)

    def to_dict(self) -> dict[str, object]:
        """The direction as plain values."""
        duties = [d.to_dict() for d in self.duties]
        return {"met": self.met.id, "asked": self.asked.id, "counts": dict(self.counts), "duties": duties}


@dataclass(frozen=True, repr=False)
class InstrumentComparisonResult:
    """Two instruments compared both ways. Made by :func:`compare_instruments`.

    ``forward`` asks what meeting the first does for the duties of the second, ``backward`` the reverse.
    """

    first: Instrument
    second: Instrument
    forward: Direction
    backward: Direction

    def to_dict(self) -> dict[str, object]:
        """The comparison as plain values."""
        both = [self.forward.to_dict(), self.backward.to_dict()]
        return {"first": self.first.id, "second": self.second.id, "directions": both}

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {answer_in_words(answer)}" for answer, n in self.forward.counts.items() if n)
        return f"<InstrumentComparison meeting {self.first.short_title} for {self.second.short_title}: {counts}>"


def compare_instruments(catalogue: Catalogue, first: str, second: str) -> InstrumentComparisonResult:
    """Which duties of each instrument a State meets by meeting the other. Raises ``UnknownIdError``."""
    one, other = catalogue.instrument(first), catalogue.instrument(second)
    forward, backward = _direction(catalogue, one, other), _direction(catalogue, other, one)
    return InstrumentComparisonResult(one, other, forward, backward)


def _direction(catalogue: Catalogue, met: Instrument, asked: Instrument) -> Direction:
    rules = treaty_rules(catalogue, met.id, least=True)
    # No positions: what New Zealand lodged says nothing about what the text lets any State do.
    coverage = TextCoverage(catalogue.vocabulary, rules, Positions(), duties=catalogue.duties)
    # The texts are compared whole, so the day makes no difference.
    judge = Judge(coverage, date.max)
    headings = {a.article: a.heading for a in catalogue.articles(asked.id)}
    mine = [f for f in catalogue.duties.values() if f.instrument == asked.id]
    results = [(judge.duty(full), headings[full.article]) for full in mine]
    return Direction(met, asked, tuple(_answer(catalogue, met, asked, duty, heading) for duty, heading in results))


def _answer(catalogue: Catalogue, met: Instrument, asked: Instrument, duty: DutyResult, heading: str) -> AnsweredDuty:
    answer, full = answer_of(duty), duty.full
    return AnsweredDuty(
        id=full.key,
        article=full.article,
        heading=heading,
        binding=full.duty.force in BINDING,
        result=answer,
        by=tuple(dict.fromkeys(cite_rule(e) for e in duty.rules)),
        sentences=InstrumentSentences(catalogue, met, asked, duty).of(answer),
    )


def answer_of(duty: DutyResult) -> Answer:
    """The answer, from what is reached with every option of the first text used against the duty, and with none."""
    if duty.full.duty.force not in JUDGED:
        return "no_duty"
    # An option of the first text is an arguable point here: at the low end it was used, at the high end not.
    if duty.low == "met":
        return "suffices"
    if duty.high == "met":
        return "may_fall_short"
    return "says_nothing" if duty.high == "unmet" else "falls_short"
