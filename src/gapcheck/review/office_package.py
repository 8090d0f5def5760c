"""Looking at an Office file that somebody sent before it is opened: its size, its parts, what it would fetch or run.

What is the same of a workbook and of a Word file stands here; what is particular to either, with what reads it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from gapcheck.errors import UsageError, cause
from gapcheck.review.word_fields import WEB, local_name

RATIO_FROM = 1_000_000
"""A part that is smaller than this when unpacked may be packed as tightly as it likes: it can do no harm."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/|ctrlProps/|customUI/|webextensions/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(embeddings|externalLinks|queryTables|model|afchunk)/|/connections\.xml$", re.IGNORECASE)
# A part may have any name: what it is, its relationship and its type tell.
_KINDS = re.compile(
    "vbaProject|wordVbaData|attachedToolbars|keyMapCustomizations|extensibility|webextension(taskpanes)?|"
    "externalLink(Path)?|oleObject|control|activeXControlBinary|ctrlProp|package|connections|queryTable|"
    "xl(Intl)?Macrosheet|dialogsheet|aFChunk|subDocument|frame|attachedTemplate|transform|mailMergeSource|"
    "mailMergeHeaderSource|recipientData",
    re.IGNORECASE,
)
_RUNNING_TYPES = re.compile(
    "vbaProject|vbaData|activeX|oleObject|macroEnabled|macrosheet|attachedToolbars|keyMapCustomizations|webextension|"
    "controlproperties",
    re.IGNORECASE,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # before a text: UTF-8, and UTF-16 both ways
_LED_BY_LINKS = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})


@dataclass(frozen=True)
class PackageKind:
    """What sets a kind of Office file apart: what it is called, its ending, its main part and the type of that."""

    name: str
    ending: str
    old_ending: str
    main: str
    content_type: str


WORKBOOK = PackageKind(
    "workbook",
    ".xlsx",
    ".xls",
    "xl/workbook.xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
)
LETTER = PackageKind(
    "Word file",
    ".docx",
    ".doc",
    "word/document.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
)


@dataclass(frozen=True)
class PackageLimits:
    """How large a file may be: bytes, bytes unpacked, parts, and how tightly a part is packed."""

    bytes: int = 5_000_000
    unpacked: int = 40_000_000
    parts: int = 200
    ratio: int = 200


def read_bytes(file: Path, kind: PackageKind, limits: PackageLimits) -> bytes:
    """The bytes of a file with the right ending, and one more than it may have. Raises ``UsageError``."""
    if file.suffix.lower() != kind.ending:
        raise UsageError(
            f"{file.name!r} is no {kind.name} that can be read; expected a file that ends in {kind.ending}"
        )
    if not file.is_file():  # a pipe would never end
        raise UsageError(f"cannot read {str(file)!r}: there is no such file")
    try:
        with file.open("rb") as stream:
            return stream.read(limits.bytes + 1)
    except OSError as error:
        raise UsageError(f"cannot read {str(file)!r}: {error.strerror or error}") from None


