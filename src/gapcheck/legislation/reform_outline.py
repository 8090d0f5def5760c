"""A scaffold of a reform from the official text of a Bill: its clauses, and a change to fill in for each section that
it puts into an Act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gapcheck.legislation.outline_words import commented, heading_of, quoted, short, slug, unit
from gapcheck.legislation.tree import Legislation, PlacedNode
from gapcheck.legislation.wording_skeleton import inserted, penalties, skeleton

_COMMENCEMENT = "commencement"


def reform_outline(text: Legislation, sections: Sequence[PlacedNode], *, wording: bool) -> str:
    """The file of a reform as YAML, with its clauses in comments and no change yet. It loads as it is.

    No day is guessed: ``commences`` is empty, and the clause on commencement is told beside it.
    """
    told = "# Changes take the place of [] below; those in comments have to be filled in."
    lines = [*_head(text), told, "changes: []"]
    for placed in sections:
        lines += _clause(text, placed, wording=wording)
    return "\n".join(lines) + "\n"


def _head(text: Legislation) -> Iterator[str]:
    what = "Bill" if text.type == "bill" else "supplementary order paper"
    yield f"# Clauses of the {what} ({text.citation_number}). Put what matters into changes, and remove the rest."
    yield "reform:"
    yield f"  id: {slug(text.name)}"
    yield f"  title: {quoted(text.name)}"
    yield "  stage: bill"
    yield "  # The day of commencement, or null and who appoints it."
    yield "  commences: null"
    clause = next((p for p in text.sections if p.live and p.node.heading.lower() == _COMMENCEMENT), None)
    if clause is None:
        yield '  commencement: "Not stated in this text"'
    else:
        yield f"  commencement: {quoted(f'The Bill itself, by clause {clause.node.label}; no day is known')}"
        yield from (f"  # {line}" for line in skeleton(clause.node))
    yield f"  source: [{{ref: {quoted(text.name)}, pinpoint: whole, checked: unverified}}]"


def _clause(text: Legislation, placed: PlacedNode, *, wording: bool) -> Iterator[str]:
    node = placed.node
    state = f" ({placed.status.replace('-', ' ')})" if placed.status else ""
    yield f"  # {unit(text)} {short(node.label or '?')}{state}: {short(heading_of(node))}"
    if placed.status:
        return
    if wording:
        yield from commented(skeleton(node), "  #   ")
    for new in inserted(node):
        yield "  # - enact:"
        yield "  #     act:  # the id of the Act that is amended"
        yield f"  #     section: {quoted(new.label)}"
        yield f"  #     heading: {quoted(heading_of(new))}"
        yield from commented((f"maximum penalty stated: {line}" for line in penalties(new)), "  #     # ")
        yield "  #     rule:"
        yield f"  #       id: {quoted(new.label)}"
        yield "  #       kind:  # as obligations/vocabulary has it"
        yield "  #       text:  # what it says, in your own words"
        yield "  #       in_force: {from: , to: null}"
        pinpoint = quoted(f"{unit(text)} {node.label}")
        yield f"  #       source: [{{ref: {quoted(text.name)}, pinpoint: {pinpoint}, checked: unverified}}]"
