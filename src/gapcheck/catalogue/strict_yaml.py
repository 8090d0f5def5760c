"""A strict reading of YAML 1.2, with the line of every key and value.

PyYAML only supplies parse events (from libyaml where it is there); what a value is, is decided here. Plain ``true``,
``false``, ``null``, ``~``, nothing at all and whole numbers are read as such; everything else is text, so that ``no``,
``12:30``, ``010`` and ``1.10`` stay what the author typed. Anchors, aliases, tags, merge keys and duplicate keys are
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
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

from gapcheck.catalogue.catalogue_files import MAX_BYTES
from gapcheck.catalogue.line_marks import LineMark, line_marks
from gapcheck.catalogue.plain_yaml import MAX_DEPTH, NotPlain, may_be_shown, plain_data, plain_value
from gapcheck.errors import DataError, Problem
from gapcheck.model.characters import UNSAFE
from gapcheck.model.misplaced_grounds import in_comment, may_be_in

Path = tuple[str | int, ...]

MAX_PROBLEMS = 100

# The C parser is ten times faster; wheels of PyYAML have it, a build without libyaml does not.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What libyaml says is for programmers; these are the three slips that lawyers make.
_HINTS = {
    "mapping values are not allowed": "quotes around a text that holds ': '",
    "cannot start any token": "quotes around a text that starts with a special character",
    "found unexpected end of stream": "a closing quote or bracket",
}


def show(path: Path) -> str:
    """A path as it is printed in messages: ``sections[0].rules[1].id``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


@dataclass(frozen=True)
class LostPart:
    """A part of a file that was left out, or stood in for, because it is not well-formed.

    It may have defined ids made of the texts in it (``inside``) and of those in the mappings that it stands in
    (``around``); if it should have been a list of definitions and says nothing of them (``blank``), any id.
    """

    path: Path
    inside: frozenset[str]
    around: frozenset[str]
    blank: bool = False


@dataclass(frozen=True)
class YamlDocument:
    """The data of one file, and the lines of its values as a tree of the same shape (``marks`` gives it when asked).

    If parts of the file are ``lost``, ``kept`` holds the indexes that the items left had in each list that lost some.
    ``may_hold_grounds`` is false where nothing in the file looks like a misplaced ground for withholding.
    """

    file: str
    data: Any
    marks: Callable[[], LineMark] = field(repr=False)
    kept: Mapping[Path, tuple[int, ...]] = field(default_factory=dict, repr=False)
    lost: tuple[LostPart, ...] = ()
    may_hold_grounds: bool = True

    def line(self, path: Path) -> int:
        """The line of the value at ``path`` of the file, or of the nearest value around it that exists."""
        return self._mark(path).line

    def key_line(self, path: Path) -> int:
        """The line of the key whose value stands at ``path``, else that of the value."""
        mark = self._mark(path)
        return mark.key_line or mark.line

    def _mark(self, path: Path) -> LineMark:
        # A key that is missing is told at the mapping that should hold it.
        mark = self.marks()
        for step in path:
            below = mark.below(step)
            if below is None:
                break
            mark = below
        return mark

    def original(self, path: Path) -> Path:
        """Where in the file the data at ``path`` stands, counting the items that were left out."""
        if not self.kept:
            return path
        original_path: Path = ()
        for step in path:
            original_path = (*original_path, self._counted(original_path, step))
        return original_path

    def known(self, path: Path) -> Path:
        """The longest beginning of ``path`` in the file, leaving out steps that are not in it."""
        known_path: Path = ()
        mark = self.marks()
        for step in path:
            counted = self._counted(known_path, step)
            below = mark.below(counted)
            if below is not None:
                known_path, mark = (*known_path, counted), below
        return known_path

    def _counted(self, list_path: Path, step: str | int) -> str | int:
        left = self.kept.get(list_path)
        return left[step] if left is not None and isinstance(step, int) and step < len(left) else step


