"""Which Act or treaty a place is of that has none beside it: by what stands over it, by what the text cited and defined
elsewhere, or by what the caller gave. What another Act in the same sentence makes doubtful stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gapcheck.citing.lead_ins import LeadIns
from gapcheck.citing.mention_meanings import MentionMeanings
from gapcheck.citing.names import Kind, Mention
from gapcheck.citing.places import NEEDS_NAME, Place
from gapcheck.citing.plain_text import PlainText
from gapcheck.citing.referent import Referent, kind_of

_THEREOF = re.compile(r",? +(?:thereof|thereunder)\b")
_IBID = re.compile(r"\b(?:[Ii]bid|[Ii]d)\.?,? *(?:at +)?$")
# The next note after a note that names the Act: "42 Companies Act 1993, s 140. 43 Section 141."
_NEXT_NOTE = re.compile(r"(?: *\([^()]{1,40}\))?(?: *\. +| +)\d{1,3} +(?:See +)?")
_AMENDED = re.compile(
    r" +(?:is|are|was|were) +(?:hereby +)?(?:amended|repealed|substituted|consequentially|replaced|omitted)\b"
)
_INSERTED = re.compile(
    r"\b(?:insert|substitut|omit|repeal)\w*(?: +\w+){0,3} *$"
    r"|\b[Cc]lauses? +[\w(),]{1,12}(?: +\w+){0,3} +(?:amend|replace|insert|substitute|repeal)s?(?: +\w+){0,3} *$"
)
# Treaties and what is written on them, in a sentence on which the catalogue's own need not be meant.
_OTHER_TREATY = re.compile(
    r"\b(?:Convention|Covenant|Protocol|Charter|Treaty|Agreement|Statute|Constitution|Directive|Regulation|Declaration|"
    r"Guidelines|Guidance|Committee|[Ee]xplanatory +[Rr]eport|Recommendation|GDPR|ICCPR|ICESCR|ECHR|UNCROC|UNCAC|UNTOC|"
    r"T-CY)\b"
)
_NAMED_BEFORE = re.compile(r"[A-Z][\w'-]* *(?:\([^()]{1,40}\) *)?(?:, *)?\(?$")
_STARTS = frozenset(
    {"See", "Under", "In", "By", "Turns", "Draft", "Article", "As", "And", "That", "If", "Where", "For"}
)
_BY_NUMBER = re.compile(r"\d{4} +No")
_NEW = re.compile(r"\b(?:[Nn]ew|[Pp]roposed) +$")
_FAR = 100  # characters before a place in which the words stand that lead to it
_WITHIN = 400  # characters of a long sentence before and after an article in which another treaty counts
_RECENT = 1_500  # characters after a citation in which the same number alone may still be that of the other Act
_NEAR = 6_000  # characters in which a number goes on meaning what it did, though another Act was named since

# The principles of information privacy, by the Act and the section that holds them. The Act of 1993 had twelve.
PRINCIPLES: Mapping[str, str] = {"Privacy Act 2020": "22", "Privacy Act 1993": "6"}
_INFORMATION = re.compile(r"(?:IPP|[Ii]nformation)")
_ONLY_2020 = frozenset({"3A", "13"})
_Cited = Mapping[tuple[Kind, str], set[str]]


@dataclass
class Surroundings:
    """Settles the places of one text that have nothing beside them. ``beside`` holds what is settled for each place."""

    plain: PlainText
    mentions: Sequence[Mention]
    places: Sequence[Place]
    beside: Mapping[Place, Referent]
    meanings: MentionMeanings
    lead_ins: LeadIns
    _recent: dict[tuple[Kind, str], tuple[str, int]] = field(default_factory=dict)

    def settled(self) -> Iterator[tuple[Place, Referent]]:
        """Every place with its referent, in order."""
        last: tuple[Place, str] | None = None
        for n, place in enumerate(self.places):
            own = self.beside[place]
            if own.name is not None:
                for key in _keys(place):
                    self._recent[key] = own.name, place.end
            elif not own.explicit:
                own = self._settle(n, place, last)
            if own.name is not None:
                last = place, own.name
            yield place, own

    def _settle(self, n: int, place: Place, last: tuple[Place, str] | None) -> Referent:
        text, kind = self.plain.text, kind_of(place)
        if last and self._follows(place, last[0]):
            return Referent(last[1], "back-reference")
        if _THEREOF.match(text, place.end):
            return self._thereof(place, kind)
        if principle := self._by_principle(place):
            return Referent(principle, "defined")
        if place.sort in NEEDS_NAME:
            return Referent()
        if self._of_privacy(place):
            return _unnamed(kind)
        if kind == "treaty" and (doubt := self._another_treaty(place)):
            return Referent(message=doubt)
        default = self.meanings.default(kind)
        return self._over(place, kind) or (
            self._given(place, kind, default) if default else self._from_the_text(n, place, kind)
        )

    def _another_treaty(self, place: Place) -> str:
        """Why an article may be of a treaty that is not known: one is named before it, or somewhere in the sentence."""
        text = self.plain.text
        start = max(self.plain.sentence_start(place.start), place.start - _WITHIN)
        end = min(self.plain.sentence_end(place.start), place.end + _WITHIN)
        other = any(not self._is_known(m.start()) for m in _OTHER_TREATY.finditer(text, start, end))
        # The first word of a paragraph has a capital anyhow.
        before = _NAMED_BEFORE.search(text, place.start - _FAR, place.start)
        if other or (before and before.start() > start and before[0].strip() not in _STARTS):
            return "the sentence speaks of another treaty, or of a text on one"
        return ""

    def _is_known(self, at: int) -> bool:
        """Whether an offset is inside the name of a treaty of the catalogue."""
        n = bisect_right(self._treaties, at, key=lambda m: m.start)
        return n > 0 and at < self._treaties[n - 1].end

    def _follows(self, place: Place, last: Place) -> bool:
        """Whether a place goes on from the last citation: ``Ibid``, or the next note without an Act of its own."""
        text = self.plain.text
        if kind_of(place) != kind_of(last):
            return False
        if _IBID.search(text, place.start - _FAR, place.start):
            return True
        end = self.beside[last].reach(last)[1]
        return text[place.start].isupper() and bool(_NEXT_NOTE.fullmatch(text, end, place.start))

    def _over(self, place: Place, kind: Kind) -> Referent | None:
        """By a heading or by the words that lead to the list."""
        paragraph = self.plain.paragraph(place.start)
        over = self.lead_ins.over(paragraph, kind)
        if over is None:
            return None
        if over.name is None:
            return Referent(message=f"the list begins with the {over.said}, and does not say whether that is meant")
        return Referent(over.name, over.basis) if self.lead_ins.named_in(paragraph, kind) <= {over.name} else None

    def _given(self, place: Place, kind: Kind, default: str) -> Referent:
        """What the caller said counts only where the paragraph names nothing else of the kind, and the same section of
        another Act was not cited a moment ago.
        """
        if self._amends(place):
            return Referent(message="what is amended may be of another Act, and the text does not say here which")
        if not self.lead_ins.named_in(self.plain.paragraph(place.start), kind) <= {default}:
            return _unnamed(kind)
        for key in self._recent.keys() & _keys(place):
            name, end = self._recent[key]
            if name != default and place.start - end < _RECENT:
                return _unnamed(kind)
        return Referent(default, "given")

    def _amends(self, place: Place) -> bool:
        text = self.plain.text
        before = _INSERTED.search(text, place.start - _FAR, place.start)
        return bool(before or _AMENDED.match(text, place.end))

    def _from_the_text(self, n: int, place: Place, kind: Kind) -> Referent:
        """By the one Act with which the text cites the same section, or by what it calls the Act."""
        new = _NEW.search(self.plain.text, place.start - _FAR, place.start)
        # Schedules are those of a Bill as often as those of an Act; and a clause amends what its Part of the Bill says.
        if (place.sort == "schedule" and not new) or (self._amends(place) and self.meanings.principal is None):
            return _unnamed(kind)
        cited = {name for key in _keys(place) for name in self._cited.get(key, ())}
        known = all(self._cited.get(key) for key in _keys(place))
        if (
            len(cited) == 1
            and known
            and kind not in self._of_themselves
            and self._called(kind) <= cited
            and self._bare[next(iter(cited))]
            and self._nothing_else(n, place, kind, next(iter(cited)))
        ):
            return Referent(next(iter(cited)), "cited-elsewhere")
        for meant in (self.meanings.principal if new else None, self._the_one(n, kind)):
            if meant and cited <= {meant} and (new or self._nothing_else(n, place, kind, meant)):
                return Referent(meant, "defined")
        return _unnamed(kind)

    def _nothing_else(self, n: int, place: Place, kind: Kind, name: str) -> bool:
        """Whether the sentence names nothing else, and neither does the paragraph, unless this was named last; and no
        heading over it names another.
        """
        heading = self.lead_ins.heading(self.plain.paragraph(place.start), kind)
        if heading not in (None, name):
            return False
        if not self._in_sentence.get((self.plain.sentence(place.start), kind), set()) <= {name}:
            return False
        last = self._last[kind][n]
        if last is None or self.meanings.certain(last) == name:
            return True
        named = self.lead_ins.named_in(self.plain.paragraph(place.start), kind)
        return named <= {name} and self._cited_near(place)

    def _cited_near(self, place: Place) -> bool:
        """Whether the same number was cited with its Act not far before."""
        return all(key in self._recent and place.start - self._recent[key][1] <= _NEAR for key in _keys(place))

    def _the_one(self, n: int, kind: Kind) -> str | None:
        """What the text calls ``the Act``, if it calls only one so and has named nothing else since."""
        defined = self._called(kind)
        last = self._last[kind][n]
        if (
            len(defined) != 1
            or self.meanings.several_amended
            or last is None
            or self.meanings.certain(last) not in defined
        ):
            return None
        return next(iter(defined))

    def _called(self, kind: Kind) -> set[str]:
        """What the text calls ``the Act`` or ``the Convention``."""
        nouns = ("Act",) if kind == "act" else ("Convention", "Protocol", "Treaty")
        return {name for noun in nouns for name in self.meanings.defined.get(noun, ())}

    def _thereof(self, place: Place, kind: Kind) -> Referent:
        """By the only one that the sentence names."""
        names = self._in_sentence.get((self.plain.sentence(place.start), kind), set())
        name = next(iter(names)) if len(names) == 1 else None
        if name is None:
            return Referent(message="the sentence does not name one only beside 'thereof'")
        return Referent(name, "back-reference")

    def _by_principle(self, place: Place) -> str | None:
        """The Privacy Act whose section with the principles is named together with one, or the only one of the text."""
        if place.sort == "section" and place.under is not None:
            section = place.spans[0].first.label
            return next((act for act, own in PRINCIPLES.items() if own == section and len(place.spans) == 1), None)
        if not self._of_privacy(place):
            return None
        if all(span.first.label in _ONLY_2020 and span.last is None for span in place.spans):
            return "Privacy Act 2020"
        acts = self._privacy_acts or PRINCIPLES.keys() & {self.meanings.default("act")}
        return next(iter(acts)) if len(acts) == 1 else None

    def _of_privacy(self, place: Place) -> bool:
        """Whether a principle is said to be one of information privacy."""
        return _INFORMATION.match(self.plain.text, place.start) is not None

    @cached_property
    def _privacy_acts(self) -> set[str]:
        return PRINCIPLES.keys() & {self.meanings.certain(mention) for mention in self.mentions}

    @cached_property
    def _cited(self) -> _Cited:
        """For each section and article that the text cites with its Act or treaty, those.

        An Act by its number alone ("1985 No 120 s 72") stands in a note that compares: what the text calls section 72
        is not of it.
        """
        named: dict[bool, set[str | None]] = {True: set(), False: set()}
        for mention in self.mentions:
            named[self._by_number(mention)].add(self.meanings.certain(mention))
        only_compared = named[True] - named[False]
        cited: dict[tuple[Kind, str], set[str]] = {}
        for place in self.places:
            beside = self.beside[place]
            compared = beside.name in only_compared or (beside.mention and self._by_number(beside.mention))
            for key in _keys(place) if beside.name and not compared else ():
                cited.setdefault(key, set()).add(str(beside.name))
        return cited

    def _by_number(self, mention: Mention) -> bool:
        return _BY_NUMBER.match(self.plain.text, mention.start) is not None

    @cached_property
    def _of_themselves(self) -> set[Kind]:
        """The kinds of which the text says ``this`` and a third of whose bare numbers it cites with no name: it is an
        Act or a treaty itself, and a bare number is its own. (A judgment quotes "this Act" too.)
        """
        strange: Counter[Kind] = Counter()
        for place in self.places:
            if self.beside[place].name is None and (keys := _keys(place)):
                strange[kind_of(place)] += 2 if any(key not in self._cited for key in keys) else -1
        return {mention.kind for mention in self.mentions if mention.form == "this" and strange[mention.kind] > 0}

    @cached_property
    def _in_sentence(self) -> Mapping[tuple[int, Kind], set[str | None]]:
        named: dict[tuple[int, Kind], set[str | None]] = {}
        for mention in self.mentions:
            at = self.plain.sentence(mention.start), mention.kind
            named.setdefault(at, set()).add(self.meanings.certain(mention))
        return named

    @cached_property
    def _bare(self) -> Mapping[str, bool]:
        return {name: self.meanings.may_be_bare(name) for names in self._cited.values() for name in names}

    @cached_property
    def _treaties(self) -> Sequence[Mention]:
        return [mention for mention in self.mentions if mention.kind == "treaty"]

    @cached_property
    def _last(self) -> Mapping[Kind, Sequence[Mention | None]]:
        """For each place the last mention before it, by kind."""
        kinds: tuple[Kind, Kind] = ("act", "treaty")
        return {kind: last_before([m for m in self.mentions if m.kind == kind], self.places) for kind in kinds}


def last_before(mentions: Sequence[Mention], places: Sequence[Place]) -> Sequence[Mention | None]:
    """For each place the last mention that ends before it."""
    before: list[Mention | None] = []
    n = 0
    for place in places:
        while n < len(mentions) and mentions[n].end <= place.start:
            n += 1
        before.append(mentions[n - 1] if n else None)
    return before


def _keys(place: Place) -> list[tuple[Kind, str]]:
    """A section or an article by its number, for each that a place begins or ends with."""
    if place.sort not in ("section", "article"):
        return []
    return [(kind_of(place), span.first.label) for span in place.spans]


def _unnamed(kind: Kind) -> Referent:
    return Referent(message=f"the text does not say of which {'Act' if kind == 'act' else 'treaty'}")
