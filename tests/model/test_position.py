"""What New Zealand has done, and readings."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from support.builders import SOURCE, exercise, reading

from gapcheck.model.position import Consent, Exercise, Position, Reading, ReadingGround


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
        grounds=[ReadingGround(point="act:1#object", text="So says the NIA.", source=[SOURCE])],
    )
    assert made.rejects == ()
    assert made.grounds[0].point in made.accepts
    assert reading().accepts == ()


@pytest.mark.parametrize(
    ("keys", "day", "record"),
    [
        ({"binding_from": "2025-12-01"}, "2025-11-30", "not_yet"),
        ({"binding_from": "2025-12-01"}, "2025-12-01", "bound"),
        ({"not_party_on": "2026-05-31"}, "2026-05-31", "no_party"),
        ({"not_party_on": "2026-05-31"}, "2026-06-01", "no_record"),
        ({}, "2026-06-01", "no_record"),
    ],
)
def test_that_it_does_not_bind_is_known_only_where_somebody_looked(keys: dict[str, str], day: str, record: str) -> None:
    position = Position(instrument="t", source=(SOURCE,), **keys)
    assert position.record(date.fromisoformat(day)) == record
