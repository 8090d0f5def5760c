"""A strict reading of YAML 1.2, with the line of every key and value.

PyYAML only supplies parse events (from libyaml where it is there); what a value is, is decided here. Plain ``true``,
``false``, ``null``, ``~``, nothing at all and whole numbers are read as such; everything else is text, so that ``no``,
``12:30``, ``010`` and ``1.10`` stay what the author typed. Anchors, aliases, tags, merge keys and duplicate keys are
refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from gapcheck.errors import DataError, Problem

Path = tuple[str | int, ...]

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 40
MAX_PROBLEMS = 100

# The C parser is ten times faster; wheels of PyYAML have it, a build without libyaml does not.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
# Python refuses to convert more than 4300 digits; no amount in a statute needs them.
_INT = re.compile(r"0|-?[1-9][0-9]{0,3999}")
# Control characters, bidirectional controls, characters that nobody sees (a soft hyphen, a zero-width space), and the
# line breaks of YAML 1.1 that YAML 1.2 and editors do not count as such.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_HINTS = {
    "mapping values are not allowed": "quotes around a text that holds ': '",
    "cannot start any token": "quotes around a text that starts with a special character",
    "found unexpected end of stream": "a closing quote or bracket",
}


def show(path: Path) -> str:
    """A path as it is printed in messages: ``sections[0].rules[1].id``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True)
class Lost:
    """A part of a file that was left out, or stood in for, because it is not well-formed.

    It may have defined ids made of the texts in it (``inside``) and of those in the mappings that it stands in
    (``around``); if it should have been a list of definitions and says nothing of them (``blank``), any id.
    """

    path: Path
    inside: frozenset[str]
    around: frozenset[str]
    blank: bool = False


