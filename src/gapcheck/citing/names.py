"""Acts and treaties as a text names them: in full, by a short form, or as ``that Act``.

Titles match word for word. Where a title in the text could be a longer one that ends like a known title, both are kept
as options and neither is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from gapcheck.citing.plain_text import BREAK
from gapcheck.errors import nearest
from gapcheck.model.law import Act
from gapcheck.model.treaty import Instrument
from gapcheck.wording.citation import PRACTICE

Kind = Literal["act", "treaty"]
Form = Literal["full", "short", "the", "that"]

# Abbreviations of jurisdictions after the title of a foreign Act (New Zealand Law Style Guide).
_ABROAD = (
    "UK Eng Scot Cth NSW Vic Qld SA WA Tas ACT NT Can Ont BC Alta US USA Ireland Singapore Fiji Samoa Tonga HK India"
)
JURISDICTIONS = frozenset(_ABROAD.split())
_ACT = re.compile(r"(?<!\w)Act(?P<year> +(?:1[89]|20)\d\d)?(?!\w)")
_WINDOW = 240  # characters before "Act" in which its title begins
_TITLE_WORD = re.compile(r"(?!Acts?\b)\(*[A-ZĀĒĪŌŪ][\w'()/&-]*,?")
_LINKS = "and of in for to on or with against by from at"
_LINKING = frozenset(_LINKS.split())
_OPENERS = (
    "under see both also per the this that a an its our while although if when where as unlike like compare cf "
    "since section sections part schedule nz's zealand's"
)
_OPENING = _LINKING | frozenset(_OPENERS.split())
_DEFINED = re.compile(r" *\( *(?:[\"']|the |this )*(?P<name>[A-Z][A-Za-z]{1,15}(?: [A-Za-z]{1,20}){0,5})[\"']* *\)")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{1,15}(?![\w-])")
_TREATY_NOUN = re.compile(r"(?<!\w)(?P<the>[Tt]he|[Tt]his|[Tt]hat) +(?P<noun>Convention|Protocol|Treaty)(?!\w| +[A-Z])")
_JURISDICTION = re.compile(r" *\((?P<name>[A-Z][A-Za-z]{1,15}(?: [A-Z][A-Za-z]{1,15}){0,3})\)")


@dataclass(frozen=True)
class Mention:
    """An Act or treaty named between ``start`` and ``end``.

    ``names`` holds the titles that may be meant: one if that is certain, none for ``the Act``. ``near`` is a title so
    like it that a slip is likely; it is told, and never used.
    """

    start: int
    end: int
    kind: Kind
    form: Form
    names: tuple[str, ...]
    near: str | None = None


@dataclass(frozen=True)
class Names:
    """The titles of a catalogue: Acts and treaties by their names, with their ids; ``short`` are abbreviations given as
    data.
    """

    acts: Mapping[str, str]
    treaties: Mapping[str, str]
    short: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, acts: Iterable[Act], instruments: Iterable[Instrument]) -> Names:
        """The names of the Acts and instruments of a catalogue."""
        titles: dict[str, str] = {}
        short: dict[str, tuple[str, ...]] = {}
        for act in acts:
            if act.id != PRACTICE:
                titles[_one_space(act.title)] = act.id
                for name in act.abbreviations:
                    short[name] = (*short.get(name, ()), _one_space(act.title))
        treaties: dict[str, dict[str, None]] = {}
        for instrument in instruments:
            named = [
                instrument.short_title,
                instrument.title,
                instrument.id,
                instrument.id.upper(),
                instrument.id.title(),
            ]
            named += [instrument.citation] if instrument.citation[:1].isalpha() else []
            for name in named:
                treaties.setdefault(_one_space(name), {})[instrument.id] = None
        # A name of two treaties names neither.
        return cls(titles, {name: next(iter(ids)) for name, ids in treaties.items() if len(ids) == 1}, short)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in an even text, in order."""
        acts = list(self._acts(text))
        found = [*acts, *self._abbreviated(text, acts), *self._treaties(text)]
        taken, kept = 0, []
        for mention in sorted(found, key=lambda m: (m.start, -m.end)):
            if mention.start >= taken:
                kept.append(mention)
                taken = mention.end
        return tuple(kept)

    def _acts(self, text: str) -> Iterator[Mention]:
        for found in _ACT.finditer(text):
            start, words = _title_before(text, found.start())
            if not words:
                yield from _pronoun(text, found)
            elif found["year"]:
                yield self._in_full(text, found, start, words)
            else:
                name = " ".join((*words, "Act"))
                yield Mention(start, found.end(), "act", "short", (name,))

    def _in_full(self, text: str, found: re.Match[str], start: int, words: list[str]) -> Mention:
        title = " ".join((*words, "Act", found["year"].strip()))
        country = _JURISDICTION.match(text, found.end())
        if country is not None and _is_abroad(country["name"]):
            return Mention(start, country.end(), "act", "full", (f"{title} ({country['name']})",))
        known = next(
            (t for n in range(len(words)) if (t := " ".join((*words[n:], *title.split()[-2:]))) in self.acts), None
        )
        if known == title:
            return Mention(start, found.end(), "act", "full", (title,))
        if known is not None:
            return Mention(start, found.end(), "act", "full", (title, known))
        return Mention(start, found.end(), "act", "full", (title,), self._slip(title))

    def _slip(self, title: str) -> str | None:
        """A known title of the same year that differs in a few letters."""
        words = title.split()
        same_year = [t for t in self.acts if t.split()[-1] == words[-1]]
        near = nearest(title, same_year)
        if near is None or abs(len(near.split()) - len(words)) > 1:
            return None
        differing = set(near.casefold().split()) ^ set(title.casefold().split())
        return near if len(differing) <= 2 else None

    def _abbreviated(self, text: str, acts: Iterable[Mention]) -> Iterator[Mention]:
        """Abbreviations that the data define, and those that the text has defined by then."""
        defined: dict[str, dict[str, None]] = {name: dict.fromkeys(titles) for name, titles in self.short.items()}
        full = (m for m in acts if m.form == "full" and len(m.names) == 1)
        mention = next(full, None)
        for found in _ABBREVIATION.finditer(text):
            while mention is not None and mention.end < found.start():
                name = short_name(text, mention)
                if name is not None and " " not in name and name != "Act":
                    defined.setdefault(name, {})[mention.names[0]] = None
                mention = next(full, None)
            if found[0] in defined:
                yield Mention(found.start(), found.end(), "act", "short", tuple(defined[found[0]]))

    def _treaties(self, text: str) -> Iterator[Mention]:
        if self.treaties:
            longest_first = sorted(self.treaties, key=lambda n: (-len(n), n))
            known = "|".join(re.escape(name).replace(r"\ ", " +") for name in longest_first)
            for found in re.finditer(rf"(?<![\w:/.-])(?:{known})(?![\w:-])", text):
                name = _one_space(found[0])
                form: Form = "short" if name.lower() == self.treaties[name] else "full"
                yield Mention(found.start(), found.end(), "treaty", form, (name,))
        for found in _TREATY_NOUN.finditer(text):
            yield Mention(found.start("noun"), found.end(), "treaty", _form(found["the"]), ())


