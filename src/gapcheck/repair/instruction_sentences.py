"""Drafting instructions, one function for each sort of edit. They take words; ``Drafter`` finds these.

``facet`` is the label of a facet as it stands in a sentence, ``articles`` the articles that ask for a change, ``how``
whether a declaration or a reservation is lodged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gapcheck.wording.words import join, small


def amend(cited: str, changes: Iterable[str]) -> str:
    """What to change in a provision.

    >>> amend("Search Act 2012, s 70", ["extend to a server (art 2)", "provide for secrecy (art 3)"])
    'Search Act 2012, s 70: extend to a server (art 2); provide for secrecy (art 3).'
    """
    return f"{cited}: {'; '.join(changes)}."


def extend(concepts: Iterable[str], asked: str = "") -> str:
    """A condition that reaches more: the treaty's own terms, and where it asks for them.

    >>> extend(["a vehicle", "a ship"], "art 2")
    'extend to a vehicle and a ship (art 2)'
    """
    return f"extend to {listed(concepts)}{_where(asked)}"


def extend_for(concepts: Iterable[str], articles: str) -> str:
    """A limit that is set for several rules, and does not stand in the cases of some articles.

    >>> extend_for(["any offence"], "art 29(3)")
    'extend, for the purposes of art 29(3), to any offence'
    """
    return f"extend, for the purposes of {articles}, to {listed(concepts)}"


def provide_for(concepts: Iterable[str], asked: str = "", issue: str = "") -> str:
    """A guarantee that a rule shall give; ``issue`` is the question that it answers.

    >>> provide_for(["secrecy of the order"], "art 16(3)")
    'provide for secrecy of the order (art 16(3))'
    >>> provide_for(["speed"], "art 17", "ten days before disclosure")
    'provide for speed (art 17; at issue: ten days before disclosure)'
    """
    return f"provide for {listed(concepts)}{_where('; at issue: '.join(x for x in (asked, issue) if x))}"


def set_at(facet: str, quantity: str, asked: str = "") -> str:
    """An amount that a rule shall give; ``quantity`` is as an edit holds it.

    >>> set_at("period", "20 day", "art 16(2)"), set_at("period", "1 year")
    ('set the period at 20 days (art 16(2))', 'set the period at 1 year')
    """
    amount, _, unit = quantity.partition(" ")
    return f"set the {facet} at {amount} {unit}{'' if amount == '1' else 's'}{_where(asked)}"


def add_subsection(reached: Sequence[str], given: Sequence[str], articles: str, part: str = "a subsection") -> str:
    """A provision of its own for what the treaty describes: what it has to reach, and what to give.

    >>> add_subsection(["importing"], [], "art 6(1)(a)")
    'add a subsection that covers importing, in the terms of art 6(1)(a)'
    >>> add_subsection(["importing", "a device"], ["speed"], "art 7")
    'add a subsection that provides for speed and covers (a) importing; and (b) a device, in the terms of art 7'
    """
    gives = [f"provides for {listed(given)}"] if given else []
    comma = "," if len(reached) == 1 and reached[0].startswith("as ") else ""
    covers = [f"covers{comma} {_lettered(reached)}"] if reached else []
    return f"add {part} that {' and '.join([*gives, *covers])}, in the terms of {articles}"


def except_no_more(articles: str, part: str = "") -> str:
    """An exception that is not to stand in the way of what the treaty describes; ``part`` where only a part is meant.

    >>> except_no_more("art 22(1)(b)")
    'provide that the exception does not apply in the cases of art 22(1)(b)'
    >>> except_no_more("art 3(1)", "deleting")
    'provide that the exception does not apply to deleting (art 3(1))'
    """
    if part:
        return f"provide that the exception does not apply to {part}{_where(articles)}"
    return f"provide that the exception does not apply in the cases of {articles}"


def reached(labels: Sequence[str], facet: str = "") -> str:
    """What is to be reached in one facet, which is named where it only qualifies an act.

    >>> reached(["producing", "importing"]), reached(["fraud"], "purpose")
    ('producing and importing', 'as purpose, fraud')
    """
    return f"{f'as {facet}, ' if facet else ''}{listed(labels)}"


_BUT = "anybody but "
"""How the label of a limit begins that leaves out only some."""


def stays(limits: Iterable[str]) -> str:
    """What a subsection leaves as it is for all other cases: each limit is the labels of one facet, joined.

    >>> stays(["a private communication"]), stays([])
    ('for everything else, the limit to a private communication stays', 'the rest of the section stays as it is')

    A limit to *anybody but* some is an exception.

    >>> stays(["anybody but a minor"])
    'for everything else, the exception of a minor stays'
    >>> stays(["anybody but a minor", "ships"])
    'for everything else, the limit to ships and the exception of a minor stay'
    """
    every = list(limits)
    if not every:
        return "the rest of the section stays as it is"
    if excepted := [limit.removeprefix(_BUT) for limit in every if limit.startswith(_BUT)]:
        kept = [f"the limit to {limit}" for limit in every if not limit.startswith(_BUT)]
        kept += [f"the exception of {limit}" for limit in excepted]
        return f"for everything else, {join(kept)} stay{'s' if len(kept) == 1 else ''}"
    if len(every) == 1:
        return f"for everything else, the limit to {every[0]} stays"
    return f"for everything else, the limits to {', and to '.join(every)} stay"


def enact(act: str, provisions: Sequence[tuple[str, str]]) -> str:
    """Provisions to be added to an Act: the articles that they give effect to, and what these ask.

    >>> enact("Crimes Act 1961", [("Make access an offence.", "art 2")])
    'Crimes Act 1961: enact a section that gives effect to art 2: make access an offence.'
    >>> enact("Crimes Act 1961", [("Make access an offence.", "art 2"), ("Punish it.", "art 13")])
    'Crimes Act 1961: enact provisions that give effect to art 2 (make access an offence) and art 13 (punish it).'
    """
    asked: dict[str, list[str]] = {}
    for text, article in provisions:
        asked.setdefault(article, []).append(small(text.rstrip(".")))
    what = "a section that gives" if len(provisions) == 1 else "provisions that give"
    if len(asked) == 1:
        ((article, texts),) = asked.items()
        return f"{act}: enact {what} effect to {article}: {_numbered(texts, _ROMAN) if len(texts) > 1 else texts[0]}."
    told = join(f"{article} ({'; '.join(texts)})" for article, texts in asked.items())
    return f"{act}: enact {what} effect to {told}."


def enact_section(act: str, changes: Iterable[str]) -> str:
    """A section that no rule stands in yet.

    >>> enact_section("Crimes Act 1961", ["provide for liability without supervision (art 12(2))"])
    'Crimes Act 1961: enact a new section to provide for liability without supervision (art 12(2)).'
    """
    return f"{act}: enact a new section to {'; to '.join(changes)}."


def put_in_place(register: str, provisions: Iterable[tuple[str, str]]) -> str:
    """Measures outside statute, which nobody enacts.

    >>> put_in_place("Practice", [("Name a point of contact.", "art 35"), ("Train it.", "art 36")])
    'Practice: put measures in place: Name a point of contact (art 35). Train it (art 36).'
    """
    several = len(list(provisions)) > 1
    return f"{register}: put {'measures' if several else 'a measure'} in place: {_sentences(provisions)}"


def _sentences(provisions: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{text.rstrip('.')} ({article})." for text, article in provisions)


def lodge(how: str, under: str | None, articles: str, what: str) -> str:
    """A declaration or reservation to be lodged, under an article and on others.

    >>> lodge("reservation", "art 40", "art 2", "require a dishonest intent")
    'Lodge a reservation under art 40 on art 2: require a dishonest intent.'
    """
    allowed = f" under {under}" if under else ""
    return f"Lodge a {how}{allowed} on {articles}{f': {small(what)}' if what else ''}."


def _where(asked: str) -> str:
    return f" ({asked})" if asked else ""


def listed(labels: Iterable[str]) -> str:
    """Labels joined so that an ``or``, an ``and`` or a comma inside one of them is not misread.

    >>> listed(["selling", "importing"]), listed(["a device, or a part of it", "a program"])
    ('selling and importing', '(i) a device, or a part of it; and (ii) a program')
    """
    every = list(labels)
    unclear = len(every) > 1 and any(word in label for label in every for word in (" or ", " and ", ","))
    return _numbered(every, _ROMAN) if unclear else join(every)


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _lettered(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else _numbered(parts, "abcdefghij")


def _numbered(parts: Sequence[str], numerals: Sequence[str]) -> str:
    if len(parts) > len(numerals):
        return "; ".join(parts)
    told = [f"({numeral}) {part}" for numeral, part in zip(numerals, parts, strict=False)]
    return f"{'; '.join(told[:-1])}; and {told[-1]}"
