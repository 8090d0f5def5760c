"""The sentences of an explanation of one duty, one function for each. They take words; ``DutyExplanation`` finds these.

``day`` is the day of the assessment in words, ``law`` what the duty is held against (*New Zealand law*), ``thing`` what
is asked (*duty*, or *item* of a mandate), ``rule`` what answers it (*rule*, or *duty* of a treaty text), ``noun`` what
the instrument is called, ``cited`` a rule as a citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import capital, join, stop

FORCE: Mapping[str, str] = {
    "shall": "The duty is binding.",
    "consider": "A State has to consider this, and is not bound as to the result; a shortfall is not counted as a gap.",
    "endeavour": "States must endeavour to do this; it does not bind, and a shortfall is not counted as a gap.",
    "may": "This is a permission: there is nothing that the law has to meet.",
    "limit": "This is a limit on other duties: there is nothing that the law has to meet.",
    "definition": "This is a definition: there is nothing that the law has to meet.",
    "statement": "These words state a policy or an intention: they create no obligation.",
}


# Verdicts -------------------------------------------------------------------------------------------------------


def meets(law: str, thing: str) -> str:
    """Everything is reached.

    >>> meets("New Zealand law", "duty")
    'New Zealand law meets this duty'
    """
    return f"{law} {_meet(law)} this {thing}"


def meets_with_reservation(law: str, thing: str) -> str:
    """Everything is reached once declarations and reservations are counted.

    >>> meets_with_reservation("New Zealand law", "duty")
    'New Zealand law meets this duty, once its declarations and reservations are counted'
    """
    return f"{law} {_meet(law)} this {thing}, once its declarations and reservations are counted"


def _meet(law: str) -> str:
    return "meet" if law.endswith(" and practice") else "meets"


def answers_nothing(law: str, thing: str, rule: str) -> str:
    """No rule reaches anything.

    >>> answers_nothing("New Zealand law", "duty", "rule")
    'no rule of New Zealand law answers this duty'
    """
    return f"no {rule} of {law} answers this {thing}"


def falls_short(law: str, thing: str) -> str:
    """Something reaches the duty, but no part of it is covered.

    >>> falls_short("New Zealand law", "duty")
    'New Zealand law goes some way to meet this duty, but not all the way'
    """
    return f"{law} {'go' if _meet(law) == 'meet' else 'goes'} some way to meet this {thing}, but not all the way"


def meets_in_part(law: str, thing: str) -> str:
    """Some parts of the duty are covered.

    >>> meets_in_part("New Zealand law", "duty")
    'New Zealand law meets this duty in part'
    """
    return f"{law} {_meet(law)} this {thing} in part"


def on_views(found: str, views: Sequence[str], reading: str) -> str:
    """A verdict with what it rests on: views of questions, whosever they are, or a reading (each ``on ...``).

    >>> on_views("New Zealand law meets this duty", ["on our working view of “Insiders”"], "")
    'New Zealand law meets this duty, on our working view of “Insiders”.'
    """
    bases = [base for base in (*views, reading) if base]
    return f"{found}{', ' if bases else ''}{' and '.join(bases)}."


def contested(law: str, thing: str, names: str) -> str:
    """Even our view leaves it open.

    >>> contested("New Zealand law", "duty", "“Insiders”")
    'whether New Zealand law meets this duty turns on “Insiders”.'
    """
    return f"whether {law} {_meet(law)} this {thing} {f'turns on {names}' if names else 'can be argued either way'}."


def bears_too(names: str, *, several: bool) -> str:
    """Questions that could change the verdict together with others.

    >>> bears_too("“Insiders”", several=False)
    '“Insiders” bears on it too.'
    """
    return f"{names} {'bear' if several else 'bears'} on it too."


def not_assessed(searched: str, thing: str, rule: str, kind: str) -> str:
    """Nobody has looked; ``searched`` is what would have to be surveyed.

    >>> not_assessed("the statute book", "duty", "rule", "criminal offence")
    'nobody has surveyed the statute book for this duty; a rule of the kind “criminal offence” would settle it.'
    """
    return f"nobody has surveyed {searched} for this {thing}; a {rule} of the kind “{kind}” would settle it."


def law_before_the_survey(law: str, day: str, surveyed: str, start: str) -> str:
    """What has not been surveyed, where a survey reaches back to a later day only.

    >>> law_before_the_survey("the law", "1 July 2003", "1 May 2026", "1 October 2003")
    'the law of 1 July 2003 (the survey of 1 May 2026 begins with that of 1 October 2003)'
    """
    return f"{law} of {day} (the survey of {surveyed} begins with that of {start})"


# What is asked --------------------------------------------------------------------------------------------------


def left_open(alternatives: Iterable[str], facet: str) -> str:
    """Words that a draft held in brackets, as to a facet if it is known.

    >>> left_open(["serious", "grave"], "harm")
    'The draft left open as to harm: [serious] [grave].'
    """
    about = f" as to {facet}" if facet else ""
    return f"The draft left open{about}: {' '.join(f'[{words}]' for words in alternatives)}."


def unqualified(noun: str) -> str:
    """A mandate or statement binds nobody, so what it asks for is not called binding.

    >>> unqualified("mandate")
    'The mandate asks for this without qualification.'
    """
    return f"The {noun} asks for this without qualification."


# What reaches it and what falls short ---------------------------------------------------------------------------


def covers(cited: str, since: str, together: Iterable[str], what: str, limited: str) -> str:
    """The rule that covers cells, with those that support it; ``limited`` closes the sentence (see :func:`as_limited`).

    >>> covers("Act 1961, s 2", "in force since 1 July 2026", ["Act 1961, s 3"], "this duty", "")
    'Act 1961, s 2, in force since 1 July 2026, together with Act 1961, s 3, covers this duty.'
    """
    supporters = join(together)
    others = f", together with {supporters}" if supporters else ""
    return f"{cited}, {since}{others}, covers {what}{limited}."


def as_limited(noun: str, state: str) -> str:
    """What is covered is what a narrowing has left.

    >>> as_limited("treaty", "New Zealand")
    ', as limited by the treaty or by New Zealand'
    """
    return f", as limited by the {noun} or by {state}"


def nothing_reaches(no_rule: str, part: str) -> str:
    """No rule reaches some cells.

    >>> nothing_reaches("No rule in force on 1 July 2026", "deleting data")
    'No rule in force on 1 July 2026 covers deleting data.'
    """
    return f"{no_rule} covers {part}."


def others_fall_short(rules: str, thing: str, cited: Iterable[str]) -> str:
    """The rules that reach something and are not the best.

    >>> others_fall_short("rules", "duty", ["Act 1961, s 2", "Act 1961, s 3"])
    'Other rules that reach parts of this duty, but fall short of it: Act 1961, s 2 and Act 1961, s 3.'
    """
    return f"Other {rules} that reach parts of this {thing}, but fall short of it: {join(cited)}."


def surveyed(day: str, acts: Iterable[str], note: str) -> str:
    """Where somebody looked.

    >>> surveyed("1 May 2026", ["Crimes Act 1961"], "")
    'Surveyed on 1 May 2026: Crimes Act 1961.'
    """
    noted = f" {stop(note)}" if note else ""
    return f"Surveyed on {day}: {join(acts) or 'no Act'}.{noted}"


# Readings -----------------------------------------------------------------------------------------------------


LIKELY = "likely"
"""What covers as the questions are viewed, as a word beside the results of the engine."""


# Other days -----------------------------------------------------------------------------------------------------


def would(result: str, what: str) -> str:
    """What a rule that is not yet in force will do for ``what``, by the word of its result.

    >>> would("covers", "this duty"), would("likely", "this duty"), would("narrow", "this duty")
    ('would cover this duty', 'would likely cover this duty', 'would go some way to meet this duty')
    """
    if result == "covers":
        return f"would cover {what}"
    if result == "covers_by_position":
        return f"would cover {what} with the reservations made by this date"
    if result == LIKELY:
        return f"would likely cover {what}"
    return f"would arguably cover {what}" if result == "arguable" else f"would go some way to meet {what}"


def did(result: str, what: str) -> str:
    """What a rule that is no longer in force did for ``what``. Reservations are those of the day asked about.

    >>> did("covers", "this duty"), did("covers_by_position", "this duty")
    ('covered this duty', 'would cover this duty with the reservations made by this date')
    """
    if result == "covers":
        return f"covered {what}"
    if result == "covers_by_position":
        return would(result, what)
    if result == LIKELY:
        return f"likely covered {what}"
    return f"arguably covered {what}" if result == "arguable" else f"came closer to covering {what}"


def comes(subject: str, when: str, *, left_out: Literal["", "part", "all"], many: bool = False) -> str:
    """Provisions that start later, in few words; ``left_out``: in part or in all of what they are for, they leave
    something out.

    >>> comes("section 2 of the Act 2026", "in force from 1 July 2027", left_out="")
    'Section 2 of the Act 2026, in force from 1 July 2027.'
    >>> comes("section 3 of the Act 2026", "in force from 1 July 2027", left_out="all")
    'Section 3 of the Act 2026, in force from 1 July 2027, though it leaves something out.'
    >>> comes("sections 3 and 4 of the Act 2026", "in force from 1 July 2027", left_out="part", many=True)
    'Sections 3 and 4 of the Act 2026, in force from 1 July 2027, though in part they leave something out.'
    """
    verb = "they leave" if many else "it leaves"
    short = {"": "", "part": f", though in part {verb} something out", "all": f", though {verb} something out"}
    return f"{capital(subject)}, {when}{short[left_out]}."


def not_yet(cited: str, when: str, holding: str, day: str, effect: str) -> str:
    """A rule that starts later; ``effect`` says what it will do.

    >>> not_yet("Act 2026, s 2", "in force from 1 July 2027", "in force", "1 July 2026", "it would cover this duty.")
    'Act 2026, s 2, in force from 1 July 2027, was not yet in force on 1 July 2026: it would cover this duty.'
    >>> not_yet("Act 2026, s 2", "enacted on 2 May 2026", "enacted", "1 July 2024", "it would cover this duty.")
    'Act 2026, s 2, enacted on 2 May 2026, was not yet enacted on 1 July 2024: it would cover this duty.'
    """
    return f"{cited}, {when}, was not yet {holding} on {day}: {effect}"


def no_longer(cited: str, when: str, holding: str, day: str, effect: str) -> str:
    """A rule that ended before; ``effect`` says what it did.

    >>> no_longer("Act 1961, s 2", "in force from 1 July 1962", "in force", "1 July 2026", "it covered this duty.")
    'Act 1961, s 2, in force from 1 July 1962, was no longer in force on 1 July 2026: it covered this duty.'
    """
    return f"{cited}, {when}, was no longer {holding} on {day}: {effect}"


def by_way_of(ways: Iterable[str]) -> str:
    """Through what, and together with what, a rule of another day has its effect; nothing where it has it alone.

    >>> by_way_of(["through Act 1961, s 2", "together with Act 1961, s 3"]), by_way_of([])
    (', through Act 1961, s 2 and together with Act 1961, s 3,', '')
    """
    through = " and ".join(ways)
    return f", {through}," if through else ""


def even_then(shortfall: str) -> str:
    """What is still short once a rule has come.

    >>> even_then("Section 2 of the Crimes Act 1961 is limited to servers.")
    'Even then, section 2 of the Crimes Act 1961 is limited to servers.'
    """
    return f"Even then, {in_sentence(shortfall)}"


# Remarks and sources --------------------------------------------------------------------------------------------


def remark(cited: str, note: str) -> str:
    """What the authors noted on a rule.

    >>> remark("Act 1961, s 2", "Read with s 3")
    'Act 1961, s 2: Read with s 3.'
    """
    return f"{cited}: {stop(note)}"


def harmless_exception(cited: str, text: str, place: str, why: str) -> str:
    """An exception that takes nothing from the duty, and why.

    >>> harmless_exception("Act 1961, s 2", "Except in war.", "s 2(2)", "The treaty has it too")
    'Act 1961, s 2: an exception (Except in war, in s 2(2)) takes nothing from the duty. The treaty has it too.'
    """
    return f"{cited}: an exception ({text.rstrip('.')}, in {place}) takes nothing from the duty. {stop(why)}"


def unchecked_source(ref: str, pinpoint: str, checked: str, note: str) -> str:
    """A source that was not read at first hand, or not verified; ``checked`` is ``secondary`` or ``unverified``.

    >>> unchecked_source("Explanatory Report", "[44]", "unverified", "")
    'Explanatory Report, [44], has not been verified.'
    """
    doubt = "was read in a secondary source only" if checked == "secondary" else "has not been verified"
    noted = f" {stop(note)}" if note else ""
    return f"{ref}, {pinpoint}, {doubt}.{noted}"
