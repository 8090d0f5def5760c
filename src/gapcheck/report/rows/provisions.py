"""The provisions that answer a duty, as values: each with its Act, its place there and its address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gapcheck.engine.results import DutyResult
from gapcheck.model.law import RuleEntry
from gapcheck.wording.citation import cite_rule, cited_act, division_label, rule_url

NO_PLACE = "Open"
"""What a link to a measure outside statute says, which has no section to name."""

_IN_AN_ACT = re.compile(r"(?:ss?|sch|cls?) ")


@dataclass(frozen=True)
class CitedProvision:
    """A provision: ``Crimes Act 1961, s 252(1)``, its Act and its place there. ``practice``: it is outside statute."""

    citation: str
    act: str
    place: str
    url: str | None
    practice: bool = False

    @property
    def anchored(self) -> bool:
        """Whether the address leads to the place itself, and not to the top of the Act."""
        return self.url is not None and "#" in self.url


def provision_of(entry: RuleEntry) -> CitedProvision:
    """The provision that a rule stands for."""
    citation = cite_rule(entry)
    return CitedProvision(
        citation, cited_act(citation), _place(entry, citation), rule_url(entry), entry.act.outside_statute
    )


def provisions_of(result: DutyResult) -> tuple[CitedProvision, ...]:
    """The provisions that a verdict rests on, the best first, once each."""
    # Rules of one provision may differ in their address; the last one counts.
    return tuple({p.citation: p for p in map(provision_of, result.rules)}.values())


def _place(entry: RuleEntry, citation: str) -> str:
    """The place in the Act, short enough to stand on one line: some programs do not wrap a link."""
    if entry.treaty is not None:
        return division_label(entry.treaty, entry.rule.id)
    place = citation.removeprefix(f"{entry.act.title}, ")
    return place if _IN_AN_ACT.match(place) else NO_PLACE
