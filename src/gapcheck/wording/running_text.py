"""How places, provisions and data texts are spoken of inside a sentence (New Zealand Law Style Guide).

In a citation an article is ``art 16(2)`` and a section ``Crimes Act 1961, s 252(1)``; in a sentence they are *article
16(2)* and *section 252(1) of the Crimes Act 1961*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from gapcheck.model.treaty import Division, Instrument
from gapcheck.wording.citation import CitationError, Pinpoint, StatuteCitation, merge_citations
from gapcheck.wording.words import join

_NAMES = frozenset(
    {
        "Attorney-General",
        "Cabinet",
        "Commonwealth",
        "Crown",
        "INTERPOL",
        "Māori",
        "Minister",
        "Ministers",
        "New",
        "Parliament",
        "Police",
        "Solicitor-General",
    }
)
"""First words that keep their capital wherever they stand."""
_RANGE = 3
"""From how many neighbours on a range is written in place of a list."""


def in_sentence(text: str, state: str = "") -> str:
    """A text as it goes on after a colon: with a small first letter, unless it begins with a name, such as that of the
    ``state``.

    >>> in_sentence("Intentionally accessing data."), in_sentence("Ruritanian courts hear it.", "Ruritania")
    ('intentionally accessing data.', 'Ruritanian courts hear it.')
    """
    if state and text.startswith(state.removeprefix("the ")):
        return text
    first = text.split(" ", 1)[0].rstrip(",;:").removesuffix("'s")
    kept = first in _NAMES or any(letter.isupper() for letter in first[1:])
    return text if kept else text[:1].lower() + text[1:]


@lru_cache(maxsize=65_536)  # one citation stands in many sentences
def provision(citation: str) -> str:
    """A citation as it stands in a sentence.

    >>> provision("Crimes Act 1961, ss 66(1) and 72(1)")
    'sections 66(1) and 72(1) of the Crimes Act 1961'
    """
    for whole, word in ((", art ", "article"), (", arts ", "articles"), (", item ", "item"), (", para ", "paragraph")):
        if whole in citation:
            title, place = citation.rsplit(whole, 1)
            return f"{word} {place} of the {title}"
    try:
        return StatuteCitation.parse(citation).in_text()
    except CitationError:
        return citation


def provisions(citations: Iterable[str]) -> str:
    """Several citations as they stand in a sentence, those of one Act or treaty together.

    >>> provisions(["Act 1961, s 2", "Act 2012, s 5", "Act 1961, s 3"])
    'sections 2 and 3 of the Act 1961 and section 5 of the Act 2012'
    >>> provisions(["Model Convention, art 35(1)(b)", "Model Convention, art 43(1)"])
    'articles 35(1)(b) and 43(1) of the Model Convention'
    """
    told = _of_one_treaty([provision(citation) for citation in merge_citations(citations)])
    # "sections 1 and 2 of A, section 3 of B and section 4 of C" reads well; with commas in a title it does not.
    if len(told) > 2 and any("," in one for one in told):
        return f"{'; '.join(told[:-1])}; and {told[-1]}"
    return join(told)


def _of_one_treaty(told: Sequence[str]) -> list[str]:
    """Places of a treaty that stand in a row, with its name told once."""
    rows: list[tuple[str, list[str]]] = []
    for one in told:
        found = _ARTICLE.match(one)
        if found and rows and rows[-1][0] == found[2]:
            rows[-1][1].append(found[1])
        else:
            rows.append((found[2], [found[1]]) if found else ("", [one]))
    return [
        f"articles {join(places)}{treaty}" if len(places) > 1 else f"{'article ' if treaty else ''}{places[0]}{treaty}"
        for treaty, places in rows
    ]


_ARTICLE = re.compile(r"^article (\S+)( of the .+)$")
_DIVISIONS: Mapping[Division, str] = {
    "article": "article",
    "item": "item",
    "paragraph": "paragraph",
    "topic": "topic",
}


def division(instrument: Instrument, number: str) -> str:
    """A place in an instrument as it stands in a sentence: ``article 16(2)``, ``item 6.4``."""
    point, _ = Pinpoint.leading(number) if instrument.division == "article" else (None, "")
    return f"{_DIVISIONS[instrument.division]} {point or number}"


def paragraphs(duties: Sequence[str], every: Sequence[str]) -> str:
    """Duties of one article by their numbers: what they share is said once, and neighbours are a range.

    ``every`` lists all the duties of the article, permissions and definitions included: a paragraph is named for its
    subparagraphs only if all of them are meant.

    >>> paragraphs(["16(1)", "16(2)", "16(3)"], ["16(1)", "16(2)", "16(3)", "16(4)"])
    '16(1)–(3)'
    >>> paragraphs(["27(2)(c)", "27(2)(d)", "27(3)", "27(6)"], ["27(2)(a)", "27(2)(c)", "27(2)(d)", "27(3)", "27(6)"])
    '27(2)(c) and (d), (3) and (6)'
    """
    wanted, known = _points(duties), _points(every)
    if not wanted:
        return join(dict.fromkeys(duties))
    for depth in (3, 2, 1):
        wanted = _raised(wanted, known, depth)
    label = wanted[0].label
    if wanted == [Pinpoint(label)]:
        return label
    told: list[str] = []
    for above, points in groupby(wanted, key=lambda point: point.parts[:-1]):
        items = _items(list(points))
        told += [f"{''.join(f'({part})' for part in above)}{join(items)}"] if above else items
    # "(2)(c) and (d) and (3)(a) and (b)" would not say what belongs together.
    word = "" if " and " in told[-1] or (len(told) == 2 and " and " in told[0]) else " and "
    return f"{label}{join(told) if word else ', '.join(told)}"


def _points(duties: Iterable[str]) -> list[Pinpoint]:
    """The places of duties; of an item such as ``6.2``, which no bracket divides, none."""
    found = map(Pinpoint.leading, duties)
    # A suffix after a hyphen tells duties of one paragraph apart.
    return list(dict.fromkeys(point for point, rest in found if point is not None and rest[:1] in ("", "-")))


def _raised(wanted: list[Pinpoint], known: list[Pinpoint], depth: int) -> list[Pinpoint]:
    """The same with paragraphs of that depth in place of their parts, where every part is there."""
    raised: dict[Pinpoint, None] = {}
    for point in wanted:
        above = Pinpoint(point.label, point.parts[:depth])
        inside = [k for k in known if k.startswith(above)]
        whole = len(point.parts) > depth and len(inside) > 1 and all(k in wanted for k in inside)
        raised[above if whole else point] = None
    return list(raised)


def _items(points: list[Pinpoint]) -> list[str]:
    """The last parts of numbers that stand in one paragraph: ``(c)``, ``(d)``; of three or more neighbours, a range."""
    runs: list[list[Pinpoint]] = []
    for point in points:
        if runs and _next(runs[-1][-1], point):
            runs[-1].append(point)
        else:
            runs.append([point])
    told: list[str] = []
    for run in runs:
        if len(run) >= _RANGE:
            told.append(f"({run[0].parts[-1]})–({run[-1].parts[-1]})")
        else:
            told += [f"({point.parts[-1]})" if point.parts else point.label for point in run]
    return told


def _next(one: Pinpoint, other: Pinpoint) -> bool:
    """Whether one number follows the other with none between them: a range never runs over what is not meant."""
    if not (one.parts and other.parts):
        return False
    first, second = one.parts[-1], other.parts[-1]
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def articles(instrument: Instrument, numbers: Sequence[str]) -> str:
    """Several articles as they stand in a sentence: neighbours are a range, which runs over no article between.

    *article 5*, *articles 2–8, 11 and 13*; items of a mandate are listed one by one.
    """
    word = _DIVISIONS[instrument.division]
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told: list[str] = []
    for run in runs:
        told += [f"{run[0]}–{run[-1]}"] if len(run) >= _RANGE else run
    return f"{word}{'s' if len(numbers) > 1 else ''} {join(told)}"
