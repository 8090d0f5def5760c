"""The changes of law: each Act with its provisions."""

from __future__ import annotations

from support.briefs import report_of

from gapcheck import Gapcheck, load
from gapcheck.report.annex.document import plain
from gapcheck.report.brief.changes import changes
from gapcheck.report.brief.tally import DETAILS, Detail, Tally
from gapcheck.report.paper.document import BesideHeading
from gapcheck.report.report import make_report


def told(small: Gapcheck, as_at: str = "2019-06-01", detail: Detail = DETAILS[0]) -> str:
    return " ".join(plain(found.line) for found in changes(Tally(report_of(small.catalogue, as_at=as_at), detail)))


def test_each_act_is_named_with_its_provisions(small: Gapcheck) -> None:
    measures = report_of(small.catalogue).measures
    assert all(measure.act in told(small) for measure in measures)
    assert ", s " in told(small)
    assert "s s " not in told(small)


def test_where_there_is_little_room_the_acts_stand_alone(small: Gapcheck) -> None:
    short = told(small, detail=Detail(provisions=False))
    assert all(measure.act in short for measure in report_of(small.catalogue).measures)
    assert ", s " not in short


def test_on_whose_view_they_are_needed_is_told_once(small: Gapcheck) -> None:
    report = report_of(small.catalogue)
    heading = changes(Tally(report))[0]
    assert isinstance(heading, BesideHeading)
    led = plain(heading.line)
    kinds = {m.certain for m in report.measures}
    start = {
        frozenset({True}): "On any view, together these would meet what the law falls short of",
        frozenset({False}): "On our working view, together these would meet what the law falls short of",
        frozenset({True, False}): "Together these would meet what the law falls short of (on our working view, unless",
    }
    assert led.startswith(start[frozenset(kinds)])
    assert ("(needed on any view)" in led) is (len(kinds) == 2)


def test_a_measure_outside_statute_is_told_in_words() -> None:
    tally = Tally(make_report(load().assess("budapest", "2023-12-20"), "UNCLASSIFIED"))
    led = plain(changes(tally)[0].line)
    assert "Practice: have the contact point facilitate or carry out preservation under arts 29 and 30 (needed" in led
    assert "put a measure in place" not in led
