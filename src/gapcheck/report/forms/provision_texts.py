"""The provisions that an article rests on, in full where official texts are at hand, and else in our words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import Problem
from gapcheck.legislation import Legislation
from gapcheck.legislation.act_matching import choose_text, find_section, texts_of
from gapcheck.model.law import RuleEntry
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import stop

OUR_WORDS = "In our words; the official text was not at hand."


@dataclass(frozen=True)
class ProvisionText:
    """A section, or a measure outside statute: how it is cited, its heading, its text, and whose words these are."""

    citation: str
    heading: str
    text: str
    basis: str


@dataclass(frozen=True)
class ProvisionTexts:
    """The official texts of a folder by Act; ``unread`` are the problems of files that could not be read."""

    texts: Mapping[str, tuple[Legislation, ...]]
    unread: tuple[Problem, ...] = ()

    @classmethod
    def of_folder(cls, catalogue: Catalogue, folder: str | Path | None) -> ProvisionTexts:
        """Those of a folder; none without a folder. Raises ``UsageError`` for one that holds no official XML."""
        if folder is None:
            return cls({})
        found = texts_of(catalogue, folder)
        return cls(found.texts, found.unread)

    def of_rules(self, rules: Iterable[RuleEntry]) -> tuple[ProvisionText, ...]:
        """One for each section that the rules stand in, in the order in which they first come."""
        sections: dict[tuple[str, str], list[RuleEntry]] = {}
        for entry in rules:
            sections.setdefault((entry.act.id, entry.section.section), []).append(entry)
        return tuple(self._section(entries) for entries in sections.values())

    def _section(self, entries: list[RuleEntry]) -> ProvisionText:
        first = entries[0]
        citation = "; ".join(merge_citations(dict.fromkeys(cite_rule(entry) for entry in entries)))
        official = self._official(first)
        if official is not None:
            return ProvisionText(citation, first.section.heading, *official)
        told = dict.fromkeys(stop(entry.rule.text) for entry in entries)
        basis = "A measure outside statute, in our words." if first.act.outside_statute else OUR_WORDS
        return ProvisionText(citation, first.section.heading, "\n".join(told), basis)

    def _official(self, entry: RuleEntry) -> tuple[str, str] | None:
        text = choose_text(entry, self.texts.get(entry.act.id, ()))
        live = find_section(entry.section, text).live if text is not None else None
        if text is None or live is None or text.as_at is None:
            return None
        return live.node.full_text, f"Official text as at {long_date(text.as_at)}."
