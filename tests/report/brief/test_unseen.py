"""What was not seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.briefs import report_of
from support.questions import question

from gapcheck import Gapcheck, load
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Model, Source
from gapcheck.report.brief.unseen import mostly_unread, old_law, unread, unseen
from gapcheck.report.report import make_report


def test_what_turns_on_a_text_that_was_not_seen_is_named(small: Gapcheck) -> None:
    asked = question("sale", "computer-act-1990:7(1)#object", nature="text", confirm_with="The depositary")
    made = Catalogue(replace(small.catalogue.contents, questions=(asked,)), "v")
    assert "Art 4 turns on texts that were not seen." in unseen(report_of(made))


def test_duties_that_were_not_read_are_counted(small: Gapcheck) -> None:
    report = report_of(small.catalogue)
    assert unread(report.assessment) in ("", *unseen(report))
    assert mostly_unread(report.assessment) is False


def test_a_treaty_that_nobody_read_is_said_to_be_unread(small: Gapcheck) -> None:
    chapters = tuple(_unread(chapter) for chapter in small.catalogue.contents.articles)
    report = report_of(Catalogue(replace(small.catalogue.contents, articles=chapters), "v"))
    assert unread(report.assessment) == (
        "None of its binding duties was read in the treaty's own text; all are to be checked against it."
    )
    assert mostly_unread(report.assessment)
    # It then stands among what matters most, and is not told twice.
    assert unread(report.assessment) not in unseen(report)


def _unread(value: Any) -> Any:
    """The same value with every source unverified."""
    if isinstance(value, Source):
        return value.model_copy(update={"checked": "unverified"})
    if isinstance(value, Model):
        return value.model_copy(update={name: _unread(found) for name, found in value})
    return tuple(_unread(item) for item in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("day", "old"), [("2027-06-06", False), ("2027-06-07", True)])
def test_law_that_is_more_than_a_year_old_is_told_with_the_answer(day: str, *, old: bool) -> None:
    report = make_report(load().assess("budapest", day), "UNCLASSIFIED")
    told = old_law(report.assessment)
    assert told.startswith("The law was looked through up to 6 June 2026; that nothing" if old else "")
    assert bool(told) is old
    assert any(sentence.startswith("The law was looked through") for sentence in unseen(report)) is not old
