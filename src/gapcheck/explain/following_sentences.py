"""Sentences on a duty that asks for nothing but what others ask, and stands as they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gapcheck.wording.words import capital, join

MOST_PLACES = 12
"""How many paragraphs a sentence names before it counts them."""


def carried_out_by(thing: str, articles: Sequence[str], short: Mapping[str, Sequence[str]]) -> str:
    """A duty that asks for what others ask: it stands as they do; ``short`` names those that are not met, by verdict.

    >>> carried_out_by("duty", ["art 3", "art 4", "art 5"], {"partial": ["art 4(1)"]})
    'this duty asks for what arts 3 to 5 ask, and stands as they do together; art 4(1) is partial.'
    >>> carried_out_by("duty", ["art 3", "art 7"], {})
    'this duty asks for what arts 3 and 7 ask, and stands as they do together.'
    """
    word, _, first = articles[0].partition(" ")
    # Of those in between that a range takes in, some may ask for nothing.
    many = f"{word}s {first} to {articles[-1].partition(' ')[2]}" if len(articles) > MOST_PLACES else _places(articles)
    together = "asks, and stands as it does" if len(articles) == 1 else "ask, and stands as they do together"
    told = f"this {thing} asks for what {many} {together}"
    return f"{'; '.join([told, *_standing(short)])}."


def _standing(short: Mapping[str, Sequence[str]]) -> list[str]:
    if sum(map(len, short.values())) > MOST_PLACES:
        return [join(f"{len(p)} paragraph{' is' if len(p) == 1 else 's are'} {words}" for words, p in short.items())]
    return [f"{_places(places)} {'are' if len(places) > 1 else 'is'} {words}" for words, places in short.items()]


def stand_so(short: Mapping[str, Sequence[str]]) -> str:
    """How those of the others stand that are not met, by verdict; nothing where there are none.

    >>> stand_so({"partial": ["art 4(1)"], "likely partial": ["art 5(1)", "art 5(2)"]})
    'Art 4(1) is partial; arts 5(1) and 5(2) are likely partial.'
    >>> stand_so({"partial": [f"art {number}(1)" for number in range(1, 14)]})
    'Of what it asks to be carried out, 13 paragraphs are partial.'
    """
    told = "; ".join(_standing(short))
    # No sentence begins with a figure.
    return f"{f'Of what it asks to be carried out, {told}' if told[:1].isdigit() else capital(told)}." if short else ""


def carried_out_by_the_rest(thing: str, article: str) -> str:
    """The same, of a duty that sums up the others of its article.

    >>> carried_out_by_the_rest("duty", "art 8")
    'this duty asks for what the rest of art 8 asks, and stands as that does.'
    """
    return f"this {thing} asks for what the rest of {article} asks, and stands as that does."


def _places(labels: Sequence[str]) -> str:
    word, numbers = labels[0].partition(" ")[0], [label.partition(" ")[2] for label in labels]
    if len(numbers) == 1:
        return labels[0]
    if (
        len(numbers) > 2
        and all(n.isdecimal() for n in numbers)
        and int(numbers[-1]) - int(numbers[0]) == len(numbers) - 1
    ):
        return f"{word}s {numbers[0]} to {numbers[-1]}"
    return f"{word}s {join(numbers)}"
