"""Where the tags of a template stand, also among many that have no end."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from gapcheck.errors import UsageError
from gapcheck.report.annex.package_check import read_package
from gapcheck.report.annex.template_tags import MOST_UNENDED, find_tags, has_many_unended, without_tags

# What Jinja takes for tags.
PLAIN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@pytest.mark.parametrize(
    "text",
    [
        "a {{ b }} c {% if x %}\n{# note #}{{}}",
        "{{{ a }}}",
        "{{ a {% b }} c %} d",
        "{% {{ a }} {# b",
        "{{% a %}",
        "{ { a } }",
        "{{ a\nb }}",
        "}} %} {{",
        "",
    ],
)
def test_tags_are_where_jinja_finds_them(text: str) -> None:
    assert [text[a:b] for a, b in find_tags(text)] == PLAIN.findall(text)
    assert without_tags(text) == PLAIN.sub("", text)


@pytest.mark.parametrize("begin", ["{{", "{%", "{# ", "{{ x {% y"])
def test_many_without_an_end_are_noticed(begin: str) -> None:
    assert has_many_unended(begin * (MOST_UNENDED + 1))
    assert not has_many_unended(begin * (MOST_UNENDED // 2))
    assert not has_many_unended("{{ a }}{% b %}" * 1_000)


def test_such_a_template_is_refused(tmp_path: Path) -> None:
    document = Document()
    for _ in range(MOST_UNENDED + 1):
        document.add_paragraph("{{ title")
    document.save(str(tmp_path / "template.docx"))
    with pytest.raises(UsageError, match=r"'word/document.xml' holds more than 100 tags that begin and do not end"):
        read_package(tmp_path / "template.docx")


def test_a_tag_that_is_split_over_runs_is_one(tmp_path: Path) -> None:
    document = Document()
    for _ in range(MOST_UNENDED + 1):
        paragraph = document.add_paragraph()
        for piece in ("{{ ti", "tle }", "}"):
            paragraph.add_run(piece)
    document.save(str(tmp_path / "template.docx"))
    assert zipfile.is_zipfile(io.BytesIO(read_package(tmp_path / "template.docx")))
