"""What the brief says, in order: the treaty, the answer, the decision, what matters, questions, changes, what was not
seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gapcheck.errors import UsageError
from gapcheck.explain.position_sentences import CONSENTED
from gapcheck.model.treaty import Participation
from gapcheck.report.annex.document import AnnexParagraph, Bullets, Line
from gapcheck.report.annex.writer import line, marked
from gapcheck.report.brief.changes import changes
from gapcheck.report.brief.decision import decision_table
from gapcheck.report.brief.grounds import grounds_in
from gapcheck.report.brief.points import matters
from gapcheck.report.brief.questions import contested
from gapcheck.report.brief.tally import DETAILS, Detail, Tally
from gapcheck.report.brief.unseen import old_law, unseen
from gapcheck.report.facts import clearance_parts
from gapcheck.report.paper.document import BesideHeading, Paper, PaperBlock, Picture, stands_on_a_page
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.pictures.strip_drawing import strip_band_svg
from gapcheck.report.report_rows import ReportRows
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop

BRIEFED: frozenset[str] = frozenset({"adopted", "draft"})
"""The texts that a brief can be of: those that the State has joined or may join."""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five")


def brief_of(report: ReportRows) -> Paper:
    """The brief of a report. Raises ``UsageError`` for a mandate or a statement, which a State cannot join."""
    instrument = report.assessment.instrument
    if instrument.text_status not in BRIEFED:
        raise UsageError(
            f"a brief is of a treaty that {report.assessment.state.name} has joined or may join; the "
            f"{instrument.short_title} is a {instrument.text_status}: write it in another format"
        )
    # A page that is full says less; its letters get no smaller than can be read.
    tried = (_paper(report, detail) for detail in DETAILS)
    paper = next((paper for paper in tried if stands_on_a_page(paper)), None) or _paper(report, DETAILS[-1])
    return replace(paper, foot=_foot(report, paper))


def _paper(report: ReportRows, detail: Detail) -> Paper:
    return Paper(
        title=f"{report.assessment.instrument.short_title}: brief for Ministers",
        subtitle=_subtitle(report),
        classification=report.classification,
        foot="",
        as_at=report.assessment.as_at,
        blocks=tuple(_blocks(report, Tally(report, detail))),
        one_page=True,
        language=report.assessment.state.language,
    )


def _blocks(report: ReportRows, tally: Tally) -> list[PaperBlock]:
    points = matters(tally)
    strip = strip_of(report) if tally.detail.days else strip_of(report).of_the_day()
    led = (
        f"{_NUMBERS[len(points)]} {'thing' if len(points) == 1 else 'things'}" if points else "Nothing else stands out"
    )
    return [
        BesideHeading("What it is", line(_what_it_is(tally))),
        BesideHeading("The answer", line(_answer(tally))),
        *_recommended(report),
        *decision_table(tally),
        BesideHeading("What matters most", line(f"{led}{':' if points else '.'}")),
        Bullets(tuple(line(point) for point in points)),
        *contested(tally),
        *changes(tally),
        BesideHeading("What was not seen", line(" ".join(unseen(report)))),
        Picture(strip_band_svg(strip), strip.description),
    ]


def _answer(tally: Tally) -> str:
    """How the articles stand, what follows, and the law of which day that rests on where it is old."""
    return " ".join(filter(None, (tally.sentence, tally.follows, old_law(tally.report.assessment))))


def _subtitle(report: ReportRows) -> str:
    """The day of the law, the clearance, and that it is no legal advice."""
    head = report.context.context
    cleared = "".join(map(str, clearance_parts(head.clearance)))
    author = f" {stop(str(head.author))}" if head.author is not None else ""
    return (
        f"{capital(report.assessment.law)} as at {long_date(report.assessment.as_at)}. {stop(cleared)}{author} A "
        "working analysis, not legal advice."
    )


def _what_it_is(tally: Tally) -> str:
    """The treaty, its dates, what it is for, and how the State stands to it."""
    instrument, day = tally.report.assessment.instrument, tally.report.assessment.as_at
    known = (
        ("adopted on", instrument.adopted),
        ("opened for signature on", instrument.opened),
        ("in force since", instrument.in_force),
    )
    events = [f"{what} {long_date(on)}" for what, on in known if on and on <= day]
    in_force = instrument.in_force is not None and instrument.in_force <= day
    if not in_force:
        events.append("not recorded to be in force")
    counted = [p for p in instrument.participation if p.as_at <= day and (p.signatories or p.parties)]
    joined = f" {_participation(max(counted, key=lambda p: p.as_at), in_force=in_force)}" if counted else ""
    purpose = f" {stop(instrument.purpose.text)}" if instrument.purpose else ""
    return f"{instrument.title} ({instrument.citation}), {join(events)}.{joined}{purpose} {_standing(tally)}"


def _participation(count: Participation, *, in_force: bool) -> str:
    """``By 31 May 2026, 76 had signed.``; of a treaty in force the Parties alone are told."""
    if in_force and count.parties:
        return f"On {long_date(count.as_at)} it had {count.parties} Parties."
    done = [f"{count.signatories} had signed"] if count.signatories else []
    done += [f"{count.parties} had ratified"] if count.parties else []
    return f"By {long_date(count.as_at)}, {join(done)}."


def _standing(tally: Tally) -> str:
    """What the State has done about the treaty by the day."""
    state = tally.report.assessment.state
    if tally.consent is None:
        return f"No act by which {state.name} signed it or consented to be bound is on record."
    done = f"{state.at_start} {CONSENTED[tally.consent.kind]} on {long_date(tally.consent.date)}"
    start = tally.position.binding_from if tally.position else None
    if start is None:
        return f"{done}."
    if start > tally.report.assessment.as_at:
        return f"{done}; it will be bound from {long_date(start)}."
    return f"{done} and has been bound since {long_date(start)}."


def _recommended(report: ReportRows) -> Iterator[PaperBlock]:
    """What officials recommend, where they wrote it."""
    for number, paragraph in enumerate(report.context.prose.on("recommendation", report.assessment.as_at)):
        told: Line = line(*(part if isinstance(part, str) else marked(part) for part in paragraph.spaced()))
        yield BesideHeading("Recommendation", told) if number == 0 else AnnexParagraph(told)


def _foot(report: ReportRows, paper: Paper) -> str:
    used = grounds_in(paper.lines, [paper.subtitle], report.key)
    act = report.assessment.state.information_act
    withheld = f" Withheld under {join(used)} of the {act}." if used and report.release else ""
    instrument, day = report.assessment.instrument, long_date(report.assessment.as_at)
    return f"{instrument.short_title}, law as at {day}. {report.copy}.{withheld}"
