"""Section 1: the treaty, the recommendation, the obligations, the law, cost and timing, and then the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import FULFILLED, ArticleResult
from gapcheck.explain.articles_analysed import analysed_sentence
from gapcheck.explain.position_sentences import CONSENTED
from gapcheck.explain.treaty_reading import treaty_read
from gapcheck.report.annex.confirmations import to_confirm
from gapcheck.report.annex.counts_table import counts
from gapcheck.report.annex.document import Piece
from gapcheck.report.annex.draft import Draft, binding_duties
from gapcheck.report.annex.writer import Part, line, strong
from gapcheck.report.facts import reading_caveat, tried_in_words, withheld_in_words
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.pictures.strip_drawing import strip_band_svg
from gapcheck.report.statuses import is_gap
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop


def summary(draft: Draft) -> None:
    """1 Summary: what a Minister needs to know, on the first page."""
    _treaty(draft)
    _recommendation(draft)
    _obligations(draft)
    _law(draft)
    _cost(draft)
    _timing(draft)
    _reviews(draft)
    _limits(draft)
    _picture(draft)
    counts(draft)


def _picture(draft: Draft) -> None:
    """The heat strip, where some article holds a duty."""
    strip = strip_of(draft.report)
    if strip.cells:
        on = "on two days" if strip.since else f"on {long_date(strip.as_at)}"
        silent = (
            f" ({strip.silent} without a duty {'is' if strip.silent == 1 else 'are'} left out)" if strip.silent else ""
        )
        draft.write.figure(f"How each {strip.division} stands {on}{silent}", strip_band_svg(strip), strip.description)


def _led(draft: Draft, word: str, *parts: Part) -> None:
    """A paragraph that begins with what it is on."""
    draft.write.paragraph(strong(f"{word}. "), *parts)


def _treaty(draft: Draft) -> None:
    paragraphs = draft.report.context.prose.on("summary", draft.report.assessment.as_at)
    if not paragraphs:
        _led(draft, "The treaty", draft.write.cited(f"{capital(draft.name)} is a multilateral treaty.", draft.treaty()))
    for number, paragraph in enumerate(paragraphs):
        if number == 0:
            _led(draft, "The treaty", draft.told(paragraph))
        else:
            draft.write.paragraph(draft.told(paragraph))


def _recommendation(draft: Draft) -> None:
    """What officials recommend; until they do, what follows from the analysis, and a note that says who decides."""
    paragraphs = draft.report.context.prose.on("recommendation", draft.report.assessment.as_at)
    if paragraphs:
        for paragraph in paragraphs:
            _led(draft, "Recommendation", draft.told(paragraph))
        return
    _led(draft, "What the analysis suggests", *_suggested(draft), " The recommendation itself is for Ministers.")
    draft.ask_in_front("recommendation")


def _suggested(draft: Draft) -> Iterator[Part]:
    """What follows from the verdicts, in a sentence or two."""
    lodged = [m for m in draft.report.measures if m.edit.sort == "lodge"]
    changed = [m for m in draft.report.measures if m.edit.sort != "lodge"]
    acts = join(f"the {act}" if act[-1:].isdigit() else act for act in dict.fromkeys(m.act for m in changed))
    parts: list[str] = []
    if changed:
        parts.append(f"make {_the(len(changed), 'change', 'changes')} of law that this document sets out, in {acts}")
    if lodged:
        parts.append(f"lodge {_the(len(lodged), 'reservation or declaration', 'reservations or declarations')}")
    if parts:
        first = f"before {draft.state.name} consents to be bound, " if draft.kind.proposes else ""
        first += "" if any(m.certain for m in draft.report.measures) else "on our working view, "
        yield from (capital(f"{first}{', and '.join(parts)} ("), draft.section("implementation"), ").")
    else:
        yield f"No change of law was found to be needed for {draft.name}."
    facts = to_confirm(draft)
    if facts:
        agencies = join(dict.fromkeys(f"the {q.confirm_with}" for q in facts if q.confirm_with))
        yield f" Have {agencies} confirm {draft.count(len(facts), 'fact')} ("
        yield from (draft.section("opposing"), ").")


def _the(number: int, one: str, many: str) -> str:
    """``the change``, ``the 12 changes``."""
    return f"the {one}" if number == 1 else f"the {number} {many}"


def _obligations(draft: Draft) -> None:
    bound = [
        (chapter, [r.article.article for r in results if binding_duties(r)])
        for chapter, results in draft.chapters.items()
    ]
    told = join(f"{chapter[:1].lower()}{chapter[1:]} ({draft.articles(n)})" for chapter, n in bound if n)
    verb = f"{'would put' if draft.kind.proposes else 'puts'} obligations on {draft.state.name}"
    _led(
        draft, "Obligations", f"{capital(draft.name)} {verb} in these matters: {told}. ",
        *_see("Each is told in our own words in ", draft.section("obligations")),
    )  # fmt: skip
    if sentence := analysed_sentence(draft.report.assessment):
        _led(draft, "Not in this analysis", sentence)


def _see(text: str, place: Piece) -> tuple[Part, ...]:
    return text, place, "."


def _law(draft: Draft) -> None:
    """How the law stands: what is met, what falls short, what is contested; each with how sure it is."""
    day = long_date(draft.report.assessment.as_at)
    first, *others = [*_stands(draft)]
    told = " ".join(stop(text) for text in (f"As at {day}, {first}", *map(capital, others)))
    _led(draft, "The law", f"{told} ", *_basis(draft))


def _stands(draft: Draft) -> Iterator[str]:
    """How the articles stand, a sentence for each way."""
    articles = draft.report.assessment.articles
    law = draft.report.assessment.law
    met = [a for a in articles if a.status in FULFILLED]
    judged = [a for a in articles if a.status not in ("no_duty", "withheld")]
    if not judged:
        yield f"{law} has nothing to meet: no {draft.instrument.division} binds"
    if met:
        yield f"{law} meets {draft.count(len(met), draft.instrument.division)} ({_how_sure(met)})"
    if short := [a for a in articles if is_gap(a.status)]:
        yield f"{'it' if met else law} falls short of {_listed(draft, short)} ({_how_sure(short)})"
    if open_ := [a for a in articles if a.status == "unclear"]:
        yield f"{_listed(draft, open_)} {'is' if len(open_) == 1 else 'are'} contested"
    if unknown := [a for a in articles if a.status == "not_assessed"]:
        yield f"{_listed(draft, unknown)} {'has' if len(unknown) == 1 else 'have'} not been assessed"


def _how_sure(found: list[ArticleResult]) -> str:
    """How many of them stand so for certain, and how many in our view."""
    likely = sum(a.certainty == "view" for a in found)
    if likely and likely < len(found):
        return f"{len(found) - likely} for certain and {likely} in our view"
    return "in our view" if likely else "for certain"


def _listed(draft: Draft, found: list[ArticleResult]) -> str:
    return draft.articles(a.article.article for a in found)


def _basis(draft: Draft) -> Iterator[Part]:
    asked = len(draft.question_numbers)
    if asked:
        turn = "question of law" if asked == 1 else "questions of law"
        yield f"The verdicts turn on {asked} {turn}, each with a working view and the case against it ("
        yield from (draft.section("implementation"), "). A working view is the authors' opinion until it is signed.")
    if caveat := reading_caveat(draft.report.assessment):
        yield f" {caveat}"
    if tried := tried_in_words(draft.report.assessment):
        yield f" {tried}"


def _cost(draft: Draft) -> None:
    paragraphs = draft.report.context.prose.on("costs", draft.report.assessment.as_at)
    told = (
        draft.told(paragraphs[0])
        if paragraphs
        else line(
            "No estimate of the costs has been given. ", *_see("What has to be costed is in ", draft.section("costs"))
        )
    )
    _led(draft, "Cost", told)


def _timing(draft: Draft) -> None:
    assessment = draft.report.assessment
    position = assessment.catalogue.positions.get(draft.instrument.id)
    consent = position.consent if position else None
    parts: list[str] = []
    if consent is not None and consent.date <= assessment.as_at:
        parts.append(f"{draft.state.at_start} {CONSENTED[consent.kind]} on {long_date(consent.date)}.")
    start = position.binding_from if position else None
    if start is not None and start <= assessment.as_at:
        parts.append(f"{capital(draft.name)} has bound it since {long_date(start)}.")
    elif start is not None and parts:
        parts.append(f"{capital(draft.name)} binds it from {long_date(start)}.")
    if not parts:
        parts.append(f"No act by which {draft.state.name} consented to be bound is on record.")
    if draft.instrument.text_status == "adopted":
        in_force = draft.instrument.in_force
        if in_force is None or in_force > assessment.as_at:
            parts.append("The treaty is not recorded to be in force.")
    prose = draft.report.context.prose.on("timing", assessment.as_at)
    _led(draft, "Timing", " ".join(parts), *((" ", draft.told(prose[0])) if prose else ()))
    for paragraph in prose[1:]:
        draft.write.paragraph(draft.told(paragraph))
    if not prose:
        draft.ask_in_front("timing")


def _reviews(draft: Draft) -> None:
    """What reviewers say, and what their answers move; nothing without a folder of reviews."""
    if told := draft.report.review_sentences:
        _led(draft, "Reviews", " ".join(told))


def _limits(draft: Draft) -> None:
    """What the summary would mislead without: a text that nobody read, and what was withheld."""
    unread, binding = treaty_read(draft.report.assessment)
    if unread:
        which = f"the text of {unread} of the {binding} binding duties"
        _led(
            draft, "The text",
            f"{capital(which)} was not read in an authentic language. What is said of them rests on summaries and "
            "is to be checked against the certified text.",
        )  # fmt: skip
    if withheld := withheld_in_words(draft.report.assessment):
        _led(draft, "Withheld", stop(withheld))
