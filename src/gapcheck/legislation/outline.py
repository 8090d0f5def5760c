"""A scaffold of the catalogue's file of an Act: its sections as the official text has them, for a person to fill with
rules.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from textwrap import shorten

from gapcheck.errors import UsageError
from gapcheck.legislation.tree import Legislation, Node, Placed
from gapcheck.wording.dates import long_date

MOST_CHARACTERS = 500
MOST_OF_ID = 100

_NO_HEADING = "[no heading]"
_ABOVE = {"part": "Part", "subpart": "Subpart", "division": "", "crosshead": ""}


def outline(text: Legislation) -> str:
    """The file as YAML: the head of the Act and each section in force with its heading, id and history, and no rule
    yet.

    Sections that are not in force are told in comments. The file loads as it is. Raises ``UsageError`` for a Bill or a
    supplementary order paper, which are no law.
    """
    if text.type not in ("act", "regulation"):
        raise UsageError(f"{text.file!r} is a {text.type}; expected an Act or a regulation")
    lines = [*_head(text), "sections:" if any(_listed(p) for p in text.sections) else "sections: []"]
    for placed in text.walk():
        if placed.node.kind == "section" and not any(n.kind == "section" for n in placed.above):
            lines += _section(placed)
        elif placed.node.kind in _ABOVE and not any(n.kind in ("section", "schedule") for n in placed.above):
            lines.append(f"  # {_heading(placed.node)}")
    return "\n".join(lines) + "\n"


def _head(text: Legislation) -> Iterator[str]:
    day = f"as at {long_date(text.as_at)}" if text.as_at else "of an unknown day"
    told = f" (from {text.as_at_from})" if text.as_at_from not in (None, "date.as.at") else ""
    yield f"# Sections of the official text {day}{told}. Give each one that matters its rules, and remove the others."
    if text.extract:
        yield "# The file is an extract without a title: put it in, and the id with it."
    yield "act:"
    yield f"  id: {_slug(text.name)}"
    yield f"  title: {_quoted(text.name)}"
    number = text.citation_number if text.type == "act" else f"SR {text.year}/{text.number}"
    yield f"  number: {number if re.fullmatch('[0-9]{4} No [0-9]+', number) else _quoted(number)}"
    if text.ministry:
        yield f"  agency: {_quoted(text.ministry)}"
    if text.type == "act" and re.fullmatch("[a-z]+", text.subtype or "") and re.fullmatch("[0-9A-Z]+", text.number):
        yield f"  url: https://www.legislation.govt.nz/act/{text.subtype}/{text.year}/{text.number}/en/latest/"


def _listed(placed: Placed) -> bool:
    """Whether a section can stand in the catalogue: it is in force, and has a number."""
    return placed.live and re.fullmatch(r"\S+", placed.node.label) is not None


def _heading(node: Node) -> str:
    label = " ".join(filter(None, (_ABOVE[node.kind], node.label)))
    return _short(": ".join(filter(None, (label, node.heading or node.text))))


def _section(placed: Placed) -> Iterator[str]:
    node = placed.node
    if not _listed(placed):
        state = (placed.status or "without a number").replace("-", " ")
        ids = f", {node.id}" if node.id else ""
        yield f"  # s {_short(node.label or '?')} ({state}{ids}): {_short(node.heading or _NO_HEADING)}"
        yield from (f"  #   {line}" for line in _history(node))
        return
    yield f"  - section: {_quoted(node.label)}"
    yield f"    heading: {_quoted(node.heading or _NO_HEADING)}"
    if node.id and re.fullmatch(r"\S+", node.id):
        yield f"    pco_id: {_quoted(node.id)}"
    yield from (f"    # {line}" for line in _history(node))
    yield "    rules: []"


def _history(node: Node) -> Iterator[str]:
    return (_short(note.text) for note in node.notes())


def _short(text: str) -> str:
    return shorten(text, MOST_CHARACTERS, placeholder=" ...")


def _quoted(text: str) -> str:
    """A text in quotation marks, as JSON and YAML both write it; a plain number or id stays plain."""
    return text if re.fullmatch(r"[A-Z]{2,}\d+", text) else json.dumps(_short(text), ensure_ascii=False)


def _slug(title: str) -> str:
    """``crimes-act-1961``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub("[^a-z0-9]+", "-", plain)[:MOST_OF_ID].strip("-") or "act"
