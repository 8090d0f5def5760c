"""The paragraphs of a Word file, with its notes at the end. Nothing in the file is run or fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from gapcheck.errors import UsageError, cause
from gapcheck.report.annex.package_check import LIMITS, parse_xml
from gapcheck.review.office_package import check_sizes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-", f"{_W}footnoteReference": " "}


def paragraphs_of_word(raw: bytes, name: str) -> list[str]:
    """Every paragraph of the body, of the rows of its tables (cells with ``|`` between them), and of the notes.

    A heading begins with ``#`` for each level. What a tracked change deletes is left out. Raises ``UsageError`` for a
    file that is no Word file or is packed to do harm.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            check_sizes(package, name, LIMITS)
            parts = [package.read(part) for part in (_BODY, *_NOTES) if part in package.namelist()]
            if _BODY not in package.namelist():
                raise UsageError(f"{name!r} is no Word file (it has no {_BODY}); expected text, .docx or PDF")
    except UsageError:
        raise
    except Exception as error:  # those of zipfile and of the ways of packing have no common base
        raise UsageError(f"{name!r}: no Word file ({cause(error)})") from None
    found: list[str] = []
    for part in parts:
        try:
            root = parse_xml(part)
        except etree.XMLSyntaxError as error:
            raise UsageError(f"{name!r}: a part is no XML ({cause(error)})") from None
        if root.getroottree().docinfo.doctype:
            raise UsageError(f"{name!r}: a part has a document type, which no Word file needs")
        found += _blocks(root)
    return [text for text in found if text.strip()]


def _blocks(root: Any) -> Iterator[str]:
    """The text of each paragraph that is in no table, and of each row of a table, in order."""
    for element in root.iter(f"{_W}p", f"{_W}tr"):
        inside = {ancestor.tag for ancestor in element.iterancestors()}
        if element.tag == f"{_W}tr":
            cells = (" ".join(_text(p) for p in cell.iter(f"{_W}p")).strip() for cell in element.iter(f"{_W}tc"))
            yield f"| {' | '.join(cells)} |"
        elif f"{_W}tr" not in inside:
            yield _heading(element) + _text(element)


def _heading(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower().replace(" ", "") if style is not None else ""
    level = name.removeprefix("heading")
    return f"{'#' * min(int(level), 6)} " if name.startswith("heading") and level.isdecimal() else ""


def _text(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        else:
            parts.append(_SIGNS.get(element.tag, ""))
    return "".join(parts).replace("\n", " ")
