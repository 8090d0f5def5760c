"""The lines of a sound YAML file, as a tree of the shape of its data, read in one pass that looks for nothing else.

What is wrong with a file is found before, by :mod:`gapcheck.catalogue.plain_yaml`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from gapcheck.catalogue.plain_yaml import plain_value


class LineMark(NamedTuple):
    """The line of a value, the marks of what is in it (by key or index), and the line of its key in a mapping."""

    line: int
    inside: dict[str, LineMark] | list[LineMark] | None = None
    key_line: int = 0

    def below(self, step: str | int) -> LineMark | None:
        """The mark of one value inside this one; ``None`` where there is no such value."""
        inside, found = self.inside, None
        if isinstance(inside, dict) and isinstance(step, str):
            found = inside.get(step)
        elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside):
            found = inside[step]
        return found


def line_marks(parser: Any) -> LineMark:
    """The lines of the one document that a parser reads, in which nothing may be wrong."""
    get_event = parser.get_event
    top: list[LineMark] = []
    node: Any = top  # the marks that are being filled
    key: str | None = None  # the key that waits for its value
    key_line = 0
    around: list[Any] = []
    while True:
        event = get_event()
        kind = event.__class__
        if kind is ScalarEvent:
            line = event.start_mark.line + 1
            if node.__class__ is list:
                node.append(LineMark(line))
            elif key is None:
                key, key_line = event.value, line
            else:
                # The mark of a value left out may be on a later line.
                missing = not event.style and plain_value(event.value) is None
                node[key] = LineMark(key_line if missing else line, None, key_line)
                key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            made: Any = {} if kind is MappingStartEvent else []
            line = event.start_mark.line + 1
            if key is None:
                node.append(LineMark(line, made))
            else:
                node[key] = LineMark(line, made, key_line)
                key = None
            around.append(node)
            node = made
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = around.pop()
        elif kind is StreamEndEvent:
            return top[0]
