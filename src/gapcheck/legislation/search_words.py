"""The words of a search: those of a duty, the words that statutes use for them, and those of the part of the law it
belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from gapcheck.catalogue.strict_yaml import parse

# A search slows down with the number of its words, and a whole article can have hundreds.
MOST_WORDS = 60
_WORD = re.compile(r"[a-zāēīōū]{3,}|(?<!\d)\d+[a-z]+")
_STOP = """
about above after against all also and any are been before being between both but can could did does each either for
from further had has have having her him his how into its itself may might more most must nor not only other otherwise
our out over own same shall she should some such than that the their them then there these they this those through under
until upon very was were what when where which while who whom whose why will with within without would you your
"""
STOP_WORDS = frozenset(_STOP.split())


@dataclass(frozen=True)
class SearchWords:
    """The words to look for: ``own``, ``synonyms`` with the word of the duty that each stands for, and ``context`` by
    kind.
    """

    own: tuple[str, ...]
    synonyms: Mapping[str, str]
    context: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synonyms:
    """What ``synonyms.yaml`` holds: statute words by the word of a treaty, and by the kind of a duty."""

    synonyms: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]

    def wanted(self, text: str, kind: str | None = None) -> SearchWords:
        """The words of a search for ``text``, in the order in which it has them; at most ``MOST_WORDS`` of its own."""
        own = words_of(text)[:MOST_WORDS]
        synonyms: dict[str, str] = {}
        for word in own:
            for other in self.synonyms.get(word, ()):
                # A word of the duty itself counts in full, and not as the synonym of another.
                if other not in own:
                    synonyms.setdefault(other, word)
        return SearchWords(own, synonyms, self.kinds.get(kind or "", ()))


def words_of(text: str) -> tuple[str, ...]:
    """The different words of a text that are worth a search, in lower case.

    A word and its plural both stay: what a text says in several forms counts for more, which was measured to help.
    """
    words = _WORD.findall(text.lower().replace("'", "").replace("’", ""))
    return tuple(dict.fromkeys(word for word in words if word not in STOP_WORDS))


@cache
def shipped_synonyms() -> Synonyms:
    """The synonyms that come with gapcheck."""
    file = resources.files("gapcheck.legislation") / "synonyms.yaml"
    data = parse(file.read_bytes(), "synonyms.yaml").data
    synonyms = {word: tuple(entry["statutes"]) for entry in data["synonyms"] for word in entry["words"]}
    return Synonyms(synonyms, {entry["kind"]: tuple(entry["statutes"]) for entry in data["kinds"]})
