"""Reviews as values: what an entry needs, and what a release copy leaves of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from gapcheck.model.base import FROM_FILE
from gapcheck.model.review import ReviewEntry, SignOffRule
from gapcheck.model.withholding import released

DUTY: dict[str, Any] = {
    "about": "t:1",
    "agency": "Police",
    "role": "Manager",
    "date": "2020-05-04",
    "as_at": "2020-01-01",
    "view": "disagrees",
    "reason": "Because.",
    "fingerprint": "0123456789ab",
}
QUESTION = {**DUTY, "about": "question:q", "view": "fails"}


def test_an_entry_knows_what_it_is_of() -> None:
    duty, question = ReviewEntry(**DUTY), ReviewEntry(**QUESTION)
    assert (duty.of_question, duty.question) == (False, "")
    assert (question.of_question, question.question) == (True, "q")
    assert duty.key == ("t:1", "Police", "Manager", duty.date)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"view": "holds"}, "expected one of agrees, disagrees, needs_advice"),
        ({"about": "question:q", "view": "agrees"}, "expected one of holds, fails, open"),
        ({"reason": None}, "without a reason"),
        ({"view": None}, "'view' is missing"),
        ({"fingerprint": "0123"}, "should match pattern"),
        ({"withheld": "privacy"}, "should match pattern"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_is_not_an_entry(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ReviewEntry(**{**DUTY, **change})


def test_who_agrees_needs_no_reason() -> None:
    assert str(ReviewEntry(**{**DUTY, "view": "agrees", "reason": None}).marked_reason) == "Agreed."


def test_an_empty_ground_in_a_file_is_a_slip() -> None:
    with pytest.raises(ValidationError, match="'withheld' says nothing"):
        ReviewEntry.model_validate({**DUTY, "withheld": None}, context=FROM_FILE)


def test_a_release_copy_loses_what_is_withheld_and_nothing_else() -> None:
    secret = ReviewEntry(**{**DUTY, "change": "Repeal it.", "withheld": "s 9(2)(h)"})
    assert str(secret.marked_reason) == "[s 9(2)(h): Because.]"
    left = released((secret, ReviewEntry(**DUTY)))
    assert left[1] == ReviewEntry(**DUTY)
    assert (left[0].view, left[0].reason, left[0].change) == (None, None, None)
    assert str(left[0].marked_reason) == "[s 9(2)(h)]"
    assert left[0].marked_change is None
    assert left[0].key == secret.key


@pytest.mark.parametrize(
    ("given", "message"),
    [({"roles": [{}]}, "it is of nothing"), ({"duties": ["all"], "roles": []}, "'roles' is empty")],
)
def test_a_rule_of_the_policy_is_of_something_and_names_somebody(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SignOffRule(**given)
