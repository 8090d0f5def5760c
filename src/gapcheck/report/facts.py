"""What an assessment is of, in words: the instrument, the date, the reading, the position of the State, and the
versions.
"""

from __future__ import annotations

from gapcheck import __version__
from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.articles_analysed import analysed_sentence
from gapcheck.explain.law_known import law_known_sentence
from gapcheck.explain.treaty_reading import unread_sentence
from gapcheck.model.base import Marked
from gapcheck.model.context import Clearance, Head
from gapcheck.model.state import State
from gapcheck.model.treaty import Instrument
from gapcheck.report.rows.questions import view_words
from gapcheck.report.rows.reviews import answer_sentences
from gapcheck.wording.citation import cite_treaty
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, stop

CLEARED = {
    "draft": "Draft, not cleared",
    "agency-cleared": "Cleared by the agency",
    "cabinet-approved": "Approved by Cabinet",
}
INTERNAL, RELEASE, DRAFT_OF_RELEASE = "Internal copy", "Release copy", "Draft of a release copy"

Parts = tuple[str | Marked, ...]


def facts(assessment: InstrumentResult) -> tuple[tuple[str, str], ...]:
    """What the assessment is of, as pairs of a name and a value."""
    instrument = assessment.instrument
    return (
        ("Instrument", instrument.title),
        ("Citation", cite_treaty(instrument)),
        ("Law as at", long_date(assessment.as_at)),
        *_fact("Not in this analysis", analysed_sentence(assessment)),
        *_fact("How far the law is known", law_known_sentence(assessment)),
        *_fact("How far the treaty was read", unread_sentence(assessment)),
        ("Reading", reading_in_words(assessment)),
        *_fact("About this reading", reading_caveat(assessment)),
        *_fact("Answers tried", tried_in_words(assessment)),
        *_fact("Answers from reviews", " ".join(answer_sentences(assessment.catalogue.signed))),
        *((("With the reform", reform_in_words(assessment)),) if assessment.reform else ()),
        (binding_fact(assessment.state), binding_in_words(assessment)),
        ("Consent", consent_in_words(assessment)),
        *_fact("Parties and signatories", participation_in_words(assessment)),
        *_fact("Withheld", withheld_in_words(assessment)),
        *_fact("Suspect", suspect_in_words(assessment)),
        ("Data version", assessment.catalogue.version),
        ("gapcheck version", __version__),
    )


def binding_fact(state: State) -> str:
    """What the fact is called that says whether the instrument binds the State."""
    return f"Binding on {state.name}"


