"""``gapcheck cite``: text and YAML files, lines, formats and the gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gapcheck.citing.files import cited_in
from gapcheck.cli import main
from gapcheck.errors import DataError, UsageError


def run(*args: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["cite", *map(str, args)], input=text)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.md"
    path.write_text("# Brief\n\nAccess is punished by the Model\nCrimes Act 2000, s 1.\nSee s 99.\n", encoding="utf-8")
    return path


def test_table(small_path: Path, brief: Path) -> None:
    result = run(brief, "--data", small_path)
    assert result.exit_code == 0
    assert "not-in-catalogue" in result.output
    assert result.output.endswith("1 not-in-catalogue, 1 unresolved\n")


def test_json_from_standard_input(small_path: Path) -> None:
    result = run("-", "--data", small_path, "--format", "json", text="One.\n\nSection 5 of the Bail Act 2000.")
    (cited,) = json.loads(result.output)
    assert (cited["file"], cited["line"], cited["cited"]) == ("standard input", 3, "Bail Act 2000, s 5")
    assert cited["status"] == "not-in-catalogue"


@pytest.mark.parametrize(
    ("text", "gate", "code"),
    [
        ("See s 5.", None, 0),
        ("See s 5.", "unresolved", 1),
        ("See s 5.", "not-in-catalogue", 1),
        ("Bail Act 2000, s 5.", "unresolved", 0),
        ("Bail Act 2000, s 5.", "not-in-catalogue", 1),
        ("Nothing.", "not-in-catalogue", 0),
    ],
)
def test_the_gate(small_path: Path, text: str, gate: str | None, code: int) -> None:
    result = run("-", "--data", small_path, *(["--fail-on", gate] if gate else []), text=text)
    assert result.exit_code == code
    assert (f"the gate --fail-on {gate} failed" in result.stderr) == (code == 1)


def test_no_citation(small_path: Path) -> None:
    assert run("-", "--data", small_path, text="Nothing.").output == "No citation of an Act or a treaty was found.\n"


def test_the_act_has_to_be_known(small_path: Path) -> None:
    result = run("-", "--data", small_path, "--act", "no-act", text="s 5")
    assert result.exit_code == 2
    assert "unknown Act 'no-act'" in result.stderr


def test_a_file_that_is_not_there(small_path: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "none.md", "--data", small_path).exit_code == 2


class TestFiles:
    def read(self, small: Any, raw: bytes, file: str) -> list[tuple[int, str, str]]:
        return [(c.line, c.citation.text, c.citation.status) for c in cited_in(small.catalogue, raw, file)]

    def test_a_value_of_a_yaml_file_says_nothing_of_the_next(self, small: Any) -> None:
        raw = b"a: The Bail Act 2000.\nb: See s 5.\nc: [Bail Act 2000 s 7]\nd: 5\n"
        assert self.read(small, raw, "x.yaml") == [
            (1, "Bail Act 2000", "not-in-catalogue"),
            (2, "s 5", "unresolved"),
            (3, "Bail Act 2000 s 7", "not-in-catalogue"),
        ]

    def test_a_source_is_one_citation(self, small: Any) -> None:
        raw = b"source:\n  - {ref: Bail Act 2000, pinpoint: s 5, note: See s 6.}\n  - {ref: Report, pinpoint: 7}\n"
        assert self.read(small, raw, "x.yml") == [
            (2, "Bail Act 2000, s 5", "not-in-catalogue"),
            (2, "s 6", "unresolved"),
        ]

    def test_the_line_inside_a_long_value(self, small: Any) -> None:
        raw = b"a: |\n  One.\n  Two, s 5.\n"
        assert self.read(small, raw, "x.yaml") == [(2, "s 5", "unresolved")]

    def test_windows_line_endings(self, small: Any) -> None:
        assert self.read(small, b"One.\r\n\r\nBail Act\r\n2000, s 5.", "x.txt") == [
            (3, "Bail Act\n2000, s 5", "not-in-catalogue")
        ]

    def test_yaml_that_cannot_be_read(self, small: Any) -> None:
        with pytest.raises(DataError, match=r"x\.yaml:2"):
            cited_in(small.catalogue, b"a: [", "x.yaml")

    def test_text_that_is_not_utf8(self, small: Any) -> None:
        with pytest.raises(UsageError, match="not UTF-8: byte 0xff at offset 1"):
            cited_in(small.catalogue, b"a\xff", "x.txt")
