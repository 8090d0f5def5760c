"""The passages of an explanation in short: the answer, each part of an article that stands apart, and the questions.

Everything is told once. Sources, other rules, other days and what goes beyond the treaty stand in the full explanation
(``story``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.results import FULFILLED, ArticleResult, DutyResult
from gapcheck.explain import answer_sentences as say
from gapcheck.explain import part_sentences as parts
from gapcheck.explain import question_sentences as asked
from gapcheck.explain.answers import MOST_WHY, ArticleAnswer, DutyAnswer
from gapcheck.explain.article_answer import answer, answer_on_duty, reasons_on
from gapcheck.explain.binding import binding_sentences
from gapcheck.explain.duty_reasons import DutyReasons
from gapcheck.explain.missing_sentences import alike, together
from gapcheck.explain.passage import Passage, PassageLink
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.source_sentences import old_texts
from gapcheck.explain.suspect_sentences import suspect_sentences
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.wording.citation import division_label
from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import join

ANSWER = "Answer"
NOT_BINDING = "To be considered, not binding"
REST = "no-duty"
"""The anchor of what asks nothing of the law."""


@dataclass(frozen=True, eq=False)
class AnswerPassages:
    """What is told in short of an article, or of one duty of it."""

    writer: SentenceWriter
    article: ArticleResult
    duty: DutyResult | None = None

    @cached_property
    def _answer(self) -> ArticleAnswer | DutyAnswer:
        if self.duty is not None:
            return answer_on_duty(self.writer, self.duty)
        return answer(self.writer, self.article)

    @property
    def _duties(self) -> tuple[DutyResult, ...]:
        return self.article.duties if self.duty is None else (self.duty,)

    @cached_property
    def _parts(self) -> tuple[DutyAnswer, ...]:
        """The parts of an article that do not stand alike; none where all of it does."""
        parts = self._answer.duties if isinstance(self._answer, ArticleAnswer) else ()
        return parts if len(parts) > 1 else ()

    @cached_property
    def _told(self) -> tuple[DutyAnswer, ...]:
        """The parts that are told: what only has to be considered has a line where something else binds."""
        binding = tuple(part for part in self._parts if part.binding)
        return binding or self._parts

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are told: those of the article first, as far as a part that is told turns on them."""
        known = self.writer.assessment.catalogue.questions
        turned = dict.fromkeys(q for part in self._told or self._all for q in part.questions)
        first = [q for q in self._answer.questions if q in turned]
        return tuple(known[question] for question in dict.fromkeys([*first, *turned]))

    @property
    def _all(self) -> tuple[DutyAnswer, ...]:
        return (self._answer,) if isinstance(self._answer, DutyAnswer) else self._answer.duties

    @cached_property
    def _short(self) -> tuple[DutyAnswer, ...]:
        """The parts that fall short and say why."""
        return tuple(p for p in self._told if p.binding and p.status not in FULFILLED and p.left_out)

    @cached_property
    def _told_first(self) -> tuple[DutyAnswer, ...]:
        """The parts of which the answer itself tells why they fall short; of more than three, the first two."""
        return self._short if len(self._short) <= MOST_WHY else self._short[: MOST_WHY - 1]

    # Links ------------------------------------------------------------------------------------------------------

    @property
    def duty_links(self) -> tuple[PassageLink, ...]:
        """The duties, each with the passage that tells of it."""
        instrument = self.writer.assessment.instrument
        rest = [part for part in self._parts if part not in self._told]
        placed = {id: part for part in self._all for id in part.duties}
        anchors = {id: _anchor(rest[0] if part in rest else part) for id, part in placed.items()}
        return tuple(
            PassageLink(division_label(instrument, d.full.duty.id), d.id, anchors.get(d.id, REST)) for d in self._duties
        )

    @property
    def question_links(self) -> tuple[PassageLink, ...]:
        """The questions, by their titles."""
        return tuple(PassageLink(q.title, q.id, asked.anchor(q)) for q in self.questions)

    # Passages ---------------------------------------------------------------------------------------------------

    def passages(self) -> Iterator[Passage]:
        """The answer, its parts, what would change it, and the questions that it turns on."""
        texts: set[str] = set()
        yield Passage(ANSWER, tuple(self._head(texts)), _anchor(self._all[0]) if self._all and not self._parts else "")
        for part in self._told:
            yield Passage(part.line, tuple(self._part(part, texts)), _anchor(part))
        if rest := [part for part in self._parts if part not in self._told]:
            yield Passage(NOT_BINDING, tuple(told for part in rest for told in _in_short(part)), _anchor(rest[0]))
        if changes := tuple(dict.fromkeys(self._changes())):
            yield Passage("What would change it", changes)
        for question in self.questions:
            yield Passage(f"Question: {question.title}", tuple(self._question(question)), asked.anchor(question))
        yield from self.sources()

    def sources(self) -> Iterator[Passage]:
        """Which texts behind the answer were read in an old consolidation; nothing where none was."""
        if read := old_texts(self._rested_on, self.writer.assessment.as_at, years=True):
            yield Passage("Sources", (read,))

    def _head(self, texts: set[str]) -> Iterator[str]:
        yield self._answer.sentence
        reading = self.writer.assessment.reading
        points = dict.fromkeys(p for duty in self._duties for p in self.writer.settled_points(duty))
        if reading is not None and points:
            yield from self.writer.settled(points, reading)
        if not self._parts and self._all:
            yield from self._part(self._all[0], texts)
        for contested in (False, True):
            told = [p for p in self._told_first if (p.status == "unclear") is contested]
            for places, lack in alike([(part.place, together(part.left_out)) for part in told]):
                yield parts.falls_short_in(join(places), lack, contested=contested)
            if contested:
                yield from self._left_open(told)
        if rest := [part.place for part in self._short if part not in self._told_first]:
            yield parts.falls_short_too(rest)
        for duty in self._duties:
            yield from suspect_sentences(self.writer.assessment, duty)
        # That a treaty binds is what a reader takes for granted.
        if not self.writer.assessment.binding:
            yield from binding_sentences(self.writer.assessment)

    def _left_open(self, told: Sequence[DutyAnswer]) -> Iterator[str]:
        """The open questions that parts turn on, such as how far a reservation reaches."""
        turned = self._named(list(dict.fromkeys(question for part in told for question in part.questions)))
        yield from (parts.turns_on_open(question.asks) for question in turned if question.view == "open")

    def _part(self, part: DutyAnswer, texts: set[str]) -> Iterator[str]:
        """What is told of duties that stand alike; what is asked is told only of what is not surely met.

        ``texts`` collects what rules say: a rule that answers several parts is told once, and then cited.
        """
        if self._parts and not (part.status in FULFILLED and not part.questions):
            yield from parts.asks_of_several(part.asks)
        if self._parts and not part.binding:
            yield say.not_binding(part.place, self._force(part))
        rules = [say.told_once(told, texts) for told in part.rules]
        yield from rules
        if part not in self._told_first:
            yield from (say.with_it(told, rules) for told in part.left_out)
        if self._parts and len(self.questions) > 1 and part.questions:
            yield say.turns_on_named(self._named(part.questions))

    def _force(self, part: DutyAnswer) -> str:
        return self.writer.assessment.duty(part.duties[0]).full.duty.force

    def _named(self, questions: Sequence[str]) -> list[Question]:
        known = self.writer.assessment.catalogue.questions
        return [known[question] for question in questions]

    def _changes(self) -> Iterator[str]:
        """What would change the answer, but for what would settle a question: that is told with the question."""
        settled = {change for q in self.questions for change in say.settlement(q, self.writer.state)}
        for part in self._told or self._all:
            yield from (change for change in part.would_change if change not in settled)

    def _question(self, question: Question) -> Iterator[str]:
        yield f"{question.asks} {say.our_view(question, tried=self.writer.tried(question))}."
        for side, arguments in (("For", question.in_favour), ("Against", question.against)):
            # The data put the strongest argument of a side first.
            yield from (f"{side}: {one.text}" for one in arguments[:1])
        # What a review has answered, nobody has to settle any more.
        if not isinstance(question, SignedQuestion):
            yield from (
                f"Settled by: {in_sentence(settlement, self.writer.state)}"
                for settlement in say.settlement(question, self.writer.state)
            )

    @property
    def _rested_on(self) -> Iterable[DutyReasons]:
        return [reasons_on(self.writer, duty) for duty in self._duties if duty.status != "no_duty"]


def _in_short(part: DutyAnswer) -> Iterator[str]:
    """How what does not bind stands, and why it falls short if it does."""
    yield f"{part.line}."
    if part.status not in FULFILLED and part.left_out:
        yield together(part.left_out)


def _anchor(part: DutyAnswer) -> str:
    return f"duty-{part.duties[0].partition(':')[2]}"