def _fact(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """The fact, unless there is nothing to say."""
    return ((name, value),) if value else ()


def copy_facts(head: Head, classification: str, copy: str) -> tuple[tuple[str, Parts], ...]:
    """What kind of copy a document is (``ReportRows.copy``), as pairs of a name and the parts of a value.

    Those parts that may be withheld are ``Marked``, so that each output shows them in its own way.
    """
    facts: list[tuple[str, Parts]] = [
        ("Classification", (classification,)),
        ("Copy", (copy,)),
        ("Clearance", clearance_parts(head.clearance)),
    ]
    if head.author is not None:
        facts.append(("Author", (head.author,)))
    if head.prepared is not None:
        facts.append(("Prepared", (long_date(head.prepared),)))
    return tuple(facts)


def clearance_parts(clearance: Clearance) -> Parts:
    """How far a document is cleared: ``Cleared by the agency by <somebody>, 20 May 2019``."""
    by: Parts = () if clearance.by is None else (" by ", clearance.by)
    on: Parts = () if clearance.date is None else (f", {long_date(clearance.date)}",)
    return (CLEARED[clearance.status], *by, *on)


def text_status(instrument: Instrument) -> tuple[str, str]:
    """Which text was read, as a fact."""
    return "Text", f"{instrument.text_status.capitalize()} text"


def reading_in_words(assessment: InstrumentResult) -> str:
    """The reading that stands in place of our views, if one was chosen."""
    reading = assessment.reading
    return reading.title if reading else "None chosen: the verdicts follow our working view of each question"


def reading_caveat(assessment: InstrumentResult) -> str:
    """What has to be known of a reading wherever its verdicts are shown; nothing without one."""
    reading = assessment.reading
    if reading is None:
        return ""
    title = f"{reading.title[:1].lower()}{reading.title[1:]}"
    about = f" {stop(str(reading.note))}" if reading.note else ""
    return f"The verdicts are told on {title}, and not on our working view.{about}"


def tried_in_words(assessment: InstrumentResult) -> str:
    """The answers that were tried in place of our views; nothing without any."""
    tried = assessment.tried
    if not tried:
        return ""
    if set(tried) == set(assessment.catalogue.questions) and set(tried.values()) == {"open"}:
        return "Every question is left open, so that no view decides."
    state = assessment.state.at_start
    answers = (
        f"{assessment.catalogue.question(q).title}: {view_words(view, state)}" for q, view in sorted(tried.items())
    )
    return f"{'; '.join(answers)}. These answers were tried in place of our working views."


def reform_in_words(assessment: InstrumentResult) -> str:
    """The Bill or proposal that was laid over the statute book, and over which day's law."""
    reform = assessment.reform
    if reform is None:
        return "None"
    over = f", laid over the law of {long_date(reform.over)}" if reform.over else ""
    return f"{reform.title} ({reform.stage}){over}"


def binding_in_words(assessment: InstrumentResult) -> str:
    """Whether the instrument binds the State on the day, and from when."""
    record, noun = assessment.binding_record, assessment.instrument.noun
    if record == "no_obligation":
        return f"No: nobody is bound by a {noun}"
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    unrecorded = f"No record of whether it binds {assessment.state.name}"
    if position is None:
        return unrecorded
    if position.binding_from is not None:
        day = long_date(position.binding_from)
        return f"Yes, since {day}" if record == "bound" else f"Not on this date; from {day}"
    if position.not_party_on is None:
        return unrecorded
    seen = long_date(position.not_party_on)
    if record == "no_party":
        return f"No: {assessment.state.name} was no Party on {seen}"
    return f"No record for this date: {assessment.state.name} was no Party on {seen}, and nothing later was looked up"


def participation_in_words(assessment: InstrumentResult) -> str:
    """The last count of parties and signatories on record by the day of the assessment; nothing without one."""
    known = [p for p in assessment.instrument.participation if p.as_at <= assessment.as_at]
    if not known:
        return ""
    # A later count was not known on the day.
    last = max(known, key=lambda p: p.as_at)
    sources = join(f"{s.ref}, {s.pinpoint} ({s.checked})" for s in last.source)
    return f"As at {long_date(last.as_at)}: {last.text.rstrip('.')}. Source: {sources}."


def withheld_in_words(assessment: InstrumentResult) -> str:
    """Which words were withheld and on what ground, and how much can be assessed; nothing where none were."""
    grounds: dict[str, list[str]] = {}
    for result in assessment.articles:
        if result.article.withheld is not None:
            grounds.setdefault(result.article.withheld.ground, []).append(result.article.article)
    division = assessment.instrument.division
    parts = [f"{division}s {join(places)} under {ground}" for ground, places in grounds.items()]
    parts += [
        f"{n} of {total} {division}s of {group} can be assessed"
        for group, (n, total) in assessment.assessable.items()
        if n
    ]
    return f"{'; '.join(parts)} ({assessment.state.information_act})." if parts else ""


def suspect_in_words(assessment: InstrumentResult) -> str:
    """How many verdicts rest on rules that an official text called in question; nothing where none do."""
    suspects = assessment.catalogue.suspects
    resting = sum(any(rule.identity in suspects for rule in duty.rules) for duty in assessment.duties)
    if not resting:
        return ""
    number = "1 verdict rests" if resting == 1 else f"{resting} verdicts rest"
    return f"{number} on rules that an official text calls in question; the rules are to be reviewed."


def consent_in_words(assessment: InstrumentResult) -> str:
    """The act by which the State consented, and its date."""
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    consent = position.consent if position else None
    if consent is None:
        return "None on record"
    later = " (after the date of this assessment)" if consent.date > assessment.as_at else ""
    return f"{consent.kind.capitalize()} on {long_date(consent.date)}{later}"
