"""Sound files are read as the reader reads them that keeps their lines; all others are left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gapcheck.catalogue import strict_yaml
from gapcheck.catalogue.line_marks import LineMark
from gapcheck.catalogue.plain_yaml import MAX_DEPTH, NotPlain, plain_data

SHIPPED = sorted((Path(__file__).parents[2] / "obligations").rglob("*.yaml"))


def plain(text: str) -> object:
    return plain_data(yaml.CSafeLoader(text))


def test_the_data_are_those_of_the_reader_that_keeps_lines() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SHIPPED}
    assert len(texts) > 50
    others = [p for p, text in texts.items() if plain(text) != strict_yaml._read(text, p.name).root]
    assert others == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: yes", "yes"),
        ("a: true", True),
        ("a:", None),
        ("a: ~", None),
        ("a: 010", "010"),
        ("a: -12", -12),
        ("a: 1.10", "1.10"),
        ("a: '12'", "12"),
        ('a: "true"', "true"),
        ("a: ''", ""),
        ("a: {b: [1, [x]], c: {}}", {"b": [1, ["x"]], "c": {}}),
    ],
)
def test_what_a_value_stands_for(text: str, value: object) -> None:
    assert plain(text) == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: &x 1",
        "a: &x [1]",
        "a: !x 1",
        "a: !x {b: 1}",
        "a: *x",
        "a: 1\na: 2",
        "<<: {a: 1}",
        "? [a]\n: 1",
        "a: 1\n---\nb: 2",
        'a: "\\u202e"',
        '"\\u202e": 1',
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
)
def test_what_is_not_plain_is_left_alone(text: str) -> None:
    with pytest.raises(NotPlain):
        plain(text)


def test_as_deep_as_is_allowed() -> None:
    assert plain("[" * MAX_DEPTH + "]" * MAX_DEPTH) == strict_yaml.parse(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "x").data


def test_lines_of_a_sound_file_are_read_when_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[LineMark] = []
    real = strict_yaml.line_marks
    monkeypatch.setattr(strict_yaml, "line_marks", lambda parser: (read.append(real(parser)), read[-1])[1])
    document = strict_yaml.parse(b"a:\n  - b\n  - c\n", "x.yaml")
    assert read == []
    assert [document.line(("a", 1)), document.key_line(("a",))] == [3, 1]
    assert read == [strict_yaml._read("a:\n  - b\n  - c\n", "x.yaml").mark]
