"""What a filled template becomes: blocks in place of their marks, real footnotes, and every style and part that these
need.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gapcheck.errors import UsageError
from gapcheck.report.annex.model import Document
from gapcheck.report.annex.ooxml import BLOCK, BLOCK_END, NOTE, NOTE_END, STYLES, Styles, Words, footnote_xml
from gapcheck.report.annex.package import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CALL = re.compile(f"{NOTE}(\\d+){NOTE_END}")
_BLOCK = re.compile(f"{BLOCK}([a-z0-9_]+){BLOCK_END}")
_MARKS = re.compile(f"[{NOTE}{NOTE_END}{BLOCK}{BLOCK_END}]")


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def parsed(inside: str) -> Any:
    """Elements from a string of WordprocessingML."""
    return parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{inside}</w:body>'.encode())


@dataclass
class Package:
    """The parts of a Word file, those that are changed as trees."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, raw: bytes) -> Package:
        """A package from its bytes."""
        with zipfile.ZipFile(io.BytesIO(raw)) as found:
            return cls({name: found.read(name) for name in found.namelist() if not name.endswith("/")})

    def tree(self, part: str) -> Any:
        """The root of a part."""
        if part not in self.trees:
            self.trees[part] = parse_xml(self.parts[part])
        return self.trees[part]

    def bytes(self) -> bytes:
        """The package with its parts in their order, new ones last."""
        from lxml import etree

        for name, root in self.trees.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        found = io.BytesIO()
        with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as package:
            for name, raw in self.parts.items():
                package.writestr(name, raw)
        return found.getvalue()

    def related(self, kind: str, standard: str, empty: str) -> Any:
        """The root of the part that the document calls its footnotes, numbering or styles; an empty one is added
        without it.
        """
        rels = self.tree("word/_rels/document.xml.rels")
        for item in rels:
            if item.get("Type") == f"{R}/{kind}":
                target = item.get("Target", "")
                return self.tree(target.lstrip("/") if target.startswith("/") else f"word/{target}")
        part = f"word/{standard}"
        self.trees[part] = parse_xml(empty.encode())
        self.relate(f"rIdAnnex{kind.capitalize()}", kind, standard)
        item = rels.makeelement(
            f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": f"{WORD_TYPE}.{kind}+xml"}
        )
        self.tree("[Content_Types].xml").append(item)
        return self.trees[part]

    def relate(self, ident: str, kind: str, target: str, *, outside: bool = False) -> None:
        """A relationship of the document."""
        rels = self.tree("word/_rels/document.xml.rels")
        given = {
            "Id": ident,
            "Type": f"{R}/{kind}",
            "Target": target,
            **({"TargetMode": "External"} if outside else {}),
        }
        rels.append(rels.makeelement(f"{{{RELATIONSHIPS}}}Relationship", given))


def assemble(filled: bytes, document: Document, own_styles: bytes) -> bytes:
    """The finished file. ``own_styles`` is the part with the styles of gapcheck's template, for those that are missing."""
    package = Package.read(filled)
    words = Words(_styles(package, own_styles), _bullet(package))
    body = package.tree("word/document.xml")
    _put_blocks(body, _blocks(words, document))
    _put_notes(package, body, words, document)
    for address, ident in words.links.items():
        package.relate(ident, "hyperlink", address, outside=True)
    _no_marks_left(package)
    return package.bytes()


def _blocks(words: Words, document: Document) -> Mapping[str, Callable[[], str]]:
    """What each block stands for, written only if the template asks for it."""
    sections = {f"section_{s.number}": s for s in document.sections} | {
        f"annex_{s.number.lower()}": s for s in document.annexes
    }
    own: dict[str, Callable[[], str]] = {
        "facts_table": lambda: words.facts(document),
        "sign_off_table": lambda: words.table(document.sign_off) if document.sign_off.rows else "",
        "drafting_notes": lambda: words.notes(document),
        "contents": lambda: words.contents(document),
        "body": lambda: "".join(words.section(s) for s in document.sections),
        "key_table": lambda: words.key(document),
    }
    return own | {name: lambda part=part: words.section(part) for name, part in sections.items()}


