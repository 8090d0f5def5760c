"""Text of a Word file that a program would read and no reader sees, or that readers see and no program reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gapcheck.review.word_fields import local_name

_STYLES = "word/styles.xml"
_NAMES_A_STYLE = ("{*}pStyle", "{*}rStyle", "{*}tblStyle")


def unseen_text(trees: Mapping[str, Any], main: str) -> Iterator[str]:
    """What hides text in the main part of a file, by itself or through a style, and what its tables hold of which
    nobody can say whether it is shown, in words.
    """
    root = trees[main]
    if any(map(_is_on, root.iter("{*}vanish"))):
        yield "it holds hidden text"
    if any(_is_on(row) for row in root.iter("{*}hidden") if local_name(row.getparent()) == "trPr"):
        yield "it holds a hidden row of a table"
    yield from _hidden_by_style(root, trees.get(_STYLES))
    for table in root.iter("{*}tbl"):
        # Which of two alternatives is shown hangs on the program, and a text box may lie behind another.
        for box in table.iter("{*}AlternateContent", "{*}txbxContent", "{*}textbox"):
            if any((text.text or "").strip() for text in box.iter("{*}t")):
                yield "a table of it holds a text box; write what it says into the cell"
        if next(table.iter("{*}footnoteReference", "{*}endnoteReference"), None) is not None:
            yield "a table of it holds a footnote; write what it says into the cell"


def _hidden_by_style(root: Any, styles: Any) -> Iterator[str]:
    if styles is None:
        return
    hiding = _hiding_styles(styles)
    if any(_hides(node) for node in styles.iter("{*}docDefaults")) or any(
        _is_default(style) and _attribute(style, "styleId").casefold() in hiding for style in styles.iter("{*}style")
    ):
        yield "it holds hidden text (whatever has no style of its own is hidden)"
    for used in root.iter(*_NAMES_A_STYLE):
        if _attribute(used, "val").casefold() in hiding:
            yield f"it holds hidden text (by the style {_attribute(used, 'val')[:40]!r})"


def _hiding_styles(styles: Any) -> set[str]:
    """The ids of the styles that hide text, by themselves or by what they are based on. That a style may show again
    what another hides does not count: nobody needs it.
    """
    based = {
        _attribute(style, "styleId").casefold(): {_attribute(b, "val").casefold() for b in style.iter("{*}basedOn")}
        for style in styles.iter("{*}style")
    }
    hiding = {_attribute(style, "styleId").casefold() for style in styles.iter("{*}style") if _hides(style)}
    while more := {style for style, on in based.items() if on & hiding} - hiding:
        hiding |= more
    return hiding


def _hides(node: Any) -> bool:
    return any(map(_is_on, node.iter("{*}vanish")))


def _is_on(node: Any) -> bool:
    return _attribute(node, "val") not in ("0", "false", "off")


def _is_default(style: Any) -> bool:
    return _attribute(style, "default") in ("1", "true", "on")


def _attribute(node: Any, wanted: str) -> str:
    return next((value for name, value in node.attrib.items() if name.rpartition("}")[2] == wanted), "")
