"""What a catalogue holds of the place that a citation names: sections with their rules, articles with their duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.citing.places import Place
from gapcheck.errors import UnknownIdError
from gapcheck.model.base import Interval
from gapcheck.wording.citation import CitationError, Pinpoint, Span, parse_spans, stands_between

_KEY = re.compile(r"(?<![\w:/.#-])(?P<owner>[a-z][a-z0-9]*(?:-[a-z0-9]+)*):(?=\d)")
_LONGEST = 60
_PRINCIPLE = re.compile(r"-IPP(?=\d)")


@dataclass(frozen=True)
class DefaultOwners:
    """The Act and the treaty that a place is of where the text names none: a title, and an id."""

    act: str | None = None
    treaty: str | None = None


@dataclass(frozen=True)
class EncodedPlace:
    """What was found of a place: encoded sections or articles, the rules or duties there, and the places that are
    missing.

    ``asleep`` are the places that are encoded, but not as the law of the day that was asked about; ``versions`` the
    headings of a section where the catalogue has more than one of its number, of that day if one was asked about.
    """

    of: str
    label: str
    places: tuple[str, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    asleep: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Provision:
    """A rule, an exception or a duty: where it stands, and its id if it has one. ``head``: the section or article
    itself. A treaty's have no interval.
    """

    point: Pinpoint
    place: str
    rule: str | None
    head: bool = False
    principle: Pinpoint | None = None
    in_force: Interval | None = None
    heading: str = ""

    def holds(self, as_at: date | None) -> bool:
        return as_at is None or self.in_force is None or self.in_force.holds(as_at)


@dataclass
class EncodedProvisions:
    """The encoded provisions of a catalogue, by Act or instrument and by the label of the section or article."""

    catalogue: Catalogue
    _sections: dict[str, dict[str, list[_Provision]]] = field(default_factory=dict)
    _articles: dict[str, dict[str, list[_Provision]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.catalogue.rules:
            if entry.act.outside_statute:
                continue
            place = f"{entry.act.id}:s {entry.section.section}"
            principle = _principle(entry.rule.id)
            when = entry.rule.in_force
            for point in _points(entry.section.section):
                head = _Provision(point, place, None, True, None, when, entry.section.heading)
                _add(self._sections, entry.act.id, head)
            # A rule whose id begins with no number is one of its section.
            for point in _points(entry.rule.id) or _points(entry.section.section):
                _add(self._sections, entry.act.id, _Provision(point, place, entry.key, False, principle, when))
            for exception in entry.rule.exceptions:
                for point in _points(exception.section):
                    _add(self._sections, entry.act.id, _Provision(point, place, None, False, principle, when))
        for key, full in self.catalogue.duties.items():
            for point in _points(full.duty.id):
                _add(self._articles, full.instrument, _Provision(point, f"{full.instrument}:art {full.article}", key))
        for instrument in self.catalogue.instruments:
            for article in self.catalogue.articles(instrument):
                for point in _points(article.article):
                    _add(
                        self._articles, instrument, _Provision(point, f"{instrument}:art {article.article}", None, True)
                    )

    def defaults(self, act: str | None, instrument: str | None) -> DefaultOwners:
        """The Act and the instrument with these ids. Raises ``UnknownIdError``."""
        acts = {id: a for id, a in self.catalogue.acts.items() if not a.outside_statute}
        if act is not None and act not in acts:
            raise UnknownIdError("Act", act, acts)
        treaty = self.catalogue.instrument(instrument).id if instrument is not None else None
        return DefaultOwners(acts[act].title if act is not None else None, treaty)

    def look_up(self, kind: str, of: str, place: Place, as_at: date | None = None) -> EncodedPlace:
        """What is encoded of a place of an Act or treaty, on a day if one is given."""
        # Schedules and Parts are not encoded, and a principle alone does not say of which Privacy Act it is.
        if place.sort not in ("section", "article"):
            return EncodedPlace(of, place.label, (), (), (place.label,))
        known = (self._articles if kind == "treaty" else self._sections).get(of, {})
        places: dict[str, None] = {}
        rules: dict[str, None] = {}
        headings: dict[str, dict[str, bool]] = {}  # of each section, and whether it was law on the day
        missing: list[str] = []
        asleep: list[str] = []
        for span in place.spans:
            encoded = list(_within(known, span, place.under))
            provisions = [p for p in encoded if p.holds(as_at)]
            if not provisions:
                (asleep if encoded else missing).append(_label(kind, span, place.under))
            places.update((provision.place, None) for provision in provisions)
            rules.update((provision.rule, None) for provision in provisions if provision.rule)
            for provision in encoded:
                if provision.heading:
                    names = headings.setdefault(provision.place, {})
                    names[provision.heading] = names.get(provision.heading, False) or provision.holds(as_at)
        several = (names.items() for names in headings.values() if len(names) > 1)
        versions = tuple(heading for names in several for heading, law in names if law)
        return EncodedPlace(of, place.label, tuple(places), tuple(rules), tuple(missing), tuple(asleep), versions)

    def keys(self, text: str, as_at: date | None = None) -> Iterator[tuple[int, int, EncodedPlace]]:
        """The ids of the catalogue in a text, such as ``crimes-act-1961:252(1)``: where each stands, and what is
        encoded of it.
        """
        for match in _KEY.finditer(text):
            owner = match["owner"]
            treaty = owner in self.catalogue.instruments
            # A pinpoint is short; without a bound every colon of a long text would be read to its end.
            tail = text[match.end() : match.end() + _LONGEST]
            point, rest = Pinpoint.leading(tail)
            if point is None or not (treaty or owner in self._sections):
                continue
            end = match.end() + len(tail) - len(rest)
            place = Place(match.start(), end, "article" if treaty else "section", (Span(point),))
            yield match.start(), end, self.look_up("treaty" if treaty else "act", owner, place, as_at)


def _add(table: dict[str, dict[str, list[_Provision]]], owner: str, provision: _Provision) -> None:
    table.setdefault(owner, {}).setdefault(provision.point.label, []).append(provision)


def _points(label: str) -> Sequence[Pinpoint]:
    """The pinpoints that a label of the catalogue begins with or lists: ``252(1)``, ``22-IPP11``, ``45(2)+46``,
    ``49-53``.
    """
    try:
        spans = parse_spans(label.replace("+", " and "), label, "section")
    except CitationError:
        point, _ = Pinpoint.leading(label)
        return () if point is None else (point,)
    return [point for span in spans for point in (span.first, span.last) if point is not None]


def _principle(rule: str) -> Pinpoint | None:
    match = _PRINCIPLE.search(rule)
    return Pinpoint.leading(rule[match.end() :])[0] if match else None


def _within(known: Mapping[str, list[_Provision]], span: Span, principle: Place | None) -> Iterator[_Provision]:
    """The provisions inside a span, those that it is inside of included; with a principle, only rules on that."""
    if span.last is None:
        candidates = known.get(span.first.label, [])
        # That a section is encoded does not tell that a certain subsection is.
        exact = [
            p for p in candidates if p.point.startswith(span.first) or (span.first.startswith(p.point) and not p.head)
        ]
    else:
        ends = span.first, span.last
        exact = [p for label, there in known.items() if stands_between(ends[0], label, ends[1]) for p in there]
        # The order of a range is that of the numbers, and not that of the file.
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