def _put_blocks(body: Any, blocks: Mapping[str, Callable[[], str]]) -> None:
    """Put each block in place of the paragraph that holds its mark and nothing else."""
    for paragraph in list(body.iter(w("p"))):
        # A paragraph with a text box holds other paragraphs, whose text is theirs.
        text = "".join(t.text or "" for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph)
        if BLOCK not in text:
            continue
        found = _BLOCK.fullmatch(text.strip())
        if found is None:
            raise UsageError(
                f"the template has a block in the middle of a paragraph ({_BLOCK.sub('{{ ' + chr(92) + '1 }}', text)[:80]!r})"
            )
        write = blocks.get(found[1])
        new = list(parsed(write())) if write else []
        for element in new:
            paragraph.addprevious(element)
        _after(paragraph, new)


def _after(paragraph: Any, new: list[Any]) -> None:
    """Take the paragraph away, unless a section of the document ends with it, or a cell or the page needs one there."""
    properties = paragraph.find(w("pPr"))
    ends = properties is not None and properties.find(w("sectPr")) is not None
    following = paragraph.getnext()
    last = following is None or following.tag not in (w("p"), w("tbl"))
    if ends or (last and paragraph.getparent().tag == w("tc") and (not new or new[-1].tag == w("tbl"))):
        for child in [c for c in paragraph if c.tag != w("pPr")]:
            paragraph.remove(child)
    else:
        paragraph.getparent().remove(paragraph)


# Footnotes --------------------------------------------------------------------------------------------------------

EMPTY_NOTES = (
    f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def _put_notes(package: Package, body: Any, words: Words, document: Document) -> None:
    """Turn each mark into a footnote where it is called first, and into a reference to that one where it is called
    again.
    """
    texts = {note.number: note.line for note in document.footnotes}
    notes = package.related("footnotes", "footnotes.xml", EMPTY_NOTES)
    before = [int(n.get(w("id"), "0")) for n in notes]
    first_id = max([*before, 0]) + 1
    own = sum(1 for n in body.iter(w("footnoteReference")))
    seen: dict[int, int] = {}
    inside: list[str] = []
    for run in [r for r in body.iter(w("r")) if any(NOTE in (t.text or "") for t in r.findall(w("t")))]:
        if next(run.iterancestors(w("txbxContent")), None) is not None:
            continue  # a text box cannot hold footnotes
        text = "".join(t.text or "" for t in run.findall(w("t")))
        look = run.find(w("rPr"))
        pieces: list[Any] = []
        parts = _CALL.split(text)
        for place, part in enumerate(parts):
            if place % 2 == 0:
                pieces += [_text_run(part, look)] if part else []
                continue
            number = int(part)
            again = number in seen
            ident = seen.setdefault(number, first_id + len(seen))
            if not again:
                inside.append(footnote_xml(words, ident, texts[number]))
            shown, comma = ident - first_id + 1 + own, place > 1 and not parts[place - 1]
            pieces += list(parsed(_call(words, ident, shown, again=again, comma=comma)))
        for piece in pieces:
            run.addprevious(piece)
        run.getparent().remove(run)
    for note in parsed("".join(inside)):
        notes.append(note)
    _relate_links_of_notes(package, words, inside)


def _call(words: Words, ident: int, number: int, *, again: bool, comma: bool) -> str:
    look = f"<w:rPr><w:rStyle w:val={words.styles['footnote reference']}/></w:rPr>"
    mark = f"_RefNote{ident}"
    apart = f'<w:r>{look}<w:t xml:space="preserve">, </w:t></w:r>' if comma else ""
    if not again:
        start = f'<w:bookmarkStart w:id="{20000 + ident}" w:name="{mark}"/>'
        return f'{apart}{start}<w:r>{look}<w:footnoteReference w:id="{ident}"/></w:r><w:bookmarkEnd w:id="{20000 + ident}"/>'
    code = f'<w:instrText xml:space="preserve"> NOTEREF {mark} \\f \\h </w:instrText>'
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        code,
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{number}</w:t>",
    )
    return apart + "".join(f"<w:r>{look}{part}</w:r>" for part in (*parts, '<w:fldChar w:fldCharType="end"/>'))


