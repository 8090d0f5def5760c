"""The verdict on a duty in one sentence: how it stands, how sure that is, and the questions that it turns on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import FULFILLED, DutyResult
from gapcheck.explain import duty_sentences as say
from gapcheck.explain import following_sentences as following
from gapcheck.explain import question_sentences as asked
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.question import Question
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import small


def verdict(writer: SentenceWriter, duty: DutyResult) -> Iterator[str]:
    """The verdict, and then the further questions that bear on it; nothing where there is no duty."""
    if duty.status == "no_duty":
        return
    told = f"{writer.verdict(duty)}: "
    if duty.status == "not_assessed":
        yield told + _not_assessed(writer, duty)
        return
    if duty.followed:
        yield told + carried_out(writer, duty)
        return
    sensitivity = writer.assessment.sensitivity
    every = sensitivity.of_duty(duty)
    least = sensitivity.least(duty)
    turning = every if duty.certainty == "open" else least
    yield told + _standing(writer, duty, turning)
    if further := [q for q in every if q not in turning]:
        yield say.bears_too(asked.named(further), several=len(further) > 1)


def _standing(writer: SentenceWriter, duty: DutyResult, turning: Sequence[Question]) -> str:
    law, names = _answering(writer, duty), asked.named(turning)
    thing, rule = writer.thing, writer.rule
    if duty.status == "unclear":
        return say.contested(law, thing, names)
    match duty.status:
        case "met":
            found = say.meets(law, thing)
        case "met_with_reservation":
            found = say.meets_with_reservation(law, thing)
        case "unmet":
            found = say.answers_nothing(law, thing, rule)
        case _:
            covered = sum(c.ends.view_low >= Outcome.COVERS_BY_POSITION for c in duty.cells)
            found = say.meets_in_part(law, thing) if covered else say.falls_short(law, thing)
    return say.on_views(found, asked.bases(turning), writer.on_reading if writer.settled_points(duty) else "")


def carried_out(writer: SentenceWriter, duty: DutyResult, *, alone: bool = False) -> str:
    """A duty that follows others: it stands as these do, and those that are not met are named, unless ``alone``."""
    instrument = writer.assessment.instrument
    articles = dict.fromkeys(other.full.article for other in duty.followed)
    if list(articles) == [duty.full.article]:
        return following.carried_out_by_the_rest(writer.thing, division_label(instrument, duty.full.article))
    short = {} if alone else _short_of_followed(writer, duty)
    return following.carried_out_by(writer.thing, [division_label(instrument, a) for a in articles], short)


def followed_short(writer: SentenceWriter, duty: DutyResult) -> str:
    """Those of the duties that a duty follows that are not met, in a sentence; nothing where all are met."""
    return following.stand_so(_short_of_followed(writer, duty))


def _short_of_followed(writer: SentenceWriter, duty: DutyResult) -> dict[str, list[str]]:
    short: dict[str, list[str]] = {}
    for other in duty.followed:
        if other.status not in FULFILLED:
            label = division_label(writer.assessment.instrument, other.full.duty.id)
            short.setdefault(small(writer.verdict(other)), []).append(label)
    return short


def _answering(writer: SentenceWriter, duty: DutyResult) -> str:
    """What answers a duty: the law, or law and practice where a measure outside statute is among what it rests on."""
    practice = any(entry.act.outside_statute for entry in duty.rules)
    return f"{writer.assessment.law} and practice" if practice else writer.assessment.law


def _not_assessed(writer: SentenceWriter, duty: DutyResult) -> str:
    kind = writer.assessment.catalogue.vocabulary.kinds[duty.full.duty.kind].label.lower()
    survey = duty.full.duty.survey
    treaty_law = writer.rule == "rule"
    searched = "the statute book" if treaty_law else writer.assessment.law
    if survey is not None and survey.start is not None:
        law, start = "the law" if treaty_law else "the text", long_date(survey.start)
        searched = say.law_before_the_survey(law, writer.day, long_date(survey.date), start)
    return say.not_assessed(searched, writer.thing, writer.rule, kind)
