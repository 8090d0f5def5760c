"""Acts, other enactments and treaties as a text names them: in full, by a short form, or as ``that Act``.

Titles match word for word; only commas, ``&`` for ``and`` and spaces are put aside. Where a title in the text could be
a longer one that ends like a known title, both are kept as options and neither is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from gapcheck.citing.titles import NounAlone, Title, find_titles
from gapcheck.errors import nearest
from gapcheck.model.law import Act, Reform
from gapcheck.model.treaty import Instrument

Kind = Literal["act", "treaty"]
Form = Literal["full", "short", "the", "that", "this"]

# Abbreviations of jurisdictions after the title of a foreign Act (New Zealand Law Style Guide).
_ABROAD = (
    "UK Eng Scot Cth NSW Vic Qld SA WA Tas ACT NT Can Ont BC Alta US USA Ireland Singapore Fiji Samoa Tonga HK India"
)
JURISDICTIONS = frozenset(_ABROAD.split())
_PRONOUNS: Mapping[str, Form] = {"this": "this", "that": "that", "such": "that"}
_DEFINED = re.compile(
    r" *\( *(?:(?:hereafter|hereinafter|or|together|called|also|referred +to +as) +)*(?:['\"] *|(?:the|this) +)*"
    r"(?P<name>(?:principal +|(?:1[89]|20)\d\d +)?[A-Z][A-Za-z&/]{1,15}(?: +[A-Za-z&]{1,20}){0,5}?)"
    r"(?:,? +or +(?:the +)?(?P<other>[A-Z][A-Za-z&/ ]{1,40}))? *(?:'+ *)?\)"
)
_ABBREVIATION = re.compile(r"(?<![\w/-])[A-Z][A-Za-z&/]{1,15}(?![\w-])")
_TREATY_NOUN = re.compile(
    r"(?<!\w)(?P<word>[Tt]he|[Tt]his|[Tt]hat) +"
    r"(?P<noun>Convention|Protocol|Treaty)(?!\w| +[A-Z]| +on +[A-Za-z]| +against)"
)
_JURISDICTION = re.compile(r" *\((?P<name>[A-Z][A-Za-z]{1,15}(?: [A-Z][A-Za-z]{1,15}){0,3})\)")
_NUMBER = re.compile(r"(?<![\w.])(?:(?:1[89]|20)\d\d) +No\.? *\d{1,3}(?![\w.]|\()")
_SLIP = 0.85  # how like two titles of one year are that a slip of the pen parts
# What makes a name the end of a longer one: "the Draft Budapest Convention".
_LONGER = re.compile(r"(?:Protocol +to +the|[Dd]raft) +$")
_BEFORE = 30
_TO = re.compile(r" +to +the +")
_SMALL = frozenset(["and", "of", "in", "for", "to", "on", "or", "the", "with", "against", "by", "from", "at"])


@dataclass(frozen=True)
class Mention:
    """An Act or treaty named between ``start`` and ``end``.

    ``names`` holds the titles that may be meant: one if that is certain, none for ``the Act``. ``said`` is the short
    form as the text has it. ``near`` is a title so like it that a slip is likely; it is told, and never used.
    """

    start: int
    end: int
    kind: Kind
    form: Form
    names: tuple[str, ...]
    near: str | None = None
    said: str = ""


@dataclass(frozen=True)
class Known:
    """What the catalogue has of a title: the title for print, and the id of the Act or reform."""

    title: str
    id: str


def title_key(title: str) -> str:
    """A title without commas, with ``and`` for ``&`` and single spaces: what titles are compared by."""
    plain = title.replace("’", "'").replace(",", " ").replace("&", " and ").replace("No.", "No ")
    return " ".join(plain.split())


def without_year(title: str) -> str:
    """``Crimes Act`` for ``Crimes Act 1961``."""
    return re.sub(r" (?:1[89]|20)\d\d$", "", title)


@dataclass(frozen=True)
class Names:
    """The names of a catalogue: Acts, reforms and treaties by their titles and by what else they are called."""

    acts: Mapping[str, Known]
    treaties: Mapping[str, str]
    titles: Mapping[str, str]
    short: Mapping[str, tuple[str, ...]]
    without_years: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, str]

    @classmethod
    def of(cls, acts: Iterable[Act], instruments: Iterable[Instrument], reforms: Iterable[Reform] = ()) -> Names:
        """The names of the Acts, instruments and reforms of a catalogue."""
        known: dict[str, Known] = {}
        short: dict[str, dict[str, None]] = {}
        plain: dict[str, dict[str, None]] = {}
        numbers: dict[str, str] = {}
        for act in acts:
            if act.outside_statute:
                continue
            title = _one_space(act.title)
            for name in (title, *map(_one_space, act.names)):
                known[title_key(name)] = Known(title, act.id)
                plain.setdefault(title_key(without_year(name)), {})[title] = None
            for name in act.earlier:
                plain.setdefault(title_key(without_year(name)), {})[_one_space(name)] = None
            for name in act.abbreviations:
                short.setdefault(_one_space(name), {})[title] = None
            if act.number:
                numbers[" ".join(act.number.split())] = title
        for reform in reforms:
            known.setdefault(title_key(reform.title), Known(_one_space(reform.title), reform.id))
        named: dict[str, dict[str, None]] = {}
        for instrument in instruments:
            for name in _treaty_names(instrument):
                named.setdefault(_one_space(name), {})[instrument.id] = None
        # A name of two treaties names neither.
        treaties = {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1}
        titles = {i.id: i.short_title for i in instruments}
        frozen = {n: tuple(t) for n, t in short.items()}, {n: tuple(t) for n, t in plain.items()}
        return cls(known, treaties, titles, *frozen, numbers)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in a normalised text, in order."""
        acts = list(self._acts(text))
        mentions = [*acts, *self._numbered(text), *self._abbreviated(text, acts), *self._treaties(text)]
        taken, kept = 0, []
        # Of those that begin at one place the title of an Act is the longest, and comes first.
        for mention in sorted(mentions, key=lambda m: m.start):
            if mention.start >= taken:
                kept.append(mention)
                taken = mention.end
        return tuple(kept)

    def _acts(self, text: str) -> Iterator[Mention]:
        for title in find_titles(text):
            if isinstance(title, NounAlone):
                form = "that" if title.qualifier in ("same", "said") else _PRONOUNS.get(title.word, "the")
                said = f"{title.qualifier} {title.noun}".strip()
                yield Mention(title.start, title.end, "act", form, (), None, said)
            elif title.year or title.noun == "Bill":
                yield self._in_full(text, title)
            else:
                yield self._by_title(title)

    def _in_full(self, text: str, title: Title) -> Mention:
        country = _JURISDICTION.match(text, title.end)
        # "Crimes Act 1900 (NSW)" is not the Act of New Zealand of that year.
        if country is not None and _is_abroad(country["name"]):
            return Mention(title.start, country.end(), "act", "full", (f"{title.full} ({country['name']})",))
        # The words before a title may belong to the sentence: the longest title that is known is looked for from the
        # left.
        for n, ending in enumerate(title.endings()):
            known = self.acts.get(title_key(ending))
            if known is None:
                continue
            before = " ".join(title.words[:n])
            doubt = (title.longer,) if title.longer else ()
            if n and before not in ("New Zealand", "NZ"):
                doubt = (title.full, *doubt)
            return Mention(title.start, title.end, "act", "full", (*doubt, known.title))
        doubt = (title.longer,) if title.longer else ()
        near = self._slip(title.full) if title.noun == "Act" else None
        return Mention(title.start, title.end, "act", "full", (title.full, *doubt), near)

    def _by_title(self, title: Title) -> Mention:
        """A title without its year, or a short form that ends in ``Act``."""
        endings = list(title.endings())
        said = next((e for e in endings if e in self.short or title_key(e) in self.without_years), endings[0])
        start = title.start + title.full.find(said)
        names = self.short.get(said, ())
        return Mention(start, title.end, "act", "short", names, None, said)

    def _slip(self, title: str) -> str | None:
        """A known title of the same year that differs in a few letters."""
        same_year = [k.title for k in self.acts.values() if k.title.split()[-1] == title.split()[-1]]
        # An Act of another year is another Act, however alike; so is one whose words are only somewhat alike.
        near = nearest(title, same_year)
        if near is None or abs(len(near.split()) - len(title.split())) > 1:
            return None
        like = SequenceMatcher(None, without_year(title).casefold(), without_year(near).casefold()).ratio()
        return near if like >= _SLIP else None

    def _numbered(self, text: str) -> Iterator[Mention]:
        """``1961 No 43``, also of an Act that the catalogue does not have."""
        for match in _NUMBER.finditer(text):
            number = re.sub(r" *No\.? *", " No ", " ".join(match[0].split()))
            yield Mention(match.start(), match.end(), "act", "full", (self.numbers.get(number, number),))

    def _abbreviated(self, text: str, acts: Sequence[Mention]) -> Iterator[Mention]:
        """Abbreviations that the text defines, and those that the data define, unless the text uses them otherwise."""
        defined: dict[str, dict[str, None]] = {}
        # A short form of a title that is a slip would hide it.
        full = [m for m in acts if m.form == "full" and not m.near]
        for mention in full:
            for name in short_names(text, mention):
                if name not in ("Act", "Bill"):
                    defined.setdefault(name, {}).update(dict.fromkeys(mention.names))
        initials = {_initials(n): n for m in full for n in m.names}
        for match in _ABBREVIATION.finditer(text):
            said = match[0]
            if said in defined:
                yield Mention(match.start(), match.end(), "act", "short", tuple(defined[said]), None, said)
            elif said in self.short:
                # SSA is the Search and Surveillance Act, but not in a text on the Social Security Act.
                other = initials.get(said)
                names = dict.fromkeys((*self.short[said], *((other,) if other else ())))
                yield Mention(match.start(), match.end(), "act", "short", tuple(names), None, said)

    @cached_property
    def _treaty_pattern(self) -> re.Pattern[str] | None:
        # A name can begin a longer one, which then stands before it.
        known = "|".join(re.escape(name).replace(r"\ ", " +") for name in sorted(self.treaties, reverse=True))
        return re.compile(rf"(?<![\w:/.-])(?:{known})(?![\w-]|:\w)") if known else None

    def _treaties(self, text: str) -> Iterator[Mention]:
        named: list[Mention] = []
        for match in self._treaty_pattern.finditer(text) if self._treaty_pattern else ():
            name = _one_space(match[0])
            form: Form = "short" if name.lower() == self.treaties[name] else "full"
            # "the Second Protocol to the Budapest Convention" is one name.
            if named and "Protocol" in named[-1].said and _TO.fullmatch(text, named[-1].end, match.start()):
                last = named.pop()
                named.append(Mention(last.start, match.end(), "treaty", "full", last.names, None, last.said))
            elif not _LONGER.search(text, match.start() - _BEFORE, match.start()):
                named.append(Mention(match.start(), match.end(), "treaty", form, (self.treaties[name],), None, name))
        yield from named
        for match in _TREATY_NOUN.finditer(text):
            word = match["word"].lower()
            form = _PRONOUNS.get(word, "the")
            yield Mention(match.start("noun"), match.end(), "treaty", form, (), None, match["noun"])


