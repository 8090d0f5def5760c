"""Looking at a Word file of somebody else's before it is opened: its size, its parts, and what it would fetch or
run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gapcheck.errors import UsageError
from gapcheck.report.annex.template_tags import MOST_UNENDED, has_many_unended
from gapcheck.review.office_package import (
    LETTER,
    PackageLimits,
    package_trees,
    read_bytes,
)
from gapcheck.review.word_fields import fetching_problems, field_problems

# A template brings pictures and fonts, so it may be larger than what people send back.
LIMITS = PackageLimits(bytes=20_000_000, unpacked=100_000_000, parts=500)
MAIN = LETTER.content_type


def read_package(path: str | Path) -> bytes:
    """The bytes of a template that is safe to open. Raises ``UsageError`` that says what is wrong with it."""
    file = Path(path)
    raw = read_bytes(file, LETTER, LIMITS)
    for part, root in check_package(raw, file.name).items():
        if has_many_unended("".join(root.itertext())):
            raise UsageError(
                f"{file.name}: the part {part!r} holds more than {MOST_UNENDED} tags that begin and do not end"
            )
    return raw


def check_package(raw: bytes, name: str) -> Mapping[str, Any]:
    """The XML parts of a Word file that is small, whole and free of whatever runs or fetches something. Raises
    ``UsageError``.
    """
    trees = package_trees(raw, name, LETTER, LIMITS)
    for part, root in trees.items():
        # A field can fetch a file or run a program when the document is opened or printed.
        for problem in (*field_problems(root), *fetching_problems(root)):
            raise UsageError(f"{name}: the part {part!r} {problem}")
    return trees


def parse_xml(raw: bytes) -> Any:
    """The root of an XML part; nothing is fetched and no entity is expanded."""
    from lxml import etree

    return etree.fromstring(
        raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    )


def texts_of(raw: bytes) -> dict[str, str]:
    """The text of each part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        names = [part for part in package.namelist() if part.endswith(".xml")]
        return {part: "".join(parse_xml(package.read(part)).itertext()) for part in names}


def unmarked(texts: Mapping[str, str], marking: str) -> list[str]:
    """That no header or no footer of a filled template prints the marking; nothing where both do."""
    return [
        f"no {what} of the template prints the marking: put {{{{ classification }}}} into it"
        for what in ("header", "footer")
        if not any(marking in text for part, text in texts.items() if part.startswith(f"word/{what}"))
    ]
