"""The annex as Markdown: what a reader of it sees, and text that never becomes Markdown."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.annexes import CONTEXT, HOSTILE, SECRET, hostile_context, small_report, stable_report
from support.golden_files import check_golden

from gapcheck.report.annex.markdown import _line, markdown_bytes
from gapcheck.report.annex.model import Piece


def html_of(text: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def test_golden(small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_golden("annex.md", markdown_bytes(stable_report(small_report(small_path, CONTEXT), monkeypatch)).decode())


def test_hostile_text_stays_text(small_path: Path) -> None:
    rendered = html_of(markdown_bytes(small_report(small_path, hostile_context())).decode())
    shown = unescape(
        re.sub(r"</?(?:p|td|th|tr|strong|em|ul|li|h\d|br|table|thead|tbody|blockquote|a)\b[^>]*>", "", rendered)
    )
    for hostile in HOSTILE:
        assert hostile in shown
    assert "<script" not in rendered
    assert "evil.example" not in "".join(re.findall(r'href="([^"]*)"', rendered))


def test_the_marking_is_first_and_last(small_path: Path) -> None:
    lines = markdown_bytes(small_report(small_path)).decode().splitlines()
    assert lines[0] == lines[-1] == "**IN CONFIDENCE**"


def test_footnotes_that_are_called_are_there(small_path: Path) -> None:
    text = markdown_bytes(small_report(small_path, CONTEXT)).decode()
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


def test_every_row_of_a_table_has_the_columns_of_its_head(small_path: Path) -> None:
    rendered = html_of(markdown_bytes(small_report(small_path, CONTEXT)).decode())
    for table in re.findall(r"<table>.*?</table>", rendered, re.DOTALL):
        widths = {len(re.findall(r"<t[hd][ >]", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)}
        assert len(widths) == 1


def test_a_release_copy_shows_grounds_alone(small_path: Path) -> None:
    text = markdown_bytes(small_report(small_path, CONTEXT, release=True)).decode()
    assert SECRET not in text
    assert "s 9(2)(j)" in text


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("ab1 .()[]<>*_`#|\\&;:!-+=~\"'/{}%$^@"), min_size=1, max_size=12),
        min_size=1,
        max_size=3,
    )
)
def test_any_pieces_are_shown_as_they_are(texts: list[str]) -> None:
    line = tuple(Piece(text) for text in texts)
    wanted = "".join(texts)
    if not wanted.split():
        return
    tokens = MarkdownIt("commonmark").parse(_line(line))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = "".join(c.content for c in tokens[1].children or [])
    assert " ".join(shown.split()) == " ".join(wanted.split())
