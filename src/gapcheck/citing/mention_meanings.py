"""What each mention of a text stands for: the titles of Acts and the ids of treaties that may be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gapcheck.citing.catalogue_places import DefaultOwners
from gapcheck.citing.names import Kind, Mention, Names, short_names, title_key, without_year
from gapcheck.citing.plain_text import PlainText
from gapcheck.errors import hint

KINDS: tuple[Kind, Kind] = ("act", "treaty")
_YEAR = re.compile(r"\d{4}")
_AMENDING = (
    r"[Bb]ill|Act|[Tt]his +(?:[Pp]art|[Ss]ubpart|[Cc]lause)"
    r"|(?:[Pp]art|[Ss]ubpart|[Cc]lause)s? +\d+[A-Z]*(?:(?:,| +and| +to) +\d+[A-Z]*)*"
)
_AMENDS = re.compile(rf"\b(?:{_AMENDING}) +(?:also +)?(?:(?:seeks?|proposes?) +to +)?amends? +(?:the +)?$")
_FAR = 90  # characters before a title in which the words stand that it is amended
_TREATY_SORT = re.compile(r"Convention|Protocol")
_NOUN = re.compile(r"\b(Act|Bill)(?: \(No \d+\))?(?: \d{4})?(?: \(No \d+\))?$")


@dataclass
class _SoFar:
    """What a text has named of one kind up to a place: everywhere, in this paragraph, in this sentence."""

    everywhere: dict[str, None] = field(default_factory=dict)
    paragraph: dict[str, None] = field(default_factory=dict)
    sentence: dict[str, None] = field(default_factory=dict)
    unclear: bool = False
    at: tuple[int | None, int | None] = (None, None)

    def move(self, paragraph: int, sentence: int) -> None:
        if paragraph != self.at[0]:
            self.paragraph = {}
        if (paragraph, sentence) != self.at:
            self.sentence = {}
        self.at = (paragraph, sentence)

    def add(self, name: str) -> None:
        self.everywhere[name] = self.paragraph[name] = self.sentence[name] = None


@dataclass
class MentionMeanings:
    """Settles the mentions of one text, in order. ``defined`` are the short forms that the text gives, with what each
    stands for.
    """

    plain: PlainText
    mentions: Sequence[Mention]
    names: Names
    defaults: DefaultOwners
    defined: dict[str, dict[str, None]] = field(default_factory=dict)
    _meanings: dict[Mention, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._named_anywhere: dict[str, dict[str, None]] = {}
        for mention in self.mentions:
            if len(mention.names) == 1 and not mention.near:
                key = title_key(without_year(mention.names[0]))
                self._named_anywhere.setdefault(key, {})[mention.names[0]] = None
        self._amended = {
            mention.names[0]: None
            for mention in self.mentions
            if mention.kind == "act" and len(mention.names) == 1 and self._is_amended(mention)
        }
        self._index = {m: n for n, m in enumerate(self.mentions)}
        so_far: Mapping[Kind, _SoFar] = {kind: _SoFar() for kind in KINDS}
        for mention in self.mentions:
            seen = so_far[mention.kind]
            seen.move(self.plain.paragraph(mention.start), self.plain.sentence(mention.start))
            self._meanings[mention] = self._meaning(mention, seen)
            if name := self.certain(mention):
                seen.add(name)
            # After a name that could be two, or is a slip, "the Act" is no longer certain.
            elif mention.form in ("full", "short"):
                seen.unclear = True

    def certain(self, mention: Mention) -> str | None:
        """The one that it stands for, if that is certain."""
        meaning = self._meanings[mention]
        return meaning[0] if len(meaning) == 1 and not mention.near else None

    @property
    def several_amended(self) -> bool:
        """Whether the text is on a Bill that amends more than one Act."""
        return len(self._amended) > 1

    def may_be_bare(self, name: str) -> bool:
        """Whether a section without an Act may be of this one: on a Bill, only of an Act that it amends."""
        return not self._on_a_bill or name in self._amended or name == self.principal

    @cached_property
    def _on_a_bill(self) -> bool:
        return bool(self._amended) or any(m.said.casefold().startswith("principal") for m in self.mentions)

    @property
    def principal(self) -> str | None:
        """The principal Act: what the text calls so, or the only Act that it says the Bill amends."""
        names = {**self.defined.get("principal Act", {}), **self._amended}
        return next(iter(names)) if len(names) == 1 else None

    def default(self, kind: Kind) -> str | None:
        """What the caller gave for places of which the text names nothing."""
        return self.defaults.act if kind == "act" else self.defaults.treaty

    def why(self, mention: Mention) -> str:
        """Why it is not certain what a mention stands for."""
        if mention.near:
            return f"no such Act is in the catalogue{hint(f'the {mention.near}')}"
        names = self._meanings[mention]
        if names:
            titles = [self.names.titles.get(n, n) for n in names]
            return f"it may be of the {' or the '.join(titles)}"
        said = self.plain.text[mention.start : mention.end]
        if mention.form == "short":
            return f"{said!r} has no year, and the text has not named it in full before"
        if mention.form == "this":
            return f"'this {mention.said.split()[-1]}' is the one that the text itself is of, and that was not given"
        if mention.said.startswith("principal"):
            return "the text does not say which the principal Act is"
        return f"{said!r} could be any of several that are named before it, or none is"

    def _meaning(self, mention: Mention, seen: _SoFar) -> tuple[str, ...]:
        if mention.form == "full":
            self._define(mention)
            return mention.names
        if mention.form == "short":
            return self._short(mention)
        if mention.form == "this":
            return self._given(mention)
        if mention.form == "that":
            return self._bracketed(mention) or self._that(mention, seen)
        return self._the(mention, seen)

    def _is_amended(self, mention: Mention) -> bool:
        return _AMENDS.search(self.plain.text, mention.start - _FAR, mention.start) is not None

    def _define(self, mention: Mention) -> None:
        # A short form of an uncertain title would spread the doubt.
        if len(mention.names) != 1 or mention.near:
            return
        for short in short_names(self.plain.text, mention):
            self.defined.setdefault(short, {})[mention.names[0]] = None
        # Later mentions may leave out the year.
        self.defined.setdefault(without_year(mention.names[0]), {})[mention.names[0]] = None

    def _short(self, mention: Mention) -> tuple[str, ...]:
        if defined := self.defined.get(mention.said):
            return tuple(defined)
        if mention.names:
            return mention.names
        key = title_key(mention.said)
        # One Act of that name in the catalogue, and none of another year in the text.
        known = dict.fromkeys(self.names.without_years.get(key, ()))
        return tuple({**self._named_anywhere.get(key, {}), **known})

    def _bracketed(self, mention: Mention) -> tuple[str, ...]:
        """``the Bail Act 2000 (as applied by section 49 of that Act)``: the one right before the bracket."""
        before = self.mentions[self._index[mention] - 1]  # of the first one the last, which no gap parts from it
        if before.kind != mention.kind:
            return ()
        gap = self.plain.text[before.end : mention.start]
        return self._meanings[before] if re.fullmatch(r" \([^()]{0,80}(?:\([^()]{1,4}\)[^()]{0,40})*", gap) else ()

    def _that(self, mention: Mention, seen: _SoFar) -> tuple[str, ...]:
        nearest = seen.sentence or seen.paragraph
        named = [n for n in nearest if self._is_a(n, mention)]
        return (named[0],) if len(named) == 1 and not seen.unclear else ()

    def _the(self, mention: Mention, seen: _SoFar) -> tuple[str, ...]:
        if mention.said in self.defined:
            return tuple(self.defined[mention.said])
        named = [n for n in seen.everywhere if self._is_a(n, mention)]
        year = _YEAR.match(mention.said)
        if year:
            return tuple(n for n in named if n.endswith(year[0]))
        if mention.said.casefold().startswith("principal"):
            return (self.principal,) if self.principal else ()
        if seen.unclear:
            return ()
        return tuple(dict.fromkeys((*named, *self._given(mention))))

    def _given(self, mention: Mention) -> tuple[str, ...]:
        """What the caller gave, if it is of the sort that the mention asks for."""
        default = self.default(mention.kind)
        return (default,) if default and self._is_a(default, mention) else ()

    def _is_a(self, name: str, mention: Mention) -> bool:
        """Whether a name is of the sort that the pronoun asks for: ``the Bill`` is no Act."""
        if mention.kind == "treaty":
            # A "Protocol to the Convention" is a protocol.
            sort = _TREATY_SORT.search(self.names.titles[name])
            return mention.said == "Treaty" or sort is None or sort[0] == mention.said
        noun = _NOUN.search(name)
        return noun is not None and mention.said.split()[-1] == noun[1]