def _text_run(text: str, look: Any) -> Any:
    run = parsed("<w:r/>")[0]
    if look is not None:
        run.append(copy.deepcopy(look))
    element = run.makeelement(w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    element.text = text
    run.append(element)
    return run


def _relate_links_of_notes(package: Package, words: Words, inside: list[str]) -> None:
    """The links in footnotes are relationships of the part with the footnotes, not of the document."""
    used = {ident for ident in words.links.values() if any(f'"{ident}"' in note for note in inside)}
    if not used:
        return
    part = next(name for name, root in package.trees.items() if root.tag == w("footnotes"))
    rels = f"word/_rels/{part.rpartition('/')[2]}.rels"
    if rels not in package.parts and rels not in package.trees:
        package.trees[rels] = parse_xml(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    root = package.tree(rels)
    for address, ident in words.links.items():
        if ident in used:
            given = {"Id": ident, "Type": f"{R}/hyperlink", "Target": address, "TargetMode": "External"}
            root.append(root.makeelement(f"{{{RELATIONSHIPS}}}Relationship", given))


def _no_marks_left(package: Package) -> None:
    """Take the marks out of what cannot hold footnotes: heads, feet, text boxes, comments; a block there is an error."""
    marks = [mark.encode() for mark in (NOTE, BLOCK)]
    for name in [n for n, raw in package.parts.items() if n in package.trees or any(mark in raw for mark in marks)]:
        for element in package.tree(name).iter(w("t")) if name.endswith(".xml") else ():
            if BLOCK in (element.text or ""):
                raise UsageError(
                    f"the template has a block in {name}, where only texts can stand, not in the text of the document"
                )
            element.text = _MARKS.sub("", _CALL.sub("", element.text or ""))


# Styles and lists -------------------------------------------------------------------------------------------------


def _styles(package: Package, own: bytes) -> Styles:
    """The ids of the styles by name; those that the template lacks are added from gapcheck's own."""
    root = package.related("styles", "styles.xml", f'<w:styles xmlns:w="{W}"/>')
    ids = {_name(s): s.get(w("styleId"), "") for s in root.iter(w("style"))}
    taken = set(ids.values())
    ours = {_name(s): s for s in parse_xml(own).iter(w("style"))}
    for name in STYLES:
        if name.lower() in ids:
            continue
        style = copy.deepcopy(ours[name.lower()])
        for link in [*style.iter(w("basedOn")), *style.iter(w("next"))]:
            if link.get(w("val")) not in taken:
                style.remove(link)
        root.append(style)
        ids[name.lower()] = style.get(w("styleId"), "")
    return Styles({name: ids[name.lower()] for name in STYLES})


def _name(style: Any) -> str:
    found = style.find(w("name"))
    return "" if found is None else str(found.get(w("val"), "")).lower()


def _bullet(package: Package) -> str:
    """A list with bullets, added to whatever lists the template has; the number of it."""
    root = package.related("numbering", "numbering.xml", f'<w:numbering xmlns:w="{W}"/>')
    kinds = [int(a.get(w("abstractNumId"), "0")) for a in root.iter(w("abstractNum"))]
    numbers = [int(n.get(w("numId"), "0")) for n in root.iter(w("num"))]
    kind, number = max(kinds, default=-1) + 1, max(numbers, default=0) + 1
    level = (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="1021" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    )
    # The schema wants every kind before the first list.
    first = root.find(w("num"))
    new = parsed(level)[0]
    root.append(new) if first is None else first.addprevious(new)
    root.append(parsed(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')[0])
    return str(number)
