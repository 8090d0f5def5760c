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

    Of what the treaty does not state nothing is said.

    >>> narrower("Crimes Act 1961, s 252", "object", "servers", "treaty", "")
    'Crimes Act 1961, s 252 is narrower as to object: it reaches only servers.'
    """
    described = f", while the {noun} describes {wanted}" if wanted else ""
    return f"{cited} is narrower as to {facet}: it reaches only {reached}{described}."


def extra_condition(cited: str, facet: str, condition: str, noun: str, wanted: str) -> str:
    """A rule asks for more before it applies; the treaty may describe something else there, or nothing.

    >>> extra_condition("Crimes Act 1961, s 249", "purpose", "dishonesty", "treaty", "")
    'Crimes Act 1961, s 249 adds a condition that the treaty does not have, as to purpose: dishonesty.'
    >>> extra_condition("Films Act 1993, s 138", "offences", "supply", "treaty", "illegal access")
    'Films Act 1993, s 138 is confined, as to offences, to supply; the treaty describes illegal access.'
    """
    if wanted:
        return f"{cited} is confined, as to {facet}, to {condition}; the {noun} describes {wanted}."
    return f"{cited} adds a condition that the {noun} does not have, as to {facet}: {condition}."


def missing(cited: str, facet: str, noun: str, wanted: str, giver: str, given: str) -> str:
    """A rule gives less than what is asked for; ``given`` says what (see :func:`given_instead`).

    >>> missing("Search Act 2012, s 70", "period", "treaty", "90 days", "the law", "gives only 20 days")
    'Search Act 2012, s 70 falls short as to period: the treaty asks for 90 days, and the law gives only 20 days.'

    Of what the treaty does not state it is not said that it asks for it.

    >>> missing("Search Act 2012, s 70", "period", "treaty", "", "the law", "gives only 20 days")
    'Search Act 2012, s 70 falls short as to period: the law gives only 20 days.'
    """
    asked = f"the {noun} asks for {wanted}, and " if wanted else ""
    return f"{cited} falls short as to {facet}: {asked}{giver} {given}."


def given_instead(reached: str, below_ceiling: bool) -> str:
    """What a rule gives in place of what is asked for. Above a ceiling it gives too much, so *only* would be wrong.

    >>> given_instead("20 days", below_ceiling=False), given_instead("", below_ceiling=False)
    ('gives only 20 days', 'gives nothing of the kind')
    """
    if not reached:
        return "gives nothing of the kind"
    return f"gives {reached}" if below_ceiling else f"gives only {reached}"


def turns_on(question: str) -> str:
    """What a question asks is told in place of the point; ``question`` is told in short.

    >>> turns_on("“Insiders”: Is it? Our working view: yes (fair).")
    'It turns on “Insiders”: Is it? Our working view: yes (fair).'
    """
    return f"It turns on {question}"


def arguable_reach(cited: str, wanted: str, reached: str, *, choice: bool) -> str:
    """Whether a rule reaches something is arguable; a ``choice`` is one that a treaty text leaves to each State.

    >>> arguable_reach("Act 1961, s 2", "data", "property", choice=False)
    'Whether Act 1961, s 2, which speaks of property, reaches data can be argued either way.'
    """
    chosen = ", as each State may choose" if choice else ""
    return f"Whether {cited}, which speaks of {reached}{chosen}, reaches {wanted} can be argued either way."


def arguable_gift(cited: str, wanted: str) -> str:
    """Whether a rule gives something is arguable.

    >>> arguable_gift("Act 2012, s 70", "confidentiality")
    'Whether Act 2012, s 70 provides for confidentiality can be argued either way.'
    """
    return f"Whether {cited} provides for {wanted} can be argued either way."


def exception(cited: str, section: str, noun: str, text: str, left_out: str) -> str:
    """A rule has an exception; ``left_out`` names what it takes away, if that is on record.

    >>> exception("Crimes Act 1961, s 252", "252(2)", "treaty", "Access with a purpose.", "")
    'Crimes Act 1961, s 252 has an exception that the treaty does not have, in s 252(2): Access with a purpose.'
    """
    where = f"has an exception that the {noun} does not have, in {place(section)}"
    return f"{cited} {where}: {text.rstrip('.')}.{_leaves_out(left_out)}"


def arguable_exception(cited: str, section: str, noun: str, text: str, left_out: str) -> str:
    """Whether an exception takes anything from what is asked is arguable.

    >>> arguable_exception("Act, s 2", "3", "text", "War.", "")
    'Whether the exception in s 3 to Act, s 2 (War) takes away from what the text asks can be argued either way.'
    """
    doubt = f"Whether the exception in {place(section)} to {cited} ({text.rstrip('.')}) takes away from what the {noun}"
    return f"{doubt} asks can be argued either way.{_leaves_out(left_out)}"


def _leaves_out(left_out: str) -> str:
    return f" It leaves out {left_out}." if left_out else ""


def with_reason(sentence: str, why: str | None) -> str:
    """A sentence with what the authors noted on it as a second one, if they did.

    >>> with_reason("It is narrower.", "A court read it so")
    'It is narrower. A court read it so.'
    """
    return f"{sentence} {stop(why)}" if why else sentence
