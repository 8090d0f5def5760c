"""From bytes that nobody vouches for to an XML tree: bounded, without entities, without the network."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from gapcheck.errors import DataError, Problem
from gapcheck.legislation.xml_text import tidy

# The largest public Act of 2010 has 4 MB and 26 levels.
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 100
# Every element has one or two; the tree of a file takes memory by its elements, not by its bytes.
MAX_TAGS = 1_000_000

_DECLARATION = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]*)["'][^>]*\?>""")
# Possessive: a prolog of a million comments must not make the pattern go back over them.
_BEFORE_ROOT = re.compile(r"(?:\ufeff|\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(r"<([^\s<>/!?]+)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s<>\[]+)", re.IGNORECASE)
# What calls itself ASCII is UTF-8 as well.
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


NOT_LEGISLATION = "not-legislation"
WHOLE = ("act", "regulation", "bill", "sop")
"""The root elements of whole enactments, and below those of what may be had alone: one provision, Part or schedule."""
FRAGMENTS = ("prov", "part", "subpart", "schedule", "schedule.group", "form")
EXPECTED_ROOTS = "act, regulation, bill or sop, or a part of one (prov, part, subpart, schedule, form)"


class LegislationError(DataError):
    """Official files that cannot be read. ``problems`` holds every one of them, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem], what: str = "the legislation") -> None:
        super().__init__(problems, what)


def refuse(file: str, line: int, message: str, expected: str = "", code: str = "bad-legislation") -> LegislationError:
    """The error of one problem. The code ``not-legislation`` says that the file is something else altogether."""
    return LegislationError([Problem(file, line, "", message, expected, code=code)])


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
    raise refuse(file, 0, "the file is empty", "official legislation in XML", NOT_LEGISLATION)


def _check(data: bytes, file: str) -> None:
    """Refuse what is too large, not in UTF-8, empty, has a document type, or begins as something else."""
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
    # Nothing is parsed before the prolog is known to be harmless: a document type can define entities.
    prolog = _BEFORE_ROOT.match(text)
    begin = prolog.end() if prolog else 0
    if begin == len(text):
        raise refuse(file, 0, "the file is empty", "official legislation in XML", NOT_LEGISLATION)
    line = text.count("\n", 0, begin) + 1
    # XML wants capitals, but a lax parser would not.
    if text[begin : begin + 9].upper() == "<!DOCTYPE":
        kind = _DOCTYPE.match(text, begin)
        other = kind is not None and kind[1] not in (*WHOLE, *FRAGMENTS)
        code = NOT_LEGISLATION if other else "bad-legislation"
        raise refuse(file, line, "a document type", "none: official files have none", code)
    root = _ROOT.match(text, begin)
    if root is None:
        raise refuse(file, line, "no XML", "official legislation in XML", NOT_LEGISLATION)
    if root[1] not in (*WHOLE, *FRAGMENTS):
        raise refuse(file, line, f"the root element is {tidy(root[1])[:80]!r}", EXPECTED_ROOTS, NOT_LEGISLATION)
