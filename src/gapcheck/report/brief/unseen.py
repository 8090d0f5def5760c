"""What was not seen, and how far the law is known."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.articles_analysed import analysed_sentence
from gapcheck.explain.treaty_reading import treaty_read
from gapcheck.report.facts import reading_caveat, suspect_in_words, tried_in_words, withheld_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, stop


def unseen(report: ReportRows) -> tuple[str, ...]:
    """The sentences, those on the treaty before those on the law."""
    return tuple(_told(report))


def unread(assessment: InstrumentResult) -> str:
    """How many binding duties were not read in the treaty's own text; nothing where all of them were."""
    read = treaty_read(assessment)
    if not read.unread:
        return ""
    which = f"any of its {read.binding}" if read.unread == read.binding else f"{read.unread} of its {read.binding}"
    return (
        f"The treaty's own text was not read for {which} binding duties; they rest on summaries, and have to be "
        "checked against the certified text."
    )


def mostly_unread(assessment: InstrumentResult) -> bool:
    """Whether more than a quarter of the binding duties were not read in the treaty's own text."""
    read = treaty_read(assessment)
    return read.unread * 4 > read.binding


def _told(report: ReportRows) -> Iterator[str]:
    assessment = report.assessment
    # What puts the whole answer in doubt stands among what matters most.
    if not mostly_unread(assessment) and (sentence := unread(assessment)):
        yield sentence
    if sentence := analysed_sentence(assessment):
        yield sentence
    if texts := [f"“{q.title}”" for q in report.questions if q.nature == "text" and q.turns]:
        yield f"Texts that were not seen decide {'a question' if len(texts) == 1 else 'questions'}: {join(texts)}."
    if known := assessment.catalogue.law_known_to:
        yield f"The law was looked through up to {long_date(known)}."
    for sentence in (suspect_in_words(assessment), reading_caveat(assessment), tried_in_words(assessment)):
        if sentence:
            yield sentence
    if withheld := withheld_in_words(assessment):
        yield f"Withheld: {stop(withheld)}"
