"""Duties that are judged although nobody recorded where they looked."""

from __future__ import annotations

from support.builders import catalogue, duty, rule
from support.linting import found, only, with_instrument

from gapcheck.lint.surveys import lint_surveys
from gapcheck.model.treaty import Survey


def test_only_duties_that_are_judged_need_a_survey() -> None:
    forces = ("shall", "consider", "endeavour", "may", "limit", "definition", "statement")
    made = catalogue([duty(str(n), conduct="access", force=f, surveyed=False) for n, f in enumerate(forces, start=1)])
    assert found(lint_surveys, made) == [("unsurveyed", "t:1"), ("unsurveyed", "t:2"), ("unsurveyed", "t:3")]


def test_a_survey_has_to_name_an_act() -> None:
    one = duty(conduct="access").model_copy(update={"survey": Survey(date="2020-01-01", acts=())})
    assert only(lint_surveys, catalogue(one)).code == "survey-without-acts"


def test_a_survey_comes_after_the_rules_of_an_act_that_it_names() -> None:
    one = duty(conduct="access").model_copy(update={"survey": Survey(date="2020-01-01", acts=("act", "other"))})
    found_one = only(lint_surveys, catalogue(one))
    assert (found_one.code, found_one.message) == (
        "survey-before-rules",
        "no rule is on record of what the survey names (act, other)",
    )
    assert found(lint_surveys, catalogue(one, [rule(conduct="access")])) == []


def test_a_survey_need_not_reach_back_to_the_opening_of_the_instrument() -> None:
    one = duty(conduct="access").model_copy(
        update={"survey": Survey(date="2020-01-01", acts=("act",), start="2015-01-01")}
    )
    assert found(lint_surveys, with_instrument(catalogue(one, [rule(conduct="access")]), opened="2001-11-23")) == []


def test_the_duties_of_an_instrument_that_another_answers_need_one_too() -> None:
    made = with_instrument(catalogue(duty(conduct="access", surveyed=False)), answered_by="u")
    assert only(lint_surveys, made).code == "unsurveyed"
