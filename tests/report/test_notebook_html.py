"""The table for notebooks: everything escaped, the status in words and a symbol, long lists cut with a note."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.golden_files import mandate_assessment, small_assessment

from gapcheck.faces import Assessment
from gapcheck.report.notebook_html import assessment_html
from gapcheck.report.statuses import STATUS

VOID = {"br"}


class Checker(HTMLParser):
    """Collects tags and text, and fails on a tag that is not closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert all(name in {"style", "scope"} for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parse(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


@pytest.fixture
def assessment(small_path: Path) -> Assessment:
    return small_assessment(small_path)


def test_a_row_for_each_duty(assessment: Assessment) -> None:
    found = parse(assessment_html(assessment))
    assert found.tags.count("tr") == len(assessment.duties) + 1
    assert set(found.tags) <= {
        *(
            "div",
            "p",
            "strong",
            "span",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "details",
            "summary",
            "br",
        ),
    }


def test_status_is_a_word_and_a_symbol(assessment: Assessment) -> None:
    text = " ".join(parse(assessment_html(assessment)).text)
    for duty in assessment.duties:
        look = STATUS[duty.status]
        assert f"{look.symbol} {look.words}" in text


def test_rows_are_cut_with_a_note(assessment: Assessment) -> None:
    total = len(assessment.duties)
    found = parse(assessment_html(assessment, max_rows=3))
    assert found.tags.count("tr") == 4
    assert f"{total - 3} more duties not shown; " in found.text
    assert "1 more duty not shown; " in parse(assessment_html(assessment, max_rows=total - 1)).text


def test_everything_is_escaped(small_path: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small_path, tmp_path / "data")
    attack = "<img src=x onerror=alert(1)>\" ' &amp; </td></table>"
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        quoted = "'" + attack.replace("'", "''") + "'"
        for old in ("Illegal access", "Model Convention on Computer Crime", "Model Convention", "Computer Act 1990"):
            text = text.replace(f": {old}\n", f": {quoted}\n")
        path.write_text(text, encoding="utf-8")
    html = assessment_html(small_assessment(folder))
    found = parse(html)
    assert "img" not in found.tags
    assert "<img" not in html
    assert attack in "".join(found.text)


def test_no_script_and_no_address_is_loaded(assessment: Assessment) -> None:
    html = assessment_html(assessment)
    assert "<script" not in html
    assert "http" not in html


def test_notebooks_show_it(assessment: Assessment) -> None:
    assert assessment._repr_html_() == assessment_html(assessment)


class TestMandate:
    def test_what_was_withheld_is_counted_with_its_symbol(self, mandate_path: Path) -> None:
        html = assessment_html(mandate_assessment(mandate_path))
        assert f"{STATUS['withheld'].symbol} 3 withheld" in html
        assert "withheld" not in assessment_html(mandate_assessment(mandate_path, "text"))

    def test_an_item_that_was_withheld(self, mandate_path: Path) -> None:
        html = mandate_assessment(mandate_path)["1.4"]._repr_html_()
        assert f"{STATUS['withheld'].symbol} {STATUS['withheld'].words}" in html
        Checker().feed(html)
