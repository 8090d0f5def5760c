"""The sentences that say what a shortfall is, one function for each. They take words; ``SentenceWriter`` finds these.

``cited`` is the rule as it stands in a sentence (*section 252 of the Crimes Act 1961*), ``facet`` the label of a facet,
``noun`` what the instrument is called (*treaty*, *mandate*), ``wanted`` and ``reached`` lists of concepts in words.
"""

from __future__ import annotations

from gapcheck.wording.rules import place
from gapcheck.wording.words import capital, stop


def no_rule_reaches(no_rule: str, described: str) -> str:
    """No rule reaches a cell at all.

    >>> no_rule_reaches("No rule in force on 1 July 2026", "conduct: access")
    'No rule in force on 1 July 2026 covers this (conduct: access).'
    """
    return f"{no_rule} covers this ({described})."


def narrower(cited: str, reached: str, noun: str, wanted: str) -> str:
    """A rule reaches a part of what is described.

    >>> narrower("section 252 of the Crimes Act 1961", "servers", "treaty", "systems")
    'Section 252 of the Crimes Act 1961 is limited to servers; the treaty describes systems.'

    Of what the treaty does not state nothing is said.

    >>> narrower("section 252 of the Crimes Act 1961", "servers", "treaty", "")
    'Section 252 of the Crimes Act 1961 is limited to servers.'
    """
    described = f"; the {noun} describes {wanted}" if wanted else ""
    return f"{capital(cited)} is limited to {reached}{described}."


def extra_condition(cited: str, facet: str, condition: str, noun: str) -> str:
    """A rule asks for more before it applies, where the treaty says nothing.

    >>> extra_condition("section 249 of the Crimes Act 1961", "purpose", "dishonesty", "treaty")
    'Section 249 of the Crimes Act 1961 has a condition that the treaty does not have (purpose): dishonesty.'
    """
    return f"{capital(cited)} has a condition that the {noun} does not have ({facet}): {condition}."


def missing(cited: str, facet: str, noun: str, wanted: str, given: str) -> str:
    """A rule gives less than what is asked for; ``given`` says what (see :func:`given_instead`).

    >>> missing("section 70 of the Search Act 2012", "period", "treaty", "90 days", "gives only 20 days")
    'Section 70 of the Search Act 2012 gives only 20 days; the treaty asks for 90 days.'
    >>> missing("section 70 of the Search Act 2012", "secrecy", "treaty", "a duty to keep it confidential", "")
    'Section 70 of the Search Act 2012 does not provide for a duty to keep it confidential.'

    Of what the treaty does not state it is not said that it asks for it.

    >>> missing("section 70 of the Search Act 2012", "period", "treaty", "", "gives only 20 days")
    'Section 70 of the Search Act 2012 gives only 20 days.'
    """
    if not given:
        return f"{capital(cited)} does not provide for {wanted or facet}."
    return f"{capital(cited)} {given}{f'; the {noun} asks for {wanted}' if wanted else ''}."


def given_instead(reached: str, below_ceiling: bool) -> str:
    """What a rule gives in place of what is asked for. Above a ceiling it gives too much, so *only* would be wrong.

    >>> given_instead("20 days", below_ceiling=False), given_instead("", below_ceiling=False)
    ('gives only 20 days', '')
    """
    if not reached:
        return ""
    return f"gives {reached}" if below_ceiling else f"gives only {reached}"


def turns_on(question: str) -> str:
    """What a question asks is told in place of the point; ``question`` is told in short.

    >>> turns_on("“Insiders”: Is it? Our working view: yes (fair).")
    'It turns on “Insiders”: Is it? Our working view: yes (fair).'
    """
    return f"It turns on {question}"


def arguable_reach(cited: str, wanted: str, reached: str, *, choice: bool) -> str:
    """Whether a rule reaches something is arguable; a ``choice`` is one that a treaty text leaves to each State.

    >>> arguable_reach("section 2 of the Act 1961", "data", "property", choice=False)
    'Whether section 2 of the Act 1961, which speaks of property, covers data can be argued either way.'
    """
    chosen = ", as each State may choose" if choice else ""
    return f"Whether {cited}, which speaks of {reached}{chosen}, covers {wanted} can be argued either way."


def arguable_gift(cited: str, wanted: str) -> str:
    """Whether a rule gives something is arguable.

    >>> arguable_gift("section 70 of the Act 2012", "confidentiality")
    'Whether section 70 of the Act 2012 provides for confidentiality can be argued either way.'
    """
    return f"Whether {cited} provides for {wanted} can be argued either way."


def exception(cited: str, section: str, noun: str, text: str, left_out: str) -> str:
    """A rule has an exception; ``left_out`` names what it takes away, if that is on record.

    >>> exception("section 9 of the Act 1961", "9(2)", "treaty", "Access with a purpose.", "")
    'Section 9 of the Act 1961 has an exception that the treaty does not have, in s 9(2): Access with a purpose.'
    """
    where = f"has an exception that the {noun} does not have, in {place(section)}"
    return f"{capital(cited)} {where}: {text.rstrip('.')}.{_leaves_out(left_out)}"


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
