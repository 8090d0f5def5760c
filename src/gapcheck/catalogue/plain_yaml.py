"""The data of a sound YAML file, read in one pass that keeps no lines and knows no message.

Nearly every file of a catalogue is sound, and its lines are asked for by few. What is not plain (a tag, an anchor, a
key given twice, anything that :mod:`gapcheck.catalogue.strict_yaml` refuses) is left to the reader there, which tells
what is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from gapcheck.model.characters import UNSAFE

MAX_DEPTH = 40

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
# Python refuses to convert more than 4300 digits; no amount in a statute needs them.
_INT = re.compile(r"0|-?[1-9][0-9]{0,3999}")


_TEXTS = frozenset({"text", "parts", "reason", "change", "withheld"})


def may_be_shown(key: str, beside: Collection[str]) -> bool:
    """Whether a message may quote a key: beside a text it may be the rest of it, cut off by a comma."""
    return key in _TEXTS or _TEXTS.isdisjoint(beside)


class NotPlain(Exception):
    """The file has something that has to be looked at, or has nothing."""


def plain_value(text: str) -> bool | int | str | None:
    """What a scalar without quotes stands for."""
    if text in WORDS:
        return WORDS[text]
    # Most texts end in no digit, and are no number.
    return int(text) if text[-1] <= "9" and _INT.fullmatch(text) else text


def plain_data(parser: Any) -> Any:
    """The data of the one document that a parser reads. Raises ``NotPlain``, and the errors of the parser."""
    get_event = parser.get_event
    top: list[Any] = []
    node: Any = top  # the list or mapping that is being filled
    key: str | None = None  # the key that waits for its value
    around: list[Any] = []
    documents = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is ScalarEvent:
            text: str = event.value
            style = event.style
            if event.anchor is not None or event.tag is not None or (style == '"' and UNSAFE.search(text)):
                raise NotPlain
            if node.__class__ is list:
                node.append(text if style else plain_value(text))
            elif key is not None:
                node[key] = text if style else plain_value(text)
                key = None
            elif text == "<<" or text in node:
                raise NotPlain
            else:
                key = text
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or len(around) >= MAX_DEPTH:
                raise NotPlain
            made: Any = {} if kind is MappingStartEvent else []
            if node.__class__ is list:
                node.append(made)
            elif key is None:  # a list or mapping stands where a key should be
                raise NotPlain
            else:
                node[key] = made
            around.append(node)
            node, key = made, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = around.pop()
        elif kind is StreamEndEvent:
            if len(top) != 1:
                raise NotPlain
            return top[0]
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise NotPlain
        elif kind is not StreamStartEvent and kind is not DocumentEndEvent:
            raise NotPlain
