"""Which forms there are, and what is told of a folder that holds none."""

from pathlib import Path

import pytest

from gapcheck.errors import DataError, UnknownIdError, UsageError
from gapcheck.report.forms.form_registry import chosen_forms, known_forms, shipped_forms

TABLE = 'title: T\nabout: A\nover: articles\ncolumns:\n  - {head: H, width: 9, value: "{label}"}\n'


def test_the_forms_that_officials_are_asked_for_are_shipped() -> None:
    assert {name: form.kind for name, form in shipped_forms().items()} == {
        "coe-profile": "docx",
        "eu-concordance": "xlsx",
        "fatf": "docx",
        "law-commission": "docx",
        "matrix-1540": "xlsx",
        "uncac-summary": "docx",
        "unodc-self-assessment": "docx",
        "vertic-overview": "docx",
    }
    assert all(form.title and form.about for form in shipped_forms().values())


def test_a_form_of_an_agency_goes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "fatf.yaml").write_text(TABLE, encoding="utf-8")
    (form,) = chosen_forms(["fatf", "fatf"], tmp_path)
    assert (form.kind, form.own, form.title) == ("xlsx", False, "T")


def test_an_unknown_form_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'fatf'"):
        chosen_forms(["fatff"])


def test_a_folder_without_forms_and_no_folder_are_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no form"):
        known_forms(tmp_path)
    with pytest.raises(UsageError, match="is not a folder"):
        known_forms(tmp_path / "none")


def test_the_problems_of_every_table_are_told_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(TABLE.replace("{label}", "{nothing}"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        known_forms(tmp_path)
    assert len(caught.value.problems) == 2
