"""The annex as HTML: semantic, escaped, self-contained, with the marking on each page, and usable by everybody."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from support.annexes import CONTEXT, HOSTILE, SECRET, hostile_context, small_annex, small_report, stable_report
from support.browsing import started_browser, violations
from support.golden_files import check_golden, one_of_each

from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.html import html_bytes


@pytest.fixture(scope="module")
def page(small_path: Path) -> str:
    return html_bytes(small_annex(small_path, CONTEXT)).decode()


def test_golden_of_a_line_of_each_kind(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lines say is in the golden of the Markdown, and what the style says in the style."""
    text = html_bytes(annex_of(stable_report(small_report(small_path, CONTEXT), monkeypatch))).decode()
    lines = re.sub(r"(?<=<style>).*?(?=</style>)", "", text, flags=re.DOTALL).splitlines()
    check_golden("annex.html", "\n".join(one_of_each(lines, markup)) + "\n")


def markup(line: str) -> str:
    """The elements of a line with their attributes and classes, without what it says."""
    return re.sub(r'(?<!class)="[^"]*"', "", "".join(re.findall(r"<[^>]*>", line)))


@pytest.mark.usefixtures("loaded_anew")
def test_the_same_content_gives_the_same_bytes(small_path: Path) -> None:
    assert html_bytes(small_annex(small_path, CONTEXT)) == html_bytes(small_annex(small_path, CONTEXT))


def test_hostile_text_stays_text(small_path: Path) -> None:
    text = html_bytes(small_annex(small_path, hostile_context())).decode()
    shown = unescape(re.sub(r"<[^>]*>", "", text))
    for hostile in HOSTILE:
        assert hostile in shown
    assert "<script" not in text


def test_only_its_own_style_may_run(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert not re.search(r'(?:src|style|onclick)="', page)


def test_the_marking_cannot_break_out_of_the_style(small_path: Path) -> None:
    from dataclasses import replace

    report = replace(small_report(small_path), classification='X"}</style><script>alert(1)</script>')
    text = html_bytes(annex_of(report)).decode()
    assert "<script" not in text
    assert text.count("</style>") == 1


def test_the_marking_stands_at_the_top_and_bottom_of_the_page_and_of_each_printed_page(page: str) -> None:
    assert re.findall(r'<(header|footer) class="banner (?:top|bottom)"><p>IN CONFIDENCE</p>', page) == [
        "header",
        "footer",
    ]
    assert r'@top-center { content: "IN\20 CONFIDENCE" }' in page
    assert r'counter(page) " of " counter(pages) "\A " "IN\20 CONFIDENCE" }' in page


def test_tables_have_captions_scopes_and_a_head_that_repeats(page: str) -> None:
    for table in html.fromstring(page).iter("table"):
        assert table.find("caption") is not None
        assert {th.get("scope") for th in table.iter("th")} <= {"col", "colgroup", "row", "rowgroup"}
        assert table.find("thead") is not None
    assert "thead { display: table-header-group;" in page


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    root = html.fromstring(page)
    ids = [e.get("id") for e in root.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids))
    inside = {a.get("href")[1:] for a in root.iter("a") if a.get("href").startswith("#")}
    assert inside <= set(ids)


def test_footnotes_lead_there_and_back(page: str) -> None:
    root = html.fromstring(page)
    calls = {a.get("id") for a in root.iter("a") if a.get("role") == "doc-noteref"}
    back = {a.get("href")[1:] for a in root.iter("a") if a.get("role") == "doc-backlink"}
    assert calls
    assert calls == back


def test_a_release_copy_shows_grounds_alone(small_path: Path) -> None:
    text = html_bytes(small_annex(small_path, CONTEXT, release=True)).decode()
    assert SECRET not in text
    assert '<span class="withheld">[s 9(2)(j)]</span>' in text
    assert "Key of grounds for withholding" in text


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with started_browser() as chromium:
        yield chromium


class TestInABrowser:
    def test_wcag_2_2_aa_in_light_and_dark(self, page: str, browser: Any, tmp_path: Path) -> None:
        file = tmp_path / "annex.html"
        file.write_text(page, encoding="utf-8")
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, bypass_csp=True)
            tab = context.new_page()
            asked: list[str] = []
            tab.on("request", lambda request, asked=asked: asked.append(request.url))
            tab.goto(file.as_uri())
            assert violations(tab) == []
            assert asked == [file.as_uri()]

    def test_each_printed_page_has_the_marking_twice(self, page: str, browser: Any, tmp_path: Path) -> None:
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext is not installed")
        (tmp_path / "annex.html").write_text(page, encoding="utf-8")
        tab = browser.new_page()
        tab.goto((tmp_path / "annex.html").as_uri())
        tab.pdf(path=str(tmp_path / "annex.pdf"), prefer_css_page_size=True)
        found = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / "annex.pdf"), "-"], capture_output=True, check=True, text=True
        )
        pages = found.stdout.rstrip("\f").split("\f")
        assert len(pages) > 5
        for printed in pages:
            lines = [line.strip() for line in printed.splitlines() if line.strip()]
            assert (lines[0], lines[-1]) == ("IN CONFIDENCE", "IN CONFIDENCE")

    def test_a_phone_does_not_scroll_sideways_and_nothing_is_blocked(
        self, page: str, browser: Any, tmp_path: Path
    ) -> None:
        file = tmp_path / "annex.html"
        file.write_text(page, encoding="utf-8")
        tab = browser.new_page(viewport={"width": 320, "height": 640})
        told: list[str] = []
        tab.on("console", lambda message: told.append(message.text))
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") == 320
        assert told == []
