"""Verdicts in the signs of other forms."""

from typing import get_args

import pytest

from gapcheck.engine.results import Status
from gapcheck.report.forms.form_marks import ANSWER, COMPLIANCE, MARK, RATING

STATUSES = get_args(Status.__value__ if hasattr(Status, "__value__") else Status)


@pytest.mark.parametrize("signs", [ANSWER, COMPLIANCE, MARK, RATING])
def test_every_status_has_a_sign(signs: dict[str, str]) -> None:
    assert set(signs) == set(STATUSES)
    assert all(signs.values())


@pytest.mark.parametrize("signs", [ANSWER, COMPLIANCE, MARK, RATING])
def test_a_reservation_and_a_contested_point_are_never_told_as_yes_or_no(signs: dict[str, str]) -> None:
    plain = {signs["met"], signs["unmet"], signs["partial"]}
    assert plain.isdisjoint({signs["met_with_reservation"], signs["unclear"], signs["withheld"]})
