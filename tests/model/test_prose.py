"""Prose of an annex: how a paragraph is written and reads, the days on which it holds, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gapcheck.model.base import Marked
from gapcheck.model.context import Context
from gapcheck.model.prose import Prose, ProseParagraph

SOURCE = [{"ref": "Paper", "pinpoint": "para 1", "checked": "verified"}]
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def paragraph(value: Any) -> ProseParagraph:
    return ProseParagraph.model_validate(value)


def context(**more: Any) -> Context:
    return Context.model_validate({"context": {"instrument": "model"}, **more})


class TestParagraph:
    @pytest.mark.parametrize(
        ("value", "told"),
        [
            ("Open.", "Open."),
            ({"text": "Open.", "source": SOURCE}, "Open."),
            ({"text": "Hidden.", "withheld": "s 6(a)"}, "[s 6(a): Hidden.]"),
            ({"withheld": "s 6(a)"}, "[s 6(a)]"),
            ({"parts": ["Open", {"text": "hidden", "withheld": "s 6(a)"}]}, "Open [s 6(a): hidden]"),
        ],
    )
    def test_its_forms(self, value: Any, told: str) -> None:
        assert str(paragraph(value)) == told

    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ("We oppose a", "which is new.", "We oppose a [s 6(a)] which is new."),
            ("We oppose a", ", which is new.", "We oppose a [s 6(a)], which is new."),
            ("We oppose a", ".", "We oppose a [s 6(a)]."),
            ("We oppose it (", ").", "We oppose it ([s 6(a)])."),
        ],
    )
    def test_spaces_go_between_its_parts_but_not_before_a_comma(self, before: str, after: str, told: str) -> None:
        assert str(paragraph({"parts": [before, {"withheld": "s 6(a)"}, after]})) == told

    @given(st.text(min_size=1).filter(lambda t: t.strip() and t.isprintable()))
    def test_what_is_withheld_does_not_move_a_space(self, hidden: str) -> None:
        found = paragraph({"parts": ["Open", {"text": hidden, "withheld": "s 6(a)"}, "again."]})
        released = found.model_copy(update={"parts": tuple(p.released() for p in found.parts)})
        assert str(released) == "Open [s 6(a)] again."

    def test_the_spaces_stand_between_the_parts(self) -> None:
        found = paragraph({"parts": ["One", "two", "."]})
        assert found.spaced() == (Marked(text="One"), " ", Marked(text="two"), Marked(text="."))

    @pytest.mark.parametrize(
        "value",
        [
            {"parts": []},
            {"text": "A", "from": "2019-01-02", "to": "2019-01-02"},
            {"text": "A", "from": "2019-01-02", "to": "2019-01-01"},
            {"text": "A", "parts": ["B"]},
            {"text": ""},
        ],
    )
    def test_what_is_refused(self, value: Any) -> None:
        with pytest.raises(ValidationError):
            paragraph(value)

    @given(start=st.none() | DAYS, end=st.none() | DAYS, day=DAYS)
    def test_its_first_day_counts_and_its_last_does_not(self, start: date | None, end: date | None, day: date) -> None:
        if start is not None and end is not None and end <= start:
            return
        found = paragraph({"text": "A", "from": start, "to": end})
        assert found.holds(day) == ((start or date.min) <= day < (end or date.max))

    def test_one_that_is_withheld_as_a_whole_loses_its_sources(self) -> None:
        assert paragraph({"text": "A", "withheld": "s 6(a)", "source": SOURCE}).released().source == ()
        partly = paragraph({"parts": ["A", {"text": "B", "withheld": "s 6(a)"}], "source": SOURCE})
        assert partly.released() is partly


class TestProse:
    def test_the_paragraphs_on_a_topic_that_hold_on_a_day(self) -> None:
        prose = Prose.model_validate(
            {"reasons": ["Always.", {"text": "Before.", "to": "2025-08-28"}, {"text": "After.", "from": "2025-08-28"}]}
        )
        told = {str(day): [str(p) for p in prose.on("reasons", day)] for day in (date(2025, 8, 27), date(2025, 8, 28))}
        assert told == {"2025-08-27": ["Always.", "Before."], "2025-08-28": ["Always.", "After."]}
        assert prose.on("costs", date(2025, 8, 28)) == ()
