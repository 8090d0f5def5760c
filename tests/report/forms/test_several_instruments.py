"""Several instruments in one workbook."""

import io
from pathlib import Path

import openpyxl
import pytest
from support.golden_files import mandate_assessment, small_assessment

from gapcheck.report.forms.form_values import FormValues
from gapcheck.report.forms.several_instruments import several_bytes, several_name
from gapcheck.report.report import make_report


@pytest.mark.usefixtures("loaded_anew")
def test_every_article_of_each_is_there_once_and_the_same_bytes_twice(small_path: Path, mandate_path: Path) -> None:
    reports = [
        make_report(small_assessment(small_path), "IN CONFIDENCE"),
        make_report(mandate_assessment(mandate_path, as_at="2019-06-01"), "IN CONFIDENCE"),
    ]
    raw = several_bytes(reports, [FormValues(report) for report in reports])
    assert raw == several_bytes(reports, [FormValues(report) for report in reports])
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["Instruments", "Articles", "Questions"]
    names = [report.assessment.instrument.short_title for report in reports]
    firsts = [row[0].value for row in book["Articles"].iter_rows()]
    for report, name in zip(reports, names, strict=True):
        assert firsts.count(name) == len(report.articles)
    assert several_name(reports) == "model-mandate_2019-06-01_summary.xlsx"
