"""Markings: what is a classification, what is refused, and what may be released."""

from __future__ import annotations

import pytest

from gapcheck.errors import UsageError
from gapcheck.report.markings import CLASSIFICATIONS, checked_marking, classification_of, known_marking, may_be_released


@pytest.mark.parametrize("marking", ["", "  ", "a\nb", "x" * 61])
def test_a_marking_fits_the_head_of_a_page(marking: str) -> None:
    with pytest.raises(UsageError, match="expected a marking of 1 to 60 characters"):
        checked_marking(marking)


def test_a_marking_may_fill_the_head_of_a_page() -> None:
    assert checked_marking("x" * 60) == "x" * 60


@pytest.mark.parametrize("marking", [*CLASSIFICATIONS, "PROACTIVELY RELEASED", "In-Confidence"])
def test_what_is_known_is_taken_as_it_was_written(marking: str) -> None:
    assert known_marking(f" {marking} ") == marking


@pytest.mark.parametrize(
    ("marking", "found"),
    [
        ("top secret", "TOP SECRET"),
        ("RESTRICTED NEW ZEALAND EYES ONLY", "RESTRICTED"),
        ("IN-CONFIDENCE: Cabinet", "IN CONFIDENCE"),
        ("UNCLASSIFIED SAMPLE", "UNCLASSIFIED"),
        ("SECRETARIAT", None),
        ("NOT SECRET", None),
    ],
)
def test_a_classification_may_have_an_endorsement_after_it(marking: str, found: str | None) -> None:
    assert classification_of(marking) == found


def test_what_is_unknown_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        UsageError, match=r"'RESTRICED' is no classification .*did you mean 'RESTRICTED'.*--other-marking"
    ):
        known_marking("RESTRICED")


@pytest.mark.parametrize(
    ("marking", "own", "may"),
    [
        ("UNCLASSIFIED", None, True),
        ("Proactively released", None, True),
        ("PUBLIC", None, False),
        ("PUBLIC", "PUBLIC", True),
        ("PUBLIC", "OPEN", False),
        ("IN CONFIDENCE", None, False),
        # No context can make a classified paper public.
        ("SECRET", "SECRET", False),
    ],
)
def test_what_may_be_released(marking: str, own: str | None, may: bool) -> None:
    assert may_be_released(marking, own) is may
