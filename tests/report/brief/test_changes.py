"""The changes of law: an Act to a line, provisions and what they serve."""

from __future__ import annotations

import re

from support.briefs import report_of

from gapcheck import Gapcheck
from gapcheck.report.annex.document import Bullets, plain
from gapcheck.report.brief.changes import changes
from gapcheck.report.brief.tally import Tally
from gapcheck.report.paper.document import BesideHeading


def points(small: Gapcheck, as_at: str = "2019-06-01") -> list[str]:
    found = changes(Tally(report_of(small.catalogue, as_at=as_at)))
    return [plain(item) for block in found if isinstance(block, Bullets) for item in block.items]


def test_one_line_for_each_act(small: Gapcheck) -> None:
    acts = dict.fromkeys(m.act for m in report_of(small.catalogue).measures)
    told = points(small)
    assert [line.partition(",")[0].partition(": ")[0] for line in told] == list(acts)


def test_each_provision_stands_with_the_articles_that_it_serves(small: Gapcheck) -> None:
    for line in points(small):
        assert re.search(r": .+ \(arts? [^()]+\)", line), line


def test_provisions_stand_without_what_they_would_say(small: Gapcheck) -> None:
    told = " ".join(points(small))
    assert "; " not in told
    assert "s s " not in told
    assert ": s " in told


def test_on_whose_view_they_are_needed_is_told_once(small: Gapcheck) -> None:
    report = report_of(small.catalogue)
    heading = changes(Tally(report))[0]
    assert isinstance(heading, BesideHeading)
    told = plain(heading.line)
    kinds = {m.certain for m in report.measures}
    start = {
        frozenset({True}): "On any view, together these would meet what the law falls short of",
        frozenset({False}): "On our working view, together these would meet what the law falls short of",
        frozenset({True, False}): "Together these would meet what the law falls short of (on our working view, unless",
    }
    assert told.startswith(start[frozenset(kinds)])
    marked = sum("on any view" in line for line in points(small))
    assert bool(marked) is (len(kinds) == 2)
