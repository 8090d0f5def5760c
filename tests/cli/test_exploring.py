"""Looking around from a shell: list, find, what rests on a section, and the completion of ids."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gapcheck import Gapcheck
from gapcheck.cli import main
from gapcheck.cli.list_command import LISTS


@pytest.fixture
def run(small_path: Path) -> Any:
    def call(*arguments: str, data: bool = True) -> Result:
        return CliRunner().invoke(main, [*arguments, *(["--data", str(small_path)] if data else [])])

    return call


class TestList:
    @pytest.mark.parametrize("what", LISTS)
    def test_every_list_in_every_form(self, run: Any, what: str) -> None:
        rows = json.loads(run("list", what, "--format", "json").output)
        lines = list(csv.DictReader(io.StringIO(run("list", what, "--format", "csv").output.lstrip("\ufeff"))))
        assert [row["id"] for row in rows] == [line["id"] for line in lines]
        printed = run("list", what).output
        assert all(row["id"] in printed for row in rows)

    def test_ids_are_those_that_commands_take(self, run: Any, small: Gapcheck) -> None:
        for what, known in (("instruments", small.instruments), ("readings", small.readings), ("acts", small.acts)):
            assert [r["id"] for r in json.loads(run("list", what, "--format", "json").output)] == list(known)

    def test_an_empty_list_says_so(self, run: Any) -> None:
        assert run("list", "questions").output == "The catalogue has no questions.\n"

    def test_what_is_tried_first_is_led_there(self, run: Any) -> None:
        assert "did you mean 'list instruments'" in run("instruments", data=False).stderr
        assert "did you mean 'find'" in run("search", "x", data=False).stderr


class TestFind:
    def test_it_is_the_search_of_python(self, run: Any, small: Gapcheck) -> None:
        found = json.loads(run("find", "hindering", "--format", "json").output)
        assert [row["id"] for row in found] == [match.id for match in small.find("hindering")]

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            (("section", "8"), ["computer-act-1990:8(1)"]),
            (("s", "8(1)"), ["computer-act-1990:8(1)"]),
            (("art", "5(2)"), ["model:5(2)"]),
            (("Model", "article", "9"), ["model:9"]),
        ],
    )
    def test_a_pinpoint_is_exact(self, run: Any, words: tuple[str, ...], found: list[str]) -> None:
        rows = json.loads(run("find", *words, "--format", "json").output)
        assert [row["id"] for row in rows] == found

    def test_the_vocabulary_is_found(self, small: Gapcheck) -> None:
        assert {m.what for m in small.find("offence")} >= {"kind", "facet"}

    def test_nothing(self, run: Any) -> None:
        assert run("find", "elephant").output == "Nothing holds all of these words.\n"


class TestSections:
    def test_the_duties_that_rest_on_it(self, run: Any, small: Gapcheck) -> None:
        told = json.loads(run("explain", "computer-act-1990:5", "--as-at", "2014-01-01", "--format", "json").output)
        resting = small.assess("model", "2014-01-01").resting_on("computer-act-1990:5")
        assert [d["id"] for d in told["duties"]] == [d.id for d in resting]
        assert [r["id"] for r in told["rules"] if r["in_force"]] == ["computer-act-1990:5(1)"]

    def test_in_words(self, run: Any) -> None:
        output = run("explain", "computer-act-1990:5", "--as-at", "2014-01-01").output
        assert output.startswith("Computer Act 1990, s 5(1) (")
        assert "rests on it" in output or "rest on it" in output

    def test_on_a_day_before_it(self, run: Any) -> None:
        output = run("explain", "computer-act-1990:5", "--as-at", "1950-01-01").output
        assert "No rule of computer-act-1990:5 is in force on 1 January 1950." in output
        assert "No verdict rests on computer-act-1990:5 on that day." in output

    @pytest.mark.parametrize(
        ("place", "told"),
        [
            ("computer-act-1990:55", "unknown place in the law 'computer-act-1990:55'; did you mean"),
            ("model art 5(2)", "'model art 5(2)' names no place; did you mean 'model:5(2)'?"),
            ("model 5(2)", "'model 5(2)' names no place; did you mean 'model:5(2)'?"),
            ("5(2)", "'5(2)' names no instrument; expected one before it, such as model:5(2)"),
            ("modle:5", "unknown instrument or Act 'modle'; did you mean 'model'?"),
        ],
    )
    def test_another_place_names_the_nearest(self, run: Any, place: str, told: str) -> None:
        result = run("explain", place, "--as-at", "2014-01-01")
        assert result.exit_code == 2
        assert told in result.stderr


def test_a_missing_day_says_that_there_is_a_word_for_it(run: Any) -> None:
    assert "or the word today" in run("assess", "model").stderr


class TestCompletion:
    def offered(self, *words: str) -> list[str]:
        line = " ".join(("gapcheck", *words[:-1]))
        env = {
            "_GAPCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": f"{line} {words[-1]}",
            "COMP_CWORD": str(len(words)),
        }
        result = CliRunner(env=env).invoke(main, prog_name="gapcheck", complete_var="_GAPCHECK_COMPLETE")
        return [told.partition(",")[2] for told in result.output.splitlines() if told]

    def test_ids(self, small_path: Path) -> None:
        data = ("--data", str(small_path))
        assert self.offered("assess", *data, "mo") == ["model"]
        assert self.offered("explain", *data, "model:5") == ["model:5(1)", "model:5(2)", "model:5"]
        assert "computer-act-1990:5" in self.offered("explain", *data, "computer-act-1990:")
        assert self.offered("assess", *data, "model", "--reading", "off") == ["officials"]
        assert self.offered("assess", *data, "model", "--with", "") == ["deletion-bill"]

    def test_bad_data_offers_nothing(self, tmp_path: Path) -> None:
        assert self.offered("assess", "--data", str(tmp_path), "mo") == []

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_script_of_each_shell(self, run: Any, shell: str) -> None:
        script = run("completion", shell, data=False).output
        assert f"_GAPCHECK_COMPLETE={shell}_complete" in script
        assert ("COMP_WORDBREAKS" in script) is (shell == "bash")
