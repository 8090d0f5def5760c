"""What was not seen, and how far the law is known."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.articles_analysed import analysed_sentence
from gapcheck.explain.law_known import law_known_sentence
from gapcheck.explain.treaty_reading import treaty_read
from gapcheck.report.article_lists import articles_in_short
from gapcheck.report.facts import reading_caveat, suspect_in_words, tried_in_words, withheld_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, stop

_A_YEAR = 365


def unseen(report: ReportRows) -> tuple[str, ...]:
    """The sentences, those on the treaty before those on the law."""
    return tuple(_told(report))


def unread(assessment: InstrumentResult) -> str:
    """How many binding duties were not read in the treaty's own text; nothing where all of them were."""
    read = treaty_read(assessment)
    if not read.unread:
        return ""
    seen = read.binding - read.unread
    which = f"Only {seen} of its {read.binding} binding duties were" if seen else "None of its binding duties was"
    rest = "the others" if seen else "all"
    return f"{which} read in the treaty's own text; {rest} are to be checked against it."


def mostly_unread(assessment: InstrumentResult) -> bool:
    """Whether more than a quarter of the binding duties were not read in the treaty's own text."""
    read = treaty_read(assessment)
    return read.unread * 4 > read.binding


def old_law(assessment: InstrumentResult) -> str:
    """How far the law is known, where the day is more than a year after that: it puts the whole answer in doubt."""
    known = assessment.catalogue.law_known_to
    old = known is not None and (assessment.as_at - known).days > _A_YEAR
    return law_known_sentence(assessment) if old else ""


def _told(report: ReportRows) -> Iterator[str]:
    assessment = report.assessment
    # What puts the whole answer in doubt stands among what matters most.
    if not mostly_unread(assessment) and (sentence := unread(assessment)):
        yield sentence
    if sentence := analysed_sentence(assessment):
        yield sentence
    if turned := dict.fromkeys(a for q in report.questions if q.nature == "text" for a in q.turns):
        division = assessment.instrument.division
        ordered = [row.article for row in report.articles if row.article in turned]
        decided = articles_in_short(division, ordered)
        yield f"{capital(decided)} {'turns' if len(ordered) == 1 else 'turn'} on texts that were not seen."
    known = assessment.catalogue.law_known_to
    if known and not old_law(assessment):
        yield f"The law was looked through up to {long_date(known)}."
    for sentence in (suspect_in_words(assessment), reading_caveat(assessment), tried_in_words(assessment)):
        if sentence:
            yield sentence
    if withheld := withheld_in_words(assessment):
        yield f"Withheld: {stop(withheld)}"
