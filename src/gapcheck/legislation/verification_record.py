"""What a verification leaves in the catalogue: hashes of accepted texts, and the list of suspect rules.

Nothing is written here: every function returns what files are to hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.data_folders import DataChoice, data_root
from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.resources import places
from gapcheck.catalogue.staleness import RecordedFinding, SuspectRule, fingerprint
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError, UsageError
from gapcheck.legislation.verification_results import HeldRule, Verification, origin_of, recorded_day
from gapcheck.model.law import RuleEntry, StatuteFile

RECORD = "nz_statutes/verification.yaml"

# An installed package belongs to the package manager, and the next update would undo every note.
_INSTALLED = {"site-packages", "dist-packages"}
_HEAD = """\
# What `gapcheck law verify --record` found in official texts. A rule that is listed here is suspect until it is encoded
# anew, or accepted with `gapcheck law verify --accept`. The list is made by these commands.
"""


def writable_root(data: DataChoice) -> Path:
    """The folder of a catalogue that may be written to: one that was named, or a checkout; never what is installed.

    Raises ``UsageError``, and ``DataError`` if there is no catalogue.
    """
    root = data_root(data)
    if _INSTALLED & set(root.resolve().parts) or (data is None and root == places()[0]):
        raise UsageError(
            "the catalogue that comes with gapcheck is installed and is not written to; give a copy with --data"
        )
    return root


def accepted_files(verification: Verification, catalogue: Catalogue, root: Path) -> Mapping[str, str]:
    """The files of the catalogue, by their names, with the hash of the text beside every rule that was held against
    one.

    Only the line of ``text_hash`` changes; a hash of a newer text stays. A rule that is accepted is no longer listed as
    suspect. Raises ``UsageError`` for a file whose layout does not let a line be changed.
    """
    held = [
        h for h in verification.held if h.hash is not None and h.hash != h.entry.rule.text_hash and not _outdated(h)
    ]
    files: dict[str, list[HeldRule]] = {}
    for one in held:
        files.setdefault(origin_of(catalogue, one.entry).file, []).append(one)
    made = {file: _accepted(root, file, held_there, catalogue) for file, held_there in sorted(files.items())}
    accepted = {h.entry.identity for h in verification.held if h.hash is not None and not _outdated(h)}
    left = [r for r in catalogue.contents.verification if (r.rule, r.start) not in accepted]
    if len(left) < len(catalogue.contents.verification):
        made[RECORD] = _record_text(left)
    return made


def _outdated(held: HeldRule) -> bool:
    """Whether the rule was accepted on a newer text already."""
    recorded = held.entry.rule.text_hash
    return recorded is not None and held.text.as_at is not None and held.text.as_at < recorded_day(recorded)


def recorded_file(verification: Verification, catalogue: Catalogue) -> Mapping[str, str]:
    """The list of suspect rules: what was found of those that were held, and what still stands of the others."""
    held = {h.entry.identity: h.entry for h in verification.held}
    current = catalogue.suspects
    kept = [
        r for r in catalogue.contents.verification if (r.rule, r.start) in current and (r.rule, r.start) not in held
    ]
    by_rule: dict[tuple[str, object], list[tuple[RecordedFinding, RuleEntry, object]]] = {}
    for finding in verification.findings:
        # A note makes nothing suspect: it tells what need not be looked at.
        if finding.level != "note":
            for identity in finding.rules:
                doubt = RecordedFinding(code=finding.code, text=finding.message)
                by_rule.setdefault(identity, []).append((doubt, held[identity], finding.as_at))
    new = [
        SuspectRule.model_validate(
            {
                "rule": entries[0][1].key,
                "from": entries[0][1].rule.in_force.start,
                "fingerprint": fingerprint(entries[0][1]),
                "as_at": entries[0][2],
                "found": tuple(doubt for doubt, _, _ in entries),
            }
        )
        for entries in by_rule.values()
    ]
    return {RECORD: _record_text([*kept, *new])}


def _record_text(records: Iterable[SuspectRule]) -> str:
    ordered = sorted(records, key=lambda r: (r.rule, r.start))
    lines = [f"{_HEAD}verification:" + ("" if ordered else " []")]
    for record in ordered:
        lines += [
            f"  - rule: {_text(record.rule)}",
            f"    from: {record.start.isoformat()}",
            f"    fingerprint: {_text(record.fingerprint)}",
            f"    as_at: {record.as_at.isoformat()}",
            "    found:",
            *(f"      - {{code: {doubt.code}, text: {_text(doubt.text)}}}" for doubt in record.found),
        ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A text in quotation marks; what JSON writes is YAML too."""
    # Quoted, so that a colon or a leading sign in a message changes nothing.
    return json.dumps(value, ensure_ascii=False)


# The line of a rule ---------------------------------------------------------------------------------------------


def _accepted(root: Path, file: str, held: Sequence[HeldRule], catalogue: Catalogue) -> str:
    raw = (root / file).read_bytes()
    lines = raw.decode("utf-8").splitlines(keepends=True)
    # From the last line up, so that the lines of the others stay where they are.
    for one in sorted(held, key=lambda h: origin_of(catalogue, h.entry).line, reverse=True):
        assert one.hash is not None
        _put(lines, origin_of(catalogue, one.entry).line - 1, one.hash, file)
    text = "".join(lines)
    _check(text, file, held, catalogue)
    return text


def _put(lines: list[str], start: int, value: str, file: str) -> None:
    """Put the hash into the rule that begins at ``start``: over the one that is there, before its sources, or at its
    end.
    """
    # Lines are changed as text and not written anew from the model, so that comments and layout survive.
    head = re.match(r"( *)- ( *)[a-z_]+:", lines[start])
    if head is None:
        raise UsageError(f"{file}:{start + 1}: the rule is not written one key to a line, so no hash can be put in")
    dash, indent = len(head[1]), len(head[1]) + 2 + len(head[2])
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" ")) > dash):
        end += 1
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    ending = "\r\n" if lines[start].endswith("\r\n") else "\n"
    line = f"{' ' * indent}text_hash: {value}{ending}"
    for number in range(start + 1, end):
        if lines[number].startswith(f"{' ' * indent}text_hash:"):
            comment = re.search(r"(?<!\s)\s+#.*", lines[number].rstrip("\r\n"))
            lines[number] = line.rstrip("\r\n") + (comment[0] if comment else "") + ending
            return
    place = next((n for n in range(start + 1, end) if lines[n].startswith(f"{' ' * indent}source:")), end)
    if not lines[place - 1].endswith("\n"):
        lines[place - 1] += ending
    lines.insert(place, line)


def _check(text: str, file: str, held: Sequence[HeldRule], catalogue: Catalogue) -> None:
    """Refuse an edit that changed anything but the hashes."""
    try:
        made = read_partially(StatuteFile, parse(text.encode("utf-8"), file))
    except DataError as error:
        raise UsageError(f"{file}: the hashes cannot be put in: {error}") from error
    act = held[0].entry.act.id
    before = next(s for s in catalogue.contents.statutes if s.act.id == act)
    hashes = {h.entry.identity: h.hash for h in held}
    sections = tuple(
        section.model_copy(
            update={
                "rules": tuple(
                    rule.model_copy(
                        update={"text_hash": hashes.get((f"{act}:{rule.id}", rule.in_force.start), rule.text_hash)}
                    )
                    for rule in section.rules
                )
            }
        )
        for section in before.sections
    )
    # The file is read again and compared as a whole: an edit by line is only as good as the layout it met.
    if made.problems or made.model != before.model_copy(update={"sections": sections}):
        raise UsageError(f"{file}: the hashes cannot be put in without changing something else")
