"""Every verdict in plain sentences with citations, for people who put it before Ministers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.errors import UnknownIdError
from gapcheck.explain.answer_passages import ANSWER, AnswerPassages
from gapcheck.explain.article_answer import answer, reasons_on, why_on
from gapcheck.explain.binding import binding_sentences
from gapcheck.explain.explanation_html import explanation_html
from gapcheck.explain.law_known import law_known_sentence, law_known_to
from gapcheck.explain.other_days import told_together
from gapcheck.explain.overview import overview_passages
from gapcheck.explain.passage import Passage, PassageLink
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.story import Story
from gapcheck.explain.suspect_sentences import suspect_sentence, suspect_sentences
from gapcheck.model.ids import DutyId
from gapcheck.model.treaty import FullDuty
from gapcheck.wording.citation import cite_treaty, division_label
from gapcheck.wording.words import status_in_words, stop

__all__ = [
    "Explanation",
    "Passage",
    "duty_title",
    "explain",
    "explain_article",
    "explain_duties",
    "explain_instrument",
    "reasons",
    "sentence",
    "suspect_sentence",
    "suspect_sentences",
]


@dataclass(frozen=True)
class Explanation:
    """A verdict told. Print it, name it in a notebook, or take ``to_dict()``.

    ``status`` is the code, ``verdict`` the verdict in words. ``duties`` and ``questions`` link what is told by name.
    """

    title: str
    status: str
    passages: tuple[Passage, ...]
    verdict: str = ""
    duties: tuple[PassageLink, ...] = ()
    questions: tuple[PassageLink, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence, in order."""
        return tuple(s for p in self.passages for s in p.sentences)

    @property
    def words(self) -> str:
        """The verdict in words."""
        return self.verdict or status_in_words(self.status)

    def to_dict(self) -> dict[str, object]:
        """The explanation as plain values."""
        return {
            "title": self.title,
            "status": self.status,
            "passages": [{"heading": p.heading, "sentences": list(p.sentences)} for p in self.passages],
            "verdict": self.words,
            "duties": [link.id for link in self.duties],
            "questions": [link.id for link in self.questions],
        }

    def __str__(self) -> str:
        blocks = ["\n".join([p.heading, *(f"  {s}" for s in p.sentences)]) for p in self.passages]
        return "\n\n".join([f"{self.title}: {self.words}", *blocks])

    def __repr__(self) -> str:
        return f"<Explanation {self.title}: {self.words}>"

    def _repr_html_(self) -> str:
        return explanation_html(self)


def explain(assessment: InstrumentResult, pinpoint: str, *, full: bool = False) -> Explanation:
    """The verdict on a duty (``16(2)``, ``budapest:16(2)``) or an article (``16``) with its duties.

    ``full`` tells everything on record; without it, the verdict, why, and what would change it. Raises
    ``UnknownIdError`` with the nearest id.
    """
    own = assessment.instrument.id
    place = DutyId.parse(pinpoint, within=own)
    wanted = place.duty if place.instrument == own else pinpoint
    writer = SentenceWriter(assessment)
    for article in assessment.articles:
        if article.article.article == wanted:
            return _article(writer, article, full=full)
    for article in assessment.articles:
        for duty in article.duties:
            if duty.full.duty.id == wanted:
                return _duty(writer, duty, full=full)
    known = [a.article.article for a in assessment.articles] + [d.full.duty.id for d in assessment.duties]
    raise UnknownIdError("article or duty", wanted, known)


def explain_instrument(assessment: InstrumentResult) -> Explanation:
    """The overview: the answer, what falls short, the questions that decide an article, and the chapters.

    It has no status of its own; its verdict is how many articles have each.
    """
    writer = SentenceWriter(assessment)
    title = _title(writer, assessment.instrument.short_title)
    return Explanation(title, "", tuple(overview_passages(writer)), assessment.verdicts_in_words)


def explain_duties(assessment: InstrumentResult, *, full: bool = False) -> Mapping[str, Explanation]:
    """The verdict on every duty, by its id, in the order of the instrument."""
    writer = SentenceWriter(assessment)
    return {duty.full.duty.id: _duty(writer, duty, full=full) for duty in assessment.duties}


def explain_article(assessment: InstrumentResult, article: ArticleResult) -> tuple[str, ...]:
    """What the authors noted on an article as a whole, and what it corresponds to in other instruments."""
    note = (str(article.article.note),) if article.article.note else ()
    place = DutyId(assessment.instrument.id, article.article.article)
    return (*note, *_correspondences(assessment.catalogue, str(place)))


