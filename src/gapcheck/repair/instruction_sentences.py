"""Drafting instructions, one function for each sort of edit. They take words; ``Drafter`` finds these.

``facet`` is the label of a facet as it stands in a sentence, ``articles`` the articles that ask for a change, ``how``
whether a declaration or a reservation is lodged.
"""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.wording.words import join


def amend(cited: str, changes: Iterable[str], stays: str = "") -> str:
    """What to change in a provision, and what stays as it is.

    >>> amend("Search Act 2012, s 70", ["extend to a server (art 2)", "provide for secrecy (art 3)"])
    'Search Act 2012, s 70: extend to a server (art 2); provide for secrecy (art 3).'
    """
    return f"{cited}: {'; '.join((*changes, *([stays] if stays else [])))}."


def extend(concepts: Iterable[str], asked: str = "") -> str:
    """A condition that reaches more: the treaty's own terms, and where it asks for them.

    >>> extend(["a vehicle", "a ship"], "art 2")
    'extend to a vehicle and a ship (art 2)'
    """
    return f"extend to {listed(concepts)}{_where(asked)}"


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


def add_subsection(reached: Iterable[str], given: Iterable[str], articles: str, part: str = "a subsection") -> str:
    """A provision of its own for what the treaty describes: what it has to reach, and what to give.

    >>> add_subsection(["importing"], [], "art 6(1)(a)")
    'add a subsection that reaches importing, as art 6(1)(a) describes it'
    >>> add_subsection(["a provider abroad"], ["speed"], "arts 16 and 17")
    'add a subsection that provides for speed, and reaches a provider abroad, as arts 16 and 17 describe it'
    """
    wide, more = listed(reached), listed(given)
    what = ", and ".join([*([f"provides for {more}"] if more else []), *([f"reaches {wide}"] if wide else [])])
    several = articles.split()[0].endswith("s")
    return f"add {part} that {what}, as {articles} {'describe' if several else 'describes'} it"


def add_whole(what: str, articles: str, part: str = "a subsection") -> str:
    """A provision of its own, told by what the duty asks.

    >>> add_whole("access", "art 2")
    'add a subsection for access, as art 2 describes it'
    """
    return f"add {part} for {what}, as {articles} describes it"


def stays(limits: Iterable[str]) -> str:
    """What a subsection leaves as it is for all other cases: each limit is the labels of one facet, joined.

    >>> stays(["a private communication"]), stays([])
    ('the limit to a private communication stays for everything else', 'the rest of the section stays as it is')
    """
    every = list(limits)
    if not every:
        return "the rest of the section stays as it is"
    if len(every) == 1:
        return f"the limit to {every[0]} stays for everything else"
    return f"the limits to {', and to '.join(every)}, stay for everything else"


def enact(act: str, provisions: Iterable[tuple[str, str]]) -> str:
    """Provisions to be added to an Act: what the treaty asks, and where.

    >>> enact("Crimes Act 1961", [("Make access an offence.", "art 2")])
    'Crimes Act 1961: enact a provision: Make access an offence (art 2).'
    """
    return f"{act}: enact {_provisions(provisions)}"


def put_in_place(register: str, provisions: Iterable[tuple[str, str]]) -> str:
    """Measures outside statute, which nobody enacts.

    >>> put_in_place("Practice", [("Name a point of contact.", "art 35"), ("Train it.", "art 36")])
    'Practice: put measures in place: Name a point of contact (art 35). Train it (art 36).'
    """
    several = len(list(provisions)) > 1
    return f"{register}: put {'measures' if several else 'a measure'} in place: {_sentences(provisions)}"


def _provisions(provisions: Iterable[tuple[str, str]]) -> str:
    listed = list(provisions)
    return f"{'provisions' if len(listed) > 1 else 'a provision'}: {_sentences(listed)}"


def _sentences(provisions: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{text.rstrip('.')} ({article})." for text, article in provisions)


def lodge(how: str, under: str | None, articles: str, what: str) -> str:
    """A declaration or reservation to be lodged, under an article and on others.

    >>> lodge("reservation", "art 40", "art 2", "limit purpose to fraud")
    'Lodge a reservation under art 40 on art 2: limit purpose to fraud.'
    """
    allowed = f" under {under}" if under else ""
    return f"Lodge a {how}{allowed} on {articles}{': ' if what else ''}{what}."


def _where(asked: str) -> str:
    return f" ({asked})" if asked else ""


def listed(labels: Iterable[str]) -> str:
    """Labels joined so that an ``or``, an ``and`` or a comma inside one of them is not misread.

    >>> listed(["selling", "importing"]), listed(["a device, or a part of it", "a program"])
    ('selling and importing', 'a device, or a part of it; a program')
    """
    every = list(labels)
    unclear = len(every) > 1 and any(word in label for label in every for word in (" or ", " and ", ","))
    return "; ".join(every) if unclear else join(every)
