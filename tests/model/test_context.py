"""The context of an annex: rounds and reviews by day, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.model.base import Marked
from gapcheck.model.context import Clearance, Context, Review, Round, blank
from gapcheck.model.prose import Prose
from gapcheck.model.withholding import released

SOURCE = [{"ref": "Paper", "pinpoint": "para 1", "checked": "verified"}]


def context(**more: Any) -> Context:
    return Context.model_validate({"context": {"instrument": "model"}, **more})


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
