"""Holding every rule of a catalogue against the official text of a day on which it was in force."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import shorten

from gapcheck.catalogue.catalogue import Catalogue, Origin
from gapcheck.legislation.act_matching import Found, choose_text, find_section, find_way, is_enactment, texts_of
from gapcheck.legislation.codes import CODES
from gapcheck.legislation.files import Progress
from gapcheck.legislation.penalties import stated_maximum
from gapcheck.legislation.tree import HistoryNote, Legislation, Node, Placed
from gapcheck.lint.finding import LEVELS, NOWHERE
from gapcheck.lint.rules import Level
from gapcheck.model.law import Act, RuleEntry, Section
from gapcheck.model.quantity import Quantity
from gapcheck.natural_order import natural_key
from gapcheck.wording.citation import Pinpoint
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

PENALTY = "max-imprisonment"
MOST_AMENDMENTS = 3
MOST_CHARACTERS = 200

_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})
_WHOLE = re.compile(r"section \d[0-9A-Z]*", re.IGNORECASE)
_SUBSECTION = re.compile(r"subsection \((\w+)\)", re.IGNORECASE)
_PROVISION = re.compile(r"\bsections? (\d[0-9A-Z]*(?:\([0-9A-Za-z]+\))*)", re.IGNORECASE)


@dataclass(frozen=True)
class VerifyFinding:
    """One finding. ``key`` is the section or rule, ``rules`` those (with the day they begin) whose verdicts it makes
    suspect.

    ``file`` and ``line`` are those of the catalogue, ``text`` and ``text_line`` those of the official text, which is as
    at ``as_at``. A ``note`` makes nothing suspect.
    """

    code: str
    level: Level
    key: str
    file: str
    line: int
    message: str
    expected: str
    as_at: date
    text: str
    text_line: int
    rules: tuple[tuple[str, date], ...]

    @property
    def sentence(self) -> str:
        """The message with what was expected."""
        return f"{self.message}; expected {self.expected}"

    def to_dict(self) -> dict[str, object]:
        """The finding as plain values."""
        return {
            "code": self.code,
            "level": self.level,
            "key": self.key,
            "file": self.file,
            "line": self.line,
            "message": self.message,
            "expected": self.expected,
            "as_at": self.as_at.isoformat(),
            "text": self.text,
            "text_line": self.text_line,
            "rules": [{"rule": key, "from": start.isoformat()} for key, start in self.rules],
        }


@dataclass(frozen=True)
class Held:
    """A rule that was held against a text: the section it was found in (``None`` if it is not there), and its hash."""

    entry: RuleEntry
    text: Legislation
    section: Placed | None
    hash: str | None

    @property
    def accepted(self) -> bool:
        """Whether somebody accepted the rule on this very text."""
        recorded = self.entry.rule.text_hash
        return (
            recorded is not None and self.hash is not None and recorded.partition("@")[0] == self.hash.partition("@")[0]
        )


@dataclass(frozen=True)
class HeldAct:
    """An Act with the texts that were found for it, and its rules that no text can judge, with the reason."""

    act: Act
    texts: tuple[Legislation, ...]
    held: tuple[Held, ...]
    not_held: tuple[tuple[RuleEntry, str], ...]


@dataclass(frozen=True)
class Verification:
    """What came of holding a catalogue against official texts."""

    acts: tuple[HeldAct, ...]
    without_text: tuple[Act, ...]
    findings: tuple[VerifyFinding, ...]

    @property
    def held(self) -> tuple[Held, ...]:
        """Every rule that was held against a text."""
        return tuple(h for act in self.acts for h in act.held)

    def to_dict(self) -> dict[str, object]:
        """The verification as plain values."""
        return {
            "acts": [_act_as_dict(a) for a in self.acts],
            "without_text": [{"act": a.id, "title": a.title, "number": a.number} for a in self.without_text],
            "findings": [f.to_dict() for f in self.findings],
        }


def _act_as_dict(held: HeldAct) -> dict[str, object]:
    texts = [
        {
            "file": t.file,
            "title": t.title or None,
            "as_at": t.as_at.isoformat() if t.as_at else None,
            "as_at_from": t.as_at_from,
            "extract": t.extract,
            "rules_held": sum(h.text is t for h in held.held),
        }
        for t in held.texts
    ]
    not_held = [{"rule": e.key, "from": e.rule.in_force.start.isoformat(), "why": why} for e, why in held.not_held]
    return {
        "act": held.act.id,
        "title": held.act.title,
        "number": held.act.number,
        "texts": texts,
        "not_held": not_held,
    }


def verify(
    catalogue: Catalogue, folder: str | Path, *, acts: Sequence[str] = (), progress: Progress | None = None
) -> Verification:
    """Hold the rules of a catalogue (of ``acts``, if any are named) against the official XML in a folder.

    A rule is held against the newest text of a day inside its interval, and against nothing else: an older text cannot
    contradict a newer rule. Raises ``UsageError`` and ``LegislationError`` as :func:`gapcheck.legislation.read_folder`
    does.
    """
    found = texts_of(catalogue, folder, progress)
    wanted = [a for a in catalogue.acts.values() if is_enactment(a) and (not acts or a.id in acts)]
    held = tuple(_hold(catalogue, act, found[act.id]) for act in wanted if act.id in found)
    findings = {f for act in held for f in _findings(catalogue, act)}
    return Verification(held, tuple(a for a in wanted if a.id not in found), tuple(sorted(findings, key=_order)))


def reaches(finding: VerifyFinding, level: Level) -> bool:
    """Whether a finding is as grave as ``level``, or graver."""
    return LEVELS.index(finding.level) <= LEVELS.index(level)


def _order(finding: VerifyFinding) -> tuple[object, ...]:
    return finding.file, finding.line, natural_key(finding.key), finding.code, finding.message


def text_hash(node: Node, as_at: date) -> str:
    """The hash of the official text of a section and the day whose text it is: ``sha256:...@2026-08-08``.

    History notes and comparisons with older Acts are no part of it.
    """
    return f"sha256:{hashlib.sha256(node.full_text.encode()).hexdigest()}@{as_at.isoformat()}"


def _hold(catalogue: Catalogue, act: Act, texts: tuple[Legislation, ...]) -> HeldAct:
    held, not_held = [], []
    for entry in catalogue.rules:
        if entry.act.id != act.id:
            continue
        text = choose_text(entry, texts)
        if text is None:
            not_held.append((entry, _why_not(entry, texts)))
        else:
            live = find_section(entry.section, text).live
            assert text.as_at is not None
            held.append(Held(entry, text, live, text_hash(live.node, text.as_at) if live else None))
    return HeldAct(act, texts, tuple(held), tuple(not_held))


def _why_not(entry: RuleEntry, texts: Iterable[Legislation]) -> str:
    inside = [t for t in texts if t.as_at is not None and entry.rule.in_force.holds(t.as_at)]
    if inside:
        return f"the text as at {_day(inside[0])} is an extract without the section"
    days = sorted({t.as_at for t in texts if t.as_at is not None})
    if not days:
        return "no text tells the day that it is of"
    interval = entry.rule.in_force
    until = f" until {long_date(interval.end)}" if interval.end else ""
    return (
        f"the rule holds from {long_date(interval.start)}{until}; the text is as at {join(long_date(d) for d in days)}"
    )


def _day(text: Legislation) -> str:
    assert text.as_at is not None
    return long_date(text.as_at)


# Findings -------------------------------------------------------------------------------------------------------


def _findings(catalogue: Catalogue, act: HeldAct) -> Iterator[VerifyFinding]:
    groups: dict[tuple[int, int], list[Held]] = {}
    for held in act.held:
        groups.setdefault((id(held.entry.section), id(held.text)), []).append(held)
    for group in groups.values():
        check = _Check(catalogue, group[0].entry.section, group[0].text, tuple(group))
        yield from check.section_findings()
        for held in group:
            yield from check.rule_findings(held)


@dataclass(frozen=True)
class _Check:
    """One section of the catalogue, held against one text."""

    catalogue: Catalogue
    section: Section
    text: Legislation
    held: tuple[Held, ...]

    def section_findings(self) -> Iterator[VerifyFinding]:
        """What is wrong with the section itself."""
        found = find_section(self.section, self.text)
        number = self.section.section
        if found.live is None:
            yield self._gone(found)
            return
        node = found.live.node
        if found.elsewhere is not None:
            other = found.elsewhere.node
            message = (
                f"{self.section.pco_id} is s {other.label} ({_quoted(other.heading)}), and s {number} is {node.id}"
            )
            yield self._on_section(
                "section-renumbered", "error", node, message, f"the id {node.id}, or the number {other.label}"
            )
        elif self.section.pco_id and node.id and node.id != self.section.pco_id:
            repealed = next((p.node for p in found.dead if p.node.id == self.section.pco_id), None)
            is_ = (
                f"is a {repealed.status or 'repealed'} s {number} ({_quoted(repealed.heading)})"
                if repealed
                else "is not there"
            )
            message = f"s {number} has the id {node.id}; {self.section.pco_id} {is_}"
            # Ids are made anew now and then; a section that kept its heading is the same one.
            level: Level = "error" if repealed else "note" if _alike(node.heading, self.section.heading) else "warning"
            yield self._on_section("section-renumbered", level, node, message, f"the id {node.id}")
        read = "(" in number or all(held.accepted for held in self.held)
        if not read and not _alike(node.heading, self.section.heading):
            message = (
                f"the heading of s {number} is {_quoted(node.heading)}; in the catalogue it is {self.section.heading!r}"
            )
            yield self._on_section("heading-differs", "warning", node, message, "the heading of the text")

    def _gone(self, found: Found) -> VerifyFinding:
        number = self.section.section
        if found.elsewhere is not None:
            node = found.elsewhere.node
            message = (
                f"{self.section.pco_id} is s {node.label} ({_quoted(node.heading)}); there is no s {number} in force"
            )
            return self._on_section("section-renumbered", "error", node, message, f"the number {node.label}")
        if found.dead:
            placed = found.dead[-1]
            days = [n.date for n in placed.node.notes() if "repealed" in n.operation or "revoked" in n.operation]
            when = f" ({long_date(max(d for d in days if d))})" if any(days) else ""
            message = f"s {number} is shown as {(placed.status or '').replace('-', ' ')}{when}"
            return self._on_section(
                "section-repealed", "error", placed.node, message, "an interval that ends then, or another section"
            )
        return self._on_section(
            "section-missing", "error", None, f"there is no s {number}", "the number of a section of the Act"
        )

    def rule_findings(self, held: Held) -> Iterator[VerifyFinding]:
        """What is wrong with one rule."""
        if held.section is None:
            return
        node, recorded = held.section.node, held.entry.rule.text_hash
        if recorded and not held.accepted:
            if not _older(self.text, recorded):
                message = (
                    f"s {self.section.section} is not as it was accepted, as at {long_date(recorded_day(recorded))}"
                )
                yield self._on_rule(
                    "text-differs", "error", held, node, message, "a rule read against this text and accepted anew"
                )
        elif not recorded:
            yield from self._amended(held, node)
        point, _ = Pinpoint.leading(held.entry.rule.id)
        own = point is not None and point.label == node.label
        way = find_way(node, point.parts) if point is not None and own else None
        if point is not None and own and way is None:
            message = f"s {node.label} has no {''.join(f'({p})' for p in point.parts)}"
            yield self._on_rule("pinpoint-missing", "warning", held, node, message, "a pinpoint that the text has")
        yield from self._penalty(held, way or (node,))

    def _amended(self, held: Held, node: Node) -> Iterator[VerifyFinding]:
        start = held.entry.rule.in_force.start
        assert self.text.as_at is not None
        notes = sorted(
            (n for n in node.notes() if n.date is not None and start < n.date <= self.text.as_at),
            key=lambda n: (n.date, n.text),
        )
        if not notes:
            return
        touching = [n for n in notes if _touches(n, held.entry.rule.id)]
        told = list(dict.fromkeys(_amendment(n) for n in (touching or notes)))
        more = len(told) - MOST_AMENDMENTS
        shown = [*told[:MOST_AMENDMENTS], f"{more} more"] if more > 0 else told
        where = "" if touching else ", elsewhere than in the pinpoint of the rule,"
        message = f"s {self.section.section} was{where} {join(shown)}; the rule has held since {long_date(start)}"
        expected = "a rule read against this text and accepted, or one for each interval"
        level: Level = "error" if any(_began(n) for n in touching) else "warning" if touching else "note"
        yield self._on_rule("amended-after", level, held, node, message, expected)

    def _penalty(self, held: Held, way: Sequence[Node]) -> Iterator[VerifyFinding]:
        encoded = [g.quantity for g in held.entry.rule.gives if g.facet == PENALTY and g.quantity is not None]
        stated = stated_maximum(way) if len(encoded) == 1 else None
        if stated is not None and not _equal(encoded[0], stated):
            message = f"the maximum is {stated}; in the rule it is {encoded[0]}"
            yield self._on_rule("penalty-differs", "error", held, way[-1], message, "the maximum of the text")

    def _on_section(self, code: str, level: Level, node: Node | None, message: str, expected: str) -> VerifyFinding:
        key = f"{self.held[0].entry.act.id}:s {self.section.section}"
        places = (h.entry for h in self.held)
        origin = min((origin_of(self.catalogue, e) for e in places), key=lambda o: (o.file, o.line))
        rules = tuple(h.entry.identity for h in self.held)
        return self._made(code, level, key, origin, node, message, expected, rules)

    def _on_rule(self, code: str, level: Level, held: Held, node: Node, message: str, expected: str) -> VerifyFinding:
        origin = origin_of(self.catalogue, held.entry)
        return self._made(code, level, held.entry.key, origin, node, message, expected, (held.entry.identity,))

    def _made(
        self,
        code: str,
        level: Level,
        key: str,
        origin: Origin,
        node: Node | None,
        message: str,
        expected: str,
        rules: tuple[tuple[str, date], ...],
    ) -> VerifyFinding:
        assert code in CODES
        assert self.text.as_at is not None
        told = f"in the official text as at {_day(self.text)}, {message}"
        line = node.line if node else 0
        return VerifyFinding(
            code, level, key, origin.file, origin.line, told, expected, self.text.as_at, self.text.file, line, rules
        )


def origin_of(catalogue: Catalogue, entry: RuleEntry) -> Origin:
    """Where a rule of one interval is written down."""
    origins: Mapping[str, Origin] = catalogue.origins
    return origins.get(f"{entry.key}@{entry.rule.in_force.start}") or origins.get(entry.key, NOWHERE)


def _quoted(text: str) -> str:
    """A text of the file in quotation marks, and not more of it than a sentence holds."""
    return repr(shorten(text, MOST_CHARACTERS, placeholder=" ..."))


def _alike(one: str, other: str) -> bool:
    """Whether two headings are the same but for the shape of dashes and quotation marks."""
    return " ".join(one.translate(_ALIKE).split()) == " ".join(other.translate(_ALIKE).split())


def _equal(one: Quantity, other: Quantity) -> bool:
    return one.at_least(other) and other.at_least(one)


def recorded_day(recorded: str) -> date:
    """The day whose text a recorded hash is of."""
    return date.fromisoformat(recorded.rpartition("@")[2])


def _older(text: Legislation, recorded: str) -> bool:
    """Whether the text is older than the one that was accepted, which it then cannot call in question."""
    assert text.as_at is not None
    return text.as_at < recorded_day(recorded)


def _touches(note: HistoryNote, rule: str) -> bool:
    """Whether a history note is about the pinpoint of the rule, something around it, or something inside it."""
    point, _ = Pinpoint.leading(rule)
    named = [p for text in _PROVISION.findall(note.provision) if (p := Pinpoint.leading(text)[0])]
    if point is not None and (inside := _SUBSECTION.match(note.provision)):
        named.append(Pinpoint(point.label, (inside[1],)))
    if point is None or not named:
        return True
    return any(p.label != point.label or p.startswith(point) or point.startswith(p) for p in named)


def _amendment(note: HistoryNote) -> str:
    assert note.date is not None
    section = note.by.removeprefix("section ")
    by = ", ".join(
        filter(None, (note.legislation or note.number, f"s {section}" if section[:1].isdigit() else section))
    )
    by = shorten(by, MOST_CHARACTERS, placeholder=" ...")
    part = next((text for text in _PROVISION.findall(note.provision) if "(" in text), "")
    place = f", as to s {part}," if part else ""
    return f"{note.operation or 'changed'}{place} on {long_date(note.date)}{f' ({by})' if by else ''}"


def _began(note: HistoryNote) -> bool:
    """Whether the note says that the whole section was put in, so that there was no such section before."""
    return note.operation in ("inserted", "added") and _WHOLE.fullmatch(note.provision) is not None
