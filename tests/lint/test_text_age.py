"""Rules that were read in an old text, or in one without a day."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import catalogue, duty, rule
from support.linting import found, only, with_contents

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.text_age import lint_text_age
from gapcheck.model.base import Source
from gapcheck.model.policy import CatalogueFile, CatalogueHead

KNOWN = date(2026, 6, 6)


def read(
    day: date | None, *, ref: str = "Made Up Act 2000", checked: str = "verified", known: date | None = KNOWN
) -> Catalogue:
    """A catalogue whose one rule, was read in a text of ``day``."""
    source = Source(ref=ref, pinpoint="s 1", checked=checked, text_as_at=day)
    law = rule(conduct="access").model_copy(update={"source": (source,)})
    heads = () if known is None else (CatalogueFile(catalogue=CatalogueHead(law_known_to=known)),)
    return with_contents(catalogue(duty(conduct="access"), law), policy=heads)


@pytest.mark.parametrize(("day", "code"), [(date(2024, 6, 5), "old-text"), (date(2024, 6, 6), None)])
def test_more_than_two_years_before_the_last_day_that_was_looked_through(day: date, code: str | None) -> None:
    assert found(lint_text_age, read(day)) == ([(code, "act:1")] if code else [])


def test_the_days_are_told() -> None:
    finding = only(lint_text_age, read(date(2019, 6, 26)))
    assert finding.message == "read in a text as at 2019-06-26, more than 2 years before 2026-06-06"


def test_an_act_that_was_read_has_the_day_of_its_text() -> None:
    assert found(lint_text_age, read(None)) == [("undated-text", "act:1")]


@pytest.mark.parametrize(
    "made",
    [read(None, ref="R v A [2015] NZSC 1"), read(None, checked="secondary"), read(date(1990, 1, 1), known=None)],
)
def test_a_judgment_a_summary_and_a_catalogue_without_a_last_day_are_left_alone(made: Catalogue) -> None:
    assert found(lint_text_age, made) == []
