"""Findings of outside assessors, held against the verdicts of their own day as ranges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError
from support.builders import SOURCE, catalogue, duty, given, rule

from gapcheck import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UnknownIdError
from gapcheck.model.policy import AssessorsFile, OutsideAssessment
from gapcheck.statements.assessor_comparison import RATINGS, compare_assessments

DAY = "2015-01-01"
COVERS = rule("covers", conduct="access")
NARROW = rule("narrow", conduct="remote-access")
ARGUABLE = rule("arguable", conduct=given("delete", arguably="access"))


def finding(rating: str | None = "C", *about: str, **more: object) -> OutsideAssessment:
    return OutsideAssessment(
        id=str(more.pop("id", "f")),
        assessor="FATF",
        standard="Recommendation 3",
        as_at="2014-01-01",
        about=about or ("t:1",),
        rating=rating,
        vocabulary=more.pop("vocabulary", "fatf"),
        text="Meets the standard.",
        source=(SOURCE,),
    )


def made(rules: object, *findings: OutsideAssessment) -> Catalogue:
    base = catalogue(duty(conduct="access"), rules)
    return Catalogue(replace(base.contents, policy=(AssessorsFile(assessments=findings),)))


@pytest.mark.parametrize(
    ("rating", "law", "result"),
    [
        ("C", COVERS, "agrees"),
        ("C", NARROW, "disagrees"),
        ("LC", NARROW, "agrees"),
        ("LC", COVERS, "agrees"),
        ("PC", NARROW, "agrees"),
        ("PC", COVERS, "disagrees"),
        ("NC", COVERS, "disagrees"),
        ("C", ARGUABLE, "undecided"),
    ],
)
def test_a_rating_is_a_range(rating: str, law: object, result: str) -> None:
    (found,) = compare_assessments(made(law, finding(rating)), DAY)
    assert found.result == result


def test_a_finding_without_a_grade_is_shown_and_compared_with_nothing() -> None:
    (found,) = compare_assessments(made(COVERS, finding(None, vocabulary="oecd")), DAY)
    assert found.result == "not_comparable"
    assert "which cannot be compared with the finding" in found.sentence


def test_the_verdict_is_that_of_the_day_of_the_finding() -> None:
    later = rule("later", conduct="access", start="2014-06-01")
    (found,) = compare_assessments(made(later, finding("C")), DAY)
    assert (found.status, found.result) == ("unmet", "disagrees")


def test_a_finding_of_a_later_day_is_left_out() -> None:
    assert compare_assessments(made(COVERS, finding("C")), "2013-12-31") == ()


def test_of_one_instrument() -> None:
    assert compare_assessments(made(COVERS, finding("C")), DAY, "t") != ()
    with pytest.raises(UnknownIdError, match="instrument"):
        compare_assessments(made(COVERS, finding("C")), DAY, "u")


def test_a_rating_that_the_fatf_does_not_give_is_refused() -> None:
    with pytest.raises(ValidationError, match="expected C, LC, PC or NC"):
        finding("B")
    assert set(RATINGS["fatf"]) == {"C", "LC", "PC", "NC"}


def test_the_sentence_says_who_found_what_and_how_the_verdict_stood() -> None:
    (found,) = compare_assessments(made(NARROW, finding("C")), DAY)
    assert found.sentence == (
        "FATF, Recommendation 3 (compliant): Meets the standard. On 1 January 2014 the verdict on art 1 of the Treaty "
        "was partial, which disagrees."
    )


def test_the_shipped_findings_name_duties_and_say_where_they_disagree() -> None:
    from gapcheck import load

    book: Gapcheck = load()
    found = compare_assessments(book.catalogue, "2026-11-21")
    assert {f.assessment.vocabulary for f in found} >= {"fatf", "oecd"}
    assert {f.about for f in found if f.result == "disagrees"} <= {"uncc:31(1)(b)", "uncc:31(2)"}
