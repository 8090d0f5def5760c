"""A day after the last whose law was looked through is answered with a caveat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support.builders import catalogue, duty, rule

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.explain.law_known import law_known_sentence
from gapcheck.model.policy import CatalogueFile, CatalogueHead

KNOWN = CatalogueFile(catalogue=CatalogueHead(law_known_to=date(2020, 6, 6)))


def told(day: str, *, known: bool = True) -> str:
    made = catalogue(duty(conduct="access"), rule(conduct="access"))
    files = (KNOWN,) if known else ()
    return law_known_sentence(assess(Catalogue(replace(made.contents, policy=files)), "t", day))


def test_a_later_day() -> None:
    assert told("2020-06-07") == (
        "The law was looked through up to 6 June 2020; that nothing which matters here changed by 7 June 2020 is "
        "assumed."
    )


def test_nothing_is_said_of_a_day_that_was_looked_through() -> None:
    assert told("2020-06-06") == ""


def test_nothing_is_said_where_the_catalogue_does_not_say() -> None:
    assert told("2030-01-01", known=False) == ""
