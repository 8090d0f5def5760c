"""The sentences of what is missing: what a rule leaves out, and what change of law or reservation would mend that.

``subject`` is a provision, practice or the law as a whole, as it stands inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from gapcheck.wording.running_text import in_sentence, provisions
from gapcheck.wording.words import capital, join

Surely = Literal["surely", "likely", "open"]
"""How sure it is that something is missing."""
Way = Literal["cover", "provide", "limit", "far", "part", "less", "exception"]
"""In which way something is missing."""
_BUT = "anybody but "
"""How the label of a limit begins that leaves out only some."""
_CITED = re.compile(r"^Section (\S+) of the (.+)$")
SURENESS: tuple[Surely, ...] = ("surely", "likely", "open")

# What is missing ------------------------------------------------------------------------------------------------


def missing(way: Way, subject: str, whats: Sequence[str], parts: str, surely: Surely, noun: str) -> str:
    """Things that are missing in one way, as a sentence; ``parts`` names what of a duty it is about.

    >>> missing("provide", "section 5 of the Act 1990", ["a time limit", "grounds"], "searches", "surely", "treaty")
    'Section 5 of the Act 1990 does not provide for a time limit or grounds (for searches).'
    """
    match way:
        case "cover":
            told = does_not_cover(subject, either(whats), surely)
        case "provide":
            told = does_not_provide(subject, join(whats, "or"), surely)
        case "limit":
            told = together([is_limited_to(subject, limits) for limits in _limits(whats)])
        case "far":
            told = covers_as_far(subject, join(whats))
        case "part":
            told = covers_in_part(subject, join(whats))
        case "less":
            told = gives_less(subject, "; ".join(whats))
        case "exception":
            told = exception_too_wide(join(whats), noun, surely)
    return f"{told.rstrip('.')} (for {parts})." if parts else told


def does_not_cover(subject: str, wanted: str, surely: Surely) -> str:
    """A part of what the treaty describes is left out.

    >>> does_not_cover("section 216B(1) of the Crimes Act 1961", "an emission that carries data", "likely")
    'Section 216B(1) of the Crimes Act 1961 likely does not cover an emission that carries data.'
    >>> does_not_cover("section 216B(1) of the Crimes Act 1961", "an emission that carries data", "open")
    'Whether section 216B(1) of the Crimes Act 1961 covers an emission that carries data is an open question.'
    """
    if surely == "open":
        return f"Whether {subject} covers {wanted} is an open question."
    return f"{capital(subject)} {_likely(surely)}does not cover {wanted}."


def does_not_provide(subject: str, wanted: str, surely: Surely) -> str:
    """Something that the treaty asks the law to give is not given.

    >>> does_not_provide("section 5 of the Act 1990", "regard for third parties", "surely")
    'Section 5 of the Act 1990 does not provide for regard for third parties.'
    >>> does_not_provide("section 5 of the Act 1990", "regard for third parties", "open")
    'Whether section 5 of the Act 1990 provides for regard for third parties is an open question.'
    """
    if surely == "open":
        return f"Whether {subject} provides for {wanted} is an open question."
    return f"{capital(subject)} {_likely(surely)}does not provide for {wanted}."


def is_limited_to(subject: str, found: str) -> str:
    """The rule has a limit that the treaty does not have; a limit to *anybody but* some leaves these out.

    >>> is_limited_to("section 53 of the Act 2012", "an offence punishable by 7 years' imprisonment or more")
    "Section 53 of the Act 2012 is limited to an offence punishable by 7 years' imprisonment or more."
    >>> is_limited_to("section 8(1) of the Crimes Act 1961", "anybody but a foreign national")
    'Section 8(1) of the Crimes Act 1961 leaves out a foreign national.'
    """
    if found.startswith(_BUT):
        return f"{capital(subject)} leaves out {found.removeprefix(_BUT)}."
    return f"{capital(subject)} is limited to {found}."


def _limits(whats: Sequence[str]) -> list[str]:
    """Limits as they are told: those to *anybody but* some each by itself, the others together."""
    apart = [what for what in whats if what.startswith(_BUT)]
    others = join(what for what in whats if what not in apart)
    return [*apart, *([others] if others else [])]


def either(whats: Sequence[str]) -> str:
    """Things in a list; of two that end alike, the clause that they end with is told once.

    >>> either(["an offence of art 2 that carries less than 2 years", "any other that carries less than 2 years"])
    'an offence of art 2, or any other, that carries less than 2 years'
    >>> either(["data", "traffic data"])
    'data or traffic data'
    """
    if len(whats) == 2:
        (first, that, clause), (second, _, other) = (what.partition(" that ") for what in whats)
        if that and clause == other:
            return f"{first}, or {second}, that {clause}"
    return join(whats, "or")


def covers_in_part(subject: str, wanted: str) -> str:
    """The rule reaches some of a thing: its limits are too many to list.

    >>> covers_in_part("section 8(1) of the Crimes Act 1961", "an attempt")
    'Section 8(1) of the Crimes Act 1961 covers only some cases of an attempt.'
    """
    return f"{capital(subject)} covers only some cases of {wanted}."


def only_as_far(wanted: str, found: str) -> str:
    """What is covered of a thing, as it stands after *covers*.

    >>> only_as_far("an attempt", "an attempt at a serious offence")
    'an attempt only as far as it is an attempt at a serious offence'
    """
    return f"{wanted} only as far as it is {found}"


def covers_as_far(subject: str, what: str) -> str:
    """The rule reaches some of a thing, and which; ``what`` is told by :func:`only_as_far`.

    >>> covers_as_far("section 8(1) of the Crimes Act 1961", only_as_far("an attempt", "an attempt at fraud"))
    'Section 8(1) of the Crimes Act 1961 covers an attempt only as far as it is an attempt at fraud.'
    """
    return f"{capital(subject)} covers {what}."


def gives_less(subject: str, found: str) -> str:
    """A figure is not the one that is asked for; ``found`` is told by :func:`instead`.

    >>> gives_less("section 79G of the Act 2012", instead("20 days", "treaty", "at least 90 days"))
    'Section 79G of the Act 2012 gives 20 days; the treaty asks for at least 90 days.'
    """
    return f"{capital(subject)} gives {found}."


def instead(given: str, noun: str, asked: str) -> str:
    """What is given, and what is asked for in its place: ``20 days; the treaty asks for at least 90 days``."""
    return f"{given}; the {noun} asks for {asked}"


def the_exception(where: str, text: str) -> str:
    """An exception, as it stands in a sentence.

    >>> the_exception("section 252(2)", "Access for another purpose.")
    'the exception in section 252(2) (access for another purpose)'
    """
    return f"the exception in {where} ({in_sentence(text).rstrip('.')})"


def exception_too_wide(exception: str, noun: str, surely: Surely) -> str:
    """An exception takes away something that the treaty does not leave out.

    >>> exception_too_wide("the exception in section 252(2) (access for another purpose)", "treaty", "likely")
    'The exception in section 252(2) (access for another purpose) is likely one that the treaty does not allow.'
    >>> exception_too_wide("the exception in section 252(2)", "treaty", "open")
    'Whether the treaty allows the exception in section 252(2) is an open question.'
    """
    if surely == "open":
        return f"Whether the {noun} allows {exception} is an open question."
    return f"{capital(exception)} is {_likely(surely)}one that the {noun} does not allow."


def nothing_answers(no_rule: str, wanted: str) -> str:
    """No rule of the day answers something; ``no_rule`` is the opening of the sentence.

    >>> nothing_answers("No rule in force on 1 July 2026", "deleting data")
    'No rule in force on 1 July 2026 covers deleting data.'
    """
    return f"{no_rule} covers {wanted}."


def together(sentences: Sequence[str]) -> str:
    """Several sentences as one.

    >>> together(["Section 2 is limited to ships.", "Section 3 does not cover data."])
    'Section 2 is limited to ships; section 3 does not cover data.'

    A section that was just named is not named again.

    >>> together(["Section 2 of the Act 2012 is limited to ships.", "Section 2 of the Act 2012 does not cover data."])
    'Section 2 of the Act 2012 is limited to ships; it does not cover data.'
    """
    first, *others = (one.rstrip(".") for one in sentences)
    told, before = [first], _section(first)
    for one in others:
        named = _section(one)
        told.append(f"it {one.removeprefix(named)}" if named and named == before else in_sentence(one))
        before = named
    return f"{'; '.join(told)}."


def alike(told: Sequence[tuple[str, str]]) -> list[tuple[list[str], str]]:
    """Places, each with what is missing there, merged where several sections leave out the same.

    >>> alike([("art 1", "Section 2 of the Act 2012 does not cover data."),
    ...        ("art 3", "Section 4 of the Act 2012 does not cover data.")])
    [(['art 1', 'art 3'], 'Each of sections 2 and 4 of the Act 2012 does not cover data.')]
    """
    merged: dict[str, list[tuple[str, str, str]]] = {}
    for place, text in told:
        named = _section(text)
        # A sentence that goes on to other things cannot share its subject.
        rest = text.removeprefix(named) if named and ";" not in text else text
        merged.setdefault(rest, []).append((place, named.rstrip(), text))
    found = []
    for rest, each in merged.items():
        cited = dict.fromkeys(_CITED.sub(r"\2, s \1", named) for _, named, _ in each)
        text = f"Each of {provisions(cited)} {rest}" if len(cited) > 1 else each[0][2]
        found.append(([place for place, _, _ in each], text))
    return found


def _section(sentence: str) -> str:
    """The section that a sentence begins with, and a space; nothing where it begins with something else."""
    found = re.match(r"Section \S+ of the .+? \d{4} ", sentence)
    return found[0] if found else ""


# What would mend it ---------------------------------------------------------------------------------------------------


def amendment(subject: str, wanted: str) -> str:
    """A change of law that provides for what the treaty asks, and for no more. Some Acts are not to be amended for
    that: then ``subject`` is empty.

    >>> amendment("section 20(1) of the Search Act 2008", "at least 90 days")
    'An amendment of section 20(1) of the Search Act 2008 that provides for at least 90 days.'
    >>> amendment("", "regard for third parties")
    'A provision on regard for third parties.'
    """
    return f"An amendment of {subject} that provides for {wanted}." if subject else f"A provision on {wanted}."


def beyond_the_limit(subject: str, limit: str) -> str:
    """A change of law that provides for what the treaty describes and a limit leaves out.

    >>> beyond_the_limit("section 6(1) of the Computer Act 1990", "a dishonest purpose")
    'An amendment of section 6(1) of the Computer Act 1990 for what the treaty describes beyond a dishonest purpose.'
    >>> beyond_the_limit("section 8(1) of the Crimes Act 1961", "anybody but a foreign national")
    'An amendment of section 8(1) of the Crimes Act 1961 that takes in a foreign national.'
    """
    if limit.startswith(_BUT):
        return f"An amendment of {subject} that takes in {limit.removeprefix(_BUT)}."
    return f"An amendment of {subject} for what the treaty describes beyond {limit}."


def could_be_lodged(how: str, under: str, state: str) -> str:
    """A declaration or reservation that is still open.

    >>> could_be_lodged("reservation", "article 11(3)", "New Zealand")
    'A reservation under article 11(3), which is still open to New Zealand.'
    """
    return f"A {how} under {under}, which is still open to {state}."


def lodged_later(how: str, under: str, day: str, state: str) -> str:
    """A declaration or reservation that a State made after the day of the assessment.

    >>> lodged_later("reservation", "article 4(3)", "1 June 2010", "New Zealand")
    'A reservation under article 4(3), which New Zealand made only on 1 June 2010.'
    """
    return f"A {how} under {under}, which {state} made only on {day}."


def _likely(surely: Surely) -> str:
    return "likely " if surely == "likely" else ""
