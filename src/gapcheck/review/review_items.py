"""What is sent out for review: one item for each duty and each question, as it was computed, and sealed.

A seal tells whether something was altered on the way: that of an item covers its texts, the day, what its verdict rests
on, and the sheet or letter that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.explain import question_sentences as asked
from gapcheck.explain.article_answer import answer_on_duty
from gapcheck.explain.cited_rules import citations
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.context import Context
from gapcheck.model.question import Question
from gapcheck.model.review import QUESTION
from gapcheck.model.state import State
from gapcheck.review.fingerprints import digest
from gapcheck.review.reviews_folder import Reviews
from gapcheck.review.sign_off import ReviewState
from gapcheck.wording.citation import division_label, merge_citations
from gapcheck.wording.words import join, stop

MOST_TEXT = 32_767
"""The most characters that a cell of a workbook holds."""


_TAKEN: Mapping[str, str] = {
    "holds": "For now we take the answer to be yes.",
    "fails": "For now we take the answer to be no.",
    "open": "For now we leave the answer open.",
}


@dataclass(frozen=True)
class ReviewItem:
    """A duty or question as it is sent out. ``data`` is the fingerprint of what it rests on; texts are in words.

    ``place`` is the pinpoint of a duty or the title of a question; ``verdict`` the verdict, or our working view;
    ``why`` the reasons, or the strongest argument on each side; ``law`` what answers the duty, or what turns on the
    question.
    """

    about: str
    as_at: date
    place: str
    heading: str
    asks: str
    verdict: str
    why: str
    law: str
    agencies: str
    data: str
    taken: str = ""
    """What we take the answer to a question to be for now, as it is told to whoever can confirm it."""

    @property
    def sort(self) -> str:
        """Duty, or question."""
        return "Question" if self.about.startswith(QUESTION) else "Duty"

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the computed columns of a sheet."""
        named = (self.about, self.as_at.isoformat(), self.sort, self.place, self.heading)
        return *named, self.asks, self.verdict, self.why, self.law, self.agencies


@dataclass(frozen=True)
class Dispatch:
    """Items that are sent out together: of which instrument and day, to which agency (none: to all), of which data.

    ``mark`` is the fingerprint of what the dispatch says of itself; ``fingerprint`` covers every item as well.
    """

    instrument: str
    title: str
    as_at: date
    agency: str
    catalogue: str
    items: tuple[ReviewItem, ...]
    state: State

    @property
    def head(self) -> Mapping[str, str]:
        """What the dispatch says of itself, by name."""
        return {
            "Instrument": self.instrument,
            "Law as at": self.as_at.isoformat(),
            "For": self.agency or "all agencies",
            "Catalogue": self.catalogue,
            "Rows": str(len(self.items)),
        }

    @property
    def mark(self) -> str:
        """The fingerprint of the head."""
        return head_mark(self.head)

    @property
    def fingerprint(self) -> str:
        """That of the head, and that of all items."""
        return f"{self.mark}-{whole_mark(self.seal(item) for item in self.items)}"

    def seal(self, item: ReviewItem) -> str:
        """What stands in the last column of an item's row."""
        return seal(item.cells, item.data, self.mark)


def head_mark(head: Mapping[str, str]) -> str:
    """The fingerprint of what a sheet or letter says of itself."""
    return digest([[name, value] for name, value in head.items()])


def whole_mark(seals: Iterable[str]) -> str:
    """The fingerprint of all rows together, in whatever order they are."""
    return digest(sorted(seals))


def seal(texts: Sequence[str], data: str, mark: str) -> str:
    """The fingerprint of a row: of what it rests on, and of its texts as they stand there."""
    # Excel and LibreOffice keep line ends in their own ways; nothing else may change.
    return f"{data}-{digest([[t.replace(chr(13) + chr(10), chr(10)) for t in texts], data, mark])}"


