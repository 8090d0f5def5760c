"""Drafting instructions, one function for each sort of edit. They take words; ``Drafter`` finds these.

``facet`` is the label of a facet as it stands in a sentence, ``now`` what a rule says there, ``how`` whether a
declaration or a reservation is lodged.
"""

from __future__ import annotations


def amend(cited: str, change: str) -> str:
    """What to change in a provision.

    >>> amend("Search Act 2012, s 70", leave_out("purpose", "fraud"))
    'Search Act 2012, s 70: leave out the limit as to purpose (fraud).'
    """
    return f"{cited}: {change}."


def extend(facet: str, now: str, concept: str) -> str:
    """A condition that reaches one thing more.

    >>> extend("object", "servers", "vehicles")
    'extend it, as to object, from servers to vehicles as well'
    """
    return f"extend it, as to {facet}, from {now} to {concept} as well"


def provide(facet: str, concept: str) -> str:
    """A guarantee that a rule shall give.

    >>> provide("confidentiality", "secrecy of the order")
    'provide, as to confidentiality, for secrecy of the order'
    """
    return f"provide, as to {facet}, for {concept}"


def set_at(facet: str, quantity: str) -> str:
    """An amount that a rule shall give; ``quantity`` is as an edit holds it.

    >>> set_at("period", "20 day"), set_at("period", "1 year")
    ('set the period at 20 days', 'set the period at 1 year')
    """
    amount, _, unit = quantity.partition(" ")
    return f"set the {facet} at {amount} {unit}{'' if amount == '1' else 's'}"


def leave_out(facet: str, now: str) -> str:
    """A condition to be dropped.

    >>> leave_out("purpose", "fraud")
    'leave out the limit as to purpose (fraud)'
    """
    return f"leave out the limit as to {facet} ({now})"


def remove_exception(place: str, text: str) -> str:
    """An exception to be repealed.

    >>> remove_exception("s 9", "Except in war.")
    'remove the exception in s 9 (Except in war)'
    """
    return f"remove the exception in {place} ({text.rstrip('.')})"


def enact(act: str, article: str, text: str) -> str:
    """A provision to be added to an Act; ``text`` is what the treaty asks.

    >>> enact("Crimes Act 1961", "art 2", "Make access an offence.")
    'Crimes Act 1961: enact a provision for art 2. Make access an offence.'
    """
    return f"{act}: enact a provision for {article}. {text}"


def put_in_place(register: str, article: str, text: str) -> str:
    """A measure outside statute, which nobody enacts.

    >>> put_in_place("Practice", "art 35", "Name a point of contact.")
    'Practice: put a measure in place for art 35. Name a point of contact.'
    """
    return f"{register}: put a measure in place for {article}. {text}"


def lodge(how: str, under: str | None, article: str, what: str) -> str:
    """A declaration or reservation to be lodged, under an article and on one.

    >>> lodge("reservation", "art 40", "art 2", "limit purpose to fraud")
    'Lodge a reservation under art 40 on art 2: limit purpose to fraud.'
    """
    allowed = f" under {under}" if under else ""
    return f"Lodge a {how}{allowed} on {article}{': ' if what else ''}{what}."
