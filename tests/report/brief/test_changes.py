"""The changes of law: an Act to a line, provisions and what they serve."""

from __future__ import annotations

from support.briefs import report_of

from gapcheck import Gapcheck
from gapcheck.report.annex.document import Bullets, plain
from gapcheck.report.brief.changes import changes
from gapcheck.report.brief.tally import Tally


def points(small: Gapcheck, as_at: str = "2019-06-01") -> list[str]:
    found = changes(Tally(report_of(small.catalogue, as_at=as_at)))
    return [plain(item) for block in found if isinstance(block, Bullets) for item in block.items]


def test_one_line_for_each_act(small: Gapcheck) -> None:
    acts = dict.fromkeys(m.act for m in report_of(small.catalogue).measures)
    told = points(small)
    assert [line.partition(",")[0].partition(": ")[0] for line in told] == list(acts)


def test_each_says_for_which_articles_and_on_which_view(small: Gapcheck) -> None:
    for line in points(small):
        assert ", for art" in line
        assert line.endswith(("(on any view)", "(on our view)", "(some on any view)"))


def test_sections_are_told_together_and_without_what_they_would_say(small: Gapcheck) -> None:
    told = " ".join(points(small))
    assert "; " not in told
    assert "s s " not in told
    assert "ss 6 and 7" in told or ", s " in told
