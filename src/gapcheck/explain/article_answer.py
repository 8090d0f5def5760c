"""The answer on an article or a duty, of which every output is made: the verdict in a sentence, why in at most three,
and what would change it.

``article_answer`` answers for a whole article, its duties merged where they stand alike; ``duty_answer`` for one duty.
What is in an answer is written for a Minister's adviser: no words of the engine, and ids in the fields that
say so only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.results import FULFILLED, ArticleResult, DutyResult, InstrumentResult
from gapcheck.explain import answer_sentences as say
from gapcheck.explain.answers import MOST_WHY, ArticleAnswer, DutyAnswer, why_of
from gapcheck.explain.duty_reasons import DutyReasons
from gapcheck.explain.duty_sentences import FORCE, law_before_the_survey
from gapcheck.explain.missing_sentences import alike, together
from gapcheck.explain.open_points import unasked_settling
from gapcheck.explain.other_days import ComingProvision, told_together
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.verdict_sentences import carried_out, followed_short
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.wording.dates import long_date
from gapcheck.wording.running_text import division, in_sentence, paragraphs
from gapcheck.wording.words import capital, join, stop


def article_answer(assessment: InstrumentResult, article: str | int) -> ArticleAnswer:
    """The answer on an article by its number. Raises ``UnknownIdError``."""
    return answer(SentenceWriter(assessment), assessment[article])


def duty_answer(assessment: InstrumentResult, duty: str | int) -> DutyAnswer:
    """The answer on one duty by its pinpoint (``16(2)``, ``budapest:16(2)``). Raises ``UnknownIdError``."""
    return answer_on_duty(SentenceWriter(assessment), assessment.duty(duty))


def answer(writer: SentenceWriter, article: ArticleResult) -> ArticleAnswer:
    """The same for a result at hand, of the assessment of the ``writer``, which keeps the answers that it gave."""
    return answering(writer, article).answer


def answer_on_duty(writer: SentenceWriter, duty: DutyResult) -> DutyAnswer:
    """The same for a duty at hand."""
    return answering(writer, writer.assessment[duty.full.article]).on_duty(duty)


def why_on(writer: SentenceWriter, duty: DutyResult) -> tuple[str, ...]:
    """Why a duty at hand stands as it does, and nothing else of the answer on it."""
    return answering(writer, writer.assessment[duty.full.article]).why_on(duty)


def reasons_on(writer: SentenceWriter, duty: DutyResult) -> DutyReasons:
    """The reasons on a duty at hand, which hold what they have worked out."""
    return answering(writer, writer.assessment[duty.full.article]).reasons_on(duty)


def answering(writer: SentenceWriter, article: ArticleResult) -> Answering:
    """What answers on an article and its duties; a writer has one for each article."""
    number = article.article.article
    if number not in writer.answering:
        writer.answering[number] = Answering(writer, article)
    return writer.answering[number]


@dataclass(frozen=True, eq=False)
class Answering:
    """Answers on one article and its duties, each worked out once."""

    writer: SentenceWriter
    article: ArticleResult

    # The article ------------------------------------------------------------------------------------------------

    @cached_property
    def answer(self) -> ArticleAnswer:
        """The answer on the article."""
        own = self.article.article
        duties = self._merged
        told = [d for d in duties if d.binding] or list(duties)
        questions = self._questions(told)
        return ArticleAnswer(
            article=own.article,
            heading=own.heading,
            place=self._place,
            status=self.article.status,
            words=self.writer.verdict(self.article),
            sentence=self._sentence(),
            reasons=self._reasons(told),
            turning=self._turning(questions),
            would_change=self._changes_told(d for answered in self._deciding(told) for d in answered.duties),
            questions=tuple(q.id for q in questions),
            duties=duties,
        )

    @cached_property
    def _place(self) -> str:
        return division(self.writer.assessment.instrument, self.article.article.article)

    @property
    def _subject(self) -> str:
        return f" ({in_sentence(self.article.article.heading)})"

    def _sentence(self) -> str:
        place = f"{self._place}{self._subject}"
        if self.article.article.withheld is not None:
            return stop(
                say.words_withheld(
                    self._place, self.article.article.withheld.ground, self.writer.assessment.state.information_act
                )
            )
        binding = [d for d in self.article.duties if d.binding]
        if not binding and {d.full.duty.force for d in self.article.duties} == {"statement"}:
            return stop(say.states_policy(place))
        if not binding:
            return stop(say.asks_nothing(self.writer.assessment.law, place))
        return self._told(self.article, place, binding)

    def _reasons(self, duties: Sequence[DutyAnswer]) -> tuple[str, ...]:
        """Those of the only group; of several, what falls short in each, the worst first, or else how they stand."""
        if not duties or len(duties) == 1:
            return (*duties[0].rules, *duties[0].left_out) if duties else ()
        short = [d for d in duties if d.status not in FULFILLED]
        if not short:
            if len({d.words for d in duties}) > 1:
                return (f"{self._lines(duties)}.",)
            return tuple(self._rules_of([self.reasons_on(d) for d in self.article.duties if d.binding]))
        told = alike([(d.place, together(d.left_out)) for d in short if d.left_out])
        lacking = [f"{capital(join(places))}: {in_sentence(lack)}" for places, lack in told]
        return tuple(dict.fromkeys(lacking))[: MOST_WHY - 1]

    def _deciding(self, duties: Sequence[DutyAnswer]) -> Sequence[DutyAnswer]:
        """The duties that keep an article from being met; of one that is met, those that are the least sure."""
        return [d for d in duties if d.status not in FULFILLED] or duties

    def _lines(self, duties: Sequence[DutyAnswer]) -> str:
        """How the duties stand, those with one verdict together: ``Article 22(1)(a) and (5): met; ...``."""
        alike: dict[str, list[str]] = {}
        for duty in duties:
            alike.setdefault(duty.words, []).extend(id.partition(":")[2] for id in duty.duties)
        order = [d.full.duty.id for d in self.article.duties]
        named = ((self._named(sorted(ids, key=order.index)), words) for words, ids in alike.items())
        return together([say.stand_so(place, words) for place, words in named]).rstrip(".")

    def _questions(self, duties: Iterable[DutyAnswer]) -> tuple[Question, ...]:
        """The questions that the article turns on, then those that a part of it turns on."""
        known = self.writer.assessment.catalogue.questions
        least = [q.id for q in self.writer.assessment.sensitivity.least(self.article)]
        short = [q for d in duties if d.status not in FULFILLED for q in d.questions]
        return tuple(known[q] for q in dict.fromkeys([*least, *short]))

    # Its duties -------------------------------------------------------------------------------------------------

    @cached_property
    def _merged(self) -> tuple[DutyAnswer, ...]:
        """The duties that hold something to be judged, those of which the same is to be told as one."""
        alike: dict[object, list[DutyResult]] = {}
        for duty in self.article.duties:
            if duty.status != "no_duty":
                alike.setdefault(self._alike(duty), []).append(duty)
        return tuple(self._on(duties) for duties in alike.values())

    def _alike(self, duty: DutyResult) -> object:
        reasons = self.reasons_on(duty)
        questions = tuple(q.id for q in self._turned_on(reasons))
        force = duty.full.duty.force
        # Of what is met no reason is needed: which rules meet it is told for all of it together.
        if duty.status in FULFILLED:
            return duty.status, duty.certainty, force, questions, tuple(reasons.positions_lodged())
        return duty.status, duty.certainty, force, questions, reasons.left_out, self._changes_of(duty)

    def on_duty(self, duty: DutyResult) -> DutyAnswer:
        """The answer on a duty of the article."""
        return self._on((duty,))

    def why_on(self, duty: DutyResult) -> tuple[str, ...]:
        """Why a duty of the article stands as it does, as the answer on it tells; where that is nothing, the verdict in
        a sentence.
        """
        # The rest of an answer, what would change a verdict above all, takes longer than this.
        reasons = (self.reasons_on(duty),)
        told = why_of((*self._rules(reasons), *self._left_out(reasons)), self._turning(self._turned_on(reasons[0])))
        return told or (self._duty_sentence((duty,), self._named([duty.full.duty.id])),)

    def _on(self, duties: Sequence[DutyResult]) -> DutyAnswer:
        ids = tuple(duty.id for duty in duties)
        if ids not in self._answers_known:
            self._answers_known[ids] = self._answer_on(duties)
        return self._answers_known[ids]

    @cached_property
    def _answers_known(self) -> dict[tuple[str, ...], DutyAnswer]:
        """The answers that were given, by the duties of which one tells."""
        return {}

    def _answer_on(self, duties: Sequence[DutyResult]) -> DutyAnswer:
        """The answer on duties that stand alike."""
        first = duties[0]
        reasons = [self.reasons_on(duty) for duty in duties]
        questions = self._turned_on(reasons[0])
        place = self._named([d.full.duty.id for d in duties])
        return DutyAnswer(
            duties=tuple(d.id for d in duties),
            place=place,
            status=first.status,
            words=self.writer.verdict(first),
            sentence=self._duty_sentence(duties, place),
            asks=tuple(" ".join(r.asked_for()) for r in reasons),
            rules=self._rules(reasons),
            left_out=self._left_out(reasons),
            turning=self._turning(questions),
            would_change=self._changes_told(d.id for d in duties),
            questions=tuple(q.id for q in questions),
            binding=first.binding,
        )

    def _named(self, numbers: Sequence[str]) -> str:
        instrument = self.writer.assessment.instrument
        if len(numbers) == 1 and instrument.division != "article":
            return division(instrument, numbers[0])
        every = [d.full.duty.id for d in self.article.duties]
        name = self._place.split(" ", 1)[0]
        return f"{name} {paragraphs(numbers, every)}"

    def _duty_sentence(self, duties: Sequence[DutyResult], place: str) -> str:
        first = duties[0]
        if first.status == "no_duty":
            return FORCE[first.full.duty.force]
        told = self._told(first, f"{place}{self._subject}", duties)
        force = first.full.duty.force
        return told if first.binding else f"{told} {say.not_binding(place, force)}"

    def _rules(self, reasons: Sequence[DutyReasons]) -> tuple[str, ...]:
        if reasons[0].duty.status in ("no_duty", "not_assessed"):
            return ()
        # A duty that asks for nothing but what others ask is told by these.
        if reasons[0].duty.followed:
            return tuple(dict.fromkeys(capital(carried_out(self.writer, r.duty, alone=True)) for r in reasons))
        return reasons[0].rules if len(reasons) == 1 else tuple(self._rules_of(reasons))

    def _left_out(self, reasons: Sequence[DutyReasons]) -> tuple[str, ...]:
        duty = reasons[0].duty
        if duty.status in ("no_duty", "not_assessed"):
            return ()
        if duty.followed:
            return tuple(filter(None, dict.fromkeys(followed_short(self.writer, r.duty) for r in reasons)))
        return reasons[0].left_out

    @staticmethod
    def _rules_of(reasons: Sequence[DutyReasons]) -> Iterator[str]:
        """The rules of several duties as one sentence, where they are not the same."""
        told = [r.rules for r in reasons]
        if len(set(told)) == 1:
            yield from told[0]
        else:
            yield from DutyReasons.of_several(reasons)

    def reasons_on(self, duty: DutyResult) -> DutyReasons:
        """The reasons on a duty of the article."""
        if duty.id not in self._reasons_known:
            self._reasons_known[duty.id] = DutyReasons(self.writer, duty)
        return self._reasons_known[duty.id]

    @cached_property
    def _reasons_known(self) -> dict[str, DutyReasons]:
        """The reasons on each duty of the article, which hold what they have worked out."""
        return {}

    # What both are made of --------------------------------------------------------------------------------------

    def _turned_on(self, reasons: DutyReasons) -> tuple[Question, ...]:
        """The questions that decide a verdict, or leave a part out; all where none decides.

        What a duty that follows others turns on is told with these.
        """
        if reasons.duty.followed:
            return ()
        sensitivity, duty = self.writer.assessment.sensitivity, reasons.duty
        found = sensitivity.of_duty(duty) if duty.certainty == "open" else sensitivity.least(duty)
        # What keeps a duty from being met comes first.
        return tuple({q.id: q for q in (*reasons.viewed_against, *found)}.values())

    def _turning(self, questions: Sequence[Question]) -> str:
        return say.turns_on(questions, self.writer.assessment.tried) if questions else ""

    def _changes_told(self, duties: Iterable[str]) -> tuple[str, ...]:
        """What would change duties, each thing once; what starts later, together and last."""
        every = [change for duty in duties for change in self._changes_of(self.writer.assessment.duty(duty))]
        now = dict.fromkeys(change for change in every if isinstance(change, str))
        return (*now, *told_together(change for change in every if not isinstance(change, str)))

    def _changes_of(self, duty: DutyResult) -> tuple[str | ComingProvision, ...]:
        if duty.id not in self._changes_known:
            self._changes_known[duty.id] = tuple(self._changes(self.reasons_on(duty)))
        return self._changes_known[duty.id]

    @cached_property
    def _changes_known(self) -> dict[str, tuple[str | ComingProvision, ...]]:
        """What would change each duty, once it was worked out."""
        return {}

    def _changes(self, reasons: DutyReasons) -> Iterator[str | ComingProvision]:
        """What would settle the questions; a reservation, Act or amendment that would help where something is short."""
        questions = self._turned_on(reasons)
        for question in questions:
            # What a review has answered, nobody has to confirm any more.
            if not isinstance(question, SignedQuestion):
                yield from say.settlement(question, self.writer.state)
        yield from unasked_settling(self.writer, reasons.duty)
        yield from reasons.could_lodge()
        coming = tuple(reasons.coming())
        yield from coming
        # Where an Act that is passed will answer, nothing more has to be enacted.
        if reasons.duty.status not in FULFILLED and not coming:
            yield from reasons.would_amend()

    def _told(self, judged: ArticleResult | DutyResult, place: str, duties: Sequence[DutyResult]) -> str:
        """The verdict in a sentence."""
        law, likely = self._law(duties), judged.certainty == "view"
        match judged.status:
            case "met":
                told = say.meets(law, place, likely=likely)
            case "met_with_reservation":
                told = say.meets_with_reservation(law, place, self.writer.state, likely=likely)
            case "unmet":
                told = say.does_not_meet(law, place, likely=likely)
            case "unclear":
                told = say.contested(law, place)
            case "not_assessed":
                told = say.not_assessed(law, place, self._searched(duties[0]))
            case _:
                told = say.meets_in_part(law, place, likely=likely)
        if self.writer.verdict(judged).endswith("to be confirmed"):
            least = self.writer.assessment.sensitivity.least(judged)
            asked = (q.confirm_with for q in least if not isinstance(q, SignedQuestion))
            told = say.to_confirm(told, dict.fromkeys(agency for agency in asked if agency), self.writer.state)
        read = any(self.writer.settled_points(d) for d in duties)
        return stop(f"{told}, {self.writer.on_reading}" if read else told)

    def _law(self, duties: Iterable[DutyResult]) -> str:
        """What answers: the law, or law and practice where a measure outside statute is among what it rests on."""
        practice = any(entry.act.outside_statute for duty in duties for entry in duty.rules)
        return f"{self.writer.assessment.law} and practice" if practice else self.writer.assessment.law

    def _searched(self, duty: DutyResult) -> str:
        survey, treaty_law = duty.full.duty.survey, self.writer.rule == "rule"
        if survey is not None and survey.start is not None:
            law = "the law" if treaty_law else "the text"
            return law_before_the_survey(law, self.writer.day, long_date(survey.date), long_date(survey.start))
        return "the statute book" if treaty_law else self.writer.assessment.law
