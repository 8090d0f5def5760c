"""YAML as gapcheck reads it: 1.2, nothing clever, and every value with its line."""

from __future__ import annotations

import pytest
import yaml

from gapcheck.catalogue import strict_yaml
from gapcheck.catalogue.strict_yaml import MAX_BYTES, MAX_PROBLEMS, parse
from gapcheck.errors import DataError, Problem

PARSERS = [
    pytest.param(
        "CSafeLoader", marks=pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
    ),
    "SafeLoader",
]


@pytest.fixture(params=PARSERS, autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything holds with libyaml and with the parser in Python, which takes over where libyaml is missing."""
    monkeypatch.setattr(strict_yaml, "_PARSER", getattr(yaml, request.param))
    return request.param


def read(text: str | bytes) -> object:
    return parse(text.encode() if isinstance(text, str) else text, "f.yaml").data


def refused(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value.problems


class TestValues:
    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("true", True),
            ("false", False),
            ("null", None),
            ("~", None),
            ("", None),
            ("0", 0),
            ("252", 252),
            ("-3", -3),
        ],
    )
    def test_few_plain_scalars_are_not_text(self, written: str, value: object) -> None:
        found = read(f"key: {written}\n")
        assert found == {"key": value}
        assert type(found["key"]) is type(value)  # type: ignore[index]

    @pytest.mark.parametrize(
        "written",
        [
            *("no", "No", "NO", "yes", "on", "off", "y", "n"),  # the booleans of YAML 1.1
            *("12:30", "1:30:45", "010", "0o10", "0x1F", "1_000", "+1", "-0", "00"),  # its numbers
            *("1.10", "1e2", ".5", ".inf", ".nan", "2A", "6(1)(a)"),  # labels that look like floats
            *("2001-11-23", "2001-11-23 10:00:00", "="),  # its dates and its value key
        ],
    )
    def test_everything_else_is_the_text_that_was_typed(self, written: str) -> None:
        assert read(f"key: {written}\nlist: [{written}]\n") == {"key": written, "list": [written]}

    @pytest.mark.parametrize("written", ["true", "null", "12", "~", ""])
    def test_what_is_quoted_is_text(self, written: str) -> None:
        assert read(f"single: '{written}'\ndouble: \"{written}\"\n") == {"single": written, "double": written}

    def test_keys_are_text(self) -> None:
        assert read("252: a\ntrue: b\n'2': c\n010: d\n") == {"252": "a", "true": "b", "2": "c", "010": "d"}

    def test_a_number_too_long_for_a_number_is_text(self) -> None:
        assert read("9" * 5000) == "9" * 5000

    def test_texts_over_several_lines(self) -> None:
        assert read("a: >-\n  one\n  two\nb: |\n  one\n  two\nc: one\n  two\n") == {
            "a": "one two",
            "b": "one\ntwo\n",
            "c": "one two",
        }

    def test_te_reo_and_emoji(self) -> None:
        assert read("name: Ngā Pirihimana 🚓\n") == {"name": "Ngā Pirihimana 🚓"}

    @pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "---\n...\n"])
    def test_an_empty_file_holds_nothing(self, text: str) -> None:
        assert read(text) is None

    def test_a_byte_order_mark_and_windows_line_ends_are_ignored(self) -> None:
        assert read("\ufeffa: 1\r\nb: x\r\n") == {"a": 1, "b": "x"}


class TestLines:
    TEXT = "first: 1\nlist:\n  - x\n  - {a: b, c: d}\nmap:\n  empty:\n  # comment\n  text: >-\n    folded\n    text\n"

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            ((), 1),
            (("first",), 1),
            (("list",), 3),
            (("list", 0), 3),
            (("list", 1), 4),
            (("list", 1, "c"), 4),
            (("map",), 6),
            (("map", "empty"), 6),
            (("map", "text"), 8),
        ],
    )
    def test_every_value_has_its_line(self, path: tuple[str | int, ...], line: int) -> None:
        assert parse(self.TEXT.encode(), "f.yaml").line(path) == line

    def test_every_key_has_its_line(self) -> None:
        document = parse(self.TEXT.encode(), "f.yaml")
        assert document.key_line(("list",)) == 2
        assert document.key_line(("map", "empty")) == 6
        assert document.key_line(("list", 1)) == 4  # an item of a list has no key: the line of the item

    def test_what_is_not_there_has_the_line_of_what_is_around_it(self) -> None:
        document = parse(self.TEXT.encode(), "f.yaml")
        assert document.line(("list", 1, "missing", 3)) == 4
        assert document.known(("list", 1, "missing", "c")) == ("list", 1, "c")


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "code", "line", "words"),
        [
            ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, "the key 'a' is already given at line 1"),
            ("x:\n  - {a: 1, b: 2, a: 3}\n", "duplicate-key", 2, "x[0].a"),
            ("1: a\n'1': b\n", "duplicate-key", 2, "'1'"),
            ("a: 1\nb: &name [x]\n", "yaml-anchor", 2, "an anchor ('&'"),
            ("a: 1\nb: *name\n", "yaml-anchor", 2, "an alias ('*'"),
            ("a: 1\n*name : 2\n", "yaml-anchor", 2, "an alias ('*'"),
            ("a: 1\n<<: {b: 2}\n", "merge-key", 2, "merge keys are not allowed"),
            ("a: 1\nb: !!int '2'\n", "yaml-tag", 2, "'!!int'"),
            ("a: 1\nb: !local 2\n", "yaml-tag", 2, "a tag ('!' before a value)"),
            ("a: 1\nb: ! 2\n", "yaml-tag", 2, "'!'"),
            ("a: 1\n? [b]\n: 2\n", "bad-key", 2, "a plain text as key"),
            ("a: {{ template }}\n", "bad-key", 1, "a plain text as key"),
            ("a: 1\n---\nb: 2\n", "several-documents", 2, "one document in a file"),
            ("a: 1\n\tb: 2\n", "yaml-syntax", 2, "a tab in the indentation"),
            ("a: one: two\n", "yaml-syntax", 1, "quotes around a text that holds ': '"),
            ("a: `x`\n", "yaml-syntax", 1, "quotes"),
            ("a: [1\nb: 2\n", "yaml-syntax", 2, "that starts at line 1"),
            ("a: 'x\nb: 2\n", "yaml-syntax", 3, "a closing quote or bracket"),
            ("a: 1\nb: x\u202ey\n", "unsafe-character", 2, "U+202E"),
            ("a: 1\nb: x\x00y\n", "unsafe-character", 2, "U+0000"),
            ("a: 1\nb: x\u2028y\n", "unsafe-character", 2, "U+2028"),
            ('a: 1\nb: "x\\u202ey"\n', "unsafe-character", 2, "U+202E"),
            (b"a: 1\nb: caf\xe9\n", "not-utf8", 2, "byte 0xe9 at offset 11"),
            ("a: 1\n".encode("utf-16"), "not-utf8", 1, "saved as UTF-8"),
        ],
    )
    def test_is_refused_at_its_line(self, text: str | bytes, code: str, line: int, words: str) -> None:
        (problem,) = refused(text)
        assert (problem.file, problem.line, problem.code) == ("f.yaml", line, code)
        assert words in str(problem)

    def test_all_problems_of_a_file_are_told_at_once(self) -> None:
        assert [(p.line, p.code) for p in refused("a: &x 1\na: !!str 2\nb: *x\n<<: 3\n")] == [
            (1, "yaml-anchor"),
            (2, "duplicate-key"),
            (2, "yaml-tag"),
            (4, "merge-key"),
        ]

    def test_but_not_without_end(self) -> None:
        assert len(refused("".join(f"k{n}: &a{n} 1\n" for n in range(1000)))) == MAX_PROBLEMS

    def test_an_alias_bomb_does_not_unfold(self) -> None:
        bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
        problems = refused(bomb)
        assert len(problems) <= MAX_PROBLEMS  # each anchor and alias is told once, however often it would unfold
        assert problems[0].line == 1
        assert {p.code for p in problems} == {"yaml-anchor"}

    def test_nesting_is_bounded_before_everything_is_read(self) -> None:
        assert read("[" * 40 + "]" * 40)
        (problem,) = refused("a:\n  " + "[" * 100_000)
        assert (problem.line, problem.code) == (2, "too-deep")
        assert "at most 40 levels" in problem.expected

    def test_size_is_bounded(self) -> None:
        (problem,) = refused(b"#" * (MAX_BYTES + 1))
        assert problem.code == "file-too-large"
        assert "20 MB" in problem.expected
