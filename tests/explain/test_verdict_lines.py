"""An assessment as a list: a line for each duty."""

from __future__ import annotations

import pytest

from gapcheck import Gapcheck, load
from gapcheck.explain.verdict_lines import VerdictLine, turning_on, verdict_lines
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


def test_the_law_stands_together_and_what_the_verdict_turns_on_by_its_title(lines: dict[str, VerdictLine]) -> None:
    offence = lines["6(1)(b)"]
    assert offence.law == "Crimes Act 1961, ss 216D(1), 239B, 254(1) and 254(3)"
    assert offence.turns_on == "Devices and programs that only intercept"
    assert (offence.article_verdict, offence.verdict) == ("Likely partial", "Likely partial")


def test_what_does_not_bind_says_so(bundled: Gapcheck) -> None:
    told = {line.verdict for line in verdict_lines(assess(bundled, "uncc"))}
    assert any(verdict.endswith("(endeavour, not binding)") for verdict in told)


def test_an_article_without_duties_has_a_line(bundled: Gapcheck) -> None:
    assessment = assess(bundled, "mandate-2023")
    bare = [line for line in verdict_lines(assessment) if line.duty is None]
    assert [line.article.article.article for line in bare] == [
        a.article.article for a in assessment.articles if not a.duties
    ]
    assert bare
    assert {(line.pinpoint, line.verdict, line.law, line.turns_on) for line in bare} == {("", "", "", "")}


def test_where_no_question_decides_all_are_named(bundled: Gapcheck) -> None:
    assessment = assess(bundled, "budapest")
    sensitivity = assessment.sensitivity
    for duty in (duty for article in assessment.articles for duty in article.duties):
        assert turning_on(sensitivity, duty) == (sensitivity.least(duty) or sensitivity.of_duty(duty))
