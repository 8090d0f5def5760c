"""The questions of law in the brief."""

from __future__ import annotations

from dataclasses import replace

from support.briefs import report_of
from support.questions import question

from gapcheck import Gapcheck, load
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.annex.document import Table, plain
from gapcheck.report.brief.questions import contested
from gapcheck.report.brief.tally import Detail, Tally
from gapcheck.report.paper.document import BesideHeading
from gapcheck.report.report import make_report

POINT = "computer-act-1990:7(1)#object"


def rows(small: Gapcheck, **of: str) -> list[list[str]]:
    asked = replace(small.catalogue.contents, questions=(question("sale", POINT, **of),))
    tables = contested(Tally(report_of(Catalogue(asked, "v"))))
    assert all(isinstance(table, Table) for table in tables)
    return [
        ["".join(plain(x) for x in cell.lines) for cell in row]
        for t in tables
        if isinstance(t, Table)
        for row in t.rows
    ]


def test_where_there_is_little_room_a_question_is_a_line(small: Gapcheck) -> None:
    asked = replace(small.catalogue.contents, questions=(question("sale", POINT),))
    tally = Tally(report_of(Catalogue(asked, "v")), Detail(table=False))
    (told,) = contested(tally)
    assert isinstance(told, BesideHeading)
    assert (told.heading, plain(told.line)) == (
        "A question of law",
        "Does it? (art 4) New Zealand complies (fair). So it is said.",
    )
    assert contested(replace(tally, detail=Detail(questions=0))) == ()


def test_what_is_asked_our_view_and_what_turns_on_it(small: Gapcheck) -> None:
    assert rows(small) == [["Does it? (art 4)", "New Zealand complies (fair). So it is said."]]


def test_a_question_of_fact_is_for_the_agency_that_knows(small: Gapcheck) -> None:
    assert rows(small, nature="evidence", confirm_with="New Zealand Police") == []


def test_the_question_of_a_contested_article_stands_first_then_what_goes_against_the_state() -> None:
    tally = Tally(make_report(load().assess("budapest", "2026-11-21"), "UNCLASSIFIED"))
    (table,) = contested(tally)
    assert isinstance(table, Table)
    told = [["".join(plain(x) for x in cell.lines) for cell in row] for row in table.rows]
    assert (
        told[0][0] == "Does New Zealand's reservation under article 22(2) take in offences aboard its ships and "
        "aircraft? (art 22)"
    )
    assert all(view.startswith("New Zealand does not comply") for _, view in told[1:])


def test_none_without_a_question(small: Gapcheck) -> None:
    assert contested(Tally(report_of(small.catalogue))) == ()
