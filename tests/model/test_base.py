"""Dates, intervals and the strictness of all models."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module

import pytest
from pydantic import ValidationError

from gapcheck.errors import UsageError
from gapcheck.model.base import Interval, Model, Source, Text, as_at_date, one_of, parse_date


class TestDates:
    def test_an_iso_date_is_a_date(self):
        assert parse_date("2024-02-29") == parse_date(date(2024, 2, 29)) == date(2024, 2, 29)

    @pytest.mark.parametrize(
        "bad",
        [
            "2023-02-29",
            "2024-2-29",
            "20240229",
            "2024-W09-4",
            "29/02/2024",
            "2024-02-29T00:00",
            " 2024-02-29",
            "today",
            "",
            0,
        ],
    )
    def test_anything_else_is_not(self, bad):
        with pytest.raises(ValueError, match="is not a date; expected an ISO date such as 2025-10-01"):
            parse_date(bad)

    def test_a_time_of_day_is_not_a_date(self):
        """A ``datetime`` is a ``date`` to Python, but cannot be compared with one."""
        with pytest.raises(ValueError, match="is not a date"):
            parse_date(datetime(2024, 2, 29, 12))

    def test_as_at_says_what_was_asked(self):
        with pytest.raises(UsageError, match="as_at: 'yesterday' is not a date"):
            as_at_date("yesterday")


class TestInterval:
    def test_the_first_day_is_in_and_the_last_day_is_out(self):
        one = Interval(start="2010-01-01", end="2015-01-01")
        days = [date(2009, 12, 31), date(2010, 1, 1), date(2014, 12, 31), date(2015, 1, 1)]
        assert [one.holds(day) for day in days] == [False, True, True, False]

    def test_an_interval_without_an_end_does_not_end(self):
        assert Interval(start="2010-01-01").holds(date.max)

    def test_the_keys_of_the_files_are_from_and_to(self):
        assert Interval(**{"from": "2010-01-01", "to": None}) == Interval(start="2010-01-01")

    @pytest.mark.parametrize(("end", "word"), [("2010-01-01", "empty"), ("2009-12-31", "backward")])
    def test_an_interval_runs_forward(self, end, word):
        with pytest.raises(ValidationError, match=f"{word} interval from 2010-01-01 to {end}"):
            Interval(start="2010-01-01", end=end)

    def test_assent_does_not_follow_commencement(self):
        assert Interval(start="2010-01-01", enacted="2010-01-01").enacted == date(2010, 1, 1)
        with pytest.raises(ValidationError, match="enacted on 2010-01-02, after it came into force on 2010-01-01"):
            Interval(start="2010-01-01", enacted="2010-01-02")

    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            (("2010-01-01", "2012-01-01"), ("2012-01-01", None), False),
            (("2010-01-01", "2012-01-02"), ("2012-01-01", None), True),
            (("2010-01-01", None), ("2020-01-01", None), True),
            (("2010-01-01", "2011-01-01"), ("2020-01-01", None), False),
            (("2010-01-01", "2020-01-01"), ("2012-01-01", "2013-01-01"), True),
        ],
    )
    def test_intervals_overlap_when_some_day_is_in_both(self, one, other, expected):
        first, second = (Interval(start=a, end=b) for a, b in (one, other))
        assert first.overlaps(second) is second.overlaps(first) is expected


@pytest.mark.parametrize(
    ("enacted", "end", "day", "stage"),
    [
        ("2012-03-30", None, "2012-03-29", "not_enacted"),
        ("2012-03-30", None, "2012-03-30", "enacted"),
        ("2012-03-30", None, "2013-09-30", "enacted"),
        (None, None, "2013-09-30", "not_in_force"),
        ("2012-03-30", None, "2013-10-01", "in_force"),
        (None, "2016-07-01", "2016-06-30", "in_force"),
        (None, "2016-07-01", "2016-07-01", "ended"),
    ],
)
def test_what_is_enacted_is_told_from_what_is_in_force(
    enacted: str | None, end: str | None, day: str, stage: str
) -> None:
    interval = Interval(start=date(2013, 10, 1), end=end, enacted=enacted)
    assert interval.stage(date.fromisoformat(day)) == stage


class Sample(Model):
    text: Text


class TestModels:
    def test_unknown_keys_are_errors(self):
        with pytest.raises(ValidationError, match="Extra inputs"):
            Source(ref="a", pinpoint="b", checked="verified", cheked="verified")

    def test_nothing_is_converted_silently(self):
        for bad in (1.5, True, None, ["a"]):
            with pytest.raises(ValidationError):
                Sample(text=bad)

    def test_a_whole_number_is_a_label(self):
        assert Sample(text=252).text == "252"

    def test_text_is_stripped_and_not_empty(self):
        assert Sample(text=" a ").text == "a"
        with pytest.raises(ValidationError):
            Sample(text="  ")

    @pytest.mark.parametrize(
        "bad", ["s 1\u202e2", "a\x00b", "a\x1bb", "a\u2066b", "a\u200bb", "a\xadb", "\ufeffa", "a\u2060"]
    )
    def test_text_that_reads_differently_from_what_it_is_is_refused(self, bad):
        with pytest.raises(ValidationError, match="control, bidirectional or invisible"):
            Sample(text=bad)

    def test_maori_and_typographic_text_is_welcome(self):
        assert Sample(text="Te Tari Taake – “Māori”").text == "Te Tari Taake – “Māori”"

    def test_models_are_frozen_values(self):
        one = Sample(text="a")
        assert one == Sample(text="a")
        assert hash(one) == hash(Sample(text="a"))
        with pytest.raises(ValidationError, match="frozen"):
            one.text = "b"

    def test_a_model_out_of_a_pickle_is_the_same_frozen_value(self):
        one = Source(ref="a", pinpoint="b", checked="verified", note="c")
        again = pickle.loads(pickle.dumps(one))
        assert (again, hash(again), repr(again)) == (one, hash(one), repr(one))
        assert again.model_fields_set == one.model_fields_set == {"ref", "pinpoint", "checked", "note"}
        assert again.model_copy(update={"url": None}) == one
        with pytest.raises(ValidationError, match="frozen"):
            again.ref = "b"

    def test_no_model_has_what_a_pickle_would_not_hold(self):
        # Whatever a catalogue can hold.
        import_module("gapcheck.catalogue.file_places")
        every = list(models(Model))
        assert len(every) > 70
        assert [m.__name__ for m in every if m.__private_attributes__ or m.model_config["extra"] != "forbid"] == []

    def test_how_far_a_source_was_checked_is_one_of_three(self):
        with pytest.raises(ValidationError, match="checked"):
            Source(ref="a", pinpoint="b", checked="yes")

    def test_one_of(self):
        assert one_of({"a": 1, "b": None, "c": 0}, ("a", "b", "c", "d")) == ["a", "c"]


def models(form: type[Model]) -> Iterator[type[Model]]:
    """The models that a model is the base of, and those that these are."""
    for one in form.__subclasses__():
        yield one
        yield from models(one)
