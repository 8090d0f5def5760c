"""What matters most: at most five sentences, the weightiest first."""

from __future__ import annotations

from dataclasses import replace

from support.briefs import report_of, unjoined
from support.questions import question

from gapcheck import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.brief.points import MOST, matters
from gapcheck.report.brief.tally import Tally

DISAGREES = {
    "context": {"instrument": "model"},
    "reviews": [
        {"about": "model:2", "role": "Adviser", "date": "2019-01-03", "view": "disagrees", "text": "No."},
        {"about": "model:3", "role": "Adviser", "date": "2019-01-03", "view": "agrees", "text": "Yes."},
    ],
}


def test_at_most_five(small: Gapcheck) -> None:
    assert 0 < len(matters(Tally(report_of(small.catalogue, DISAGREES, since="2009-01-01")))) <= MOST


def test_a_reviewer_who_disagrees_comes_first(small: Gapcheck) -> None:
    assert matters(Tally(report_of(small.catalogue, DISAGREES)))[0].startswith(
        "Reviewers disagree with the verdict on art 2;"
    )


def test_a_treaty_in_force_is_owed_now(small: Gapcheck) -> None:
    tally = Tally(report_of(small.catalogue))
    short = len(tally.short) + len(tally.likely_short)
    told = "The treaty has bound New Zealand since 1 October 2010, so that a shortfall counts now: New Zealand"
    assert matters(tally)[0] == f"{told} does not fully carry out {short} articles."


def test_a_treaty_that_is_to_bind_says_when(small: Gapcheck) -> None:
    found = matters(Tally(report_of(small.catalogue, as_at="2010-09-01")))
    assert "The treaty binds New Zealand from 1 October 2010, in 30 days." in found


def test_what_the_law_falls_short_of_on_any_view(small: Gapcheck) -> None:
    tally = Tally(report_of(unjoined(small.catalogue)))
    assert matters(tally)[0].startswith("On any view the law falls short on these points. ")
    assert all(f"art {row.article}" in matters(tally)[0] for row in tally.short[:1])


def test_the_question_that_most_turns_on(small: Gapcheck) -> None:
    asked = replace(small.catalogue.contents, questions=(question("sale", "computer-act-1990:7(1)#object"),))
    tally = Tally(report_of(Catalogue(asked, "v")))
    assert any(
        point == "Of what counts as met, most turns on “Question sale”: if our view is wrong, art 4 falls short too."
        for point in matters(tally)
    )


def test_facts_to_confirm_are_told_by_agency(small: Gapcheck) -> None:
    fact = question("sale", "computer-act-1990:7(1)#object", nature="evidence", confirm_with="New Zealand Police")
    asked = replace(small.catalogue.contents, questions=(fact,))
    tally = Tally(report_of(Catalogue(asked, "v")))
    assert any("can confirm: New Zealand Police (art 4)" in point for point in matters(tally))