def package_trees(raw: bytes, name: str, kind: PackageKind, limits: PackageLimits) -> Mapping[str, Any]:
    """The roots of the XML parts of a file that is small, whole, and free of whatever runs or fetches something.

    Raises ``UsageError`` that says what is wrong with it.
    """
    if len(raw) > limits.bytes:
        raise UsageError(f"{name}: larger than {limits.bytes:,} bytes")
    if raw.startswith(_OLE):
        raise UsageError(f"{name}: encrypted, or an old {kind.old_ending}; save it as {kind.ending} without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            check_sizes(package, name, limits)
            parts = {item.filename: package.read(item) for item in package.infolist() if not item.is_dir()}
    except UsageError:
        raise
    except Exception as error:  # those of zipfile and of the ways of packing have no common base
        raise UsageError(f"{name}: no {kind.name} ({cause(error)})") from None
    for problem in _problems(parts, kind):
        raise UsageError(f"{name}: {problem}")
    trees = {"[Content_Types].xml": _tree("[Content_Types].xml", parts["[Content_Types].xml"], name, kind)}
    written = _written_parts(trees["[Content_Types].xml"])
    for part, content in sorted(parts.items()):
        if part not in trees and (written(part) or _looks_like_xml(content)):
            trees[part] = _tree(part, content, name, kind)
    lower = {part.lower(): root for part, root in trees.items()}
    for part, root in trees.items():
        for problem in _problems_of_use(part, root, lower):
            raise UsageError(f"{name}: {problem}")
    return trees


def check_sizes(package: zipfile.ZipFile, name: str, limits: PackageLimits) -> None:
    """Raise ``UsageError`` if a package would grow without bound when it is read, or has a part outside it."""
    items = package.infolist()
    if len(items) > limits.parts:
        raise UsageError(f"{name}: {len(items)} parts; expected at most {limits.parts}")
    # Of two parts with one name, what was checked need not be what is opened.
    if len({item.filename.lower() for item in items}) < len(items):
        raise UsageError(f"{name}: two parts have the same name")
    if sum(item.file_size for item in items) > limits.unpacked:
        raise UsageError(f"{name}: larger than {limits.unpacked:,} bytes when it is unpacked")
    for item in items:
        if item.file_size > RATIO_FROM and item.file_size > limits.ratio * max(item.compress_size, 1):
            raise UsageError(f"{name}: the part {item.filename!r} is packed more than {limits.ratio} times over")
        if item.flag_bits & 1:
            raise UsageError(f"{name}: the part {item.filename!r} is encrypted")
        if ".." in PurePosixPath(item.filename).parts or item.filename.startswith(("/", "\\")):
            raise UsageError(f"{name}: the part {item.filename!r} is outside the package")


def _problems(parts: Mapping[str, bytes], kind: PackageKind) -> Iterator[str]:
    """What is wrong with the parts by their names, the worst first."""
    if "[Content_Types].xml" not in parts or kind.main not in parts:
        yield f"no {kind.name} (it has no {kind.main})"
        return
    for part in sorted(parts):
        if _MACROS.search(part):
            yield f"it holds {part!r}; macros and controls are not allowed"
        if _EMBEDDED.search(part):
            yield f"it holds {part!r}; links to other files, connections and embedded objects are not allowed"
        if part.lower().endswith(".bin") and "printersettings" not in part.lower():
            yield f"it holds the binary part {part!r}"
        if parts[part].startswith(_OLE):
            yield f"it holds {part!r}, which is of another program"


def _written_parts(types: Any) -> Callable[[str], bool]:
    """Which parts are XML by their endings, or by the types that the package gives them."""
    xml = {item.get("PartName", "").lower() for item in types if "xml" in item.get("ContentType", "").lower()}
    endings = tuple(
        f".{item.get('Extension').lower()}"
        for item in types
        if item.get("Extension") and "xml" in item.get("ContentType", "").lower()
    )
    return lambda part: part.lower().endswith((".xml", ".rels", ".vml", *endings)) or f"/{part.lower()}" in xml


def _looks_like_xml(content: bytes) -> bool:
    start = content[:200]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


def _tree(part: str, raw: bytes, name: str, kind: PackageKind) -> Any:
    from lxml import etree

    # Nothing is fetched, no entity is expanded, and a tree too deep or too wide is refused.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{name}: the part {part!r} is no XML ({cause(error)})") from None
    # Entities are declared in a document type, and could grow without bound or read a file.
    if root.getroottree().docinfo.doctype:
        raise UsageError(f"{name}: the part {part!r} has a document type, which no {kind.name} needs")
    if part == "[Content_Types].xml":
        found = {i.get("ContentType", "") for i in root if i.get("PartName", "").lower() == f"/{kind.main}"}
        if found != {kind.content_type}:
            raise UsageError(f"{name}: it is no plain {kind.name} (one with macros, perhaps, or a template)")
        for item in root:
            if _RUNNING_TYPES.search(item.get("ContentType", "")):
                raise UsageError(f"{name}: it holds a part of the type {item.get('ContentType')[:80]!r}")
    if part.lower().endswith(".rels"):
        for problem in _problems_of_relationships(part, root, kind):
            raise UsageError(f"{name}: {problem}")
    return root


def _problems_of_relationships(part: str, root: Any, package: PackageKind) -> Iterator[str]:
    for item in root.iter("{*}Relationship"):
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        outside = item.get("TargetMode", "").lower() == "external"
        if not outside and _KINDS.fullmatch(kind):
            yield f"{part!r} leads to a part of the kind {kind}, which is not allowed"
        # A place in the package is a path in it, whatever the relationship says of itself.
        leads_out = outside or re.match(r"\s*([a-zA-Z][\w+.-]*:|[\\/]{2})", target) is not None
        if leads_out and not (outside and kind == "hyperlink" and target.lower().startswith(WEB)):
            yield f"{part!r} leads outside the file ({kind}: {target[:80]!r}); only hyperlinks may"
        if kind == "officeDocument" and target.lstrip("/") != package.main:
            yield f"its main part is {target[:80]!r}; expected {package.main}"


def _problems_of_use(part: str, root: Any, trees: Mapping[str, Any]) -> Iterator[str]:
    """Whatever but a hyperlink leads outside the file by a relationship that says of itself that it is a hyperlink."""
    path = PurePosixPath(part.lower())
    rels = trees.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    if rels is None:
        return
    outside = {i.get("Id") for i in rels.iter("{*}Relationship") if i.get("TargetMode", "").lower() == "external"}
    for node in root.iter("*") if outside else ():
        used = {value for name, value in node.attrib.items() if name.rpartition("}")[0].endswith("/relationships")}
        name = local_name(node)
        if used & outside and name not in _LED_BY_LINKS:
            yield f"the part {part!r} holds the element {name}, which leads outside the file; only hyperlinks may"
