"""A scaffold of the catalogue's file of an Act: its sections as the official text has them, for a person to fill with
rules.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from gapcheck.legislation.outline_words import commented, heading_of, quoted, short, slug, unit
from gapcheck.legislation.reform_outline import reform_outline
from gapcheck.legislation.section_choice import chosen_sections
from gapcheck.legislation.tree import Legislation, Node, PlacedNode
from gapcheck.legislation.wording_skeleton import penalties, skeleton
from gapcheck.wording.dates import long_date

_ABOVE = {"part": "Part", "subpart": "Subpart", "division": "", "crosshead": ""}


def outline(text: Legislation, sections: str | None = None, *, wording: bool = True) -> str:
    """The file as YAML: the head of the Act and each section in force with its heading, id, history, and the skeleton
    of its wording with the penalties that it states (unless ``wording`` is false), and no rule yet.

    ``sections`` chooses some (``249-252,254``). Sections that are not in force are told in comments. Of a Bill or a
    supplementary order paper it is the file of a reform. The file loads as it is. Raises ``UsageError`` for a choice of
    sections that the text does not have.
    """
    chosen = text.sections if sections is None else chosen_sections(text, sections)
    if text.type in ("bill", "sop"):
        return reform_outline(text, chosen, wording=wording)
    lines = [*_head(text), "sections:" if any(_listed(p) for p in chosen) else "sections: []"]
    wanted = {id(placed.node) for placed in chosen}
    headings: list[Node] = []
    for placed in text.walk():
        if placed.node.kind == "section" and not any(n.kind == "section" for n in placed.above):
            if id(placed.node) in wanted:
                lines += (f"  # {_heading(node)}" for node in headings)
                headings = []
                lines += _section(text, placed, wording=wording)
        # Headings inside sections and schedules are not of the body.
        elif placed.node.kind in _ABOVE and not any(n.kind in ("section", "schedule") for n in placed.above):
            headings = [*_still_open(headings, placed, whole=sections is None), placed.node]
    if sections is None:
        lines += (f"  # {_heading(node)}" for node in headings)
    return "\n".join(lines) + "\n"


def _still_open(headings: list[Node], placed: PlacedNode, *, whole: bool) -> Collection[Node]:
    """The headings not yet written that a new one does not end: of a choice, only those that it stands under."""
    return headings if whole else [node for node in headings if any(node is above for above in placed.above)]


def _head(text: Legislation) -> Iterator[str]:
    day = f"as at {long_date(text.as_at)}" if text.as_at else "of an unknown day"
    origin = f" (from {text.as_at_from})" if text.as_at_from not in (None, "date.as.at") else ""
    yield f"# Sections of the official text {day}{origin}. Give each one that matters its rules, and remove the others."
    # Without a title the file loads, but its Act has a number for a name.
    if text.extract:
        yield "# The file is an extract without a title: put it in, and the id with it."
    yield "act:"
    yield f"  id: {slug(text.name)}"
    yield f"  title: {quoted(text.name)}"
    number = f"SR {text.year}/{text.number}" if text.type == "regulation" else text.citation_number
    if number:  # a fragment does not say what it is part of
        yield f"  number: {number if re.fullmatch('[0-9]{4} No [0-9]+', number) else quoted(number)}"
    if text.ministry:
        yield f"  agency: {quoted(text.ministry)}"
    if text.type == "act" and re.fullmatch("[a-z]+", text.subtype or "") and re.fullmatch("[0-9A-Z]+", text.number):
        yield f"  url: https://www.legislation.govt.nz/act/{text.subtype}/{text.year}/{text.number}/en/latest/"


def _listed(placed: PlacedNode) -> bool:
    """Whether a section can stand in the catalogue: it is in force, and has a number."""
    return placed.live and re.fullmatch(r"\S+", placed.node.label) is not None


def _heading(node: Node) -> str:
    label = " ".join(filter(None, (_ABOVE[node.kind], node.label)))
    return short(": ".join(filter(None, (label, node.heading or node.text))))


def _section(text: Legislation, placed: PlacedNode, *, wording: bool) -> Iterator[str]:
    node = placed.node
    if not _listed(placed):
        state = (placed.status or "without a number").replace("-", " ")
        ids = f", {node.id}" if node.id else ""
        yield f"  # {unit(text)} {short(node.label or '?')} ({state}{ids}): {short(heading_of(node))}"
        yield from commented(_history(node), "  #   ")
        return
    yield f"  - section: {quoted(node.label)}"
    yield f"    heading: {quoted(heading_of(node))}"
    if node.id and re.fullmatch(r"\S+", node.id):
        yield f"    pco_id: {quoted(node.id)}"
    yield from commented(_history(node), "    # ")
    if wording:
        yield from commented(skeleton(node), "    #   ")
        yield from commented((f"Maximum penalty stated, {line}" for line in penalties(node)), "    # ")
    yield "    rules: []"
    if wording:
        yield from _rule_to_fill_in(text, node)


def _rule_to_fill_in(text: Legislation, node: Node) -> Iterator[str]:
    """A rule in comments: take the marks away, remove ``rules: []``, and fill it in."""
    day = max((note.date for note in node.notes() if note.date), default=None)
    first = next((c.label for c in node.children if c.kind == "subsection" and c.label), None)
    point = node.label + (f"({first})" if first else "")
    source = f"ref: {quoted(text.name)}, pinpoint: {quoted(f'{unit(text)} {point}')}, checked: unverified"
    source += f", text_as_at: {text.as_at}" if text.as_at else ""
    yield "    # rules:"
    yield f"    #   - id: {quoted(point)}"
    yield f"    #     kind:{' offence' if any(penalties(node)) else ''}  # as obligations/vocabulary has it"
    yield "    #     text:  # what it says, in your own words"
    begins = f"{day}, to: null}}  # its last amendment; from when it says this" if day else ", to: null}"
    yield f"    #     in_force: {{from: {begins}"
    yield "    #     conditions: []"
    yield f"    #     source: [{{{source}}}]  # verified once you have read it"


def _history(node: Node) -> Iterator[str]:
    return (short(note.text) for note in node.notes())