def parse(raw: bytes, file: str) -> YamlDocument:
    """Read one file. Raises ``DataError`` with all the problems that can be told apart."""
    if len(raw) > MAX_BYTES:
        _fail(file, 0, "the file is too large", f"at most {MAX_BYTES // 1024 // 1024} MB", "file-too-large")
    text = _decode(raw, file)
    problems = _grounds_in_comments(text, file)
    parser = _PARSER(text)
    try:
        data = plain_data(parser)
    # What is wrong, and at which line, is told by the reader that keeps them.
    except (NotPlain, yaml.YAMLError):
        reader = _read(text, file)
        problems = [*reader.problems, *problems]
        data, marks = reader.root, lambda: reader.mark
    else:
        # Of a sound file hardly anybody asks for a line.
        marks = cache(lambda: _marks(text))
    finally:
        parser.dispose()
    if problems:
        raise DataError(problems)
    return YamlDocument(file, data, marks, may_hold_grounds=may_be_in(text))


def _marks(text: str) -> LineMark:
    """The lines of a sound text."""
    parser = _PARSER(text)
    try:
        return line_marks(parser)
    finally:
        parser.dispose()


def _read(text: str, file: str) -> _EventReader:
    """The data of a text with its lines and problems."""
    reader = _EventReader(file)
    parser = _PARSER(text)
    try:
        reader.run(parser)
    except yaml.MarkedYAMLError as error:
        reader.problems.append(_syntax_problem(error, text, file))
    except yaml.YAMLError as error:
        reader.problems.append(Problem(file, 1, "", f"not valid YAML: {error}", code="yaml-syntax"))
    finally:
        parser.dispose()
    return reader


# "text: ... # withheld: s 6(a)" withholds nothing: to YAML the ground is a remark.
def _grounds_in_comments(text: str, file: str) -> list[Problem]:
    if "#" not in text:
        return []
    lines = (number for number, line in enumerate(text.split("\n"), start=1) if "#" in line and in_comment(line))
    message = "a ground for withholding stands in a comment, where it withholds nothing"
    expected = "'withheld' as a key beside 'text'"
    return [Problem(file, n, "", message, expected, code="ground-in-comment") for n in islice(lines, MAX_PROBLEMS)]


def _fail(file: str, line: int, message: str, expected: str, code: str) -> NoReturn:
    raise DataError([Problem(file, line, "", message, expected, code=code)])


def _decode(raw: bytes, file: str) -> str:
    try:
        # Windows editors put a byte order mark before the text; inside it, the character is refused.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}"
        _fail(file, line, message, "a file saved as UTF-8", "not-utf8")
    if UNSAFE.search(text):
        found_at = ((number, UNSAFE.search(line)) for number, line in enumerate(text.split("\n"), start=1))
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
    # libyaml only says that it "found character that cannot start any token".
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


class _StopReading(Exception):
    """Reading on would only repeat the problem."""


class _OpenNode:
    """A mapping or sequence that is being filled. ``key`` is the key that waits for its value."""

    __slots__ = ("key", "key_line", "mapping", "marks", "node", "step")

    def __init__(self, node: Any, marks: Any, step: str | int | None) -> None:
        self.node, self.marks, self.mapping = node, marks, isinstance(node, dict)
        self.step = step  # where it stands in what is open around it
        self.key: str | None = None
        self.key_line = 0


