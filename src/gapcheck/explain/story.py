"""The passages of an explanation of one or several duties: in short, or with everything that is on record.

A question is told once, however many duties turn on it; so is what a reading settles, and what was not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.results import DutyResult
from gapcheck.explain import question_sentences as asked
from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.explain.open_points import unasked_settling
from gapcheck.explain.passage import Passage, PassageLink
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.source_sentences import sources_in_short
from gapcheck.explain.suspect_sentences import suspect_sentences
from gapcheck.model.question import Question
from gapcheck.wording.citation import division_label
from gapcheck.wording.words import join

VERDICT = "Verdict"
REST = "no-duty"
"""The anchor of the passage on what asks nothing of the law."""

Headed = Iterator[tuple[str, Iterable[str]]]


@dataclass(frozen=True, eq=False)
class Story:
    """What is told of some duties of one instrument."""

    writer: SentenceWriter
    duties: tuple[DutyResult, ...]
    full: bool = False

    @cached_property
    def _explained(self) -> tuple[DutyExplanation, ...]:
        return tuple(DutyExplanation(self.writer, duty) for duty in self.duties)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that the duties turn on, or that leave a part of one out; those of the first duty first."""
        sensitivity = self.writer.assessment.sensitivity
        # What a duty that follows others turns on is told with these.
        own = [e for e in self._explained if not e.duty.followed]
        told = [q for e in own for q in (*sensitivity.of_duty(e.duty), *e.viewed_against)]
        return tuple({question.id: question for question in told}.values())

    @property
    def duty_links(self) -> tuple[PassageLink, ...]:
        """The duties, each with the passage that tells of it."""
        anchors = {e.duty.id: _anchor(group[0].duty) for group in self._groups for e in group}
        return tuple(PassageLink(self._label(d), d.id, anchors.get(d.id, REST)) for d in self.duties)

    @property
    def question_links(self) -> tuple[PassageLink, ...]:
        """The questions, by their titles."""
        return tuple(PassageLink(q.title, q.id, asked.anchor(q)) for q in self.questions)

    @cached_property
    def _groups(self) -> tuple[list[DutyExplanation], ...]:
        """The duties that are told together: in short, those of which the same is to be told."""
        if self.full:
            return tuple([explained] for explained in self._explained)
        judged = [e for e in self._explained if e.duty.status != "no_duty"]
        if not judged:
            return tuple([explained] for explained in self._explained)
        alike: dict[object, list[DutyExplanation]] = {}
        for explained in judged:
            told = tuple((heading, tuple(sentences)) for heading, sentences in self._short(explained))
            alike.setdefault(told, []).append(explained)
        return tuple(alike.values())

    def of_duties(self) -> Iterator[Passage]:
        """What is told of each duty, or of each group of duties that stand alike."""
        for group in self._groups:
            yield from self._passages(group, self._full(group[0]) if self.full else self._together(group))

    def _together(self, group: list[DutyExplanation]) -> Headed:
        told = list(self._short(group[0]))
        asks = [(self._label(e.duty), " ".join(e.asked_in_short())) for e in group]
        yield from (one for one in told if one[0] == VERDICT)
        what = f"What the {self.writer.noun} asks"
        yield what, (f"{label}: {text}" if len(group) > 1 else text for label, text in asks)
        yield from (one for one in told if one[0] != VERDICT)

    def _passages(self, group: list[DutyExplanation], headed: Headed) -> Iterator[Passage]:
        # The only duty needs no number of its own before each heading.
        names = self._named(group)
        prefix = f"{names}: " if len(self.duties) > 1 else ""
        anchors = [_anchor(group[0].duty)]
        for heading, sentences in headed:
            if each := tuple(dict.fromkeys(sentences)):
                yield Passage(f"{prefix}{heading}", each, anchors.pop() if anchors else "")

    def _named(self, group: list[DutyExplanation]) -> str:
        """``arts 35(1) to 35(3)``, where these are all there are between the first and the last."""
        labels = [self._label(e.duty) for e in group]
        judged = [e.duty.id for e in self._explained if e.duty.status != "no_duty"]
        between = judged.index(group[-1].duty.id) - judged.index(group[0].duty.id) + 1 if len(group) > 2 else 0
        if between != len(group):
            return divisions(labels)
        word, _, first = labels[0].partition(" ")
        return f"{word}s {first} to {labels[-1].partition(' ')[2]}"

    def of_rest(self) -> Iterator[Passage]:
        """What an article says that asks nothing of the law, in one passage; in full each part has its own."""
        rest = [e for e in self._explained if e.duty.status == "no_duty"]
        if rest and len(rest) < len(self.duties) and not self.full:
            told = tuple(f"{self._label(e.duty)}: {' '.join(e.asked_for())}" for e in rest)
            yield Passage("Definitions, permissions and limits", told, REST)

    def of_questions(self) -> Iterator[Passage]:
        """Each question under its title, with the view on it and the arguments."""
        for question in self.questions:
            told = tuple(asked.at_length(question, self.writer.tried(question), full=self.full))
            yield Passage(f"Question: {question.title}", told, asked.anchor(question))

    def of_all(self) -> Iterator[Passage]:
        """What is told once of all of them: the reading that they are judged under, and what was not read."""
        reading = self.writer.assessment.reading
        points = dict.fromkeys(p for duty in self.duties for p in self.writer.settled_points(duty))
        if reading is not None and points:
            yield Passage(reading.title, tuple(self.writer.settled(points, reading)))
        if not self.full and (unread := sources_in_short(self._explained, self.writer.assessment.as_at)):
            yield Passage("Sources", unread)

    def _label(self, duty: DutyResult) -> str:
        return division_label(self.writer.assessment.instrument, duty.full.duty.id)

    def _short(self, explained: DutyExplanation) -> Headed:
        writer, duty = self.writer, explained.duty
        yield VERDICT, explained.verdict()
        yield "Suspect", suspect_sentences(writer.assessment, duty)
        if duty.status != "no_duty":
            yield "Why", [*explained.answers(), *explained.lacks(), *explained.positions_in_short()]
            yield "What would settle it", unasked_settling(writer, duty)
            yield "What would change it", explained.open_options()
            yield "Not yet in force", explained.future(brief=True)

    def _full(self, explained: DutyExplanation) -> Headed:
        for heading, sentences in explained.full():
            yield heading, sentences
            # What the official text calls in question stands next to the verdict that rests on it.
            if heading == VERDICT:
                yield "Suspect", suspect_sentences(self.writer.assessment, explained.duty)
            if heading == "Doubts":
                yield "What would settle it", unasked_settling(self.writer, explained.duty)


def divisions(labels: list[str]) -> str:
    """``arts 2(1) and 2(2)``: the word is said once.

    >>> divisions(["art 2(1)", "art 2(2)"]), divisions(["art 2"])
    ('arts 2(1) and 2(2)', 'art 2')
    """
    words = {label.partition(" ")[0] for label in labels}
    if len(labels) == 1 or len(words) > 1:
        return join(labels)
    return f"{words.pop()}s {join(label.partition(' ')[2] for label in labels)}"


def _anchor(duty: DutyResult) -> str:
    return f"duty-{duty.full.duty.id}"
