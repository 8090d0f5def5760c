"""The schemas that editors read: every key described, every shipped file accepted, mistakes refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from gapcheck.catalogue.data_folders import data_root
from gapcheck.catalogue.file_places import form_of
from gapcheck.catalogue.schemas import described, file_name, schema, schema_of
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.cli import main
from gapcheck.cli.file_forms import FORMS
from gapcheck.model.base import Model


def models(form: str) -> Iterator[tuple[str, dict[str, Any]]]:
    made = schema_of(FORMS[form])
    for name, one in {FORMS[form].__name__: made, **made["$defs"]}.items():
        yield name, one["anyOf"][1] if "anyOf" in one else one


@pytest.mark.parametrize("form", FORMS)
def test_every_key_says_what_it_means(form: str) -> None:
    assert [
        (name, key)
        for name, model in models(form)
        for key, told in model["properties"].items()
        if not told["description"].endswith(".")
    ] == []


def test_no_description_is_of_a_key_that_is_gone() -> None:
    keys = {(name, key) for form in FORMS for name, model in models(form) for key in model["properties"]}
    assert set(described()) - keys == set()


def shipped() -> list[str]:
    root = data_root()
    return sorted(
        path.relative_to(root).as_posix()
        for folder in ("obligations", "nz_statutes")
        for path in (root / folder).rglob("*.yaml")
    )


NAMES = {form: name for name, form in FORMS.items()}


@cache
def checker(form: type[Model] | None) -> Any:
    assert form is not None
    return jsonschema.Draft202012Validator(schema(NAMES[form]))


def test_every_shipped_file_is_accepted() -> None:
    told = {}
    for file in shipped():
        data = parse((data_root() / file).read_bytes(), file).data
        told[file] = [error.message for error in checker(form_of(PurePosixPath(file))).iter_errors(data)]
    assert len(told) > 100
    assert {file: errors for file, errors in told.items() if errors} == {}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("vocabulary", "kinds: [{id: offence, anchor: conduct}]"),
        ("vocabulary", "kinds: [{id: offence, anchor: conduct, label: Offence, lable: x}]"),
        ("vocabulary", "facets: [{id: conduct, role: scop, label: Conduct}]"),
        ("statute", "act: {id: a}"),
    ],
)
def test_a_mistake_is_refused(form: str, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema(form)).validate(yaml.safe_load(text))


def test_a_remark_is_a_text_or_has_a_ground() -> None:
    check = jsonschema.Draft202012Validator(schema("vocabulary"))
    for note in ("a remark", {"text": "a remark", "withheld": "s 9(2)(j)"}):
        check.validate({"concepts": [{"id": "a", "facet": "f", "label": "a", "note": note}]})


class TestCommand:
    def test_it_writes_every_schema(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(main, ["schema", "--out", str(tmp_path / "schemas")])
        assert result.exit_code == 0
        written = {path.name: json.loads(path.read_text()) for path in (tmp_path / "schemas").iterdir()}
        assert written == {file_name(form): schema_of(model) for form, model in FORMS.items()}

    def test_it_prints_one_and_their_names(self) -> None:
        run = CliRunner().invoke
        assert json.loads(run(main, ["schema", "articles"]).output) == schema("articles")
        assert run(main, ["schema"]).output.split() == list(FORMS)
        assert "did you mean 'articles'" in run(main, ["schema", "article"]).stderr
