"""Searching a catalogue: the duties and rules that hold every word of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.html_table import html_table
from gapcheck.wording.citation import cite_rule, division_label

MOST_SHOWN = 50


@dataclass(frozen=True)
class Match:
    """A duty or rule that :meth:`Gapcheck.find` found."""

    what: str
    id: str
    citation: str
    heading: str
    text: str


@dataclass(frozen=True)
class Matches:
    """What :meth:`Gapcheck.find` found, as a small table."""

    wanted: str
    matches: tuple[Match, ...]

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def __str__(self) -> str:
        width = max((len(m.id) for m in self.matches), default=0)
        return "\n".join(f"{m.what:<5}{m.id:<{width}}  {m.heading}: {m.text}" for m in self.matches) or "nothing found"

    def __repr__(self) -> str:
        return f"<Matches {self.wanted!r}: {len(self.matches)}>"

    def _repr_html_(self) -> str:
        rows = [(m.what, m.id, m.citation, m.heading, m.text) for m in self.matches]
        return html_table(("What", "Id", "Citation", "Heading", "Text"), rows, most=MOST_SHOWN)


def search(catalogue: Catalogue, text: str) -> Matches:
    """The duties and rules whose id, heading or text holds every word of ``text``."""
    words = text.casefold().split()
    found = [m for m in _all(catalogue) if all(w in f"{m.id} {m.heading} {m.text}".casefold() for w in words)]
    return Matches(text, tuple(found) if words else ())


def _all(catalogue: Catalogue) -> Iterator[Match]:
    headings = {(i, a.article): a.heading for i in catalogue.instruments for a in catalogue.articles(i)}
    for key, full in catalogue.duties.items():
        instrument = catalogue.instruments[full.instrument]
        title = f"{instrument.short_title}, {division_label(instrument, full.duty.id)}"
        yield Match("duty", key, title, headings[full.instrument, full.article], full.duty.text)
    for entry in catalogue.rules:
        yield Match("rule", entry.key, cite_rule(entry), entry.section.heading, entry.rule.text)
