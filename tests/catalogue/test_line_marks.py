"""The lines of a sound file are those of the reader that looks for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gapcheck.catalogue import strict_yaml
from gapcheck.catalogue.line_marks import LineMark, line_marks

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path for name in ("obligations", "nz_statutes") for path in (ROOT / name).rglob("*.yaml"))


def marks(text: str) -> LineMark:
    return line_marks(yaml.CSafeLoader(text))


def test_the_lines_are_those_of_the_other_reader() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SHIPPED}
    assert len(texts) > 100
    assert [p for p, text in texts.items() if marks(text) != strict_yaml._read(text, p.name).mark] == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("\na: x\n", LineMark(2, {"a": LineMark(2, None, 2)})),
        ("a:\n  x\n", LineMark(1, {"a": LineMark(2, None, 1)})),
        ("a:\n\nb: ~\n", LineMark(1, {"a": LineMark(1, None, 1), "b": LineMark(3, None, 3)})),
        ("a:\n  null\n", LineMark(1, {"a": LineMark(1, None, 1)})),
        ("a:\n  'null'\n", LineMark(1, {"a": LineMark(2, None, 1)})),
        ("- x\n-\n- y\n", LineMark(1, [LineMark(1), LineMark(2), LineMark(3)])),
        ("a:\n- b: 1\n  c: []\n", LineMark(1, {"a": LineMark(2, [
            LineMark(2, {"b": LineMark(2, None, 2), "c": LineMark(3, [], 3)})], 1)})),
        ("- - x\n- {}\n", LineMark(1, [LineMark(1, [LineMark(1)]), LineMark(2, {})])),
        ("? a\n: b\n", LineMark(1, {"a": LineMark(2, None, 1)})),
        ("a: |\n  long\n  text\nb: 1", LineMark(1, {"a": LineMark(1, None, 1), "b": LineMark(4, None, 4)})),
        ("x", LineMark(1)),
    ],
)  # fmt: skip
def test_a_value_stands_where_it_begins_and_one_that_is_left_out_at_its_key(text: str, mark: LineMark) -> None:
    assert marks(text) == mark == strict_yaml._read(text, "t.yaml").mark


def test_what_is_below_a_mark() -> None:
    top = marks("a: [x, y]\n")
    inside = top.below("a")
    assert inside is not None
    assert (inside.below(1), inside.below(2), inside.below(-1), inside.below("a")) == (LineMark(1), None, None, None)
    assert (top.below("b"), top.below(0), LineMark(1).below("a")) == (None, None, None)
