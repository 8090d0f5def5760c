"""The Markdown: golden output, and text from the data that never becomes Markdown or HTML."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.golden_files import check_golden, mandate_assessment, small_assessment, stable

from gapcheck.report import markdown
from gapcheck.report.markdown import Markdown, escape_markdown, link, render_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- hidden",
    "[text](https://evil.example)",
    "![image](x.png)",
    "a | b",
    "*bold* **bold** _emphasis_ __x__ ~~gone~~ `code` ``x``",
    "# heading",
    "1. item",
    "123) item",
    "- item",
    "+ item",
    "> quote",
    "---",
    "===",
    "~~~",
    "```",
    "&lt; &amp; &#35;",
    "trailing backslash \\",
    "two\nlines\r\n\r\n# and a heading",
    "    indented code",
    "\ttab",
    "https://evil.example/path www.evil.example",
    "<https://evil.example>",
    "{{ 7 * 7 }} {% raw %}",
    "$x$",
    ": definition",
    "[ref]: https://evil.example",
    "line  \nbreak",
]


def html_of(text: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def shown(text: str) -> str:
    """What a reader sees of a paragraph; fails if it is anything but one paragraph of plain text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {c.type for c in children} <= {"text", "text_special"}
    return "".join(c.content for c in children)


class TestEscape:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile_text_is_shown_as_it_is(self, text: str) -> None:
        assert shown(escape_markdown(text)) == " ".join(text.split())

    @given(st.text(alphabet=st.sampled_from("ab1 .()[]<>*_`#|\\&;:!-+=~\n\"'/{}%$^@"), min_size=1, max_size=30))
    def test_any_text(self, text: str) -> None:
        if text.split():
            assert shown(escape_markdown(text)) == " ".join(text.split())

    @given(st.text(alphabet=st.sampled_from("ab1 |\\`*_<\n"), min_size=1, max_size=20))
    def test_a_table_keeps_its_columns(self, text: str) -> None:
        document = f"| a | b |\n| --- | --- |\n| {escape_markdown(text)} | x |\n"
        assert html_of(document).count("<td>") == 2

    def test_is_not_escaped_twice(self) -> None:
        once = escape_markdown("a*b")
        assert isinstance(once, Markdown)
        assert escape_markdown(once) == once == "a\\*b"

    def test_citations_stay_readable(self) -> None:
        assert escape_markdown("Crimes Act 1961, s 249(1)(a)") == "Crimes Act 1961, s 249(1)(a)"


class TestLink:
    def test_only_https(self) -> None:
        assert link("a", "javascript:alert(1)") == "a"
        assert link("a", None) == "a"
        assert link("[a]", "https://x.nz/#D1") == "[\\[a\\]](<https://x.nz/#D1>)"

    def test_an_address_cannot_break_out(self) -> None:
        html = html_of(link("a", "https://x.nz/>) <b>[x](y"))
        assert html.count("<a ") == 1
        assert "<b>" not in html


class TestDocument:
    def test_golden(self, small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        check_golden("matrix.md", render_markdown(stable(small_assessment(small_path), monkeypatch)))

    @pytest.mark.parametrize("instrument", ["mandate", "text"])
    def test_golden_of_a_mandate_and_of_a_text_with_statements(
        self, mandate_path: Path, monkeypatch: pytest.MonkeyPatch, instrument: str
    ) -> None:
        found = stable(mandate_assessment(mandate_path, instrument), monkeypatch)
        check_golden(f"matrix_{instrument}.md", render_markdown(found))

    def test_parses_into_its_tables(self, small_path: Path) -> None:
        assessment = small_assessment(small_path)
        html = html_of(render_markdown(assessment))
        chapters = {a.article.chapter for a in assessment.articles}
        assert html.count("<table>") == 3 + len(chapters)  # facts, summary, timeline
        for duty in assessment.duties:
            assert duty.full.duty.text in html

    def test_data_is_never_a_template(self, small_path: Path, tmp_path: Path) -> None:
        import shutil

        folder = shutil.copytree(small_path, tmp_path / "data")
        path = folder / "obligations/model/01_offences.yaml"
        text = path.read_text(encoding="utf-8").replace("heading: Illegal access", "heading: '{{ 7 * 7 }} <b> | x'")
        path.write_text(text, encoding="utf-8")
        rendered = render_markdown(small_assessment(folder))
        assert "{{ 7 \\* 7 }} &lt;b&gt; \\| x" in rendered
        assert "49" not in rendered

    def test_unknown_names_in_a_template_are_errors(self) -> None:
        with pytest.raises(jinja2.UndefinedError):
            markdown._environment().from_string("{{ missing }}").render()
