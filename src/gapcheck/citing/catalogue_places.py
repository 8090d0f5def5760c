"""What a catalogue holds of the place that a citation names: sections with their rules, articles with their duties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.citing.places import Place
from gapcheck.errors import UnknownIdError
from gapcheck.wording.citation import PRACTICE, CitationError, Pinpoint, Span, _spans

_KEY = re.compile(r"(?<![\w:/.#-])(?P<owner>[a-z][a-z0-9]*(?:-[a-z0-9]+)*):(?=\d)")
_LONGEST = 60
_PRINCIPLE = re.compile(r"-IPP(?=\d)")


@dataclass(frozen=True)
class Given:
    """The Act and the treaty that a place is of where the text names none: title and id."""

    act: tuple[str, str] | None = None
    treaty: tuple[str, str] | None = None


@dataclass(frozen=True)
class Found:
    """What was found of a place: encoded sections or articles, the rules or duties there, and the places that are
    missing.
    """

    of: str
    label: str
    places: tuple[str, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Provision:
    """A rule, an exception or a duty: where it stands, and its id if it has one. ``head``: the section or article
    itself.
    """

    point: Pinpoint
    place: str
    rule: str | None
    head: bool = False
    principle: Pinpoint | None = None


@dataclass
class Encoded:
    """The encoded provisions of a catalogue, by Act or instrument and by the label of the section or article."""

    catalogue: Catalogue
    _sections: dict[str, dict[str, list[_Provision]]] = field(default_factory=dict)
    _articles: dict[str, dict[str, list[_Provision]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.catalogue.rules:
            if entry.act.id == PRACTICE:
                continue
            place = f"{entry.act.id}:s {entry.section.section}"
            principle = _principle(entry.rule.id)
            for point in _points(entry.section.section):
                _add(self._sections, entry.act.id, _Provision(point, place, None, True))
            for label, rule in [(entry.rule.id, entry.key), *((e.section, None) for e in entry.rule.exceptions)]:
                for point in _points(label):
                    _add(self._sections, entry.act.id, _Provision(point, place, rule, False, principle))
        for key, full in self.catalogue.duties.items():
            for point in _points(full.duty.id):
                _add(self._articles, full.instrument, _Provision(point, f"{full.instrument}:art {full.article}", key))
        for instrument in self.catalogue.instruments:
            for article in self.catalogue.articles(instrument):
                for point in _points(article.article):
                    _add(
                        self._articles, instrument, _Provision(point, f"{instrument}:art {article.article}", None, True)
                    )

    def given(self, act: str | None, instrument: str | None) -> Given:
        """The Act and the instrument with these ids. Raises ``UnknownIdError``."""
        acts = {id: a for id, a in self.catalogue.acts.items() if id != PRACTICE}
        if act is not None and act not in acts:
            raise UnknownIdError("Act", act, acts)
        treaty = (self.catalogue.instrument(instrument).short_title, instrument) if instrument is not None else None
        return Given((acts[act].title, act) if act is not None else None, treaty)

    def look_up(self, kind: str, of: str, place: Place) -> Found:
        """What is encoded of a place of an Act or treaty."""
        if place.sort in ("schedule", "principle"):
            return Found(of, place.label, (), (), (place.label,))
        known = (self._articles if kind == "treaty" else self._sections).get(of, {})
        places: dict[str, None] = {}
        rules: dict[str, None] = {}
        missing = []
        for span in place.spans:
            found = list(_within(known, span, place.under))
            if not found:
                missing.append(_label(kind, span, place.under))
            places.update((provision.place, None) for provision in found)
            rules.update((provision.rule, None) for provision in found if provision.rule)
        return Found(of, place.label, tuple(places), tuple(rules), tuple(missing))

    def keys(self, text: str) -> Iterator[tuple[int, int, Found]]:
        """The ids of the catalogue in a text, such as ``crimes-act-1961:252(1)``: where each stands, and what is
        encoded of it.
        """
        for found in _KEY.finditer(text):
            owner = found["owner"]
            kind = "treaty" if owner in self.catalogue.instruments else "act" if owner in self._sections else None
            point, rest = Pinpoint.leading(text[found.end() : found.end() + _LONGEST])
            if kind is None or point is None:
                continue
            end = found.end() + len(text[found.end() : found.end() + _LONGEST]) - len(rest)
            place = Place(found.start(), end, "article" if kind == "treaty" else "section", (Span(point),))
            yield found.start(), end, self.look_up(kind, owner, place)


def _add(table: dict[str, dict[str, list[_Provision]]], owner: str, provision: _Provision) -> None:
    table.setdefault(owner, {}).setdefault(provision.point.label, []).append(provision)


def _points(label: str) -> Iterable[Pinpoint]:
    """The pinpoints that a label of the catalogue begins with or lists: ``252(1)``, ``22-IPP11``, ``45(2)+46``,
    ``49-53``.
    """
    try:
        spans = _spans(label.replace("+", " and "), label, "section")
    except CitationError:
        point, _ = Pinpoint.leading(label)
        return () if point is None else (point,)
    return [point for span in spans for point in (span.first, span.last) if point is not None]


def _principle(rule: str) -> Pinpoint | None:
    found = _PRINCIPLE.search(rule)
    return Pinpoint.leading(rule[found.end() :])[0] if found else None


def _within(known: Mapping[str, list[_Provision]], span: Span, principle: Place | None) -> Iterator[_Provision]:
    """The provisions inside a span, those that it is inside of included; with a principle, only rules on that."""
    if span.last is None:
        candidates = known.get(span.first.label, [])
        # That a section is encoded does not tell that a certain subsection is.
        exact = [
            p for p in candidates if p.point.startswith(span.first) or (span.first.startswith(p.point) and not p.head)
        ]
    else:
        first, last = Pinpoint(span.first.label), Pinpoint(span.last.label)
        exact = [p for label, found in known.items() if first <= Pinpoint(label) <= last for p in found]
        exact.sort(key=lambda p: p.point)
    for provision in exact:
        if principle is None or _on(provision, principle):
            yield provision


def _on(provision: _Provision, principle: Place) -> bool:
    wanted = [span.first for span in principle.spans]
    own = provision.principle
    return own is not None and any(own.startswith(p) or p.startswith(own) for p in wanted)


def _label(kind: str, span: Span, principle: Place | None) -> str:
    word = "art" if kind == "treaty" else "s"
    own = f"{word if span.last is None else word + 's'} {span}"
    return f"{own}, {principle.label}" if principle else own