def duty_title(assessment: InstrumentResult, duty: DutyResult) -> str:
    """``Budapest Convention, art 16(2) (Expedited preservation of stored computer data)``."""
    heading = assessment[duty.full.article].article.heading
    instrument = assessment.instrument
    return f"{instrument.short_title}, {division_label(instrument, duty.full.duty.id)} ({heading})"


def reasons(writer: SentenceWriter, duty: DutyResult) -> tuple[str, ...]:
    """Why a duty stands as it does, in at most three sentences, for a line of a matrix.

    What only a reading settles is told before: nothing may be read as settled that is not. An Act that was passed by
    the day, and is not in force, is told after.
    """
    reading = writer.assessment.reading
    settled = writer.settled(writer.settled_points(duty), reading) if reading is not None else ()
    coming = reasons_on(writer, duty).coming(passed=True)
    return (*settled, *why_on(writer, duty), *told_together(coming))


def sentence(
    assessment: InstrumentResult, shortfall: Shortfall, duty: FullDuty | None = None, cell: Cell | None = None
) -> str:
    """One shortfall as a sentence. The duty, where it is known, tells which declaration would have helped."""
    return SentenceWriter(assessment).shortfall(shortfall, full=duty, cell=cell)


def _duty(writer: SentenceWriter, duty: DutyResult, *, full: bool) -> Explanation:
    assessment = writer.assessment
    title = duty_title(assessment, duty)
    if not full:
        return _in_short(writer, title, duty, AnswerPassages(writer, assessment[duty.full.article], duty))
    story = Story(writer, (duty,))
    noun = assessment.instrument.noun
    cited = f"The {noun} is cited as {cite_treaty(assessment.instrument, duty.full.duty.id)}."
    treaty = Passage(f"The {noun}", (*binding_sentences(writer.assessment), cited, *_known(writer)))
    passages = (*story.of_duties(), *story.of_questions(), *story.of_all(), treaty)
    return _told(writer, title, duty, passages, story)


def _article(writer: SentenceWriter, article: ArticleResult, *, full: bool) -> Explanation:
    instrument = writer.assessment.instrument
    number, heading = article.article.article, article.article.heading
    title = f"{instrument.short_title}, {division_label(instrument, number)} ({heading})"
    if not full:
        return _in_short(writer, title, article, AnswerPassages(writer, article))
    story = Story(writer, article.duties)
    sentences = [*binding_sentences(writer.assessment), *_known(writer)]
    sentences.append(f"The {instrument.noun} is cited as {cite_treaty(instrument, number)}.")
    sentences += explain_article(writer.assessment, article)
    told = answer(writer, article)
    head = Passage(ANSWER, (told.sentence, *told.why)), Passage(f"The {instrument.division}", tuple(sentences))
    return _told(writer, title, article, (*head, *story.of_duties(), *story.of_questions(), *story.of_all()), story)


def _in_short(
    writer: SentenceWriter, place: str, judged: ArticleResult | DutyResult, told: AnswerPassages
) -> Explanation:
    return _told(writer, place, judged, tuple(told.passages()), told)


def _told(
    writer: SentenceWriter,
    place: str,
    judged: ArticleResult | DutyResult,
    passages: tuple[Passage, ...],
    links: Story | AnswerPassages,
) -> Explanation:
    title, words = _title(writer, place), writer.verdict(judged)
    return Explanation(title, judged.status, passages, words, links.duty_links, links.question_links)


def _title(writer: SentenceWriter, place: str) -> str:
    """The place, the day, how far the law of that day is known, and the reading that decides: no verdict under a
    reading is told without it.
    """
    known = law_known_to(writer.assessment)
    looked = f" (law known to {known})" if known else ""
    on_reading = f", {writer.on_reading}" if writer.on_reading else ""
    return f"{place}, as at {writer.day}{looked}{on_reading}"


def _correspondences(catalogue: Catalogue, place: str) -> Iterator[str]:
    for other, difference in catalogue.correspondences.get(place, ()):
        place_there = DutyId.parse(other)
        treaty = catalogue.instrument(place_there.instrument)
        division = division_label(treaty, place_there.duty)
        yield f"It corresponds to {division} of the {treaty.short_title}: {stop(difference)}"


def _known(writer: SentenceWriter) -> tuple[str, ...]:
    """How far the law of the day is known, where that is not as far as the day."""
    caveat = law_known_sentence(writer.assessment)
    return (caveat,) if caveat else ()
