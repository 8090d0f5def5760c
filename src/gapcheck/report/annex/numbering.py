"""Writing the annex in order: paragraphs, drafting notes and footnotes get their numbers as they are first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gapcheck.model.base import Marked, Source
from gapcheck.model.law import RuleEntry
from gapcheck.report.annex.model import (
    Block,
    Bullets,
    Cell,
    Column,
    DraftingNote,
    Footnote,
    Heading,
    Line,
    Paragraph,
    Piece,
    Section,
    Table,
)
from gapcheck.report.rows.duties import CHECK_ORDER
from gapcheck.wording.citation import PRACTICE, act_url, cite_rule, merge_citations

UNCHECKED = {"secondary": "from a secondary source", "unverified": "not verified"}
_POINT = re.compile(r" \(point \S+\)")

Part = str | Piece | Line


@dataclass
class Writer:
    """Collects the sections, the footnotes and the drafting notes of one annex."""

    footnotes: dict[Line, int] = field(default_factory=dict)
    notes: list[DraftingNote] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _number: str = ""
    _title: str = ""
    _counted: int = 0

    def begin(self, number: str, heading: str) -> None:
        """Begin a section; what is written next stands in it."""
        self._blocks, self._number, self._title, self._counted = [], number, heading, 0

    def end(self, *, wide: bool = False) -> Section:
        """End the section and return it."""
        return Section(self._number, self._title, tuple(self._blocks), wide)

    def paragraph(self, *parts: Part) -> None:
        """A paragraph with the next number of the section."""
        self._counted += 1
        self._blocks.append(Paragraph(line(*parts), f"{self._number}.{self._counted}"))

    def heading(self, text: str) -> None:
        """A heading inside the section."""
        self._blocks.append(Heading(text))

    def bullets(self, items: Iterable[Line]) -> None:
        """A list of points."""
        self._blocks.append(Bullets(tuple(items)))

    def table(self, caption: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> None:
        """A table; the widths of its columns are parts of a hundred."""
        self._blocks.append(make_table(caption, columns, rows))

    def note(self, needs: str, asked_of: str) -> None:
        """A drafting note with the next number, where the text would stand."""
        found = self.front_note(needs, asked_of, self._number)
        self._blocks.append(found)

    def front_note(self, needs: str, asked_of: str, section: str = "Front page") -> DraftingNote:
        """A drafting note that is listed at the front alone."""
        self.notes.append(DraftingNote(f"DN{len(self.notes) + 1}", section, needs, asked_of))
        return self.notes[-1]

    # Footnotes ----------------------------------------------------------------------------------------------------

    def cited(self, text: Part, *notes: Line) -> Line:
        """A text with footnotes after it; a note that was printed before keeps its number."""
        pieces = line(text)
        numbers = tuple(dict.fromkeys(self.footnotes.setdefault(n, len(self.footnotes) + 1) for n in notes if n))
        if not numbers:
            return pieces
        *head, last = pieces
        return (*head, Piece(last.text, last.style, last.url, (*last.notes, *numbers)))

    def all_footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes by number."""
        return tuple(Footnote(number, found) for found, number in self.footnotes.items())


def line(*parts: Part) -> Line:
    """A line from texts, pieces and other lines; empty texts are left out."""
    pieces: list[Piece] = []
    for part in parts:
        found = part if isinstance(part, tuple) else (part if isinstance(part, Piece) else Piece(part),)
        pieces += [p for p in found if p.text]
    return tuple(pieces)


def strong(text: str) -> Piece:
    """A text that stands out."""
    return Piece(text, "strong")


def marked(value: Marked) -> Piece:
    """A text that may be withheld, as the copy has it."""
    return Piece(str(value), "plain" if value.withheld is None else "withheld")


def cell(*parts: Part, status: str = "") -> Cell:
    """A cell of one line."""
    return Cell((line(*parts),), status)


def cell_of(lines: Iterable[Part], status: str = "") -> Cell:
    """A cell of several lines."""
    return Cell(tuple(line(part) for part in lines) or (line(""),), status)


def make_table(caption: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> Table:
    """A table from plain columns and rows."""
    return Table(caption, tuple(Column(*column) for column in columns), tuple(tuple(row) for row in rows))


def readable(sentence: str) -> str:
    """A sentence of the engine without the ids of arguable points, which readings and reforms use."""
    return _POINT.sub("", sentence)


# Citations --------------------------------------------------------------------------------------------------------


def weakest(sources: Iterable[Source]) -> str:
    """The weakest check among sources."""
    return min((s.checked for s in sources), key=CHECK_ORDER.index, default="unverified")


def cite_source(source: Source) -> Line:
    """A source with its pinpoint and, unless somebody read it there, a word that says so."""
    unread = UNCHECKED.get(source.checked)
    pinpoint = "" if source.pinpoint == "whole" else f", {source.pinpoint}"
    return line(Piece(source.ref + pinpoint, "plain", _web(source.url)), f" ({unread})." if unread else ".")


def cite_rules(rules: Iterable[RuleEntry]) -> Line:
    """One footnote for several rules, those of one Act together, and those that nobody read in the Act told apart."""
    found = list(rules)
    parts: list[Part] = []
    for check in reversed(CHECK_ORDER):
        group = [e for e in found if weakest(e.rule.source) == check]
        pages = {e.act.title: act_url(e.act) for e in group if e.act.id != PRACTICE}
        unread = f" ({UNCHECKED[check]})" if check in UNCHECKED else ""
        for citation in merge_citations(cite_rule(e) for e in group):
            page = next((url for title, url in pages.items() if citation.startswith(title)), None)
            parts += ["; " if parts else "", Piece(citation, "plain", _web(page)), unread]
    return line(*parts, ".") if parts else ()


def _web(url: str | None) -> str | None:
    return url if url and url.startswith("https://") else None
