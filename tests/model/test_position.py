"""What New Zealand has done, and readings."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from support.builders import SOURCE, exercise, reading

from gapcheck.model.position import Consent, Exercise, Ground, Position, Reading


def test_an_exercise_names_a_narrowing_and_a_day():
    made = exercise("20(1)#offence-range", "2025-08-28", limit_to=("offence-7y",))
    assert (made.narrowing, made.date, made.limit_to) == ("t:20(1)#offence-range", date(2025, 8, 28), ("offence-7y",))


def test_an_exercise_is_certain_unless_it_says_otherwise():
    assert exercise("1#a").arguably is False
    assert exercise("1#a", arguably=True).arguably is True
    with pytest.raises(ValidationError, match="arguably"):
        Exercise(narrowing="t:1#a", date="2025-08-28", text="Lodged.", arguably="perhaps")


def test_what_was_not_lodged_and_an_empty_limit_differ():
    assert exercise("1#a").limit_to is None
    assert exercise("1#a", limit_to=()).limit_to == ()


def test_consent_is_of_a_known_kind():
    assert Consent(kind="accession", date="2025-08-28").date == date(2025, 8, 28)
    with pytest.raises(ValidationError, match="kind"):
        Consent(kind="applause", date="2025-08-28")


def test_a_position_need_not_bind_yet():
    assert Position(instrument="t").binding_from is None


def test_a_reading_accepts_and_rejects_points_on_stated_grounds():
    made = Reading(
        id="officials",
        title="Officials",
        accepts=["act:1#object"],
        grounds=[Ground(point="act:1#object", text="So says the NIA.", source=[SOURCE])],
    )
    assert made.rejects == ()
    assert made.grounds[0].point in made.accepts
    assert reading().accepts == ()
