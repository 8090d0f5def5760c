"""What a filled template becomes: blocks in place of their marks, real footnotes, and every style and part that these
need.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from gapcheck.errors import UsageError
from gapcheck.report.annex.document import AnnexDocument
from gapcheck.report.annex.package_check import parse_xml
from gapcheck.report.annex.word_lists import add_lists
from gapcheck.report.annex.word_package import RELATIONSHIPS, R, W, WordPackage, parsed, w
from gapcheck.report.annex.word_xml import BLOCK, BLOCK_END, NOTE, NOTE_END, STYLES, Styles, WordWriter, footnote_xml

_CALL = re.compile(f"{NOTE}(\\d+){NOTE_END}")
_BLOCK = re.compile(f"{BLOCK}([a-z0-9_]+){BLOCK_END}")
_MARKS = re.compile(f"[{NOTE}{NOTE_END}{BLOCK}{BLOCK_END}]")


def assemble(filled: bytes, document: AnnexDocument, own_styles: bytes) -> bytes:
    """The finished file. ``own_styles`` is the part with the styles of gapcheck's template, for those that are
    missing.
    """
    package = WordPackage.read(filled)
    writer = WordWriter(_styles(package, own_styles), add_lists(package))
    body = package.tree("word/document.xml")
    _put_blocks(body, _blocks(writer, document))
    _drop_empty_sections(body)
    writer.lists.add_begun(package)
    _put_notes(package, body, writer, document)
    for address, ident in writer.links.items():
        package.relate(ident, "hyperlink", address, outside=True)
    for picture in writer.pictures:
        picture.put_into(package)
    _no_marks_left(package)
    return package.bytes()


def _blocks(writer: WordWriter, document: AnnexDocument) -> Mapping[str, Callable[[], str]]:
    """What each block stands for, written only if the template asks for it."""
    sections = {f"section_{s.number}": s for s in document.sections} | {
        f"annex_{s.number.lower()}": s for s in document.annexes
    }
    own: dict[str, Callable[[], str]] = {
        "facts_table": lambda: writer.facts(document),
        "sign_off_table": lambda: writer.table(document.sign_off) if document.sign_off.rows else "",
        "drafting_notes": lambda: writer.notes(document),
        "contents": lambda: writer.contents(document),
        "body": lambda: "".join(writer.section(s) for s in document.sections),
        "body_after_summary": lambda: "".join(writer.section(s) for s in document.sections[1:]),
        "key_table": lambda: writer.key(document),
    }
    return own | {name: lambda part=part: writer.section(part) for name, part in sections.items()}


def _put_blocks(body: Any, blocks: Mapping[str, Callable[[], str]]) -> None:
    """Put each block in place of the paragraph that holds its mark and nothing else."""
    for paragraph in list(body.iter(w("p"))):
        # A paragraph with a text box holds other paragraphs, whose text is theirs.
        text = "".join(t.text or "" for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph)
        if BLOCK not in text:
            continue
        mark = _BLOCK.fullmatch(text.strip())
        if mark is None:
            raise UsageError(
                "the template has a block in the middle of a paragraph "
                f"({_BLOCK.sub('{{ ' + chr(92) + '1 }}', text)[:80]!r})"
            )
        write = blocks.get(mark[1])
        _after(paragraph, _put_before(paragraph, write()) if write else [])


def _put_before(paragraph: Any, block: str) -> list[Any]:
    """The elements of a block, put before a paragraph."""
    whole = parsed(block)
    # First as one: between two documents the namespace of every element inside is looked up, which for a large table
    # takes longer than to write it.
    paragraph.addprevious(whole)
    new = list(whole)
    for element in new:
        whole.addprevious(element)
    whole.getparent().remove(whole)
    return new


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


def _drop_empty_sections(root: Any) -> None:
    """Take away the sections of the document that hold nothing, so that an annex that is not there leaves no page.

    What stood before and after such a section becomes one section, if the pages of both are of one size.
    """
    body = root.find(w("body"))
    if body is None:
        return
    held: Any = None  # the end of the last section that holds something, once an empty one after it was taken away
    last, filled = None, 0
    for element in list(body):
        ends = element if element.tag == w("sectPr") else element.find(f"{w('pPr')}/{w('sectPr')}")
        if ends is None:
            filled += 1
            continue
        empty = not filled and not "".join(element.itertext()).strip()
        if empty and element.tag == w("p"):
            body.remove(element)
            held = last
        elif held is not None and _size(held.find(f"{w('pPr')}/{w('sectPr')}")) == _size(ends):
            body.remove(held)
            held = None
        last, filled = (element if element.tag == w("p") and not empty else last), 0


def _size(section: Any) -> dict[str, str]:
    page = section.find(w("pgSz"))
    return {} if page is None else dict(page.attrib)


# Footnotes --------------------------------------------------------------------------------------------------------

EMPTY_NOTES = (
    f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def _put_notes(package: WordPackage, body: Any, writer: WordWriter, document: AnnexDocument) -> None:
    """Turn each mark into a footnote where it is called first, and into a reference to that one where it is called
    again.
    """
    texts = {note.number: note.line for note in document.footnotes}
    notes = package.related("footnotes", "footnotes.xml", EMPTY_NOTES)
    before = [int(n.get(w("id"), "0")) for n in notes]
    first_id = max([*before, 0]) + 1
    # A template may have footnotes of its own, which are numbered with ours.
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
            shown, comma = ident - first_id + 1 + own, place > 1 and not parts[place - 1]
            if not again:
                inside.append(footnote_xml(writer, ident, texts[number]))
                writer.printed[number] = (f"_RefNote{ident}", shown)
            # Two calls side by side would read as one number without a comma: 12 for 1 and 2.
            pieces += list(parsed(_call(writer, ident, shown, again=again, comma=comma)))
        for piece in pieces:
            run.addprevious(piece)
        run.getparent().remove(run)
    for note in parsed("".join(inside)):
        notes.append(note)
    _relate_links_of_notes(package, writer, inside)


def _call(writer: WordWriter, ident: int, number: int, *, again: bool, comma: bool) -> str:
    look = f"<w:rPr><w:rStyle w:val={writer.styles['footnote reference']}/></w:rPr>"
    mark = f"_RefNote{ident}"
    apart = f'<w:r>{look}<w:t xml:space="preserve">, </w:t></w:r>' if comma else ""
    if not again:
        start = f'<w:bookmarkStart w:id="{20000 + ident}" w:name="{mark}"/>'
        return (
            f'{apart}{start}<w:r>{look}<w:footnoteReference w:id="{ident}"/></w:r>'
            f'<w:bookmarkEnd w:id="{20000 + ident}"/>'
        )
    # Word prints a footnote where it is called; a second call is a field that refers to the first by its bookmark.
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


def _relate_links_of_notes(package: WordPackage, writer: WordWriter, inside: list[str]) -> None:
    """The links in footnotes are relationships of the part with the footnotes, not of the document."""
    used = {ident for ident in writer.links.values() if any(f'"{ident}"' in note for note in inside)}
    if not used:
        return
    part = next(name for name, root in package.trees.items() if root.tag == w("footnotes"))
    rels = f"word/_rels/{part.rpartition('/')[2]}.rels"
    if rels not in package.parts and rels not in package.trees:
        package.trees[rels] = parse_xml(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    root = package.tree(rels)
    for address, ident in writer.links.items():
        if ident in used:
            given = {"Id": ident, "Type": f"{R}/hyperlink", "Target": address, "TargetMode": "External"}
            root.append(root.makeelement(f"{{{RELATIONSHIPS}}}Relationship", given))


def _no_marks_left(package: WordPackage) -> None:
    """Take the marks out of what cannot hold footnotes: heads, feet, text boxes, comments; a block there is an
    error.
    """
    marks = [mark.encode() for mark in (NOTE, BLOCK)]
    for name in [n for n, raw in package.parts.items() if n in package.trees or any(mark in raw for mark in marks)]:
        for element in package.tree(name).iter(w("t")) if name.endswith(".xml") else ():
            if BLOCK in (element.text or ""):
                raise UsageError(
                    f"the template has a block in {name}, where only texts can stand, not in the text of the document"
                )
            element.text = _MARKS.sub("", _CALL.sub("", element.text or ""))


# Styles ----------------------------------------------------------------------------------------------------------


def _styles(package: WordPackage, own: bytes) -> Styles:
    """The ids of the styles by name; those that the template lacks are added from gapcheck's own."""
    root = package.related("styles", "styles.xml", f'<w:styles xmlns:w="{W}"/>')
    # Word compares the names of styles without regard to capitals, and localises their ids.
    ids = {_name(s): s.get(w("styleId"), "") for s in root.iter(w("style"))}
    taken = set(ids.values())
    ours = {_name(s): s for s in parse_xml(own).iter(w("style"))}
    for name in STYLES:
        if name.lower() in ids:
            continue
        style = copy.deepcopy(ours[name.lower()])
        # A template of an agency need not have what our styles are based on: without it they stand alone.
        for link in [*style.iter(w("basedOn")), *style.iter(w("next"))]:
            if link.get(w("val")) not in taken:
                style.remove(link)
        root.append(style)
        ids[name.lower()] = style.get(w("styleId"), "")
    return Styles({name: ids[name.lower()] for name in STYLES})


def _name(style: Any) -> str:
    name = style.find(w("name"))
    return "" if name is None else str(name.get(w("val"), "")).lower()
