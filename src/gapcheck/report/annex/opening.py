"""Sections 1 to 4: the summary, the treaty action, the reasons, and the advantages and disadvantages."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.sentences import CONSENTED
from gapcheck.report.annex.model import Line
from gapcheck.report.annex.numbering import cite_source, line
from gapcheck.report.annex.obligations import duties_in_words
from gapcheck.report.annex.phrases import Telling, binding_duties, unread_duties
from gapcheck.report.annex.topics import TOPIC
from gapcheck.report.facts import withheld_in_words
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop

_TAIL = {
    "met": "are met",
    "met_with_reservation": "are met once what New Zealand lodged is counted",
    "partial": "are met in part",
    "unmet": "are not met",
    "unclear": "are unclear: the answer turns on arguable points",
    "not_assessed": "are not assessed, because no search of the statute book is on record",
    "withheld": "were withheld",
}


def summary(t: Telling) -> None:
    """1 Executive summary: what was assessed, how it stands, and what follows from that."""
    found, write = t.report.assessment, t.write
    day = long_date(found.as_at)
    binding = sum(binding_duties(a) for a in found.articles)
    noun = t.instrument.division
    write.paragraph(
        write.cited(f"This analysis compares {found.law} as at {day} with the {t.instrument.title}.", t.treaty()),
        f" The {t.instrument.noun} has {t.count(len(found), noun)} and {duties_in_words(binding)}.",
        f" {t.count(found.counts['no_duty'], noun).capitalize()} hold no binding duty of domestic law.",
    )
    if unread := unread_duties(found):
        write.paragraph(
            f"The text of {unread} of the binding duties could not be read in an authentic language. "
            "What is said of them rests on summaries and has to be checked against the certified text, numbers included."
        )
    write.paragraph(f"Of the {noun}s that hold binding duties:")
    write.bullets(
        line(f"{t.count(n, noun)} {_tail(status, n)} ({t.articles(t.numbers(status))}){'.' if last else ';'}")
        for n, status, last in _counted(t)
    )
    _what_follows(t)
    _lodged(t)
    if withheld := withheld_in_words(found):
        write.paragraph(f"Withheld: {stop(withheld)}")
    t.prose("summary")


def _counted(t: Telling) -> list[tuple[int, str, bool]]:
    counts = [(n, status) for status, n in t.report.assessment.counts.items() if n and status != "no_duty"]
    return [(n, status, place == len(counts)) for place, (n, status) in enumerate(counts, start=1)]


def _tail(status: str, number: int) -> str:
    words = _TAIL[status]
    return words if number != 1 else words.replace("are ", "is ", 1).replace("were ", "was ", 1)


def _what_follows(t: Telling) -> None:
    found, write = t.report.assessment, t.write
    if fulfilled := t.numbers("met", "met_with_reservation"):
        write.paragraph(f"No change of law is required for {t.articles(fulfilled)}.")
    certain = [m for m in t.report.measures if m.certain]
    if short := t.numbers("partial", "unmet"):
        changes = t.count(len(certain), "change")
        told = f"Section 6 sets out {changes} needed for that on any view of the law."
        write.paragraph(f"The law falls short of {t.articles(short)}. {told}")
    elif found.counts["unclear"] or found.counts["not_assessed"]:
        write.paragraph(f"No {t.instrument.division} is shown to fall short. No change of law is shown to be required.")
    else:
        write.paragraph(f"The law meets every binding duty of {t.name}. No change of law is required.")
    if found.counts["unclear"]:
        write.paragraph(
            "For what is unclear, section 6 says what would settle each point, and which changes would put it beyond doubt."
        )


def _lodged(t: Telling) -> None:
    made = [r for r in t.report.reservations if r.made is not None]
    certain = [r for r in made if not r.arguably]
    if certain:
        kinds = join(dict.fromkeys(_kind(r) for r in certain))
        t.write.paragraph(
            f"New Zealand has lodged {kinds}. Annex B sets it out."
            if len(certain) == 1
            else f"New Zealand has lodged {kinds}. Annex B sets them out."
        )
    if arguable := dict.fromkeys(_kind(r) for r in made if r.arguably):
        t.write.paragraph(
            f"It is not certain what {join(arguable)}, which New Zealand lodged, leaves out. Annex B says what was seen."
        )
    if not made and t.report.reservations:
        t.write.paragraph(
            "New Zealand is not recorded to have lodged a reservation or declaration. Annex B sets out those that "
            "are allowed and bear on a duty assessed here."
        )


def _kind(row: ReservationRow) -> str:
    return f"a {row.kind.lower()} under {row.under}" if row.under else f"a {row.kind.lower()}"


def nature(t: Telling) -> None:
    """2 Nature and timing of the proposed treaty action."""
    _dates(t)
    _consent(t)
    _participation(t)
    _mandate(t)
    _presentation(t)
    t.prose("nature")
    t.write.heading("Reservations and declarations")
    allowed = t.report.reservations
    if not allowed:
        t.write.paragraph(f"{capital(t.name)} allows no reservation or declaration that bears on a duty assessed here.")
    else:
        kinds = [kind for kind, _, _ in dict.fromkeys((r.kind.lower(), r.duty, r.allows) for r in allowed)]
        told = join(t.count(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
        t.write.paragraph(
            f"{capital(t.name)} allows {told} on the duties assessed here. Annex B lists each, with what was lodged."
        )
        _lodged(t)
    t.write.heading(TOPIC["tokelau"].heading)
    t.wanted("tokelau")


def _dates(t: Telling) -> None:
    i, day = t.instrument, t.report.assessment.as_at
    told = [
        f"was adopted on {long_date(i.adopted)}" if i.adopted and i.adopted <= day else "",
        f"was opened for signature on {long_date(i.opened)}" if i.opened and i.opened <= day else "",
        f"entered into force on {long_date(i.in_force)}" if i.in_force and i.in_force <= day else "",
    ]
    kind = {
        "adopted": "a multilateral treaty",
        "draft": "a draft of a treaty",
        "mandate": "an instruction to negotiators",
    }
    what = kind.get(i.text_status, "a statement that creates no obligation under international law")
    dates = join(x for x in told if x)
    t.write.paragraph(t.write.cited(f"{capital(t.name)} is {what}.{f' It {dates}.' if dates else ''}", t.treaty()))
    if i.text_status == "adopted" and not (i.in_force and i.in_force <= day):
        t.write.paragraph(f"It is not recorded to be in force on {long_date(day)}.")


def _consent(t: Telling) -> None:
    found = t.report.assessment
    position = found.catalogue.positions.get(t.instrument.id)
    notes = [cite_source(s) for s in position.source] if position else []
    day = long_date(found.as_at)
    if position is None or position.consent is None or position.consent.date > found.as_at:
        later = (
            f" It {CONSENTED[position.consent.kind]} on {long_date(position.consent.date)}."
            if position and position.consent
            else ""
        )
        t.write.paragraph(
            t.write.cited(f"On {day} no act by which New Zealand consented to be bound is on record.{later}", *notes)
        )
    else:
        told = f"New Zealand {CONSENTED[position.consent.kind]} on {long_date(position.consent.date)}."
        t.write.paragraph(t.write.cited(told, *notes))
    start = position.binding_from if position else None
    if start is not None:
        tense = "has bound New Zealand since" if start <= found.as_at else "binds New Zealand from"
        t.write.paragraph(f"{capital(t.name)} {tense} {long_date(start)}.")


def _participation(t: Telling) -> None:
    known = [p for p in t.instrument.participation if p.as_at <= t.report.assessment.as_at]
    if known:
        last = max(known, key=lambda p: p.as_at)
        t.write.paragraph(
            t.write.cited(f"As at {long_date(last.as_at)}: {stop(last.text)}", *(cite_source(s) for s in last.source))
        )


def _assessable(mandate: InstrumentResult) -> Iterator[str]:
    """``10 of the 13 items 6.1 to 6.13``, for each group of items some of which were withheld."""
    for group, (open_, total) in mandate.assessable.items():
        mine = [a.article.article for a in mandate if a.article.article.partition(".")[0] == group]
        if open_:
            yield f"{open_} of the {total} {mandate.instrument.division}s {mine[0]} to {mine[-1]}"


def _mandate(t: Telling) -> None:
    """The mandates that are answered by this text, with how many of their items can be assessed and stand."""
    found = t.report.assessment
    for other in found.catalogue.instruments.values():
        given = other.adopted and other.adopted <= found.as_at
        if other.text_status == "mandate" and other.answered_by == t.instrument.id and given:
            reading = found.reading.id if found.reading else None
            held = assess(found.catalogue, other.id, found.as_at, reading)
            notes: list[Line] = [cite_source(s) for s in other.source]
            told = f"The text is held against the {other.title} ({other.citation})."
            counts = held.counts
            open_ = join(_assessable(held)) or f"All {len(held)} {other.division}s"
            answered = counts["met"] + counts["met_with_reservation"]
            t.write.paragraph(
                t.write.cited(told, *notes),
                f" {open_} can be assessed; the text answers {answered} of them in full.",
            )


def _presentation(t: Telling) -> None:
    orders = t.report.context.context.standing_orders
    if orders.presentation and orders.analysis:
        edition = f" ({orders.edition})" if orders.edition else ""
        told = f"Standing Order {orders.presentation} has a treaty presented to the House of Representatives, and Standing Order"
        told += f" {orders.analysis} says what this analysis holds{edition}."
        t.write.paragraph(t.write.cited(told, *(cite_source(s) for s in orders.source)))


def reasons(t: Telling) -> None:
    """3 Reasons for New Zealand becoming a party."""
    t.wanted("reasons")


def advantages(t: Telling) -> None:
    """4 Advantages and disadvantages, of joining and of not joining."""
    for topic in ("advantages", "disadvantages"):
        t.write.heading(TOPIC[topic].heading)
        t.wanted(topic)
