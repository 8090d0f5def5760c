"""Sections 1 to 4: the summary, the treaty action, the reasons, and the advantages and disadvantages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import itemgetter

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import FULFILLED, ArticleResult, InstrumentResult
from gapcheck.explain.position_sentences import CONSENTED
from gapcheck.report.annex.document import Line
from gapcheck.report.annex.draft import Draft, binding_duties, unread_duties
from gapcheck.report.annex.obligations_section import duties_in_words
from gapcheck.report.annex.topics import TOPIC
from gapcheck.report.annex.writer import cite_source, line
from gapcheck.report.facts import reading_caveat, tried_in_words, withheld_in_words
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.rows.verdict_counts import certainty_in_words
from gapcheck.report.scope import span_of_group
from gapcheck.report.statuses import VERDICT_ORDER, VIEW_BASIS
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop

SHORT: frozenset[str] = frozenset({"partial", "unmet"})

_TAIL = {
    "met": "met",
    "met_with_reservation": "met once what New Zealand lodged is counted",
    "partial": "met in part",
    "unmet": "not met",
    "unclear": "contested: our working view leaves a question open",
    "not_assessed": "not assessed, because no search of the statute book is on record",
    "withheld": "withheld",
}


def summary(draft: Draft) -> None:
    """1 Executive summary: what was assessed, how it stands, and what follows from that."""
    assessment, write = draft.report.assessment, draft.write
    day = long_date(assessment.as_at)
    binding = sum(binding_duties(a) for a in assessment.articles)
    noun = draft.instrument.division
    write.paragraph(
        write.cited(
            f"This analysis compares {assessment.law} as at {day} with the {draft.instrument.title}.", draft.treaty()
        ),
        f" The {draft.instrument.noun} has {draft.count(len(assessment), noun)} and {duties_in_words(binding)}.",
        f" {draft.count(assessment.counts['no_duty'], noun).capitalize()} hold no binding duty of domestic law.",
    )
    if unread := unread_duties(assessment):
        write.paragraph(
            f"The text of {unread} of the binding duties could not be read in an authentic language. "
            "What is said of them rests on summaries and has to be checked against the certified text, "
            "numbers included."
        )
    write.paragraph(
        f"{certainty_in_words(draft.report.articles, noun)} {VIEW_BASIS} Section 6 sets out the questions.".strip()
    )
    if caveat := reading_caveat(assessment):
        write.paragraph(caveat)
    if tried := tried_in_words(assessment):
        write.paragraph(tried)
    for sentence in draft.report.review_sentences:
        write.paragraph(sentence)
    write.paragraph(f"Of the {noun}s that hold binding duties:")
    told = _by_verdict(draft)
    write.bullets(
        line(f"{text} ({draft.articles(numbers)}){'.' if place == len(told) else ';'}")
        for place, (text, numbers) in enumerate(told, start=1)
    )
    _what_follows(draft)
    _lodged(draft)
    if withheld := withheld_in_words(assessment):
        write.paragraph(f"Withheld: {stop(withheld)}")
    draft.prose("summary")


def _by_verdict(draft: Draft) -> list[tuple[str, list[str]]]:
    """``10 articles are likely met, on our working view``, each with the numbers of these articles."""
    found: dict[str, list[ArticleRow]] = {}
    for row in draft.report.articles:
        if row.status != "no_duty":
            found.setdefault(row.verdict, []).append(row)
    told = [(rows, VERDICT_ORDER[verdict]) for verdict, rows in found.items()]
    return [(_tail(draft, rows), [row.article for row in rows]) for rows, _ in sorted(told, key=itemgetter(1))]


def _tail(draft: Draft, rows: list[ArticleRow]) -> str:
    """How many articles there are of a verdict, and what it is."""
    first = rows[0]
    one, many = ("was", "were") if first.status == "withheld" else ("is", "are")
    be = one if len(rows) == 1 else many
    likely = " likely" if first.certainty == "view" else ""
    confirm = ", to be confirmed by whoever knows the practice or the text" if "confirmed" in first.verdict else ""
    return f"{draft.count(len(rows), draft.instrument.division)} {be}{likely} {_TAIL[first.status]}{confirm}"


def _what_follows(draft: Draft) -> None:
    assessment, write = draft.report.assessment, draft.write
    for certainty, basis in (("settled", ""), ("view", "On our working view, ")):
        if fulfilled := [a.article.article for a in assessment.articles if _stands(a, FULFILLED, certainty)]:
            told = f"{basis}no change of law is required for {draft.articles(fulfilled)}."
            write.paragraph(told if basis else capital(told))
    for certainty, basis in (("settled", "On any view, "), ("view", "On our working view, ")):
        if short := [a.article.article for a in assessment.articles if _stands(a, SHORT, certainty)]:
            write.paragraph(
                f"{basis}the law falls short of {draft.articles(short)}. {_changes(draft, certainty)}".strip()
            )
    if all(a.status in FULFILLED or a.status == "no_duty" for a in assessment.articles):
        likely = "" if all(a.certainty != "view" for a in assessment.articles) else ", or likely does"
        write.paragraph(f"The law meets every binding duty of {draft.name}{likely}.")
    if assessment.counts["unclear"]:
        write.paragraph("For what is contested, section 6 says what would settle each question.")


def _stands(article: ArticleResult, statuses: Collection[str], certainty: str) -> bool:
    return article.status in statuses and article.certainty == certainty


def _changes(draft: Draft, certainty: str) -> str:
    """Where the changes are that would answer what falls short."""
    found = [m for m in draft.report.measures if m.certain == (certainty == "settled")]
    if not found:
        return ""
    basis = "on any view of the law" if certainty == "settled" else "on that view"
    return f"Section 6 sets out {draft.count(len(found), 'change')} needed {basis}."


def _lodged(draft: Draft) -> None:
    made = [r for r in draft.report.reservations if r.made is not None]
    certain = [r for r in made if not r.arguably]
    if certain:
        kinds = join(dict.fromkeys(_kind(r) for r in certain))
        draft.write.paragraph(
            f"New Zealand has lodged {kinds}. Annex B sets it out."
            if len(certain) == 1
            else f"New Zealand has lodged {kinds}. Annex B sets them out."
        )
    if arguable := dict.fromkeys(_kind(r) for r in made if r.arguably):
        draft.write.paragraph(
            f"It is not certain what {join(arguable)}, which New Zealand lodged, leaves out. Annex B says "
            "what was seen."
        )
    if not made and draft.report.reservations:
        draft.write.paragraph(
            "New Zealand is not recorded to have lodged a reservation or declaration. Annex B sets out those that "
            "are allowed and bear on a duty assessed here."
        )


def _kind(row: ReservationRow) -> str:
    return f"a {row.kind.lower()} under {row.under}" if row.under else f"a {row.kind.lower()}"


def nature(draft: Draft) -> None:
    """2 Nature and timing of the proposed treaty action."""
    _dates(draft)
    _consent(draft)
    _participation(draft)
    _mandate(draft)
    _presentation(draft)
    draft.prose("nature")
    draft.write.heading("Reservations and declarations")
    allowed = draft.report.reservations
    if not allowed:
        draft.write.paragraph(
            f"{capital(draft.name)} allows no reservation or declaration that bears on a duty assessed here."
        )
    else:
        # Lodged twice, it has two rows, but the text allows it once.
        kinds = [kind for kind, _, _ in dict.fromkeys((r.kind.lower(), r.duty, r.allows) for r in allowed)]
        kinds_allowed = join(draft.count(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
        draft.write.paragraph(
            f"{capital(draft.name)} allows {kinds_allowed} on the duties assessed here. Annex B lists each, with what "
            "was lodged."
        )
        _lodged(draft)
    draft.write.heading(TOPIC["tokelau"].heading)
    draft.wanted("tokelau")


def _dates(draft: Draft) -> None:
    i, day = draft.instrument, draft.report.assessment.as_at
    events = [
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
    dates = join(x for x in events if x)
    draft.write.paragraph(
        draft.write.cited(f"{capital(draft.name)} is {what}.{f' It {dates}.' if dates else ''}", draft.treaty())
    )
    # A date that is not on record is not proof that the treaty is not in force.
    if i.text_status == "adopted" and not (i.in_force and i.in_force <= day):
        draft.write.paragraph(f"It is not recorded to be in force on {long_date(day)}.")


def _consent(draft: Draft) -> None:
    assessment = draft.report.assessment
    position = assessment.catalogue.positions.get(draft.instrument.id)
    notes = [cite_source(s) for s in position.source] if position else []
    day = long_date(assessment.as_at)
    if position is None or position.consent is None or position.consent.date > assessment.as_at:
        later = (
            f" It {CONSENTED[position.consent.kind]} on {long_date(position.consent.date)}."
            if position and position.consent
            else ""
        )
        draft.write.paragraph(
            draft.write.cited(
                f"On {day} no act by which New Zealand consented to be bound is on record.{later}", *notes
            )
        )
    else:
        consented = f"New Zealand {CONSENTED[position.consent.kind]} on {long_date(position.consent.date)}."
        draft.write.paragraph(draft.write.cited(consented, *notes))
    start = position.binding_from if position else None
    if start is not None:
        tense = "has bound New Zealand since" if start <= assessment.as_at else "binds New Zealand from"
        draft.write.paragraph(f"{capital(draft.name)} {tense} {long_date(start)}.")


def _participation(draft: Draft) -> None:
    known = [p for p in draft.instrument.participation if p.as_at <= draft.report.assessment.as_at]
    if known:
        last = max(known, key=lambda p: p.as_at)
        draft.write.paragraph(
            draft.write.cited(
                f"As at {long_date(last.as_at)}: {stop(last.text)}", *(cite_source(s) for s in last.source)
            )
        )


def _assessable(mandate: InstrumentResult) -> Iterator[str]:
    """``10 of the 13 items 6.1 to 6.13``, for each group of items some of which were withheld."""
    for group, (open_, total) in mandate.assessable.items():
        if open_:
            yield f"{open_} of the {total} {span_of_group(mandate, group)}"


def _mandate(draft: Draft) -> None:
    """The mandates that are answered by this text, with how many of their items can be assessed and stand."""
    assessment = draft.report.assessment
    for other in assessment.catalogue.instruments.values():
        # Before it was given, a mandate is no part of what was known.
        given = other.adopted and other.adopted <= assessment.as_at
        if other.text_status == "mandate" and other.answered_by == draft.instrument.id and given:
            reading = assessment.reading.id if assessment.reading else None
            held = assess(assessment.catalogue, other.id, assessment.as_at, reading)
            notes: list[Line] = [cite_source(s) for s in other.source]
            text = f"The text is held against the {other.title} ({other.citation})."
            counts = held.counts
            open_ = join(_assessable(held)) or f"All {len(held)} {other.division}s"
            answered = counts["met"] + counts["met_with_reservation"]
            draft.write.paragraph(
                draft.write.cited(text, *notes),
                f" {open_} can be assessed; the text answers {answered} of them in full.",
            )


def _presentation(draft: Draft) -> None:
    orders = draft.report.context.context.standing_orders
    if orders.presentation and orders.analysis:
        edition = f" ({orders.edition})" if orders.edition else ""
        text = (
            f"Standing Order {orders.presentation} has a treaty presented to the House of Representatives, and "
            "Standing Order"
        )
        text += f" {orders.analysis} says what this analysis holds{edition}."
        draft.write.paragraph(draft.write.cited(text, *(cite_source(s) for s in orders.source)))


def reasons(draft: Draft) -> None:
    """3 Reasons for New Zealand becoming a party."""
    draft.wanted("reasons")


def advantages(draft: Draft) -> None:
    """4 Advantages and disadvantages, of joining and of not joining."""
    for topic in ("advantages", "disadvantages"):
        draft.write.heading(TOPIC[topic].heading)
        draft.wanted(topic)
