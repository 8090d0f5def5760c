"""``gapcheck cite``: text and YAML files, lines, formats and the gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.word_files import paragraph, word

from gapcheck.citing import Citations
from gapcheck.citing.files import cited_in_yaml
from gapcheck.cli import main
from gapcheck.errors import DataError


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
        cited = cited_in_yaml(Citations(small.catalogue), raw, file)
        return [(c.line, c.citation.text, c.citation.status) for c in cited]

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
        assert self.read(small, raw.replace(b"Two, ", b""), "x.yaml") == [(2, "s 5", "unresolved")]

    def test_yaml_that_cannot_be_read(self, small: Any) -> None:
        with pytest.raises(DataError, match=r"x\.yaml:2"):
            cited_in_yaml(Citations(small.catalogue), b"a: [", "x.yaml")

    def cited(self, small_path: Path, file: Path, raw: bytes, *more: str) -> list[tuple[int, str]]:
        file.write_bytes(raw)
        result = run(file, "--data", small_path, "--format", "json", *more)
        return [(c["line"], c["cited"]) for c in json.loads(result.output)]

    def test_windows_line_endings(self, small_path: Path, tmp_path: Path) -> None:
        raw = b"One.\r\n\r\nBail Act\r\n2000, s 5."
        assert self.cited(small_path, tmp_path / "x.txt", raw) == [(3, "Bail Act 2000, s 5")]

    def test_a_word_file_by_its_paragraphs(self, small_path: Path, tmp_path: Path) -> None:
        raw = word(paragraph("One.") + paragraph("See s 5 of the Bail Act 2000."))
        assert self.cited(small_path, tmp_path / "brief.docx", raw) == [(2, "Bail Act 2000, s 5")]

    def test_a_web_page_without_its_styles(self, small_path: Path, tmp_path: Path) -> None:
        raw = b"<html><style>\nBail Act 1999\n</style>\n<p>s 5 of the <b>Bail Act</b> 2000</p></html>"
        assert self.cited(small_path, tmp_path / "page.html", raw) == [(4, "Bail Act 2000, s 5")]

    def test_text_of_windows(self, small_path: Path, tmp_path: Path) -> None:
        file, raw = tmp_path / "x.txt", b"\x93Bail Act 2000\x94, s 5"
        assert self.cited(small_path, file, raw, "--encoding", "cp1252") == [(1, "Bail Act 2000, s 5")]
        result = run(file, "--data", small_path)
        assert result.exit_code == 2
        assert "give --encoding cp1252" in result.stderr


def test_a_date(small_path: Path) -> None:
    text = "Computer Act 1990, s 5."
    (now,) = json.loads(run("-", "--data", small_path, "--format", "json", text=text).output)
    (then,) = json.loads(run("-", "--data", small_path, "--format", "json", "--as-at", "1900-01-01", text=text).output)
    assert (now["status"], then["status"]) == ("resolved", "not-in-force")


def test_what_was_only_partly_read_fails_the_gate(small_path: Path) -> None:
    result = run("-", "--data", small_path, "--fail-on", "unresolved", text="Computer Act 1990, s 5ff.")
    assert result.exit_code == 1
    assert "1 partly-read" in result.stderr
