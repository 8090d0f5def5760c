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
from gapcheck.explain.duty_story import DutyStory
from gapcheck.explain.open_points import settling
from gapcheck.explain.sentences import Teller
from gapcheck.model.treaty import FullDuty
from gapcheck.wording.citation import cite_rule, cite_treaty, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, status_in_words, stop

MOST_REASONS = 6


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
    wanted = pinpoint.removeprefix(f"{assessment.instrument.id}:")
    teller = Teller(assessment)
    for article in assessment.articles:
        if article.article.article == wanted:
            return _article(teller, article)
    for article in assessment.articles:
        for duty in article.duties:
            if duty.full.duty.id == wanted:
                return _duty(teller, duty)
    known = [a.article.article for a in assessment.articles] + [d.full.duty.id for d in assessment.duties]
    raise UnknownIdError("article or duty", wanted, known)


def explain_duties(assessment: InstrumentResult) -> Mapping[str, Explanation]:
    """The verdict on every duty, by its id, in the order of the instrument."""
    teller = Teller(assessment)
    return {duty.full.duty.id: _duty(teller, duty) for duty in assessment.duties}


def explain_article(assessment: InstrumentResult, article: ArticleResult) -> tuple[str, ...]:
    """What the authors noted on an article as a whole, and what it corresponds to in other instruments."""
    note = (str(article.article.note),) if article.article.note else ()
    return (*note, *_correspondences(assessment.catalogue, f"{assessment.instrument.id}:{article.article.article}"))


def duty_title(assessment: InstrumentResult, duty: DutyResult) -> str:
    """``Budapest Convention, art 16(2) (Expedited preservation of stored computer data)``."""
    heading = assessment[duty.full.article].article.heading
    return (
        f"{assessment.instrument.short_title}, {division_label(assessment.instrument, duty.full.duty.id)} ({heading})"
    )


def reasons(teller: Teller, duty: DutyResult) -> tuple[str, ...]:
    """The verdict on a duty in at most six sentences, for a line of a matrix."""
    found = list(dict.fromkeys(DutyStory(teller, duty).short()))
    if len(found) <= MOST_REASONS:
        return tuple(found)
    left = len(found) - MOST_REASONS + 1
    return (
        *found[: MOST_REASONS - 1],
        f"There are {left} further points; the explanation of {duty.id} tells them all.",
    )


def citations(duty: DutyResult) -> tuple[str, ...]:
    """The rules that the verdict on a duty rests on, as citations: the best ones first, then those that they rely on."""
    return tuple(dict.fromkeys(cite_rule(entry) for entry in duty.rules))


def suspect_sentences(assessment: InstrumentResult, duty: DutyResult) -> tuple[str, ...]:
    """For each rule that the verdict rests on and the official text called in question: what was found. The verdict
    stands.
    """
    suspects = assessment.catalogue.suspects
    told = ((entry, suspects[entry.identity].found) for entry in duty.rules if entry.identity in suspects)
    return tuple(
        stop(
            f"{cite_rule(entry)} is suspect until it is reviewed: {'; '.join(doubt.text.rstrip('.') for doubt in found)}"
        )
        for entry, found in told
    )


def sentence(
    assessment: InstrumentResult, shortfall: Shortfall, duty: FullDuty | None = None, cell: Cell | None = None
) -> str:
    """One shortfall as a sentence. The duty, where it is known, tells which declaration would have helped."""
    return Teller(assessment).shortfall(shortfall, full=duty, cell=cell)


def _passages(teller: Teller, duty: DutyResult, prefix: str = "") -> Iterator[Passage]:
    for heading, sentences in DutyStory(teller, duty).full():
        told = tuple(dict.fromkeys(sentences))
        if told:
            yield Passage(f"{prefix}{heading}", told)
        if heading == "Verdict" and (doubts := suspect_sentences(teller.assessment, duty)):
            yield Passage(f"{prefix}Suspect", doubts)
        if heading == "Arguable points" and (open_ := settling(teller, duty)):
            yield Passage(f"{prefix}What would settle it", open_)


def _duty(teller: Teller, duty: DutyResult) -> Explanation:
    assessment = teller.assessment
    title = f"{duty_title(assessment, duty)}, as at {teller.day}"
    noun = assessment.instrument.noun
    cited = f"The {noun} is cited as {cite_treaty(assessment.instrument, duty.full.duty.id)}."
    treaty = Passage(f"The {noun}", (*_binding(teller), cited))
    return Explanation(title, duty.status, (*_passages(teller, duty), treaty))


def _article(teller: Teller, article: ArticleResult) -> Explanation:
    instrument = teller.assessment.instrument
    number, heading = article.article.article, article.article.heading
    told = [_verdict(teller, article), *_binding(teller)]
    told.append(f"The {instrument.noun} is cited as {cite_treaty(instrument, number)}.")
    told += explain_article(teller.assessment, article)
    passages = [Passage(f"The {instrument.division}", tuple(told))]
    for duty in article.duties:
        passages += _passages(
            teller, duty, f"{division_label(instrument, duty.full.duty.id)}: " if len(article.duties) > 1 else ""
        )
    title = f"{instrument.short_title}, {division_label(instrument, number)} ({heading}), as at {teller.day}"
    return Explanation(title, article.status, tuple(passages))


def _correspondences(catalogue: Catalogue, place: str) -> Iterator[str]:
    for other, difference in catalogue.correspondences.get(place, ()):
        instrument, _, number = other.partition(":")
        treaty = catalogue.instrument(instrument)
        yield f"It corresponds to {division_label(treaty, number)} of the {treaty.short_title}: {stop(difference)}"


def _verdict(teller: Teller, article: ArticleResult) -> str:
    binding = [d for d in article.duties if d.binding]
    withheld = article.article.withheld
    if withheld is not None:
        return f"The words were withheld ({withheld.ground} of the Official Information Act 1982): nothing can be said of them."
    if not binding:
        return f"The {teller.assessment.instrument.division} holds no binding duty of domestic law."
    told = join(
        f"{division_label(teller.assessment.instrument, d.full.duty.id)} {status_in_words(d.status)}" for d in binding
    )
    ends = ""
    if article.low != article.high:
        ends = f"; at the low end it is {status_in_words(article.low)}, at the high end {status_in_words(article.high)}"
    return f"On {teller.day} the {teller.assessment.instrument.division} is {status_in_words(article.status)}{ends} ({told})."


def _binding(teller: Teller) -> Iterable[str]:
    assessment = teller.assessment
    noun = assessment.instrument.noun
    if noun in ("mandate", "statement"):
        yield f"The {assessment.instrument.short_title} is a {noun}: it creates no obligation under international law."
        return
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    start = position.binding_from if position else None
    if start is None:
        yield f"The {assessment.instrument.short_title} does not bind New Zealand."
    elif start <= assessment.as_at:
        yield f"The {assessment.instrument.short_title} has bound New Zealand since {long_date(start)}."
    else:
        yield f"The {assessment.instrument.short_title} did not bind New Zealand on {teller.day}; it does from {long_date(start)}."
