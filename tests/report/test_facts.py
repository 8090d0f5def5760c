"""What an assessment is of, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.builders import assessed, duty

from gapcheck import __version__
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.facts import binding_in_words, consent_in_words, facts, reading_in_words

if TYPE_CHECKING:
    from gapcheck import Gapcheck


def test_the_names_in_their_order(small: Gapcheck) -> None:
    assert [name for name, _ in facts(small.assess("model", "2014-01-01"))] == [
        "Instrument",
        "Citation",
        "Law as at",
        "How far the treaty was read",
        "Reading",
        "Binding on New Zealand",
        "Consent",
        "Data version",
        "gapcheck version",
    ]


def test_the_instrument_the_day_and_the_versions(small: Gapcheck) -> None:
    found = dict(facts(small.assess("model", "2014-01-01")))
    assert found["Instrument"] == "Model Convention on Computer Crime"
    dates = "(opened for signature 1 May 2001, entered into force 1 July 2003)"
    assert found["Citation"] == f"Model Convention on Computer Crime MTS 1 {dates}"
    assert found["Law as at"] == "1 January 2014"
    assert (found["Data version"], found["gapcheck version"]) == (small.catalogue.version, __version__)


def test_the_reading(small: Gapcheck) -> None:
    assert reading_in_words(small.assess("model", "2014-01-01", "strict")) == "Strict reading"
    assert reading_in_words(small.assess("model", "2014-01-01")).startswith("None chosen")


@pytest.mark.parametrize(
    ("day", "binding", "consent"),
    [
        (
            "2010-05-31",
            "Not on this date; from 1 October 2010",
            "Accession on 1 June 2010 (after the date of this assessment)",
        ),
        ("2010-06-01", "Not on this date; from 1 October 2010", "Accession on 1 June 2010"),
        ("2010-09-30", "Not on this date; from 1 October 2010", "Accession on 1 June 2010"),
        ("2010-10-01", "Yes, since 1 October 2010", "Accession on 1 June 2010"),
    ],
)
def test_consent_and_entry_into_force(small: Gapcheck, day: str, binding: str, consent: str) -> None:
    assessment = small.assess("model", day)
    assert (binding_in_words(assessment), consent_in_words(assessment)) == (binding, consent)
    assert binding.startswith("Yes") is assessment.binding


def test_an_instrument_without_dates_or_position() -> None:
    made = assessed(duty(conduct="access"))
    bare = replace(made, catalogue=Catalogue(replace(made.catalogue.contents, positions=())))
    for assessment in (made, bare):
        found = dict(facts(assessment))
        assert found["Citation"] == "A made up treaty TS 1"
        assert found["Binding on New Zealand"] == "No record of whether it binds New Zealand"
        assert found["Consent"] == "None on record"


def test_how_far_law_and_treaty_are_known(small: Gapcheck) -> None:
    """Some of its duties cite a source that was not read; the small catalogue does not say how far it knows the law."""
    told = dict(facts(small.assess("model", "2014-01-01")))
    assert told["How far the treaty was read"].endswith("text not read.")
    assert "How far the law is known" not in told
