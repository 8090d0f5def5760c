"""An assessment as a list: a line for each duty."""

from __future__ import annotations

import pytest

from gapcheck import Gapcheck, load
from gapcheck.explain.verdict_lines import VerdictLine, questions_in_order, turning_on, verdict_lines
from gapcheck.faces import Assessment


@pytest.fixture(scope="module")
def bundled() -> Gapcheck:
    return load()


def assess(book: Gapcheck, instrument: str) -> Assessment:
    return book.assess(instrument, "2026-11-28")


@pytest.fixture(scope="module")
def lines(bundled: Gapcheck) -> dict[str, VerdictLine]:
    return {line.pinpoint: line for line in verdict_lines(assess(bundled, "budapest"))}


def test_there_is_a_line_for_each_duty_in_order(bundled: Gapcheck) -> None:
    assessment = assess(bundled, "budapest")
    told = [line.duty.full.key for line in verdict_lines(assessment) if line.duty]
    assert told == [duty.full.key for article in assessment.articles for duty in article.duties]
    assert len(told) > 100


def test_the_law_stands_together_and_what_the_verdict_turns_on_beside_it(lines: dict[str, VerdictLine]) -> None:
    offence = lines["6(1)(b)"]
    assert offence.law == "Crimes Act 1961, ss 216D(1), 239B, 254(1) and 254(3)"
    assert [question.title for question in offence.questions] == ["Devices and programs that only intercept"]
    assert (offence.article_verdict, offence.verdict, offence.force) == ("Likely partial", "Likely partial", "")


def test_what_does_not_bind_says_so(bundled: Gapcheck) -> None:
    told = [line for line in verdict_lines(assess(bundled, "uncc")) if line.duty]
    assert {line.force for line in told if line.duty and not line.duty.binding and line.duty.status != "no_duty"} == {
        "consider",
        "endeavour",
    }
    assert {line.force for line in told if line.duty and (line.duty.binding or line.duty.status == "no_duty")} == {""}


def test_questions_that_the_status_depends_on_come_first_then_those_that_are_open(bundled: Gapcheck) -> None:
    assessment = assess(bundled, "budapest")
    sensitivity = assessment.sensitivity
    for duty in (duty for article in assessment.articles for duty in article.duties):
        told, least = questions_in_order(sensitivity, duty), sensitivity.least(duty)
        rest = [question.view == "open" for question in told[len(least) :]]
        assert told[: len(least)] == least
        assert rest == sorted(rest, reverse=True)
        assert {q.id for q in told} == {q.id for q in (*least, *sensitivity.of_duty(duty))}


def test_an_article_without_duties_has_a_line(bundled: Gapcheck) -> None:
    assessment = assess(bundled, "mandate-2023")
    bare = [line for line in verdict_lines(assessment) if line.duty is None]
    assert [line.article.article.article for line in bare] == [
        a.article.article for a in assessment.articles if not a.duties
    ]
    assert bare
    assert {(line.pinpoint, line.verdict, line.law, line.questions) for line in bare} == {("", "", "", ())}


def test_where_no_question_decides_all_are_named(bundled: Gapcheck) -> None:
    assessment = assess(bundled, "budapest")
    sensitivity = assessment.sensitivity
    for duty in (duty for article in assessment.articles for duty in article.duties):
        assert turning_on(sensitivity, duty) == (sensitivity.least(duty) or sensitivity.of_duty(duty))