class _EventReader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.root: object = None
        self.mark = LineMark(1)
        self.problems: list[Problem] = []
        self._stack: list[_OpenNode] = []
        self._documents = 0
        self._anchors: set[str] = set()

    def run(self, parser: Any) -> None:
        """Take all events. Problems are collected; the ones after which nothing can be trusted end the reading."""
        take, get_event = self._take, parser.get_event
        try:
            while (event := get_event()).__class__ is not StreamEndEvent:
                take(event)
        except _StopReading:
            pass

    def _take(self, event: Any) -> None:
        kind = event.__class__
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None or event.style == '"':
                self._refuse_extras(event)
            if self._wants_key():
                self._take_key(event)
            else:
                self._place(event.value if event.style else plain_value(event.value), event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._refuse_extras(event)
            self._open({} if kind is MappingStartEvent else [], event)
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, AliasEvent):
            self._refuse_anchor(event)
            if self._wants_key():
                raise _StopReading
            self._place(None, event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            # What follows "---" would be read as another file, and lost.
            if self._documents > 1:
                self._add(event, (), "a second document starts here", "one document in a file", "several-documents")
                raise _StopReading

    def _wants_key(self) -> bool:
        if not self._stack:
            return False
        frame = self._stack[-1]
        return frame.key is None and frame.mapping

    def _take_key(self, event: Any) -> None:
        frame = self._stack[-1]
        key: str = event.value
        line = event.start_mark.line + 1
        # A merge key would put values at lines where nobody wrote them.
        if key == "<<":
            self._add(event, self._path(key), "merge keys are not allowed", "the keys written out", "merge-key")
        # YAML 1.2 refuses duplicate keys; PyYAML lets the last one win, and half of an Act would be lost.
        elif key in frame.marks:
            line = frame.marks[key].key_line
            named = (key,) if may_be_shown(key, frame.marks) else ()
            message = f"{f'the key {key!r}' if named else 'a key'} is already given at line {line}"
            self._add(event, self._path(*named), message, "every key once", "duplicate-key")
        frame.key, frame.key_line = key, line

    def _open(self, node: dict[str, Any] | list[Any], event: Any) -> None:
        if self._wants_key():
            self._add(
                event,
                self._path(),
                "a list or mapping stands where a key should be",
                "a plain text as key",
                "bad-key",
            )
            raise _StopReading
        if len(self._stack) >= MAX_DEPTH:
            self.problems.append(_too_deep(self.file, event.start_mark.line + 1))
            raise _StopReading
        marks: dict[str, LineMark] | list[LineMark] = {} if isinstance(node, dict) else []
        self._stack.append(_OpenNode(node, marks, self._place(node, event, marks)))

    def _place(
        self, value: object, event: Any, marks: dict[str, LineMark] | list[LineMark] | None = None
    ) -> str | int | None:
        """Put a value where it belongs; under which key or index that is."""
        line = event.start_mark.line + 1
        if not self._stack:
            self.root, self.mark = value, LineMark(line, marks)
            return None
        frame = self._stack[-1]
        key = frame.key
        if key is None:
            frame.node.append(value)
            frame.marks.append(LineMark(line, marks))
            return len(frame.node) - 1
        if value is None:  # the mark of a value left out may be on a later line
            line = frame.key_line
        frame.node[key] = value
        frame.marks[key] = LineMark(line, marks, frame.key_line)
        frame.key = None
        return key

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_anchor(event)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            # A text that begins with an exclamation mark is taken for a tag, and may be withheld.
            named = f"the tag '{tag}'" if tag.startswith("!!") else "a tag ('!' before a value)"
            self._add(event, self._path(), f"{named} is not allowed", "a value without a tag", "yaml-tag")
        if event.__class__ is ScalarEvent and event.style == '"' and (bad := UNSAFE.search(event.value)):
            self._add(event, self._path(), _unsafe_message(bad[0]), "plain text", "unsafe-character")

    def _refuse_anchor(self, event: Any) -> None:
        name: str = event.anchor
        # An anchor and all its aliases are one mistake, and a file may have thousands.
        if name not in self._anchors:
            self._anchors.add(name)
            # The name may be the first word of a text that is withheld.
            sign = "an alias ('*'" if isinstance(event, AliasEvent) else "an anchor ('&'"
            message = f"{sign} before a word) is not allowed"
            self._add(event, self._path(), message, "every value written out", "yaml-anchor")

    def _path(self, *more: str) -> Path:
        """Where the reading stands: the key that waits for its value, or what is open."""
        steps = tuple(frame.step for frame in self._stack[1:] if frame.step is not None)
        waiting = self._stack[-1].key if self._stack else None
        return (*steps, *more) if waiting is None else (*steps, waiting, *more)

    def _add(self, event: Any, path: Path, message: str, expected: str, code: str) -> None:
        self.problems.append(Problem(self.file, event.start_mark.line + 1, show(path), message, expected, code=code))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopReading
