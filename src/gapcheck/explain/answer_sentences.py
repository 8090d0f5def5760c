"""The sentences of an answer: the few templates in which a verdict, its reason and its question are told.

House style, which every template keeps: a subject, a verb and a full stop; the provision in the form of running text
(*section 252(1) of the Crimes Act 1961*); ranges with an en dash; terms of art of the treaty and the Act; no id and no
word of the engine.

``law`` is what the treaty is held against (*New Zealand law*), ``place`` an article with its subject (*article 2
(illegal access)*), ``subject`` a provision or the law as it stands inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gapcheck.explain.question_sentences import signed_view
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import capital, join, stop

_FEW = 2
"""How many measures of executive practice are told; of more, their headings are."""
_SHORT = 12
"""A sentence of fewer words is too short to give a reason."""

# The verdict ----------------------------------------------------------------------------------------------------


def meets(law: str, place: str, *, likely: bool) -> str:
    """Everything is met.

    >>> meets("New Zealand law", "article 2 (illegal access)", likely=True)
    'New Zealand law likely meets article 2 (illegal access)'
    """
    return f"{_subject(law)} {_likely(likely)}{_meet(law)} {place}"


def meets_with_reservation(law: str, place: str, state: str, *, likely: bool) -> str:
    """Everything is met once declarations and reservations are counted.

    >>> meets_with_reservation("New Zealand law", "article 20", "New Zealand", likely=False)
    'New Zealand law, with the declarations and reservations that New Zealand made, meets article 20'
    """
    with_them = f"with the declarations and reservations that {state} made"
    return f"{_subject(law)}, {with_them}, {_likely(likely)}{_meet(law)} {place}"


def meets_in_part(law: str, place: str, *, likely: bool) -> str:
    """Something is met, and something is not.

    >>> meets_in_part("New Zealand law", "article 3 (illegal interception)", likely=True)
    'New Zealand law likely meets article 3 (illegal interception) only in part'
    """
    return f"{meets(law, place, likely=likely)} only in part"


def does_not_meet(law: str, place: str, *, likely: bool) -> str:
    """Nothing is met.

    >>> does_not_meet("New Zealand law and practice", "article 16", likely=False)
    'New Zealand law and practice do not meet article 16'
    """
    return f"{_subject(law)} {_likely(likely)}{'do' if _several(law) else 'does'} not meet {place}"


def contested(law: str, place: str) -> str:
    """Even our view leaves it open.

    >>> contested("New Zealand law", "article 22 (jurisdiction)")
    'Whether New Zealand law meets the whole of article 22 (jurisdiction) is an open question'
    """
    return f"Whether {law} {_meet(law)} the whole of {place} is an open question"


def not_assessed(law: str, place: str, searched: str) -> str:
    """Nobody has looked; ``searched`` is what would have to be looked through.

    >>> not_assessed("New Zealand law", "article 16", "the statute book")
    'Whether New Zealand law meets article 16 has not been assessed: nobody has looked through the statute book for it'
    """
    looked = f"nobody has looked through {searched} for it"
    return f"Whether {law} {_meet(law)} {place} has not been assessed: {looked}"


def asks_nothing(law: str, place: str) -> str:
    """Definitions, permissions and clauses between States.

    >>> asks_nothing("New Zealand law", "article 1 (definitions)")
    'Article 1 (definitions) asks nothing that New Zealand law has to meet'
    """
    return f"{capital(place)} asks nothing that {law} has to meet"


def states_policy(place: str) -> str:
    """An item or statement that asks for nothing.

    >>> states_policy("item 2.4 (cooperation)")
    'Item 2.4 (cooperation) states a policy or an intention and asks for nothing'
    """
    return f"{capital(place)} states a policy or an intention and asks for nothing"


def words_withheld(place: str, ground: str, act: str) -> str:
    """The words were withheld from a release, under an Act on official information.

    >>> words_withheld("item 6.1", "s 6(a)", "Official Information Act 1982")
    'The words of item 6.1 were withheld (s 6(a) of the Official Information Act 1982), so that nothing is said of them'
    """
    return f"The words of {place} were withheld ({ground} of the {act}), so that nothing is said of them"


def to_confirm(told: str, who: Iterable[str], state: str) -> str:
    """Somebody in Government knows the answer.

    >>> to_confirm("The law likely meets article 35 (24/7 Network)", ["New Zealand Police"], "New Zealand")
    'The law likely meets article 35 (24/7 Network), which New Zealand Police can confirm'
    """
    agencies = [_agency(agency, state) for agency in who]
    return f"{told}, which {join(agencies)} can confirm" if agencies else told


def _subject(law: str) -> str:
    return capital(law)


def _several(law: str) -> bool:
    return law.endswith(" and practice")


def _meet(law: str) -> str:
    return "meet" if _several(law) else "meets"


def _likely(likely: bool) -> str:
    return "likely " if likely else ""


def counted(asking: str, law: str, ways: Sequence[str], others: Sequence[str]) -> str:
    """How the articles of an instrument stand that ask something, in a sentence.

    >>> counted("33 articles that ask", "New Zealand law", ["meets 7", "likely meets 15"], ["1 is contested"])
    'Of the 33 articles that ask something of New Zealand law, it meets 7 and likely meets 15; 1 is contested.'
    """
    told = f", it {join(ways)}" if ways else ""
    rest = join(others)
    return (
        f"Of the {asking} something of {law}{told}{'; ' if told else ', '}{rest}."
        if rest
        else (f"Of the {asking} something of {law}{told}.")
    )


# The duties of an article ---------------------------------------------------------------------------------------


def stand_so(places: str, words: str) -> str:
    """How some paragraphs stand, in a line.

    >>> stand_so("article 22(1)(a) and (5)", "Met")
    'Article 22(1)(a) and (5): met'
    """
    return f"{capital(places)}: {in_sentence(words)}"


def not_binding(places: str, force: str) -> str:
    """A paragraph that does not bind as to the result.

    >>> not_binding("article 15(3)", "consider")
    'Article 15(3) asks a State only to consider this, so that a shortfall is not counted as a gap.'
    """
    only = "only to consider this" if force == "consider" else "to endeavour to do this and no more"
    return f"{capital(places)} asks a State {only}, so that a shortfall is not counted as a gap."


def asks(text: str) -> str:
    """What a paragraph asks for, in our words, which begin with a verb.

    >>> asks("Make it a criminal offence to access a computer system.")
    'It asks: make it a criminal offence to access a computer system.'
    """
    return f"It asks: {in_sentence(stop(text))}"


# The rule -------------------------------------------------------------------------------------------------------


def the_rule(subject: str, text: str, read_with: str, state: str = "", *, word: str = "rule") -> str:
    """One provision answers, and what it says; ``word`` is what it is called (*nearest rule* where it does not answer,
    *provision* of a treaty text).

    >>> the_rule("section 252 of the Crimes Act 1961", "Accessing data intentionally.", "section 248 of that Act")
    'The rule is section 252 of the Crimes Act 1961, read with section 248 of that Act: accessing data intentionally.'
    >>> the_rule("section 2 of the Act 1961", "A court may order it.", "", word="nearest rule")
    'The nearest rule is section 2 of the Act 1961: a court may order it.'
    """
    return f"The {word} is {subject}{_with(read_with)}: {in_sentence(stop(text), state)}"


def only_near(told: str, no_rule: str, noun: str) -> str:
    """The nearest rule, where that was made for another case; ``told`` names it, ``no_rule`` opens the sentence.

    >>> only_near("The nearest rule is section 9: a host keeps a copy.", "No rule in force on 1 July 2026", "treaty")
    'No rule in force on 1 July 2026 covers this as the treaty asks; the nearest is section 9: a host keeps a copy.'
    """
    _, _, nearest = told.partition(" is ")
    return f"{no_rule} covers this as the {noun} asks; the nearest is {nearest}"


def the_rules(subjects: str, read_with: str, *, several: bool = True, word: str = "rule") -> str:
    """Several provisions answer together, or one that holds several rules.

    >>> the_rules("sections 250(1) and 250(2)(c) of the Crimes Act 1961", "")
    'The rules are sections 250(1) and 250(2)(c) of the Crimes Act 1961.'
    >>> the_rules("section 8(1) of the Crimes Act 1961", "", several=False)
    'The rule is section 8(1) of the Crimes Act 1961.'
    """
    return f"The {word}{'s are' if several else ' is'} {subjects}{_with(read_with)}."


def the_practice(texts: Sequence[str], headings: Iterable[str], state: str = "") -> str:
    """Executive practice answers: what it is, or, of many measures, which they are.

    >>> the_practice(["Police can advise at all hours."], ["Point of contact"])
    'It rests on executive practice: Police can advise at all hours.'
    >>> the_practice(["One.", "Two.", "Three."], ["Training", "Exchange of staff", "Training"])
    'It rests on executive practice (training and exchange of staff).'
    """
    if len(texts) <= _FEW:
        return f"It rests on executive practice: {in_sentence(' '.join(map(stop, texts)), state)}"
    return f"It rests on executive practice ({join(dict.fromkeys(map(in_sentence, headings)))})."


def reserved(parts: str, whose: str) -> str:
    """A reservation that a State may have made would take a duty away, or the parts of it that are named.

    >>> reserved("acts of nationals abroad", "New Zealand's")
    "New Zealand's reservation likely leaves out acts of nationals abroad."
    >>> reserved("", "New Zealand's")
    "New Zealand's reservation likely leaves this out."
    """
    return f"{whose} reservation likely leaves {f'out {parts}' if parts else 'this out'}."


def lodged(how: str, under: str, day: str, text: str, state: str) -> str:
    """A declaration or reservation that the verdict rests on, and what it says.

    >>> lodged("reservation", "article 4(3)", "1 June 2010", "It keeps possession.", "Ruritania")
    'Ruritania made a reservation under article 4(3) on 1 June 2010: it keeps possession.'
    """
    return f"{state} made a {how}{f' under {under}' if under else ''} on {day}: {in_sentence(stop(text), state)}"


def _with(read_with: str) -> str:
    return f", read with {read_with}" if read_with else ""


def told_once(sentence: str, told: set[str]) -> str:
    """A sentence on a rule without what the rule says, or what it is read with, if that was ``told`` before.

    >>> told: set[str] = set()
    >>> told_once("The rule is section 2, read with section 3: a court may order it.", told)
    'The rule is section 2, read with section 3: a court may order it.'
    >>> told_once("The rule is section 2, read with section 4: a court may order it.", told)
    'The rule is section 2, read with section 4.'
    >>> told_once("The rule is section 5, read with section 3: nobody may tell.", told)
    'The rule is section 5: nobody may tell.'
    """
    rule, _, text = sentence.partition(": ")
    opening, _, beside = rule.partition(", read with ")
    kept = opening if beside and beside in told else rule
    known = text in told
    told |= {text, beside} - {""}
    return f"{kept}: {text}" if text and not known else f"{kept.rstrip('.')}."


def with_it(sentence: str, before: Sequence[str]) -> str:
    """A sentence on the one rule that was told just before begins with *It*.

    >>> with_it("Section 2 does not cover data.", ["The rule is section 2: a court may order it."])
    'It does not cover data.'
    >>> with_it("Section 2 does not cover data; section 2 is limited to ships.", ["The rule is section 2."])
    'It does not cover data; it is limited to ships.'
    """
    if len(before) != 1:
        return sentence
    _, is_rule, subject = before[0].partition(" is ")
    named = f"{capital(subject.split(':')[0].split(', read with ')[0].rstrip('.'))} "
    if not is_rule or not sentence.startswith(named):
        return sentence
    return f"It {sentence.removeprefix(named)}".replace(f"; {in_sentence(named)}", "; it ")


# The question ---------------------------------------------------------------------------------------------------


def turns_on(questions: Sequence[Question], tried: Iterable[str] = ()) -> str:
    """The question that a verdict turns on, our working view of it, and the best reason for that view.

    Of several, the first is told and the others are named.
    """
    first, *others = questions
    reason = best_argument(first)
    view = our_view(first, tried=first.id in set(tried))
    told = f"It turns on {'one question' if not others else f'{_number(len(questions))} questions, first'}:"
    because = f". {reason}" if reason else "."
    more = f" The other{'s are' if len(others) > 1 else ' is'} {named(others)}." if others else ""
    return f"{told} {in_sentence(first.asks)} {view}{because}{more}"


def turns_on_named(questions: Iterable[Question]) -> str:
    """The questions by name, where they are told below: ``It turns on “Insiders”.``"""
    return f"It turns on {named(questions)}."


def our_view(question: Question, *, tried: bool = False) -> str:
    """The view as a lawyer gives it, without a stop: on balance where it is fair, plainly where it is strong."""
    if isinstance(question, SignedQuestion) and not tried:
        return signed_view(question)
    if question.view == "open":
        return "The answer is left open here" if tried else "We take no view on it"
    answer = "yes" if question.view == "holds" else "no"
    if tried:
        return f"Answer tried here: {answer}"
    return f"Our working view: {'plainly' if question.strength == 'strong' else 'on balance'} {answer}"


def best_argument(question: Question) -> str:
    """The heart of the strongest argument for the view; nothing where the view is open."""
    sides = {"holds": question.in_favour, "fails": question.against}
    arguments = () if isinstance(question, SignedQuestion) else sides.get(question.view, ())
    return stop(_opening(arguments[0].text)) if arguments else ""


def _opening(text: str) -> str:
    """The first sentence of a text, and the next where the first is too short to stand alone."""
    first = first_sentence(text)
    rest = text[len(first) :].strip()
    return f"{first} {first_sentence(rest)}" if rest and len(first.split()) < _SHORT else first


def first_sentence(text: str) -> str:
    """A text up to its first full stop; a stop in an abbreviation or a number does not end it.

    >>> first_sentence("Section 2.1 applies. It is narrow.")
    'Section 2.1 applies.'
    """
    for place, letter in enumerate(text):
        follows = text[place + 1 : place + 3]
        if letter in ".?!" and (not follows or (follows[0] == " " and follows[1:2].isupper())):
            return text[: place + 1]
    return text


def named(questions: Iterable[Question]) -> str:
    """Questions by their titles: ``“Insiders” and “Live performances”``."""
    return join(f"“{question.title}”" for question in questions)


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)


# What would change it -------------------------------------------------------------------------------------------


def confirmation(agency: str, by: str, state: str) -> str:
    """Who can answer a question, and by which document.

    >>> confirmation("Ministry of Justice", "The Cabinet paper on the accession.", "New Zealand")
    'Confirmation by the Ministry of Justice, from the Cabinet paper on the accession.'
    """
    return f"Confirmation by {_agency(agency, state)}{f', from {in_sentence(stop(by), state)}' if by else '.'}"


def settlement(question: Question, state: str) -> tuple[str, ...]:
    """What would settle a question, as one text; none where nothing is on record."""
    if question.confirm_with is not None:
        return (confirmation(question.confirm_with, question.settled_by or "", state),)
    return (stop(question.settled_by),) if question.settled_by else ()


def _agency(name: str, state: str) -> str:
    # "New Zealand Police": what begins with the name of the State takes no article.
    return name if name.startswith(state) else f"the {name}"
