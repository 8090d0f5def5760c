"""Citations of New Zealand Acts, and of treaties, in free text: found, and resolved against a catalogue.

A citation is resolved only by a rule that has a name (its ``basis``): the text names the Act in full beside the place
(``s 22 of the Privacy Act 2020``), by a short form that the text or the data define (``MACMA, s 43``), by ``that Act``
or ``the Act`` where one only can be meant; a heading or the words that lead to a list name it; the text cited the same
section in full before; or the caller gave the Act that the text is of. The form follows the New Zealand Law Style
Guide. Nothing is resolved by similarity, or because it stands in the same sentence; a title that is nearly a known one
is told, and left unresolved. What belongs to a citation and was not understood is told as ``left_out``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.citing.catalogue_places import EncodedPlace, EncodedProvisions
from gapcheck.citing.mention_meanings import MentionMeanings
from gapcheck.citing.names import Mention, Names, title_key
from gapcheck.citing.places import Place, find_places
from gapcheck.citing.plain_text import PlainText, normalised
from gapcheck.citing.reference_resolution import Referents
from gapcheck.citing.referent import Referent
from gapcheck.citing.surroundings import PRINCIPLES
from gapcheck.wording.citation import Pinpoint, Span
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

Status = Literal["resolved", "not-in-force", "not-in-catalogue", "partly-read", "unresolved"]
STATUSES: tuple[Status, ...] = ("resolved", "not-in-force", "not-in-catalogue", "partly-read", "unresolved")
"""From the best to the worst."""

__all__ = ["STATUSES", "Citation", "Citations", "Status"]


@dataclass(frozen=True)
class Citation:
    """A citation in a text, from ``start`` to ``end``.

    ``resolved``: the catalogue holds every place of it (of a range, something inside); ``not-in-force``: it does, but
    not as the law of the day that was asked about; ``not-in-catalogue``: the Act or treaty meant is certain, but it or
    some of the places are not encoded (``missing``); ``partly-read``: so, but something that belongs to it was not
    understood (``left_out``); ``unresolved``: which Act or treaty is meant is not certain.

    ``cited`` is the form for print, ``of`` the id of the Act, reform or treaty, ``places`` the keys of the sections or
    articles that are encoded (as in ``Catalogue.origins``), ``rules`` the ids of their rules or duties. ``versions``
    are the headings of a section where the catalogue has several of its number, at different times, or that of the day.
    ``basis`` says how the Act or treaty was found: ``named``, ``defined`` (a short form), ``back-reference``,
    ``lead-in``, ``heading``, ``cited-elsewhere``, ``given`` or ``id``.
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
    left_out: tuple[str, ...]
    versions: tuple[str, ...]
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
        self._names = Names.of(catalogue.acts.values(), catalogue.instruments.values(), catalogue.reforms.values())
        self._encoded = EncodedProvisions(catalogue)
        self._reforms = catalogue.reforms
        self._titles = {a.id: a.title for a in catalogue.acts.values()}
        self._titles |= {i.id: i.short_title for i in catalogue.instruments.values()}

    def find(
        self, text: str, act: str | None = None, instrument: str | None = None, as_at: date | None = None
    ) -> tuple[Citation, ...]:
        """Every citation in a text, in order.

        ``act`` and ``instrument`` are the ids of those that a place is of where the text names none (the Act that a
        commentary is on). With ``as_at`` a section counts as the law of that day had it. Raises ``UnknownIdError``.
        """
        defaults = self._encoded.defaults(act, instrument)
        plain = PlainText(normalised(text))
        places, mentions = find_places(plain.text), self._names.find(plain.text)
        meanings = MentionMeanings(plain, mentions, self._names, defaults)
        referents = Referents(plain, mentions, places, self._names, meanings)
        citations = [
            self._place(text, place, referent, referents, as_at)
            for place in referents.places
            if (referent := referents.of(place)) is not None
        ]
        # An Act that is named without a place is a citation of the Act; of a treaty it would be every mention of its
        # name. With a place it lies inside that citation, which comes first.
        citations += [self._act(text, m, meanings) for m in mentions if m.kind == "act" and m.form == "full"]
        citations += self._keys(text, as_at)
        return tuple(_apart(sorted(citations, key=lambda c: c.start)))

    def _place(self, text: str, place: Place, referent: Referent, referents: Referents, as_at: date | None) -> Citation:
        start, end = referent.reach(place)
        blank = replace(_unresolved(text, start, end, message=referent.message), left_out=place.left_out)
        # A range may be a slip of either number, and a decimal of another country: nothing is resolved.
        if place.fault:
            return replace(blank, message=place.fault)
        if referent.name is None:
            return blank
        kind = "treaty" if place.sort == "article" else "act"
        place = _with_section(place, referent.name)
        title = self._names.titles.get(referent.name, referent.name)
        of = referents.id_of("treaty" if kind == "treaty" else "act", referent.name)
        found = replace(blank, cited=f"{title}, {place.label}", of=of, basis=referent.basis)
        if of is None:
            return _told(found, "not-in-catalogue", f"{title} is not in the catalogue")
        if of in self._reforms:
            missing = f"{title} is a reform in the catalogue, and its own sections are not encoded"
            return _told(replace(found, missing=(place.label,)), "not-in-catalogue", missing)
        encoded = self._encoded.look_up(kind, of, place, as_at)
        return replace(_looked_up(found, encoded, as_at), cited=f"{title}, {encoded.label}")

    def _act(self, text: str, mention: Mention, meanings: MentionMeanings) -> Citation:
        blank = _unresolved(text, mention.start, mention.end)
        name = meanings.certain(mention)
        # "Search and Surveillance Act 2012" may be the end of a longer title that the catalogue does not have.
        if name is None:
            return replace(blank, message=meanings.why(mention).replace("it may be of the", "it may be the"))
        known = self._names.acts.get(title_key(name))
        found = replace(blank, cited=name, of=known.id if known else None, basis="named")
        return (
            _told(found, "resolved", "")
            if known
            else _told(found, "not-in-catalogue", f"{name} is not in the catalogue")
        )

    def _keys(self, text: str, as_at: date | None) -> Iterator[Citation]:
        """Ids of the catalogue in the text itself: ``crimes-act-1961:252(1)``, ``budapest:16(2)``."""
        for start, end, encoded in self._encoded.keys(text, as_at):
            blank = _unresolved(text, start, end, basis="id")
            cited = f"{self._titles[encoded.of]}, {encoded.label}"
            yield replace(_looked_up(blank, encoded, as_at), cited=cited, of=encoded.of)


