"""A new catalogue runs at once, and says what it was made to show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path, PurePosixPath

import jsonschema
import pytest
from click.testing import CliRunner

import gapcheck
from gapcheck.catalogue.file_places import form_of
from gapcheck.catalogue.new_catalogue import new_catalogue
from gapcheck.catalogue.schemas import FORMS, file_name, schema
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.cli import main
from gapcheck.lint import lint


@pytest.fixture
def made(tmp_path: Path) -> Path:
    new_catalogue(tmp_path / "mine")
    return tmp_path / "mine"


def test_it_loads_and_shows_every_kind_of_verdict(made: Path) -> None:
    now = gapcheck.load(made).assess("lighthouses", "2026-01-01")
    assert [(a.article.article, a.status) for a in now] == [("1", "no_duty"), ("2", "met"), ("3", "partial")]
    assert [q.id for q in now.questions] == ["obscuring-as-damage"]
    after = gapcheck.load(made).assess("lighthouses", "2026-01-01", reform="lights-bill")
    assert now["2"].certainty == "view"
    assert after["3"].status == "met"


def test_nothing_in_it_looks_wrong(made: Path) -> None:
    assert [f for f in lint(gapcheck.load(made).catalogue) if f.reaches("warning")] == []


def test_every_file_names_its_schema_and_fits_it(made: Path) -> None:
    forms = {form: name for name, form in FORMS.items()}
    files = sorted(made.rglob("*.yaml"))
    assert files
    for path in files:
        form = form_of(PurePosixPath(path.relative_to(made).as_posix()))
        assert form is not None
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert named is not None
        assert (path.parent / named[1]).resolve() == (made / "schemas" / file_name(forms[form])).resolve()
        jsonschema.Draft202012Validator(schema(forms[form])).validate(parse(path.read_bytes(), path.name).data)


def test_the_commands_of_its_readme_run(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made)
    block = re.search(r"```\n(.*?)```", (made / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    for line in block[1].splitlines():
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, result.output


def test_what_is_there_is_left_alone(made: Path) -> None:
    before = sorted(made.rglob("*"))
    with pytest.raises(gapcheck.UsageError, match="is there already; expected a new or an empty folder"):
        new_catalogue(made)
    assert sorted(made.rglob("*")) == before


def test_the_command_takes_an_empty_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert result.exit_code == 0
    assert str(tmp_path / "README.md") in result.output


class TestTogether:
    def test_a_folder_adds_to_the_bundled_catalogue(self, made: Path) -> None:
        book = gapcheck.load(["bundled", made])
        alone = gapcheck.load()
        assert set(book.instruments) == {*alone.instruments, "lighthouses"}
        assert book.assess("lighthouses", "2026-01-01")["3"].status == "partial"
        assert book.assess("budapest", "2026-11-21").articles == alone.assess("budapest", "2026-11-21").articles
        origin = book.catalogue.origins["lighthouses:2"].file
        assert origin == f"{made.as_posix()}/obligations/lighthouses/articles.yaml"

    def test_an_added_folder_needs_only_one_of_the_two(self, made: Path, tmp_path: Path) -> None:
        more = tmp_path / "more" / "nz_statutes"
        more.mkdir(parents=True)
        (more / "extra_act.yaml").write_text("act: {id: extra-act-2020, title: Extra Act 2020}\nsections: []\n")
        assert "extra-act-2020" in gapcheck.load([made, tmp_path / "more"]).acts

    def test_a_problem_names_the_folder(self, made: Path, tmp_path: Path) -> None:
        more = tmp_path / "more" / "nz_statutes"
        more.mkdir(parents=True)
        (more / "lights.yaml").write_text("act: {id: lights-act-2000, title: Another}\nsections: []\n")
        with pytest.raises(gapcheck.DataError, match=rf"{more.as_posix()}/lights.yaml:1"):
            gapcheck.load([made, tmp_path / "more"])

    def test_a_folder_without_either_is_told(self, made: Path, tmp_path: Path) -> None:
        with pytest.raises(gapcheck.DataError, match="nz_statutes' is missing"):
            gapcheck.load([made, tmp_path / "nowhere"])

    def test_on_the_command_line(self, made: Path) -> None:
        run = CliRunner().invoke
        both = ["--data", "bundled", "--data", str(made)]
        assert "lighthouses" in run(main, ["list", "instruments", *both]).output
        refused = run(main, ["compare", "lighthouses", "--as-at", "2026-01-01", "--revision", "HEAD", *both])
        assert "this needs a single folder" in refused.stderr