@dataclass(frozen=True)
class Document:
    """The data of one file, with the line of every value (``lines``) and of every key of a mapping (``keys``) by path.

    If parts of the file are ``lost``, ``kept`` holds the indexes that the items left had in each list that lost some.
    """

    file: str
    data: Any
    lines: dict[Path, int] = field(repr=False)
    keys: dict[Path, int] = field(repr=False)
    kept: Mapping[Path, tuple[int, ...]] = field(default_factory=dict, repr=False)
    lost: tuple[Lost, ...] = ()

    def line(self, path: Path) -> int:
        """The line of the value at ``path`` of the file, or of the nearest value around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def original(self, path: Path) -> Path:
        """Where in the file the data at ``path`` stands, counting the items that were left out."""
        if not self.kept:
            return path
        found: Path = ()
        for step in path:
            found = (*found, self._counted(found, step))
        return found

    def known(self, path: Path) -> Path:
        """The longest beginning of ``path`` in the file, leaving out steps that are not in it."""
        found: Path = ()
        for step in path:
            place = (*found, self._counted(found, step))
            if place in self.lines:
                found = place
        return found

    def _counted(self, found: Path, step: str | int) -> str | int:
        left = self.kept.get(found)
        return left[step] if left is not None and isinstance(step, int) and step < len(left) else step


def parse(raw: bytes, file: str) -> Document:
    """Read one file. Raises ``DataError`` with all the problems that can be told apart."""
    if len(raw) > MAX_BYTES:
        _fail(file, 0, "the file is too large", f"at most {MAX_BYTES // 1024 // 1024} MB", "file-too-large")
    text = _decode(raw, file)
    builder = _Builder(file)
    parser = _PARSER(text)
    try:
        builder.run(parser)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(error, text, file))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(file, 1, "", f"not valid YAML: {error}", code="yaml-syntax"))
    finally:
        parser.dispose()
    if builder.problems:
        raise DataError(builder.problems)
    return Document(file, builder.root, builder.lines, builder.keys)


def _fail(file: str, line: int, message: str, expected: str, code: str) -> NoReturn:
    raise DataError([Problem(file, line, "", message, expected, code=code)])


def _decode(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}"
        _fail(file, line, found, "a file saved as UTF-8", "not-utf8")
    if _UNSAFE.search(text):
        found_at = ((number, _UNSAFE.search(line)) for number, line in enumerate(text.split("\n"), start=1))
        problems = (
            Problem(file, number, "", _unsafe_message(bad[0]), "plain text", code="unsafe-character")
            for number, bad in found_at
            if bad
        )
        raise DataError(islice(problems, MAX_PROBLEMS))
    return text


def _unsafe_message(character: str) -> str:
    return f"holds the control or invisible character U+{ord(character):04X}"


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    lines = text.splitlines() or [""]
    line = lines[min(number, len(lines) - 1)]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem(file, number + 1, "", "a tab in the indentation", "spaces", code="yaml-syntax")
    problem = error.problem or "it cannot be parsed"
    if "nesting depth" in problem:  # libyaml from 0.2.6 on has a limit of its own, and looks ahead further than we do
        return _too_deep(file, number + 1)
    since = ""
    if error.context and error.context_mark and error.context_mark.line != number:
        since = f" ({error.context} that starts at line {error.context_mark.line + 1})"
    hint = next((h for words, h in _HINTS.items() if words in problem), "")
    return Problem(file, number + 1, "", f"not valid YAML: {problem}{since}", hint, code="yaml-syntax")


def _too_deep(file: str, line: int) -> Problem:
    message, expected = "lists and mappings are nested too deeply", f"at most {MAX_DEPTH} levels"
    return Problem(file, line, "", message, expected, code="too-deep")


def _value(event: ScalarEvent) -> object:
    """What a scalar stands for. The C parser gives plain scalars the style ``""``, the Python parser ``None``."""
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INT.fullmatch(text) else text


class _Stop(Exception):
    """Reading on would only repeat the problem."""


class _Frame:
    """A mapping or sequence that is being filled. ``key`` is the key that waits for its value."""

    __slots__ = ("key", "mapping", "node", "path")

    def __init__(self, node: dict[str, Any] | list[Any], path: Path) -> None:
        self.node, self.path, self.mapping = node, path, isinstance(node, dict)
        self.key: str | None = None


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.root: object = None
        self.lines: dict[Path, int] = {}
        self.keys: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._documents = 0
        self._anchors: set[str] = set()

    def run(self, parser: Any) -> None:
        """Take all events. Problems are collected; the ones after which nothing can be trusted end the reading."""
        take, get_event = self._take, parser.get_event
        try:
            while (event := get_event()).__class__ is not StreamEndEvent:
                take(event)
        except _Stop:
            pass

    def _take(self, event: Any) -> None:
        kind = (
            event.__class__
        )  # asked for most events of a load: cheaper than isinstance, and nobody derives from these
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None or event.style == '"':
                self._refuse_extras(event)
            if self._wants_key():
                self._take_key(event)
            else:
                self._place(_value(event), event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._refuse_extras(event)
            self._open({} if kind is MappingStartEvent else [], event)
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, AliasEvent):
            self._refuse_anchor(event)
            if self._wants_key():
                raise _Stop
            self._place(None, event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._add(event, (), "a second document starts here", "one document in a file", "several-documents")
                raise _Stop

    def _wants_key(self) -> bool:
        if not self._stack:
            return False
        frame = self._stack[-1]
        return frame.key is None and frame.mapping

    def _take_key(self, event: Any) -> None:
        frame = self._stack[-1]
        key: str = event.value
        path = (*frame.path, key)
        if key == "<<":
            self._add(event, path, "merge keys are not allowed", "the keys written out", "merge-key")
        elif path in self.keys:
            first = f"the key {key!r} is already given at line {self.keys[path]}"
            self._add(event, path, first, "every key once", "duplicate-key")
        else:
            self.keys[path] = event.start_mark.line + 1
        frame.key = key

    def _open(self, node: dict[str, Any] | list[Any], event: Any) -> None:
        if self._wants_key():
            self._add(
                event,
                self._stack[-1].path,
                "a list or mapping stands where a key should be",
                "a plain text as key",
                "bad-key",
            )
            raise _Stop
        if len(self._stack) >= MAX_DEPTH:
            self.problems.append(_too_deep(self.file, event.start_mark.line + 1))
            raise _Stop
        self._stack.append(_Frame(node, self._place(node, event)))

    def _place(self, value: object, event: Any) -> Path:
        line = event.start_mark.line + 1
        if not self._stack:
            self.root = value
            self.lines[()] = line
            return ()
        frame = self._stack[-1]
        if isinstance(frame.node, list):
            path: Path = (*frame.path, len(frame.node))
            frame.node.append(value)
        else:
            assert frame.key is not None
            path = (*frame.path, frame.key)
            frame.node[frame.key] = value
            frame.key = None
            if value is None:  # the mark of a value left out may be on a later line
                line = self.keys.get(path, line)
        self.lines[path] = line
        return path

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_anchor(event)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._add(event, self._path(), f"the tag '{tag}' is not allowed", "a value without a tag", "yaml-tag")
        if event.__class__ is ScalarEvent and event.style == '"' and (bad := _UNSAFE.search(event.value)):
            self._add(event, self._path(), _unsafe_message(bad[0]), "plain text", "unsafe-character")

    def _refuse_anchor(self, event: Any) -> None:
        name: str = event.anchor
        if name not in self._anchors:
            self._anchors.add(name)
            sign = "alias '*" if isinstance(event, AliasEvent) else "anchor '&"
            self._add(
                event, self._path(), f"the {sign}{name}' is not allowed", "every value written out", "yaml-anchor"
            )

    def _path(self) -> Path:
        if not self._stack:
            return ()
        frame = self._stack[-1]
        return frame.path if frame.key is None else (*frame.path, frame.key)

    def _add(self, event: Any, path: Path, message: str, expected: str, code: str) -> None:
        self.problems.append(Problem(self.file, event.start_mark.line + 1, show(path), message, expected, code=code))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop
