"""What would settle open points, as values: openings and matters that are joined in one place."""

from __future__ import annotations

from support.builders import assessed, duty, given, rule

from gapcheck.explain.open_points import Settlement, merged, settlements, settling
from gapcheck.explain.sentences import SentenceWriter

COURT = "A decision of a court, or an amendment that says so, would settle "


def test_a_sentence_from_its_parts() -> None:
    assert str(Settlement("A court would settle ", ("whether a", "whether b"))) == (
        "A court would settle whether a; whether b."
    )
    assert str(Settlement("The agreement would settle it.")) == "The agreement would settle it."


def test_those_with_one_opening_are_told_together_and_no_matter_twice() -> None:
    one, other = Settlement("A ", ("x", "y")), Settlement("B.")
    assert merged([one, other, Settlement("A ", ("y", "z"))]) == (Settlement("A ", ("x", "y", "z")), other)


def test_of_a_duty_as_values_and_as_sentences() -> None:
    law = rule(conduct=given("delete", arguably="access"))
    assessment = assessed(duty(conduct="access"), law)
    teller, result = SentenceWriter(assessment), assessment.duties[0]
    (settlement,) = settlements(teller, result)
    assert settlement.opening == COURT
    assert settling(teller, result) == (str(settlement),)
