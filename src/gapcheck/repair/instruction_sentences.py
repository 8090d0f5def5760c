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


def extend(concepts: Iterable[str], articles: Iterable[str] = ()) -> str:
    """A condition that reaches more: the treaty's own terms.

    >>> extend(["a vehicle", "a ship"], ["art 2"])
    'extend to a vehicle and a ship (art 2)'
    """
    return f"extend to {_listed(concepts)}{_asked(articles)}"


def provide_for(concepts: Iterable[str], articles: Iterable[str] = ()) -> str:
    """A guarantee that a rule shall give.

    >>> provide_for(["secrecy of the order"], ["art 16(3)"])
    'provide for secrecy of the order (art 16(3))'
    """
    return f"provide for {_listed(concepts)}{_asked(articles)}"


def set_at(facet: str, quantity: str, articles: Iterable[str] = ()) -> str:
    """An amount that a rule shall give; ``quantity`` is as an edit holds it.

    >>> set_at("period", "20 day", ["art 16(2)"]), set_at("period", "1 year")
    ('set the period at 20 days (art 16(2))', 'set the period at 1 year')
    """
    amount, _, unit = quantity.partition(" ")
    return f"set the {facet} at {amount} {unit}{'' if amount == '1' else 's'}{_asked(articles)}"


def add_subsection(what: str, article: str, part: str = "a subsection") -> str:
    """A provision of its own for what the treaty describes.

    >>> add_subsection("importing a device", "art 6(1)(a)")
    'add a subsection for importing a device, as art 6(1)(a) describes it'
    """
    return f"add {part} for {what}, as {article} describes it"


def stays(limits: Iterable[str]) -> str:
    """What a subsection leaves as it is for all other cases.

    >>> stays(["a private communication"]), stays([])
    ('the limit to a private communication stays for everything else', 'the rest of the section stays as it is')
    """
    listed = list(limits)
    if not listed:
        return "the rest of the section stays as it is"
    return f"the limit to {join(listed, 'or')} stays for everything else"


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


def lodge(how: str, under: str | None, articles: Iterable[str], what: str) -> str:
    """A declaration or reservation to be lodged, under an article and on others.

    >>> lodge("reservation", "art 40", ["art 2"], "limit purpose to fraud")
    'Lodge a reservation under art 40 on art 2: limit purpose to fraud.'
    """
    allowed = f" under {under}" if under else ""
    return f"Lodge a {how}{allowed} on {join(articles)}{': ' if what else ''}{what}."


def _asked(articles: Iterable[str]) -> str:
    return f" ({listed})" if (listed := join(dict.fromkeys(articles))) else ""


def _listed(labels: Iterable[str]) -> str:
    """Labels joined so that an ``or`` or ``and`` inside one of them is not misread."""
    every = list(labels)
    unclear = len(every) > 1 and any(word in label for label in every for word in (" or ", " and ", ","))
    return "; ".join(every) if unclear else join(every)
