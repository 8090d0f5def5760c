"""Forms that are Word templates: our own are what the script makes, an agency's has to print marking and key."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from support.agency import agency_docx, row, table
from support.annexes import CONTEXT, HOSTILE, parts_of, small_report

from gapcheck.errors import UsageError
from gapcheck.report.forms.filled_forms import render_forms
from gapcheck.report.forms.form_registry import known_forms, shipped_forms
from gapcheck.report.forms.form_values import FormValues
from gapcheck.report.forms.word_form import word_form_bytes
from gapcheck.report.report import Report

ROOT = Path(__file__).parents[3]
OWN = [form.name for form in shipped_forms().values() if form.kind == "docx"]
KEY = "{% for g in grounds %}{{ g.ground }}: {{ g.reason }} {% endfor %}"


def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_form_templates", ROOT / "docs" / "make_form_templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def report(small_path: Path) -> Report:
    return small_report(small_path, CONTEXT)


def text_of(raw: bytes) -> str:
    from io import BytesIO

    import docx

    document = docx.Document(BytesIO(raw))
    cells = [cell.text for t in document.tables for r in t.rows for cell in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_each_template_is_what_the_script_makes() -> None:
    made = maker().templates()
    assert sorted(made) == sorted(f"{name}.docx" for name in OWN)
    for name, raw in made.items():
        assert parts_of((ROOT / "reports" / "forms" / name).read_bytes()) == parts_of(raw)


@pytest.mark.parametrize("name", OWN)
def test_each_is_filled_whole_valid_and_the_same_twice(name: str, report: Report, tmp_path: Path) -> None:
    form = shipped_forms()[name]
    ((file, raw),) = render_forms(report, [form]).items()
    assert file == f"model_2019-06-01_{name}.docx"
    assert render_forms(report, [form])[file] == raw
    (tmp_path / "form.docx").write_bytes(raw)
    assert list(OpenXmlValidator(max_errors=0).validate(tmp_path / "form.docx").errors) == []
    parts = parts_of(raw)
    assert "{{" not in "".join(parts.values())
    assert "{%" not in "".join(parts.values())
    assert all(report.classification in parts[part] for part in ("word/header1.xml", "word/footer1.xml"))


@pytest.mark.parametrize("name", OWN)
def test_text_from_data_is_data(name: str, report: Report) -> None:
    values = FormValues(report).values
    hostile = " ".join(HOSTILE)
    for article in values["articles"]:
        article.update(heading=hostile, sentence=hostile, treaty_text=hostile, recommendation=hostile, asks=hostile)
    text = text_of(word_form_bytes(shipped_forms()[name], values, report.assessment.as_at))
    assert hostile in text


def test_an_agency_adds_its_own(report: Report, tmp_path: Path) -> None:
    rows = (
        row("{%tr for duty in duties %}", ""),
        row("{{ duty.label }}", "{{ duty.answer }}"),
        row("{%tr endfor %}", ""),
    )
    agency_docx(tmp_path, [table(*rows)], key=KEY).rename(tmp_path / "our-form.docx")
    (tmp_path / "our-form.yaml").write_text("title: Our form\nabout: Ours\n", encoding="utf-8")
    form = known_forms(tmp_path)["our-form"]
    assert (form.title, form.own) == ("Our form", False)
    text = text_of(word_form_bytes(form, FormValues(report).values, report.assessment.as_at))
    assert "Yes" in text.split("\n")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"header": "nothing"}, "no header of the form prints the marking"),
        ({"key": ""}, "prints no key of the grounds"),
        ({"body": ["{{ dutys }}"]}, "unknown variable 'dutys'; did you mean 'duties'"),
        (
            {"body": ["{% for d in duties %}{{ d.labell }}{% endfor %}"]},
            "unknown variable 'labell'; did you mean 'label'",
        ),
        ({"body": ["{{ ''.__class__.__mro__ }}"]}, "cannot be filled|unsafe"),
    ],
)
def test_a_form_that_may_not_be_used_is_refused(
    more: dict[str, Any], told: str, report: Report, tmp_path: Path
) -> None:
    from support.agency import paragraph

    body = [paragraph(text) for text in more.pop("body", ["{{ form }}"])]
    agency_docx(tmp_path, body, **{"key": KEY, **more}).rename(tmp_path / "our-form.docx")
    with pytest.raises(UsageError, match=told):
        word_form_bytes(known_forms(tmp_path)["our-form"], FormValues(report).values, report.assessment.as_at)
