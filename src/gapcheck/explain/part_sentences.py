"""Sentences on the parts of an article that do not stand alike: where it falls short, and what several of them ask."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from gapcheck.explain.answer_sentences import asks
from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import join


def falls_short_in(place: str, told: str, *, contested: bool = False) -> str:
    """Where an article falls short, and for what; ``told`` is a sentence.

    >>> falls_short_in("article 29(3)", "Section 2 of the Act 2012 does not cover lesser offences.")
    'It falls short in article 29(3): section 2 of the Act 2012 does not cover lesser offences.'
    >>> falls_short_in("article 22(1)(b)", "Section 8(1) leaves out a foreign national.", contested=True)
    'It is contested in article 22(1)(b): section 8(1) leaves out a foreign national.'
    """
    return f"It {'is contested' if contested else 'falls short'} in {place}: {in_sentence(told)}"


def turns_on_open(asks: str) -> str:
    """The question that what is contested turns on.

    >>> turns_on_open("Does the reservation take in ships?")
    'It turns on an open question: does the reservation take in ships?'
    """
    return f"It turns on an open question: {in_sentence(asks)}"


def falls_short_too(places: Sequence[str]) -> str:
    """Further places where an article falls short, by name only.

    >>> falls_short_too(["article 3(2)", "article 3(4)"])
    'It falls short in article 3(2) and article 3(4) too.'
    """
    return f"It falls short in {join(places)} too."


def asks_of_several(texts: Sequence[str]) -> tuple[str, ...]:
    """What several paragraphs ask, a sentence for each; two that differ in their last words only are told as one.

    >>> asks_of_several(["Punish any act aboard ships.", "Punish any act aboard its aircraft."])
    ('It asks: punish any act aboard ships or its aircraft.',)
    >>> asks_of_several(["Keep a register.", "Keep it correct."])
    ('It asks: keep a register.', 'It asks: keep it correct.')
    """
    if len(texts) != 2:
        return tuple(map(asks, texts))
    first, second = (text.rstrip(".").split() for text in texts)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    # What is alike has to be the most of both, or what is left would not stand alone.
    if 2 * alike < max(len(first), len(second)) or alike in (len(first), len(second)):
        return tuple(map(asks, texts))
    return (asks(f"{' '.join(first)} or {' '.join(second[alike:])}"),)
