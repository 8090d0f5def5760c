"""The sentences about a State's declarations and reservations and about readings, one function for each.

``would`` is the opening :func:`would_allow`; ``text`` the words that were lodged; days are in words; ``state`` is the
name of the State in a sentence, ``whose`` its possessive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gapcheck.model.position import Reading
from gapcheck.wording.words import capital, join, small, stop

CONSENTED: Mapping[str, str] = {
    "signature": "signed",
    "ratification": "ratified",
    "acceptance": "accepted",
    "approval": "approved",
    "accession": "acceded",
}
CHECKED: Mapping[str, str] = {
    "verified": "verified",
    "secondary": "from a secondary source",
    "unverified": "not verified",
}


def would_allow(under: str, how: str) -> str:
    """The opening of a sentence about an option that is not in play.

    >>> would_allow("Article 40", "declaration")
    'Article 40 would allow this by declaration'
    """
    return f"{under} would allow this by {how}"


def made_later(would: str, day: str, state: str) -> str:
    """It was made, but after the day of the assessment.

    >>> made_later("Article 40 would allow this by declaration", "1 July 2026", "New Zealand")
    'Article 40 would allow this by declaration, which New Zealand made only on 1 July 2026.'
    """
    return f"{would}, which {state} made only on {day}."


def perhaps_made_later(would: str, day: str, text: str, state: str) -> str:
    """It may have been made after the day of the assessment.

    >>> perhaps_made_later("Article 40 would allow this by declaration", "1 July 2026", "Not seen", "New Zealand")
    'Article 40 would allow this by declaration; it is not certain that New Zealand made it on 1 July 2026: Not seen.'
    """
    return f"{would}; it is not certain that {state} made it on {day}: {stop(text)}"


def taken_as_not_made(would: str) -> str:
    """It may have been made, and the reading takes it not to have been.

    >>> taken_as_not_made("Article 40 would allow this by declaration")
    'Article 40 would allow this by declaration, but the reading chosen takes it not to have been made.'
    """
    return f"{would}, but the reading chosen takes it not to have been made."


def perhaps_made(would: str, text: str, question: str, state: str) -> str:
    """It may have been made by the day of the assessment; ``question`` is the title of the question on it, if any.

    >>> perhaps_made("It would allow this by declaration", "Not seen.", "", "New Zealand")
    'It would allow this by declaration, but it is not certain that New Zealand made it: Not seen.'
    """
    asked = f" (the question “{question}”)" if question else ""
    return f"{would}, but it is not certain that {state} made it: {text.rstrip('.')}{asked}."


def none_on_consent(would: str, consented: str, day: str, state: str) -> str:
    """None was made when the State consented to be bound, after which none can be.

    >>> none_on_consent("Article 40 would allow this by declaration", "acceded", "1 July 2026", "New Zealand")
    'Article 40 would allow this by declaration, but none is on record from when New Zealand acceded on 1 July 2026.'
    """
    return f"{would}, but none is on record from when {state} {consented} on {day}."


def none_on_record(would: str, day: str, state: str) -> str:
    """None was made so far.

    >>> none_on_record("Article 40 would allow this by declaration", "1 July 2026", "New Zealand")
    'Article 40 would allow this by declaration; none made by New Zealand by 1 July 2026 is on record.'
    """
    return f"{would}; none made by {state} by {day} is on record."


def allowed_in_general(under: str) -> str:
    """The option under which a shortfall would be allowed is not on record.

    >>> allowed_in_general("The Budapest Convention")
    'The Budapest Convention would allow this.'
    """
    return f"{under} would allow this."


def allowed_freely(under: str, what: str, text: str | None) -> str:
    """What a treaty allows without any declaration; ``text`` is how the treaty puts it.

    >>> allowed_freely("Article 4(2)", "a limit to serious harm", None)
    'Article 4(2) allows a limit to serious harm without any declaration.'
    """
    why = f" {stop(text)}" if text else ""
    return f"{under} allows {what} without any declaration.{why}"


def lodged(how: str, under: str | None, day: str, whose: str) -> str:
    """What a State lodged, as the end of a clause.

    >>> lodged("reservation", "Article 40", "1 July 2026", "New Zealand's")
    "New Zealand's reservation under article 40 of 1 July 2026"
    """
    article = f" under {small(under)}" if under else ""
    return f"{whose} {how}{article} of {day}"


def rests_on(what: str, lodged: str, text: str) -> str:
    """What a declaration or reservation excuses.

    >>> rests_on("a limit to servers", "New Zealand's reservation of 1 July 2026", "Servers only")
    "A limit to servers rests on New Zealand's reservation of 1 July 2026: Servers only."
    """
    return f"{capital(what)} rests on {lodged}: {stop(text)}"


def taken_as_made(reading: str) -> str:
    """The reading under which an uncertain declaration or reservation counts.

    >>> taken_as_made("Court")
    'The reading “Court” takes it to have been made.'
    """
    return f"The reading “{reading}” takes it to have been made."


# Readings -------------------------------------------------------------------------------------------------------


def settled(reading: str, matters: Sequence[str], state: str, *, won: bool, grounds: str, caveat: str = "") -> str:
    """How a reading settles questions, and why (see :func:`grounds_of`); ``caveat`` is a sentence of its own.

    >>> settled("Court", ["“Insiders”"], "New Zealand", won=True, grounds=": Held so (Case, [5], verified)")
    'The reading “Court” settles “Insiders” for New Zealand: Held so (Case, [5], verified).'
    """
    way = f"for {state}" if won else f"against {state}"
    told = f"The reading “{reading}” settles {join(matters)} {way}{grounds}."
    return f"{told} {caveat}" if caveat else told


def caveat(names: Sequence[str]) -> str:
    """What a general ground cannot do; ``names`` are the titles of the treaties that it names.

    >>> caveat(["Budapest Convention"])
    'This is a general statement: it names the Budapest Convention and does not speak to this point.'
    """
    named = f"it names the {join(names)} and " if names else "it "
    return f"This is a general statement: {named}does not speak to this point."


def grounds_of(point: str, reading: Reading) -> str:
    """Why a reading settles a point, and where that comes from, as the end of a sentence; nothing without grounds."""
    grounds = [
        f"{g.text.rstrip('.')} ({join(f'{s.ref}, {s.pinpoint}, {CHECKED[s.checked]}' for s in g.source)})"
        for g in reading.grounds
        if g.point == point
    ]
    return f": {'; '.join(grounds)}" if grounds else ""
