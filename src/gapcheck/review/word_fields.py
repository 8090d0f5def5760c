"""The fields of a part of a Word file, and whatever else in it could run something or fetch something.

Word knows its elements under two names (transitional and strict), so elements are told by their local names alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

WEB = ("https://", "http://", "mailto:")
"""How the address of a web page, or of a person, begins."""

_CODE = frozenset({"instrText", "delInstrText"})
_TEXT = _CODE | {"t", "delText"}
_PROPERTIES = frozenset({"rPr", "pPr", "ffData", "fldData"})
# What Word itself puts between the beginning of a field and its result. Of anything else (a text box, a choice for
# other versions, a sign) nobody could say what the code becomes.
_IN_A_CODE = (
    _TEXT
    | _PROPERTIES
    | {"p", "r", "fldChar", "ins", "del", "moveFrom", "moveTo", "proofErr", "noProof", "lastRenderedPageBreak"}
    | {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"}
)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_TAGS = ("{{", "{%", "{#")

_FIELD = re.compile(r"\s*([A-Za-z]+)(?=[\s\\\"]|$)")
_PLAIN_FIELDS = re.compile(
    "PAGE|NUMPAGES|SECTION|SECTIONPAGES|HYPERLINK|REF|PAGEREF|NOTEREF|STYLEREF|SEQ|TOC|DATE|TIME|SAVEDATE|CREATEDATE|"
    "PRINTDATE|AUTHOR|TITLE|SUBJECT|KEYWORDS|DOCPROPERTY|FILENAME|LISTNUM|NUMWORDS|NUMCHARS|SYMBOL|"
    "FORMTEXT|FORMCHECKBOX|FORMDROPDOWN"
)
"""Fields that tell of the document itself. Others fetch a file or run a program, or nobody needs them here."""

_NESTED = "holds a field inside the code of another, which nobody could look through"
_MIXED = "holds a field whose code is not plain text, which nobody could look through"
_TRACKED_CODE = "holds a field with tracked changes in its code; accept or reject them"


@dataclass
class _Begun:
    """A field that has begun: its code so far, whether its result has, and which tracked changes it stands in."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False
    changes: set[frozenset[str]] = field(default_factory=set)


def local_name(node: Any) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def field_problems(root: Any) -> Iterator[str]:
    """What is wrong with the fields of a part of a Word file: only those of a short list are let through.

    Whoever hides what a field does splits its code over several runs or paragraphs, puts part of it into another field
    or a tracked change, or writes it as plain text.
    """
    begun: list[_Begun] = []
    loose: list[str] = []
    for node in root.iter("*"):
        name = local_name(node)
        inner = begun[-1] if begun else None
        if inner is not None and not inner.in_result and not _may_stand_in_a_code(node, name):
            yield _NESTED if name == "fldSimple" else _MIXED
        if name == "fldSimple":
            yield from _problems_of_code(_attribute(node, "instr"))
        elif name in _TEXT and inner is not None and not inner.in_result:
            inner.code.append(node.text or "")
            inner.changes.add(_changes(node))
        elif name in _CODE:
            # A code that no field holds may still be taken for one.
            loose.append(node.text or "")
        elif name == "fldChar":
            yield from _take_sign(node, begun)
    for code in (*("".join(one.code) for one in begun if one.code), *loose, *(["".join(loose)] if loose else [])):
        yield from _problems_of_code(code)


def _take_sign(node: Any, begun: list[_Begun]) -> Iterator[str]:
    """The beginning, the middle or the end of a field."""
    kind = _attribute(node, "fldCharType")
    inner = begun[-1] if begun else None
    if kind == "begin":
        if inner is not None and not inner.in_result:
            yield _NESTED
        begun.append(_Begun(changes={_changes(node)}))
    elif inner is not None:
        inner.changes.add(_changes(node))
        inner.in_result = True
        if kind != "separate":
            begun.pop()
            # What a field does must not hang on which changes somebody accepts.
            if len(inner.changes) > 1:
                yield _TRACKED_CODE
            yield from _problems_of_code("".join(inner.code))


def _may_stand_in_a_code(node: Any, name: str) -> bool:
    if name in _IN_A_CODE:
        return True
    return any(local_name(above) in _PROPERTIES for above in node.iterancestors())


def _changes(node: Any) -> frozenset[str]:
    return frozenset(name for above in node.iterancestors() if (name := local_name(above)) in _TRACKED)


def _attribute(node: Any, wanted: str) -> str:
    return next((value for name, value in node.attrib.items() if name.rpartition("}")[2] == wanted), "")


def _problems_of_code(code: str) -> Iterator[str]:
    if any(mark in code for mark in _TAGS):
        yield "holds a tag of a template inside a field, which nobody could look through"
        return
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
    return all(re.fullmatch(r"\\[a-zA-Z*]", word) or word.lower().startswith(WEB) for word in targets)


_WITH_A_WORD = ("\\l", "\\o", "\\t", "\\*")

_RUNNING = {
    "altChunk": "takes its text from another file",
    "mailMerge": "takes its text from another file",
    "subDoc": "takes its text from another file",
    "sourceFileName": "takes its text from another file",
    "saveThroughXslt": "hands the document to another program",
    "schemaLibrary": "fetches what it names",
    "webVideoPr": "shows a page of the web",
    "control": "is a control, which may run something",
    "OLEObject": "is of another program, which opens it",
    "objectEmbed": "is of another program, which opens it",
    "objectLink": "is of another program, which opens it",
    "entryMacro": "runs a macro",
    "exitMacro": "runs a macro",
    "script": "may run something",
}
# A text in a part that Word takes the contents of a control from may be a whole document of its own, with fields.
_PACKED = re.compile(r"instrText|fldSimple|office/2006/xmlPackage")


def fetching_problems(root: Any) -> Iterator[str]:
    """What in a part of a Word file would run or fetch something without a relationship or a field that says so."""
    for node in root.iter("*"):
        name = local_name(node)
        if name in _RUNNING:
            yield f"holds the element {name}, which {_RUNNING[name]}"
        if _PACKED.search(node.text or "") or _PACKED.search(node.tail or ""):
            yield "holds a document packed into a text, which nobody could look through"
        for attribute, value in node.attrib.items():
            # The old drawings may name the address of a picture where it stands.
            if attribute.rpartition("}")[2] in ("src", "href", "action") and not _stays_inside(value):
                yield f"holds a drawing that leads outside the file ({value[:80]!r})"


def _stays_inside(address: str) -> bool:
    return not address.strip() or address.startswith("#") or re.match(r"data:image/[a-z+]+[;,]", address) is not None
