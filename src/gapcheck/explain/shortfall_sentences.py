"""The sentences that say what a shortfall is, one function for each. They take words; ``SentenceWriter`` finds these.

``cited`` is the rule as a citation, ``facet`` the label of a facet as it stands in a sentence, ``noun`` what the
instrument is called (*treaty*, *mandate*), ``wanted`` and ``reached`` lists of concepts in words.
"""

from __future__ import annotations

from gapcheck.wording.rules import place
from gapcheck.wording.words import stop


def no_rule_reaches(no_rule: str, described: str) -> str:
    """No rule reaches a cell at all.

    >>> no_rule_reaches("No rule in force on 1 July 2026", "conduct: access")
    'No rule in force on 1 July 2026 reaches this (conduct: access).'
    """
    return f"{no_rule} reaches this ({described})."


def narrower(cited: str, facet: str, reached: str, noun: str, wanted: str) -> str:
    """A rule reaches a part of what is described.

    >>> narrower("Crimes Act 1961, s 252", "object", "servers", "treaty", "systems")
    'Crimes Act 1961, s 252 is narrower as to object: it reaches only servers, while the treaty describes systems.'
    """
    return f"{cited} is narrower as to {facet}: it reaches only {reached}, while the {noun} describes {wanted}."


def extra_condition(cited: str, facet: str, condition: str, noun: str, wanted: str) -> str:
    """A rule asks for more before it applies; the treaty may describe something else there, or nothing.

    >>> extra_condition("Crimes Act 1961, s 249", "purpose", "dishonesty", "treaty", "")
    'Crimes Act 1961, s 249 adds a condition that the treaty does not have, as to purpose: dishonesty.'
    """
    described = f" (the {noun} describes {wanted})" if wanted else ""
    return f"{cited} adds a condition that the {noun} does not have, as to {facet}: {condition}{described}."


def missing(cited: str, facet: str, noun: str, wanted: str, giver: str, given: str) -> str:
    """A rule gives less than what is asked for; ``given`` says what (see :func:`given_instead`).

    >>> missing("Search Act 2012, s 70", "period", "treaty", "90 days", "the law", "gives only 20 days")
    'Search Act 2012, s 70 falls short as to period: the treaty asks for 90 days, and the law gives only 20 days.'
    """
    return f"{cited} falls short as to {facet}: the {noun} asks for {wanted}, and {giver} {given}."


def given_instead(reached: str, below_ceiling: bool) -> str:
    """What a rule gives in place of what is asked for. Above a ceiling it gives too much, so *only* would be wrong.

    >>> given_instead("20 days", below_ceiling=False), given_instead("", below_ceiling=False)
    ('gives only 20 days', 'gives nothing of the kind')
    """
    if not reached:
        return "gives nothing of the kind"
    return f"gives {reached}" if below_ceiling else f"gives only {reached}"


def arguable_reach(cited: str, wanted: str, reached: str, point: str, *, choice: bool) -> str:
    """Whether a rule reaches something is arguable; a ``choice`` is one that a treaty text leaves to each State.

    >>> arguable_reach("Act 1961, s 2", "data", "property", "act:2#object", choice=False)
    'It is arguable whether Act 1961, s 2 reaches data: it is read here as reaching property (point act:2#object).'
    """
    chosen = ", as each State may choose" if choice else ""
    read = f"it is read here as reaching {reached}{chosen} (point {point})"
    return f"It is arguable whether {cited} reaches {wanted}: {read}."


def arguable_gift(cited: str, wanted: str, facet: str, point: str) -> str:
    """Whether a rule gives something is arguable.

    >>> arguable_gift("Act 2012, s 70", "secrecy", "confidentiality", "act:70#secrecy")
    'It is arguable whether Act 2012, s 70 gives secrecy, as to confidentiality (point act:70#secrecy).'
    """
    return f"It is arguable whether {cited} gives {wanted}, as to {facet} (point {point})."


def exception(cited: str, section: str, noun: str, text: str, left_out: str) -> str:
    """A rule has an exception; ``left_out`` names what it takes away, if that is on record.

    >>> exception("Crimes Act 1961, s 252", "252(2)", "treaty", "Access with a purpose.", "")
    'Crimes Act 1961, s 252 has an exception that the treaty does not have, in s 252(2): Access with a purpose.'
    """
    where = f"has an exception that the {noun} does not have, in {place(section)}"
    return f"{cited} {where}: {text.rstrip('.')}.{_leaves_out(left_out)}"


def arguable_exception(cited: str, section: str, noun: str, text: str, point: str, left_out: str) -> str:
    """Whether an exception takes anything from what is asked is arguable.

    >>> arguable_exception("Act, s 2", "3", "text", "War.", "a:2#3", "")
    'It is arguable whether the exception in s 3 to Act, s 2 takes away from what the text asks: War (point a:2#3).'
    """
    doubt = f"It is arguable whether the exception in {place(section)} to {cited} takes away from what the {noun} asks"
    return f"{doubt}: {text.rstrip('.')} (point {point}).{_leaves_out(left_out)}"


def _leaves_out(left_out: str) -> str:
    return f" It leaves out {left_out}." if left_out else ""


def with_reason(sentence: str, why: str | None) -> str:
    """A sentence with what the authors noted on it as a second one, if they did.

    >>> with_reason("It is narrower.", "A court read it so")
    'It is narrower. A court read it so.'
    """
    return f"{sentence} {stop(why)}" if why else sentence
