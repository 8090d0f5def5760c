"""Causes in sentences: for each fate of a rule, declaration, survey or record one function that says it.

Rules with the same fate are told together, so every sentence about rules takes its subject (one provision or several)
and what happened to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.change.cause import (
    Cause,
    DutyOnOneSide,
    DutyRecordChange,
    ExerciseChange,
    OtherCause,
    ReadingChange,
    RuleChange,
    RuleReason,
    SideName,
    SurveyChange,
    ViewChange,
    VocabularyChange,
)
from gapcheck.change.difference_phrases import differences_in_words
from gapcheck.model.law import Reform
from gapcheck.model.question import View
from gapcheck.model.state import State
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.rules import holding
from gapcheck.wording.words import join, stop

_VERSION: Mapping[SideName, str] = {
    "first": "the first version of the data",
    "second": "the second version of the data",
}


def cause_sentences(cause: Cause, state: State) -> tuple[str, ...]:
    """All of a cause in plain sentences with citations; rules with the same fate are told together."""
    exercises = (exercise_sentence(exercise, state) for exercise in cause.exercises)
    others = (other_sentence(other, state) for other in cause.others)
    return tuple(dict.fromkeys([*rule_sentences(cause.rules), *exercises, *others]))


def brought_by(cause: Cause, state: State) -> tuple[str, ...]:
    """What brought or ended the rules, and the declarations and reservations: ``Crimes Amendment Act 2003, s 15``."""
    lodged = (exercise_in_words(exercise, state) for exercise in cause.exercises)
    return tuple(dict.fromkeys([*(c.by for c in cause.rules if c.by), *lodged]))


# Rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """What a sentence is about: provisions, cited together, with the verb in their number."""

    cited: str
    several: bool = False

    def number(self, singular: str, plural: str) -> str:
        """The word in the number of the subject."""
        return plural if self.several else singular

    @property
    def are(self) -> str:
        """``s 1 is``, ``ss 1 and 2 are``."""
        return f"{self.cited} {self.number('is', 'are')}"

    @property
    def they(self) -> str:
        """``it``, ``they``."""
        return self.number("it", "they")


def rule_sentences(changes: Iterable[RuleChange]) -> Iterator[str]:
    """The sentences about rules, those with the same fate in one."""
    alike: dict[tuple[str, str], list[RuleChange]] = {}
    for change in changes:
        # Same fate: the sentences differ in nothing but the citation. Measures outside statute are "in place" and stand
        # apart even where the sentence does not say so.
        fate = rule_sentence(Subject(""), change), holding(change.entry)
        alike.setdefault(fate, []).append(change)
    for same in alike.values():
        citations = [cite_rule(change.entry) for change in same]
        yield rule_sentence(Subject(join(merge_citations(citations)), len(set(citations)) > 1), same[0])


def rule_sentence(rules: Subject, change: RuleChange) -> str:
    """The sentence for rules that share the fate of one of them."""
    if change.before is None:
        return _ADDED[change.reason](rules, change)
    if change.after is None:
        return _REMOVED[change.reason](rules, change)
    return _ALTERED[change.reason](rules, change)


def added_by_reform(rules: Subject, change: RuleChange) -> str:
    """``With Bill 1, Act 2000, s 1 is in force from 1 July 2026.``"""
    return f"With {_laid(change.reform)}, {rules.are} {holding(change.entry)} from {_start(change)}."


def kept_without_reform(rules: Subject, change: RuleChange) -> str:
    """``Without Bill 1, Act 2000, s 1 is in force.`` The reform of the first side repeals it."""
    return f"Without {_laid(change.reform)}, {rules.are} {holding(change.entry)}."


def recorded_in_second(rules: Subject, change: RuleChange) -> str:
    """``For 1 July 2026, Act 2000, s 1 is recorded in the second version of the data only.``"""
    return f"For {_day(change.day)}, {rules.are} recorded in {_VERSION['second']} only."


def commenced(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 has been in force since 1 July 2026 (Amendment Act 2026, s 4).``"""
    has = rules.number("has", "have")
    return f"{rules.cited} {has} been {holding(change.entry)} since {_start(change)}{_by(change)}."


