"""What a sheet of a workbook holds and does not show: in hidden rows and columns, by formats that print nothing, or
because the whole sheet is hidden.

Who sorts and filters hides rows, so what stands there is read, and told. A sheet or a format that hides is no slip.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_WORKBOOK, _LINKS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
# What a format may have around what it shows: colours and conditions in brackets (not hours, [h]), a space as wide as a
# letter, a letter that fills the cell; and letters of its own, quoted or escaped.
_AROUND = re.compile(r'\[(?!h+\]|m+\]|s+\])[^\]]*\]|[_*].|(?P<own>\\.|"[^"]*")', re.IGNORECASE)
_LONGEST_FORMAT = 255
_SHOWS_A_NUMBER = re.compile(r"[0#?ymdhs@]|General", re.IGNORECASE)
_LOW = 1.0
"""A row that is lower, in points, or a column that is narrower, in characters over ten, shows nothing."""


@dataclass(frozen=True)
class UnseenCells:
    """The rows (from 1) and columns (from 0) of a sheet that are hidden, and the first thing that nobody hides by a
    slip, in words.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    problem: str = ""


def unseen_cells(trees: Mapping[str, Any], sheet: str) -> UnseenCells:
    """What is hidden in a sheet, by the parts of its workbook."""
    listed = next((s for s in trees[_WORKBOOK].iter("{*}sheet") if s.get("name") == sheet), None)
    root = None if listed is None else _part(trees, listed)
    if listed is None or root is None:
        return UnseenCells(problem=f"nobody can tell which part of it the sheet {sheet!r} is")
    problem = next(_problems(trees, listed, root, sheet), "")
    rows = (int(row.get("r", "0")) for row in root.iter("{*}row") if _hidden(row, "ht", _LOW))
    columns = (n for col in root.iter("{*}col") if _hidden(col, "width", _LOW / 10) for n in _span(col))
    return UnseenCells(frozenset(rows), frozenset(columns), problem)


def column_number(letters: str) -> int:
    """The number of a column, from 1: ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _part(trees: Mapping[str, Any], listed: Any) -> Any:
    """The tree of a sheet, by the relationship that the workbook names."""
    links = trees.get(_LINKS)
    ident = next((v for name, v in listed.attrib.items() if name.rpartition("}")[0].endswith("/relationships")), None)
    for link in () if links is None else links.iter("{*}Relationship"):
        if link.get("Id") == ident:
            path = posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip("/").lower()
            return next((root for part, root in trees.items() if part.lower() == path), None)
    return None


def _problems(trees: Mapping[str, Any], listed: Any, root: Any, sheet: str) -> Iterator[str]:
    if (listed.get("state") or "visible") != "visible":
        yield f"the sheet {sheet!r} is hidden; show it, and look at what it says"
    if any(_true(form.get("zeroHeight")) for form in root.iter("{*}sheetFormatPr")):
        yield f"the sheet {sheet!r} hides every row unless it says otherwise; show them, and look at what they say"
    styles = trees.get(_STYLES)
    if styles is None:
        return
    formats = {f.get("numFmtId"): f.get("formatCode", "") for f in styles.iter("{*}numFmt")}
    cells = [formats.get(xf.get("numFmtId"), "") for x in styles.iter("{*}cellXfs") for xf in x.iter("{*}xf")]
    for cell in root.iter("{*}c"):
        code = cells[style] if (style := _number(cell.get("s"), 0)) < len(cells) else ""
        if _holds_something(cell) and _hides(code, number=cell.get("t", "n") in ("n", "d")):
            yield f"{cell.get('r')} holds something that its format ({code[:40]}) does not show"
    for code in _conditional(styles, root):
        if _hides(code, number=True) or _hides(code, number=False):
            yield f"a condition gives cells a format ({code[:40]}) that does not show what they hold"


def _conditional(styles: Any, root: Any) -> Iterator[str]:
    """The formats that cells get under a condition."""
    made = [dxf for every in styles.iter("{*}dxfs") for dxf in every.iter("{*}dxf")]
    used = {_number(rule.get("dxfId"), -1) for rule in root.iter("{*}cfRule")}
    for number in sorted(n for n in used if 0 <= n < len(made)):
        yield from (form.get("formatCode", "") for form in made[number].iter("{*}numFmt"))


def _hides(code: str, *, number: bool) -> bool:
    """Whether a format prints something else than what a cell holds; without one of its own nothing is hidden."""
    if not code:
        return False
    parts = _AROUND.sub(lambda m: "~" if m["own"] else "", code[:_LONGEST_FORMAT]).split(";")
    if number:
        return not _SHOWS_A_NUMBER.search(parts[0])
    # The last of four parts is for texts, or one with an @ that stands alone; else a text is shown as it is.
    text = parts[3] if len(parts) > 3 else next((p for p in parts if "@" in p), "@")
    return text.strip() not in ("@", "General")


def _holds_something(cell: Any) -> bool:
    return any((child.text or "").strip() for child in cell.iter("{*}v", "{*}t"))


def _hidden(node: Any, size: str, least: float) -> bool:
    return _true(node.get("hidden")) or not _number(node.get(size), least) >= least


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _number(value: str | None, default: Any) -> Any:
    """A number of a part, as it is written; what is none counts as nothing."""
    try:
        return default if value is None else type(default)(value)
    except ValueError:
        return default


def _span(col: Any) -> range:
    first, last = _number(col.get("min"), 1), _number(col.get("max"), 1)
    return range(max(first, 1) - 1, min(last, 16_384))