def _unresolved(text: str, start: int, end: int, basis: str = "", message: str = "") -> Citation:
    """A citation of which nothing is certain yet: what is found out replaces its fields."""
    return Citation(
        start=start,
        end=end,
        text=text[start:end],
        status="unresolved",
        cited="",
        of=None,
        places=(),
        rules=(),
        missing=(),
        left_out=(),
        versions=(),
        basis=basis,
        message=message,
    )


def _with_section(place: Place, act: str) -> Place:
    """A principle of information privacy stands in a section, which the text may leave out."""
    # The Law Style Guide cites principle 11 of the Privacy Act 2020 as "s 22, IPP 11".
    section = PRINCIPLES.get(act) if place.sort == "principle" else None
    if section is None:
        return place
    return Place(place.start, place.end, "section", (Span(Pinpoint(section)),), under=place)


def _looked_up(blank: Citation, encoded: EncodedPlace, as_at: date | None) -> Citation:
    found = replace(
        blank,
        places=encoded.places,
        rules=encoded.rules,
        missing=encoded.missing,
        versions=encoded.versions,
    )
    if encoded.missing:
        return _told(found, "not-in-catalogue", f"not encoded: {', '.join(encoded.missing)}")
    if encoded.asleep and as_at is not None:
        message = f"not law on {long_date(as_at)} as it is encoded: {', '.join(encoded.asleep)}"
        return _told(found, "not-in-force", message)
    return _told(found, "resolved", "")


def _told(found: Citation, status: Status, message: str) -> Citation:
    """The citation with its status; one of which a part was not understood is only partly read, whatever else."""
    if not found.left_out:
        return replace(found, status=status, message=message)
    left = f"not understood: {join(repr(part) for part in found.left_out)}"
    return replace(found, status="partly-read", message=f"{left}; {message}" if message else left)


def _apart(citations: list[Citation]) -> Iterator[Citation]:
    """Those that do not overlap one before them."""
    end = 0
    for citation in citations:
        if citation.start >= end:
            yield citation
            end = citation.end
