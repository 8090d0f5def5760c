"""Looking at a Word file of somebody else's before it is opened: its size, its parts, and what it would fetch or run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from gapcheck.errors import UsageError

MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 500
MOST_RATIO = 200
RATIO_FROM = 1_000_000
"""A part that is smaller than this when unpacked may be packed as tightly as it likes: it can do no harm."""

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FETCHING = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"^word/(embeddings|activeX)/|vbaProject|vbaData", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINKS = ("https://", "http://", "mailto:")


def read_package(path: str | Path) -> bytes:
    """The bytes of a Word file that is safe to open. Raises ``UsageError`` that says what is wrong with it."""
    file = Path(path)
    if file.suffix.lower() != ".docx":
        raise UsageError(f"{file.name!r} is no Word template that can be used; expected a file that ends in .docx")
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from None
    check_package(raw, file.name)
    return raw


def check_package(raw: bytes, name: str) -> None:
    """Raise ``UsageError`` unless a Word file is small, whole and free of whatever runs or fetches something."""
    if len(raw) > MOST_BYTES:
        raise UsageError(f"{name}: larger than {MOST_BYTES:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _check_sizes(package, name)
            parts = {item.filename: package.read(item) for item in package.infolist() if not item.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UsageError(f"{name}: no Word file ({error})") from None
    for problem in _problems(parts):
        raise UsageError(f"{name}: {problem}")


def _check_sizes(package: zipfile.ZipFile, name: str) -> None:
    items = package.infolist()
    if len(items) > MOST_PARTS:
        raise UsageError(f"{name}: {len(items)} parts; expected at most {MOST_PARTS}")
    if len({item.filename.lower() for item in items}) < len(items):
        raise UsageError(f"{name}: two parts have the same name")
    if sum(item.file_size for item in items) > MOST_UNPACKED:
        raise UsageError(f"{name}: larger than {MOST_UNPACKED:,} bytes when it is unpacked")
    for item in items:
        if item.file_size > RATIO_FROM and item.file_size > MOST_RATIO * max(item.compress_size, 1):
            raise UsageError(f"{name}: the part {item.filename!r} is packed more than {MOST_RATIO} times over")
        if item.flag_bits & 1:
            raise UsageError(f"{name}: the part {item.filename!r} is encrypted")
        if ".." in PurePosixPath(item.filename).parts or item.filename.startswith(("/", "\\")):
            raise UsageError(f"{name}: the part {item.filename!r} is outside the package")


def _problems(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with the parts of a package, the worst first."""
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        yield "no Word file (it has no word/document.xml)"
        return
    for part, raw in sorted(parts.items()):
        if _EMBEDDED.search(part):
            yield f"it holds {part!r}; macros and embedded objects are not allowed"
        if part.endswith((".xml", ".rels")):
            yield from _problems_of(part, raw)


def _problems_of(part: str, raw: bytes) -> Iterator[str]:
    from lxml import etree

    try:
        root = parse_xml(raw)
    except etree.XMLSyntaxError as error:
        yield f"the part {part!r} is no XML ({error})"
        return
    if root.getroottree().docinfo.doctype:
        yield f"the part {part!r} has a document type, which no Word file needs"
    if part == "[Content_Types].xml":
        kinds = {item.get("ContentType", "") for item in root if item.get("PartName") == "/word/document.xml"}
        if kinds != {MAIN}:
            yield "it is no plain Word document (a template with macros, perhaps)"
    if part.endswith(".rels"):
        yield from _problems_of_relationships(part, root)
    for element in root.iter(f"{_W}instrText", f"{_W}fldSimple"):
        code = element.text or element.get(f"{_W}instr") or ""
        if _FETCHING.match(code):
            yield f"the part {part!r} holds a field that fetches something ({code.split()[0]})"


def _problems_of_relationships(part: str, root: Any) -> Iterator[str]:
    for item in root:
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        if kind in ("vbaProject", "aFChunk", "oleObject", "control", "package"):
            yield f"{part!r} leads to a part of the kind {kind}, which is not allowed"
        outside = item.get("TargetMode") == "External"
        if outside and not (kind == "hyperlink" and target.lower().startswith(_LINKS)):
            yield f"{part!r} leads outside the file ({kind}: {target[:80]!r}); only hyperlinks may"


def parse_xml(raw: bytes) -> Any:
    """The root of an XML part; nothing is fetched and no entity is expanded."""
    from lxml import etree

    return etree.fromstring(
        raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    )
