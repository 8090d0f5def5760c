"""Forms that are tables: texts stay texts, the marking is on every page, and the same input gives the same bytes."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.annexes import parts_of
from support.golden_files import small_assessment

from gapcheck.report.forms.form_registry import shipped_forms
from gapcheck.report.forms.form_values import FormValues
from gapcheck.report.forms.table_form import MORE, table_bytes
from gapcheck.report.forms.table_layout import FormColumn, TableLayout
from gapcheck.report.report import make_report

DAY = date(2019, 6, 1)


@pytest.fixture(scope="module")
def values(small_path: Path) -> dict[str, Any]:
    return FormValues(make_report(small_assessment(small_path), "IN CONFIDENCE & MORE")).values


def layout(value: str = "{label}", **more: Any) -> TableLayout:
    return TableLayout(
        title="T", about="A", over="duties", columns=(FormColumn(head="H", width=20, value=value),), **more
    )


def test_nothing_that_a_field_holds_acts_as_a_formula_or_a_link(values: dict[str, Any]) -> None:
    hostile = [{**values["duties"][0], "label": text} for text in ("=1+1", "@x", "https://example.org", "12", "=" * 5)]
    raw = table_bytes(layout(), {**values, "duties": hostile}, DAY)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(raw)).active.iter_rows() for cell in row if cell.value]
    assert {"=1+1", "@x", "https://example.org", "12"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(values: dict[str, Any]) -> None:
    long = [{**values["duties"][0], "label": "x" * 40_000}]
    sheet = openpyxl.load_workbook(io.BytesIO(table_bytes(layout(), {**values, "duties": long}, DAY))).active
    assert any(str(row[0].value).endswith(MORE) for row in sheet.iter_rows())


def test_the_marking_is_at_the_head_and_foot_of_each_page(values: dict[str, Any]) -> None:
    parts = parts_of(table_bytes(layout(), values, DAY))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert sheet.count("IN CONFIDENCE &amp;&amp; MORE") == 2


def test_rows_stand_under_their_articles_and_columns_under_their_groups(values: dict[str, Any]) -> None:
    columns = tuple(
        FormColumn(head=h, width=9, value="{label}", group=g) for h, g in (("a", None), ("b", "G"), ("c", "G"))
    )
    table = TableLayout(title="T", about="A", over="duties", under="article", columns=columns)
    sheet = openpyxl.load_workbook(io.BytesIO(table_bytes(table, values, DAY))).active
    texts = [str(row[0].value) for row in sheet.iter_rows()]
    first = values["duties"][0]
    assert texts.index(f"Article {first['article']}: {first['heading']}") < texts.index(first["label"])
    assert any(cell.value == "G" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("name", ["eu-concordance", "matrix-1540"])
def test_each_shipped_table_has_a_row_for_each_duty_and_the_same_bytes_twice(name: str, values: dict[str, Any]) -> None:
    form = shipped_forms()[name]
    assert form.layout is not None
    raw = table_bytes(form.layout, values, DAY)
    assert raw == table_bytes(form.layout, values, DAY)
    labels = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(raw)).active.iter_rows()]
    assert [label for label in labels if label in {d["label"] for d in values["duties"]}] == [
        duty["label"] for duty in values["duties"]
    ]
