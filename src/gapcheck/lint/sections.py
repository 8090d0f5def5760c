"""Sections that share a number or a PCO id. The intervals of their rules tell which of them are live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, finding
from gapcheck.model.law import Section


@dataclass(frozen=True)
class _Listed:
    """A section as it is listed: ``place`` tells sections of one number apart."""

    key: str
    place: str
    section: Section

    @property
    def state(self) -> str:
        """Whether the section is live, as far as its rules tell."""
        ends = [rule.in_force.end for rule in self.section.rules]
        last = max((end for end in ends if end is not None), default=None)
        return "live" if None in ends or last is None else f"repealed on {last}"

    @property
    def named(self) -> str:
        return f"{self.section.pco_id or 'no PCO id'} ({self.state})"

    def meets(self, other: _Listed) -> bool:
        """Whether some rules of the two hold at the same time."""
        return any(a.in_force.overlaps(b.in_force) for a in self.section.rules for b in other.section.rules)


def lint_sections(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Sections of one number, and PCO ids of two sections."""
    labels: dict[str, list[_Listed]] = {}
    ids: dict[str, _Listed] = {}
    for listed in _listed(catalogue):
        for earlier in labels.setdefault(listed.key, []):
            yield _same_number(catalogue, earlier, listed)
        labels[listed.key].append(listed)
        if listed.section.pco_id:
            owner = ids.setdefault(listed.section.pco_id, listed)
            if owner.key != listed.key:
                message = f"the section has the PCO id {listed.section.pco_id} ({listed.state}), as has {owner.key} ({owner.state})"
                yield finding(catalogue, "pco-id-shared", listed.key, message, "an id of its own", listed.place)


def _listed(catalogue: Catalogue) -> Iterator[_Listed]:
    for statute in sorted(catalogue.contents.statutes, key=lambda s: s.act.id):
        count: dict[str, int] = {}
        for section in statute.sections:
            key = f"{statute.act.id}:s {section.section}"
            count[key] = count.get(key, 0) + 1
            yield _Listed(key, f"{key}@{count[key]}" if count[key] > 1 else key, section)


def _same_number(catalogue: Catalogue, earlier: _Listed, listed: _Listed) -> LintFinding:
    ids = {earlier.section.pco_id, listed.section.pco_id}
    told = f"the number is given to two sections: {earlier.named} and {listed.named}"
    if None in ids or len(ids) == 1:
        code, expected = "section-listed-twice", "one section with all its rules, or two with different PCO ids"
    elif listed.meets(earlier):
        code, expected = "section-clash", "intervals that do not overlap, or one PCO id"
    else:
        code, expected = "section-replaced", "citations of this number with the date they are made for"
    return finding(catalogue, code, listed.key, told, expected, listed.place)
