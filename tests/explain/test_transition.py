"""Savings and transition: told beside the verdict, and never computed."""

from __future__ import annotations

from datetime import date

from support.assessing import assess
from support.builders import catalogue, duty, rule

import gapcheck
from gapcheck.engine.results import DutyResult
from gapcheck.explain.transition import transition_sentences
from gapcheck.model.base import Source
from gapcheck.model.law import Rule, Saving

PROVISION = Source(ref="Made Up Act 2000", pinpoint="sch 1, cl 5", checked="verified")
PENDING = "The earlier section goes on for applications made before 1 January 2020"


def saved(until: date | None = None) -> Rule:
    """A rule with a saving of which nothing is left from ``until``."""
    saving = Saving(text=PENDING, until=until, source=(PROVISION,))
    return rule(conduct="access", start="2020-01-01").model_copy(update={"savings": (saving,)})


def result(law: Rule, day: str = "2021-01-01") -> DutyResult:
    return assess(catalogue(duty(conduct="access"), law), "t", day).duties[0]


def test_where_it_stands_is_told() -> None:
    assert transition_sentences(result(saved()), date(2021, 1, 1)) == (f"{PENDING}. (Made Up Act 2000, sch 1, cl 5)",)


def test_from_the_day_on_which_nothing_of_it_is_left_nothing_is_said() -> None:
    law = saved(until=date(2025, 1, 1))
    (told,) = transition_sentences(result(law), date(2024, 12, 31))
    assert told == f"{PENDING}. Nothing of it is left from 1 January 2025. (Made Up Act 2000, sch 1, cl 5)"
    assert transition_sentences(result(law), date(2025, 1, 1)) == ()


def test_a_verdict_is_the_same_with_and_without_it() -> None:
    plain = saved().model_copy(update={"savings": ()})
    standings = [(r.status, r.low, r.high, r.certainty) for r in (result(saved()), result(plain))]
    assert standings[0] == standings[1]


def test_in_the_explanation_and_the_json() -> None:
    made = assess(catalogue(duty(conduct="access"), saved()), "t", "2021-01-01")
    sentence = f"{PENDING}. (Made Up Act 2000, sch 1, cl 5)"
    assert sentence in str(made.why("1", full=True))
    assert made.to_dict()["articles"][0]["duties"][0]["transition"] == [sentence]


def test_the_act_of_2025_keeps_the_earlier_section_for_pending_applications() -> None:
    told = gapcheck.load().assess("uncc", "2026-11-21").why("44(2)", full=True)
    assert "made before 1 October 2025 and not finally determined by then" in str(told)
