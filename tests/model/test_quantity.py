"""Quantities compare in the stated direction (design 2.3)."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from gapcheck.model.quantity import Quantity


def q(text: str) -> Quantity:
    amount, unit = text.split()
    return Quantity(amount=int(amount), unit=unit)


@pytest.mark.parametrize(
    ("one", "other", "at_least", "at_most"),
    [
        ("1 year", "12 month", True, True),
        ("12 month", "1 year", True, True),
        ("13 month", "1 year", True, False),
        ("11 month", "1 year", False, True),
        ("2 year", "1 year", True, False),
        ("90 day", "90 day", True, True),
        ("91 day", "90 day", True, False),
        ("0 year", "0 month", True, True),
    ],
)
def test_a_year_is_twelve_months(one, other, at_least, at_most):
    assert q(one).at_least(q(other)) is at_least
    assert q(one).at_most(q(other)) is at_most


@pytest.mark.parametrize(
    ("one", "other"), [("365 day", "1 year"), ("1 year", "365 day"), ("31 day", "1 month"), ("0 day", "0 month")]
)
def test_days_convert_to_neither(one, other):
    assert not q(one).at_least(q(other))
    assert not q(one).at_most(q(other))


@pytest.mark.parametrize(
    ("one", "text"), [("1 year", "1 year"), ("2 year", "2 years"), ("0 day", "0 days"), ("1 day", "1 day")]
)
def test_a_quantity_in_words(one, text):
    assert str(q(one)) == text


@pytest.mark.parametrize(
    "bad",
    [
        {"amount": -1, "unit": "day"},
        {"amount": 1.5, "unit": "day"},
        {"amount": "1", "unit": "day"},
        {"amount": True, "unit": "day"},
        {"amount": 1, "unit": "days"},
        {"amount": 1, "unit": "week"},
        {"amount": 1},
        {"unit": "day"},
        {"amount": 1, "unit": "day", "about": True},
    ],
)
def test_an_amount_is_a_whole_number_of_a_known_unit(bad):
    with pytest.raises(ValidationError):
        Quantity(**bad)
