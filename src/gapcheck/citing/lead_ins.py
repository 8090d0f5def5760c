"""What stands over a paragraph and names the Act or treaty of its places: a heading, or words that lead to a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gapcheck.citing.mention_meanings import KINDS, MentionMeanings
from gapcheck.citing.names import Kind, Mention
from gapcheck.citing.plain_text import BREAK, Paragraph, PlainText

_LEADS_ON = re.compile(rf"[:-][ {BREAK}]*$")
_LAST = re.compile(
    r"(?: *\([^()]{0,80}\))? *(?:, *)?"
    r"(?:(?:namely|that +is|as +follows|the +following|includes?|are|is|states|provides)[ ,]*)*"
    rf"[:-][ {BREAK}]*"
)
_SIGNS = rf"[\s#|.,:;()\d'{BREAK}-]*"
_ONLY = re.compile(rf"{_SIGNS}(?:[Tt]he\b{_SIGNS})?")
_PLAIN_HEADING = 7  # a title on a line of its own stands below every # of Markdown


@dataclass(frozen=True)
class Over:
    """What a paragraph stands under: a name with its ``basis``; or no name, if it names one and leaves it open whether
    that governs.
    """

    name: str | None
    basis: str
    said: str = ""


@dataclass
class LeadIns:
    """For each paragraph of a text, what stands over it, by kind. ``attached`` are mentions that have a place of their
    own.
    """

    plain: PlainText
    mentions: Sequence[Mention]
    meanings: MentionMeanings
    attached: Collection[Mention]

    def __post_init__(self) -> None:
        self._inside: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self._inside.setdefault(self.plain.paragraph(mention.start), []).append(mention)
        self._over: list[Mapping[Kind, Over]] = []
        self._headings: list[Mapping[Kind, str]] = []
        lead: dict[Kind, Over] = {}
        headings: dict[Kind, list[tuple[int, str]]] = {kind: [] for kind in KINDS}
        since: dict[Kind, str | None] = {}  # what was named last under the heading, if that is certain
        for n, paragraph in enumerate(self.plain.paragraphs):
            inside = self._inside.get(n, [])
            if not self._blank(paragraph):
                if self._is_heading(paragraph, inside):
                    self._enter(paragraph, inside, headings, since)
                    lead = {}
                elif not paragraph.item:
                    lead = {}
            self._headings.append({kind: stack[-1][1] for kind, stack in headings.items() if stack})
            self._over.append(self._governing(n, paragraph, lead, headings, since))
            lead = self._led(paragraph, inside, lead)
            for mention in inside:
                since[mention.kind] = self.meanings.certain(mention)

    def over(self, paragraph: int, kind: Kind) -> Over | None:
        """What stands over a paragraph."""
        return self._over[paragraph].get(kind)

    def heading(self, paragraph: int, kind: Kind) -> str | None:
        """What the nearest heading over a paragraph names that names any of the kind."""
        return self._headings[paragraph].get(kind)

    def named_in(self, paragraph: int, kind: Kind) -> set[str | None]:
        """The names in a paragraph; ``None`` is among them if one is not certain."""
        return {self.meanings.certain(m) for m in self._inside.get(paragraph, ()) if m.kind == kind}

    def _blank(self, paragraph: Paragraph) -> bool:
        return not self.plain.text[paragraph.start : paragraph.end].strip(" " + BREAK)

    def _is_heading(self, paragraph: Paragraph, inside: Sequence[Mention]) -> bool:
        return paragraph.level > 0 or (not paragraph.item and self._alone(paragraph, inside))

    def _alone(self, paragraph: Paragraph, inside: Sequence[Mention]) -> bool:
        """Whether a paragraph is nothing but a title."""
        if not inside or inside[0].form not in ("full", "short"):
            return False
        before = self.plain.text[paragraph.start : inside[0].start]
        after = re.sub(r"^ *\([^()]{0,40}\)", "", self.plain.text[inside[0].end : paragraph.end])
        return bool(_ONLY.fullmatch(before)) and bool(_ONLY.fullmatch(after))

    def _enter(
        self,
        paragraph: Paragraph,
        inside: Sequence[Mention],
        headings: Mapping[Kind, list[tuple[int, str]]],
        since: dict[Kind, str | None],
    ) -> None:
        level = paragraph.level or _PLAIN_HEADING
        for kind in KINDS:
            named = {self.meanings.certain(m) for m in inside if m.kind == kind}
            stack = headings[kind]
            while stack and stack[-1][0] >= level:
                stack.pop()
                since.pop(kind, None)
            name = next(iter(named)) if len(named) == 1 else None
            # "Amendments to the Crimes Act 1961" has sections of its own.
            if name and (kind == "treaty" or self._alone(paragraph, inside)):
                stack.append((level, name))

    def _governing(
        self,
        n: int,
        paragraph: Paragraph,
        lead: Mapping[Kind, Over],
        headings: Mapping[Kind, list[tuple[int, str]]],
        since: dict[Kind, str | None],
    ) -> Mapping[Kind, Over]:
        over: dict[Kind, Over] = {}
        text = not self._blank(paragraph) and not self._is_heading(paragraph, self._inside.get(n, []))
        for kind in KINDS:
            if kind in lead:
                over[kind] = lead[kind]
            elif headings[kind] and since.get(kind, headings[kind][-1][1]) == headings[kind][-1][1]:
                level, name = headings[kind][-1]
                # A title on a line of its own governs only the list right under it.
                if level < _PLAIN_HEADING or paragraph.item:
                    over[kind] = Over(name, "heading")
                elif text:
                    headings[kind].pop()
        return over

    def _led(self, paragraph: Paragraph, inside: Sequence[Mention], lead: dict[Kind, Over]) -> dict[Kind, Over]:
        """What the next paragraph stands under, if it is an item."""
        if not _LEADS_ON.search(self.plain.text, paragraph.start, paragraph.end):
            return lead
        led = dict(lead)
        for kind in KINDS:
            named = [m for m in inside if m.kind == kind]
            if not named:
                continue
            last = named[-1]
            name = self.meanings.certain(last)
            ends = _LAST.fullmatch(self.plain.text, last.end, paragraph.end)
            said = self.plain.text[last.start : last.end]
            governs = bool(ends) and len(named) == 1 and last not in self.attached and not paragraph.item
            if not governs and {self.meanings.certain(m) for m in named} == {self.meanings.default(kind)}:
                continue  # "this Act" leads to nothing else
            led[kind] = Over(name if governs else None, "lead-in", said)
        return led
