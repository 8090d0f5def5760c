"""Every verdict in plain sentences with citations, for people who put it before Ministers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.errors import UnknownIdError
from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.explain.open_points import settling
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.ids import DutyId
from gapcheck.model.treaty import FullDuty
from gapcheck.wording.citation import cite_rule, cite_treaty, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, status_in_words, stop

MOST_REASONS = 6
"""How many sentences a line of a matrix holds: more would make its row taller than the page."""


@dataclass(frozen=True)
class Passage:
    """A few sentences under a short heading."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """A verdict told. Print it, name it in a notebook, or take ``to_dict()``."""

    title: str
    status: str
    passages: tuple[Passage, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence, in order."""
        return tuple(s for p in self.passages for s in p.sentences)

    def to_dict(self) -> dict[str, object]:
        """The explanation as plain values."""
        passages = [{"heading": p.heading, "sentences": list(p.sentences)} for p in self.passages]
        return {"title": self.title, "status": self.status, "passages": passages}

    def __str__(self) -> str:
        blocks = ["\n".join([p.heading, *(f"  - {s}" for s in p.sentences)]) for p in self.passages]
        return "\n\n".join([f"{self.title}: {status_in_words(self.status)}", *blocks])

    def __repr__(self) -> str:
        return f"<Explanation {self.title}: {status_in_words(self.status)}>"

    def _repr_html_(self) -> str:
        blocks = "".join(
            f"<h4>{escape(p.heading)}</h4><ul>{''.join(f'<li>{escape(s)}</li>' for s in p.sentences)}</ul>"
            for p in self.passages
        )
        return f"<div><h3>{escape(self.title)}: {escape(status_in_words(self.status))}</h3>{blocks}</div>"


def explain(assessment: InstrumentResult, pinpoint: str) -> Explanation:
    """The verdict on a duty (``16(2)``, ``budapest:16(2)``) or an article (``16``) with its duties.

    Raises ``UnknownIdError`` with the nearest id.
    """
    own = assessment.instrument.id
    place = DutyId.parse(pinpoint, within=own)
    wanted = place.duty if place.instrument == own else pinpoint
    writer = SentenceWriter(assessment)
    for article in assessment.articles:
        if article.article.article == wanted:
            return _article(writer, article)
    for article in assessment.articles:
        for duty in article.duties:
            if duty.full.duty.id == wanted:
                return _duty(writer, duty)
    known = [a.article.article for a in assessment.articles] + [d.full.duty.id for d in assessment.duties]
    raise UnknownIdError("article or duty", wanted, known)


def explain_duties(assessment: InstrumentResult) -> Mapping[str, Explanation]:
    """The verdict on every duty, by its id, in the order of the instrument."""
    writer = SentenceWriter(assessment)
    return {duty.full.duty.id: _duty(writer, duty) for duty in assessment.duties}


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
    """The verdict on a duty in at most six sentences, for a line of a matrix."""
    sentences = tuple(dict.fromkeys(DutyExplanation(writer, duty).short()))
    if len(sentences) <= MOST_REASONS:
        return sentences
    left = len(sentences) - MOST_REASONS + 1
    more = f"There are {left} further points; the explanation of {duty.id} tells them all."
    return (*sentences[: MOST_REASONS - 1], more)


def citations(duty: DutyResult) -> tuple[str, ...]:
    """The rules that the verdict on a duty rests on, as citations: the best ones, then those that they rely on."""
    return tuple(dict.fromkeys(cite_rule(entry) for entry in duty.rules))


def suspect_sentences(assessment: InstrumentResult, duty: DutyResult) -> tuple[str, ...]:
    """For each rule that the verdict rests on and the official text called in question: what was found. The verdict
    stands.
    """
    suspects = assessment.catalogue.suspects
    return tuple(
        suspect_sentence(cite_rule(entry), (doubt.text for doubt in suspects[entry.identity].found))
        for entry in duty.rules
        if entry.identity in suspects
    )


def suspect_sentence(cited: str, doubts: Iterable[str]) -> str:
    """What was found on a rule that the official text calls in question.

    >>> suspect_sentence("Act 1961, s 2", ["The section was amended.", "Its heading changed."])
    'Act 1961, s 2 is suspect until it is reviewed: The section was amended; Its heading changed.'
    """
    return stop(f"{cited} is suspect until it is reviewed: {'; '.join(doubt.rstrip('.') for doubt in doubts)}")


