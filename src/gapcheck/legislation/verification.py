"""Holding every rule of a catalogue against the official text of a day on which it was in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.legislation.act_matching import choose_text, find_section, is_enactment, texts_of
from gapcheck.legislation.files import LegislationError, Progress
from gapcheck.legislation.section_checks import SectionCheck
from gapcheck.legislation.tree import Legislation, Node
from gapcheck.legislation.verification_results import HeldAct, HeldRule, Verification, VerifyFinding
from gapcheck.model.law import Act, RuleEntry
from gapcheck.natural_order import natural_key
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join


def verify(
    catalogue: Catalogue, folder: str | Path, *, acts: Sequence[str] = (), progress: Progress | None = None
) -> Verification:
    """Hold the rules of a catalogue (of ``acts``, if any are named) against the official XML in a folder.

    A rule is held against the newest text of a day inside its interval, and against nothing else: an older text cannot
    contradict a newer rule. A file that cannot be read is told in ``not_read`` and does not stop the others. Raises
    ``UsageError`` as :func:`gapcheck.legislation.read_folder` does, and ``LegislationError`` if no file could be read.
    """
    found = texts_of(catalogue, folder, progress)
    if found.unread and not found.enactments:
        raise LegislationError(found.unread)
    texts = found.texts
    wanted = [a for a in catalogue.acts.values() if is_enactment(a) and (not acts or a.id in acts)]
    held = tuple(_hold(catalogue, act, texts[act.id]) for act in wanted if act.id in texts)
    findings = {f for act in held for f in _findings(catalogue, act)}
    without = tuple(a for a in wanted if a.id not in texts)
    return Verification(held, without, tuple(sorted(findings, key=_order)), found.unread)


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
            held.append(HeldRule(entry, text, live, text_hash(live.node, text.as_at) if live else None))
    return HeldAct(act, texts, tuple(held), tuple(not_held))


def _why_not(entry: RuleEntry, texts: Iterable[Legislation]) -> str:
    days = [text.as_at for text in texts if text.as_at is not None]
    inside = next((day for day in days if entry.rule.in_force.holds(day)), None)
    if inside is not None:
        return f"the text as at {long_date(inside)} is an extract without the section"
    if not days:
        return "no text tells the day that it is of"
    interval = entry.rule.in_force
    until = f" until {long_date(interval.end)}" if interval.end else ""
    known = join(long_date(day) for day in sorted(set(days)))
    return f"the rule holds from {long_date(interval.start)}{until}; the text is as at {known}"


def _findings(catalogue: Catalogue, act: HeldAct) -> Iterator[VerifyFinding]:
    """The findings on every section of an Act, each held against the text that was chosen for its rules."""
    # A section may have rules of several intervals, which different texts judge.
    groups: dict[tuple[int, int], list[HeldRule]] = {}
    for held in act.held:
        groups.setdefault((id(held.entry.section), id(held.text)), []).append(held)
    for group in groups.values():
        check = SectionCheck(catalogue, group[0].entry.section, group[0].text, tuple(group))
        yield from check.section_findings()
        for held in group:
            yield from check.rule_findings(held)
