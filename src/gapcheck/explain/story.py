"""The passages of a full explanation of one or several duties: everything that is on record.

A question is told once, however many duties turn on it; so is what a reading settles. What is told in short stands in
``answer_passages``.
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
from gapcheck.explain.source_sentences import old_texts
from gapcheck.explain.suspect_sentences import suspect_sentences
from gapcheck.model.question import Question
from gapcheck.wording.citation import division_label

VERDICT = "Verdict"

Headed = Iterator[tuple[str, Iterable[str]]]


@dataclass(frozen=True, eq=False)
class Story:
    """What is told of some duties of one instrument."""

    writer: SentenceWriter
    duties: tuple[DutyResult, ...]

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
        return tuple(PassageLink(self._label(d), d.id, anchor(d)) for d in self.duties)

    @property
    def question_links(self) -> tuple[PassageLink, ...]:
        """The questions, by their titles."""
        return tuple(PassageLink(q.title, q.id, asked.anchor(q)) for q in self.questions)

    def of_duties(self) -> Iterator[Passage]:
        """What is told of each duty."""
        for explained in self._explained:
            yield from self._passages(explained)

    def _passages(self, explained: DutyExplanation) -> Iterator[Passage]:
        # The only duty needs no number of its own before each heading.
        prefix = f"{self._label(explained.duty)}: " if len(self.duties) > 1 else ""
        anchors = [anchor(explained.duty)]
        for heading, sentences in self._full(explained):
            if each := tuple(dict.fromkeys(sentences)):
                yield Passage(f"{prefix}{heading}", each, anchors.pop() if anchors else "")

    def of_questions(self) -> Iterator[Passage]:
        """Each question under its title, with the view on it and the arguments."""
        for question in self.questions:
            told = tuple(asked.at_length(question, self.writer.tried(question)))
            yield Passage(f"Question: {question.title}", told, asked.anchor(question))

    def of_all(self) -> Iterator[Passage]:
        """What is told once of all of them: the reading that they are judged under, and old texts."""
        reading = self.writer.assessment.reading
        points = dict.fromkeys(p for duty in self.duties for p in self.writer.settled_points(duty))
        if reading is not None and points:
            yield Passage(reading.title, tuple(self.writer.settled(points, reading)))
        if read := old_texts(self._explained, self.writer.assessment.as_at):
            yield Passage("Older texts", (read,))

    def _label(self, duty: DutyResult) -> str:
        return division_label(self.writer.assessment.instrument, duty.full.duty.id)

    def _full(self, explained: DutyExplanation) -> Headed:
        for heading, sentences in explained.full():
            yield heading, sentences
            # What the official text calls in question stands next to the verdict that rests on it.
            if heading == VERDICT:
                yield "Suspect", suspect_sentences(self.writer.assessment, explained.duty)
            if heading == "Doubts":
                yield "What would settle it", unasked_settling(self.writer, explained.duty)


def anchor(duty: DutyResult) -> str:
    """What the passage of a duty is linked by."""
    return f"duty-{duty.full.duty.id}"