def sentence(
    assessment: InstrumentResult, shortfall: Shortfall, duty: FullDuty | None = None, cell: Cell | None = None
) -> str:
    """One shortfall as a sentence. The duty, where it is known, tells which declaration would have helped."""
    return SentenceWriter(assessment).shortfall(shortfall, full=duty, cell=cell)


def _passages(writer: SentenceWriter, duty: DutyResult, prefix: str = "") -> Iterator[Passage]:
    for heading, sentences in DutyExplanation(writer, duty).full():
        if each := tuple(dict.fromkeys(sentences)):
            yield Passage(f"{prefix}{heading}", each)
        # What the official text calls in question stands next to the verdict that rests on it.
        if heading == "Verdict" and (doubts := suspect_sentences(writer.assessment, duty)):
            yield Passage(f"{prefix}Suspect", doubts)
        if heading == "Arguable points" and (open_ := settling(writer, duty)):
            yield Passage(f"{prefix}What would settle it", open_)


def _duty(writer: SentenceWriter, duty: DutyResult) -> Explanation:
    assessment = writer.assessment
    title = f"{duty_title(assessment, duty)}, as at {writer.day}"
    noun = assessment.instrument.noun
    cited = f"The {noun} is cited as {cite_treaty(assessment.instrument, duty.full.duty.id)}."
    treaty = Passage(f"The {noun}", (*_binding(writer), cited))
    return Explanation(title, duty.status, (*_passages(writer, duty), treaty))


def _article(writer: SentenceWriter, article: ArticleResult) -> Explanation:
    instrument = writer.assessment.instrument
    number, heading = article.article.article, article.article.heading
    cited = f"The {instrument.noun} is cited as {cite_treaty(instrument, number)}."
    sentences = (_verdict(writer, article), *_binding(writer), cited, *explain_article(writer.assessment, article))
    passages = [Passage(f"The {instrument.division}", sentences)]
    for duty in article.duties:
        # The duty of an article that has but one needs no number of its own before each heading.
        prefix = f"{division_label(instrument, duty.full.duty.id)}: " if len(article.duties) > 1 else ""
        passages += _passages(writer, duty, prefix)
    title = f"{instrument.short_title}, {division_label(instrument, number)} ({heading}), as at {writer.day}"
    return Explanation(title, article.status, tuple(passages))


def _correspondences(catalogue: Catalogue, place: str) -> Iterator[str]:
    for other, difference in catalogue.correspondences.get(place, ()):
        place_there = DutyId.parse(other)
        treaty = catalogue.instrument(place_there.instrument)
        division = division_label(treaty, place_there.duty)
        yield f"It corresponds to {division} of the {treaty.short_title}: {stop(difference)}"


def _verdict(writer: SentenceWriter, article: ArticleResult) -> str:
    instrument, withheld = writer.assessment.instrument, article.article.withheld
    if withheld is not None:
        return words_withheld(withheld.ground)
    binding = [d for d in article.duties if d.binding]
    if not binding:
        return f"The {instrument.division} holds no binding duty of domestic law."
    duties = [f"{division_label(instrument, d.full.duty.id)} {status_in_words(d.status)}" for d in binding]
    status, low, high = map(status_in_words, (article.status, article.low, article.high))
    ends = "" if low == high else f"; at the low end it is {low}, at the high end {high}"
    return f"On {writer.day} the {instrument.division} is {status}{ends} ({join(duties)})."


def words_withheld(ground: str) -> str:
    """An article whose words were withheld from a release.

    >>> words_withheld("s 6(a)")
    'The words were withheld (s 6(a) of the Official Information Act 1982): nothing can be said of them.'
    """
    return f"The words were withheld ({ground} of the Official Information Act 1982): nothing can be said of them."


def _binding(writer: SentenceWriter) -> tuple[str, ...]:
    assessment, noun = writer.assessment, writer.noun
    title = assessment.instrument.short_title
    # Mandates and statements are answered like treaties, but nobody is bound by them.
    if noun in ("mandate", "statement"):
        return (f"The {title} is a {noun}: it creates no obligation under international law.",)
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    start = position.binding_from if position else None
    if start is None:
        return (f"The {title} does not bind New Zealand.",)
    if start <= assessment.as_at:
        return (f"The {title} has bound New Zealand since {long_date(start)}.",)
    return (f"The {title} did not bind New Zealand on {writer.day}; it does from {long_date(start)}.",)
