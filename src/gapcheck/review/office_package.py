"""Looking at an Office file that somebody sent before it is opened: its size, its parts, what it would fetch or run.

What is the same of a workbook and of a Word file stands here; what is particular to either, with what reads it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from gapcheck.errors import UsageError

RATIO_FROM = 1_000_000
"""A part that is smaller than this when unpacked may be packed as tightly as it likes: it can do no harm."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/|ctrlProps/|customUI/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(embeddings|externalLinks|queryTables|model|afchunk)/|/connections\.xml$", re.IGNORECASE)
_KINDS = re.compile(r"vbaProject|externalLink|oleObject|control|package|connections|queryTable|xlMacrosheet|aFChunk")
_LINKS = ("https://", "http://", "mailto:")


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
        raise UsageError(f"{name}: no {kind.name} ({error})") from None
    for problem in _problems(parts, kind):
        raise UsageError(f"{name}: {problem}")
    trees = {}
    for part, content in sorted(parts.items()):
        if part.lower().endswith((".xml", ".rels", ".vml")):
            trees[part] = _tree(part, content, name, kind)
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


def _tree(part: str, raw: bytes, name: str, kind: PackageKind) -> Any:
    from lxml import etree

    # Nothing is fetched, no entity is expanded, and a tree too deep or too wide is refused.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{name}: the part {part!r} is no XML ({error})") from None
    # Entities are declared in a document type, and could grow without bound or read a file.
    if root.getroottree().docinfo.doctype:
        raise UsageError(f"{name}: the part {part!r} has a document type, which no {kind.name} needs")
    if part == "[Content_Types].xml":
        found = {i.get("ContentType", "") for i in root if i.get("PartName", "").lower() == f"/{kind.main}"}
        if found != {kind.content_type}:
            raise UsageError(f"{name}: it is no plain {kind.name} (one with macros, perhaps, or a template)")
    if part.endswith(".rels"):
        for problem in _problems_of_relationships(part, root):
            raise UsageError(f"{name}: {problem}")
    return root


def _problems_of_relationships(part: str, root: Any) -> Iterator[str]:
    for item in root:
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        if _KINDS.fullmatch(kind):
            yield f"{part!r} leads to a part of the kind {kind}, which is not allowed"
        outside = item.get("TargetMode") == "External"
        if outside and not (kind == "hyperlink" and target.lower().startswith(_LINKS)):
            yield f"{part!r} leads outside the file ({kind}: {target[:80]!r}); only hyperlinks may"


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def field_codes(root: Any) -> Iterator[str]:
    """The codes of the fields of a part of a Word file, each as Word puts it together.

    Whoever hides what a field does splits its code over several runs or paragraphs.
    """
    begun: list[list[str]] = []
    loose: list[str] = []
    texts = (f"{_W}instrText", f"{_W}delInstrText")  # what was deleted comes back when the change is rejected
    for node in root.iter(f"{_W}fldSimple", f"{_W}fldChar", *texts):
        kind = node.get(f"{_W}fldCharType")
        if node.tag == f"{_W}fldSimple":
            yield node.get(f"{_W}instr") or ""
        elif node.tag in texts:
            (begun[-1] if begun else loose).append(node.text or "")
        elif kind == "begin":
            begun.append([])
        elif kind == "end" and begun:
            yield "".join(begun.pop())
    # What never ends may still be taken for a field.
    yield from loose
    yield from ("".join(code) for code in (*begun, loose) if code)


_FIELD = re.compile(r"\s*([A-Za-z]+)(?=[\s\\\"]|$)")
_PLAIN_FIELDS = re.compile(
    "PAGE|NUMPAGES|SECTION|SECTIONPAGES|HYPERLINK|REF|PAGEREF|NOTEREF|STYLEREF|SEQ|TOC|DATE|TIME|SAVEDATE|CREATEDATE|"
    "PRINTDATE|AUTHOR|TITLE|SUBJECT|KEYWORDS|DOCPROPERTY|FILENAME|LISTNUM|NUMWORDS|NUMCHARS|SYMBOL|"
    "FORMTEXT|FORMCHECKBOX|FORMDROPDOWN"
)
"""Fields that tell of the document itself. Others fetch a file or run a program, or nobody needs them here."""


def field_problems(root: Any) -> Iterator[str]:
    """What is wrong with the fields of a part of a Word file: only those of a short list are let through."""
    for code in field_codes(root):
        if any(mark in code for mark in ("{{", "{%", "{#")):
            yield "holds a tag of a template inside a field, which nobody could look through"
            continue
        name = _FIELD.match(code)
        if name is None or not _PLAIN_FIELDS.fullmatch(name[1].upper()):
            yield f"holds a field that is not allowed here ({(code.split() or ['without a name'])[0][:30]})"
        elif name[1].upper() == "HYPERLINK" and not _leads_to_a_page(code[name.end() :]):
            yield "holds a link to something that is no web page and no place in the document"


def _leads_to_a_page(after: str) -> bool:
    """Whether what follows HYPERLINK leads to a web page, an address or a bookmark, and not to a file."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"?|\S+', after)]
    # After these switches comes a bookmark, a tip, a frame or a format; any other word is where the link leads.
    targets = [word for before, word in zip(["", *words], words, strict=False) if before not in _WITH_A_WORD]
    return all(re.fullmatch(r"\\[a-zA-Z*]", word) or word.lower().startswith(_LINKS) for word in targets)


_WITH_A_WORD = ("\\l", "\\o", "\\t", "\\*")


def fetching_problems(root: Any) -> Iterator[str]:
    """What in a part of a Word file would fetch something without a relationship or a field that says so."""
    for node in root.iter(f"{_W}mailMerge", f"{_W}altChunk"):
        yield f"holds a {node.tag.rpartition('}')[2]}, which takes its text from another file"
    for node in root.iter():
        for name, value in node.attrib.items():
            # The old drawings may name the address of a picture where it stands.
            if name.rpartition("}")[2] in ("src", "href") and re.match(r"\s*([a-zA-Z][\w+.-]*:|\\\\|//)", value):
                yield f"holds a drawing that leads outside the file ({value[:80]!r})"
