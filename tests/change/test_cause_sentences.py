"""Causes in sentences: one for each fate of a rule, and rules with the same fate told together.

Comparisons (test_comparison) show the sentences of whole verdicts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.builders import catalogue, duty, exercise, rule

from gapcheck.change.cause import (
    Cause,
    DutyOnOneSide,
    DutyRecordChange,
    ExerciseChange,
    ReadingChange,
    RuleChange,
    SurveyChange,
    VocabularyChange,
)
from gapcheck.change.cause_sentences import brought_by, cause_sentences, exercise_in_words, exercise_sentence
from gapcheck.change.record_differences import RecordDifference
from gapcheck.model.law import PRACTICE, Act, Reform, RuleEntry
from gapcheck.model.state import State

BILL = Reform(id="bill", title="Access Bill", stage="bill", commences=date(2026, 1, 1))
DAY = date(2005, 1, 1)
STATE = State(id="nz", name="New Zealand")
DROPPED = (RecordDifference("condition", "dropped", "object"),)


def entry(name: str = "1", **more: str) -> RuleEntry:
    made = catalogue(duty(conduct="access"), [rule(n, conduct="access", **more) for n in ("1", "2")])
    return next(e for e in made.rules if e.rule.id == name)


ONE = entry(start="2001-01-01", end="2010-01-01")
CITED = "Made Up Act 2000, s 1"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            RuleChange(None, ONE, "second_reform", reform=BILL),
            f"With Access Bill, {CITED} is in force from 1 January 2001.",
        ),
        (RuleChange(None, ONE, "first_reform", reform=BILL), f"Without Access Bill, {CITED} is in force."),
        (
            RuleChange(None, ONE, "data", day=DAY),
            f"For 1 January 2005, {CITED} is recorded in the second version of the data only.",
        ),
        (RuleChange(None, ONE, "start"), f"{CITED} has been in force since 1 January 2001."),
        (RuleChange(None, ONE, "start", "An Act"), f"{CITED} has been in force since 1 January 2001 (An Act)."),
        (
            RuleChange(None, ONE, "end", "An Act", day=DAY),
            f"{CITED} was still in force on 1 January 2005; it ended on 1 January 2010 (An Act).",
        ),
        (RuleChange(ONE, None, "first_reform", reform=BILL), f"Without Access Bill, {CITED} is not in force."),
        (RuleChange(ONE, None, "second_reform", reform=BILL), f"With Access Bill, {CITED} is no longer in force."),
        (
            RuleChange(ONE, None, "data", day=DAY),
            f"For 1 January 2005, {CITED} is recorded in the first version of the data only.",
        ),
        (
            RuleChange(ONE, None, "start", day=DAY),
            f"{CITED} was not yet in force on 1 January 2005; it began on 1 January 2001.",
        ),
        (RuleChange(ONE, None, "end"), f"{CITED} is no longer in force: it ended on 1 January 2010."),
        (
            RuleChange(ONE, ONE, "second_reform", reform=BILL, differences=DROPPED),
            f"With Access Bill, {CITED} is different: condition as to object dropped.",
        ),
        (
            RuleChange(ONE, ONE, "first_reform", reform=BILL, differences=DROPPED),
            f"Without Access Bill, {CITED} is different: condition as to object dropped.",
        ),
        (
            RuleChange(ONE, ONE, "data", differences=DROPPED),
            f"{CITED} is recorded differently in the second version of the data: condition as to object dropped.",
        ),
        (
            RuleChange(ONE, ONE, "start", differences=DROPPED),
            f"{CITED} has had another form since 1 January 2001: condition as to object dropped.",
        ),
        (
            RuleChange(ONE, ONE, "end", "An Act", differences=DROPPED),
            f"{CITED} had another form until 1 January 2010 (An Act): condition as to object dropped.",
        ),
    ],
)
def test_each_fate_of_a_rule(change, sentence):
    assert cause_sentences(Cause((change,)), STATE) == (sentence,)


def test_a_reform_laid_over_the_law_of_a_day_says_so():
    bill = BILL.model_copy(update={"over": date(2025, 1, 1)})
    (sentence,) = cause_sentences(Cause((RuleChange(ONE, None, "second_reform", reform=bill),)), STATE)
    assert sentence.startswith("With Access Bill (laid over the law of 1 January 2025), ")


def test_rules_with_the_same_fate_are_told_together_and_others_apart():
    both = [entry(name, start="2001-01-01") for name in ("1", "2")]
    changes = [RuleChange(None, e, "start") for e in both]
    together = "Made Up Act 2000, ss 1 and 2 have been in force since 1 January 2001."
    assert cause_sentences(Cause(tuple(changes)), STATE) == (together,)
    assert len(cause_sentences(Cause((changes[0], replace(changes[1], by="An Act"))), STATE)) == 2
    assert len(cause_sentences(Cause((changes[0], RuleChange(None, entry("2"), "start"))), STATE)) == 2


def test_a_measure_outside_statute_stands_apart_even_where_the_sentence_does_not_say_why():
    practice = replace(ONE, act=Act(id=PRACTICE, title="Practice"))
    changes = [RuleChange(None, e, "data", day=DAY) for e in (ONE, practice)]
    assert len(cause_sentences(Cause(tuple(changes)), STATE)) == 2


class TestDeclarationsAndReservations:
    MADE = ExerciseChange(exercise("1#limit"), "reservation", "40", in_play=True, reason="date")
    CITED = "New Zealand's reservation under Article 40 of 1 January 2010"

    def test_in_words(self):
        assert exercise_in_words(self.MADE, STATE) == self.CITED
        assert exercise_in_words(replace(self.MADE, under=None), STATE) == "New Zealand's reservation of 1 January 2010"

    @pytest.mark.parametrize(
        ("change", "end"),
        [
            (MADE, "came into play: Lodged."),
            (replace(MADE, in_play=False), "is not in play: Lodged."),
            (replace(MADE, reason="reform", reform=BILL), "came into play (with Access Bill): Lodged."),
            (replace(MADE, reason="data"), "came into play (recorded in one version of the data only): Lodged."),
            (
                replace(MADE, exercise=exercise("1#limit", arguably=True)),
                "came into play: Lodged. It is not certain that it was made.",
            ),
        ],
    )
    def test_a_sentence(self, change, end):
        assert exercise_sentence(change, STATE) == f"{self.CITED} {end}"


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            SurveyChange(date(2015, 1, 1), DAY, same_data=True),
            "The law of 1 January 2015 was surveyed for this duty; that of 1 January 2005 was not.",
        ),
        (
            SurveyChange(DAY, DAY, same_data=False),
            "The law of 1 January 2005 was surveyed for this duty in its version of the data; on the "
            "other side it was not.",
        ),
        (DutyOnOneSide("t:1", "first"), "The duty t:1 is in the first version of the data only."),
        (
            DutyRecordChange("t:1", DROPPED),
            "The duty t:1 is recorded differently in the second version of the data: condition as to object dropped.",
        ),
        (
            VocabularyChange(("access", "delete")),
            "In the second version of the data the vocabulary places differently: access and delete.",
        ),
        (ReadingChange("A reading", ("a", "b")), "The reading “A reading” settles differently: a and b."),
    ],
)
def test_surveys_and_records(other, sentence):
    assert cause_sentences(Cause(others=(other, other)), STATE) == (sentence,)


def test_what_brought_a_change_is_named_once():
    changes = (RuleChange(None, ONE, "start", "An Act"), RuleChange(ONE, None, "end", "An Act"))
    made = TestDeclarationsAndReservations.MADE
    assert brought_by(Cause(changes, (made,)), STATE) == ("An Act", TestDeclarationsAndReservations.CITED)
    assert brought_by(Cause((RuleChange(None, ONE, "start"),)), STATE) == ()
