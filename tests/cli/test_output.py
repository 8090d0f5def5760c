"""What is printed for people: wrapped to a terminal, and as it is in a file or a pipe."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gapcheck.cli.output import as_json, print_text

SCALARS = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
@example({"control": "\x00\x1f\x7f\b\f\n\r\t", "quoted": '"\\/', "lines": "\u2028\u2029", "none": [{}, [], ()]})
@example({"a name that is no text": "\udcff.yaml"})
def test_json_is_what_the_library_of_python_writes(value: object) -> None:
    assert as_json(value) == json.dumps(value, indent=2, ensure_ascii=False)


TEXT = "Heading\n\n  A sentence that is too long for a narrow terminal and has to be wrapped.\n  A short one."


def test_in_a_pipe_lines_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_text(TEXT)
    assert capsys.readouterr().out == f"{TEXT}\n"


def test_on_a_terminal_each_line_is_wrapped_with_its_indent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_text(TEXT)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[:2] == ["Heading", ""]
    assert all(line.startswith("  ") for line in lines[2:])
    assert " ".join(line.strip() for line in lines[2:]) == " ".join(line.strip() for line in TEXT.splitlines()[2:])
