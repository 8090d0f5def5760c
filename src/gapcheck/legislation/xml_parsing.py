"""From bytes that nobody vouches for to an XML tree: bounded, without entities, without the network."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from gapcheck.errors import DataError, Problem

# The largest public Act of 2010 has 4 MB and 26 levels.
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 100
# Every element has one or two; the tree of a file takes memory by its elements, not by its bytes.
MAX_TAGS = 1_000_000

_DECLARATION = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]*)["'][^>]*\?>""")
_BEFORE_ROOT = re.compile(r"(?:\ufeff|\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ENCODINGS = ("utf-8", "utf8", "us-ascii", "ascii")
_HARDENED: Mapping[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class LegislationError(DataError):
    """Official files that cannot be read. ``problems`` holds every one of them, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem], what: str = "the legislation") -> None:
        super().__init__(problems, what)


def refuse(file: str, line: int, message: str, expected: str = "", key: str = "") -> LegislationError:
    """The error of one problem."""
    return LegislationError([Problem(file, line, key, message, expected, code="bad-legislation")])


def parse(data: bytes, file: str) -> Any:
    """The root element. Raises ``LegislationError`` with the line.

    At most 32 MiB and a million tags, 100 levels deep, in UTF-8. A document type is refused before anything is parsed:
    no official file has one, and with it go all entities.
    """
    from lxml import etree

    _check(data, file)
    try:
        root = etree.fromstring(data, etree.XMLParser(**_HARDENED))
    except etree.XMLSyntaxError as error:
        raise refuse(file, error.lineno or 0, f"not well-formed XML: {error.msg}", "a complete official file") from None
    if root.getroottree().docinfo.doctype:
        raise refuse(file, 1, "a document type", "none: official files have none")
    return root


def peek(data: bytes, file: str) -> tuple[str, Mapping[str, str]]:
    """The name of the root element and its attributes; the rest is not read. Raises as :func:`parse` does."""
    from lxml import etree

    _check(data, file)
    try:
        for _, root in etree.iterparse(io.BytesIO(data), events=("start",), **_HARDENED):
            return str(root.tag), dict(root.attrib)
    except etree.XMLSyntaxError as error:
        raise refuse(file, error.lineno or 0, f"not well-formed XML: {error.msg}", "a complete official file") from None
    raise refuse(file, 0, "the file is empty", "official legislation in XML")


def _check(data: bytes, file: str) -> None:
    """Refuse what is too large, not in UTF-8, empty, or has a document type."""
    if len(data) > MAX_BYTES:
        raise refuse(file, 0, f"{len(data):,} bytes", f"at most {MAX_BYTES:,}")
    if (tags := data.count(b"<")) > MAX_TAGS:
        raise refuse(file, 0, f"{tags:,} tags", f"at most {MAX_TAGS:,}")
    declared = _DECLARATION.search(data[:200])
    if declared and declared[1].decode("ascii").lower() not in _ENCODINGS:
        raise refuse(file, 1, f"the encoding {declared[1].decode('ascii')!r}", "UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refuse(
            file, data.count(b"\n", 0, error.start) + 1, f"not UTF-8: {error.reason}", "a file in UTF-8"
        ) from None
    prolog = _BEFORE_ROOT.match(text)
    begin = prolog.end() if prolog else 0
    if begin == len(text):
        raise refuse(file, 0, "the file is empty", "official legislation in XML")
    if text[begin : begin + 9].upper() == "<!DOCTYPE":
        raise refuse(file, text.count("\n", 0, begin) + 1, "a document type", "none: official files have none")