def short_names(text: str, mention: Mention) -> tuple[str, ...]:
    """The short forms that the text gives right after a title: ``Privacy Act 2020 (the Act)``."""
    match = _DEFINED.match(text, mention.end)
    if match is None or _is_abroad(match["name"]):
        return ()
    nouns = ("Act", "Bill") if mention.kind == "act" else ("Convention", "Protocol", "Treaty")
    names = [_one_space(match[group]) for group in ("name", "other") if match[group]]
    return tuple(n for n in names if n.split()[-1] in nouns or _is_abbreviation(n) or "Bill of Rights" in n)


def _is_abbreviation(name: str) -> bool:
    return " " not in name and sum(c.isupper() for c in name) >= 2


def _is_abroad(name: str) -> bool:
    """Whether the bracket after a title names another country: an Act of that title is not New Zealand's."""
    words = name.split()
    short = (
        words[-1] in ("Act", "Bill", "Convention", "Protocol", "Treaty") or _is_abbreviation(name) or " Act " in name
    )
    return name in JURISDICTIONS or not (
        short
        or words[0] in ("Part", "Schedule", "Subpart", "Repealed", "Emphasis", "Bill", "No")
        or name == "New Zealand"
    )


def _initials(title: str) -> str:
    return "".join(w.lstrip("(")[:1] for w in without_year(title).split() if w not in _SMALL).upper()


def _treaty_names(instrument: Instrument) -> Iterator[str]:
    yield from (instrument.short_title, instrument.title, instrument.id, instrument.id.upper(), instrument.id.title())
    yield from (*instrument.names, *instrument.abbreviations)
    # ETS 185 is also CETS 185 and ETS No. 185.
    series = re.fullmatch(r"C?ETS (\d+)", instrument.citation)
    if series:
        yield from (f"{c}ETS {no}{series[1]}" for c in ("", "C") for no in ("", "No ", "No. "))
    elif instrument.citation[:1].isalpha():
        yield instrument.citation


def _one_space(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
