"""The outputs: made one after the other in the order asked for, and the annex made once for all that are written from
it.
"""

from __future__ import annotations

import pytest

from gapcheck import Gapcheck
from gapcheck.report import outputs
from gapcheck.report.annex import content
from gapcheck.report.annex.document import AnnexDocument
from gapcheck.report.outputs import render
from gapcheck.report.report import make_report
from gapcheck.report.report_rows import ReportRows


def test_the_files_come_in_the_order_of_the_formats(small: Gapcheck) -> None:
    report = make_report(small.assess("model", "2014-01-01"), "C")
    assert list(render(report, ["md", "xlsx", "html"])) == [
        f"model_2014-01-01_{ending}" for ending in ("annex.md", "matrix.xlsx", "annex.html", "page.html")
    ]


def test_the_annex_is_made_once(small: Gapcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ReportRows] = []
    plain = content.annex_of

    def counted(report: ReportRows) -> AnnexDocument:
        made.append(report)
        return plain(report)

    monkeypatch.setattr(content, "annex_of", counted)
    report = make_report(small.assess("model", "2014-01-01"), "C")
    render(report, ["docx", "html", "md"])
    assert made == [report]


def test_what_fails_is_raised_as_it_is(small: Gapcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forked process once turned it into an error of its own."""

    def failing(_: outputs.Rendering) -> bytes:
        raise KeyboardInterrupt

    broken = outputs.Output("matrix.xlsx", failing, "Gap matrix", "workbook")
    monkeypatch.setitem(outputs.OUTPUTS, "xlsx", (broken,))  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        render(make_report(small.assess("model", "2014-01-01"), "C"), ["xlsx", "md"])


def test_an_output_whose_library_is_missing_is_left_out(small: Gapcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "find_spec", lambda _: None)
    monkeypatch.setattr("gapcheck.report.paper.word.can_draw_png", lambda: False)
    report = make_report(small.assess("model", "2014-01-01"), "C")
    assert list(render(report, ["brief"])) == ["model_2014-01-01_brief.docx"]


def test_a_release_copy_comes_with_its_cover(small: Gapcheck) -> None:
    report = make_report(small.assess("model", "2014-01-01"), "C", release=True)
    assert list(render(report, ["md"])) == [
        "model_2014-01-01_release_annex.md",
        "model_2014-01-01_release_cover.docx",
    ]
