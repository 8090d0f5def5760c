"""What an assessment is of, in words: the instrument, the date, the reading, New Zealand's position, and the versions."""

from __future__ import annotations

from gapcheck import __version__
from gapcheck.engine.results import InstrumentResult
from gapcheck.wording.citation import cite_treaty
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

CLEARED = {
    "draft": "Draft, not cleared",
    "agency-cleared": "Cleared by the agency",
    "cabinet-approved": "Approved by Cabinet",
}
INTERNAL, RELEASE = "Internal copy", "Release copy"


def facts(assessment: InstrumentResult) -> tuple[tuple[str, str], ...]:
    """What the assessment is of, as pairs of a name and a value."""
    instrument = assessment.instrument
    return (
        ("Instrument", instrument.title),
        ("Citation", cite_treaty(instrument)),
        ("Law as at", long_date(assessment.as_at)),
        ("Reading", reading_in_words(assessment)),
        *((("With the reform", reform_in_words(assessment)),) if assessment.reform else ()),
        ("Binding on New Zealand", binding_in_words(assessment)),
        ("Consent", consent_in_words(assessment)),
        *((("Parties and signatories", told),) if (told := participation_in_words(assessment)) else ()),
        *((("Withheld", told),) if (told := withheld_in_words(assessment)) else ()),
        *((("Suspect", told),) if (told := suspect_in_words(assessment)) else ()),
        ("Data version", assessment.catalogue.version),
        ("gapcheck version", __version__),
    )


def reading_in_words(assessment: InstrumentResult) -> str:
    """The reading under which arguable points were settled."""
    reading = assessment.reading
    return f"{reading.title} ({reading.id})" if reading else "None chosen; both ends of each arguable point are shown"


def reform_in_words(assessment: InstrumentResult) -> str:
    """The Bill or proposal that was laid over the statute book, and over which day's law."""
    reform = assessment.reform
    if reform is None:
        return "None"
    over = f", laid over the law of {long_date(reform.over)}" if reform.over else ""
    return f"{reform.title} ({reform.stage}){over}"


def binding_in_words(assessment: InstrumentResult) -> str:
    """Whether the instrument binds New Zealand on the day, and from when."""
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    day = position.binding_from if position else None
    if day is None:
        return "No. No date from which it binds New Zealand is on record."
    return f"Yes, since {long_date(day)}" if assessment.binding else f"Not on this date; from {long_date(day)}"


def participation_in_words(assessment: InstrumentResult) -> str:
    """The last count of parties and signatories on record by the day of the assessment; nothing without one."""
    known = [p for p in assessment.instrument.participation if p.as_at <= assessment.as_at]
    if not known:
        return ""
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
    told = [f"{division}s {join(places)} under {ground}" for ground, places in grounds.items()]
    told += [
        f"{n} of {total} {division}s of {group} can be assessed"
        for group, (n, total) in assessment.assessable.items()
        if n
    ]
    return f"{'; '.join(told)} (Official Information Act 1982)." if told else ""


def suspect_in_words(assessment: InstrumentResult) -> str:
    """How many verdicts rest on rules that an official text called in question; nothing where none do."""
    suspects = assessment.catalogue.suspects
    resting = sum(any(rule.identity in suspects for rule in duty.rules) for duty in assessment.duties)
    if not resting:
        return ""
    number = "1 verdict rests" if resting == 1 else f"{resting} verdicts rest"
    return f"{number} on rules that an official text calls in question; the rules are to be reviewed."


def consent_in_words(assessment: InstrumentResult) -> str:
    """The act by which New Zealand consented, and its date."""
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    consent = position.consent if position else None
    if consent is None:
        return "None on record"
    later = " (after the date of this assessment)" if consent.date > assessment.as_at else ""
    return f"{consent.kind.capitalize()} on {long_date(consent.date)}{later}"
