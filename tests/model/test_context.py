"""The context of an annex: which paragraphs hold on a day, how they read, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.model.base import Marked
from gapcheck.model.context import Clearance, Context, Prose, ProseParagraph, Review, Round, blank
from gapcheck.model.withholding import released

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


class TestClearance:
    @pytest.mark.parametrize("more", [{}, {"by": "Agency"}, {"date": "2019-01-01"}])
    def test_one_that_is_no_draft_names_who_and_when(self, more: dict[str, str]) -> None:
        with pytest.raises(ValidationError, match="without 'by' and 'date'"):
            Clearance.model_validate({"status": "agency-cleared", **more})

    def test_a_draft_needs_neither(self) -> None:
        assert Clearance().status == "draft"


class TestContext:
    def test_rounds_that_had_begun_by_date(self) -> None:
        rounds = [
            {"from": day, "title": f"Of {day}", "who": "All"} for day in ("2022-05-31", "2021-09-08", "2024-07-22")
        ]
        found = context(consultation=rounds)
        assert [str(r.title) for r in found.rounds(date(2022, 5, 31))] == ["Of 2021-09-08", "Of 2022-05-31"]
        assert found.rounds(date(2021, 9, 7)) == ()

    def test_an_outcome_is_told_from_the_day_on_which_it_was_known(self) -> None:
        found = context(
            consultation=[
                {"from": "2020-01-01", "title": "T", "who": "All", "outcome": "Yes.", "outcome_from": "2021-02-18"}
            ]
        )
        told = [found.rounds(day)[0].outcome for day in (date(2021, 2, 17), date(2021, 2, 18))]
        assert told == [None, Marked(text="Yes.")]

    def test_rounds_of_one_day_stay_as_the_file_has_them(self) -> None:
        """Their order must tell nothing of a title that is withheld."""
        titles = ["C", {"text": "B", "withheld": "s 6(a)"}, {"text": "A", "withheld": "s 6(a)"}]
        found = context(consultation=[{"from": "2020-01-01", "title": title, "who": "All"} for title in titles])
        assert [r.title.text for r in found.rounds(date(2020, 1, 1))] == ["C", "B", "A"]

    def test_reviews_of_places_by_date(self) -> None:
        reviews = [
            {"about": about, "role": "Analyst", "date": day, "text": f"{about} {day}"}
            for about, day in (
                ("model:3", "2020-01-02"),
                ("model:2", "2020-01-01"),
                ("model:2", "2020-01-03"),
                ("model:4", "2020-01-01"),
            )
        ]
        found = context(reviews=reviews).reviewed(["model:2", "model:3"], date(2020, 1, 2))
        assert [str(r.text) for r in found] == ["model:2 2020-01-01", "model:3 2020-01-02"]

    def test_a_round_that_is_withheld_in_part_loses_its_sources(self) -> None:
        found = Round.model_validate(
            {"from": "2020-01-01", "title": "A", "who": {"text": "B", "withheld": "s 6(a)"}, "source": SOURCE}
        )
        assert found.released().source == ()

    def test_a_round_that_is_withheld_as_a_whole_loses_all_else(self) -> None:
        hidden = {"text": "B", "withheld": "s 6(a)"}
        given = {"from": "2020-01-01", "to": "2020-02-01", "title": hidden, "who": hidden, "articles": ["3"]}
        found = Round.model_validate({**given, "responses": 3, "source": SOURCE})
        clear = released(found)
        assert (clear.last, clear.articles, clear.responses, clear.source) == (None, (), None, ())
        assert (found.is_hidden, clear.is_hidden) == (False, True)
        partly = released(Round.model_validate({**given, "outcome": "Three answers."}))
        assert (partly.articles, partly.is_hidden) == (("3",), False)

    def test_a_blank_one_has_nothing_but_the_instrument(self) -> None:
        found = blank("model")
        assert found == context()
        assert (found.context.clearance.status, found.context.standing_orders.analysis, found.key) == (
            "draft",
            None,
            None,
        )


class TestDocumentation:
    PAGE = Path(__file__).parents[2] / "docs" / "context.md"

    def test_the_example_is_a_context(self) -> None:
        example = re.findall(r"```yaml\n(.*?)```", self.PAGE.read_text(encoding="utf-8"), flags=re.S)[0]
        found = Context.model_validate(parse(example.encode(), "example").data)
        assert str(found.prose.costs[0]) == "The agencies need [s 9(2)(f)(iv): three more people]."

    def test_every_topic_is_named(self) -> None:
        text = self.PAGE.read_text(encoding="utf-8")
        assert [topic for topic in Prose.model_fields if f"`{topic}`" not in text] == []


def test_a_review_speaks_of_the_day_whose_law_was_reviewed() -> None:
    given = {"about": "t:1", "role": "Analyst", "date": "2020-05-04", "text": "Read."}
    plain, dated = Review(**given), Review(**given, as_at="2020-01-01")
    assert (plain.speaks_of(date(2020, 1, 1)), plain.speaks_of(date(2020, 5, 4))) == (False, True)
    assert (dated.speaks_of(date(2020, 1, 1)), dated.speaks_of(date(2019, 12, 31))) == (True, False)