def not_yet_ended(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 was still in force on 1 July 2005; it ended on 1 July 2026.`` The second day is the earlier."""
    was = f"{rules.cited} {rules.number('was', 'were')}"
    ended = f"{rules.they} ended on {_end(change)}{_by(change)}"
    return f"{was} still {holding(change.entry)} on {_day(change.day)}; {ended}."


def lacking_without_reform(rules: Subject, change: RuleChange) -> str:
    """``Without Bill 1, Act 2000, s 1 is not in force.`` The reform of the first side enacts it."""
    return f"Without {_laid(change.reform)}, {rules.are} not {holding(change.entry)}."


def repealed_by_reform(rules: Subject, change: RuleChange) -> str:
    """``With Bill 1, Act 2000, s 1 is no longer in force.``"""
    return f"With {_laid(change.reform)}, {rules.are} no longer {holding(change.entry)}."


def recorded_in_first(rules: Subject, change: RuleChange) -> str:
    """``For 1 July 2026, Act 2000, s 1 is recorded in the first version of the data only.``"""
    return f"For {_day(change.day)}, {rules.are} recorded in {_VERSION['first']} only."


def not_yet_commenced(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 was not yet in force on 1 July 2005; it began on 1 July 2026.`` The second day is the earlier."""
    was = f"{rules.cited} {rules.number('was', 'were')}"
    began = f"{rules.they} began on {_start(change)}{_by(change)}"
    return f"{was} not yet {holding(change.entry)} on {_day(change.day)}; {began}."


def ended(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 is no longer in force: it ended on 1 July 2026 (Amendment Act 2026, s 4).``"""
    gone = f"{rules.they} ended on {_end(change)}{_by(change)}"
    return f"{rules.are} no longer {holding(change.entry)}: {gone}."


def different_with_reform(rules: Subject, change: RuleChange) -> str:
    """``With Bill 1, Act 2000, s 1 is different: condition as to fault dropped.``"""
    return f"With {_laid(change.reform)}, {rules.are} different: {_how(change)}."


def different_without_reform(rules: Subject, change: RuleChange) -> str:
    """``Without Bill 1, Act 2000, s 1 is different: condition as to fault added.``"""
    return f"Without {_laid(change.reform)}, {rules.are} different: {_how(change)}."


def recorded_differently(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 is recorded differently in the second version of the data: exception in s 2 added.``"""
    return f"{rules.are} recorded differently in {_VERSION['second']}: {_how(change)}."


def amended(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 has had another form since 1 July 2026: condition as to fault dropped.``"""
    has = rules.number("has", "have")
    return f"{rules.cited} {has} had another form since {_start(change)}{_by(change)}: {_how(change)}."


def not_yet_amended(rules: Subject, change: RuleChange) -> str:
    """``Act 2000, s 1 had another form until 1 July 2026: exception in s 2 added.`` The second day is the earlier."""
    return f"{rules.cited} had another form until {_end(change)}{_by(change)}: {_how(change)}."


_Sentence = Callable[[Subject, RuleChange], str]

_ADDED: Mapping[RuleReason, _Sentence] = {
    "second_reform": added_by_reform,
    "first_reform": kept_without_reform,
    "data": recorded_in_second,
    "start": commenced,
    "end": not_yet_ended,
}
_REMOVED: Mapping[RuleReason, _Sentence] = {
    "first_reform": lacking_without_reform,
    "second_reform": repealed_by_reform,
    "data": recorded_in_first,
    "start": not_yet_commenced,
    "end": ended,
}
_ALTERED: Mapping[RuleReason, _Sentence] = {
    "second_reform": different_with_reform,
    "first_reform": different_without_reform,
    "data": recorded_differently,
    "start": amended,
    "end": not_yet_amended,
}


def _laid(reform: Reform | None) -> str:
    """A reform in a sentence, with the day whose law it is laid over."""
    if reform is None:
        return "it"
    return f"{reform.title} (laid over the law of {long_date(reform.over)})" if reform.over else reform.title


def _start(change: RuleChange) -> str:
    return long_date(change.entry.rule.in_force.start)


def _end(change: RuleChange) -> str:
    """The day on which a rule ended, in words."""
    return _day(change.entry.rule.in_force.end)


def _day(day: date | None) -> str:
    return long_date(day) if day else "a day not on record"


def _by(change: RuleChange) -> str:
    return f" ({change.by})" if change.by else ""


def _how(change: RuleChange) -> str:
    return differences_in_words(change.differences)


# Declarations and reservations ----------------------------------------------------------------------------------


def exercise_in_words(change: ExerciseChange, state: State) -> str:
    """``New Zealand's declaration under Article 40 of 1 July 2026``."""
    article = f" under Article {change.under}" if change.under else ""
    return f"{state.whose_at_start} {change.how}{article} of {long_date(change.exercise.date)}"


def exercise_sentence(change: ExerciseChange, state: State) -> str:
    """``New Zealand's reservation of 1 July 2026 came into play: it leaves out small files.``"""
    verb = "came into play" if change.in_play else "is not in play"
    # A sentence of its own, after the text: it is a doubt about the whole, not about what the text says.
    doubt = " It is not certain that it was made." if change.exercise.arguably else ""
    return f"{exercise_in_words(change, state)} {verb}{_why_one_side(change)}: {stop(change.exercise.text)}{doubt}"


def _why_one_side(change: ExerciseChange) -> str:
    """Why a declaration or reservation is in play on one side only, unless that is because of its date."""
    if change.reason == "reform" and change.reform is not None:
        return f" (with {change.reform.title})"
    return " (recorded in one version of the data only)" if change.reason == "data" else ""


# Surveys and records --------------------------------------------------------------------------------------------


def other_sentence(cause: OtherCause, state: State) -> str:
    """The sentence for a survey, or for a difference between the versions of the data."""
    match cause:
        case SurveyChange():
            return survey_sentence(cause)
        case DutyOnOneSide():
            return f"The duty {cause.duty} is in {_VERSION[cause.side]} only."
        case DutyRecordChange():
            differences = differences_in_words(cause.differences)
            return f"The duty {cause.duty} is recorded differently in {_VERSION['second']}: {differences}."
        case VocabularyChange():
            return f"In {_VERSION['second']} the vocabulary places differently: {join(cause.concepts)}."
        case ViewChange():
            return view_sentence(cause, state)
        case ReadingChange():
            return f"The reading “{cause.title}” settles differently: {join(cause.points)}."


_ANSWERS: Mapping[View | None, str] = {
    "holds": "takes the view that {state} complies",
    "fails": "takes the view that it does not",
    "open": "leaves it open",
    None: "does not ask it",
}


def view_sentence(change: ViewChange, state: State) -> str:
    """How the two versions of the data answer a question.

    >>> view_sentence(ViewChange("Private systems", "holds", "open"), State(id="r", name="Ruritania"))
    'On the question “Private systems” the first version of the data takes the view that Ruritania complies; the \
second leaves it open.'
    """
    before, after = (_ANSWERS[answer].replace("{state}", state.name) for answer in (change.before, change.after))
    return f"On the question “{change.title}” {_VERSION['first']} {before}; the second {after}."


def survey_sentence(change: SurveyChange) -> str:
    """Whose law was surveyed for the duty, and whose was not.

    >>> survey_sentence(SurveyChange(date(2026, 7, 1), date(2005, 7, 1), same_data=True))
    'The law of 1 July 2026 was surveyed for this duty; that of 1 July 2005 was not.'
    """
    where = "" if change.same_data else " in its version of the data"
    surveyed = f"The law of {long_date(change.surveyed)} was surveyed for this duty{where}"
    if change.surveyed == change.not_surveyed:
        return f"{surveyed}; on the other side it was not."
    return f"{surveyed}; that of {long_date(change.not_surveyed)} was not."