def dispatch(
    result: InstrumentResult, context: Context, agency: str | None = None, *, confirm: bool = False
) -> Dispatch:
    """What is sent out for review: every duty that is judged and every question that a verdict turns on.

    With an ``agency``, those that it answers for, and the questions that these turn on or that it can settle. To
    ``confirm`` are the questions alone, of a fact or of a text, that the agency can settle. Raises ``UsageError`` where
    there is nothing, ``UnknownIdError`` for an agency that nothing here names.
    """
    state = ReviewState(result, Reviews(), context)
    if agency is not None:
        _check_agency(agency, known_agencies(state))
    items = tuple(_items(state, agency, confirm=confirm))
    if not items:
        whose = f" that {agency} can settle" if agency else ""
        raise UsageError(f"{result.instrument.id}: there is nothing to review{whose} as at {result.as_at}")
    title = result.instrument.title
    return Dispatch(
        result.instrument.id, title, result.as_at, agency or "", result.catalogue.version, items, result.state
    )


def known_agencies(state: ReviewState) -> tuple[str, ...]:
    """The agencies that answer for a duty or can settle a question of an instrument, or that the catalogue lists."""
    places = [d.id for d in state.duties] + [f"{QUESTION}{q.id}" for q in state.questions]
    listed = [agency.name for agency in state.result.catalogue.agencies.values()]
    acts = [act.agency for act in state.result.catalogue.acts.values() if act.agency]
    consulted = [str(c) for owner in state.context.owners for c in owner.consulted]
    return tuple(sorted({*(a for place in places for a in state.agencies(place)), *listed, *acts, *consulted}))


def _check_agency(agency: str, known: Sequence[str]) -> None:
    if agency not in known:
        raise UnknownIdError("agency", agency, known)


def _items(state: ReviewState, agency: str | None, *, confirm: bool) -> Iterator[ReviewItem]:
    writer = SentenceWriter(state.result)
    questions = [q for q in state.questions if not confirm or _to_confirm(q, agency)]
    duties = [] if confirm else list(state.duties)
    if agency is not None and not confirm:
        duties = [d for d in duties if agency in state.agencies(d.id)]
        own = {q.id for d in duties for q in state.result.sensitivity.of_duty(d)}
        questions = [q for q in questions if q.id in own or q.confirm_with == agency]
    yield from (_duty(state, writer, duty) for duty in duties)
    turns = {found.question.id: found.articles for found in state.result.sensitivity.questions}
    yield from (_question(state, question, turns[question.id]) for question in questions)


def _to_confirm(question: Question, agency: str | None) -> bool:
    return (
        question.nature in ("evidence", "text")
        and question.confirm_with is not None
        and (agency is None or question.confirm_with == agency)
    )


def _duty(state: ReviewState, writer: SentenceWriter, duty: DutyResult) -> ReviewItem:
    result, full, told = state.result, duty.full, answer_on_duty(writer, duty)
    return _checked(
        ReviewItem(
            about=duty.id,
            as_at=result.as_at,
            place=division_label(result.instrument, full.duty.id),
            heading=result[full.article].article.heading,
            asks=full.duty.text,
            verdict=result.sensitivity.in_words(duty),
            why="\n".join([told.sentence, *told.why]),
            law="\n".join(merge_citations(citations(duty))),
            agencies="\n".join(state.agencies(duty.id)),
            data=state.fingerprints[duty.id],
        )
    )


def _question(state: ReviewState, question: Question, turns: Sequence[str]) -> ReviewItem:
    result = state.result
    about = f"{QUESTION}{question.id}"
    sides = (("For", question.in_favour), ("Against", question.against))
    told = [f"{side}: {stop(a.text)}" for side, arguments in sides for a in arguments[:1]]
    return _checked(
        ReviewItem(
            about=about,
            as_at=result.as_at,
            place=question.title,
            heading="",
            asks=question.asks,
            verdict=asked.view(question),
            why="\n".join(told),
            law=_turning(result, question, turns),
            agencies="\n".join(state.agencies(about)),
            data=state.fingerprints[about],
            taken=_TAKEN[question.view],
        )
    )


def _turning(result: InstrumentResult, question: Question, turns: Sequence[str]) -> str:
    """The articles that would change with another answer."""
    if not turns:
        return "No verdict changes by this answer alone."
    labels = join(division_label(result.instrument, article) for article in turns)
    if question.view == "open":
        return f"The verdict on {labels} depends on the answer."
    return f"The verdict on {labels} would change if it were answered the other way."


def _checked(item: ReviewItem) -> ReviewItem:
    for cell in item.cells:
        if len(cell) > MOST_TEXT:
            raise UsageError(f"{item.about}: a text of {len(cell):,} characters; a cell holds {MOST_TEXT:,}")
    return item
