"""Searching a catalogue: what holds every word of a text, and what stands at a pinpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.html_table import html_table
from gapcheck.wording.citation import cite_rule, division_label

if TYPE_CHECKING:
    import pandas as pd

MOST_SHOWN = 50

_PINPOINT = re.compile(r"\b(?P<unit>s|ss|section|sections|art|arts|article|articles)\.?\s+(?P<place>\d\S*)", re.I)


@dataclass(frozen=True)
class Match:
    """Something that :meth:`Gapcheck.find` found; ``what`` is ``duty``, ``rule``, ``concept``, ``question`` ..."""

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
        what = max((len(m.what) for m in self.matches), default=0) + 1
        width = max((len(m.id) for m in self.matches), default=0)
        return "\n".join(f"{m.what:<{what}}{m.id:<{width}}  {_told(m)}" for m in self.matches) or "nothing found"

    def __repr__(self) -> str:
        return f"<Matches {self.wanted!r}: {len(self.matches)}>"

    def frame(self) -> pd.DataFrame:
        """One row for each match: ``what``, ``id``, ``citation``, ``heading``, ``text``, all of them texts."""
        needs_pandas()
        import pandas as pd

        columns = ("what", "id", "citation", "heading", "text")
        return pd.DataFrame({name: [getattr(m, name) for m in self.matches] for name in columns})

    def _repr_html_(self) -> str:
        rows = [(m.what, m.id, m.citation, m.heading, m.text) for m in self.matches]
        return html_table(("What", "Id", "Citation", "Heading", "Text"), rows, most=MOST_SHOWN)


def _told(match: Match) -> str:
    return f"{match.heading}: {match.text}" if match.text else match.heading


def search(catalogue: Catalogue, text: str) -> Matches:
    """What holds every word of ``text`` in its id, citation, heading or text.

    ``section 252`` and ``art 16(2)`` are pinpoints: of these, what stands there or below is found, and nothing else.
    """
    places = [(m["unit"][0].casefold(), m["place"].casefold()) for m in _PINPOINT.finditer(text)]
    words = _PINPOINT.sub(" ", text).casefold().split()
    found = [m for m in _all(catalogue) if all(w in _haystack(m) for w in words)]
    for unit, place in places:
        found = [m for m in found if m.what == ("rule" if unit == "s" else "duty") and _stands_at(m.id, place)]
    # Every text holds every word of an empty search, which is nobody's question.
    return Matches(text, tuple(found) if words or places else ())


def _haystack(match: Match) -> str:
    return f"{match.id} {match.citation} {match.heading} {match.text}".casefold()


def _stands_at(id: str, place: str) -> bool:
    own = id.partition(":")[2].casefold()
    return own == place or own.startswith((f"{place}(", f"{place}-"))


def _all(catalogue: Catalogue) -> Iterator[Match]:
    headings = {(i, a.article): a.heading for i in catalogue.instruments for a in catalogue.articles(i)}
    for key, full in catalogue.duties.items():
        instrument = catalogue.instruments[full.instrument]
        title = f"{instrument.short_title}, {division_label(instrument, full.duty.id)}"
        yield Match("duty", key, title, headings[full.instrument, full.article], full.duty.text)
    for entry in catalogue.rules:
        yield Match("rule", entry.key, cite_rule(entry), entry.section.heading, entry.rule.text)
    yield from _vocabulary(catalogue)
    for question in catalogue.questions.values():
        yield Match("question", question.id, "", question.title, question.asks)
    for act in catalogue.acts.values():
        yield Match("act", act.id, act.number or "", act.title, "; ".join((*act.abbreviations, *act.names)))
    for one in catalogue.instruments.values():
        yield Match("instrument", one.id, one.citation, one.short_title, one.title)
    for reading in catalogue.readings.values():
        yield Match("reading", reading.id, "", reading.title, "")
    for reform in catalogue.reforms.values():
        yield Match("reform", reform.id, "", reform.title, "")


def _vocabulary(catalogue: Catalogue) -> Iterator[Match]:
    words = catalogue.vocabulary
    for kind in words.kinds.values():
        yield Match("kind", kind.id, "", kind.label, kind.definition or "")
    for facet in words.facets.values():
        yield Match("facet", facet.id, "", facet.label, facet.definition or "")
    for concept in words.concepts.values():
        label = words.facets[concept.facet].label
        yield Match("concept", concept.id, "", f"{label}: {concept.label}", concept.definition or "")
