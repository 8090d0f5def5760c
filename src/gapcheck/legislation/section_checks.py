"""One section of the catalogue and its rules, held against one official text: everything that does not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from gapcheck.catalogue.catalogue import Catalogue, Origin
from gapcheck.legislation.act_matching import SectionMatch, find_section, find_way
from gapcheck.legislation.codes import CODES
from gapcheck.legislation.penalties import stated_maximum
from gapcheck.legislation.tree import HistoryNote, Legislation, Node
from gapcheck.legislation.verification_results import HeldRule, VerifyFinding, origin_of, recorded_day
from gapcheck.lint.rules import Level
from gapcheck.model.law import Section
from gapcheck.model.quantity import Quantity
from gapcheck.wording.citation import Pinpoint
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

MOST_AMENDMENTS = 3
MOST_CHARACTERS = 200

# Reprints of one Act differ in the shape of dashes and quotation marks, which changes nothing.
_SAME_SHAPE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})
_WHOLE_SECTION = re.compile(r"section \d[0-9A-Z]*", re.IGNORECASE)
_SUBSECTION = re.compile(r"subsection \((\w+)\)", re.IGNORECASE)
_PROVISION = re.compile(r"\bsections? (\d[0-9A-Z]*(?:\([0-9A-Za-z]+\))*)", re.IGNORECASE)


@dataclass(frozen=True)
class _Subject:
    """What of the catalogue a finding is on: a section or a rule, where it is written down, and the rules at stake."""

    key: str
    origin: Origin
    rules: tuple[tuple[str, date], ...]


@dataclass(frozen=True)
class SectionCheck:
    """One section of the catalogue with its rules ``held``, and the ``text`` that judges them."""

    catalogue: Catalogue
    section: Section
    text: Legislation
    held: tuple[HeldRule, ...]

    def section_findings(self) -> Iterator[VerifyFinding]:
        """What is wrong with the section itself."""
        match = find_section(self.section, self.text)
        if match.live is None:
            yield self._not_live(match)
            return
        node = match.live.node
        yield from self._number(match, node)
        # A rule of "6(1)" stands under a heading of its own; a text that was accepted was accepted with its heading.
        settled = "(" in self.section.section or all(held.accepted for held in self.held)
        if not settled and not _alike(node.heading, self.section.heading):
            message = f"the heading of s {self.section.section} is {_quoted(node.heading)}"
            message += f"; in the catalogue it is {self.section.heading!r}"
            yield self._on_section("heading-differs", node, message, "the heading of the text")

    def _number(self, match: SectionMatch, node: Node) -> Iterator[VerifyFinding]:
        """The finding on a number and a PCO id that do not belong together, if they do not."""
        number, id = self.section.section, self.section.pco_id
        if match.other_number is not None:
            other = match.other_number.node
            message = f"{id} is s {other.label} ({_quoted(other.heading)}), and s {number} is {node.id}"
            expected = f"the id {node.id}, or the number {other.label}"
            yield self._on_section("section-renumbered", node, message, expected)
        elif id and node.id and node.id != id:
            yield self._other_id(match, node)

    def _other_id(self, match: SectionMatch, node: Node) -> VerifyFinding:
        """The number has another id: an earlier section of that number is meant, or the ids were made anew."""
        number = self.section.section
        earlier = next((p.node for p in match.not_in_force if p.node.id == self.section.pco_id), None)
        level: Level = "error"
        if earlier is not None:
            state = f"is a {earlier.status or 'repealed'} s {number} ({_quoted(earlier.heading)})"
        else:
            state = "is not there"
            # Ids are made anew now and then; a section that kept its heading is the same one.
            level = "note" if _alike(node.heading, self.section.heading) else "warning"
        message = f"s {number} has the id {node.id}; {self.section.pco_id} {state}"
        return self._on_section("section-renumbered", node, message, f"the id {node.id}", level)

    def _not_live(self, match: SectionMatch) -> VerifyFinding:
        """The finding on a section that is not law in the text: it has moved, has ended, or never was there."""
        number = self.section.section
        if match.other_number is not None:
            node = match.other_number.node
            message = f"{self.section.pco_id} is s {node.label} ({_quoted(node.heading)})"
            message += f"; there is no s {number} in force"
            return self._on_section("section-renumbered", node, message, f"the number {node.label}")
        if match.not_in_force:
            placed = match.not_in_force[-1]
            days = [n.date for n in placed.node.notes() if "repealed" in n.operation or "revoked" in n.operation]
            when = f" ({long_date(max(d for d in days if d))})" if any(days) else ""
            message = f"s {number} is shown as {(placed.status or '').replace('-', ' ')}{when}"
            expected = "an interval that ends then, or another section"
            return self._on_section("section-repealed", placed.node, message, expected)
        return self._on_section(
            "section-missing", None, f"there is no s {number}", "the number of a section of the Act"
        )

    def rule_findings(self, held: HeldRule) -> Iterator[VerifyFinding]:
        """What is wrong with one rule."""
        if held.section is None:
            return
        node, recorded = held.section.node, held.entry.rule.text_hash
        if recorded is None:
            yield from self._amended(held, node)
        # A text that is older than the one that was accepted cannot call it in question.
        elif not held.accepted and self._day >= recorded_day(recorded):
            day = long_date(recorded_day(recorded))
            message = f"s {self.section.section} is not as it was accepted, as at {day}"
            expected = "a rule read against this text and accepted anew"
            yield self._on_rule("text-differs", held, node, message, expected)
        point, _ = Pinpoint.leading(held.entry.rule.id)
        way: tuple[Node, ...] | None = (node,)
        if point is not None and point.label == node.label:
            way = find_way(node, point.parts)
            if way is None:
                message = f"s {node.label} has no {''.join(f'({part})' for part in point.parts)}"
                yield self._on_rule("pinpoint-missing", held, node, message, "a pinpoint that the text has")
        yield from self._penalty(held, way or (node,))

    def _amended(self, held: HeldRule, node: Node) -> Iterator[VerifyFinding]:
        """Amendments that the history notes show inside the interval of a rule that nobody has accepted yet."""
        start = held.entry.rule.in_force.start
        notes = sorted(
            (n for n in node.notes() if n.date is not None and start < n.date <= self._day),
            key=lambda n: (n.date, n.text),
        )
        if not notes:
            return
        touching = [n for n in notes if _touches(n, held.entry.rule.id)]
        amendments = list(dict.fromkeys(_amendment(n) for n in (touching or notes)))
        more = len(amendments) - MOST_AMENDMENTS
        shown = [*amendments[:MOST_AMENDMENTS], f"{more} more"] if more > 0 else amendments
        where = "" if touching else ", elsewhere than in the pinpoint of the rule,"
        message = f"s {self.section.section} was{where} {join(shown)}; the rule has held since {long_date(start)}"
        expected = "a rule read against this text and accepted, or one for each interval"
        level: Level = "warning" if touching else "note"
        if any(_put_in_whole(n) for n in touching):
            level = "error"
        yield self._on_rule("amended-after", held, node, message, expected, level)

    def _penalty(self, held: HeldRule, way: Sequence[Node]) -> Iterator[VerifyFinding]:
        facets = self.catalogue.vocabulary.parts.maximum_terms
        encoded = [g.quantity for g in held.entry.rule.gives if g.facet in facets and g.quantity is not None]
        stated = stated_maximum(way) if len(encoded) == 1 else None
        if stated is not None and not _equal(encoded[0], stated):
            message = f"the maximum is {stated}; in the rule it is {encoded[0]}"
            yield self._on_rule("penalty-differs", held, way[-1], message, "the maximum of the text")

    @property
    def _day(self) -> date:
        """The day whose text this is: only a text that tells its day is chosen to judge a rule."""
        assert self.text.as_at is not None
        return self.text.as_at

    def _on_section(
        self, code: str, node: Node | None, message: str, expected: str, level: Level | None = None
    ) -> VerifyFinding:
        origins = (origin_of(self.catalogue, held.entry) for held in self.held)
        subject = _Subject(
            key=f"{self.held[0].entry.act.id}:s {self.section.section}",
            origin=min(origins, key=lambda o: (o.file, o.line)),
            rules=tuple(held.entry.identity for held in self.held),
        )
        return self._finding(subject, code, node, message, expected, level)

    def _on_rule(
        self, code: str, held: HeldRule, node: Node, message: str, expected: str, level: Level | None = None
    ) -> VerifyFinding:
        entry = held.entry
        subject = _Subject(entry.key, origin_of(self.catalogue, entry), (entry.identity,))
        return self._finding(subject, code, node, message, expected, level)

    def _finding(
        self, subject: _Subject, code: str, node: Node | None, message: str, expected: str, level: Level | None
    ) -> VerifyFinding:
        """A finding on a subject at a node of the text; without a ``level`` it is as grave as its code."""
        return VerifyFinding(
            code=code,
            level=level or CODES[code].level,
            key=subject.key,
            file=subject.origin.file,
            line=subject.origin.line,
            message=f"in the official text as at {long_date(self._day)}, {message}",
            expected=expected,
            as_at=self._day,
            text=self.text.file,
            text_line=node.line if node else 0,
            rules=subject.rules,
        )


def _quoted(text: str) -> str:
    """A text of the file in quotation marks, and not more of it than a sentence holds."""
    return repr(shorten(text, MOST_CHARACTERS, placeholder=" ..."))


def _alike(one: str, other: str) -> bool:
    """Whether two headings are the same but for the shape of dashes and quotation marks."""
    return " ".join(one.translate(_SAME_SHAPE).split()) == " ".join(other.translate(_SAME_SHAPE).split())


def _equal(one: Quantity, other: Quantity) -> bool:
    return one.at_least(other) and other.at_least(one)


def _touches(note: HistoryNote, rule: str) -> bool:
    """Whether a history note is about the pinpoint of the rule, something around it, or something inside it.

    A note that names no place, or a rule without a pinpoint, may be about anything, so it touches.
    """
    point, _ = Pinpoint.leading(rule)
    named = [p for text in _PROVISION.findall(note.provision) if (p := Pinpoint.leading(text)[0])]
    # "subsection (2)" alone is one of the section that the note stands in.
    if point is not None and (inside := _SUBSECTION.match(note.provision)):
        named.append(Pinpoint(point.label, (inside[1],)))
    if point is None or not named:
        return True
    return any(p.label != point.label or p.startswith(point) or point.startswith(p) for p in named)


def _amendment(note: HistoryNote) -> str:
    """What a note says, in words: ``amended, as to s 6(1), on 1 July 2020 (Act 2019, s 4)``."""
    assert note.date is not None
    section = note.by.removeprefix("section ")
    provision = f"s {section}" if section[:1].isdigit() else section
    by = ", ".join(filter(None, (note.legislation or note.number, provision)))
    by = shorten(by, MOST_CHARACTERS, placeholder=" ...")
    part = next((text for text in _PROVISION.findall(note.provision) if "(" in text), "")
    place = f", as to s {part}," if part else ""
    return f"{note.operation or 'changed'}{place} on {long_date(note.date)}{f' ({by})' if by else ''}"


def _put_in_whole(note: HistoryNote) -> bool:
    """Whether the note says that the whole section was put in, so that there was no such section before."""
    return note.operation in ("inserted", "added") and _WHOLE_SECTION.fullmatch(note.provision) is not None
