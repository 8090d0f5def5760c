"""Citations of New Zealand Acts, and of treaties, in free text: found, and resolved against a catalogue.

A citation is resolved only when the text itself makes certain which Act or treaty is meant: it names it in full beside
the place (``s 22 of the Privacy Act 2020``), by a short form that the text or the data define (``MACMA, s 43``), by
``that Act`` or ``the Act`` where one Act only has been named, or in the same sentence of a paragraph that names no
other. The form follows the New Zealand Law Style Guide. Nothing is resolved by similarity; a title that is nearly a
known one is told, and left unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.citing.catalogue_places import Encoded, Found
from gapcheck.citing.names import Mention, Names
from gapcheck.citing.places import Place, find_places
from gapcheck.citing.plain_text import Plain, even
from gapcheck.citing.reference_resolution import PRINCIPLES, Referent, Referents
from gapcheck.wording.citation import Pinpoint, Span

Status = Literal["resolved", "not-in-catalogue", "unresolved"]
STATUSES: tuple[Status, ...] = ("resolved", "not-in-catalogue", "unresolved")

__all__ = ["STATUSES", "Citation", "Citations", "Status"]


@dataclass(frozen=True)
class Citation:
    """A citation in a text, from ``start`` to ``end``.

    ``resolved``: the catalogue holds every place of it (of a range, something inside); ``not-in-catalogue``: the Act or
    treaty meant is certain, but it or some of the places are not encoded (``missing``); ``unresolved``: which Act or
    treaty is meant is not certain. ``cited`` is the form for print, ``of`` the id of the Act or treaty, ``places`` the
    keys of the sections or articles that are encoded (as in ``Catalogue.origins``), ``rules`` the ids of their rules or
    duties. ``basis`` says how the Act or treaty was found: ``named``, ``defined`` (a short form), ``back-reference``,
    ``sentence``, ``given`` or ``id``.
    """

    start: int
    end: int
    text: str
    status: Status
    cited: str
    of: str | None
    places: tuple[str, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    basis: str
    message: str

    def to_dict(self) -> dict[str, object]:
        """The citation as plain values."""
        return asdict(self)


class Citations:
    """Finds citations, and resolves them against one catalogue. The names and places of the catalogue are gathered
    once.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = Names.of(catalogue.acts.values(), catalogue.instruments.values())
        self._encoded = Encoded(catalogue)
        self._titles = {a.id: a.title for a in catalogue.acts.values()}
        self._titles |= {i.id: i.short_title for i in catalogue.instruments.values()}

    def find(self, text: str, act: str | None = None, instrument: str | None = None) -> tuple[Citation, ...]:
        """Every citation in a text, in order.

        ``act`` and ``instrument`` are the ids of those that a place is of where the text names none (the Act that a
        commentary is on). Raises ``UnknownIdError``.
        """
        given = self._encoded.given(act, instrument)
        plain = Plain(even(text))
        places, mentions = find_places(plain.text), self._names.find(plain.text)
        referents = Referents(plain, mentions, places, self._names, given)
        found = [self._place(text, place, referents.of(place)) for place in places]
        beside = referents.attached
        alone = [m for m in mentions if m.kind == "act" and m.form == "full" and m not in beside]
        found += [self._act(text, mention) for mention in alone]
        found += self._keys(text)
        return tuple(_apart(sorted(found, key=lambda c: (c.start, -c.end))))

    def _place(self, text: str, place: Place, referent: Referent) -> Citation:
        start, end = referent.reach(place)
        blank = Citation(start, end, text[start:end], "unresolved", "", None, (), (), (), "", referent.message)
        if place.backward:
            return replace(blank, message=f"the range {place.backward} ends before it begins")
        if referent.name is None:
            return blank
        kind = "treaty" if place.sort == "article" else "act"
        place = _with_section(place, referent.name)
        if referent.id is None:
            message = f"{referent.name} is not in the catalogue"
            return replace(
                blank,
                status="not-in-catalogue",
                cited=f"{referent.name}, {place.label}",
                basis=referent.basis,
                message=message,
            )
        found = self._encoded.look_up(kind, referent.id, place)
        cited = f"{referent.name}, {found.label}"
        return replace(_looked_up(blank, found), cited=cited, of=referent.id, basis=referent.basis)

    def _act(self, text: str, mention: Mention) -> Citation:
        start, end = mention.start, mention.end
        blank = Citation(start, end, text[start:end], "unresolved", "", None, (), (), (), "", "")
        if len(mention.names) > 1:
            return replace(blank, message=f"it may be the {' or the '.join(mention.names)}")
        (name,) = mention.names
        if mention.near:
            return replace(blank, message=f"no such Act is in the catalogue; did you mean the {mention.near}?")
        id = self._names.acts.get(name)
        status: Status = "resolved" if id else "not-in-catalogue"
        message = "" if id else f"{name} is not in the catalogue"
        return replace(blank, status=status, cited=name, of=id, basis="named", message=message)

    def _keys(self, text: str) -> Iterator[Citation]:
        """Ids of the catalogue in the text itself: ``crimes-act-1961:252(1)``, ``budapest:16(2)``."""
        for start, end, found in self._encoded.keys(text):
            blank = Citation(start, end, text[start:end], "unresolved", "", None, (), (), (), "id", "")
            cited = f"{self._titles[found.of]}, {found.label}"
            yield replace(_looked_up(blank, found), cited=cited, of=found.of)


def _with_section(place: Place, act: str) -> Place:
    """A principle of information privacy stands in a section, which the text may leave out."""
    section = PRINCIPLES.get(act) if place.sort == "principle" else None
    if section is None:
        return place
    return Place(place.start, place.end, "section", (Span(Pinpoint(section)),), under=place)


def _looked_up(blank: Citation, found: Found) -> Citation:
    status: Status = "not-in-catalogue" if found.missing else "resolved"
    message = f"not encoded: {', '.join(found.missing)}" if found.missing else ""
    return replace(blank, status=status, places=found.places, rules=found.rules, missing=found.missing, message=message)


def _apart(found: list[Citation]) -> Iterator[Citation]:
    """Those that do not overlap one before them."""
    end = 0
    for citation in found:
        if citation.start >= end:
            yield citation
            end = citation.end