def short_name(text: str, mention: Mention) -> str | None:
    """The short form that the text gives right after a title: ``Privacy Act 2020 (the Act)``; ``None`` if it gives
    none.
    """
    found = _DEFINED.match(text, mention.end)
    if found is None or _is_abroad(found["name"]):
        return None
    name = found["name"]
    nouns = ("Act",) if mention.kind == "act" else ("Convention", "Protocol", "Treaty")
    return name if name.split()[-1] in nouns or (name.isupper() and " " not in name) else None


def _is_abroad(name: str) -> bool:
    """Whether the bracket after a title names another country: an Act of that title is not New Zealand's."""
    words = name.split()
    short = words[-1] in ("Act", "Convention", "Protocol", "Treaty") or (name.isupper() and len(words) == 1)
    return name in JURISDICTIONS or not (
        short or words[0] in ("Part", "Schedule", "Subpart", "Repealed") or name == "New Zealand"
    )


def _one_space(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _pronoun(text: str, found: re.Match[str]) -> Iterator[Mention]:
    before = re.search(r"(?<!\w)([Tt]he|[Tt]his|[Tt]hat) +$", text[max(0, found.start() - 12) : found.start()])
    if before and not found["year"]:
        yield Mention(found.start(), found.end(), "act", _form(before[1]), ())


def _form(word: str) -> Form:
    return "that" if word.lower() == "that" else "the"


def _title_before(text: str, end: int) -> tuple[int, list[str]]:
    """The words of a title that ends at ``end``, and where they begin: words with capitals, linked by small words."""
    depth = 0
    kept: list[tuple[int, str]] = []
    for start, word in _words_back(text, end):
        if not _TITLE_WORD.fullmatch(word) and not (word in _LINKING and kept):
            break
        depth += word.count(")") - word.count("(")
        if depth < 0:  # the bracket that opens here holds the title
            if word.startswith("(") and len(word) > 1:
                kept.append((start + 1, word[1:]))
            break
        kept.append((start, word))
    kept.reverse()
    return _without_opening(kept, end)


def _words_back(text: str, end: int) -> Iterator[tuple[int, str]]:
    """The words before ``end`` of one paragraph, the last first, as far back as a title can reach."""
    first = max(0, end - _WINDOW, text.rfind(BREAK, max(0, end - _WINDOW), end) + 1)
    while True:
        while end > first and text[end - 1] == " ":
            end -= 1
        if end <= first:
            return
        start = max(first, text.rfind(" ", first, end) + 1)
        yield start, text[start:end]
        end = start


def _without_opening(kept: list[tuple[int, str]], end: int) -> tuple[int, list[str]]:
    """Without words that only lead up to a title, and what stands before a comma that no "and" follows."""
    commas = [n for n, (_, word) in enumerate(kept) if word.endswith(",")]
    if commas and not any(word == "and" for _, word in kept[commas[-1] :]):
        kept = kept[commas[-1] + 1 :]
    while kept and kept[0][1].rstrip(",").casefold() in _OPENING:
        kept = kept[1:]
    if len(kept) > 2 and kept[1][1].casefold() == "zealand's":
        kept = kept[2:]
    return (kept[0][0], [word for _, word in kept]) if kept else (end, [])
