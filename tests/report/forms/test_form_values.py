"""What forms may use: every variable has a value, every field is there, and nothing is forced into yes or no."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.golden_files import small_assessment

from gapcheck.report.forms.form_values import PARAPHRASE, FormValues
from gapcheck.report.forms.form_variables import FORM_FIELDS, FORM_VARIABLES
from gapcheck.report.report import make_report

DOCS = Path(__file__).parents[3] / "docs" / "forms.md"


@pytest.fixture(scope="module")
def values(small_path: Path) -> dict[str, Any]:
    report = make_report(small_assessment(small_path), "IN CONFIDENCE")
    return FormValues(report, treaty={"2": "Illegal access\nThe text."}).values


def test_the_table_of_variables_is_that_of_the_values(values: dict[str, Any]) -> None:
    # The title of the form is added where it is filled.
    assert {v.name for v in FORM_VARIABLES} == {*values, "form"}
    for variable in FORM_VARIABLES:
        if variable.kind == "list":
            for item in values[variable.name]:
                assert set(item) == {name for name, _ in FORM_FIELDS[variable.of]}, variable.name


def test_lists_within_items_have_their_fields_too(values: dict[str, Any]) -> None:
    article = next(a for a in values["articles"] if a["provisions"])
    assert set(article["provisions"][0]) == {name for name, _ in FORM_FIELDS["provision"]}
    assert set(article["duties"][0]) == {name for name, _ in FORM_FIELDS["duty"]}


def test_the_documentation_lists_each() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for variable in FORM_VARIABLES:
        of = f"list of {variable.of}s" if variable.of else "text"
        assert f"| `{variable.name}` | {of} | {variable.meaning} |" in text
    for kind, fields in FORM_FIELDS.items():
        for name, meaning in fields:
            assert f"| {kind} | `{name}` | {meaning} |" in text


def test_the_treaty_is_in_full_where_it_is_at_hand_and_else_says_whose_words_it_is_in(values: dict[str, Any]) -> None:
    by_number = {a["article"]: a for a in values["articles"]}
    assert by_number["2"]["treaty_text"].endswith("The text.")
    assert by_number["2"]["treaty_text_from"] == ""
    other = next(a for number, a in by_number.items() if number != "2")
    assert other["treaty_text_from"] == PARAPHRASE


def test_what_is_met_needs_no_change_and_what_is_not_has_one_or_a_reason(values: dict[str, Any]) -> None:
    for article in values["met"]:
        assert (article["proposed"], article["proposal"]) == ("", "No change of law is proposed.")
    for article in values["not_met"]:
        assert article["recommendation"]


def test_a_contested_article_is_open_in_every_sign(values: dict[str, Any]) -> None:
    for duty in values["duties"]:
        if duty["status"] == "unclear":
            signs = (duty["answer"], duty["compliance"], duty["rating"], duty["law_mark"])
            assert signs == ("Open: contested", "?", "Not rated", "?")
    assert any(duty["status"] == "unclear" for duty in values["duties"])


def test_the_maximum_penalty_is_among_what_enforces(values: dict[str, Any]) -> None:
    sources = "\n".join(duty["enforcement_sources"] for duty in values["duties"])
    assert "Computer Act 1990, s 5(1): up to 24 months of imprisonment" in sources
