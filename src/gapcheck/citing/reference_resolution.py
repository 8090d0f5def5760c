"""Which Act or treaty a place in a text is of, by rules that each have a name (``basis``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from gapcheck.citing.lead_ins import LeadIns
from gapcheck.citing.mention_meanings import MentionMeanings
from gapcheck.citing.names import Form, Kind, Mention, Names, title_key
from gapcheck.citing.places import NEEDS_NAME, Place, list_after
from gapcheck.citing.plain_text import PlainText
from gapcheck.citing.referent import Referent, kind_of
from gapcheck.citing.surroundings import Surroundings, last_before

# A heading or remark in brackets, which names no Act and no place of its own.
_NAMING = r"\bAct (?:1[89]|20)\d\d|\b(?:ss?|[Ss]ections?|arts?|[Aa]rticles?)\.? ?\d"
_ASIDE = rf"(?: *\((?![^()]{{0,200}}(?:{_NAMING}))[^()]{{2,200}}\))?"
_OF = re.compile(
    rf"\)?{_ASIDE}(?:,? *\(?inclusive\)?)?,? *(?:\(|(?:both|each|all) +)?(?:of|into|in|under|to) +"
    r"(?:(?:[Pp]art|[Ss]ubpart|[Ss]chedule) +\w{1,5},? +(?:of|to) +)?(?:(?:the|that|this|such) +)?"
)
_COUNTRY = re.compile(r"(?:New Zealand|NZ)(?:'s)? +")
_THEN = re.compile(rf"{_ASIDE} *(?:, *)?")
_OTHER = re.compile(
    rf"{_ASIDE},? +of +"
    r"(?P<what>(?:(?:the|that|this|an?|its|our|their|those|these) +[\w'/&-]{1,40}|[A-Z][\w'/&-]{1,40})"
    r"(?: +[A-Z][\w'/&-]{0,40}){0,4})"
)
_DIRECTLY = re.compile(
    r"\)?(?: *\([^()]{1,80}\))?(?:'s)? *(?:(?P<comma>[,:|-]) *)?(?:(?P<open>\() *)?"
    r"(?:(?:at|see|especially|particularly|namely|in +particular,?|including) +)?"
)
_CHAIN = re.compile(
    rf"{_ASIDE} *(?:(?P<sep>[,;]) *)?"
    r"(?:(?P<word>and/or|and|or|&|see +also|read +with|or,? +alternatively,?|together +with|"
    r"along +with|as +well +as|plus|-|to)(?= |\() *)?\(?(?:and +|or +|also +)?"
)
_AND = re.compile(r"\b(?:and|or|with)\b|&")
_VERB = re.compile(
    r" +(?:appl(?:y|ies|ied)|does|do|is|are|was|were|must|may|has|have|had|shall|should|will|would|can|cannot|"
    r"requires?|provides?|prohibits?|makes?|creates?|gives?|defines?|says|states|extends?|continues?|ceases?|prevails?|"
    r"overrides?|punishes|covers?|means?|sets?|allows?|enables?)\b"
)
_BEGINS = re.compile(
    r"\W*(?:\d(?:[\d.]*\d)?\W+)?(?:(?:Under|In|By|As for|Turning to|Pursuant to|In terms of|Within) *)?"
    r"(?:(?:the|The|our|its) *)?"
)
_HEADLESS = re.compile(r" *(?:(?:, *)?(?:and/or|and|or|&)|,) +(?=\d)")
# How the Act or treaty of a place is known, from the form of the mention; "the Act" and "that Act" refer back.
BASES: Mapping[Form, str] = {"full": "named", "short": "defined", "this": "given"}


@dataclass
class Referents:
    """Settles the referents of all the places of one text. ``places`` are those that are citations."""

    plain: PlainText
    mentions: Sequence[Mention]
    found: Sequence[Place]
    names: Names
    meanings: MentionMeanings
    attached: set[Mention] = field(default_factory=set)
    _referents: dict[Place, Referent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._text = self.plain.text
        self._starts = {m.start: m for m in self.mentions}
        self.places = self._with_headless()
        self._before = last_before(self.mentions, self.places)
        self._beside()
        self._backwards()
        self._forwards()
        lead_ins = LeadIns(self.plain, self.mentions, self.meanings, self.attached)
        around = Surroundings(self.plain, self.mentions, self.places, self._referents, self.meanings, lead_ins)
        self._referents = dict(around.settled())

    def of(self, place: Place) -> Referent | None:
        """The referent of a place; ``None`` if it is no citation, such as a clause of a Bill that is not named, or
        section 4.2 of a paper.
        """
        referent = self._referents[place]
        if place.decimal and referent.mention is None:
            return None
        bare = referent.name is None and not referent.explicit
        return None if place.sort in NEEDS_NAME and bare else referent

    # Beside the place -----------------------------------------------------------------------------------------------

    def _with_headless(self) -> list[Place]:
        """The places, with those that have no word of their own: ``section 5 of the Bail Act 2000 and 383 of the Crimes
        Act 1961``.
        """
        leading = {
            of.end(): place for place in self.found if (of := _OF_BEFORE.match(self._text, place.end)) is not None
        }
        more = []
        for mention in self.mentions:
            first, link = leading.get(mention.start), _HEADLESS.match(self._text, mention.end)
            if first is None or link is None:
                continue
            place = list_after(self._text, link.end(), first.sort, link.end())
            if place and (of := _OF.match(self._text, place.end)) and of.end() in self._starts:
                more.append(place)
        return sorted([*self.found, *more], key=lambda p: p.start)

    def _beside(self) -> None:
        for n, place in enumerate(self.places):
            self._referents[place] = self._ahead(place) or self._behind(n) or self._explicit(place) or Referent()
            mention = self._referents[place].mention
            if mention in self.attached:  # an extent belongs to one citation
                self._referents[place] = replace(self._referents[place], mention=None)
            elif mention is not None:
                self.attached.add(mention)

    def _ahead(self, place: Place) -> Referent | None:
        """By the mention that ``of`` leads to, or that follows at once or after a comma."""
        of = _OF.match(self._text, place.end)
        mention = self._starts.get(of.end()) if of else None
        if mention is None and of and (country := _COUNTRY.match(self._text, of.end())):
            mention = self._starts.get(country.end())
        if mention is not None and mention.kind != kind_of(place):
            return self._of_another_kind(mention)
        if mention is None:
            comma = _THEN.match(self._text, place.end)
            mention = self._starts.get(comma.end()) if comma else None
            if mention is None or mention.kind != kind_of(place) or self._belongs_on(mention):
                return None
        return self._by_mention(mention)

    def _of_another_kind(self, mention: Mention) -> Referent:
        """``article 16 of the Crimes Act 1961``."""
        said = self._text[mention.start : mention.end]
        named = f"the {said}" if mention.form == "full" else repr(said)
        return Referent(message=f"{named} is no {'Act' if mention.kind == 'treaty' else 'treaty'}", explicit=True)

    def _belongs_on(self, mention: Mention) -> bool:
        """Whether a mention after a comma has a place of its own that follows: ``s 5, Crimes Act 1961, s 249``."""
        following = _DIRECTLY.match(self._text, mention.end)
        return following is not None and following.end() in self._place_starts

    @cached_property
    def _place_starts(self) -> frozenset[int]:
        return frozenset(p.start for p in self.places)

    def _behind(self, n: int) -> Referent | None:
        """By the mention directly before it: ``Crimes Act 1961, s 249``."""
        place, mention = self.places[n], self._before[n]
        # A bracket or "at" may stand between; more than that is another clause.
        if mention is None or mention.kind != kind_of(place):
            return None
        gap = _DIRECTLY.fullmatch(self._text, mention.end, place.start)
        if gap is None or self._explicit(place):
            return None
        # "s 22 of the Privacy Act 2020 (IPP 12)": a principle stands in the section.
        if mention in self.attached and place.sort != "principle":
            said = self._text[mention.start : mention.end]
            return Referent(message=f"the {said} before it has another place already", explicit=True)
        if gap["comma"] == "," and not gap["open"] and _VERB.match(self._text, place.end):
            begin = self._text[self.plain.sentence_start(place.start) : mention.start]
            if not _BEGINS.fullmatch(begin):
                return Referent(message="the text does not say whether it is of the Act before it", explicit=True)
        if mention.form in ("the", "that", "this") and not gap["open"] and not gap["comma"]:
            return None
        return self._by_mention(mention)

    def _explicit(self, place: Place) -> Referent | None:
        other = _OTHER.match(self._text, place.end)
        if other is None:
            return None
        return Referent(message=f"{other['what']!r} is not an Act or treaty that is known", explicit=True)

    def _by_mention(self, mention: Mention) -> Referent:
        name = self.meanings.certain(mention)
        if name is None:
            return Referent(mention=mention, message=self.meanings.why(mention), explicit=True)
        basis = BASES.get(mention.form, "back-reference")
        return Referent(name, basis, "", mention, explicit=True)

    # In a list ------------------------------------------------------------------------------------------------------

    def _link(self, n: int) -> re.Match[str] | None:
        """What joins a place to the next as one list."""
        place, following = self.places[n], self.places[n + 1]
        if kind_of(place) != kind_of(following) or {place.sort, following.sort} == _APART:
            return None
        return _CHAIN.fullmatch(self._text, place.end, following.start)

    def _backwards(self) -> None:
        """``s 249 and s 252 of the Act``: the first place has its referent from the second."""
        joined = False  # whether an "and" or "or" follows in the list
        for n in reversed(range(len(self.places) - 1)):
            link = self._link(n)
            if link is None:
                joined = False
                continue
            joined = joined or bool(_AND.search(link[0]))
            own, later = self._referents[self.places[n]], self._referents[self.places[n + 1]]
            if own.explicit or not later.name:
                continue
            # "conferred by section 44, sections 66 and 72 of the Crimes Act 1961 apply": a comma may end a clause.
            if _AND.search(link[0]) or (joined and self._one_list(n)):
                self._referents[self.places[n]] = Referent(later.name, later.basis)
            else:
                message = "the text does not say whether it belongs to the list that follows"
                self._referents[self.places[n]] = Referent(message=message, explicit=True)

    def _one_list(self, n: int) -> bool:
        """Whether places joined by commas are one list: one word before each, and no clause ends."""
        first, second = (self._word(place) for place in self.places[n : n + 2])
        return first == second and not _OPENS.match(self._text, self.plain.sentence_start(self.places[n].start))

    def _word(self, place: Place) -> str:
        """``sections`` of ``sections 249 and 252``."""
        return re.split(r"[\d(]", self._text[place.start : place.end])[0].strip(" .")

    def _forwards(self) -> None:
        """``Crimes Act 1961, s 249 and s 252``: the second place has its referent from the first."""
        for n in range(1, len(self.places)):
            place, earlier = self.places[n], self._referents[self.places[n - 1]]
            own = self._referents[place]
            if not earlier.name or own.mention is not None or self._link(n - 1) is None:
                continue
            if own.name not in (None, earlier.name):  # the list that follows has it as well
                titles = " or the ".join(self.names.titles.get(name, name) for name in (earlier.name, str(own.name)))
                self._referents[place] = Referent(message=f"it may be of the {titles}", explicit=True)
            elif not own.explicit:
                self._referents[place] = Referent(earlier.name, earlier.basis)

    def id_of(self, kind: Kind, name: str) -> str | None:
        """The id in the catalogue of an Act, a reform or a treaty."""
        if kind == "treaty":
            return name
        known = self.names.acts.get(title_key(name))
        return known.id if known else None


_APART = {"section", "clause"}  # the one of an Act, the other of a Bill: no list holds both
_OPENS = re.compile(r"\W*(?:For|Where|When|If|In|Under|Despite|Subject|Unless|Without|On|To|As)\b")
_OF_BEFORE = re.compile(r" +(?:of|in|under) +(?:the +)?| +")
