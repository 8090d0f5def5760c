"""Which Act or treaty a place in a text is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from gapcheck.citing.catalogue_places import Given
from gapcheck.citing.names import Kind, Mention, Names, short_name
from gapcheck.citing.places import Place
from gapcheck.citing.plain_text import Plain

_OF = re.compile(r"(?: *\(inclusive\))? +(?:of|in) +(?:[Pp]art +\w{1,5} +of +)?(?:(?:the|that|this) +)?")
_OTHER = re.compile(r" +of +(?P<what>(?:(?:the|that|this|a|an|its) +)?[\w'/&-]{1,40}(?: +[A-Z][\w'/&-]{0,40}){0,4})")
_SPACES = re.compile(" +")
_DIRECTLY = re.compile(r"(?: *\([^()]{1,60}\))? *[,:]? *\(? *(?:at +)?")
_CHAIN = re.compile(r" *[,;]? *(?:(?:and|or|&|see +also|read +with) +)?\(?")

# The principles of information privacy, by the Act and the section that holds them.
PRINCIPLES: Mapping[str, str] = {"Privacy Act 2020": "22", "Privacy Act 1993": "6"}


@dataclass(frozen=True)
class Referent:
    """The Act or treaty that a place is of: its name and its id in the catalogue, or a ``message`` on why it is not
    certain.

    ``basis``: ``named`` beside the place, ``defined`` as a short form, ``back-reference``, ``sentence`` or ``given``.
    ``mention`` is the one beside the place, unless it belongs to another place already; ``ahead`` tells that it
    follows.
    """

    name: str | None = None
    id: str | None = None
    basis: str = ""
    message: str = ""
    mention: Mention | None = None
    ahead: bool = False

    def reach(self, place: Place) -> tuple[int, int]:
        """The extent of the citation: the place, and the mention beside it."""
        if self.mention is None:
            return place.start, place.end
        return min(place.start, self.mention.start), max(place.end, self.mention.end)


@dataclass
class _Said:
    """What a paragraph names of one kind: all names, whether each mention is certain, and where in each sentence the
    first ends.
    """

    names: set[str] = field(default_factory=set)
    clear: bool = True
    ends: dict[int, int] = field(default_factory=dict)


@dataclass
class Referents:
    """Settles the referents of all the places of one text."""

    plain: Plain
    mentions: Sequence[Mention]
    places: Sequence[Place]
    names: Names
    given: Given
    attached: set[Mention] = field(default_factory=set)
    _found: dict[Place, Referent] = field(default_factory=dict)
    _named: dict[Mention, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._settle_mentions()
        self._settle_places()

    def of(self, place: Place) -> Referent:
        """The referent of a place."""
        return self._found[place]

    # What a mention stands for --------------------------------------------------------------------------------------

    def _settle_mentions(self) -> None:
        """The titles that each mention may stand for, by what the text has named and defined before it."""
        named: dict[Kind, dict[str, None]] = {"act": {}, "treaty": {}}
        unclear: dict[Kind, bool] = {"act": False, "treaty": False}
        by_short: dict[str, dict[str, None]] = {}
        here: dict[Kind, dict[str, None]] = {"act": {}, "treaty": {}}
        paragraph = -1
        for mention in self.mentions:
            kind = mention.kind
            if (own := self.plain.paragraph(mention.start)) != paragraph:
                paragraph, here = own, {"act": {}, "treaty": {}}
            if mention.form == "full":
                settled = tuple(self._canonical(kind, n) for n in mention.names)
                self._define(mention, settled, by_short)
            elif mention.form == "short":
                settled = self._short(mention, by_short)
            elif mention.form == "that":
                settled = tuple(here[kind]) if len(here[kind]) == 1 and not unclear[kind] else ()
            else:
                noun = self.plain.text[mention.start : mention.end]
                everywhere = tuple(named[kind] or self._given(kind)) if not unclear[kind] else ()
                settled = tuple(by_short.get(noun, ())) or everywhere
            self._named[mention] = settled
            if len(settled) == 1:
                named[kind][settled[0]] = here[kind][settled[0]] = None
            elif mention.form in ("full", "short"):
                unclear[kind] = True

    def _given(self, kind: Kind) -> tuple[str, ...]:
        given = self.given.act if kind == "act" else self.given.treaty
        return (given[0],) if given else ()

    def _canonical(self, kind: Kind, name: str) -> str:
        """One name for each treaty, whichever of its names the text uses."""
        if kind == "act":
            return name
        id = self.names.treaties[name]
        return next(n for n, other in self.names.treaties.items() if other == id)

    def _define(self, mention: Mention, settled: tuple[str, ...], by_short: dict[str, dict[str, None]]) -> None:
        if len(settled) != 1 or mention.near:
            return
        short = short_name(self.plain.text, mention)
        if short:
            by_short.setdefault(short, {})[settled[0]] = None
        if mention.kind == "act":  # later mentions may leave out the year
            by_short.setdefault(settled[0].rpartition(" ")[0], {})[settled[0]] = None

    def _short(self, mention: Mention, by_short: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
        if mention.kind == "treaty":
            return tuple(self._canonical("treaty", n) for n in mention.names)
        (first, *others) = mention.names
        if others or first in self.names.acts or first.split()[-1] != "Act":
            return mention.names
        return tuple(by_short.get(first, ()))

    # What a place is of ---------------------------------------------------------------------------------------------

    def _settle_places(self) -> None:
        starts = {m.start: m for m in self.mentions}
        before = _last_before(self.mentions, self.places)
        for n, place in enumerate(self.places):
            kind = _kind(place)
            after = self._after(place, starts)
            if isinstance(after, Referent):
                self._found[place] = after
                continue
            mention = after or self._directly_before(place, before[n])
            if mention is not None and mention.kind == kind:
                self._found[place] = replace(self._by_mention(mention), ahead=after is not None)
                if mention in self.attached:  # an extent belongs to one citation
                    self._found[place] = replace(self._found[place], mention=None)
                self.attached.add(mention)
            elif n and (self._chained(self.places[n - 1], place)) and (earlier := self._found[self.places[n - 1]]).name:
                self._found[place] = Referent(earlier.name, earlier.id, earlier.basis)
            else:
                self._found[place] = self._unnamed(place, kind)
        self._settle_backwards()

    def _settle_backwards(self) -> None:
        """``s 249 and s 252 of the Act``: the first place has its referent from the second."""
        for place, following in reversed(list(zip(self.places, self.places[1:], strict=False))):
            later = self._found[following]
            bare = self._found[place].name is None and not self._explicit(place)
            if bare and later.name and later.ahead and self._chained(place, following):
                self._found[place] = Referent(later.name, later.id, later.basis, ahead=True)

    def _after(self, place: Place, starts: Mapping[int, Mention]) -> Mention | Referent | None:
        """The mention that ``of`` leads to, or that follows at once; a referent without a name if it leads to something
        else.
        """
        link = _OF.match(self.plain.text, place.end)
        mention = starts.get(link.end()) if link else None
        if mention is None:
            spaces = _SPACES.match(self.plain.text, place.end)
            mention = starts.get(spaces.end()) if spaces else None
            if mention is not None and mention.form not in ("full", "short"):
                mention = None
        if mention is not None and mention.kind == _kind(place):
            return mention
        other = self._explicit(place)
        return Referent(message=f"{other!r} is not an Act or treaty that is known") if other else None

    def _explicit(self, place: Place) -> str | None:
        other = _OTHER.match(self.plain.text, place.end)
        return other["what"] if other else None

    def _directly_before(self, place: Place, mention: Mention | None) -> Mention | None:
        if mention is None or place.start - mention.end > 80:
            return None
        gap = self.plain.text[mention.end : place.start]
        return mention if gap and _DIRECTLY.fullmatch(gap) else None

    def _chained(self, place: Place, following: Place) -> bool:
        gap = following.start - place.end
        same = _kind(place) == _kind(following)
        return same and gap <= 30 and bool(_CHAIN.fullmatch(self.plain.text, place.end, following.start))

    def _by_mention(self, mention: Mention) -> Referent:
        names = self._named[mention]
        basis = "named" if mention.form == "full" else "defined" if mention.form == "short" else "back-reference"
        if mention.near:
            return Referent(
                mention=mention, message=f"no such Act is in the catalogue; did you mean the {mention.near}?"
            )
        if len(names) == 1:
            return self._referent(mention.kind, names[0], basis, mention)
        if names:
            return Referent(mention=mention, message=f"it may be of the {' or the '.join(names)}")
        return Referent(mention=mention, message=self._unclear(mention))

    def _unclear(self, mention: Mention) -> str:
        said = self.plain.text[mention.start : mention.end]
        if mention.form == "short":
            with_year = sorted(t for t in self.names.acts if t.rpartition(" ")[0] == mention.names[0])
            hint = f"; did you mean the {' or the '.join(with_year)}?" if with_year else ""
            return f"{said!r} has no year, and the text has not named it in full before{hint}"
        return f"{said!r} could be any of several that are named before it, or none is"

    def _unnamed(self, place: Place, kind: Kind) -> Referent:
        """By the sentence: the only one named in it before the place, in a paragraph that names no other."""
        noun = "Act" if kind == "act" else "treaty"
        own = self._by_principle(place)
        if own is not None:
            return self._referent("act", own, "named", None)
        said = self._said.get((self.plain.paragraph(place.start), kind), _Said())
        earliest = said.ends.get(self.plain.sentence(place.start))
        if len(said.names) == 1 and said.clear and earliest is not None and earliest <= place.start:
            return self._referent(kind, next(iter(said.names)), "sentence", None)
        given = self._given(kind)
        if given and said == _Said():
            return self._referent(kind, given[0], "given", None)
        return Referent(message=f"the text does not say of which {noun}")

    @cached_property
    def _said(self) -> Mapping[tuple[int, Kind], _Said]:
        """What each paragraph names."""
        found: dict[tuple[int, Kind], _Said] = {}
        for mention, names in self._named.items():
            said = found.setdefault((self.plain.paragraph(mention.start), mention.kind), _Said())
            said.names.update(names)
            said.clear = said.clear and len(names) == 1 and not mention.near
            if mention.form == "full" or (mention.form, mention.kind) == ("short", "act"):
                said.ends.setdefault(self.plain.sentence(mention.start), mention.end)
        return found

    def _by_principle(self, place: Place) -> str | None:
        """The Privacy Act whose section with the principles is named together with one."""
        if place.sort != "section" or place.under is None or len(place.spans) != 1:
            return None
        return next((act for act, section in PRINCIPLES.items() if section == place.spans[0].first.label), None)

    def _referent(self, kind: Kind, name: str, basis: str, mention: Mention | None) -> Referent:
        known = self.names.acts if kind == "act" else self.names.treaties
        return Referent(name, known.get(name), basis, "", mention)


def _kind(place: Place) -> Kind:
    return "treaty" if place.sort == "article" else "act"


def _last_before(mentions: Sequence[Mention], places: Sequence[Place]) -> list[Mention | None]:
    """For each place the last mention that ends before it."""
    found: list[Mention | None] = []
    n = 0
    for place in places:
        while n < len(mentions) and mentions[n].end <= place.start:
            n += 1
        found.append(mentions[n - 1] if n else None)
    return found
