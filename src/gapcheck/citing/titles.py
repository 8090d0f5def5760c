"""The titles of Acts, Bills and other enactments in a text: where each begins and ends.

A title is read from its noun (``Act``, ``Bill``, ``Regulations``): back over words with capitals, and on over what
makes another enactment of it (``Crimes Act 1961 Amendment Bill``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gapcheck.citing.plain_text import BREAK

Noun = Literal["Act", "Bill", "secondary"]

_YEAR = r"(?:1[89]|20)\d\d"
_NUMBERED = r"(?P<no> +\(No\.? *\d{1,2}\))?"
_NOUNS = re.compile(
    rf"(?<![\w'])(?:(?P<noun>Act){_NUMBERED}(?:,? +(?P<year>{_YEAR}))?(?:(?<=\d) +\(No\.? *\d{{1,2}}\))?"
    rf"|(?P<bill>Bill)(?! +of +Rights)(?: +\(No\.? *\d{{1,2}}\))?"
    rf"|(?:Regulations|Rules|Order|Code|Notice|Ordinance)(?P<no2> +\(No\.? *\d{{1,2}}\))? +(?P<dated>{_YEAR})"
    rf")(?!\w|'[a-rt-z])"
)
# What after a year makes the title that of another enactment.
_TITLE_PART = r"(?:\([A-Z][\w' -]{1,60}\)|[A-Z][\w'-]+)"
_GOES_ON = re.compile(
    rf" +(?:(?P<first>{_TITLE_PART})(?: +(?:{_TITLE_PART}|and|of|in|for|to)){{0,8}}? +)?"
    r"(?P<noun>Bill|Act|Order|Regulations|Rules|Notice)"
    rf"(?: +\(No\.? *\d{{1,2}}\))?(?: +{_YEAR})?(?!\w)"
)
_CHANGING = frozenset(
    (
        "Amendment", "Amendments", "Commencement", "Repeal", "Repeals", "Continuation", "Validation", "Application",
        "Modification", "Extension", "Exemption", "Exemptions",
    )
)  # fmt: skip
_NEAR = 30  # characters before a noun in which "the principal" stands
_WINDOW = 240  # characters before the noun in which a title begins
_TITLE_WORD = re.compile(r"\(*[A-ZĀĒĪŌŪ][\w'()/&-]*,?")
_LINKS = "and of in for to on or with against by from at & o ki mō me hei te ngā nga"
_LINKING = frozenset(_LINKS.split())
_OPENERS = (
    "under see both also per the this that a an its our while although if when where as unlike like compare cf "
    "since section sections part parts schedule nz's zealand's amendments amendment amends amend amending repeal "
    "repeals repealing changes references reference offences offence review reviewing after before unless "
    "despite through within because whereas existing current proposed ibid article articles clause but so nor"
)
_OPENING = _LINKING | frozenset(_OPENERS.split())
_NOT_FIRST = re.compile(r"Acts\b")
_ACTS_TITLE = re.compile(r"(?:Interpretation|and Regulations)\b")


@dataclass(frozen=True)
class Title:
    """A title between ``start`` and ``end``: its words before the noun, the noun with what follows, and its year.

    ``longer`` is the title with words after its year that may belong to it; ``end`` is then that of those.
    """

    start: int
    end: int
    noun: Noun
    words: tuple[str, ...]
    rest: str
    year: str | None
    longer: str = ""

    @property
    def full(self) -> str:
        """The title as one line."""
        return " ".join((*self.words, self.rest))

    def endings(self) -> Iterator[str]:
        """The title, and what it ends with from each later word on, the longest first."""
        for n in range(len(self.words)):
            yield " ".join((*self.words[n:], self.rest))


@dataclass(frozen=True)
class NounAlone:
    """``the Act``, ``that Bill``, ``the 1961 Act``: a noun without a title, with the word that leads to it."""

    start: int
    end: int
    noun: Noun
    word: str
    qualifier: str


_LEADING_TO = re.compile(
    r"(?<!\w)(?P<word>[Tt]he|[Tt]his|[Tt]hat|[Ss]uch)"
    rf"(?: +(?P<qualifier>principal|Principal|same|said|{_YEAR}))? +$"
)


def find_titles(text: str) -> Iterator[Title | NounAlone]:
    """Every title and every noun without one in a normalised text, in order of the nouns."""
    taken = 0
    for match in _NOUNS.finditer(text):
        noun = _noun(match)
        start, words = _title_before(text, match.start(), taken)
        if not words or words == ["Principal"]:
            if alone := _alone(text, match, noun):
                yield alone
            continue
        title = _whole(text, match, noun, start, words)
        taken = title.end
        yield title


def _noun(match: re.Match[str]) -> Noun:
    if match["noun"]:
        return "Act"
    return "Bill" if match["bill"] else "secondary"


def _whole(text: str, match: re.Match[str], noun: Noun, start: int, words: list[str]) -> Title:
    """The title with what follows its noun."""
    end, rest = match.end(), " ".join(match[0].replace(",", "").split())
    year = match["year"] or match["dated"]
    if noun == "Act" and year:
        longer = _GOES_ON.match(text, end)
        if longer and (longer["first"] is None or longer["first"].strip("()") in _CHANGING):
            rest = " ".join((rest, *longer[0].split()))
            kinds: dict[str, Noun] = {"Bill": "Bill", "Act": "Act"}
            kind = kinds.get(longer["noun"], "secondary")
            last = re.search(rf"{_YEAR}$", rest)
            return Title(start, longer.end(), kind, tuple(words), rest, last[0] if last else None)
        if longer and longer["noun"] != "Act":
            whole = " ".join((*words, rest, *longer[0].split()))
            return Title(start, longer.end(), noun, tuple(words), rest, year, whole)
    return Title(start, end, noun, tuple(words), rest, year)


def _alone(text: str, match: re.Match[str], noun: Noun) -> NounAlone | None:
    before = _LEADING_TO.search(text, match.start() - _NEAR, match.start())
    if before is None or match["year"] or match["dated"]:
        return None
    # A qualifier belongs to the mention, the article before it does not.
    start = before.start("qualifier") if before["qualifier"] else match.start()
    return NounAlone(start, match.end(), noun, before["word"].lower(), (before["qualifier"] or "").lower())


def _title_before(text: str, end: int, taken: int) -> tuple[int, list[str]]:
    """The words of a title that ends at ``end``, and where they begin: words with capitals, linked by small words."""
    depth = 0
    kept: list[tuple[int, str]] = []
    for start, word in _words_back(text, end, taken):
        # "Acts" tells of several, but for the Acts on Acts.
        several = _NOT_FIRST.match(word) and not _ACTS_TITLE.match(text, start + len(word) + 1)
        if several or (not _TITLE_WORD.fullmatch(word) and not (word in _LINKING and kept)):
            break
        if word.rstrip(",") == "Act":
            break
        depth += word.count(")") - word.count("(")
        if depth < 0:  # the bracket that opens here holds the title
            if inside := word.rpartition("(")[2]:
                kept.append((start + len(word) - len(inside), inside))
            break
        kept.append((start, word))
    kept.reverse()
    return _without_opening(kept, end)


def _words_back(text: str, end: int, taken: int) -> Iterator[tuple[int, str]]:
    """The words before ``end`` of one paragraph, the last first, as far back as a title can reach."""
    first = max(taken, end - _WINDOW)
    first = max(first, text.rfind(BREAK, first, end) + 1)
    while True:
        # Offsets are those of the text itself, so words are walked and not split.
        while text[end - 1] == " ":
            end -= 1
        if end <= first:
            return
        start = max(first, text.rfind(" ", first, end) + 1)
        word = text[start:end]
        own = word.lstrip("'/•|-<>")
        if own:
            yield start + len(word) - len(own), own
        if len(own) < len(word):  # what stands glued before a word is no part of its title
            return
        end = start


def _without_opening(kept: list[tuple[int, str]], end: int) -> tuple[int, list[str]]:
    """Without words that only lead up to a title, and what stands before a comma that no "and" follows."""
    commas = [n for n, (_, word) in enumerate(kept) if word.endswith(",")]
    if commas and not any(word in ("and", "&") for _, word in kept[commas[-1] :]):
        kept = kept[commas[-1] + 1 :]
    # "Under the Crimes Act 1961": the sentence begins with a capital too.
    while kept and kept[0][1].rstrip(",").casefold() in _OPENING and kept[0][1].rstrip(",") not in ("Te", "Ngā"):
        kept = kept[1:]
    if len(kept) > 1 and kept[1][1].casefold() == "zealand's":
        kept = kept[2:]
    return (kept[0][0], [word for _, word in kept]) if kept else (end, [])
